"""By what a result says how much was caused: who is lastingly in the outcome, successes on the contract's own measure, or the effect itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from utfall.indicators.verdicts import EFFECT
from utfall.results.figures.data import Estimate
from utfall.results.frames import VariantResult
from utfall.results.report.estimates import column, of, ratio, scaled

Floats = NDArray[np.float64]
ENROLLED = "per 100 enrolled"
LASTING = "Caused: lastingly in the outcome at month 12 who, on the same luck, would not have been without the contract."
OWN_MEASURE = "Caused: successes on the contract's own measure, true with the contract less true without it."
WHOLE = "Caused: over the whole follow-up of everybody eligible, with the contract less without it, on the same luck."
#: What cannot be told where nobody is brought in for certain at month 12, but months over the whole follow-up are.
BY_MONTH_12 = "brings anyone lastingly into the outcome by month 12"
CAUSES_ANYTHING = "causes anything"


@dataclass(frozen=True, slots=True)
class Yardstick:
    """One for all contracts of a result.

    per      follows a number ("per 100 enrolled"); heading says what is shown; each: what money is paid for one of ("caused outcome")
    said     what counts as caused, in a sentence; claim: after "cannot tell whether it ..."
    times    of the effect, where the effect is the yardstick (0: it is not)
    """

    per: str
    heading: str
    each: str
    said: str
    claim: str
    caused: Callable[[VariantResult], Estimate]
    count: Callable[[VariantResult, int], Floats]
    times: float = 0.0


def yardstick(main: Sequence[VariantResult]) -> Yardstick:
    """Lasting states where any contract has them; else each contract's own measure where all have one; else the effect."""
    heading = f"Outcomes {ENROLLED}"
    if any(of(v, "caused_at_12_enrolled").mean is not None for v in main):
        return Yardstick(ENROLLED, heading, "caused outcome", LASTING, BY_MONTH_12, _lasting, _lastingly)
    known = [v for v in main if v.rows]
    if any(_own_measure(v).mean is None for v in known) and all(of(v, EFFECT).mean is not None for v in known):
        return _effect(known[0])
    return Yardstick(ENROLLED, heading, "caused outcome", OWN_MEASURE, CAUSES_ANYTHING, _own_measure, _uncounted)


def _effect(first: VariantResult) -> Yardstick:
    """The effect over the whole follow-up: events avoided by 100 people, or what a score rises by."""
    what = first.summaries[EFFECT].unit.partition(" per ")[0]
    times, whom = (100.0, "per 100 eligible") if what == "events avoided" else (1.0, "per eligible")
    each = "event avoided" if what == "events avoided" else f"{what} caused"
    per = f"{what} {whom}"
    return Yardstick(per, per[:1].upper() + per[1:], each, WHOLE, CAUSES_ANYTHING, lambda v: scaled(of(v, EFFECT), times), _effects, times)


def _lasting(variant: VariantResult) -> Estimate:
    return of(variant, "caused_at_12_enrolled")


def _lastingly(variant: VariantResult, people: int) -> Floats:
    return column(variant.rows, "caused_at_12") * people / 100.0


def _own_measure(variant: VariantResult) -> Estimate:
    values = column(variant.rows, "paid_for") - column(variant.rows, "paid_minus_caused")
    return ratio(values, np.where(np.isnan(values), np.nan, 1.0), "no metric is paid")


def _uncounted(variant: VariantResult, people: int) -> Floats:
    return np.full(len(variant.rows), np.nan)


def _effects(variant: VariantResult, people: int) -> Floats:
    return column(variant.rows, EFFECT) * people
