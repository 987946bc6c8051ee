"""Ensemble values against numbers worked out by hand: cost per effect, over-payment, risk, returns, payback."""

import numpy as np
import pytest

from tests.indicators.build import Row, cohort, record, rows
from utfall.base.draws import normals
from utfall.indicators.catalogue import INDICATORS
from utfall.indicators.ensemble import summarise
from utfall.indicators.fieller import fieller
from utfall.indicators.pool_cohorts import Cohort
from utfall.indicators.pool_returns import payback_month, returns
from utfall.indicators.run import run_series, run_values
from utfall.indicators.values import RunValue, setting_of

SETTING = setting_of(record())


def number(value):
    return RunValue(float(value), "", float(value), 1.0)


def tiny(count=1, **changes):
    return [Row(seed, 0, run_values(record(**changes)), run_series(record(**changes))) for seed in range(1, count + 1)]


def results(**parties):
    """Rows with the result of each party by run."""
    length = len(next(iter(parties.values())))
    return [Row(i + 1, i, {f"_result.{party}": number(result[i]) for party, result in parties.items()}) for i in range(length)]


def test_ensemble_values_of_the_tiny_record():
    found = summarise(tiny(2), SETTING)
    assert found["effect_years_per_million"].mean == pytest.approx((10 / 12) / (90 / 1e6))
    assert found["payments_per_effect_year"].mean == pytest.approx(9000 / (10 / 12))
    assert found["paid_over_true"].mean == pytest.approx(2.0)
    assert found["mvpf"].mean == pytest.approx(2600 / 3500)
    assert found["potential_realised"].mean == pytest.approx(0.1)
    assert found["investor_multiple"].mean == pytest.approx(0.9)
    assert found["over_payment"].mean == pytest.approx(0.25)
    assert found["alignment_people"].mean == pytest.approx(np.corrcoef([1000, 1000, 0, 0, 0], [3, 3, 0, -1, 0])[0, 1])
    assert found["loss_probability.bank"].mean == 1.0
    assert found["loss_probability.p1"].mean == 0.0
    assert found["investor_irr"].mean == pytest.approx(-10.0)
    assert found["payback_months.region"].mean == 1
    assert found["payback_months.state"].mean is None
    assert found["payback_months.state"].reason == "not within 60 months"
    for name in ("effect_years_per_million", "mvpf", "loss_probability.bank"):
        assert (found[name].low, found[name].high, found[name].sd) == (None, None, None)


def test_every_ensemble_indicator_of_the_catalogue_is_in_the_summary():
    found = {name.split(".")[0] for name in summarise(tiny(2), SETTING)}
    assert [one.name for one in INDICATORS.values() if one.needs == "ensemble" and one.name not in found] == []


def test_cost_per_effect_is_a_ratio_of_sums_and_may_be_negative():
    made = [Row(i, i, {"_effect_years": number(y), "_payments": number(1e8)}) for i, y in enumerate((-3, 1))]
    assert summarise(made)["effect_years_per_million"].mean == pytest.approx(-1.0)


def test_where_public_money_comes_back_it_pays_for_itself():
    made = [Row(i, i, {"_mvpf": RunValue(-5.0, "", 10.0, -2.0)}) for i in range(3)]
    found = summarise(made)["mvpf"]
    assert found.mean is None
    assert found.reason.startswith("it pays for itself")


def test_fiellers_interval_of_a_ratio_against_the_delta_method_and_its_open_end():
    top, bottom = 100 + normals(1, 1, 0, 0, 400), 50 + normals(1, 1, 1, 0, 400)
    found = fieller(top, bottom)
    se = np.std(top - 2 * bottom, ddof=1) / np.sqrt(400) / 50
    assert found.low == pytest.approx(top.mean() / bottom.mean() - 1.966 * se, abs=2e-5)
    assert found.high == pytest.approx(top.mean() / bottom.mean() + 1.966 * se, abs=2e-5)
    unsure = fieller(top, bottom - 49.98)
    assert unsure.high is None
    assert unsure.warning.startswith("to unlimited")
    assert unsure.low is not None
    assert 0 < unsure.low < 100 / 0.02


def test_fiellers_open_interval_never_leaves_its_own_estimate_outside():
    # Two runs whose ratio moves more than they know: the set goes down from the estimate through unlimited, so that nothing can be told.
    found = fieller(np.array([100.0, 900.0]), np.array([5.0, 6.0]))
    assert (found.low, found.high, found.warning) == (None, None, "unlimited: nothing can be told")
    for n in range(2, 12):
        top, bottom = 100 + 80 * normals(n, 1, 0, 0, n), 1 + 2 * normals(n, 1, 1, 0, n)
        found = fieller(top, bottom)
        estimate = top.mean() / bottom.mean()
        assert found.low is None or found.low <= estimate
        assert found.high is None or estimate <= found.high


def test_the_inverse_of_an_uncertain_effect_ends_in_unlimited():
    made = [Row(i, i, {"_effect_years": number(y), "_payments": number(1e8)}) for i, y in enumerate(np.linspace(-3, 4, 20))]
    found = summarise(made)["payments_per_effect_year"]
    assert found.mean == pytest.approx(20 * 1e8 / 10)
    assert found.mc_high is None
    assert "unlimited" in found.reason


def cohort_rows(measured, true, **rule):
    """One point of runs with a cohort each; due by the rule share x effect x quantity between floor and cap."""

    def due(effect):
        return min(max(0.5 * effect * 8, rule.get("floor", -np.inf)), rule.get("cap", np.inf))

    made = []
    for i, (m, t) in enumerate(zip(measured, true, strict=True)):
        paid = cohort(measured=m, true=t, due_measured=due(m), due_true=due(t), floor=rule.get("floor", -np.inf), cap=rule.get("cap", np.inf))
        made.append(Row(i + 1, 0, run_values(record(cohort_payments=(paid,)))))
    return made


def test_an_unbiased_linear_contract_is_not_over_paid():
    # Noise that sums to 0 over the runs: over-payment, its bias and its luck are all 0.
    noise = np.array([-30.0, -20, -10, -5, 0, 0, 5, 10, 20, 30])
    found = summarise(cohort_rows(100 + noise, np.full(10, 100.0)))
    for name in ("over_payment", "over_payment_bias", "over_payment_luck"):
        assert found[name].mean == pytest.approx(0.0, abs=1e-12)


def test_a_floor_pays_for_luck_and_an_upward_measure_for_bias():
    noise = np.array([-30.0, -20, -10, -5, 0, 0, 5, 10, 20, 30])
    luck = summarise(cohort_rows(noise, np.zeros(10), floor=0.0))
    assert luck["over_payment"].mean == pytest.approx(1.0)
    assert luck["over_payment_bias"].mean == pytest.approx(0.0)
    assert luck["over_payment_luck"].mean == pytest.approx(1.0)
    bias = summarise(cohort_rows(np.full(10, 125.0), np.full(10, 100.0), floor=0.0))
    assert bias["over_payment_bias"].mean == pytest.approx(0.2)
    assert bias["over_payment_luck"].mean == pytest.approx(0.0)


def test_under_ten_seeds_a_point_over_payment_is_not_split():
    found = summarise(cohort_rows([100.0] * 9, [90.0] * 9))
    assert found["over_payment"].mean == pytest.approx(0.1)
    assert found["over_payment_bias"].mean is None
    assert found["over_payment_luck"].reason == "fewer than 10 seeds a parameter point"


def test_a_null_programme_paid_if_positive_earns_s_over_root_2_pi():
    # Closed form: E[(noise)+] = s / sqrt(2 pi) a head, paid for nothing.
    rule = Cohort(share=0.5, quantity=8.0, floor=0.0, cap=None)
    paid = np.mean([rule.due(noise) for noise in normals(3, 1, 0, 0, 4000)]) / (0.5 * 8)
    assert paid == pytest.approx(1 / np.sqrt(2 * np.pi), abs=4 * np.sqrt(0.34 / 4000))


def test_chance_of_a_loss_has_wilsons_interval():
    found = summarise(results(bank=np.array([-1.0] * 17 + [1.0] * 3)))["loss_probability.bank"]
    assert found.mean == pytest.approx(0.85)
    # Wilson: (p + z^2/2n +- z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n), z 1.959964, n 20.
    assert (found.mc_low, found.mc_high) == (pytest.approx(0.6396, abs=1e-4), pytest.approx(0.9476, abs=1e-4))


def test_the_worst_twentieth_of_a_normal_loss_is_its_closed_form():
    # Mean gain 1, sd 1: CVaR of the loss is -1 + phi(1.645) / .05 = 1.0627.
    found = summarise(results(bank=1.0 + normals(5, 1, 0, 0, 4000)))["cvar_95.bank"]
    assert found.mean == pytest.approx(1.0627, abs=0.1)
    assert found.mc_low < 1.0627 < found.mc_high
    assert found.reason == ""
    assert "under 1 000 runs" in summarise(results(bank=normals(5, 1, 0, 0, 50)))["cvar_95.bank"].reason.replace("\u202f", " ")


def test_shares_of_the_variance_sum_to_1_and_say_when_covariances_are_left_out():
    a, b = normals(1, 1, 0, 0, 200), normals(1, 1, 1, 0, 200)
    found = summarise(results(one=a, two=2 * b))
    assert found["variance_share.one"].mean + found["variance_share.two"].mean == pytest.approx(1.0)
    assert found["variance_share.one"].mean == pytest.approx(np.cov(a, a + 2 * b)[0, 1] / np.var(a + 2 * b, ddof=1))
    opposed = summarise(results(one=a, two=-a))
    assert opposed["variance_share.one"].mean == pytest.approx(0.5)
    assert "covariances left out" in opposed["variance_share.one"].reason


def monthly(numbers, months=61):
    found = np.zeros(months)
    for month, amount in numbers.items():
        found[month] = amount
    return found


def test_one_root_is_the_yearly_rate():
    # T15c by years: -1, 0, .35, .45, .5 has 8.8674 % a year.
    found = returns(monthly({0: -1, 24: 0.35, 36: 0.45, 48: 0.5}))
    assert found.words == ""
    assert found.rates[0] == pytest.approx(0.088674, abs=1e-6)


def test_a_near_total_loss_still_has_a_rate():
    assert returns(monthly({0: -100, 1: 5})).rates[0] == pytest.approx(0.05**12 - 1)


@pytest.mark.parametrize(
    ("flow", "words"),
    [({}, "no IRR: no money moves"), ({0: -5, 3: -1}, "no IRR: total loss"), ({0: 5, 3: 1}, "no IRR: no capital was put in")],
)
def test_a_flow_that_never_turns_has_no_rate(flow, words):
    assert returns(monthly(flow)) == type(returns(monthly({})))((), words)


def test_two_roots_are_both_named():
    # -100, 230, -132 by years: 10 % and 20 %.
    found = returns(monthly({0: -100, 12: 230, 24: -132}))
    assert found.rates == (pytest.approx(0.1), pytest.approx(0.2))
    assert found.words == "several IRRs: 10 % and 20 % a year"


def test_a_flow_that_turns_twice_may_have_no_root():
    assert returns(monthly({0: -100, 12: 150, 24: -100})).words == "no IRR: no rate sets the present value to 0"


def test_money_back_to_the_cent_is_a_rate_of_0():
    assert returns(monthly({0: -100, 30: 60, 60: 40})).rates == (pytest.approx(0.0, abs=1e-12),)


def test_the_return_is_that_of_the_mean_flow():
    flows = [monthly({0: -100, 12: amount}) for amount in (0.0, 220.0)]
    made = [Row(i, i, {}, {"flow.investors": flow}) for i, flow in enumerate(flows)]
    assert summarise(made)["investor_irr"].mean == pytest.approx(10.0)


def test_payback_is_the_month_from_which_it_stays():
    assert payback_month(np.array([-2.0, 3, -2, 1, 1])) == 4
    assert payback_month(np.array([1.0, 1])) == 1
    assert payback_month(np.array([-2.0, 1])) is None
    assert payback_month(np.zeros(3)) is None


def test_without_series_return_and_payback_say_so():
    made = rows("equity", [(1, 1)])
    assert summarise(made)["payback_months"].reason.endswith("monthly series were not kept")
    assert summarise(made, SETTING)["investor_irr"].reason == "monthly series were not kept"


def test_no_payment_for_persons_leaves_alignment_undefined():
    found = summarise(tiny(1, person_payments=()))
    assert found["alignment_people"].mean is None
    assert found["alignment_people"].reason == "no payment is made for persons"
