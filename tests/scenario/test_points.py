"""Parameter points: prefix-stable, evenly spread, one coordinate a path."""

import numpy as np
import pytest

from utfall.base.quantities import Price, Share, Time
from utfall.base.sourced import Sourced
from utfall.scenario import load
from utfall.scenario.points import quantile

PATHS = [f"path.{i}" for i in range(40)]


@pytest.mark.parametrize("power", [1, 3, 5, 7])
def test_each_part_of_a_distribution_gets_one_of_the_first_points(power: int) -> None:
    n = 2**power
    for path in PATHS[:10]:
        assert sorted(int(quantile(path, p) * n) for p in range(n)) == list(range(n))
        assert sorted(int(quantile(path, p) * n) for p in range(3 * n, 4 * n)) == list(range(n))


def test_paths_are_no_more_correlated_than_independent_draws() -> None:
    n = 64
    table = np.array([[quantile(path, p) for p in range(n)] for path in PATHS])
    off = np.corrcoef(table)[np.triu_indices(len(PATHS), 1)]
    assert abs(off.mean()) < 4 / np.sqrt(n * off.size)
    assert 0.7 / np.sqrt(n) < off.std() < 1.3 / np.sqrt(n)


def test_pairs_fill_the_square() -> None:
    """Each quarter of the square gets its part of 40 points; a shared order would leave half of them empty."""
    counts = np.zeros((2, 2))
    for first, second in zip(PATHS[::2], PATHS[1::2], strict=True):
        for p in range(40):
            counts[int(quantile(first, p) * 2), int(quantile(second, p) * 2)] += 1
    assert counts.min() > 0.2 * counts.sum()


def test_a_value_keeps_its_quantile_in_every_variant_and_when_others_come_or_go() -> None:
    koto = load("koto_sib")
    other = koto.replace({"contract.metric": "hours_3m", "people.take_up": "70 %", "people.responsiveness.spread": 0.3})
    for point in range(4):
        a, b = koto.case(point), other.case(point)
        assert a.people.outcomes == b.people.outcomes
        assert a.contract.providers == b.contract.providers
        assert a.profile == b.profile
        assert b.people.take_up == 0.7


def test_a_changed_range_keeps_the_quantile() -> None:
    koto = load("koto_sib")
    wide = koto.replace({"subcontract.pass_through.range": ["0 %", "100 %"]})
    for point in range(5):
        narrow_at = koto.case(point).contract.subcontract.pass_through.fraction / 0.5
        assert wide.case(point).contract.subcontract.pass_through.fraction == pytest.approx(narrow_at)


def test_the_central_point_is_the_written_value_and_central_uncertainty_always_is() -> None:
    koto = load("koto_sib")
    assert koto.case().people.enrolment == 24
    central = koto.replace({"run.uncertainty": "central"})
    assert central.case(7).people == koto.case().people
    assert koto.case(7).people != koto.case().people


def test_distributions_stand_where_they_should() -> None:
    def value(dist: str, q: float) -> float:
        return Sourced(4.0, "", 2.0, 8.0, dist).at(q)

    assert value("uniform", 0.25) == pytest.approx(3.5)
    assert value("triangular", 1 / 3) == pytest.approx(4.0)
    assert value("triangular", 0.0) == pytest.approx(2.0)
    assert value("normal", 0.5) == pytest.approx(4.0)
    assert value("normal", 0.95) - value("normal", 0.05) == pytest.approx(6.0)
    assert value("lognormal", 0.5) == pytest.approx(4.0)
    assert value("lognormal", 0.95) / value("lognormal", 0.05) == pytest.approx(4.0)


def test_drawn_quantities_keep_their_kind_and_their_bounds() -> None:
    assert Sourced(Price(100, "EUR", "hour"), "", Price(0, "EUR", "hour"), Price(333, "EUR", "hour")).at(0.5) == Price(166, "EUR", "hour")
    assert Sourced(Time(18, "month", 18), "", Time(18, "month", 18), Time(36, "month", 36)).at(0.25) == Time(22.5, "month", 23)
    assert Sourced(Share(0.9), "", Share(0.5), Share(1.0), "normal").at(0.999) == Share(1.0)
    assert Sourced(1000, "", 1000, 2000).at(0.5) == 1500
