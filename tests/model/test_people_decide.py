"""In whole runs: people's decisions, sanctions in money, prevention that is not funded; each goes with its cause."""

from dataclasses import replace

import numpy as np
import pytest

from tests.model.build import ALL_OFF, COACHING, PLACING, TEACHING, case, money, price, record
from utfall.base.laws import Task
from utfall.base.quantities import Price
from utfall.indicators import netvalue
from utfall.indicators.run import run_values
from utfall.people.parameters import Participation

DECIDING = replace(ALL_OFF, participants=True, dropout=True)
ALL_OFF_BUT_DROPOUT = replace(ALL_OFF, dropout=True)
SANCTION = Task("sanction", "sanction", builds=(0.0, 0.0), boosts=(0.3,), shows=(0.0,), eta=0.7, withholds=0.6)
LAW = Participation(
    by_worth=1.5, by_sanction=1.0, by_change=0.5, engagement_speed=0.5, patience=0.98, noise=1.0, conceals=0.3, conceals_by_need=1.0,
    incomes=(130_000.0, 50_000.0, 90_000.0),
)  # fmt: skip


def made(mechanisms=DECIDING, **changes):
    found = case(eligible=400, enrolment=1, drop_out=0.06, mechanisms=mechanisms, **changes)
    return replace(found, people=replace(found.people, participation=LAW))


def dropouts(found, seeds=range(1, 7)):
    return np.mean([run_values(record(found, seed))["dropouts"].value for seed in seeds])


def test_at_the_hours_that_were_planned_people_leave_at_the_rate_of_the_file():
    """4 standard errors of 2,400 persons (1 in 16,000)."""
    equal = {"rule": "equal_effort", "response_spread": 0.0}
    assert abs(dropouts(made(**equal)) - dropouts(made(ALL_OFF_BUT_DROPOUT, **equal))) < 4.0 * 100 * (0.25 / 2400) ** 0.5


def test_who_is_parked_leaves_sooner_and_only_for_what_the_service_is_worth():
    """A provider that looks at pay alone gives more than half next to nothing: far more leave than at the file's rate; without the rule no more."""
    deciding, indifferent = made(), made()
    indifferent = replace(indifferent, people=replace(indifferent.people, participation=replace(LAW, by_worth=0.0)))
    file_rate, parked, plain = (dropouts(found, range(1, 5)) for found in (made(ALL_OFF_BUT_DROPOUT), deciding, indifferent))
    assert parked > file_rate + 20.0
    assert abs(plain - file_rate) < 4.0 * 100 * (0.25 / 1600) ** 0.5


def test_concealed_need_makes_selection_blinder():
    choosing = {"who": "provider", "places_each": 100, "accuracy": 0.95, "eligible": 400, "selection_noise": 0.0}
    on = replace(ALL_OFF, selection=True, participants=True)
    shown, hidden = [], []
    for seed in range(1, 7):
        found = case(enrolment=1, mechanisms=on, **choosing)
        shown.append(run_values(record(found, seed))["creaming"].value)
        law = replace(LAW, conceals=0.5, conceals_by_need=1.5)
        hidden.append(run_values(record(replace(found, people=replace(found.people, participation=law)), seed))["creaming"].value)
    assert np.mean(hidden) < np.mean(shown) - 0.1


def sanctioned(withholds=0.6, mechanisms=ALL_OFF):
    tasks = (COACHING, PLACING, TEACHING, replace(SANCTION, withholds=withholds))
    return case(tasks=tasks, rule="equal_effort", plan=(0.5, 0.0, 0.3, 0.2), mechanisms=mechanisms, eligible=300)


def test_what_sanctions_withhold_is_the_peoples_loss_and_the_payers_gain():
    found, gentle = record(sanctioned()), record(sanctioned(withholds=0.0))
    line = next(value for value in found.values if value.id == "benefit_withheld")
    assert line.difference.sum() > 0
    assert line.by_fifth.sum() == pytest.approx(line.difference.sum())
    assert [value.id for value in gentle.values] == ["earnings", "benefit", "tax"]
    weights = netvalue.discounts(found)
    lost = float((line.difference * weights).sum()) / found.people
    values, others = run_values(found), run_values(gentle)
    assert values["individual_net"].value == pytest.approx(others["individual_net"].value - lost, rel=1e-9)
    by_fifth = sum(values[f"individual_net.{n}"].top for n in range(1, 6))
    assert by_fifth == pytest.approx(values["individual_net"].top, rel=1e-9)
    sectors = netvalue.net_value_by_sector(found)
    assert sum(float(flow.sum()) for flow in sectors.values()) == pytest.approx(float(netvalue.net_value(found).sum()), rel=1e-9)


def budgeted(held: float, prevention: float | None, **off):
    found = case(eligible=200, rule="equal_effort", amount=3000.0, mechanisms=replace(ALL_OFF, **off))
    town = replace(found.contract.payers[0], budget=price(held, "year"), prevention=None if prevention is None else price(prevention, "year"))
    return replace(found, contract=replace(found.contract, payers=(town, *found.contract.payers[1:])))


def test_prevention_gives_way_to_what_the_contract_takes_of_the_budget():
    found = record(budgeted(10_000_000.0, 9_990_000.0))
    paid = found.series["paid"]
    years = [paid[month : month + 12].sum() for month in range(0, paid.size, 12)]
    wanted = sum(max(0.0, year - 1_000_000.0) for year in years) / found.people
    assert wanted > 0
    assert run_values(found)["crowding_budget"].value == pytest.approx(wanted)


def test_prevention_loses_nothing_where_the_budget_has_room_or_the_switch_is_off():
    assert record(budgeted(10_000_000.0, 1_000.0)).crowding_budget == 0.0
    assert record(budgeted(10_000_000.0, None)).crowding_budget == 0.0
    assert record(budgeted(10_000_000.0, 9_990_000.0, budget=False)).crowding_budget == 0.0


def test_a_price_per_month_counts_twelve_times():
    found = budgeted(10_000_000.0, 9_990_000.0)
    town = replace(found.contract.payers[0], budget=Price(money(10_000_000.0).minor // 12, "EUR", "month"), prevention=price(832_500.0, "month"))
    monthly = replace(found, contract=replace(found.contract, payers=(town, *found.contract.payers[1:])))
    assert record(monthly).crowding_budget == pytest.approx(record(found).crowding_budget, rel=0.01)


def test_everybody_joins_where_they_must_and_those_who_want_to_where_they_may():
    """4 standard errors of 240 persons (1 in 16,000)."""
    shares = {joining: run_values(record(case(take_up=0.6, joining=joining)))["enrolled"].value / 240 for joining in ("mandatory", "voluntary")}
    assert shares["mandatory"] == 1.0
    assert abs(shares["voluntary"] - 0.6) < 4.0 * (0.24 / 240) ** 0.5
