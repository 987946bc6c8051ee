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
    casebook = model.casebook
    if rosters.update(model.newcomers, model.people.provider, model.people.in_service):
        casebook.seat(rosters.ids, model.people)
    model.costs[:] = 0
    if not rosters.ids.size:
        model.hours = model.effects = model.no_hours
        return
    for clause, cap, column in model.capped_columns:
        casebook.note_cap(column, model.settlement.paid[clause], cap)
    known = casebook.open(model.month, model.people, model.seen_outcome)
    if model.stages.asked:
        model.shut = model.stages.shut(model.month, casebook, model.people)
    model.hours = np.zeros((model.books.plans.shape[1], rosters.ids.size))
    _decide(model, known)
    model.watch.look(known)
    model.effects = responses(model.hours, model.tasks.eta, model.tasks.quadratic)
    model.believing.follow(known)
    casebook.close(model.effects)


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
    return HoursView(
        outlook=provider.outlook,
        group=known.group[part].astype(np.int64),
        month=(model.month - known.began[part] + 1).astype(np.int64),
        state=known.state[part].astype(np.int64),
        need_class=known.need_class[part].astype(np.int64),
        progress=known.progress[:, part],
        capability=known.capability[:, part],
        received=known.received[:, known.who[part]],
        response=known.response[part],
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
        memory=provider.memory,
        shut=model.shut[:, part] if model.shut.size else model.shut,
    )
