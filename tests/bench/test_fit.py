"""The sums of the bench give back what was put in."""

import pytest

from utfall.bench.fit import cost, exponent
from utfall.bench.kernels import KernelTime, kernels_timed


def test_month_and_person_month_costs_are_found():
    sizes = (300, 1_000, 3_000, 10_000, 30_000)
    found = cost(sizes, 60, [60 * 5e-5 + 60 * n * 2e-8 for n in sizes])
    assert found.month == pytest.approx(5e-5)
    assert found.person_month == pytest.approx(2e-8)


@pytest.mark.parametrize("power", [1.0, 2.0])
def test_growth_is_found(power):
    assert exponent((60, 120, 240), [3.0 * n**power for n in (60, 120, 240)]) == pytest.approx(power)


def test_compiled_functions_are_timed_and_put_back():
    from utfall.base import draws

    before = draws.uniforms
    before(1, 1, 1, 0, 10)
    with kernels_timed() as clock:
        assert draws.uniforms is not before
        timed = draws.uniforms(1, 1, 1, 0, 100_000)
    assert draws.uniforms is before
    assert isinstance(clock, KernelTime)
    assert clock.calls == 1
    assert clock.nanoseconds > 10_000
    assert timed.size == 100_000
