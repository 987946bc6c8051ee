"""The assumed values of a result, and how far each moves the effect: a straight line through the draws, where it stands out of chance."""

import json
import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from utfall.indicators.differences import LEAST_DRAWS
from utfall.indicators.ensemble import point_means, spread
from utfall.indicators.verdicts import EFFECT
from utfall.results.figures.numbers import SPACE, percent, plain
from utfall.results.frames import ExperimentResult
from utfall.results.report.data import Assumption
from utfall.results.report.estimates import name_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumed:
    """An assumed value as the provenance holds it (JSON under `assumed`): its range, and its value at each parameter point."""

    key: str
    name: str
    used: float
    low: float
    high: float
    unit: str = ""
    source: str = "assumed"
    points: tuple[float, ...] = ()


def assumed_values(result: ExperimentResult) -> tuple[Assumed, ...]:
    """The assumed values of the first contract; none when the provenance does not hold them."""
    found = json.loads(result.provenance.get("assumed", "[]"))
    return tuple(Assumed(**{**one, "points": tuple(one.get("points", ()))}) for one in found)


def _fit(value: Assumed, means: NDArray[np.float64]) -> tuple[float, float] | None:
    """Effect at the low and at the high end of the range, on the straight line through the draws; None with too few draws."""
    if len(value.points) < len(means) or len(means) < LEAST_DRAWS:
        return None
    x = np.array(value.points[: len(means)])
    known = ~np.isnan(means)
    apart = x[known] - x[known].mean()
    if known.sum() < LEAST_DRAWS or not apart.any():
        return None
    slope = float((apart * (means[known] - means[known].mean())).sum() / (apart * apart).sum())
    centre, middle = float(means[known].mean()), float(x[known].mean())
    return centre + slope * (value.low - middle), centre + slope * (value.high - middle)


def draws_run(count: int, of_what: str = "") -> str:
    """How many draws were run, in words."""
    return f"{plain(count)} draw{of_what} was run" if count == 1 else f"{plain(count)} draws{of_what} were run"


def stands_out(value: Assumed, means: NDArray[np.float64], among: int) -> bool:
    """Whether a value's line through the draws is steeper than chance makes the steepest of `among` lines (t test at 5 %, Bonferroni)."""
    if _fit(value, means) is None:
        return False
    x, known = np.array(value.points[: len(means)]), ~np.isnan(means)
    degrees = int(known.sum()) - 2
    x, y = x[known] - x[known].mean(), means[known] - means[known].mean()
    explained = float((x * y).sum()) ** 2 / float((x * x).sum())
    left = float((y * y).sum()) - explained
    critical = float(stats.t.ppf(1.0 - 0.025 / among, degrees))
    return explained * degrees > critical * critical * max(left, 0.0)


def by_influence(values: tuple[Assumed, ...], means: NDArray[np.float64]) -> list[Assumed]:
    """Values by how far the line moves over their range, most first; those that cannot be fitted come last, in the given order."""

    def reach(value: Assumed) -> float:
        ends = _fit(value, means)
        return -1.0 if ends is None else abs(ends[1] - ends[0])

    return sorted(values, key=reach, reverse=True)


def flip(value: Assumed, means: NDArray[np.float64]) -> str | None:
    """At which value inside its range the sign turns, in a sentence; None where it does not."""
    ends = _fit(value, means)
    if ends is None or ends[0] * ends[1] >= 0:
        return None
    at = value.low + (value.high - value.low) * ends[0] / (ends[0] - ends[1])
    side = "under" if (ends[0] < 0) == (np.nanmean(means) > 0) else "over"
    return f"If “{value.name}” were {side} {_amount(at)} (used: {_amount(value.used)}{_unit(value)})."


def _amount(value: float) -> str:
    """Three significant digits without zeros at the end, and no fewer than the whole number: 4, 0.05, 2.5, 900."""
    decimals = 0 if value == 0 or abs(value) >= 100 else min(5, max(0, 2 - math.floor(math.log10(abs(value)))))
    text = plain(value, decimals)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _unit(value: Assumed) -> str:
    """The unit after a number; a bare noun in its plural unless the number is 1."""
    many = value.unit.isalpha() and value.unit.islower() and not value.unit.endswith("s") and value.used != 1
    return f"{SPACE}{value.unit}{'s' if many else ''}" if value.unit else ""


def assumptions(result: ExperimentResult) -> tuple[Assumption, ...]:
    """Assumed values: first those whose influence on the first contract's effect stands out of chance, most first, with it; then the others."""
    draws, values = _first_draws(result), assumed_values(result)
    told = [value for value in by_influence(values, draws) if stands_out(value, draws, len(values))]
    made = []
    for value in (*told, *(value for value in values if value not in told)):
        unit = _unit(value)
        made.append(
            Assumption(
                name=value.name,
                key=value.key,
                used=f"{_amount(value.used)}{unit}",
                range=f"{_amount(value.low)} to {_amount(value.high)}{unit}",
                source=value.source,
                ends=_fit(value, draws) if value in told else None,
            )
        )
    return tuple(made)


def _first_draws(result: ExperimentResult) -> NDArray[np.float64]:
    """Mean effect of the first contract in each draw of the assumed values; empty without draws."""
    rows = result.main[0].rows
    return point_means(rows, EFFECT) if rows and result.uncertainty == "draw" else np.array([])


def unmoved(result: ExperimentResult, shown: tuple[Assumption, ...]) -> str:
    """Why some assumed values have no ends; empty when all have."""
    still = sum(value.ends is None for value in shown)
    if not still:
        return ""
    if result.uncertainty == "central":
        return "They were held at these values, so their influence was not run."
    draws = len(_first_draws(result))
    if draws < LEAST_DRAWS:
        return f"{draws_run(draws)}: too few to say which of these matters."
    rest = "these" if still == len(shown) else "the others"
    return f"With {plain(draws)} draws, the influence of {rest} cannot be told from chance."


def chance(result: ExperimentResult) -> str:
    """Chance against ignorance, in a sentence; empty when it cannot be split."""
    found = spread(result.main[0].rows, EFFECT) if result.main[0].rows and result.uncertainty == "draw" else None
    share = found.share_of_ignorance if found is not None else None
    if share is None:
        return ""
    return (
        f"Of the spread between runs of “{name_of(result.main[0])}”, {percent(1.0 - share)} is chance (other people, other luck) and "
        f"{percent(share)} is ignorance (values that nobody has measured)."
    )
