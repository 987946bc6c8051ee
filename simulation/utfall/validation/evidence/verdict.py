"""What a row of evidence came to.

met, missed             in the band, or outside it
met at a chosen region  in the band, in a region that was chosen after others had been looked at
restated                in the band because an input was set to it: no success of the model (outside the band it is missed all the same)
not testable            with the reason
"""

from dataclasses import dataclass
from math import isclose, isfinite, nan
from typing import Literal, get_args

from utfall.validation.evidence.evidence import SIGN_SHARE, Evidence
from utfall.validation.evidence.observable import Observable, Observed

Word = Literal["met", "met at a chosen region", "restated", "missed", "not testable"]
#: In the order in which they are counted.
WORDS = get_args(Word)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One row of evidence beside what the model shows.

    obtained    for a target, or a chance, the mean over seeds (a ratio of sums); for a stylised fact the middle of the seeds (nan: not looked for)
    error       standard error of the mean; share: of the seeds with the sign (nan: no sign is asked for)
    seeds, how  how many runs of each setup; what is computed
    reason      why it is not testable, or missed; what it restates; what was looked at before the region was chosen
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
        return Verdict(evidence=evidence, word="not testable", how=observable.in_words, seeds=observed.tops.size, reason="no seed gives a value")
    met = evidence.off(value) == 0.0 and not share < SIGN_SHARE
    return Verdict(
        evidence=evidence,
        word=word_of(observable, met=met),
        obtained=value,
        error=observed.error,
        share=share,
        seeds=observed.tops.size,
        how=observable.in_words,
    )


def word_of(observable: Observable, *, met: bool) -> Word:
    """The word for a row that lies in its band and shows its sign, or does not."""
    if not met:
        return "missed"
    return "restated" if observable.restates else "met at a chosen region" if observable.chosen else "met"


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

    @property
    def nearest(self) -> str:
        """Who was nearest to the band; all of them where several were as near; nobody where there is none to compare with."""
        said = [(name, off) for name, off in (("model", self.model), ("no effect", self.no_effect), ("as bid", self.as_bid)) if off is not None]
        if len(said) < 2 or self.model is None:
            return ""
        least = min(off for _, off in said)
        return ", ".join(name for name, off in said if isclose(off, least, abs_tol=1e-12))


def forecasts(row: Evidence, value: float) -> Forecasts:
    """A value that the model showed beside two naive forecasts."""
    naive = (None if one is None else row.off(one) for one in (row.no_effect, row.as_bid))
    return Forecasts(row.off(value) if isfinite(value) else None, *naive)
