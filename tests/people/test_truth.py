"""Facts of finished histories against plain counting."""

from dataclasses import replace

import numpy as np
import pytest

from tests.people.example import PARAMS, WORK, live, people
from utfall.base.automata import Automaton
from utfall.base.errors import SimulationError
from utfall.base.progress import advance_row, stack
from utfall.people.truth import clock_of, keep_capability, need_fifths, outcome_facts, score_facts, successes
from utfall.people.values import value_months

HELP = (3.0, 0.0, 2.0, 0.5)
FOLLOW_UP = 30


@pytest.fixture(scope="module")
def lived():
    return live(people(), HELP)


def _own_months(population, world: str) -> np.ndarray:
    """(N, F) states of follow-up months 1 .. F of everybody, by a plain loop."""
    history = population.history[0] if world == "with" else population.history_without[0]
    return np.array([history[start : start + FOLLOW_UP, i] for i, start in enumerate(population.start_month)])


@pytest.mark.parametrize("world", ["with", "without"])
def test_outcome_time_counts_follow_up_months_from_first_referral(lived, world):
    facts, months = outcome_facts(lived, 0, world, FOLLOW_UP), _own_months(lived, world)
    assert np.allclose(facts.time, 0.9 * (months == 1).sum(axis=1) + 0.35 * (months == 2).sum(axis=1), rtol=1e-14)
    later = months[:, 12:24]
    assert np.allclose(facts.time_after, 0.9 * (later == 1).sum(axis=1) + 0.35 * (later == 2).sum(axis=1), rtol=1e-14)
    assert np.array_equal(facts.durable_at_12, months[:, 11] == 1)
    assert np.array_equal(facts.at_end, (months[:, -1] > 0).astype(float))


def test_service_helps_who_got_it_and_nobody_else(lived):
    gain = outcome_facts(lived, 0, "with", FOLLOW_UP).time - outcome_facts(lived, 0, "without", FOLLOW_UP).time
    served = lived.columns.served_months > 0
    assert gain[served].mean() > 0.5
    assert not gain[~served].any()


def test_a_run_too_short_for_the_follow_up_is_refused(lived):
    with pytest.raises(SimulationError, match="40 months of follow-up need 51 contract months"):
        outcome_facts(lived, 0, "with", 40)


def test_values_by_month_and_by_person_are_the_same_months(lived):
    with_, without = value_months(lived, 0, "with", FOLLOW_UP), value_months(lived, 0, "without", FOLLOW_UP)
    months = _own_months(lived, "with")
    assert with_.months_in.sum() == with_.person_in.sum() == (months > 0).sum()
    assert with_.months_out.sum() == with_.person_out.sum() == (months == 0).sum()
    assert with_.hours.sum() == pytest.approx(with_.person_hours.sum(), rel=1e-12)
    assert with_.person_hours[7] == pytest.approx(160.0 * (0.9 * (months[7] == 1).sum() + 0.35 * (months[7] == 2).sum()), rel=1e-14)
    inside = (lived.start_month <= 10) & (lived.start_month + FOLLOW_UP - 1 >= 10)
    assert with_.months_in[9] == (lived.history[0, 10, inside] > 0).sum()
    assert with_.months_in.sum() > without.months_in.sum()


def test_the_clock_starts_at_enrolment_or_at_referral_if_not_enrolled():
    population = people()
    population.enrol_month[:500] = population.start_month[:500] + 3
    clock = clock_of(population)
    assert np.array_equal(clock[:500], population.start_month[:500] + 3)
    assert np.array_equal(clock[500:], population.start_month[500:])


def _in_a_row(needed: int, last: int) -> Automaton:
    """Success after so many months in a row, once."""
    states = needed + 1
    step = np.zeros((states, 3), dtype=np.int16)
    emits = np.zeros((states, 3))
    for p in range(needed):
        step[p, 1:] = p + 1
    emits[needed - 1, 1:] = 1.0
    step[needed] = needed
    return Automaton(1, last, np.array([0, 0], dtype=np.int16), step, emits, True)


def _monthly(last: int) -> Automaton:
    return Automaton(3, last, np.array([0, 0], dtype=np.int16), np.zeros((1, 3), dtype=np.int16), np.array([[0.0, 1.0, 0.5]]), False)


@pytest.mark.parametrize("automata", [(_in_a_row(3, 30), _in_a_row(5, 12)), (_monthly(30), _monthly(14))])
@pytest.mark.parametrize("world", ["with", "without"])
def test_a_metric_on_a_whole_history_is_the_sum_of_its_months_and_lasts_as_defined(lived, automata, world):
    stacked, clock = stack(automata), clock_of(lived)
    history = lived.history[0] if world == "with" else lived.history_without[0]
    found = successes(lived, stacked, 0, clock, world)
    units, lasting, unjudged, first = np.zeros(2000), np.zeros(2000), np.zeros(2000), np.zeros(2000, dtype=np.int32)
    progress, row = np.zeros(2000, dtype=np.int16), np.empty(2000)
    for month in range(1, 49):
        now = (month - clock + 1).astype(np.int32)
        advance_row(stacked, lived.group, month, now, history[month - 1], history[month], progress, row)
        units += row
        first[(row > 0) & (first == 0)] = month
        if month + 12 > 48:
            unjudged += row
        else:
            lasting += row * ((history[month + 1 : month + 13] > 0).sum(axis=0) >= 6)
    assert np.array_equal(found.units, units)
    assert np.array_equal(found.lasting, lasting)
    assert np.array_equal(found.unjudged, unjudged)
    assert np.array_equal(found.first_month, first)
    assert lasting.sum() > 0
    assert unjudged.sum() > 0
    assert lasting.sum() + unjudged.sum() < units.sum()


def test_who_has_no_clock_counts_for_nothing(lived):
    found = successes(lived, stack((_monthly(30), _monthly(30))), 0, np.zeros(2000, dtype=np.int32), "with")
    assert not found.units.any()
    assert not found.first_month.any()


def test_capability_is_kept_at_the_end_of_each_persons_follow_up():
    population, kept, seen = people(), np.zeros((2, 2000)), {}
    for month in range(1, 49):
        served = np.flatnonzero(population.offered & (population.start_month <= month)).astype(np.int32)
        population.advance(month, served, np.full((4, served.size), 2.0), np.ones(served.size))
        keep_capability(population, kept, 20)
        seen[month] = population.capability[1].copy()
    expected = np.array([seen[int(start) + 19][i] for i, start in enumerate(population.start_month)])
    assert np.array_equal(kept[1], expected)
    assert expected[population.offered].std() > 0.0
    shared = 0.3 * population.common[12 + population.start_month + 19]
    assert np.allclose(score_facts(population, 0, kept, 20, "with"), expected + shared)
    assert np.allclose(score_facts(population, 0, kept, 20, "without"), shared)


def test_intensity_follows_the_depth_of_the_entry():
    shallow = replace(WORK, intensity_shallow=0.9)
    a, b = live(people(), HELP), live(people(replace(PARAMS, outcomes=(shallow, PARAMS.outcomes[1]))), HELP)
    assert np.array_equal(a.history, b.history)
    assert outcome_facts(a, 0, "with", FOLLOW_UP).time.sum() < outcome_facts(b, 0, "with", FOLLOW_UP).time.sum()


def test_fifths_of_need_are_even_and_in_order_inside_each_group(lived):
    fifth = need_fifths(lived)
    for group in (0, 1):
        mine = lived.group == group
        counts = np.bincount(fifth[mine], minlength=5)
        assert counts.max() - counts.min() <= 1
        edges = [(lived.need[mine & (fifth == f)].min(), lived.need[mine & (fifth == f)].max()) for f in range(5)]
        assert all(edges[f][1] <= edges[f + 1][0] for f in range(4))
