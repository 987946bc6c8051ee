"""A provider that does what was agreed: the same hours for everybody it serves."""

from dataclasses import dataclass

import numba as nb
import numpy as np
from numpy.typing import NDArray

from utfall.base.sums import total
from utfall.behaviour.decisions import HoursDecision
from utfall.behaviour.hours import BUDGET, PRICE, WAGE
from utfall.behaviour.providers.even import even_hours, plan_of
from utfall.behaviour.selection import by_lot
from utfall.behaviour.signing import signs
from utfall.behaviour.views import CaseloadsView, ClaimView, HoursView, SelectionView, SigningView

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class EqualEffort:
    """Accepts by lot, splits its hours equally, files no false claim, pushes nobody into quick jobs.

    Theory   scripted: the reference in which nothing answers to what is paid
    Reads    places and luck of the lot; hours to give, plan, months served
    """

    needs_outlook: bool = False

    def sign(self, view: SigningView) -> bool:
        """Sign if the certainty equivalent beats the outside option."""
        return signs(view)

    def select(self, view: SelectionView) -> NDArray[np.bool_]:
        """Take whom the lot puts first."""
        return by_lot(view.luck, view.places)

    def hours(self, view: HoursView) -> HoursDecision:
        """The month's hours over the people served that month, by the plan (default: equally over tasks that build)."""
        return even_hours(view, plan_of(view))

    def caseloads(self, view: CaseloadsView) -> None:
        """The same for all providers."""
        plan = np.where(view.plan.sum(axis=1, keepdims=True) > 0.0, view.plan, view.builds)
        began = view.known.began
        _by_plan(view.month, view.offsets, view.mine, began, plan, view.lasts, view.means, view.most, view.hours, view.by_task, view.shut)

    def claim(self, view: ClaimView) -> NDArray[np.bool_]:
        """None."""
        return np.zeros(view.price.size, dtype=bool)


@nb.njit(cache=True, error_model="numpy")
def _by_plan(  # noqa: PLR0913, PLR0917
    now: int,
    offsets: NDArray[np.int64],
    mine: NDArray[np.bool_],
    began: NDArray[np.int32],
    plan: Floats,
    lasts: NDArray[np.int64],
    means: Floats,
    most: float,
    hours: Floats,
    by_task: Floats,
    shut: NDArray[np.bool_],
) -> None:
    """Hours of a person: its equal part of the budget, split by the plan over the tasks still open to it."""
    gated = shut.size > 0
    for p in range(mine.size):
        low, high = offsets[p], offsets[p + 1]
        if not mine[p] or low == high:
            continue
        each = min(means[p, BUDGET] / (high - low), most)
        means[p, PRICE] = means[p, WAGE]
        for s in range(low, high):
            month, weight = now - began[s] + 1, 0.0
            for t in range(lasts.size):
                weight += plan[p, t] if month <= lasts[t] and not (gated and shut[t, s]) else 0.0
            for t in range(lasts.size):
                open_ = month <= lasts[t] and not (gated and shut[t, s])
                hours[t, s] = plan[p, t] / weight * each if weight > 0.0 and open_ else 0.0
        for t in range(lasts.size):
            by_task[p, t] = total(hours[t, low:high])
