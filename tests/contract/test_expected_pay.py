"""What a cohort term is expected to pay: one more unit is worth its slope, and luck alone makes the mean."""

import numpy as np
import pytest

from utfall.base.quantities import Change, Money, Price, Share
from utfall.contract.ahead.cohort_pay import expected_pay, lines_of, standing_at, unit_values
from utfall.contract.ahead.cohort_value import Expected
from utfall.contract.ahead.standing import Standing
from utfall.contract.terms.dated_steps import CohortMilestones, DatedStep
from utfall.contract.terms.penalty import Penalty
from utfall.contract.terms.threshold import CohortThreshold
from utfall.contract.terms.tiers import CohortTiers, Tier

HEAD = {"id": "t", "metric": "m", "payers": (("town", 1.0),)}
PAYS = (300_000, 500_000)


def money(amount):
    return Money(amount, "EUR")


def tier(name, line):
    return Tier(id=name, at_least=Change(line, "unit"), pays=money(0))


TERMS = {
    "sum": CohortThreshold(**HEAD, change=Change(0.2, "unit"), pays=money(0)),
    "price": CohortThreshold(**HEAD, change=Change(0.2, "unit"), price=Price(40_000, "EUR", "unit")),
    "tiers": CohortTiers(**HEAD, tiers=(tier("a", 0.1), tier("b", 0.3))),
    "penalty": Penalty(**HEAD, below=(0.9,), pays=money(0)),
    "penalty by the unit": Penalty(**HEAD, below=(0.9,), price=Price(40_000, "EUR", "unit")),
}


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("name", TERMS)
@pytest.mark.parametrize("rate", [0.7, 0.9, 1.1])
def test_one_more_unit_is_worth_the_slope_of_what_is_expected(name, rate, sign):
    if name.startswith("penalty") and sign < 0:
        return
    people = 400
    own = Expected(standing=Standing(people=people, rate=rate, sd=1.2, common=0.03), sign=sign, level=0.8, pays=PAYS)
    step = 1e-5
    low, high = (expected_pay(TERMS[name], standing_at(own, rate + d)) for d in (-step, step))
    assert unit_values(TERMS[name], own)[0] == pytest.approx((high - low) / (2 * step * people), rel=1e-4, abs=1e-3)


def test_dated_head_counts_are_expected_step_by_step():
    steps = (DatedStep(id="a", at_month=6, at_least=30, pays=money(0)), DatedStep(id="b", at_month=12, at_most=20, pays=money(0)))
    term, heads = CohortMilestones(**HEAD, steps=steps), (Standing(people=60, rate=0.5), Standing(people=60, rate=0.4))
    own = Expected(standing=heads[0], dates=heads, pays=PAYS)
    assert 0.5 * PAYS[0] < expected_pay(term, own, 0) < 0.7 * PAYS[0]
    assert expected_pay(term, standing_at(own, 0.2, 1), 1) > 0.9 * PAYS[1] > expected_pay(term, own, 1)
    assert lines_of(term, own, 0) == pytest.approx((29.5 / 60,))
    assert lines_of(term, own, 1) == pytest.approx((20.5 / 60,))


def test_what_is_expected_is_the_mean_over_luck():
    rng = np.random.default_rng(5)
    term, people, rate = CohortThreshold(**HEAD, level=Share(0.5), pays=money(0)), 120, 0.47
    own = Expected(standing=Standing(people=people, rate=rate, common=0.02, unsure=0.03), pays=(100_000,))
    rates = np.clip(rate + np.hypot(0.02, 0.03) * rng.standard_normal(200_000), 0.0, 1.0)
    reached = rng.binomial(people, rates) >= 60
    assert expected_pay(term, own) == pytest.approx(100_000 * reached.mean(), abs=4 * 100_000 * np.sqrt(0.25 / reached.size) + 400)
