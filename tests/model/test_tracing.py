"""A trace follows a run without touching it, and says of every payment what the ledger says."""

import re

import numpy as np
import pytest

from tests.model.build import case
from utfall.base.errors import UsageError
from utfall.contract.metrics.units import recorded_as
from utfall.model.model import ContractModel
from utfall.model.run import run_case
from utfall.model.tracing import trace_person, trace_provider
from utfall.model.tracing.words import money
from utfall.scenario import load

CASE = case(eligible=120, amount=4000.0)


def test_following_a_person_or_a_provider_changes_no_entry_of_the_ledger():
    alone = run_case(CASE, 3).ledger
    followed, decided = ContractModel(CASE, 3), ContractModel(CASE, 3)
    trace_person(followed, 5)
    trace_provider(decided, decided.providers[0].declared.id)
    for model in (followed, decided):
        columns = model.accounts.ledger.columns()
        for name in ("month", "source", "target", "amount", "clause", "person"):
            assert np.array_equal(getattr(columns, name), getattr(alone, name))


def test_the_payments_of_a_trace_are_those_of_the_ledger_for_this_person():
    record = run_case(CASE, 3)
    paid = np.flatnonzero(sum(payment.paid for payment in record.person_payments) > 0)
    assert paid.size
    for number in (int(paid[0]), int(paid[-1])):
        found = trace_person(ContractModel(CASE, 3), number)
        own = record.ledger.person == number
        assert sum(one.amount for one in found.happened if one.kind == "payment") == int(record.ledger.amount[own].sum())
        assert [one.month for one in found.happened if one.kind == "payment"] == record.ledger.month[own].tolist()
        assert len(found.payments) >= 1


def test_the_hours_of_a_provider_in_its_months_are_all_that_it_gave():
    record = run_case(CASE, 3)
    for facts in record.providers:
        found = trace_provider(ContractModel(CASE, 3), facts.id)
        assert sum(hours for month in found.months for _, hours in month.hours) == pytest.approx(facts.hours, rel=1e-12)
        assert sum(month.taken for month in found.months) == facts.enrolled
        assert all(month.price >= month.wage or not month.served for month in found.months)


def test_a_provider_says_what_its_last_hour_was_worth_and_a_planner_that_it_looks_nothing_up():
    chooses = trace_provider(ContractModel(CASE, 3), "provider_1")
    plans = trace_provider(ContractModel(case(eligible=120, rule="equal_effort"), 3), "provider_1")
    assert any("The last hour is worth EUR" in reason for month in chooses.months for reason in month.reasons)
    assert all("The last hour" not in reason for month in plans.months for reason in month.reasons)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("peterborough", r"\d+ events? over the follow-up; without the contract \d+\."),
        ("first_steps", r"In the outcome for \d+\.\d full-time months of the follow-up; without the contract \d+\.\d\."),
    ],
)
def test_how_a_person_fared_is_said_in_the_unit_of_the_outcome(name, said):
    found = trace_person(ContractModel(load(name).scaled(100).case(), 1), 3)
    assert re.fullmatch(said, found.outcome)
    assert found.by_group == (name == "peterborough")


def test_who_is_not_there_cannot_be_followed():
    with pytest.raises(UsageError, match="persons 0 to 119"):
        trace_person(ContractModel(CASE, 3), 120)
    with pytest.raises(UsageError, match="Providers: provider_1"):
        trace_provider(ContractModel(CASE, 3), "q1")


def test_what_is_known_of_a_provider_is_told_as_the_contract_begins():
    facts = ContractModel(CASE, 3).providers[0]
    mission = money(facts.mission, CASE.contract.currency)
    assert f"worth {mission} to its mission" in trace_provider(ContractModel(CASE, 3), facts.declared.id).facts[3]


def test_a_score_that_is_reached_or_not_is_recorded_as_a_person():
    nystart = load("team_nystart").case()
    units = {metric.id: recorded_as(metric) for metric in nystart.contract.metrics}
    assert units == {"agreed_activity": "contact", "placement_cost": "money", "school_results": "person"}
