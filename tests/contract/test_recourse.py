"""Clawback and retention as automata, against a plain reading of the same history."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.contract.contract_samples import WORK, both, contract, money, months, price, steady
from utfall.base.automata import Automaton
from utfall.base.quantities import Share
from utfall.contract.cohorts import CohortEstimate
from utfall.contract.lookahead import Facts, Outlook, pay_streams
from utfall.contract.metrics.compile import compile_metric
from utfall.contract.metrics.declarations import FirstEntry, Intensity, Metric, StateAt, Sustained
from utfall.contract.terms.clauses import person_clauses
from utfall.contract.terms.clawback import Clawback, at_risk, clawback_clauses, clawback_due
from utfall.contract.terms.declarations import Outcome, RateCard
from utfall.contract.terms.retention import Retention, all_released, released_with, retention_clauses, withheld

MONTHS = 16
histories = st.lists(st.sampled_from([0, 0, 1, 1, 2]), min_size=MONTHS + 1, max_size=MONTHS + 1)


def compiled(metric: Metric) -> Automaton:
    automaton = compile_metric(metric, 0, contract((metric,), ()), (WORK,), ())
    assert isinstance(automaton, Automaton)
    return automaton


def walked(automaton: Automaton, history: list[int]) -> list[float]:
    progress, found = int(automaton.start[1 if history[0] else 0]), []
    for month, state in enumerate(history[1:], start=1):
        units = 0.0
        if automaton.first <= month <= automaton.last:
            units, progress = float(automaton.emits[progress, state]), int(automaton.step[progress, state])
        found.append(units)
    return found


def first(units: list[float]) -> int:
    return units.index(1.0) + 1 if 1.0 in units else 0


def at(month: int) -> list[float]:
    return [1.0 if t == month else 0.0 for t in range(1, MONTHS + 1)]


won = st.one_of(
    st.builds(lambda a, b: Sustained(id="m", outcome="work", lasts=both(months(a)), within=both(months(b))), st.integers(1, 4), st.integers(1, 12)),
    st.builds(lambda b: FirstEntry(id="m", outcome="work", within=both(months(b))), st.integers(1, 12)),
    st.builds(lambda b: StateAt(id="m", outcome="work", after_enrolment=both(months(b))), st.integers(1, 12)),
)


def taking_back(metric: Metric, lasts: int):
    pay = Outcome(id="job", payers=(("town", 1.0),), metric="m", price=both(price(100)))
    back = Clawback(id="back", of=("job",), if_lost_within=both(months(lasts)), share=Share(0.5))
    return contract((metric,), (pay, back))


@steady(200)
@given(won, st.integers(1, 8), histories)
def test_what_is_won_and_lost_in_time_is_lost_once_and_nothing_else_is(metric, lasts, history):
    (clause,) = clawback_clauses(taking_back(metric, lasts))
    success = compiled(metric)
    win = first(walked(success, history))
    away = [t for t in range(win + 1, min(win + lasts, MONTHS) + 1) if not history[t]] if win else []
    assert walked(at_risk(clause, success, 0), history) == at(away[0] if away else 0)


@steady(200)
@given(won, won, histories)
def test_what_is_held_is_released_in_the_month_of_the_later_success(paid, release, history):
    first_win, second_win = first(walked(compiled(paid), history)), first(walked(compiled(release), history))
    expected = at(max(first_win, second_win)) if first_win and second_win else at(0)
    assert walked(released_with(compiled(paid), compiled(release)), history) == expected


def test_a_clawback_names_rows_and_takes_what_was_really_paid():
    job, day = (
        Sustained(id="job", outcome="work", lasts=both(months(3)), within=both(months(12))),
        StateAt(id="day", outcome="work", after_enrolment=both(months(3))),
    )
    card = RateCard(id="card", payers=(("town", 1.0),), prices=(("job", both(price(10))), ("day", both(price(5)))))
    back = Clawback(id="back", of=("card",), if_lost_within=both(months(6)), share=Share(0.5), groups=("far",))
    clauses = clawback_clauses(contract((job, day), (card, back)))
    assert [clause.id for clause in clauses] == ["back.card.job", "back.card.day"]
    assert clauses[0].groups.tolist() == [False, True]
    assert clauses[0].payers == (("town", 1.0),)
    assert clawback_due(clauses[0], np.array([1.0, 0.0, 1.0]), np.array([1001, 1000, 0])).tolist() == [-500, 0, 0]
    assert clawback_clauses(contract((job, day), (card, back), paid=())) == ()


def test_a_success_in_a_contract_month_cannot_be_taken_back():
    day = StateAt(id="m", outcome="work", at_month=12)
    (clause,) = clawback_clauses(taking_back(day, 3))
    with pytest.raises(ValueError, match=r"back cannot take back job"):
        at_risk(clause, compiled(day), 0)


def test_amounts_cannot_be_taken_back():
    hours = Intensity(id="m", outcome="work", window=both(months(6)))
    pay = Outcome(id="job", payers=(("town", 1.0),), metric="m", price=both(price(1, "hour")))
    whole = contract((hours,), (pay, Clawback(id="back", of=("job",), if_lost_within=both(months(3)), share=Share(0.5))))
    with pytest.raises(ValueError, match=r"back cannot take back job: it pays amounts"):
        at_risk(clawback_clauses(whole)[0], compiled(hours), 0)


def held_back(**more):
    metrics = (
        Sustained(id="m", outcome="work", lasts=both(months(3)), within=both(months(12))),
        FirstEntry(id="entry", outcome="work", within=both(months(24))),
    )
    pay = Outcome(id="job", payers=(("town", 1.0),), metric="m", price=both(price(100)))
    return contract(metrics, (pay, Retention(id="hold", of=("job",), share=Share(0.2), **more)), paid=("m",))


def streams(whole, **more):
    return pay_streams(Facts(whole, 0, (WORK,), (), ()), Outlook(**more))


def test_held_and_paid_add_up_to_what_was_due():
    (clause,) = retention_clauses(held_back())
    due = np.array([1001, 250, 0])
    assert withheld(clause, due).tolist() == [200, 50, 0]


def test_a_provider_sees_what_is_held_only_with_what_releases_it():
    now, later = streams(held_back(released_if="entry"))
    assert (now.clause, now.price, later.clause, later.price) == ("job", pytest.approx(8000), "hold.job", pytest.approx(2000))
    assert now.automaton is not None
    assert later.automaton is not None
    assert later.automaton.last == 24
    assert [s.price for s in streams(held_back())] == pytest.approx([10_000])


def test_a_release_by_the_cohort_is_worth_its_chance():
    whole = held_back(released_if="entry", reaches=both(Share(0.5)))
    assert [s.price for s in streams(whole, released=(("hold", 0.25),))] == pytest.approx([8000 + 0.25 * 2000])
    (clause,) = retention_clauses(whole)
    groups = np.zeros(10, dtype=np.int16)
    assert all_released(clause, CohortEstimate(0.5, 10.0, 0.0, 0.0, 0.5), groups)
    assert not all_released(clause, CohortEstimate(0.4, 10.0, 0.0, 0.0, 0.4), groups)


def test_what_another_kind_of_success_releases_is_worth_its_chance():
    """Hours are no success of a month, so the release is a chance and not an automaton."""
    metrics = (Intensity(id="m", outcome="work", window=both(months(6))), FirstEntry(id="entry", outcome="work", within=both(months(24))))
    pay = Outcome(id="job", payers=(("town", 1.0),), metric="m", price=both(price(1, "hour")), cap_per_person=both(money(50)))
    whole = contract(metrics, (pay, Retention(id="hold", of=("job",), share=Share(0.2), released_if="entry")), paid=("m",))
    (stream,) = streams(whole, released=(("hold", 0.25),))
    assert (stream.price, stream.cap) == (pytest.approx(85.0), pytest.approx(4250.0))


def test_a_provider_sees_what_may_be_taken_back_as_a_price_below_nothing():
    metric = Sustained(id="m", outcome="work", lasts=both(months(3)), within=both(months(12)))
    pay, back = streams(taking_back(metric, 6))
    assert (pay.price, back.clause, back.price) == (pytest.approx(10_000), "back.job", pytest.approx(-5_000))
    assert back.automaton is not None
    assert back.automaton.last == 18
    assert person_clauses(taking_back(metric, 6))[0].id == "job"
