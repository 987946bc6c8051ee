"""The arithmetic of a provider's decisions, in words: what a person was worth to it, and what the next hour was."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from utfall.behaviour.hours import PAY
from utfall.behaviour.marginals import ENTRY, Known, marginals, worth_of_hours
from utfall.behaviour.selection import expected_surplus
from utfall.contract.words import Names
from utfall.model.tracing.words import hours, money

if TYPE_CHECKING:
    from utfall.behaviour.views import SelectionView
    from utfall.model.parties.organisations import ProviderAgent

Floats = NDArray[np.float64]
SEEN = {0: "out of the outcome", 1: "in it", 2: "in it by a push"}


def selection_in_words(view: "SelectionView", taken: NDArray[np.bool_], currency: str) -> list[str]:
    """The person least worth taking of those taken, and the one most worth taking of those sent back; `taken` (n,)."""
    if view.outlook is None:
        return [f"Takes {int(taken.sum())} of {taken.size} sent, with {view.places} places free, by lot."]
    worth = expected_surplus(view)
    score = worth + view.noise * view.normal
    said = [f"Takes {int(taken.sum())} of {taken.size} sent, with {view.places} places free."]
    for mask, pick, what in ((taken, np.argmin, "The least worth of those taken"), (~taken, np.argmax, "The most worth of those sent back")):
        if mask.any():
            one = int(np.flatnonzero(mask)[pick(score[mask])])
            said.append(f"{what}: {_surplus(view, one, currency)} = {money(worth[one], currency)}, luck {money(score[one] - worth[one], currency)}.")
    return said


def _shut_to_it(tasks: list[str]) -> str:
    """Which tasks the person's state keeps from it."""
    return f"; not open to it this month: {', '.join(tasks)}" if tasks else ""


def _surplus(view: "SelectionView", one: int, currency: str) -> str:
    """Pay + mission - hours + start fee of one person."""
    assert view.outlook is not None
    value = view.outlook.start_values()[view.group[one], min(int(view.state[one]), 1), view.need_class[one]]
    parts = [
        f"pay {view.pay:.2f} x {money(value[0], currency)}",
        f"mission {value[1]:.1f} months x {money(view.mission, currency)}",
    ]
    fee = float(view.attachment[one])
    start = f" {'+' if fee >= 0 else '-'} start {money(abs(fee), currency)}" if fee else ""
    return f"{' + '.join(parts)} - {value[2]:.0f} hours x {money(max(view.wage, view.outlook.tasks.later), currency)}{start}"


def hours_in_words(provider: "ProviderAgent", part: tuple[int, int], known: Known, given: Floats, shut: NDArray[np.bool_], names: Names) -> list[str]:
    """What the last hour was worth, and the first hour for the person who got most and for the one who got least.

    part   its people stand in `known` from part[0] to before part[1]; given, shut (tasks, n) of them
    """
    served, currency, outlook = known.who[slice(*part)], names.contract.currency, provider.outlook
    if outlook is None:
        return [f"Gives {given.sum():.0f} hours to {served.size} people, by plan and not by what they pay."]
    binds = "its hours bind" if provider.price > 1.001 * provider.wage else "its hours do not bind"
    said = [f"The last hour is worth {money(provider.price, currency)}; an hour costs {money(provider.wage, currency)}: {binds}."]
    pay = float(provider.model.books.means[provider.number, PAY])
    weights = (pay, provider.mission, max(provider.wage, outlook.tasks.later))
    looked = marginals(part, provider.model.month, known, outlook.stack, outlook.tasks, weights)
    place = outlook.tasks.placement
    push = given[place] if place >= 0 else np.empty(0)
    worth = np.zeros(given.shape)
    worth_of_hours(part, looked, known.capability, outlook.stack, outlook.tasks, np.ascontiguousarray(push), 1.0, worth)
    tasks = [task.id for task in provider.model.case.people.tasks]
    everyone = given.sum(axis=0)
    picks = {"Most hours": int(np.argmax(everyone)), "Fewest hours": int(np.argmin(everyone))}
    for what, one in picks.items():
        open_ = [task for t, task in enumerate(tasks) if not shut[t, one]]
        may = [(t, task) for t, task in enumerate(tasks) if t != place and task in open_]
        first = [f"{names.task(task)} {money(worth[t, one], currency)}" for t, task in may if worth[t, one] > 0.5]
        if place >= 0 and not shut[place, one] and looked.found[ENTRY, one] > 0.5:
            first.append(f"an entry, if a push brings one, {money(looked.found[ENTRY, one], currency)}")
        got = hours(dict(zip(tasks, given[:, one].tolist(), strict=True)), names)
        seen = f"{SEEN[int(looked.state[one])]}, class of need {int(known.need_class[part[0] + one]) + 1}"
        who = f"person {int(served[one])}, person-month {int(looked.month[one])}, {seen}"
        closed = [names.task(task) for task in tasks if task not in open_]
        said.append(f"{what}: {who}: {got}; a first hour is worth: {', '.join(first) if first else 'nothing'}{_shut_to_it(closed)}.")
        if served.size == 1:
            break
    return said
