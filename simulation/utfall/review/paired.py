"""A review with runs: this very contract against the contract with one change, on the same people and the same luck."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from utfall.base.errors import InputError
from utfall.experiment.request import Request, Variant
from utfall.indicators.differences import Difference, differences, verdict
from utfall.indicators.pooling import columns, pooled
from utfall.indicators.values import Floats, RunRow, RunValue, Setting
from utfall.results.frames import ExperimentResult
from utfall.results.rows import Row
from utfall.review.rule import Change, Found
from utfall.review.sizing import Luck
from utfall.review.static import as_if, changed
from utfall.review.yardsticks import YARDSTICKS, Yardstick
from utfall.scenario import Scenario

#: Share by which what is forecast to be paid may differ where a change is for the same money.
SAME_MONEY = 0.01
AS_IT_IS, PAID = "as_it_is", "payments"
Judged = Literal[
    "helps",
    "harms",
    "moves",
    "leans to help",
    "leans to harm",
    "leans",
    "helps on average",
    "harms on average",
    "moves on average",
    "cannot tell",
    "no change",
    "not defined",
]


@dataclass(frozen=True, slots=True)
class Seen:
    """One yardstick under the contract and under the changed one: means over runs, and the difference paired by seed."""

    yardstick: Yardstick
    before: float | None
    after: float | None
    difference: Difference

    @property
    def sure_on_average(self) -> bool:
        """Whether the 95 % interval of the mean difference lies on one side of nothing."""
        low, high = self.difference.mc_low, self.difference.mc_high
        return low is not None and high is not None and (low > 0 or high < 0)

    @property
    def judged(self) -> Judged:
        """What the change does by this yardstick."""
        found, sign = verdict(self.difference), self.yardstick.good * np.sign(self.difference.mean or 0.0)
        if found in ("more", "less"):
            return "helps" if sign > 0 else "harms" if sign < 0 else "moves"
        if self.difference.leans:
            return "leans to help" if sign > 0 else "leans to harm" if sign < 0 else "leans"
        if found == "cannot tell" and self.sure_on_average:
            return "helps on average" if sign > 0 else "harms on average" if sign < 0 else "moves on average"
        return "cannot tell" if found == "cannot tell" else "no change" if found == "no change" else "not defined"


@dataclass(frozen=True, slots=True)
class Measured:
    """A danger with what its pairs of runs show.

    reason   why there were no pairs; telling: the yardstick that is told first, the danger's own unless it has no value
    paid     payments in both; factor: on all prices of the changed contract (1: as written)
    chosen   the same pair with providers that choose their hours, where they are agreed and the pair shows no difference (`review.chosen_hours`)
    """

    found: Found
    seen: tuple[Seen, ...] = ()
    setting: Setting = field(default_factory=Setting)
    reason: str = ""
    telling: Seen | None = None
    paid: Seen | None = None
    factor: float = 1.0
    chosen: "Measured | None" = None


@dataclass(frozen=True, slots=True)
class _Pair:
    found: Found
    before: str
    after: str


def measure(scenario: Scenario, found: Sequence[Found], luck: Luck, make: Callable[[Request], ExperimentResult]) -> tuple[Measured, ...]:
    """What each change does, in the order of `found`; the contract itself is run once for all of them, and all under one clock."""
    variants = {AS_IT_IS: Variant(label=AS_IT_IS, title="as it is", scenario=scenario)}
    pairs: dict[int, _Pair] = {}
    said: dict[int, Measured] = {}
    for n, one in enumerate(found):
        try:
            if one.danger.change is not None:
                pairs[n] = _pair(scenario, one, one.danger.change, variants)
        except InputError as error:
            said[n] = Measured(one, reason=f"the change does not fit this contract: {error.problems[0].message}")
    if len(said) < len(found):
        result = make(_request(scenario, tuple(variants.values()), luck))
        said |= {n: _seen(pair, result) for n, pair in pairs.items()}
        said |= {n: _alone(one, result) for n, one in enumerate(found) if n not in said}
    return tuple(said[n] for n in range(len(found)))


def _pair(scenario: Scenario, one: Found, change: Change, variants: dict[str, Variant]) -> _Pair:
    """The labels of both contracts of a pair, which are added to the variants."""
    before, after = AS_IT_IS, one.name
    new = changed(scenario, change)
    new.case()
    if change.as_if:
        before = f"{one.name}:as_if"
        title = f"as it is, if {change.taken_for_granted or one.rule.id}"
        variants[before] = Variant(label=before, title=title, scenario=as_if(scenario, change), own_prices=True)
    variants[after] = Variant(label=after, title=change.says, scenario=new, own_prices=not change.same_money)
    return _Pair(one, before, after)


def _request(scenario: Scenario, variants: tuple[Variant, ...], luck: Luck) -> Request:
    return Request(
        kind="compare",
        title=f"Review of {scenario.title}",
        question="",
        variants=variants,
        runs=luck.runs,
        seed=luck.seed,
        central=luck.central,
        luck="monotone",
        a_draw=luck.a_draw,
        equal_budget=any(not variant.own_prices for variant in variants[1:]),
        near=SAME_MONEY,
    )


def _seen(pair: _Pair, result: ExperimentResult) -> Measured:
    before, after = result.variant(pair.before), result.variant(pair.after)
    if not before.rows or not after.rows:
        failed = (*before.failed, *after.failed)
        return Measured(pair.found, reason=f"no run finished: {failed[0].error[1] if failed else 'none was made'}")
    setting = before.rows[0].setting
    sticks = [YARDSTICKS[name] for name in dict.fromkeys((*pair.found.rule.looks_at, PAID))]
    ours, theirs = _rows(after.rows, sticks), _rows(before.rows, sticks)
    found = differences(ours, theirs, setting, [stick.name for stick in sticks])
    every = {stick.name: _one(stick, ours, theirs, found) for stick in sticks if stick.name in found}
    seen = tuple(every[name] for name in pair.found.rule.looks_at if name in every)
    told = next((one for one in seen if one.judged != "not defined"), None)
    return Measured(pair.found, seen, setting, telling=told, paid=every.get(PAID), factor=after.price_factor)


def _alone(one: Found, result: ExperimentResult) -> Measured:
    """How large a danger is that no change of the file takes away."""
    reason = "no change of the file takes it away by itself"
    rows = result.variant(AS_IT_IS).rows
    if not rows:
        return Measured(one, reason=reason)
    sticks = [YARDSTICKS[name] for name in one.rule.looks_at]
    levels = _rows(rows, sticks)
    seen = tuple(Seen(stick, pooled(columns(levels, stick.name)), None, Difference(mean=None, n=len(levels))) for stick in sticks)
    return Measured(one, seen, rows[0].setting, reason=reason)


def _one(stick: Yardstick, ours: Sequence[RunRow], theirs: Sequence[RunRow], found: Mapping[str, Difference]) -> Seen:
    return Seen(stick, pooled(columns(theirs, stick.name)), pooled(columns(ours, stick.name)), found[stick.name])


@dataclass(frozen=True, slots=True, eq=False)
class _Looked:
    """A stored run by the yardsticks alone."""

    seed: int
    point: int
    values: Mapping[str, RunValue]
    series: Mapping[str, Floats] = field(default_factory=dict)


def _rows(rows: Iterable[Row], sticks: Sequence[Yardstick]) -> list[RunRow]:
    return [_Looked(row.seed, row.point, {stick.name: stick.value(row) for stick in sticks}) for row in rows]
