"""The same hours for everybody served, split over tasks by shares: what all rules without value tables do with their hours."""

import numpy as np
from numpy.typing import NDArray

from utfall.behaviour.decisions import HoursDecision
from utfall.behaviour.views import HoursView

Floats = NDArray[np.float64]


def even_hours(view: HoursView, shares: Floats) -> HoursDecision:
    """The month's hours over the people served, by `shares` (tasks,) over the tasks still open to each; never over the budget."""
    people = view.group.size
    if people == 0:
        return HoursDecision(np.zeros((shares.size, 0)), view.wage)
    open_ = shares[:, None] * (view.month[None, :] <= view.lasts[:, None])
    if view.shut.size:
        open_ = np.where(view.shut, 0.0, open_)
    weight = open_.sum(axis=0)
    share = np.divide(open_, weight[None, :], out=np.zeros_like(open_), where=weight[None, :] > 0.0)
    return HoursDecision(share * min(view.budget / people, view.most), view.wage)


def plan_of(view: HoursView) -> Floats:
    """(tasks,) shares of hours as agreed; without a plan equal over tasks that build."""
    return view.plan if view.plan.sum() > 0.0 else view.builds.astype(np.float64)
