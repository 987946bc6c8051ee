"""The bench makes of times what its names say, and everything that it compares runs. No test here reads a real clock."""

import math
from types import SimpleNamespace

import numpy as np
import pytest

from utfall.bench import measure as bench
from utfall.bench import twin
from utfall.bench.memory import peak, size
from utfall.bench.report import as_json, as_lines
from utfall.scenario.case import Case

RATIOS = {
    "plain_mesa",
    "plain_mesa_1k",
    "floor_slope_w",
    "floor_slope_koto",
    "floor_slope_everything",
    "outside_kernels_10k",
    "bytes_per_person",
    "exponent_people",
    "exponent_months",
}


FLOOR_NS, CASE_NS, TWIN_NS = 10, 40, 2_000
"""What a person-month costs under the clock of these tests, in nanoseconds."""

MONTH_US = 250
"""What a month of a case costs beside its people, in microseconds."""


class Clock:
    """CPU time that passes only where a run says so: what the bench makes of times can then be known to the last digit."""

    def __init__(self) -> None:
        self.now = 0.0

    def read(self) -> float:
        return self.now

    def floor(self, people: int, seed: int) -> None:
        self.now += people * bench.MONTHS * FLOOR_NS * 1e-9

    def case(self, case: Case, seed: int, outlooks: object) -> None:
        self.now += case.months * (MONTH_US * 1e-6 + case.people.eligible * CASE_NS * 1e-9)

    def twin(self, case: Case, seed: int) -> None:
        self.now += case.months * case.people.eligible * TWIN_NS * 1e-9


@pytest.fixture(scope="module")
def speed():
    clock = Clock()
    with pytest.MonkeyPatch.context() as instead:
        instead.setattr(bench, "process_time", clock.read)
        instead.setattr(bench, "run_floor", clock.floor)
        instead.setattr(bench, "run_case", clock.case)
        instead.setattr(bench, "load_twin", lambda: SimpleNamespace(run_twin=clock.twin))
        instead.setattr(bench, "outside_kernels", lambda case: 0.25)
        instead.setattr(bench, "bytes_per_person", lambda: 123.0)
        return bench.measure(rounds=3)


def test_every_ratio_is_the_one_that_the_times_of_the_runs_make(speed):
    assert set(speed.ratios) == RATIOS
    for name, people in (("plain_mesa", bench.TWIN_PEOPLE), ("plain_mesa_1k", bench.TWIN_FEWER)):
        assert speed.ratios[name] == pytest.approx(people * TWIN_NS / (people * CASE_NS + MONTH_US * 1e3))
    for name in ("floor_slope_w", "floor_slope_koto", "floor_slope_everything"):
        assert speed.ratios[name] == pytest.approx(CASE_NS / FLOOR_NS)
    large, larger = (people * CASE_NS + MONTH_US * 1e3 for people in bench.SIZES[-2:])
    assert speed.ratios["exponent_people"] == pytest.approx(math.log(larger / large) / math.log(bench.SIZES[-1] / bench.SIZES[-2]))
    assert speed.ratios["exponent_months"] == pytest.approx(1.0)
    assert speed.month_fixed_us == pytest.approx(MONTH_US)
    assert speed.person_month_ns == pytest.approx({"floor": FLOOR_NS, "nearest_to_w": CASE_NS, "koto_sib": CASE_NS})
    assert speed.agent_steps["plain_mesa, 10,000 people"] == pytest.approx(1e9 / TWIN_NS)
    assert len(speed.agent_steps) == 4
    assert speed.organisations >= 3


def test_what_is_compared_runs():
    """Real runs, of few people; how long they take is no test's business."""
    with pytest.MonkeyPatch.context() as small:
        small.setattr(bench, "SIZES", (300, 600))
        small.setattr(bench, "LENGTHS", (24,))
        small.setattr(bench, "LONG_PEOPLE", 300)
        small.setattr(bench, "TWIN_PEOPLE", 400)
        small.setattr(bench, "TWIN_FEWER", 300)
        contenders = bench._contenders()
    assert {name.split()[0] for name in contenders} == {"floor", "nearest", "koto", "months", "two_tasks", "twin"}
    assert all(run(0) is not None for run in contenders.values())


def test_the_share_outside_kernels_is_a_share():
    assert 0.0 < bench.outside_kernels(bench.koto(600), runs=1) < 1.0


def test_json_and_lines_say_the_same(speed):
    found = as_json(speed)
    assert found["ratios"] == speed.ratios
    assert found["month_fixed_us"] == speed.month_fixed_us
    lines = as_lines(speed)
    assert len(lines) == len(RATIOS) + 1 + len(speed.person_month_ns) + len(speed.agent_steps)
    assert all(line.endswith(("; holds)", "; does not hold)")) for line in lines[: len(RATIOS) + 1])


def test_from_a_wheel_the_twin_is_missing_and_said_to_be(speed, monkeypatch, tmp_path):
    monkeypatch.setattr(twin, "PLACE", tmp_path / "plain_mesa")
    monkeypatch.delitem(twin.sys.modules, "utfall_plain_mesa_twin", raising=False)
    assert twin.load_twin() is None
    without = bench.Speed(
        ratios=speed.ratios | {"plain_mesa": None, "plain_mesa_1k": None},
        month_fixed_us=speed.month_fixed_us,
        organisations=speed.organisations,
        agent_steps=speed.agent_steps,
        person_month_ns=speed.person_month_ns,
    )
    assert "needs the source checkout" in as_lines(without)[0]


def test_bytes_of_a_record_are_those_of_its_arrays():
    record = bench.run_case(bench.nearest(bench.Nearest(people=300)), 1)
    assert size(record) > 300 * 8 * 10
    assert size((record.persons.need, {"a": record.persons.need})) == 2 * 300 * 8


def test_the_peak_is_at_least_what_was_touched():
    before = peak()
    touched = np.ones(before // 8 + 1_000_000)
    assert peak() >= touched.nbytes > before
