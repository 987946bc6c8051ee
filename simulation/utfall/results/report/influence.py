"""The assumed values of a result, and how far each moves the effect: a straight line through the draws, where it stands out of chance."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from scipy import stats

from utfall.indicators.differences import LEAST_DRAWS
from utfall.indicators.sensitivity import AtPoint, by_point, influences
from utfall.indicators.spread import spread
from utfall.indicators.verdicts import EFFECT
from utfall.results.assumed import Assumed, assumed_values, drawn_at
from utfall.results.figures.numbers import SPACE, percent, plain
from utfall.results.frames import ExperimentResult
from utfall.results.report.data import Assumption
from utfall.results.report.estimates import name_of

#: What to do where there were fewer than ten draws.
MORE_DRAWS = "Ten runs share a draw: ask for 100 runs or more (--runs 100)."


def draws_run(count: int, of_what: str = "") -> str:
    """How many draws were run, in words."""
    return f"{plain(count)} draw{of_what} was run" if count == 1 else f"{plain(count)} draws{of_what} were run"


@dataclass(frozen=True, slots=True)
class Moves:
    """An assumed value that goes with what is looked at, and what that is at the low and at the high end of its range, on a straight line."""

    value: Assumed
    low: float
    high: float


def movers(result: ExperimentResult, points: Sequence[AtPoint]) -> list[Moves]:
    """Assumed values whose rank correlation with the points stands out among all, by how far the line moves over their range, most first."""
    drawn, values = drawn_at(result, (point.point for point in points)), {value.key: value for value in assumed_values(result)}
    means = [point.mean for point in points]
    told = [values[one.key] for one in influences(points, drawn) if one.told]
    return sorted((_line(value, drawn[value.key], means) for value in told), key=lambda one: -abs(one.high - one.low))


def _line(value: Assumed, drawn: Sequence[float], means: Sequence[float]) -> Moves:
    fit = stats.linregress(drawn, means)
    return Moves(value, float(fit.intercept + fit.slope * value.low), float(fit.intercept + fit.slope * value.high))


def flip(moves: Moves, points: Sequence[AtPoint]) -> str | None:
    """At which value inside its range the sign turns, in a sentence; None where it does not."""
    if moves.low * moves.high >= 0:
        return None
    value, mean = moves.value, sum(point.mean for point in points) / len(points)
    at = value.low + (value.high - value.low) * moves.low / (moves.low - moves.high)
    side = "under" if (moves.low < 0) == (mean > 0) else "over"
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
    told = {one.value.key: one for one in movers(result, _first_draws(result))}
    values = assumed_values(result)
    by_key = {value.key: value for value in values}
    made = []
    for value in (*(by_key[key] for key in told), *(value for value in values if value.key not in told)):
        unit, moves = _unit(value), told.get(value.key)
        made.append(
            Assumption(
                name=value.name,
                key=value.key,
                used=f"{_amount(value.used)}{unit}",
                range=f"{_amount(value.low)} to {_amount(value.high)}{unit}",
                source=value.source,
                ends=None if moves is None else (moves.low, moves.high),
            )
        )
    return tuple(made)


def _first_draws(result: ExperimentResult) -> tuple[AtPoint, ...]:
    """Mean effect of the first contract in each draw of the assumed values; empty without draws."""
    return by_point(result.main[0].rows, EFFECT)


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
    share = found.share_of_ignorance if found is not None and found.low is not None else None
    if share is None:
        return ""
    return (
        f"Of the spread between runs of “{name_of(result.main[0])}”, {percent(1.0 - share)} is chance (other people, other luck) and "
        f"{percent(share)} is ignorance (values that nobody has measured)."
    )
