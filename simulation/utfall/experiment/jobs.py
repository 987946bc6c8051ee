"""A run to be made, and the plan that holds all of them: arms, each a contract under a label with its seeds."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from utfall.results.frames import View
from utfall.results.rows import RunKey

if TYPE_CHECKING:
    from utfall.model.foresight.expectations import Expectations
    from utfall.scenario import Scenario

#: Runs of one parameter point: seeds 1-10 share the first.
SEEDS_A_POINT = 10

Luck = Literal["monotone", "independent", "entry_exit", "copula"]


class Versions(NamedTuple):
    """Versions that make a stored run usable: of the model (else another run) and of the indicators (else a stale row)."""

    model: int
    indicators: int


@dataclass(frozen=True, slots=True)
class Clock:
    """What is the same for every run of a comparison.

    months, follow_up   raised to the largest of its variants
    central             central values instead of parameter points
    luck                coupling of the counterfactual's draws
    """

    months: int
    follow_up: int
    central: bool
    luck: Luck = "monotone"

    def point(self, seed: int) -> int:
        """Parameter point of a seed (-1: central values)."""
        return -1 if self.central else (seed - 1) // SEEDS_A_POINT


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """One run: a scenario, a seed, the clock; `fingerprint` covers scenario and clock; `expected` is the forecast of the contract."""

    label: str
    scenario: "Scenario"
    fingerprint: str
    seed: int
    clock: Clock
    versions: Versions
    expected: "Expectations | None" = None

    @property
    def point(self) -> int:
        """Parameter point of the run."""
        return self.clock.point(self.seed)

    @property
    def key(self) -> RunKey:
        """What makes it the same run."""
        return RunKey(self.fingerprint, self.seed, self.versions.model)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Arm:
    """A contract under a label (`frames.VariantResult` has the meaning of the fields), with the scenario of each of its seeds and its forecast."""

    label: str
    title: str
    view: View
    parent: str
    scenarios: Mapping[int, "Scenario"]
    reference: str = ""
    price_factor: float = 1.0
    block_fee: int = 0
    settings: Mapping[str, str] = field(default_factory=dict)
    expected: "Expectations | None" = None

    @property
    def scenario(self) -> "Scenario":
        """The scenario of the first seed."""
        return next(iter(self.scenarios.values()))


def fingerprint(scenario: "Scenario", clock: Clock) -> str:
    """Identity of what is run: the composed scenario and the clock (16 hex digits)."""
    text = f"{scenario.fingerprint} {clock.months} {clock.follow_up} {'central' if clock.central else 'draw'} {clock.luck}"
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def jobs_of(arms: Iterable[Arm], clock: Clock, versions: Versions) -> list[Job]:
    """The runs of some arms, in order of parameter point, arm and seed: arms share what is solved of a point's people."""
    jobs = [
        Job(arm.label, scenario, fingerprint(scenario, clock), seed, clock, versions, arm.expected)
        for arm in arms
        for seed, scenario in sorted(arm.scenarios.items())
    ]
    return sorted(jobs, key=lambda job: job.point)


def chunks(jobs: list[Job], most: int) -> list[tuple[Job, ...]]:
    """Runs put together by arm and parameter point, at most so many at once, so that a worker solves their value tables once."""
    out: list[list[Job]] = []
    for job in jobs:
        last = out[-1] if out else None
        if last is None or len(last) >= most or (last[-1].label, last[-1].point) != (job.label, job.point):
            out.append([job])
        else:
            last.append(job)
    return [tuple(chunk) for chunk in out]
