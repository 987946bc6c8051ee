"""The bench measures what its names say, on sizes small enough for a test."""

import numpy as np
import pytest

from utfall.bench import measure as bench
from utfall.bench import twin
from utfall.bench.memory import peak, size
from utfall.bench.report import as_json, as_lines

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


@pytest.fixture(scope="module")
def speed():
    with pytest.MonkeyPatch.context() as small:
        small.setattr(bench, "SIZES", (300, 600, 1_200))
        small.setattr(bench, "LENGTHS", (24, 48))
        small.setattr(bench, "LONG_PEOPLE", 300)
        small.setattr(bench, "TWIN_PEOPLE", 400)
        small.setattr(bench, "TWIN_FEWER", 300)
        small.setattr(bench, "KERNEL_PEOPLE", 600)
        small.setattr(bench, "bytes_per_person", lambda: 123.0)
        return bench.measure(rounds=1)


def test_all_ratios_are_there_and_in_their_ranges(speed):
    assert set(speed.ratios) == RATIOS
    assert 0.0 < speed.ratios["outside_kernels_10k"] < 1.0
    # even at a size where fixed costs rule, columns beat objects, and nothing beats the floor
    assert speed.ratios["plain_mesa"] > 1.0
    assert speed.ratios["plain_mesa_1k"] > 1.0
    assert len(speed.agent_steps) == 4
    assert speed.ratios["floor_slope_w"] > 1.0
    assert speed.month_fixed_us > 0.0
    assert speed.organisations >= 3


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
