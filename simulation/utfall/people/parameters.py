"""The true parameters of a population."""

from dataclasses import dataclass
from itertools import pairwise

from utfall.base.laws import Capability, EventOutcome, ScoreOutcome, StateOutcome, Task


@dataclass(frozen=True, slots=True)
class Group:
    """People who share a pay group.

    share        share of the eligible
    need         mean distance from the outcome (sd); need_spread its sd inside the group
    """

    id: str
    title: str
    share: float
    need: float = 0.0
    need_spread: float = 1.0


@dataclass(frozen=True, slots=True)
class Market:
    """Places that people compete for, over all who look.

    openings     places a month by state outcome, for everybody eligible and the outsiders together (None: no limit)
    elasticity   0: the places are fixed; 1: as many as are looked for
    others       outsiders who look for the same places and do as the eligible do on average
    """

    openings: tuple[float | None, ...]
    elasticity: float = 0.0
    others: float = 0.0


@dataclass(frozen=True, slots=True)
class Continuity:
    """What a change of worker costs.

    leaves          chance a month that a worker leaves, before pressure and motivation move it
    lost_at_first   share of what help builds that a new worker does not reach at first (0-1)
    half_life       months with the same worker after which half of that is won back
    """

    leaves: float
    lost_at_first: float
    half_life: float


@dataclass(frozen=True, slots=True)
class Ordinary:
    """Services that people get anyway.

    hours           a month and person; task: number of the task that they are like
    given_up        share that users of the programme give up
    drawn_per_hour  hours of ordinary staff that an hour of the programme takes away
    """

    hours: float
    task: int
    given_up: float
    drawn_per_hour: float


@dataclass(frozen=True, slots=True)
class Stock:
    """People who come and go.

    arrivals, departures   people a month who become eligible, and who stop being so; months: contract months in which they do
    """

    arrivals: float
    departures: float
    months: int


@dataclass(frozen=True, slots=True)
class Participation:
    """What people decide by.

    by_worth          logits that doubling what the service is worth takes from leaving for good (and that worth nothing adds)
    by_sanction       logits on leaving in a month in which all benefit is withheld; by_change: by having had other workers all along
    engagement_speed  share of the gap between engagement and worth closed a month
    patience          weight of next month's income against this month's
    noise             spread of reasons not seen for taking a quick job, in months' income of a lasting one
    conceals          share of those of mean need who hide theirs where a provider may turn them away; conceals_by_need: logits per sd
    incomes           minor units a month, the time given up taken off: of a lasting job, of a quick one; the benefit (all 0: not known)
    """

    by_worth: float
    by_sanction: float
    by_change: float
    engagement_speed: float
    patience: float
    noise: float
    conceals: float
    conceals_by_need: float
    incomes: tuple[float, float, float] = (0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class PopulationParameters:
    """Everything true about people (`model` section 1).

    eligible, offered, control   people; control is drawn by lot before anything else
    places             most people served at once over all providers (None: no limit)
    peak_of            id of the state or events outcome that a referrer at a peak looks at ("": the main one)
    enrolment          months over which people start (1 or more); cohorts: equal parts of it, measured one after another
    take_up            mean share of those offered who start; take_up_by_need, take_up_by_shock: logits per unit
    response_spread    s of responsiveness r = exp(s (w d + sqrt(1 - w^2) z) - s^2/2); response_by_need: w
    shock_persistence, shock_spread      temporary shock AR(1): per month, stationary sd
    common_persistence, common_spread    common shock AR(1): per month, stationary sd in logits
    drop_out           monthly hazard of leaving for good; drop_out_by_need: logits per sd
    market             openings that people compete for (None: unlimited)
    participation      what people decide by (None: nothing is known)
    continuity         what a change of worker costs (None: nothing is known); ordinary: services that people get anyway (None: not said)
    stock              people who come and go (None: a closed group)
    place              number of the place in a portfolio: its people have luck of their own, and share part of the common shock (0: alone)
    places_alike       correlation of the common shocks of two places
    link               how an index makes a monthly chance of entry and of exit (`links`): logit, probit or cloglog
    complexity         share of the differences between tasks and between people, as the file writes them, that these people have (0-1)
    """

    eligible: int
    offered: int
    control: int
    places: int | None
    enrolment: int
    take_up: float
    take_up_by_need: float
    take_up_by_shock: float
    groups: tuple[Group, ...]
    outcomes: tuple[StateOutcome, ...]
    scores: tuple[ScoreOutcome, ...]
    capabilities: tuple[Capability, ...]
    tasks: tuple[Task, ...]
    response_spread: float
    response_by_need: float
    shock_persistence: float
    shock_spread: float
    common_persistence: float
    common_spread: float
    drop_out: float
    drop_out_by_need: float
    cohorts: int = 1
    referral: str = "random"
    peak_of: str = ""
    clock_starts: str = "enrolment"
    who: str = "people"
    events: tuple[EventOutcome, ...] = ()
    stock: Stock | None = None
    market: Market | None = None
    continuity: Continuity | None = None
    ordinary: Ordinary | None = None
    place: int = 0
    places_alike: float = 0.5
    participation: Participation | None = None
    link: str = "logit"
    complexity: float = 1.0

    @property
    def cohort_months(self) -> tuple[tuple[int, int], ...]:
        """First and last contract month of referral of each cohort, at least a month each."""
        edges = [k * self.enrolment // max(self.cohorts, 1) for k in range(max(self.cohorts, 1) + 1)]
        return tuple((low + 1, max(high, low + 1)) for low, high in pairwise(edges))

    @property
    def latest_start(self) -> int:
        """Last contract month in which anybody's own clock may start."""
        return self.enrolment if self.stock is None or self.stock.arrivals <= 0.0 else max(self.enrolment, self.stock.months)
