"""Reviews: when they are, whom they touch, and what leaves prices and parties alone."""

import pytest

from tests.contract.contract_samples import months
from utfall.base.quantities import Share
from utfall.behaviour.commissioners.adaptive_review import AdaptiveReview
from utfall.behaviour.commissioners.fixed import Fixed
from utfall.behaviour.commissioners.views import ReviewView
from utfall.contract.assurance.audits import capacity, chance_of_audit
from utfall.contract.contract import Assurance
from utfall.contract.review.declarations import Minimum, Review
from utfall.contract.review.falling_short import consequence, ends, may_end, missed, rescue
from utfall.contract.review.prices import bounded, is_review, repriced

YEARLY = Review(every=months(12), rule="adaptive", may_change=("price",), may_end_early=("town",))


def test_a_review_ends_each_year_but_the_last():
    assert [month for month in range(1, 37) if is_review(YEARLY, month, 36)] == [12, 24]
    assert not any(is_review(Review(), month, 36) for month in range(1, 37))


def price(rules, spent, planned, commissioner=AdaptiveReview()):  # noqa: B008  (a frozen rule)
    """The factor on prices after a review: what the commissioner asks for, as far as the contract lets it."""
    view = ReviewView(spent=spent, planned=planned, income=0.0, cost=0.0, results=1.0, pull=0.0)
    return bounded(rules, commissioner.review(view).price)


def test_prices_move_only_where_they_may_and_never_by_more_than_a_step():
    assert [price(YEARLY, spent, 100) for spent in (50, 95, 100, 105, 200)] == pytest.approx([1.1, 100 / 95, 1.0, 100 / 105, 0.9])
    assert price(Review(every=months(12), rule="adaptive", may_change=("target",)), 50, 100) == 1.0
    assert price(Review(every=months(12), rule="none", may_change=("price",)), 50, 100, Fixed()) == 1.0
    assert [price(YEARLY, spent, planned) for spent, planned in ((0, 100), (100, 0))] == [1.0, 1.0]


def test_a_cut_of_margins_leaves_the_fair_income_and_a_part_of_the_excess():
    half = Review(most_margin=Share(0.1), given_back=Share(0.5))
    assert 150 * repriced(half, 150, 100) == pytest.approx(130)
    assert [repriced(half, income, cost) for income, cost in ((110, 100), (0, 100), (150, 0))] == [1.0, 1.0, 1.0]
    assert repriced(Review(), 150, 100) == 1.0


def test_only_who_may_leave_leaves_and_only_from_what_is_worth_less_than_nothing():
    assert ends(YEARLY, {"town": -1.0, "bridge": -5.0}, 12, 36) == ("town",)
    assert ends(YEARLY, {"town": 0.0}, 12, 36) == ()
    assert [may_end(YEARLY, "town", month, 36) for month in (11, 12, 36)] == [False, True, False]
    assert may_end(Review(may_end_early=("town",)), "town", 7, 36)


def test_a_minimum_is_missed_below_its_level_and_the_hardest_consequence_holds():
    mild = Minimum(id="a", metric="m", level=(Share(0.3), Share(0.2)))
    hard = Minimum(id="b", metric="m", level=(Share(0.2), Share(0.1)), consequence="terminate")
    assert [missed(mild, result) for result in ((0.3, 0.2), (0.29, 0.2), (0.3, 0.19), (None, None))] == [False, True, True, False]
    both = Review(minimums=(hard, mild))
    assert consequence(both, {"a": (0.25, 0.3), "b": (0.25, 0.3)}) == "warning"
    assert consequence(both, {"a": (0.15, 0.3), "b": (0.15, 0.3)}) == "terminate"
    assert consequence(both, {}) == "none"


def test_a_rescue_never_takes_money_and_ends_where_it_is_used_up():
    rules = Review(rescue=Share(0.5))
    assert [rescue(rules, short, 1000, before) for short, before in ((-10, 0), (400, 0), (900, 0), (400, 450), (400, 600))] == [0, 400, 500, 50, 0]


def test_without_a_capacity_every_claim_drawn_is_audited():
    rules = Assurance(audit=Share(0.2))
    assert capacity(rules) > 10**9
    assert chance_of_audit(rules, 1000) == 0.2
