"""A review with runs: this very contract against the contract with one change, on the same people and the same luck."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from utfall.base.errors import InputError, UsageError
from utfall.experiment.request import Request, Variant
from utfall.indicators.differences import Difference, differences, telling, verdict
from utfall.indicators.pooling import columns, pooled
from utfall.indicators.values import Floats, RunRow, RunValue, Setting
from utfall.results.frames import ExperimentResult
from utfall.results.rows import Row
from utfall.review.rule import Found
from utfall.review.static import as_if, changed
from utfall.review.yardsticks import YARDSTICKS, Yardstick
from utfall.scenario import Scenario

#: A contract for more people is run with so many, and a result says so.
MOST_PEOPLE = 2000
AS_IT_IS = "as_it_is"
Judged = Literal["helps", "harms", "moves", "leans to help", "leans to harm", "leans", "cannot tell", "no change", "not defined"]


@dataclass(frozen=True, slots=True)
class Seen:
    """One yardstick under the contract and under the changed one: means over runs, and the difference paired by seed."""

    yardstick: Yardstick
    before: float | None
    after: float | None
    difference: Difference

    @property
    def judged(self) -> Judged:
        """What the change does by this yardstick."""
        found, sign = verdict(self.difference), self.yardstick.good * np.sign(self.difference.mean or 0.0)
        if found in ("more", "less"):
            return "helps" if sign > 0 else "harms" if sign < 0 else "moves"
        if self.difference.leans:
            return "leans to help" if sign > 0 else "leans to harm" if sign < 0 else "leans"
        return "cannot tell" if found == "cannot tell" else "no change" if found == "no change" else "not defined"


@dataclass(frozen=True, slots=True)
class Measured:
    """A danger with what its pair of runs shows; `reason`: why there was no pair. `telling`: the yardstick that is told first."""

    found: Found
    seen: tuple[Seen, ...] = ()
    setting: Setting = field(default_factory=Setting)
    reason: str = ""
    telling: Seen | None = None


@dataclass(frozen=True, slots=True)
class _Pair:
    found: Found
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Luck:
    """How many pairs are run, from which seed, and whether at central values."""

    runs: int
    seed: int = 1
    central: bool = False


def small(scenario: Scenario) -> Scenario:
    """The scenario for at most `MOST_PEOPLE`; as it is where its cohorts do not allow that."""
    if scenario.case().people.eligible <= MOST_PEOPLE:
        return scenario
    try:
        return scenario.scaled(MOST_PEOPLE)
    except UsageError:
        return scenario


def measure(scenario: Scenario, found: Sequence[Found], luck: Luck, make: Callable[[Request], ExperimentResult]) -> tuple[Measured, ...]:
    """What each change does, in the order of `found`; the contract itself is run once for all changes at prices as written."""
    said: dict[int, Measured] = {}
    for same_money in (False, True):
        some = {n: one for n, one in enumerate(found) if one.danger.change is not None and one.danger.change.same_money == same_money}
        said |= _measured(scenario, some, luck, make)
    return tuple(said.get(n) or Measured(one, reason="no change of the file takes it away by itself") for n, one in enumerate(found))


def _measured(scenario: Scenario, found: Mapping[int, Found], luck: Luck, make: Callable[[Request], ExperimentResult]) -> dict[int, Measured]:
    variants = {AS_IT_IS: Variant(label=AS_IT_IS, title="as it is", scenario=scenario)}
    pairs: dict[int, _Pair] = {}
    said: dict[int, Measured] = {}
    for n, one in found.items():
        try:
            pairs[n] = _pair(scenario, one, variants)
        except InputError as error:
            said[n] = Measured(one, reason=f"the change does not fit this contract: {error.problems[0].message}")
    if not pairs:
        return said
    result = make(_request(scenario, tuple(variants.values()), luck, next(iter(found.values())).danger.change))
    return said | {n: _seen(pair, result) for n, pair in pairs.items()}


def _pair(scenario: Scenario, one: Found, variants: dict[str, Variant]) -> _Pair:
    """The labels of both contracts of a pair, which are added to the variants."""
    change = one.danger.change
    assert change is not None
    before, after = AS_IT_IS, one.name
    new = changed(scenario, change)
    new.case()
    if change.as_if:
        before = f"{one.name}:as_if"
        variants[before] = Variant(label=before, title=f"as it is, if {change.taken_for_granted or one.rule.id}", scenario=as_if(scenario, change))
    variants[after] = Variant(label=after, title=change.says, scenario=new)
    return _Pair(one, before, after)


def _request(scenario: Scenario, variants: tuple[Variant, ...], luck: Luck, change: object) -> Request:
    return Request(
        kind="compare",
        title=f"Review of {scenario.title}",
        question="",
        variants=variants,
        runs=luck.runs,
        seed=luck.seed,
        central=luck.central,
        luck="monotone",
        equal_budget=bool(getattr(change, "same_money", False)),
    )


def _seen(pair: _Pair, result: ExperimentResult) -> Measured:
    before, after = result.variant(pair.before), result.variant(pair.after)
    if not before.rows or not after.rows:
        failed = (*before.failed, *after.failed)
        return Measured(pair.found, reason=f"no run finished: {failed[0].error[1] if failed else 'none was made'}")
    setting = before.rows[0].setting
    sticks = [YARDSTICKS[name] for name in pair.found.rule.looks_at]
    ours, theirs = _rows(after.rows, sticks), _rows(before.rows, sticks)
    found = differences(ours, theirs, setting, [stick.name for stick in sticks])
    seen = tuple(_one(stick, ours, theirs, found) for stick in sticks if stick.name in found)
    first = telling([one.difference for one in seen if one.judged != "not defined"])
    return Measured(pair.found, seen, setting, telling=next((one for one in seen if one.difference is first), None))


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
