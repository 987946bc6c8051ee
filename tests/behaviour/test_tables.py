"""Value tables: what they must say, and how large they are."""

from dataclasses import replace

import numpy as np
import pytest

from utfall.behaviour.valuation.cache import TableCache
from utfall.behaviour.valuation.classes import need_classes
from utfall.behaviour.valuation.outlook import outlook
from utfall.behaviour.valuation.product import automaton_rows, cap_level, parts, product
from utfall.behaviour.valuation.table import solve
from utfall.validation.behaviour.reference import Judge

from .contracts import CONTRACTS, PERSON, SERVICE, problem, stream, sustained
from .policy import on_grid, stake


def test_a_blind_signal_makes_all_classes_the_same_in_every_bit():
    table = solve(problem(CONTRACTS["sustained 6"], classes=need_classes(0.0, 1.0, 0.0)))
    cells = table.parts[0].cells
    assert all(np.array_equal(cells[:, 0], cells[:, k]) for k in range(cells.shape[1]))
    assert all(np.array_equal(table.start_values()[:, 0], table.start_values()[:, k]) for k in range(cells.shape[1]))


def test_a_seeing_signal_puts_the_easy_first():
    money = solve(problem(CONTRACTS["sustained 6"], classes=need_classes(0.0, 1.0, 0.7))).start_values()[0, :, 0]
    assert np.all(np.diff(money) < 0)


def test_weights_of_a_class_sum_to_one_and_keep_mean_and_spread():
    classes = need_classes(0.3, 0.8, 0.6, classes=12)
    assert classes.weights.sum(axis=1) == pytest.approx(np.ones(12))
    from scipy.stats import norm

    masses = np.diff(norm.cdf(np.concatenate([[-np.inf], classes.edges, [np.inf]])))
    mean = masses @ classes.weights @ classes.needs
    spread = np.sqrt(masses @ classes.weights @ (classes.needs - mean) ** 2)
    assert mean == pytest.approx(0.3, abs=0.01)
    assert spread == pytest.approx(0.8, rel=0.05)


def test_expected_money_is_what_brute_force_says_without_service():
    streams = CONTRACTS["sustained 12"]
    table = solve(problem(streams, 20.0, tasks=_without_gain()))
    for number, need in enumerate((-1.5, -0.75, 0.0, 0.75, 1.5)):
        assert table.start_values()[0, number][0] == pytest.approx(Judge(streams, need, 20.0).unserved(), rel=1e-9)
        assert table.start_values()[0, number][2] == 0.0


def _without_gain():
    from .contracts import tasks

    return replace(tasks(), builds=np.zeros((2, 1)), boosts=np.zeros(2), placement=-1)


def test_the_values_promised_are_the_values_that_its_own_policy_brings():
    streams, wage = CONTRACTS["sustained 6"], 20.0
    table = solve(problem(streams, wage))
    for number, need in ((0, -1.5), (2, 0.0), (4, 1.5)):
        money, _, hours = table.start_values()[0, number]
        judge = Judge(streams, need, wage)
        assert money - wage * hours == pytest.approx(judge.under(on_grid(judge, table, number, stake(wage))), rel=0.03)


def test_outcome_time_and_mission_are_counted_over_the_horizon():
    plain = solve(problem(CONTRACTS["in work at month 3"], horizon=36))
    led = solve(problem(CONTRACTS["in work at month 3"], horizon=36, mission=600.0))
    assert led.start_values()[0, 2][1] > 1.3 * plain.start_values()[0, 2][1]
    heavy = solve(problem(CONTRACTS["in work at month 3"], horizon=36, need_weight=1.0))
    assert heavy.start_values()[0, 4][1] / plain.start_values()[0, 4][1] == pytest.approx(np.exp(1.5), rel=0.05)


def test_dropping_out_lowers_what_is_earned_and_more_so_if_it_ends_the_outcome():
    streams = CONTRACTS["sustained 6"]
    stays, leaves = solve(problem(streams)).start_values()[0, 2], solve(problem(streams, drop_out=0.05)).start_values()[0, 2]
    evicted = solve(problem(streams, drop_out=0.05, drop_out_ends_it=True)).start_values()[0, 2]
    assert stays[0] > leaves[0] > evicted[0]


def test_a_course_that_may_be_given_for_six_months_is_not_planned_later():
    short = solve(problem(CONTRACTS["sustained 6"], tasks=_lasting(6))).start_values()[0, 2]
    assert short[2] < solve(problem(CONTRACTS["sustained 6"])).start_values()[0, 2][2]


def _lasting(months):
    from .contracts import tasks

    return replace(tasks(), lasts=np.array([months, 9999]))


def test_streams_without_a_price_sleep():
    streams = (stream(5000, sustained(6)), stream(0, sustained(12)))
    assert product(streams, SERVICE).nodes == product(streams[:1], SERVICE).nodes
    assert len(automaton_rows(streams)) == 2
    assert product(streams, SERVICE).radix.tolist() == [1, 0]


def test_products_that_grow_too_large_are_solved_apart_and_added_at_little_loss():
    streams = CONTRACTS["ladder 3/6/12"]
    assert len(parts(streams)) == 1
    assert len(parts(streams, 15)) > 1
    gained = attainable = 0.0
    for number, need in ((0, -1.5), (2, 0.0), (4, 1.5)):
        judge = Judge(streams, need, 20.0, nodes=25, builds=17, pushes=9)
        nothing = judge.unserved()
        gained += judge.under(on_grid(judge, solve(problem(streams, 20.0), 15), number, stake(20.0))) - nothing
        attainable += judge.optimum() - nothing
    assert gained / attainable >= 0.90


def test_the_cache_counts_and_forgets_the_oldest():
    cache = TableCache(most=2)
    made = [problem(CONTRACTS["in work at month 3"], wage) for wage in (20.0, 30.0, 40.0)]
    first = cache.table(made[0])
    assert cache.table(problem(CONTRACTS["in work at month 3"], 20.0)) is first
    assert (cache.hits, cache.misses) == (1, 1)
    cache.table(made[1])
    cache.table(made[2])
    assert len(cache) == 2
    cache.table(made[0])
    assert (cache.hits, cache.misses) == (1, 4)


def test_the_cache_takes_no_more_room_than_it_may_and_keeps_the_latest():
    problems = [problem(CONTRACTS["in work at month 3"], wage) for wage in (20.0, 30.0, 40.0)]
    size = solve(problems[0]).size
    kept = []
    for room in (3 * size, 2 * size, 0):
        cache = TableCache(most=99, room=room)
        last = [cache.table(one) for one in problems][-1]
        assert cache.table(problems[-1]) is last
        kept.append(len(cache))
    assert size > 0
    assert kept == [3, 2, 1]


def test_an_outlook_looks_into_one_copy_of_its_tables():
    table = solve(problem(CONTRACTS["sustained 6"]))
    made = outlook((table, table))
    assert all(np.shares_memory(part.cells, made.stack.cells) for one in made.tables for part in one.parts)
    assert all(np.array_equal(part.cells, own.cells) for one in made.tables for part, own in zip(one.parts, table.parts, strict=True))
    assert made.size == made.stack.cells.nbytes == 2 * table.size


def test_keys_tell_problems_apart():
    base = problem(CONTRACTS["first entry"])
    same = problem(CONTRACTS["first entry"])
    assert base.key == same.key
    others = [
        problem(CONTRACTS["first entry"], 20.0 + 1e-12 * 20),
        problem(CONTRACTS["sustained 6"]),
        replace(base, mission=1e-9),
        replace(base, pay=0.5),
    ]
    assert len({base.key, *(other.key for other in others)}) == 5


def test_six_months_in_work_within_24_need_no_more_nodes_than_there_are_meanings():
    """What a table costs grows with its nodes: three states, out and in work with a count of months from none to six."""
    made = solve(problem(CONTRACTS["sustained 6"], classes=need_classes(0.0, 1.0, 0.7))).parts[0].product
    assert made.nodes <= 3 * 7


def test_recorded_progress_leads_to_a_node_of_the_same_meaning():
    table = solve(problem(CONTRACTS["sustained 6"]))
    made = table.parts[0].product
    (node,) = table.progress(1, np.array([4], dtype=np.int16))
    assert made.state[node] == 1
    assert made.money[0, node, 1] == 0.0
    (due,) = table.progress(1, np.array([5], dtype=np.int16))
    assert made.money[0, due, 1] == 5000.0
    # a worker who is wrong about the month: out, with a count that only people in work can have
    (mistaken,) = table.progress(0, np.array([4], dtype=np.int16))
    assert made.state[mistaken] == 0
    assert PERSON.alpha > 0


def test_a_cap_per_person_ends_the_worth_of_further_months():
    free, capped = (CONTRACTS["money sum 36 months"][0], replace(CONTRACTS["money sum 36 months"][0], cap=1200.0))
    full, limited = (solve(problem((s,))).start_values()[0, 1][0] for s in (free, capped))
    assert limited < 1200.0 < full
    table = solve(problem((capped,)))
    made = table.parts[0].product
    (spent,) = table.progress(1, np.array([0, cap_level(np.array(1200.0), 1200.0)], dtype=np.int16))
    (fresh,) = table.progress(1, np.array([0, 0], dtype=np.int16))
    assert made.money[0, spent, 1] == 0.0
    assert made.money[0, fresh, 1] == pytest.approx(360.0)
    assert table.parts[0].start.shape == (2, 5, 3)
    # a cap that cannot bind costs no states
    loose = replace(free, cap=1e9)
    assert product((loose,), 36).nodes == 3
