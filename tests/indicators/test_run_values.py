"""Every run indicator against numbers worked out by hand on the tiny record (`build`)."""

import math

import numpy as np
import pytest

from tests.indicators.build import N, cohort, column, flags, hours_metric, job_metric, job_payment, persons, record, values
from utfall.indicators.catalogue import INDICATORS
from utfall.indicators.run import run_series, run_values

HAND = {
    "true_effect_eligible": 1.0,
    "true_effect": 3.0,
    "true_effect_standardised": 1.2,
    "true_effect_offered": 1.25,
    "effect_on_others": -1 / 3,
    "direct_effect": 0.75,
    "caused_at_12": 10.0,
    "caused_at_12_enrolled": 50.0,
    "effect_by_need.1": 3.0,
    "effect_by_need.2": 3.0,
    "effect_by_need.3": 0.0,
    "effect_by_need.4": -1.0,
    "effect_by_need.5": 0.0,
    "equity": -3.5,
    "effect_at_end": 10.0,
    "unpaid_effect": 0.1,
    "false_share": 500 / 4000,
    "missed_share": -500 / 4000,
    "deadweight_share": 1000 / 4000,
    "attributable_share": 1000 / 4000,
    "hollow_share": 1500 / 4000,
    "left_out_share": 0.2,
    "deadweight_least": 1 / 3,
    "deadweight_most": 1 / 3,
    "payments_per_added_outcome": 4000 / 3,
    "brought_forward": 25.0,
    "months_gained": 4.0,
    "set_back": 25.0,
    "displaced_share": None,
    "continuity": None,
    "crowding_budget": 0.0,
    "paid_for": 100.0,
    "measured_rate": 1.0,
    "measured_rate.job_on_day_90": 1.0,
    "measured_rate.hours_3m": 120.0,
    "paid_minus_caused": 50.0,
    "false_claims": 25.0,
    "misrecorded": 25.0,
    "ending_delay": 1.5,
    "enrolled": 4.0,
    "creaming": 2.0 / math.sqrt(8.25),
    "selection_on_chance": 1.5,
    "selection_on_gain": -1.0,
    "parking": 0.25,
    "unserved_worth": 0.25,
    "hours_ratio": 71.0,
    "hours_slope": (-4.5 * math.log(35.5) - 3.5 * math.log(35.5) - 2.5 * math.log(35.5) - 1.5 * math.log(2.5) + 12 * math.log(0.5)) / 82.5,
    "enrolled_by_need.1": 1.0,
    "enrolled_by_need.2": 1.0,
    "enrolled_by_need.3": 0.0,
    "enrolled_by_need.5": 0.0,
    "parked_by_need.1": 0.0,
    "parked_by_need.2": 0.5,
    "parked_by_need.5": 0.0,
    "hours_by_need.1": 35.0,
    "hours_by_need.2": 18.5,
    "hours_by_need.3": None,
    "dropouts": 25.0,
    "gaming_share": 15 / 107,
    "placement_share": 32 / 107,
    "hours_by_task.coaching": 60.0,
    "hours_by_task.quick_placement": 32.0,
    "hours_by_task.contact_logging": 15.0,
    "motivation_end": 0.75,
    "crowding_services": 0.0,
    "crowding_market": 0.0,
    "payments": 9000.0,
    "outcome_payments": 8000.0,
    "programme_cost": 5000.0,
    "net_value_1y": 240.0,
    "net_value_4y": 240.0,
    "net_value_5y": 240.0,
    "net_value_horizon": 240.0,
    "net_value_5y.individual": 260.0,
    "net_value_5y.state": -390.0,
    "net_value_5y.region": 40.0,
    "net_value_5y.providers": 200.0,
    "net_value_5y.investors": -100.0,
    "net_value_5y.holder": 300.0,
    "net_value_5y.society": -70.0,
    "net_value_1y.investors": -1000.0,
    "net_value_1y.holder": 1200.0,
    "value_effect.earnings": 300.0,
    "value_effect_percent.earnings": 25.0,
    "value_effect_percent.tax": None,
    "individual_net": 260.0,
    "individual_net.1": 1300.0,
    "individual_net.5": 0.0,
    "payer_net_cost.ministry": 4000.0,
    "payer_net_cost_cashable.ministry": 3900.0,
    "finance_cost": -1000.0,
    "provider_margin": 0.4,
    "insolvencies": 0.0,
    "unsigned": 0.0,
    "declined.p1": 1.0,
    "declined.bank": 0.0,
    "ended_early": 0.0,
    "rescued": 300.0,
    "renewal_chance": 0.6,
    "illustrations": 2.0,
    "legitimacy_end": 0.55,
    "maturity_end": 0.6,
    "trust_end": None,
    "satisfaction": None,
    "hours_taken_over": 1.5,
    "price_at_end": 0.72,
    "weight_at_end.hours_3m": 0.75,
    "_payments": 9000.0,
    "_effect_years": 10 / 12,
    "_result.ministry": -3900.0,
    "_result.fund": 3000.0,
    "_result.bank": -1000.0,
    "_result.p1": 2000.0,
    "_mvpf": 2600 / 3500,
    "_potential": 0.1,
    "_multiple": 0.9,
    "_paid_over_true": 2.0,
    "_pay_by_cell.all.1": 1000.0,
    "_pay_by_cell.all.3": 0.0,
    "_effect_by_cell.all.4": -1.0,
    "_goodhart.hours_3m": 1920 / 70400,
    "_goodhart.job_on_day_90": None,
    "_paid.job_on_day_90": 1.0,
    "_paid.hours_3m": 0.0,
    "_family.coaching": 0.0,
    "_family.quick_placement": 1.0,
    "_family.contact_logging": 2.0,
    "_unpaid_task.coaching": 1.0,
    "_unpaid_task.contact_logging": 0.0,
    "_over_payment": 0.25,
    "_motivation_form": 2.0,
    "_gain": 3200 / 2400,
    "_cohort.half.1.measured": 400.0,
    "_cohort.half.1.due": 1600.0,
    "_cohort.half.1.due_true": 1200.0,
    "_cohort.half.1.cap": None,
}


def test_each_run_indicator_has_the_number_worked_out_by_hand():
    found = run_values(record())
    for name, expected in HAND.items():
        if expected is None:
            assert found[name].value is None, name
        else:
            assert found[name].value == pytest.approx(expected, rel=1e-12, abs=1e-12), name


def test_no_run_indicator_of_the_catalogue_is_without_a_hand_number():
    bases = {name.split(".")[0] for name in HAND}
    assert [one.name for one in INDICATORS.values() if one.needs == "run" and one.name not in bases] == []


def test_what_is_undefined_says_why_and_what_is_defined_is_finite():
    for name, value in run_values(record()).items():
        assert (value.value is not None) or value.reason, name
        assert value.value is None or math.isfinite(value.value), name
        assert math.isfinite(value.top), name
        assert math.isfinite(value.bottom), name
        if value.value is not None and value.bottom != 0:
            assert value.value == pytest.approx(value.top / value.bottom), name


def test_empty_cells_are_flagged_on_the_standardised_effect():
    assert run_values(record())["true_effect_standardised"].reason == "3 of 5 cells have nobody enrolled and count as 0"


def test_with_nobody_enrolled_values_are_undefined_and_not_0():
    nobody = flags()
    found = run_values(record(persons=persons(enrolled=nobody, dropped=nobody), providers=()))
    for name in ("true_effect", "parking", "creaming", "paid_for", "dropouts", "false_claims", "provider_margin", "motivation_end", "_potential"):
        assert found[name].value is None, name
        assert found[name].reason, name
    assert found["enrolled"].value == 0
    assert found["true_effect_eligible"].value == 1.0


def test_a_cohort_contract_has_no_split_of_payments_to_persons():
    found = run_values(record(person_payments=()))
    for name in ("false_share", "deadweight_share", "attributable_share", "hollow_share", "payments_per_added_outcome", "brought_forward"):
        assert found[name].value is None
        assert found[name].reason == "nothing was paid for the outcomes of persons"


def test_activity_is_not_split():
    course = job_payment(is_outcome=False, paid=np.full(N, 77.0))
    assert run_values(record(person_payments=(job_payment(), course)))["false_share"] == run_values(record())["false_share"]


def test_hollow_is_not_defined_for_events():
    same = column({0: 1000, 1: 1000, 3: 1000, 5: 500})
    found = run_values(record(person_payments=(job_payment(has_lasting=False, lasting=same, lasting_without=column({1: 1000})),)))
    assert found["hollow_share"].value is None
    assert found["false_share"].value + found["deadweight_share"].value + found["attributable_share"].value == pytest.approx(1.0)


def test_bounds_of_deadweight_leave_room_where_luck_is_not_known():
    everybody = np.zeros(N, dtype=np.int8)
    payment = job_payment(due_true=column({0: 500, 1: 500}), successes_true=column({0: 1, 1: 1}), successes_without=column({2: 1}))
    found = run_values(record(persons=persons(fifth=everybody), person_payments=(payment,)))
    # Four enrolled in one cell, p1 = .5, p0 = .25: overlap between 0 and .25 of 4 people, of 2 paid.
    assert found["deadweight_least"].value == 0.0
    assert found["deadweight_most"].value == pytest.approx(0.5)


def test_a_score_has_no_lasting_state_after_a_year_and_its_end_is_not_per_100():
    found = run_values(record(main_kind="score"))
    assert found["caused_at_12"].value is None
    assert found["effect_at_end"].value == pytest.approx(0.1)


def test_without_a_control_group_there_is_no_direct_effect():
    assert run_values(record(persons=persons(control=flags())))["direct_effect"].value is None


def test_one_who_leaves_early_is_not_called_parked():
    months = np.array([10, 10, 10, 1, 0, 0, 0, 0, 0, 0], dtype=np.int32)
    assert run_values(record(persons=persons(served_months=months)))["parking"].value == 0.0


def test_shares_of_the_fifths_are_of_the_eligible_and_hours_of_the_enrolled():
    everybody = np.zeros(N, dtype=np.int8)
    found = run_values(record(persons=persons(fifth=everybody)))
    # Four of ten are enrolled, one of ten is parked; the four got 107 hours.
    assert found["enrolled_by_need.1"].value == pytest.approx(0.4)
    assert found["parked_by_need.1"].value == pytest.approx(0.1)
    assert found["hours_by_need.1"].value == pytest.approx(107 / 4)
    assert found["enrolled_by_need.2"].reason == found["parked_by_need.2"].reason == "nobody is in this fifth"
    assert found["hours_by_need.2"].reason == "nobody of this fifth was enrolled"


def test_by_fifth_of_need_the_enrolled_and_their_hours_add_up():
    found = run_values(record())
    people, hours = (sum(found[f"{name}.{f}"].top for f in range(1, 6)) for name in ("enrolled_by_need", "hours_by_need"))
    assert people == found["enrolled"].value
    assert hours == sum(found[f"hours_by_task.{task}"].value for task in record().tasks)
    assert sum(found[f"parked_by_need.{f}"].top for f in range(1, 6)) == found["parking"].top


def test_displaced_share_counts_months_lost_to_openings():
    assert run_values(record(crowding_market=0.3))["displaced_share"].value == pytest.approx(3 / 12)


def test_without_values_gaming_is_undefined():
    found = run_values(record(hours_gaming=float("nan")))
    assert found["gaming_share"].value is None
    assert found["unserved_worth"].value is None


def test_amounts_are_paid_for_as_shares_of_a_whole_window():
    found = run_values(record(metrics=(job_metric(paid=False), hours_metric(paid=True))))
    assert found["paid_for"].value == pytest.approx(100 * (160 + 320) / 480 / 4)
    assert found["measured_rate"].value == 120.0


def test_without_a_paid_metric_nothing_was_paid_for():
    found = run_values(record(metrics=(job_metric(paid=False),)))
    assert found["paid_for"].value is None
    assert found["measured_rate"].value is None
    assert found["measured_rate.job_on_day_90"].value == 1.0


def test_a_short_run_has_no_five_year_value():
    short = {party: flow[:48] for party, flow in record().flows.items()}
    lines = tuple(type(v)(**{f: getattr(v, f) for f in v.__slots__} | {"difference": v.difference[:48], "by_fifth": None}) for v in values())
    found = run_values(record(months=48, flows=short, values=lines, series={"cost": record().series["cost"][:48]}))
    assert found["net_value_5y"].value is None
    assert found["net_value_5y.state"].reason == "the run has 48 months"
    assert found["net_value_4y"].value == pytest.approx(240.0)
    assert found["individual_net.1"].value is None


def test_net_value_of_the_sectors_sums_to_that_of_society():
    found = run_values(record(discount_monthly=0.01))
    for name in ("net_value_1y", "net_value_4y", "net_value_5y", "net_value_horizon"):
        assert sum(v.value for n, v in found.items() if n.startswith(f"{name}.")) == pytest.approx(found[name].value)


def test_programme_cost_without_its_series_is_what_left_the_parties():
    assert run_values(record(series={}))["programme_cost"].value == 5000.0


def test_discounting_counts_month_13_by_twelve_steps():
    found = run_values(record(discount_monthly=0.02))
    assert found["_payments"].value == pytest.approx(1000 / 1.02**2 + 8000 / 1.02**11)
    assert found["_effect_years"].value == pytest.approx(10 / 12 / 1.02**18)
    assert found["net_value_horizon.investors"].value == pytest.approx((-10000 + 9000 / 1.02**12) / 10)


def test_no_value_on_the_individual_means_no_time_given_up():
    state_only = tuple(line for line in values() if line.falls_on == "state")
    found = run_values(record(values=state_only))
    assert found["net_value_horizon"].value == pytest.approx((-5000 + 0.2 * (5000 - 9000)) / 10)


def test_series_hold_flows_and_net_value():
    series = run_series(record())
    assert series["flow.investors"].sum() == -1000
    assert series["net_value"].sum() == pytest.approx(2400)
    assert sum(flow.sum() for name, flow in series.items() if name.startswith("net_value.")) == pytest.approx(2400)
    assert series["cost"].sum() == 5000


def test_a_contract_without_capital_has_no_cost_of_it():
    kinds = {"ministry": "payer", "p1": "provider", "outside": "society", "fund": "holder", "bank": "holder"}
    found = run_values(record(party_kinds=kinds))
    assert found["finance_cost"].reason == "the contract has no investors"
    assert found["_multiple"].value is None


def test_a_cohort_with_a_cap_keeps_it():
    assert run_values(record(cohort_payments=(cohort(cap=900.0),)))["_cohort.half.1.cap"].value == 900.0


def test_the_gain_paid_for_is_what_was_due_over_its_share_so_that_the_floor_counts():
    # Measured below 0: nothing was due, and so no gain was paid for; half of 300 a head on 8 people was true.
    found = run_values(record(cohort_payments=(cohort(measured=-50.0, due_measured=0.0),)))
    assert (found["_gain"].top, found["_gain"].bottom) == (0.0, 2400.0)
    assert found["_over_payment"].value is None
    assert found["_over_payment"].top == -1200.0
    assert "_gain" not in run_values(record(cohort_payments=()))


def test_without_values_nothing_is_said_of_worth():
    found = run_values(record(values=()))
    for name in ("net_value_5y", "individual_net", "payer_net_cost.ministry", "_mvpf"):
        assert found[name].value is None, name
        assert found[name].reason, name
    assert "_result.ministry" not in found
    assert found["_result.bank"].value == -1000
    assert "net_value" not in run_series(record(values=()))


def test_without_the_world_without_effects_are_undefined_and_no_number_is_nan():
    nothing = np.full(N, np.nan)
    blind = persons(outcome_time_without=nothing, at_end_without=nothing, after_window=nothing, gain_same_service=nothing)
    payment = job_payment(due_without=nothing, lasting_without=nothing, successes_without=nothing)
    found = run_values(
        record(persons=blind, metrics=(job_metric(without=nothing),), person_payments=(payment,), cohort_payments=(cohort(true=np.nan),))
    )
    for name in ("true_effect_eligible", "effect_by_need.1", "deadweight_share", "payments_per_added_outcome", "paid_minus_caused", "_effect_years"):
        assert found[name].value is None, name
    assert found["paid_for"].value == 100.0
    assert all(math.isfinite(number) for v in found.values() for number in (v.value or 0.0, v.top, v.bottom))


def test_what_is_paid_on_groups_is_paid_for_no_person():
    money = job_metric(id="gain", kind="cost_avoided", unit="money", recorded=np.full(N, -500.0))
    found = run_values(record(metrics=(money,), person_payments=()))
    for name in ("paid_for", "paid_minus_caused"):
        assert found[name].reason == "paid on a difference between groups: no payment belongs to one person"
    assert found["_paid_over_true"].value == pytest.approx(400 / 300)
    assert found["measured_rate.gain"].value == -500.0
    hours = run_values(record(metrics=(hours_metric(paid=True),), person_payments=()))
    assert hours["paid_for"].value is None


def test_contacts_that_count_towards_an_agreed_level_are_paid_for_no_person():
    contacts = job_metric(id="visits", kind="activity", unit="contact", recorded=np.full(N, 200.0))
    found = run_values(record(metrics=(contacts,), person_payments=()))
    for name in ("paid_for", "paid_minus_caused"):
        assert found[name].reason == "paid by the level of an agreed activity: its units are no persons"
    by_the_contact = run_values(record(metrics=(contacts,), person_payments=(job_payment(is_outcome=False),)))
    assert by_the_contact["paid_for"].value == pytest.approx(100 * 200)


def test_continuity_is_the_share_of_served_months_with_the_worker_of_the_month_before():
    kept = record(persons=persons(same_worker=np.where(persons().enrolled, np.maximum(persons().served_months - 1, 0), 0).astype(np.int32)))
    served = persons().served_months[persons().enrolled].sum()
    assert run_values(kept)["continuity"].value == pytest.approx((served - 4) / served)
    assert run_values(record())["continuity"].reason == "workers do not leave in this run (mechanisms.turnover)"
