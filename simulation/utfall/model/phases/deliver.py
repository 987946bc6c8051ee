"""Deliver: hours by task and person. Parking and task shift can happen only here."""

from typing import TYPE_CHECKING

import numpy as np

from utfall.base.responses import responses
from utfall.behaviour.marginals import Known
from utfall.behaviour.views import CaseloadsView, HoursView
from utfall.model.parties.organisations import MOST_HOURS

if TYPE_CHECKING:
    from utfall.model.model import ContractModel
    from utfall.model.parties.organisations import ProviderAgent


def deliver(model: "ContractModel") -> None:
    """Reads what providers know of those they serve; writes hours (tasks, served), costs, believed capability."""
    rosters = model.rosters
    rosters.update(model.newcomers, model.people.provider, model.people.in_service)
    model.costs[:] = 0
    served = rosters.ids
    if not served.size:
        model.hours = model.effects = model.no_hours
        return
    known = model.casebook.open(model.month, served, model.people, model.seen_outcome)
    for clause, cap, column in model.capped_columns:
        model.casebook.note_cap(served, column, model.settlement.paid[clause], cap)
    model.shut = model.stages.shut(model.month, served, model.casebook, model.people)
    model.hours = np.zeros((model.books.plans.shape[1], served.size))
    _decide(model, known)
    model.watch.look(known)
    model.effects = responses(model.hours, model.tasks.eta, model.tasks.quadratic)
    model.believing.follow(known)
    model.casebook.close(served, model.effects)


def _decide(model: "ContractModel", known: Known) -> None:
    """All caseloads: those of offices in one call each, the others one by one; what the hours cost."""
    books, rosters = model.books, model.rosters
    offsets = rosters.offsets
    by_task = books.weigh(offsets)
    for office in model.offices:
        office.rule.caseloads(
            CaseloadsView(
                outlook=office.outlook,
                month=model.month,
                served=rosters.ids,
                offsets=offsets,
                mine=office.mine,
                known=known,
                means=books.means,
                plan=books.plans,
                builds=model.builds,
                lasts=model.tasks.lasts,
                least=model.least_hours,
                most=MOST_HOURS,
                hours=model.hours,
                by_task=by_task,
                shut=model.shut,
            )
        )
    for provider in model.alone:
        part = slice(*rosters.bounds(provider.number))
        if part.stop > part.start:
            hours = provider.deliver(_view(model, provider, known, part)).hours
            if model.shut.size:
                hours = np.where(model.shut[:, part], 0.0, hours)  # a rule of one's own may not have looked
            model.hours[:, part] = hours
            by_task[provider.number] = hours.sum(axis=1)
    books.spend(model.tasks.cost, model.costs, (model.hours_by_task, model.hours_this_month))


def _view(model: "ContractModel", provider: "ProviderAgent", known: Known, part: slice) -> HoursView:
    """What one provider sees of its own caseload."""
    mine = model.rosters.ids[part]
    return HoursView(
        outlook=provider.outlook,
        group=known.group[mine].astype(np.int64),
        month=(model.month - known.began[mine] + 1).astype(np.int64),
        state=known.state[mine].astype(np.int64),
        need_class=known.need_class[mine].astype(np.int64),
        progress=known.progress[known.rows][:, mine],
        capability=known.capability[:, mine],
        received=known.received[:, mine],
        response=known.response[mine],
        builds=model.builds,
        lasts=model.tasks.lasts,
        budget=provider.budget(mine.size),
        least=model.least_hours,
        most=MOST_HOURS,
        plan=provider.plan,
        pay=provider.pay,
        mission=provider.mission,
        wage=provider.wage,
        last_price=provider.price,
        memory=provider.memory,
        shut=model.shut[:, part] if model.shut.size else model.shut,
    )
