"""What moves while a contract runs: targets, prices, minimums, rescue, leaving early, a new board; and what foresight makes of it."""

from dataclasses import replace

import numpy as np
import pytest

from tests.model.build import ALL_OFF, case, lived, money, months, record, same
from utfall.base.quantities import Change, Flow, Share
from utfall.contract.cohorts import CohortEstimate
from utfall.contract.review.declarations import Minimum, Review
from utfall.contract.review.foresight import bonus_of_renewal, kept_by_cohort, kept_of_margin
from utfall.contract.review.moving import moved_change, moved_expected, moved_level
from utfall.contract.review.prices import repriced
from utfall.contract.terms.declarations import CohortLinear
from utfall.contract.terms.threshold import CohortThreshold

from .test_signing import expected

YEAR = months(12)
RATCHET = Review(every=YEAR, rule="ratchet", ratchet=Share(0.4))
FAILING = replace(ALL_OFF, insolvency=True)


def reviewed(made, review):
    return replace(made, contract=replace(made.contract, review=review))


def yearly(share=0.6, **changes):
    """Three yearly cohorts, paid a share of what benefits and taxes gain on what was agreed to happen anyway."""
    term = CohortLinear(id="gains", metric="gain", share=Share(share), payers=(("town", 1.0),), payee="providers")
    return case(eligible=240, enrolment=36, cohorts=3, length=60, service=6, paid=("gain",), terms=(term,), hours=4000.0, **changes)


def hours_by_start(made):
    """Hours that each yearly cohort received."""
    model = lived(made)
    people = model.people
    received = people.columns.hours.sum(axis=0)
    return [float(received[(people.start_month > 12 * k) & (people.start_month <= 12 * (k + 1))].sum()) for k in range(3)]


def test_with_one_cohort_before_each_review_foresight_is_the_ratchet_of_the_theory():
    found = kept_by_cohort((12, 24, 36), (12, 24), 0.4, 0.95 ** (1 / 12))
    assert found == pytest.approx([1.0 - 0.4 * 0.95 - 0.4 * 0.6 * 0.95**2, 1.0 - 0.4 * 0.95, 1.0])
    assert kept_by_cohort((12, 24), (), 0.4, 1.0) == (1.0, 1.0)
    # two cohorts before one review share what they do to the third
    assert kept_by_cohort((6, 12, 24), (12,), 0.4, 1.0) == pytest.approx((0.8, 0.8, 1.0))


def test_a_provider_under_a_ratchet_holds_back_until_its_last_cohort():
    plain, held = hours_by_start(yearly()), hours_by_start(reviewed(yearly(), RATCHET))
    assert held[0] < 0.95 * plain[0]
    assert held[1] < plain[1]
    assert held[2] == pytest.approx(plain[2], rel=0.02)
    # the cause removed: a target that does not move, a review that is switched off, a provider that looks at nothing ahead
    fixed, off = reviewed(yearly(), replace(RATCHET, ratchet=Share(0.0))), replace(ALL_OFF, review=False)
    for still in (fixed, replace(reviewed(yearly(), RATCHET), mechanisms=off)):
        assert hours_by_start(still) == pytest.approx(plain)
    blind, blind_ratchet = hours_by_start(yearly(rule="equal_effort")), hours_by_start(reviewed(yearly(rule="equal_effort"), RATCHET))
    assert blind == pytest.approx(blind_ratchet)


def test_a_ratchet_moves_what_is_expected_to_what_was_reached():
    model = lived(reviewed(yearly(rule="equal_effort"), RATCHET))
    first, second, third = model.settlement.cohorts
    assert second.estimate.level == pytest.approx(first.estimate.level + 0.4 * (first.estimate.value - first.estimate.level))
    assert third.estimate.level == pytest.approx(second.estimate.level + 0.4 * (second.estimate.value - second.estimate.level))


ESTIMATE = CohortEstimate(measured=0.06, quantity=100.0, control_quantity=100.0, level=0.2, value=0.26)


def test_targets_move_in_their_own_units_and_an_easy_one_only_down():
    assert moved_level(Share(0.3), 0.26, 0.5) == Share(0.28)
    assert moved_level(Share(0.2), 0.26, 1.0, only_down=True) == Share(0.2)
    assert moved_level(Flow(2.0, "hours"), 3.0, 0.5) == Flow(2.5, "hours")
    assert moved_change(Change(0.1, "share"), [ESTIMATE], 1.0).amount == pytest.approx(0.3)
    assert moved_change(Change(2.0, "point"), [ESTIMATE], 0.5).amount == pytest.approx(4.0)
    agreed = yearly().contract.comparisons[0]
    assert moved_expected(agreed, [ESTIMATE], 0.5).expected == pytest.approx(tuple(level + 0.03 for level in agreed.expected))
    assert moved_expected(agreed, [], 0.5) is agreed


def test_a_commissioner_that_wants_a_success_lowers_a_line_that_was_missed():
    line = CohortThreshold(
        id="line", metric="sustained", level=Share(0.9), pays=money(10_000), payers=(("town", 1.0),), payee="providers"
    )  # fmt: skip
    made = case(eligible=120, enrolment=36, cohorts=3, length=60, paid=("sustained",), terms=(line,), rule="equal_effort")
    made = reviewed(made, Review(every=YEAR, may_change=("target",)))
    easy = replace(made, profile=replace(made.profile, payers=(("town", "easy_target"),)))
    paid = [[cohort.paid for cohort in lived(one).settlement.cohorts] for one in (made, easy)]
    assert paid[0] == [0, 0, 0]
    assert sum(paid[1]) > 0


def test_a_commissioner_that_wants_a_success_serves_the_easy():
    made = case(eligible=300, enrolment=1, places_each=60, who="commissioner", rule="equal_effort")
    easy = replace(made, profile=replace(made.profile, payers=(("town", "easy_target"),)))

    def served(one):
        run = record(one)
        assert not run.persons.choice.any()
        return float(run.persons.need[run.persons.enrolled].mean())

    assert served(easy) < served(made) - 0.5


def test_prices_come_down_where_more_was_spent_than_planned_and_no_faster_than_agreed():
    made = case(enrolment=24, length=36, rule="equal_effort")
    adaptive = reviewed(made, Review(every=YEAR, rule="adaptive", may_change=("price",)))
    model = lived(adaptive, expectations=expected(town={"m6": -100.0}))
    assert model.reviews.prices == pytest.approx(0.9 * 1.0)  # nothing was planned for the second year, so nothing is compared
    unknown = lived(adaptive)
    assert unknown.reviews.prices == 1.0
    paid = [int(one.settlement.paid["pay_day_90"][one.people.start_month > 15].max()) for one in (model, unknown)]
    assert paid == [1800_00, 2000_00]


def test_foreseen_cuts_of_margins_weaken_pay_at_the_margin():
    assert kept_of_margin(100.0, 95.0, 0.1, 1.0, 2.0) == 1.0
    assert kept_of_margin(200.0, 100.0, 0.1, 1.0, 1.0) == pytest.approx(1.0 - 110 / 200)
    review, step = Review(most_margin=Share(0.1)), 1e-4
    # the loss on a next period of the same income is the slope of the factor times that income
    slope = (repriced(review, round(1e6 * (2 + step)), 10**6) - repriced(review, 2 * 10**6, 10**6)) / step
    assert kept_of_margin(2.0, 1.0, 0.1, 1.0, 1.0) == pytest.approx(1.0 + 2.0 * slope, abs=1e-3)


def test_a_renewal_that_hangs_on_results_is_worth_most_where_it_is_open():
    assert bonus_of_renewal(1000.0, 0.5, 4.0, 50.0) == pytest.approx(1000 * 4 * 0.25 / 50)
    assert bonus_of_renewal(1000.0, 0.99, 4.0, 50.0) < bonus_of_renewal(1000.0, 0.5, 4.0, 50.0)
    assert bonus_of_renewal(-5.0, 0.5, 4.0, 50.0) == 0.0


def test_who_falls_short_is_warned_loses_places_or_the_contract():
    made = case(eligible=300, enrolment=24, length=36, providers=2, rule="equal_effort", places_each=30)
    weak = tuple(replace(p, productivity=f) for p, f in zip(made.contract.providers, (1.0, 0.0), strict=True))
    made = replace(made, contract=replace(made.contract, providers=weak))

    def under(consequence, level):
        rule = Minimum(id="least", metric="day_90", level=(Share(level),), consequence=consequence)
        return lived(reviewed(made, Review(every=YEAR, minimums=(rule,))))

    assert not under("terminate", 0.0).reviews.notices
    warned = under("warning", 0.99)
    assert {n.kind for n in warned.reviews.notices} == {"warning"}
    fewer = under("lose_places", 0.99)
    assert fewer.places.tolist() == [16, 16]  # a quarter off, twice
    gone = under("terminate", 0.99)
    assert gone.people.enrol_month.max() <= 12
    assert not gone.people.in_service.any()


def test_payers_rescue_a_provider_as_far_as_agreed_and_no_money_is_made():
    made = case(mechanisms=FAILING, reserves=20_000, amount=10.0, length=24, rule="equal_effort")
    failed, soft = record(made), record(reviewed(made, Review(rescue=Share(0.5))))
    assert failed.providers[0].insolvent
    assert soft.providers[0].insolvent
    put_in = soft.ledger.amount[soft.ledger.clause == soft.ledger.clauses.index("rescue")].sum()
    assert put_in == 10_000_00
    assert soft.providers[0].hours > failed.providers[0].hours
    saved = record(reviewed(made, Review(rescue=Share(100.0))))
    assert not saved.providers[0].insolvent


def test_a_new_board_may_end_a_contract_and_nothing_is_paid_after():
    made = case(enrolment=24, length=36, rule="equal_effort", hours=2000.0)
    payers = (replace(made.contract.payers[0], mandate=months(12)), made.contract.payers[1])

    def breaking(chance):
        others = replace(made.profile.others, mandate_break=chance)
        return replace(made, contract=replace(made.contract, payers=payers), profile=replace(made.profile, others=others))

    run = record(breaking(1.0))
    assert run.ended == 12
    assert run.ledger.month.max() == 12
    assert run.persons.enrol_month.max() <= 12
    assert same(record(breaking(0.0)).ledger.amount, record(made).ledger.amount)
    ended = [lived(breaking(0.3), seed).reviews.ended for seed in range(1, 61)]
    # 60 first boards at .3: 4 standard errors
    assert abs(np.mean([month == 12 for month in ended]) - 0.3) < 4 * np.sqrt(0.21 / 60)


def test_a_provider_that_may_leave_leaves_at_a_loss_and_stays_at_a_gain():
    made = case(enrolment=24, length=36, amount=1.0, rule="equal_effort")
    leaving = reviewed(made, Review(every=YEAR, may_end_early=("provider_1",)))
    run = record(leaving)
    assert [(n.month, n.kind, n.party) for n in run.notices] == [(12, "leaves", "provider_1")]
    assert run.persons.enrol_month.max() <= 12
    assert not record(reviewed(case(enrolment=24, length=36, amount=10_000.0, rule="equal_effort"), leaving.contract.review)).notices


def test_an_empty_review_changes_no_bit():
    made = case(enrolment=12, length=24)
    one, other = record(made), record(reviewed(made, Review()))
    assert same(one.persons.outcome_time, other.persons.outcome_time)
    assert same(one.ledger.amount, other.ledger.amount)
    assert same(one.persons.hours, other.persons.hours)


def test_a_commissioner_that_keeps_the_good_gets_more_for_the_same_fee():
    def hours(rule, **mechanisms):
        made = case(eligible=120, paid=(), terms=(), hours=2000.0, mechanisms=replace(ALL_OFF, **mechanisms))
        kept = replace(made, profile=replace(made.profile, payers=(("town", rule),)))
        return float(record(kept, expectations=expected(net=5e8)).hours_by_task.sum())

    assert hours("fixed") == 0.0
    assert hours("relational", review=False) == 0.0  # switched off, nobody looks at results
    assert hours("relational") > 100.0
