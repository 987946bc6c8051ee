"""A provider's months in one run: whom it took and why, what it gave and why, and what that brought."""

from math import isfinite
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from utfall.base.errors import UsageError
from utfall.contract.words import Names
from utfall.model.parties.tender import NO_TENDER, Award
from utfall.model.phases import MONTH
from utfall.model.phases.deliver import deliver
from utfall.model.phases.select import nobody_chooses, places_free, select
from utfall.model.tracing.arithmetic import hours_in_words, selection_in_words
from utfall.model.tracing.events import ProviderMonth, ProviderTrace
from utfall.model.tracing.words import money
from utfall.scenario.near import did_you_mean

if TYPE_CHECKING:
    from utfall.behaviour.views import SelectionView
    from utfall.model.model import ContractModel
    from utfall.model.parties.organisations import ProviderAgent


def trace_provider(model: "ContractModel", id_: str) -> ProviderTrace:
    """Live all months of a model that has not begun, and keep what one provider decides.

    Raises UsageError for a provider that the contract does not have.
    """
    known = {provider.declared.id: provider for provider in model.providers}
    if id_ not in known:
        raise UsageError(f"no provider {id_!r}{did_you_mean(id_, known)}. Providers: {', '.join(known)}")
    provider = known[id_]
    facts, months = _facts(model, provider), []
    while model.month < model.case.months:
        month = _live(model, provider)
        if month.sent or month.served:
            months.append(month)
    names = Names(model.case.contract, model.case.people)
    return ProviderTrace(id=id_, title=names.party(id_), rule=type(provider.rule).__name__, facts=facts, months=tuple(months))


def _facts(model: "ContractModel", provider: "ProviderAgent") -> tuple[str, ...]:
    """What it brings into the contract."""
    currency = model.case.contract.currency
    doc = (type(provider.rule).__doc__ or "").strip().splitlines()
    won = () if model.award is NO_TENDER else (_bid_on(model.award),)
    return (
        f"{doc[0] if doc else type(provider.rule).__name__}",
        f"Staff hours {provider.staff_hours:.0f} a month, planned for {provider.planned:.0f} people at once.",
        f"An hour costs {money(provider.wage, currency)}; of each unit of outcome pay it counts {provider.pay:.2f}, for risk.",
        f"A full-time month of the outcome is worth {money(provider.mission, currency)} to its mission.",
        *won,
    )


def _bid_on(won: Award) -> str:
    """The price of the tender, and what the winner believes."""
    if not isfinite(won.price):
        return "Nobody bid within the prices written."
    return (
        f"The tender was won at {won.price:.2f} of the prices written, by who takes its hours to build {won.belief:.2f} times what they do, "
        f"and the share that gets there without it to be {abs(won.base):.3f} {'higher' if won.base >= 0.0 else 'lower'} than it is, "
        f"and so reckons with {won.reckoned:.2f} times the forecast outcome pay."
    )


def _live(model: "ContractModel", provider: "ProviderAgent") -> ProviderMonth:
    """One month, phase by phase, looking at the provider before it selects and after it has decided on hours."""
    model.month += 1
    reasons: list[str] = []
    sent: NDArray[np.int32] = np.empty(0, np.int32)
    view: SelectionView | None = None
    given, served = np.zeros(0), np.empty(0, np.int32)
    for phase in MONTH:
        if phase is select:
            sent = model.sent[model.sent_to == provider.number]
            view = provider.selection_view(sent, places_free(model, provider)) if sent.size and not nobody_chooses(model) else None
        phase(model)
        if phase is select and view is not None:
            reasons += selection_in_words(view, np.isin(sent, model.newcomers), model.case.contract.currency)
        if phase is deliver:
            low, high = model.rosters.bounds(provider.number)
            served, given = model.rosters.ids[low:high].copy(), model.hours[:, low:high].copy()
            if served.size:
                names = Names(model.case.contract, model.case.people)
                shut = model.shut[:, low:high] if model.shut.size else np.zeros(given.shape, dtype=np.bool_)
                reasons += hours_in_words(provider, (low, high), model.casebook.known, given, shut, names)
    tasks = tuple(task.id for task in model.case.people.tasks)
    return ProviderMonth(
        month=model.month,
        sent=int(sent.size),
        taken=int(np.isin(sent, model.newcomers).sum()),
        served=int(served.size),
        hours=tuple(zip(tasks, given.sum(axis=1).tolist() if served.size else [0.0] * len(tasks), strict=True)),
        budget=provider.budget(served.size),
        price=provider.price if served.size else 0.0,
        wage=provider.wage,
        motivation=provider.motivation,
        cash=provider.cash,
        reasons=tuple(reasons),
    )
