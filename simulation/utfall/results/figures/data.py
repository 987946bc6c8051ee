"""What the figures draw: plain values, ready to show. Money in whole units of the currency (not minor units), shares as numbers from 0 to 1."""

from dataclasses import dataclass
from typing import Literal

Family = Literal["builds", "pushes", "shows"]
Party = Literal["payer", "provider", "investor", "other"]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean with its 5th and 95th percentile over runs; `mean` None: undefined, and `reason` says why."""

    mean: float | None
    low: float | None = None
    high: float | None = None
    reason: str = ""

    @property
    def tells(self) -> bool:
        """Whether the interval lies on one side of 0 (a mean without an interval never tells)."""
        return self.mean is not None and self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricRow:
    """One contract: what it paid for and what it caused in the same unit, and the currency paid per caused outcome.

    work     what it paid for where that is work done and no outcome: courses, contacts
    effect   what it caused over the whole follow-up, in a unit of its own: whether anything can be told where `caused` cannot
    """

    id: str
    label: str
    note: str = ""
    own: bool = False
    work: str = ""
    paid: Estimate
    caused: Estimate
    cost: Estimate
    effect: Estimate = Estimate(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidCaused:
    """Figure a. `per` follows a number ("per 100 eligible"); `yardstick` says in a sentence what counts as caused.

    heading, each   what is shown; what the money is paid for one of
    claim   after "cannot tell whether it ...", where caused cannot be told but the effect over the whole follow-up can
    """

    rows: tuple[MetricRow, ...]
    per: str
    currency: str
    yardstick: str
    runs: int
    claim: str = "causes anything"
    heading: str = "Outcomes per 100 enrolled"
    each: str = "caused outcome"

    @property
    def causes(self) -> str:
        """The verb before what was caused: events are prevented."""
        return "prevents" if " avoided" in self.per else "causes"

    @property
    def of_what(self) -> str:
        """What follows that number."""
        return self.per.replace(" avoided", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlayPoint:
    """One price of a grid: realised outlay and effect, both per eligible person; `current`: the price of the contract."""

    price: str
    outlay: Estimate
    effect: Estimate
    current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlayCurve:
    """One metric over its prices, cheapest first; `rival`: the same under a rival behaviour profile, where that was run."""

    id: str
    label: str
    points: tuple[OutlayPoint, ...]
    rival: tuple[OutlayPoint, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlayCurves:
    """Effect against outlay.

    at                 outlay per eligible that every curve reaches; None when there is none
    best, best_share   the metric whose curve lies highest there, and in which share of the draws it does
    draws              draws in which every curve reaches that outlay; one draw says nothing
    rival, rival_runs  the rival behaviour profile in words, and the runs at each price under it
    """

    curves: tuple[OutlayCurve, ...]
    currency: str
    effect_unit: str
    runs: int
    at: float | None = None
    best: str = ""
    best_share: float | None = None
    draws: int = 0
    rival: str = ""
    rival_runs: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CoinRow:
    """Where one contract's outcome payments went, as shares that sum to 1; `reason`: why there is no split by person, in a sentence."""

    label: str
    own: bool = False
    attributable: Estimate = Estimate(None)
    deadweight: Estimate = Estimate(None)
    hollow: Estimate = Estimate(None)
    false: Estimate = Estimate(None)
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coins:
    """Figure b."""

    rows: tuple[CoinRow, ...]
    currency: str
    runs: int


@dataclass(frozen=True, slots=True)
class Task:
    """A task of the providers and its family: builds capability, pushes an entry now, or moves only the measure."""

    id: str
    label: str
    family: Family


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursRow:
    """Shares of all hours by task of one contract, in the order of the tasks."""

    label: str
    own: bool = False
    shares: tuple[Estimate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursByTask:
    """Figure d, one bar per contract."""

    tasks: tuple[Task, ...]
    rows: tuple[HoursRow, ...]
    runs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursOverTime:
    """Figure d over time: share of hours by task (outer) and contract month (inner, from month `first`) of one contract; mean over runs."""

    contract: str
    tasks: tuple[Task, ...]
    shares: tuple[tuple[float, ...], ...]
    runs: int
    first: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """Figure c, five fifths of need from easy to hard. Empty tuples: not recorded.

    enrolled, parked   share of the eligible of the fifth
    hours              per enrolled person of the fifth
    effect             of the contract, in `effect_unit` per eligible person of the fifth
    creaming           sd of need, positive: the easier are taken
    control            some of the eligible were drawn by lot into a control group, and could not be taken
    """

    contract: str
    enrolled: tuple[Estimate, ...] = ()
    parked: tuple[Estimate, ...] = ()
    hours: tuple[Estimate, ...] = ()
    effect: tuple[Estimate, ...] = ()
    effect_unit: str = "full-time months"
    creaming: Estimate = Estimate(None)
    control: bool = False
    runs: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyCash:
    """One party: cumulative net cash by contract month from 0, and up to 20 equally likely end results, lowest first."""

    id: str
    label: str
    kind: Party
    mean: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    ends: tuple[float, ...]
    net: Estimate
    carries: str = ""

    @property
    def only_pays(self) -> bool:
        """A payer whose savings are not counted: what it pays is no loss."""
        return self.kind == "payer" and "saving" not in self.carries

    @property
    def loses(self) -> int:
        """Of the end results, how many are a loss."""
        return 0 if self.only_pays else sum(end < 0 for end in self.ends)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cash:
    """Figure f."""

    contract: str
    currency: str
    parties: tuple[PartyCash, ...]
    runs: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table twin: the number as it is shown, and its interval below it."""

    text: str
    interval: str = ""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table twin."""

    head: str
    cells: tuple[Cell, ...]
    own: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The same numbers as a figure; the first column holds the heads of the rows."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
