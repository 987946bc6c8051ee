"""From a finished model to its record: truth and record side by side, for indicators alone."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from utfall.base.records import Notice, Persons, ProviderFacts, RunRecord
from utfall.model.finished.cohort_facts import cohort_payments
from utfall.model.finished.crowding import market_months, prevention_unfunded, service_hours
from utfall.model.finished.event_facts import event_columns
from utfall.model.finished.facts import metric_facts, person_payments
from utfall.model.finished.gains import gain_from_same_service
from utfall.model.finished.money import flows, parties, titles, value_facts
from utfall.model.finished.series import series_of
from utfall.model.finished.unpaid import unpaid_capability, unpaid_tasks
from utfall.people.truth import WORLDS, World, need_fifths, outcome_facts, score_facts

if TYPE_CHECKING:
    from utfall.model.model import ContractModel

Floats = NDArray[np.float64]


def finish(model: "ContractModel") -> RunRecord:
    """The record of a model that has lived all its months."""
    case, contract = model.case, model.case.contract
    persons, reviews = _persons(model), model.reviews
    families = tuple("pushes" if task.is_placement else "builds" if any(b > 0 for b in task.builds) else "shows" for task in case.people.tasks)
    main = case.people.outcomes[model.main.number] if model.main.kind == "state" and model.main.number >= 0 else None
    return RunRecord(
        scenario=case.id,
        title=case.title,
        fingerprint=case.fingerprint,
        seed=model.run_seed,
        point=case.point,
        months=case.months,
        follow_up=case.follow_up,
        people=len(model.people),
        currency=contract.currency,
        sentences=case.sentences,
        groups=contract.groups,
        tasks=tuple(task.id for task in case.people.tasks),
        task_families=families,
        main_kind=model.main.kind,
        full_hours=main.full_hours if main is not None else 0.0,
        discount_monthly=case.profile.discount,
        persons=persons,
        metrics=metric_facts(model),
        person_payments=person_payments(model, persons.outcome_time - persons.outcome_time_without),
        cohort_payments=cohort_payments(model),
        ledger=model.accounts.ledger.columns(),
        values=value_facts(model, persons.fifth),
        providers=_providers(model),
        series=series_of(model),
        flows=flows(model),
        party_kinds=parties(contract),
        purses={payer.id: payer.purse for payer in contract.payers},
        hours_by_task=model.hours_by_task.copy(),
        hours_gaming=model.watch.gaming_hours,
        unserved_worth=model.watch.unserved_worth(),
        capital_drawn=model.settlement.capital_drawn,
        signed=model.signed,
        crowding_market=market_months(model),
        crowding_services=service_hours(model),
        crowding_budget=prevention_unfunded(model),
        unpaid_tasks=unpaid_tasks(model),
        party_titles=titles(contract),
        notices=(
            *(Notice(0, "declines", party, 0.0) for party in model.declined),
            *(() if reviews is None else reviews.notices),
            *(() if model.entry is None else model.entry.notices),
            *(() if model.retenders is None else model.retenders.notices),
        ),
        ended=None if reviews is None else reviews.ended,
        ending_delay=None if model.endings is None else model.endings.delay,
        around=model.around.facts(model) | ({} if model.severity is None else {"misrecorded": float(model.severity.misrecorded)}),
        renewal=None if reviews is None else reviews.chance,
        motivation_form=case.profile.motivation_form if case.mechanisms.motivation else "",
    )


def _persons(model: "ContractModel") -> Persons:
    people = model.people
    enrolled = people.enrol_month > 0
    with_, without = (_outcome_columns(model, world) for world in WORLDS)
    return Persons(
        group=people.group,
        need=people.need,
        fifth=need_fifths(people),
        offered=people.offered,
        control=people.control,
        referred=model.referred,
        choice=model.choice,
        enrolled=enrolled,
        completed=enrolled & ~people.dropped,
        dropped=people.dropped,
        start_month=people.start_month,
        enrol_month=people.enrol_month,
        provider=people.provider,
        hours=people.columns.hours,
        served_months=people.columns.served_months,
        outcome_time=with_[0],
        outcome_time_without=without[0],
        durable_at_12=with_[1],
        durable_at_12_without=without[1],
        at_end=with_[2],
        at_end_without=without[2],
        after_window=with_[3],
        gain_same_service=gain_from_same_service(model),
        unpaid_capability=unpaid_capability(model),
        same_worker=None if people.wide is None or people.wide.workers is None else people.wide.workers.same,
    )


def _outcome_columns(model: "ContractModel", world: World) -> tuple[Floats, NDArray[np.bool_], Floats, Floats]:
    """Outcome time, durable at 12, at end, time in months 13-24."""
    (kind, number), size = model.main, len(model.people)
    nobody, unknown = np.zeros(size, bool), np.full(size, np.nan)
    if number < 0 or (world == "without" and not model.people.has_counterfactual):
        return unknown, nobody, unknown, unknown
    if kind == "state":
        facts = outcome_facts(model.people, number, world, model.case.follow_up)
        return facts.time, facts.durable_at_12, facts.at_end, facts.time_after
    if kind == "events":
        time, end, after = event_columns(model, number, world)
        return time, nobody, end, after
    score = score_facts(model.people, number, model.kept_capability, model.case.follow_up, world) + np.zeros(size)
    return score, nobody, score, unknown


def _providers(model: "ContractModel") -> tuple[ProviderFacts, ...]:
    ledger, providers = model.accounts.ledger.columns(), len(model.providers)
    income = np.zeros(len(ledger.accounts), np.int64)
    np.add.at(income, ledger.target, ledger.amount)
    back = ledger.target != model.accounts.staff  # penalties, and pay that went back
    np.subtract.at(income, ledger.source[back], ledger.amount[back])
    enrolled = np.bincount(model.people.provider + 1, minlength=providers + 1)[1:]
    found = []
    for provider in model.providers:
        found.append(
            ProviderFacts(
                id=provider.declared.id,
                title=provider.declared.title,
                income=int(income[provider.account]),
                cost=provider.cost,
                hours=provider.hours_used,
                motivation_start=1.0,
                motivation_end=provider.motivation,
                insolvent=provider.insolvent,
                signed=provider.signed,
                enrolled=int(enrolled[provider.number]),
            )
        )
    return tuple(found)
