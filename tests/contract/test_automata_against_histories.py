"""Every kind of metric, compiled, against a plain reading of the same history."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.contract.contract_samples import BENEFIT, TAX, WORK, both, contract, months, steady
from utfall.base.automata import Automaton
from utfall.base.progress import advance_row, stack
from utfall.base.quantities import Time
from utfall.contract.contract import Service
from utfall.contract.metrics.after_service import looked_forward_to
from utfall.contract.metrics.compile import compile_metric, compile_values
from utfall.contract.metrics.declarations import CostAvoided, FirstEntry, Intensity, Metric, StateAt, Sustained, TimeIn
from utfall.contract.metrics.units import last_month

MONTHS = 14
histories = st.lists(st.sampled_from([0, 0, 1, 1, 2]), min_size=MONTHS + 1, max_size=MONTHS + 1)
short = st.integers(1, 6)


def compiled(metric: Metric, *others: Metric, again: bool = False) -> Automaton:
    automaton = compile_metric(metric, 1, contract((metric, *others), ()), (WORK,), (), again=again)
    assert isinstance(automaton, Automaton)
    return automaton


def walked(automaton: Automaton, history: list[int], start: int = 1) -> list[float]:
    """Units emitted in person-months 1 .. MONTHS; history[0] is the month before enrolment."""
    stacked = stack([automaton])
    one = np.zeros(1, dtype=np.int16)
    progress, out, emitted = one.copy(), np.zeros(1), []
    for t in range(1, MONTHS + 1):
        before, state = (np.array([history[s]], dtype=np.uint8) for s in (t - 1, t))
        advance_row(stacked, one, start + t - 1, np.array([t], dtype=np.int32), before, state, progress, out)
        emitted.append(float(out[0]))
    return emitted


@steady(100)
@given(histories, st.integers(1, 3), st.integers(0, 3), st.integers(1, 4))
def test_from_the_end_of_service_the_day_is_the_first_one_in_or_the_last_that_may_be_chosen(
    history: list[int], served: int, most: int, distance: int
) -> None:
    metric = StateAt(id="m", outcome="work", after_service=both(months(distance)))
    service = Service(who_selects="random", lasts=months(served), end_reported_within=months(most) if most else None)
    said = next((t for t in range(served, served + most) if history[t] > 0), served + most)
    found = walked(looked_forward_to(metric, 1, service, 0), history)
    assert found == at_months(*([said + distance] if history[said + distance] > 0 else []))


def at_months(*found: int) -> list[float]:
    return [1.0 if t in found else 0.0 for t in range(1, MONTHS + 1)]


@steady(60)
@given(histories, st.integers(1, MONTHS))
def test_state_at_reads_the_end_of_its_month(history: list[int], month: int):
    metric = StateAt(id="m", outcome="work", after_enrolment=both(months(month)))
    assert walked(compiled(metric), history) == (at_months(month) if history[month] else at_months())


@steady(60)
@given(histories, st.integers(1, MONTHS), st.integers(1, 5))
def test_state_at_a_contract_month_reads_the_end_of_that_month_whenever_the_person_began(history: list[int], month: int, start: int):
    metric = StateAt(id="m", outcome="work", at_month=month)
    own = month - start + 1
    assert walked(compiled(metric), history, start) == (at_months(own) if own >= 1 and history[own] else at_months())


@steady(60)
@given(histories, st.integers(1, MONTHS))
def test_first_entry_is_a_change_from_out_to_in_after_enrolment(history: list[int], within: int):
    metric = FirstEntry(id="m", outcome="work", within=both(months(within)))
    entries = [t for t in range(1, within + 1) if history[t] and not history[t - 1]]
    assert walked(compiled(metric), history) == at_months(*entries[:1])
    assert walked(compiled(metric, again=True), history) == at_months(*entries)


def plain_spells(history: list[int], lasts: int, gap: int, in_a_row: bool, within: int) -> list[int]:
    """Months in which a spell is complete; months of tolerated breaks do not count, and counting starts afresh after each."""
    found, months_in, broken = [], 0, 0
    for t in range(1, within + 1):
        if history[t]:
            months_in, broken = months_in + 1, 0
            if months_in == lasts:
                found.append(t)
                months_in = 0
        else:
            broken += 1
            if in_a_row and broken > gap:
                months_in = 0
    return found


@steady(200)
@given(histories, short, st.integers(0, 2), st.booleans(), st.integers(1, MONTHS))
def test_sustained_needs_the_whole_spell_inside_its_time(history: list[int], lasts: int, gap: int, in_a_row: bool, within: int):
    tolerated = both(months(gap)) if gap else None
    metric = Sustained(id="m", outcome="work", lasts=both(months(lasts)), within=both(months(within)), in_a_row=in_a_row, gap=tolerated)
    found = plain_spells(history, lasts, gap, in_a_row, within)
    assert walked(compiled(metric), history) == at_months(*found[:1])
    assert walked(compiled(metric, again=True), history) == at_months(*found)


@steady(150)
@given(histories, st.sampled_from(["day", "week", "month"]), st.integers(1, MONTHS), st.one_of(st.none(), st.integers(1, 6)))
def test_time_in_counts_up_to_its_most(history: list[int], per: str, within: int, most: int | None):
    metric = TimeIn(id="m", outcome="work", per=per, within=both(months(within)), at_most=None if most is None else both(months(most)))  # type: ignore[arg-type]
    unit = {"day": 365 / 12, "week": 52 / 12, "month": 1.0}[per]
    inside = [t for t in range(1, within + 1) if history[t]][:most]
    assert walked(compiled(metric), history) == pytest.approx([unit if t in inside else 0.0 for t in range(1, MONTHS + 1)])


def test_ninety_days_at_most_pay_for_ninety_days_and_not_for_three_months():
    metric = TimeIn(id="m", outcome="work", per="day", within=both(months(12)), at_most=both(Time(90, "days", 3)))
    assert sum(walked(compiled(metric), [0] + [1] * MONTHS)) == pytest.approx(90.0, abs=1e-12)


@steady(200)
@given(histories, short, st.integers(1, MONTHS), st.integers(1, MONTHS), st.one_of(st.none(), st.integers(1, 4)), st.booleans())
def test_what_follows_counts_from_the_month_after_the_success(
    history: list[int], lasts: int, within: int, window: int, most: int | None, in_a_row: bool
):
    first = Sustained(id="first", outcome="work", lasts=both(months(lasts)), within=both(months(within)), in_a_row=in_a_row)
    most_time = None if most is None else both(months(most))
    metric = TimeIn(id="m", outcome="work", per="month", within=both(months(window)), follows="first", at_most=most_time)
    success = plain_spells(history, lasts, 0, in_a_row, within)[:1] or [MONTHS]
    inside = [t for t in range(success[0] + 1, window + 1) if history[t]][:most]
    assert walked(compiled(metric, first), history) == at_months(*inside)


@steady(60)
@given(histories, st.integers(1, MONTHS), st.integers(1, MONTHS))
def test_what_follows_one_day_waits_for_that_day(history: list[int], day: int, window: int):
    first = StateAt(id="first", outcome="work", after_enrolment=both(months(day)))
    metric = TimeIn(id="m", outcome="work", per="month", within=both(months(window)), follows="first")
    inside = [t for t in range(day + 1, window + 1) if history[t]] if history[day] else []
    assert walked(compiled(metric, first), history) == at_months(*inside)


@steady(60)
@given(histories, st.integers(0, 8), short)
def test_intensity_counts_hours_by_how_the_person_came_in(history: list[int], starts: int, window: int):
    metric = Intensity(id="m", outcome="work", window=both(months(window)), starts=both(months(starts)))
    hours = {0: 0.0, 1: 160.0, 2: 80.0}
    assert walked(compiled(metric), history) == [hours[history[t]] if starts < t <= starts + window else 0.0 for t in range(1, MONTHS + 1)]


@steady(60)
@given(histories, st.integers(1, MONTHS))
def test_cost_avoided_is_the_signed_sum_of_its_values(history: list[int], window: int):
    metric = CostAvoided(id="m", values=("benefit", "tax"), window=both(months(window)))
    expected = [(TAX.price.minor if history[t] else -BENEFIT.price.minor) if t <= window else 0 for t in range(1, MONTHS + 1)]
    assert walked(compiled(metric), history) == expected
    assert [a.emits.tolist() for a in compile_values(metric, 0, contract((metric,), ()), (WORK,))] == [compiled(metric).emits.tolist()]


def test_a_group_has_its_own_lengths():
    metric = Sustained(id="m", outcome="work", lasts=(months(6), months(3)), within=(months(24), months(12)))
    both_groups = [compile_metric(metric, g, contract((metric,), ()), (WORK,), ()) for g in (0, 1)]
    assert [(a.states, a.last) for a in both_groups if isinstance(a, Automaton)] == [(7, 24), (4, 12)]
    assert [last_month(metric, g) for g in (0, 1)] == [24, 12]


def test_groups_walk_together_as_they_walk_alone():
    metric = Sustained(id="m", outcome="work", lasts=(months(4), months(2)), within=both(months(12)))
    automata = [a for g in (0, 1) if isinstance(a := compile_metric(metric, g, contract((metric,), ()), (WORK,), ()), Automaton)]
    stacked, group = stack(automata), np.array([0, 1, 0, 1], dtype=np.int16)
    history = np.array([[0, 1, 1, 1, 1, 1, 0], [0, 1, 0, 1, 1, 1, 1], [1, 1, 1, 0, 1, 1, 1], [1, 0, 0, 0, 0, 1, 1]], dtype=np.uint8)
    progress, out, total = np.zeros(4, dtype=np.int16), np.zeros(4), np.zeros((4, 6))
    for t in range(1, 7):
        clock = np.full(4, t, dtype=np.int32)
        advance_row(stacked, group, t, clock, history[:, t - 1].copy(), history[:, t].copy(), progress, out)
        total[:, t - 1] = out
    assert total.tolist() == [[0, 0, 0, 1, 0, 0], [0, 0, 0, 1, 0, 0], [0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 1]]


def test_who_has_not_started_emits_nothing():
    automaton = compiled(StateAt(id="m", outcome="work", after_enrolment=both(months(1))))
    one, out, progress = np.ones(2, dtype=np.uint8), np.full(2, 9.0), np.zeros(2, dtype=np.int16)
    advance_row(stack([automaton]), np.zeros(2, dtype=np.int16), 5, np.array([0, -3], dtype=np.int32), one, one, progress, out)
    assert out.tolist() == [0.0, 0.0]
