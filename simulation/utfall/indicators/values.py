"""What an indicator says of one run: a number with its numerator and denominator, or nothing with a reason."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from utfall.base.records import RunRecord

Floats = NDArray[np.float64]

#: Raised when a formula changes: stored rows of an older version are stale, not wrong.
INDICATOR_VERSION = 4

NOT_COMPUTED = "the world without the contract was not simulated"


@dataclass(frozen=True, slots=True)
class RunValue:
    """One indicator in one run.

    value    the number; None: undefined in this run
    reason   why it is undefined; on a defined value a flag in words, mostly empty
    top, bottom   numerator and denominator, so that the mean over runs is a ratio of sums; a value that is no ratio has bottom 1,
                  one that is undefined whatever the numbers has 0 and 0
    """

    value: float | None
    reason: str
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Summary:
    """One indicator over all runs of a variant.

    mean             ratio of sums over runs; None when nothing can be said
    low, high        5th and 95th percentile over the runs in which it is defined (None for ensemble values)
    mc_low, mc_high  95 % interval of the mean, by resampling parameter points (runs when there are fewer than 10 points)
    sd               standard deviation over runs
    undefined        runs in which it is undefined; zero_denominator: share of runs whose denominator is 0
    unit             in words; n: runs
    money            True: the numbers are minor units of the currency that `unit` names
    reasons          (reason, runs), most frequent first; for an ensemble value its own reason or warning, counted once
    """

    mean: float | None
    low: float | None
    high: float | None
    mc_low: float | None
    mc_high: float | None
    sd: float | None
    undefined: int
    zero_denominator: float
    unit: str
    n: int
    money: bool = False
    reasons: tuple[tuple[str, int], ...] = ()

    @property
    def reason(self) -> str:
        """The most frequent reason; empty when there is none."""
        return self.reasons[0][0] if self.reasons else ""


class RunRow(Protocol):
    """A stored run as the indicators see it: luck, parameter point, values by name, monthly series by name."""

    @property
    def seed(self) -> int: ...
    @property
    def point(self) -> int: ...
    @property
    def values(self) -> Mapping[str, RunValue]: ...
    @property
    def series(self) -> Mapping[str, Floats]: ...


Rows = Sequence[RunRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What units and sentences need to know of a scenario.

    currency      ISO code; main_kind: state, score or events
    metric_units  (metric id, unit); paid: (metric id, title) of the paid ones, first paid first
    parties       (party id, kind); titles: (party id, title)
    """

    currency: str = "money"
    main_kind: str = "state"
    metric_units: tuple[tuple[str, str], ...] = ()
    paid: tuple[tuple[str, str], ...] = ()
    parties: tuple[tuple[str, str], ...] = ()
    titles: tuple[tuple[str, str], ...] = ()

    def title(self, party: str) -> str:
        """A party in words."""
        return dict(self.titles).get(party, party.replace("_", " "))


def setting_of(record: RunRecord) -> Setting:
    """The setting that a run was made in."""
    return Setting(
        currency=record.currency,
        main_kind=record.main_kind,
        metric_units=tuple((metric.id, metric.unit) for metric in record.metrics),
        paid=tuple((metric.id, metric.title or metric.id.replace("_", " ")) for metric in record.metrics if metric.paid),
        parties=tuple(record.party_kinds.items()),
        titles=tuple(({provider.id: provider.title for provider in record.providers} | record.party_titles).items()),
    )


#: What an effect is counted in, by the kind of the main outcome.
EFFECT_UNITS = {"state": "full-time months", "score": "sd", "events": "events avoided"}

Compute = Callable[[RunRecord], RunValue]
Members = Callable[[RunRecord], dict[str, RunValue]]
Pair = Callable[[RunRow, Mapping[str, RunRow]], RunValue]
Pool = Callable[[Rows, Setting], dict[str, Summary]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One question asked of a finished run.

    name      as in tables and JSON; members of a family are called name.MEMBER
    unit      with {currency}, {effect} (unit of the main outcome) and {metric} filled in from the setting
    needs     run: one record; pair: a run and a reference run under the same seed; ensemble: all runs
    formula   in symbols of the docs; undefined: when it has no value
    good_for  (party, +1 more is better or -1 less is better)
    sentence  how it is said; {} stands for the number
    money     the numbers are minor units
    compute / members / pair / pool   exactly one: one run, one run with several members, two runs, all runs
    """

    name: str
    unit: str
    question: str
    formula: str
    sentence: str
    needs: Literal["run", "pair", "ensemble"] = "run"
    undefined: str = ""
    family: str = ""
    good_for: tuple[tuple[str, int], ...] = ()
    money: bool = False
    compute: Compute | None = None
    members: Members | None = None
    pair: Pair | None = None
    pool: Pool | None = None


def missing(reason: str) -> RunValue:
    """Undefined whatever the numbers."""
    return RunValue(None, reason, 0.0, 0.0)


def plain(value: float) -> RunValue:
    """A number that is no ratio; one that was not computed is undefined."""
    value = float(value)
    return RunValue(value, "", value, 1.0) if math.isfinite(value) else missing(NOT_COMPUTED)


def ratio(top: float, bottom: float, reason: str, flag: str = "") -> RunValue:
    """top / bottom; undefined for `reason` when bottom is 0, its numerator kept for the ensemble."""
    top, bottom = float(top), float(bottom)
    if not (math.isfinite(top) and math.isfinite(bottom)):
        return missing(NOT_COMPUTED)
    if bottom == 0.0:
        return RunValue(None, reason, top, 0.0)
    return RunValue(top / bottom, flag, top, bottom)


def mean_over(column: Floats, who: NDArray[np.bool_], reason: str, times: float = 1.0) -> RunValue:
    """`times` the mean of a column over some people; undefined for `reason` when they are nobody."""
    return ratio(times * float(column[who].sum()), int(who.sum()), reason)
