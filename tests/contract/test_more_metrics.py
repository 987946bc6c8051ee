"""Events, head-counts, baskets, days that the provider chooses, and what a provider sees of each."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.contract.contract_samples import BENEFIT, SCHOOL, WORK, both, contract, money, months, price, steady
from utfall.base.automata import Automaton, EventCount, Reading
from utfall.base.quantities import Change, Flow, Share
from utfall.contract.ahead.cohort_value import Expected
from utfall.contract.ahead.standing import Standing, one_below
from utfall.contract.contract import Service
from utfall.contract.lookahead import Facts, Outlook, pay_streams
from utfall.contract.metrics.activity_level import agreed_units, delivered
from utfall.contract.metrics.basket import believed_weights, drawn_weights, weights_of
from utfall.contract.metrics.chosen_date import best, days
from utfall.contract.metrics.compile import compile_metric, compile_values
from utfall.contract.metrics.declarations import METRICS, Activity, Basket, CostAvoided, Events, Headcount, Score, StateAt, Sustained
from utfall.contract.metrics.events import compile_event_values, compile_events
from utfall.contract.metrics.headcount import counted_on, heads
from utfall.contract.metrics.units import due_month, last_month
from utfall.contract.parties import Value
from utfall.contract.terms.dated_steps import CohortMilestones, DatedStep
from utfall.contract.terms.declarations import CohortLinear, Outcome
from utfall.contract.terms.threshold import CohortThreshold

STAY = Value("stay", "a night in hospital", price(300, "event"), -1, "for_each", 1, "town", of_events=True)


@pytest.mark.parametrize(("yes_no", "each"), [(False, True), (True, False)])
def test_events_are_counted_each_or_as_a_window_without_any(yes_no, each):
    metric = Events(id="m", outcome="night", window=(months(12), months(6)), yes_no=yes_no)
    assert [compile_events(metric, group, ("fall", "night")) for group in (0, 1)] == [EventCount(1, 1, 12, each), EventCount(1, 1, 6, each)]


def test_events_are_due_when_their_window_is_over():
    metric = Events(id="m", outcome="night", window=(months(12), months(6)), lag=months(6))
    assert [last_month(metric, group) for group in (0, 1)] == [12, 6]
    assert due_month(metric, 2, last_start=3) == 3 - 1 + 12 + 6


def test_costs_of_states_and_of_events_are_summed_apart():
    metric = CostAvoided(id="m", values=("benefit", "stay"), window=both(months(12)))
    whole = contract((metric,), (), values=(BENEFIT, STAY))
    (state,) = compile_values(metric, 0, whole, (WORK,))
    assert state.emits[0].tolist() == [-90_000, 0, 0]
    assert compile_event_values(metric, 0, whole) == ((-30_000.0, EventCount(1, 1, 12, True)),)
    entered = Value("start", "a start", price(50, "event"), 1, "for_each", 0, "town")
    plain = compile_values(CostAvoided(id="m", values=("start",), window=both(months(12))), 0, contract((), (), values=(entered, STAY)), (WORK,))
    assert [a.outcome for a in plain] == [0]


def test_heads_are_those_counted_in_or_out_on_the_day():
    states, counted = np.array([0, 1, 2, 0, 1]), np.array([True, True, True, False, False])
    assert [heads(Headcount(id="m", outcome="home", counts=c), states, counted) for c in ("in", "not_in")] == [2, 1]
    out = counted_on(Headcount(id="m", outcome="home", counts="not_in"), 18, 0)
    assert (out.at_month, out.emits[0].tolist()) == (18, [1.0, 0.0, 0.0])


weights = st.lists(st.integers(1, 9), min_size=2, max_size=5)


@steady(60)
@given(weights, st.integers(1, 4))
def test_a_draw_changes_no_expected_weight_and_draws_as_many_as_it_says(parts, drawn):
    basket = Basket(id="b", weights=tuple((f"m{i}", Share(part / sum(parts))) for i, part in enumerate(parts)), drawn=drawn)
    luck = (np.arange(2000) + 0.5) / 2000
    found = np.array([drawn_weights(basket, u) for u in luck])
    assert found.mean(axis=0) == pytest.approx(weights_of(basket), abs=2e-3)
    assert ((found > 0).sum(axis=1) == min(drawn, len(parts))).all()


def test_hidden_weights_are_taken_to_be_alike():
    parts = (("job", Share(0.8)), ("entry", Share(0.2)))
    assert believed_weights(Basket(id="b", weights=parts)).tolist() == pytest.approx([0.8, 0.2])
    assert weights_of(Basket(id="b", weights=(("job", Share(0.4)), ("entry", Share(0.1))))).tolist() == pytest.approx([0.8, 0.2])
    assert believed_weights(Basket(id="b", weights=parts, hidden_from_providers=True)).tolist() == [0.5, 0.5]


def test_the_best_day_is_the_earliest_of_the_highest():
    value, day = best(np.array([[1.0, 2.0, 0.0], [3.0, 2.0, 0.0], [2.0, 1.0, 0.0]]))
    assert (value.tolist(), day.tolist()) == ([3.0, 2.0, 0.0], [1, 0, 0])


def test_days_to_choose_from_are_those_before_or_a_reporting_window():
    chosen = StateAt(id="m", outcome="work", after_enrolment=both(months(3)), reported="when_provider_chooses")
    fixed = StateAt(id="m", outcome="work", after_enrolment=both(months(3)))
    assert [days(chosen, 0, None), days(chosen, 0, months(2)), days(fixed, 0, months(2))] == [(1, 3), (3, 5), (3, 3)]
    rules = Service(who_selects="random", reporting=months(2))
    automaton = compile_metric(chosen, 0, contract((chosen,), (), service=rules), (WORK,), ())
    assert isinstance(automaton, Automaton)
    assert (automaton.first, automaton.last) == (3, 5)


def test_a_score_on_a_chosen_day_is_read_at_the_last_and_looks_better():
    exam = {"id": "m", "outcome": "school", "after_enrolment": both(months(6))}
    plain = compile_metric(Score(**exam), 0, contract((), ()), (WORK,), (SCHOOL,))
    chosen = compile_metric(Score(**exam, reported="when_provider_chooses"), 0, contract((), ()), (WORK,), (SCHOOL,))
    assert isinstance(plain, Reading)
    assert isinstance(chosen, Reading)
    assert (plain.month, chosen.month) == (6, 6)
    assert chosen.offset - plain.offset == pytest.approx(10.0 * 0.3 * 1.267206, abs=1e-4)


def test_delivery_is_what_was_done_over_what_was_agreed():
    metric = Activity(id="m", task="contact", per="contact", agreed=(Flow(8.0), Flow(4.0)))
    agreed = agreed_units(metric, np.array([0, 1]), np.array([12, 6]))
    assert agreed.tolist() == [96.0, 24.0]
    assert delivered(np.array([90.0, 18.0]), agreed).value == pytest.approx(0.9)
    assert delivered(np.array([5.0]), np.array([0.0])).value == 1.0


JOB = Sustained(id="job", outcome="work", lasts=both(months(6)), within=both(months(18)))
DAY = StateAt(id="day", outcome="work", after_enrolment=both(months(3)))


def streams(metrics, terms, outlook=None, group=0, **more):
    return pay_streams(Facts(contract(metrics, terms, **more), group, (WORK,), (SCHOOL,), (), ("night",)), outlook or Outlook())


def test_a_basket_is_a_stream_for_each_component():
    basket = Basket(id="both", weights=(("job", Share(0.75)), ("day", Share(0.25))), drawn=1)
    pay = Outcome(id="pay", metric="both", price=both(price(100, "point")))
    assert [s.price for s in streams((basket, JOB, DAY), (pay,), paid=("both",))] == pytest.approx([7500, 2500])


def test_a_price_for_fewer_events_is_below_nothing_for_more():
    metric = Events(id="nights", outcome="night", window=both(months(12)), compared_with="c")
    term = CohortThreshold(id="few", metric="nights", change=Change(0.1, "share"), pays=money(1000))
    own = Expected(standing=Standing(people=400, rate=1.3, sd=1.5), sign=-1, level=1.5, pays=(100_000,))
    (stream,) = streams((metric,), (term,), Outlook(cohorts=(("few", own),)))
    assert (stream.events, stream.price < 0) == (EventCount(0, 1, 12, True), True)
    assert streams((metric,), (term,)) == ()


def test_a_price_for_each_event_avoided_is_below_nothing_for_each_event():
    metric = Events(id="nights", outcome="night", window=both(months(12)), compared_with="c")
    (stream,) = streams((metric,), (CohortLinear(id="fewer", metric="nights", price=price(40, "event")),))
    assert stream.price == pytest.approx(-4000)


def test_what_is_hidden_moves_no_provider():
    pay = Outcome(id="pay", metric="job", price=both(price(100)))
    unseen = Sustained(id="job", outcome="work", lasts=both(months(6)), within=both(months(18)), hidden_from_providers=True)
    assert streams((unseen,), (pay,)) == ()
    assert len(streams((JOB,), (pay,))) == 1


def test_only_the_groups_that_a_metric_counts_are_paid_for():
    near = Sustained(id="job", outcome="work", lasts=both(months(6)), within=both(months(18)), groups=("near",))
    terms = (Outcome(id="pay", metric="job", price=both(price(100))), CohortLinear(id="more", metric="job", price=price(10)))
    assert [len(streams((near,), terms, group=g)) for g in (0, 1)] == [2, 0]


def test_each_dated_step_is_a_stream_in_its_own_month():
    metric = Headcount(id="homeless", outcome="work", counts="not_in", among="eligible")
    steps = (DatedStep(id="m12", at_month=12, at_most=155, pays=money(2)), DatedStep(id="m18", at_month=18, at_most=142, pays=money(3)))
    term, on = CohortMilestones(id="few", metric="homeless", steps=steps), Standing(people=300, rate=0.52)
    known = Expected(standing=on, dates=(on, on), pays=(200, 300))
    first, second = streams((metric,), (term,), Outlook(cohorts=(("few", known),), start_month=4))
    assert [(s.clause, s.automaton.first if s.automaton else 0) for s in (first, second)] == [("few.m12", 9), ("few.m18", 15)]
    assert first.price == pytest.approx(-200 * one_below(on, 156))


def test_pass_through_misses_and_limits_thin_out_what_a_threshold_is_worth():
    metric = StateAt(id="day", outcome="work", after_enrolment=both(months(3)), missed=Share(0.1), mistaken=Share(0.02))
    term = CohortThreshold(id="all", metric="day", level=Share(0.5), pays=money(1000))
    own = Expected(standing=Standing(people=100, rate=0.45), pays=(100_000,))
    (whole,) = streams((metric,), (term,), Outlook(cohorts=(("all", own),), limit_multiplier=0.5))
    assert whole.price == pytest.approx(100_000 * one_below(own.standing, 50) * 0.5 * 0.88)
    assert (
        streams(
            (metric,), (CohortThreshold(id="all", metric="day", level=Share(0.5), pays=money(1), payee="friend"),), Outlook(cohorts=(("all", own),))
        )
        == ()
    )


def test_every_kind_has_its_unit():
    assert {kind: metric.unit for kind, metric in METRICS.items() if kind in {"events", "headcount", "basket"}} == {
        "events": "event",
        "headcount": "person",
        "basket": "point",
    }
