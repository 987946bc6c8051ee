"""A person's months in one run: referral, service, both worlds, records, payments."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from utfall.base.errors import UsageError
from utfall.base.money import money_words
from utfall.contract.metrics.units import recorded_as
from utfall.contract.words import Names, mid_sentence, sentence_case
from utfall.model.finish import finish
from utfall.model.tracing.events import Happened, PersonTrace
from utfall.model.tracing.words import change_of_state, hours, outcome_words, split_of, units

if TYPE_CHECKING:
    from utfall.model.model import ContractModel


def trace_person(model: "ContractModel", number: int) -> PersonTrace:
    """Live all months of a model that has not begun, and keep what happens to one person (numbered from 0).

    Raises UsageError for a number that nobody has.
    """
    if not 0 <= number < len(model.people):
        raise UsageError(f"no person {number}: this run has persons 0 to {len(model.people) - 1}")
    follower = _Follower(model, number)
    happened: list[Happened] = []
    while model.month < model.case.months:
        before = follower.look()
        model.step()
        happened += follower.changes(before)
    record = finish(model)
    paid = [p for p in record.person_payments if p.paid[number] or p.due_true[number] or p.due_without[number]]
    persons = record.persons
    return PersonTrace(
        number=number,
        facts=_facts(model, number, int(persons.fifth[number])),
        happened=tuple(happened),
        payments=tuple(split_of(payment, number, record.currency) for payment in paid),
        months=float(persons.outcome_time[number]),
        months_without=float(persons.outcome_time_without[number]),
        outcome=outcome_words(float(persons.outcome_time[number]), float(persons.outcome_time_without[number]), record.main_kind),
        by_group=bool(record.cohort_payments) and not any(payment.is_outcome for payment in record.person_payments),
    )


def _facts(model: "ContractModel", number: int, fifth: int) -> tuple[str, ...]:
    """Who the person is."""
    person, names = model.people[number], _names(model)
    where = "in the control group, drawn by lot" if person.control else "offered the service" if person.offered else "not offered the service"
    facts = [
        f"Pay group: {names.group(person.group)}; need {person.need:+.2f} sd, in the {_FIFTHS[fifth]} fifth of the group.",
        f"Responds to help {person.response:.2f} times as much as the average; {where}.",
    ]
    if person.offered and not person.take_up and model.case.contract.service.joining == "voluntary":
        facts.append("Declines when offered.")
    return tuple(facts)


_FIFTHS = ("easiest", "second easiest", "middle", "second hardest", "hardest")


def _names(model: "ContractModel") -> Names:
    return Names(model.case.contract, model.case.people)


class _Follower:
    """Looks at one person before and after a month."""

    def __init__(self, model: "ContractModel", number: int) -> None:
        self._model = model
        self._number = number
        self._names = _names(model)
        self._entries = 0

    def look(self) -> np.ndarray:
        """(K,) hours received so far."""
        return self._model.people.columns.hours[:, self._number].copy()

    def changes(self, before: np.ndarray) -> Iterator[Happened]:
        """What happened in the month just lived."""
        yield from self._referral()
        yield from self._service(before)
        yield from self._outcomes()
        yield from self._ending()
        yield from self._records()
        yield from self._payments()

    def _referral(self) -> Iterator[Happened]:
        model, number, month = self._model, self._number, self._model.month
        if int(model.people.start_month[number]) == month and model.people.control[number]:
            yield Happened(month, "referral", "Would have been referred; belongs to the control group.")
        place = np.flatnonzero(model.sent == number)
        if not place.size:
            return
        provider = self._names.party(model.providers[int(model.sent_to[place[0]])].declared.id)
        taken = number in model.newcomers
        yield Happened(month, "referral", f"Sent to {provider}.")
        yield Happened(month, "selection", f"{provider} {'takes the person on' if taken else 'sends the person back'}.")

    def _service(self, before: np.ndarray) -> Iterator[Happened]:
        model, number, month = self._model, self._number, self._model.month
        tasks = [task.id for task in model.case.people.tasks]
        given = dict(zip(tasks, (model.people.columns.hours[:, number] - before).tolist(), strict=True))
        served = number in model.rosters.ids
        if served:
            yield Happened(month, "service", f"Served: {hours(given, self._names)}.{self._shut(tasks)}")
        if served and model.people.dropped[number]:
            yield Happened(month, "end", "Leaves the service for good.")
        elif served and not model.people.in_service[number]:
            yield Happened(month, "end", "The service ends.")

    def _ending(self) -> Iterator[Happened]:
        """Where metrics count from the end of service: when it is said to have ended."""
        model, endings = self._model, self._model.endings
        if endings is not None and int(endings.said[self._number]) == model.month:
            late = model.month - int(endings.over[self._number])
            put_off = f", {late} month{'' if late == 1 else 's'} after the last of it" if late else ""
            yield Happened(model.month, "end", f"Service is said to have ended{put_off}.")

    def _shut(self, tasks: list[str]) -> str:
        """Which tasks the recorded state kept from the person this month."""
        shut = self._model.shut
        mine = shut[:, self._model.rosters.ids == self._number] if shut.size else np.zeros((len(tasks), 1), dtype=np.bool_)
        closed = [self._names.task(task) for task, own in zip(tasks, mine, strict=True) if own.any()]
        return f" Not open, for the state that workers record: {', '.join(closed)}." if closed else ""

    def _outcomes(self) -> Iterator[Happened]:
        model, number, month = self._model, self._number, self._model.month
        for o, outcome in enumerate(model.case.people.outcomes):
            title = self._names.outcome(outcome.id)
            for history, world in ((model.people.history, ""), (model.people.history_without, "Without the contract: ")):
                was, now = int(history[o, month - 1, number]), int(history[o, month, number])
                if was != now and (not world or model.people.has_counterfactual):
                    yield Happened(month, "outcome", f"{world}{'t' if world else 'T'}he person {change_of_state(was, now, title)}.")

    def _records(self) -> Iterator[Happened]:
        model, number, month = self._model, self._number, self._model.month
        for meter in (meter for meter in model.meters if meter.metric.id in model.case.contract.paid):
            recorded, true = model.emissions[meter.number], model.true_emissions[meter.number]
            amount = float(recorded.units[recorded.persons == number].sum())
            if not amount:
                continue
            really = meter.true_so_far[number] > 0.0 or (true is not None and bool((true.persons == number).any()))
            title = meter.metric.title or meter.metric.id.replace("_", " ")
            count = units(amount, recorded_as(meter.metric), model.case.contract.currency)
            yield Happened(month, "record", f"Recorded as {title}: {count}{'' if really else ', which did not happen'}.")

    def _payments(self) -> Iterator[Happened]:
        model, month = self._model, self._model.month
        ledger = model.accounts.ledger.columns()
        new = slice(self._entries, ledger.amount.size)
        self._entries = ledger.amount.size
        currency = model.case.contract.currency
        for entry in np.flatnonzero(ledger.person[new] == self._number) + new.start:
            source, target = (self._names.party(ledger.accounts[int(column[entry])]) for column in (ledger.source, ledger.target))
            amount, clause = int(ledger.amount[entry]), ledger.clauses[int(ledger.clause[entry])]
            yield Happened(
                month, "payment", f"{sentence_case(source)} pays {mid_sentence(target)} {money_words(amount, currency)} ({clause}).", amount
            )
