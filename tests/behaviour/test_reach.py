"""Large tables are kept where somebody can be, and say there what whole ones say; tables of two beliefs are looked up between."""

from dataclasses import replace

import numpy as np
import pytest

from utfall.behaviour.hours import caseload_hours
from utfall.behaviour.valuation import table as tables
from utfall.behaviour.valuation.blend import blended, neighbours
from utfall.behaviour.valuation.outlook import outlook
from utfall.behaviour.valuation.product import automaton_rows, product
from utfall.behaviour.valuation.reach import blocks
from utfall.behaviour.valuation.table import solve

from .contracts import CONTRACTS, SERVICE, problem, stream, sustained, tasks
from .policy import people, stake

LARGE = CONTRACTS["sustained 3, taken back within 6"]
NEEDS = 5


@pytest.fixture
def whole(monkeypatch):
    """A large table with all its blocks."""
    with monkeypatch.context() as patch:
        patch.setattr(tables, "blocks", lambda made, served, **_: blocks(made, served, whole=True))
        return solve(problem(LARGE))


def recorded(seed, months):
    """Progress (rows, months) before each month under any sequence of states, and the state then."""
    states = np.random.default_rng(seed).integers(0, 3, months + 1)
    rows = []
    for automaton in automaton_rows(LARGE):
        progress = [int(automaton.start[min(states[0], 1)])]
        for month in range(1, months):
            runs = automaton.first <= month <= automaton.last
            progress.append(int(automaton.step[progress[-1], states[month]]) if runs else progress[-1])
        rows.append(progress)
    return np.array(rows, np.int16), states[:months]


def test_a_large_table_keeps_fewer_blocks_and_they_say_what_the_whole_one_says(whole):
    part, all_ = solve(problem(LARGE)).parts[0], whole.parts[0]
    kept = part.blocks.kept[1 : SERVICE + 1]
    assert not part.blocks.whole
    assert part.cells.shape[0] == kept.sum() < kept.size / 2
    assert np.array_equal(part.cells, all_.cells[kept.ravel()])
    assert np.array_equal(part.start, all_.start)


def test_whatever_is_recorded_finds_the_cell_of_its_own_month(whole):
    trimmed = outlook((solve(problem(LARGE)),))
    full = outlook((whole,))
    found = 0
    for seed in range(20):
        progress, states = recorded(seed, SERVICE)
        case = people(np.arange(1, SERVICE + 1), states, seed % NEEDS, progress, np.linspace(0.0, 1.0, SERVICE)[None, :])
        both = [caseload_hours(case, one.stack, one.tasks, stake(20.0, budget=60.0)) for one in (trimmed, full)]
        assert np.array_equal(both[0][0], both[1][0])
        assert both[0][1] == both[1][1]
        found += int((both[0][0] > 0.0).sum())
    assert found > 0


def test_a_node_where_nobody_can_be_yet_has_the_cells_of_the_first_month_in_which_somebody_can():
    made = product(LARGE, problem(LARGE).months)
    where = blocks(made, SERVICE)
    late = np.flatnonzero(~where.kept[2] & where.kept[3 : SERVICE + 1].any(axis=0))
    assert late.size > 0
    for node in late:
        first = next(month for month in range(3, SERVICE + 1) if where.kept[month, node])
        assert where.number[1, node] == where.number[first - 1, node]


def test_a_small_table_is_whole():
    small = solve(problem(CONTRACTS["sustained 6"])).parts[0]
    assert small.blocks.whole
    assert small.cells.shape[0] == SERVICE * small.product.nodes


def test_a_cap_that_nobody_can_meet_is_no_part_of_the_tables():
    def counts(cap):
        """Whether progress on the metric, and towards the cap, tell nodes apart."""
        return (product((replace(stream(5000, sustained(6)), cap=cap),), SERVICE).radix > 0).tolist()

    assert counts(5000.0) == counts(9000.0) == [True, False]
    assert counts(4999.0) == [True, True]


def of_belief(belief):
    return outlook((solve(problem(CONTRACTS["sustained 6"], tasks=tasks(belief=belief))),))


def hours(look):
    """Hours of people in the outcome and out of it, of all needs, over the months of service."""
    month, state = (array.ravel() for array in np.meshgrid(np.arange(1, SERVICE + 1), [0, 1]))
    rng = np.random.default_rng(5)
    case = people(
        month, state, rng.integers(0, NEEDS, month.size), rng.integers(0, 3, month.size) * state, rng.uniform(0.0, 1.0, month.size)[None, :]
    )
    return caseload_hours(case, look.stack, look.tasks, stake(20.0, budget=90.0))[0]


@pytest.mark.parametrize(("effect", "node"), [(0.7, 0), (1.4, 1)])
def test_between_two_beliefs_who_holds_one_of_them_decides_by_its_tables(effect, node):
    nodes = [(belief, of_belief(belief)) for belief in (0.7, 1.4)]
    given = hours(blended(nodes, effect, effect))
    assert given == pytest.approx(hours(nodes[node][1]), rel=1e-12)
    assert (given > 0.0).any()


def test_what_lies_between_two_beliefs_is_what_a_table_written_between_them_holds_to_the_bit():
    (low, below), (high, above) = nodes = [(belief, of_belief(belief)) for belief in (0.7, 1.4)]
    between = blended(nodes, 0.9, 1.0)
    share = (0.9 - low) / (high - low)
    cells = (1.0 - share) * below.stack.cells + share * above.stack.cells
    written = replace(between, stack=between.stack._replace(cells=cells, beside=cells[:0], share=0.0))
    assert cells.dtype == np.float32
    assert np.array_equal(hours(between), hours(written))
    assert not np.array_equal(hours(between), hours(below))


def test_who_looks_between_beliefs_shares_their_cells():
    nodes = [(belief, of_belief(belief)) for belief in (0.7, 1.4)]
    for effect in (0.8, 1.3):
        stack = blended(nodes, effect, 1.0).stack
        assert stack.cells is nodes[0][1].stack.cells
        assert stack.beside is nodes[1][1].stack.cells


def test_the_neighbours_of_a_belief_are_the_two_around_it_or_the_two_nearest():
    assert [neighbours([1.0, 2.0, 4.0], effect) for effect in (0.5, 1.0, 2.0, 2.1, 4.0, 9.0)] == [[1.0, 2.0]] * 3 + [[2.0, 4.0]] * 3
