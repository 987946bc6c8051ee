"""How sure, and what would change it: from differences paired by seed and from the draws of the assumed values."""

import json
import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from utfall.indicators.ensemble import point_means, spread
from utfall.results.figures.data import Estimate
from utfall.results.figures.numbers import SPACE, full_text, interval_text, mean_text, percent, plain
from utfall.results.figures.verdicts import dots, level_sentence, size_of, verdict
from utfall.results.frames import Difference, ExperimentResult
from utfall.results.report.data import Assumption, MarkedLine, SureLine
from utfall.results.report.estimates import estimate, name_of, of

EFFECT, AT_12 = "true_effect_eligible", "caused_at_12_enrolled"
STEADY = 0.9
FEWEST_DRAWS = 10


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


def differences(result: ExperimentResult) -> dict[str, Estimate]:
    """Effect per eligible of each other contract minus that of the first, by label."""
    first, *others = result.main
    found = {v.label: result.differences_of(v.label, first.label).get(EFFECT) for v in others}
    return {label: estimate(d) for label, d in found.items()}


def leans(result: ExperimentResult) -> dict[str, float]:
    """Share of draws in which another contract causes more (above 0) or less (below 0) than the first, by label: those of nearly one sign."""
    first, *others = result.main
    found = {v.label: result.differences_of(v.label, first.label).get(EFFECT) for v in others}
    return {label: (d.by_point or 0.0) * (1 if (d.mean or 0.0) > 0 else -1) for label, d in found.items() if d is not None and d.leans}


def sure(result: ExperimentResult, shown: str) -> tuple[SureLine, ...]:
    """At most three lines: the contract that the answer speaks of, then those closest to the reader's.

    With one contract, and where month 12 cannot be told, its own level over the whole follow-up comes first.
    """
    first, *others = result.main
    if not others:
        return _level(result)
    level = _level(result) if of(first, EFFECT).tells and not of(first, AT_12).tells else ()
    found = {v.label: d for v in others if (d := result.differences_of(first.label, v.label).get(EFFECT)) is not None}
    closest = sorted((label for label in found if label != shown), key=lambda label: abs(found[label].mean or 0.0))
    order = [label for label in (shown, *closest) if label in found][:3]
    return (*level, *(_line(result, found[label]) for label in order))[:3]


def _level(result: ExperimentResult) -> tuple[SureLine, ...]:
    variant = result.main[0]
    effect = of(variant, EFFECT)
    values = [v.value for row in variant.rows if (v := row.values.get(EFFECT)) is not None and v.value is not None]
    if not values:
        return ()
    above = sum(value > 0 for value in values) / len(values)
    unit = variant.summaries[EFFECT].unit
    name = "It" if len(result.main) == 1 else f"“{name_of(variant)}”"
    filled, most = dots(above, len(values))
    text = f"{level_sentence(effect, f'{unit} over the whole follow-up', name)} Above 0 in {plain(filled)} of {plain(most)} runs."
    return (SureLine(filled, _lead(result) if effect.tells else "", text, most),)


def _lead(result: ExperimentResult) -> str:
    """How sure a sign is that holds in nearly all runs: enough to act on only where what we do not know was drawn often enough."""
    if result.uncertainty == "central":
        return "Sure of chance, at central values only:"
    draws = len({row.point for row in result.main[0].rows})
    return "Sure enough to act:" if draws >= FEWEST_DRAWS else f"{_draws(draws)}, too few to act on:"


def _line(result: ExperimentResult, d: Difference) -> SureLine:
    first, other = name_of(result.variant(d.variant)), name_of(result.variant(d.against))
    apart = estimate(d)
    said = verdict(apart)
    share = (d.share_above_0 if (d.mean or 0.0) >= 0 else d.share_below_0) or 0.0
    filled, most = dots(share, d.pairs)
    if said == "no change":
        return SureLine(most, "No change:", f"“{first}” and “{other}” cause the same in every run.", most)
    if said == "cannot tell" or apart.mean is None:
        return SureLine(None, "Cannot tell", f"“{first}” from “{other}”: the difference is {full_text(apart)} {d.unit}.")
    more, less = (first, other) if said == "more" else (other, first)
    size = size_of(apart)
    text = f"“{more}” causes more than “{less}” in {plain(filled)} of {plain(most)} runs: {mean_text(size)} {d.unit} ({interval_text(size)})."
    return SureLine(filled, _lead(result), text, most)


def changes(result: ExperimentResult, shown: str) -> tuple[MarkedLine, ...]:
    """What would turn the answer: assumed values inside whose range the sign flips; else how steady the sign is."""
    first = result.main[0]
    against = shown if shown != first.label else next((v.label for v in result.main[1:]), "")
    d = result.differences_of(first.label, against).get(EFFECT) if against else None
    if result.uncertainty == "central":
        return (MarkedLine("The assumed values were held at their central values, so the interval rests on chance alone."),)
    rows = first.rows
    means = point_means(rows, EFFECT) if rows else np.array([])
    if len(means) < FEWEST_DRAWS:
        return (MarkedLine(f"{_draws(len(means), ' of the assumed values')}: too few to say what would change the answer. Ten runs share a draw."),)
    if d is not None:
        theirs = result.variant(against).rows
        shared = {r.seed for r in rows} & {r.seed for r in theirs}
        ours, others = ([r for r in some if r.seed in shared] for some in (rows, theirs))
        means = point_means(ours, EFFECT) - point_means(others, EFFECT)
    # Named as in the answer: what must change for the sign to turn, most influential first.
    values = assumed_values(result)
    told = [value for value in _by_influence(values, means) if _stands_out(value, means, len(values))]
    flips = [line for value in told if (line := _flip(value, means)) is not None]
    lines = [MarkedLine(f"{line} The answer would turn.", "assumed") for line in flips[:3]]
    return (*lines, *_steadiness(d, result, against))


def _steadiness(d: Difference | None, result: ExperimentResult, against: str) -> tuple[MarkedLine, ...]:
    """How often the sign is the same; a steady sign alone is not called supported, for that asks for a fact that was not fitted, too."""
    if d is None or d.by_point is None:
        return ()
    first, other = name_of(result.main[0]), name_of(result.variant(against))
    steady = d.by_point >= STEADY
    text = f"In {percent(d.by_point)} of the draws of all assumed values, the difference between “{first}” and “{other}” has the sign of its mean."
    return (MarkedLine(text, "" if steady else "assumed"),)


def _fit(value: Assumed, means: NDArray[np.float64]) -> tuple[float, float] | None:
    """Effect at the low and at the high end of the range, on the straight line through the draws; None with too few draws."""
    if len(value.points) < len(means) or len(means) < FEWEST_DRAWS:
        return None
    x = np.array(value.points[: len(means)])
    known = ~np.isnan(means)
    apart = x[known] - x[known].mean()
    if known.sum() < FEWEST_DRAWS or not apart.any():
        return None
    slope = float((apart * (means[known] - means[known].mean())).sum() / (apart * apart).sum())
    centre, middle = float(means[known].mean()), float(x[known].mean())
    return centre + slope * (value.low - middle), centre + slope * (value.high - middle)


def _draws(count: int, of_what: str = "") -> str:
    return f"{plain(count)} draw{of_what} was run" if count == 1 else f"{plain(count)} draws{of_what} were run"


def _stands_out(value: Assumed, means: NDArray[np.float64], among: int) -> bool:
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


def _by_influence(values: tuple[Assumed, ...], means: NDArray[np.float64]) -> list[Assumed]:
    """Values by how far the line moves over their range, most first; those that cannot be fitted come last, in the given order."""

    def reach(value: Assumed) -> float:
        ends = _fit(value, means)
        return -1.0 if ends is None else abs(ends[1] - ends[0])

    return sorted(values, key=reach, reverse=True)


def _flip(value: Assumed, means: NDArray[np.float64]) -> str | None:
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
    told = [value for value in _by_influence(values, draws) if _stands_out(value, draws, len(values))]
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
    if draws < FEWEST_DRAWS:
        return f"{_draws(draws)}: too few to say which of these matters."
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
