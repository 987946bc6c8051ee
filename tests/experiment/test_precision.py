"""Runs are added until the mean is known to within what was asked."""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.cli.calling import utfall
from tests.faults.test_bad_files import GOOD
from utfall.experiment.precision import EFFECT, STEP, half_width, in_words, next_runs, until_precise


@dataclass(frozen=True)
class Result:
    main: tuple
    differences: tuple
    notes: tuple
    runs: int


@dataclass(frozen=True)
class Asked:
    runs: int
    references: int


def result(runs, half, variants=1):
    """What until_precise reads of a result: intervals of the mean, of one contract or of a difference."""
    labels = ["a", "b"][:variants]
    summary = SimpleNamespace(mc_low=-half, mc_high=half)
    main = tuple(SimpleNamespace(label=label, summaries={EFFECT: summary}) for label in labels)
    differences = (
        SimpleNamespace(variant="b", against="a", indicator=EFFECT, mc_low=1.0 - 3.0 * half, mc_high=1.0 + 3.0 * half),
        SimpleNamespace(variant="b", against="a", indicator="measured_rate.x", mc_low=-99.0, mc_high=99.0),
        SimpleNamespace(variant="b / nothing", against="a", indicator=EFFECT, mc_low=-99.0, mc_high=99.0),
    )
    return Result(main, differences if variants == 2 else (), (), runs)


def grown(spread, wanted, most, references=0):
    """Every number of runs that was tried, and the result, of a mean whose interval is spread over the root of the runs."""
    tried = []

    def carried(request):
        tried.append((request.runs, request.references))
        return result(request.runs, spread / request.runs**0.5)

    return tried, until_precise(Asked(1, references), wanted, most, carried)


def test_runs_grow_until_the_interval_is_narrow_enough():
    tried, found = grown(spread=1.0, wanted=0.05, most=10_000)
    assert half_width(found) <= 0.05
    assert [runs for runs, _ in tried] == [100, 400, 500] or [runs for runs, _ in tried] == [100, 400]
    assert all(runs % STEP == 0 for runs, _ in tried)
    assert "0.05 was asked for" in found.notes[0]


def test_the_most_allowed_is_never_passed_and_what_would_do_is_said():
    tried, found = grown(spread=1.0, wanted=0.01, most=250)
    assert max(runs for runs, _ in tried) == 250
    assert "the most allowed" in found.notes[0]
    assert "about 10000 runs would do" in found.notes[0]


def test_references_grow_with_the_runs():
    tried, _ = grown(spread=1.0, wanted=0.06, most=10_000, references=1)
    assert all(references == runs for runs, references in tried)


def test_contracts_that_are_compared_are_judged_by_their_difference_alone():
    assert half_width(result(100, 0.2, variants=2)) == pytest.approx(0.6)
    assert half_width(replace(result(100, 0.2, variants=2), differences=())) is None


@pytest.mark.parametrize("half", [0.051, 0.1, 0.2, 9.0])
def test_the_next_number_is_more_and_at_most_four_times_as_many(half):
    found = next_runs(200, half, 0.05, 10_000)
    assert 300 <= found <= 800


def test_no_interval_ends_the_search_at_once():
    assert in_words(None, 0.1, 100).endswith("so 100 runs were made")


def test_the_command_stops_when_it_knows_and_says_so(tmp_path: Path):
    (tmp_path / "mine.toml").write_text(GOOD, encoding="utf-8")
    done = json.loads(utfall("run", "mine.toml", "--people", "200", "--point", "--precision", "0.4", "--json", cwd=tmp_path).stdout)
    effect = done["indicators"]["true_effect_eligible"]
    assert effect["mc_high"] - effect["mc_low"] <= 0.8
    assert done["runs"] % STEP == 0
