"""What a command asks for: variants, seeds, and which views beside the main one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count, islice
from typing import TYPE_CHECKING

from utfall.experiment.jobs import SEEDS_A_POINT, Clock, Luck
from utfall.results.frames import FundTerms, Kind

if TYPE_CHECKING:
    from utfall.scenario import Scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One contract to be run under a label.

    settings     what differs from the file, for tables
    own_prices   keeps the prices of its file where budgets are made equal
    """

    label: str
    title: str
    scenario: "Scenario"
    settings: Mapping[str, str] = field(default_factory=dict)
    own_prices: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """Prices at which each of some variants is run, with the block fee that gives the provider its outside option.

    labels   of main variants; factors on all their prices; runs: seeds of each
    rival, rival_runs   behaviour profile under which each is run too (empty: none), and its seeds
    """

    labels: tuple[str, ...]
    factors: tuple[float, ...]
    runs: int
    rival: str = ""
    rival_runs: int = 0

    def rival_seeds(self, most: int) -> int:
        """Seeds at each price under the rival profile."""
        return min(self.rival_runs, most) if self.rival else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A run, a comparison or an experiment, ready to be carried out.

    runs, seed     seeds of the main view and the first of them
    a_draw         seeds run of each draw of what is uncertain: fewer give more draws for the same number of runs
    equal_budget   scale prices so that forecast payments equal those of the first variant
    near           share by which they may miss, where a forecast at other prices must be made anew and few seeds do (None: four digits, all seeds)
    as_written     seeds on which the prices of the file are run too; references: seeds of the three reference runs
    held           with them the run with motivation held, for what lost motivation cost
    fund           over all variants, of a portfolio
    precision      what was asked of the mean true effect, or of each difference in it (None: a number of runs was asked for)
    command        as a person would type it, for provenance
    """

    kind: Kind
    title: str
    question: str
    variants: tuple[Variant, ...]
    runs: int
    seed: int
    central: bool
    luck: Luck
    a_draw: int = SEEDS_A_POINT
    equal_budget: bool = False
    near: float | None = None
    as_written: int = 0
    references: int = 0
    held: bool = False
    grid: Grid | None = None
    notes: tuple[str, ...] = ()
    precision: float | None = None
    fund: FundTerms | None = None
    command: str = ""

    @property
    def seeds(self) -> Sequence[int]:
        """Seeds of the main view: one after another, or the first `a_draw` of each draw."""
        if self.central or self.a_draw == SEEDS_A_POINT:
            return range(self.seed, self.seed + self.runs)
        return tuple(islice((seed for seed in count(self.seed) if (seed - 1) % SEEDS_A_POINT < self.a_draw), self.runs))

    def first_seeds(self, most: int) -> Sequence[int]:
        """The first so many of them."""
        return self.seeds[: min(most, self.runs)]

    def clock(self) -> Clock:
        """One clock for all: the follow-up of the variant that needs most, and months for it and for the longest contract."""
        cases = [variant.scenario.case() for variant in self.variants]
        follow_up = max(case.follow_up for case in cases)
        raised = [variant.scenario.case(follow_up=follow_up) for variant in self.variants]
        return Clock(max(max(case.months, case.contract.length) for case in raised), follow_up, self.central, self.luck)
