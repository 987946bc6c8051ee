"""Deliver: hours by task and person. Parking and task shift can happen only here."""

from typing import TYPE_CHECKING

import numpy as np

from utfall.behaviour.valuation.product import cap_level
from utfall.behaviour.views import HoursView
from utfall.model.organisations import MOST_HOURS

if TYPE_CHECKING:
    from utfall.model.model import ContractModel
    from utfall.model.organisations import ProviderAgent


def deliver(model: "ContractModel") -> None:
    """Reads what providers know of those they serve; writes hours (tasks, served), costs, believed capability."""
    rosters = model.rosters
    rosters.update(model.month, model.newcomers, model.people.provider, model.until, model.people.dropped, model.works)
    model.costs[:] = 0
    served = rosters.ids
    if not served.size:
        model.hours = model.no_hours
        return
    known = model.casebook.open(model.month, served, model.people, model.outcome)
    progress = model.casebook.progress(served, model.progress_columns)
    if model.capped_streams:
        levels = [cap_level(model.settlement.paid[clause][served].astype(np.float64), cap) for clause, cap in model.capped_streams]
        progress = np.concatenate([progress, np.stack(levels)])
    model.hours = np.zeros((len(model.case.people.tasks), served.size))
    for provider in model.providers:
        low, high = rosters.bounds(provider.number)
        if high > low:
            _serve(model, provider, known, progress, slice(low, high))
    model.watch.look(progress)
    model.casebook.close(served, model.hours)


def _serve(model: "ContractModel", provider: "ProviderAgent", known: tuple[np.ndarray, ...], progress: np.ndarray, part: slice) -> None:
    group, months, state, classes, response, capability, received = known
    view = HoursView(
        outlook=provider.outlook,
        group=group[part],
        month=months[part],
        state=state[part],
        need_class=classes[part],
        progress=np.ascontiguousarray(progress[:, part]),
        capability=np.ascontiguousarray(capability[:, part]),
        received=np.ascontiguousarray(received[:, part]),
        response=response[part],
        builds=model.builds,
        lasts=model.tasks.lasts,
        budget=provider.budget(part.stop - part.start),
        least=model.least_hours,
        most=MOST_HOURS,
        plan=provider.plan,
        pay=provider.pay,
        mission=provider.mission,
        wage=provider.wage,
        last_price=provider.price,
    )
    hours = provider.deliver(view).hours
    model.hours[:, part] = hours
    by_task = hours.sum(axis=1)
    model.hours_by_task += by_task
    model.hours_this_month += by_task
    cost = int(np.rint(provider.wage * float(by_task @ model.tasks.cost)))
    model.costs[provider.number] = cost
    provider.cost += cost
    provider.hours_used += float(by_task.sum())
