"""What a row of evidence came to: met, missed, or not testable with the reason."""

from dataclasses import dataclass
from math import isfinite, nan
from typing import Literal

from utfall.validation.evidence.evidence import SIGN_SHARE, Evidence
from utfall.validation.evidence.observable import Observable, Observed

Word = Literal["met", "missed", "not testable"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One row of evidence beside what the model shows.

    obtained    for a target, or a chance, the mean over seeds (a ratio of sums); for a stylised fact the middle of the seeds (nan: not looked for)
    error       standard error of the mean; share: of the seeds with the sign (nan: no sign is asked for)
    seeds, how  how many runs of each setup; what is computed
    reason      of a row that is not testable, or of a known miss
    rivals      for rows that hang on how providers answer a price: calibration -> obtained under it
    """

    evidence: Evidence
    word: Word
    obtained: float = nan
    error: float = nan
    share: float = nan
    seeds: int = 0
    how: str = ""
    reason: str = ""
    rivals: tuple[tuple[str, float], ...] = ()

    @property
    def counts(self) -> bool:
        """Whether a miss must stand in the list of known misses; weak rows need not."""
        return self.evidence.role != "weak"


def judged(evidence: Evidence, observable: Observable, observed: Observed) -> Verdict:
    """The verdict on a row that was looked for."""
    value = obtained(evidence, observable, observed)
    share = nan if evidence.sign is None else observed.share(*evidence.sign)
    if not isfinite(value):
        return Verdict(evidence=evidence, word="not testable", how=observable.how, seeds=observed.tops.size, reason="no seed gives a value")
    met = evidence.off(value) == 0.0 and not share < SIGN_SHARE
    return Verdict(
        evidence=evidence,
        word="met" if met else "missed",
        obtained=value,
        error=observed.error,
        share=share,
        seeds=observed.tops.size,
        how=observable.how,
    )


def obtained(evidence: Evidence, observable: Observable, observed: Observed) -> float:
    """What counts of the seeds of a row: their middle for a stylised fact, else their mean."""
    return observed.median if is_fact(evidence) and not observable.pooled else observed.mean


def is_fact(evidence: Evidence) -> bool:
    """Whether a row is a part of a stylised fact, of which the middle of the seeds and the sign in each count."""
    return evidence.id.startswith("S")


@dataclass(frozen=True, slots=True)
class Forecasts:
    """How far outside the band of a hold-out row three forecasts lie, in the row's unit (None: not to be said)."""

    model: float | None
    no_effect: float | None
    as_bid: float | None


def forecasts(verdict: Verdict) -> Forecasts:
    """The model's forecast beside two naive ones."""
    row = verdict.evidence
    naive = (None if value is None else row.off(value) for value in (row.no_effect, row.as_bid))
    return Forecasts(row.off(verdict.obtained) if isfinite(verdict.obtained) else None, *naive)
