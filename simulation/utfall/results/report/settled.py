"""From a result to the figure on how many runs are enough."""

import numpy as np

from utfall.indicators.words import LARGE
from utfall.results.doubts import Converging, asked_precision, convergence, draws_of
from utfall.results.figures.doubt_data import Convergence, Role, Settling
from utfall.results.frames import ExperimentResult
from utfall.results.report.estimates import MINOR, name_of

#: Panels that are drawn at most: the first contract and those that came to rest last.
MOST = 6
SAID = {
    "true_effect_eligible": "Effect over the whole follow-up",
    "caused_at_12_enrolled": "Caused at month 12",
    "paid_for": "Paid for",
    "payments": "Paid in all",
}


def settled(result: ExperimentResult) -> Convergence | None:
    """What the figure draws; None where no mean has an interval."""
    found = convergence(result)
    if len(found) > MOST:
        first, *others = found
        latest = sorted(others, key=lambda one: -(one.enough or 2 * result.runs))[: MOST - 1]
        found = (first, *(one for one in others if one in latest))
    if not found:
        return None
    return Convergence(
        panels=tuple(_panel(result, one) for one in found),
        runs=max(one.running.runs[-1] for one in found),
        asked=asked_precision(result),
        draws=draws_of(result),
        too_few=any(one.too_few for one in found),
        several=len(result.main) > 1,
    )


def _panel(result: ExperimentResult, one: Converging) -> Settling:
    subject = one.subject
    scale, unit = _whole(one) if subject.money else (1.0, subject.unit)
    name = name_of(result.variant(subject.variant))
    several = len(result.main) > 1
    label = name if several else SAID[subject.indicator]
    role: Role = "paid" if subject.indicator in ("paid_for", "payments") else "caused"
    columns = (one.running.mean, one.running.low, one.running.high)
    mean, low, high = (tuple((column / scale).tolist()) for column in columns)
    return Settling(
        label=label,
        unit=f"less the first, {unit}" if subject.against else unit,
        role=role,
        runs=one.running.runs,
        mean=mean,
        low=low,
        high=high,
        wanted=None if one.wanted is None else one.wanted / scale,
        enough=one.enough,
        why="too few draws" if one.too_few else "not yet" if one.wanted is not None else "no yardstick",
    )


def _whole(one: Converging) -> tuple[float, str]:
    """What minor units are divided by, and the unit: whole units, thousands or millions, so that the numbers on the axis stay short."""
    largest, (currency, _, per) = float(np.nanmax(np.abs(one.running.mean))), one.subject.unit.partition(" ")
    size, word = next(((size, word) for least, size, word in LARGE if largest >= least * MINOR), (1, ""))
    return MINOR * size, f"{currency}{word} {per}".rstrip()
