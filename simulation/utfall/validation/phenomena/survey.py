"""The survey: every phenomenon at every point, and what share of the space it holds in."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import spearmanr

from utfall.indicators.run import run_values
from utfall.indicators.values import RunValue
from utfall.model.foresight.outlook import Outlooks
from utfall.model.run import run_case
from utfall.validation.phenomena.phenomena import ARMS, PHENOMENA, PRICED, Phenomenon
from utfall.validation.phenomena.space import AXES, RIVALS, SEEDS, points, scenario_at

Floats = NDArray[np.float64]
#: Standard errors from which on a sign is sure: 95 % of 16 seeds.
SURE = 2.13


@dataclass(frozen=True, slots=True)
class Share:
    """Of all points: where it holds, where it is the other way round, where neither is sure, and where it cannot be asked.

    moved   the two parameters that go most with how much of it there is, with their rank correlations over the points
    """

    phenomenon: Phenomenon
    holds: float
    turned: float
    unsure: float
    undefined: float
    moved: tuple[tuple[str, float], ...]


def at_point(point: dict[str, float], seeds: int = SEEDS, phenomena: Sequence[Phenomenon] = PHENOMENA) -> Floats:
    """(2, phenomena) how much there is of each at one point, mean over the seeds and its error; nan where half of them cannot be asked or more."""
    arms = dict.fromkeys(arm for one in phenomena for arm in one.arms)
    runs = {arm: _runs(point, arm, seeds) for arm in arms}

    def each(arm: str, indicator: str) -> Floats:
        return np.array([np.nan if run[indicator].value is None else run[indicator].value for run in runs[arm]], dtype=np.float64)

    found = []
    for one in phenomena:
        apart = one.sign * (each(one.arm, one.indicator) - (one.line if one.against is None else each(one.against, one.indicator)))
        known = apart[np.isfinite(apart)]
        told = known.size > seeds / 2
        found.append((float(known.mean()), float(known.std(ddof=1) / np.sqrt(known.size))) if told else (np.nan, np.nan))
    return np.array(found).T


def _runs(point: dict[str, float], arm: str, seeds: int) -> list[dict[str, RunValue]]:
    here = {**point, "price": point["price"] * PRICED.get(arm, 1.0)}
    case, tables = scenario_at(here, dict(ARMS[arm])).case(), Outlooks()
    return [run_values(run_case(case, seed, outlooks=tables)) for seed in range(1, seeds + 1)]


def survey(tell: Callable[[str], None], count: int, seeds: int = SEEDS) -> Floats:
    """(2, points, phenomena) how much there is of each at so many points, and its error; four digits, as they are kept."""
    found = []
    for number, point in enumerate(points(count), start=1):
        tell(f"point {number} of {count}")
        found.append([[float(f"{one:.4g}") for one in row] for row in at_point(point, seeds).tolist()])
    return np.array(found).transpose(1, 0, 2)


def shares(found: Floats) -> tuple[Share, ...]:
    """What share of the points each phenomenon holds in; found (2, points, phenomena)."""
    asked = points(found.shape[1])
    return tuple(_share(one, found[0, :, i], found[1, :, i], asked) for i, one in enumerate(PHENOMENA))


def under(found: Floats, rival: str) -> tuple[tuple[Share, ...], int]:
    """The same in the part of the space that a rival calibration is (`space.RIVALS`), and the points in it."""
    low, high = RIVALS[rival]
    asked = points(found.shape[1])
    there = np.array([low <= point["belief"] < high for point in asked])
    part = [point for point, one in zip(asked, there.tolist(), strict=True) if one]
    return tuple(_share(one, found[0, there, i], found[1, there, i], part) for i, one in enumerate(PHENOMENA)), len(part)


def _share(phenomenon: Phenomenon, amounts: Floats, errors: Floats, asked: Sequence[dict[str, float]]) -> Share:
    known = np.isfinite(amounts)
    holds, turned = amounts > SURE * errors, amounts < -SURE * errors
    return Share(
        phenomenon,
        float(holds.mean()),
        float(turned.mean()),
        float((known & ~holds & ~turned).mean()),
        float(1.0 - known.mean()),
        tuple(_moved(amounts[known], [point for point, one in zip(asked, known.tolist(), strict=True) if one])),
    )


def _moved(amounts: Floats, asked: Sequence[dict[str, float]]) -> Iterable[tuple[str, float]]:
    """The two axes with the largest rank correlation."""
    if amounts.size < 3 or np.ptp(amounts) == 0.0:
        return []
    found = [(axis.words, float(spearmanr([point[axis.id] for point in asked], amounts).statistic)) for axis in AXES]
    return sorted(found, key=lambda one: -abs(one[1]))[:2]
