"""Laws of a person: hazards, responses and capability, one home for their true and their believed use.

Parameters only, so that reading a file needs no compiler; the formulas are in `base.rules`. `people` reads them with the true
values, `behaviour.valuation` with what a provider believes.
"""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Capability:
    """What help builds and time wears down.

    decay   share lost a month (1/month)
    """

    id: str
    title: str
    decay: float


@dataclass(frozen=True, slots=True)
class StateOutcome:
    """A state that a person is in or out of, month by month (`model` section 1).

    entry logit = entry_level[g] - entry_by_need d - entry_by_shock u + m + sum helps_entry_j k_j + boost
    exit logit  = exit_level[g] + exit_by_need d + exit_by_shock u - m/2 - sum helps_exit_j k_j + exit_if_shallow shallow

    start               share in it in month 0, by group
    entry, exit         mean monthly hazards by group at capability 0 (1/month); the levels are solved from them
    full_hours          hours a month that count as full
    intensity           share of full when entered durably; intensity_shallow when entered by a push alone
    helps_entry/_exit   logits per unit of each capability
    scar                duration dependence: entry logit - scar x log(months out)
    lasting_months/_share  a success lasts if in the outcome at least this share of the next months
    contains            number of the outcome that this one contains, as "off benefit" contains "in work" (-1: none); then the rates above
                        are those of the contained outcome, and people who are in neither move by
    leaves, returns     monthly hazards of leaving benefit for neither, and of coming back from there (1/month)
    """

    id: str
    title: str
    main: bool
    start: tuple[float, ...]
    entry: tuple[float, ...]
    exit: tuple[float, ...]
    full_hours: float
    intensity: float
    intensity_shallow: float
    entry_by_need: float
    entry_by_shock: float
    exit_by_need: float
    exit_by_shock: float
    exit_if_shallow: float
    helps_entry: tuple[float, ...]
    helps_exit: tuple[float, ...]
    drop_out_ends_it: bool = False
    scar: float = 0.0
    lasting_months: int = 12
    lasting_share: float = 0.5
    contains: int = -1
    leaves: float = 0.0
    returns: float = 0.0


@dataclass(frozen=True, slots=True)
class ScoreOutcome:
    """A score that shows one capability: mean + sd (k + what drill shows + noise); noise in sd."""

    id: str
    title: str
    main: bool
    capability: int
    mean: float
    sd: float
    noise: float
    common_shock_weight: float = 0.0


@dataclass(frozen=True, slots=True)
class EventOutcome:
    """Something that happens to a person so many times a month, rather to be prevented (`model` section 1).

    events ~ Poisson(exp(level[g] + by_need d + own z + by_shock u - m/2 - sum helps_j k_j))

    rate     mean events a person and month by group, at capability 0; the levels are solved from it (`people.event_levels`)
    spread   sd over a group's persons of the events of a year without the programme, chance included (events; 0: need and shocks alone)
    by_need, by_shock   log rate per sd of need, per unit of the temporary shock
    helps    log rate taken off per unit of each capability
    """

    id: str
    title: str
    main: bool
    rate: tuple[float, ...]
    spread: float
    by_need: float
    by_shock: float
    helps: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """One row of the task table: help, shallow help and gaming alike (`model` section 2).

    builds      logits a month at full response, by capability
    boosts      logits on this month's entry at full response, by state outcome; negative is lock-in
    shows       sd added to a measured score at full response, by score outcome
    response    saturating: 1 - exp(-e / eta); quadratic: linear gain, private cost `curvature` e^2 / 2
    eta         hours a month at which 63 % of the response is reached (half_way / ln 2)
    cost        cost of an hour relative to the provider's hourly cost (unitless)
    course_hours  hours that complete one course (0: no courses)
    contacts_per_hour  contacts logged an hour
    lasts       months of service during which the task may be given (0: no limit)
    withholds   share of the month's benefit that a person loses at full response: a sanction
    while_in, while_out_of   number of the state outcome that a person must be in, or out of, to be given the task (-1: none)
    """

    id: str
    title: str
    builds: tuple[float, ...]
    boosts: tuple[float, ...]
    shows: tuple[float, ...]
    response: Literal["saturating", "quadratic"] = "saturating"
    eta: float = 3.6
    curvature: float = 0.0
    cost: float = 1.0
    course_hours: float = 0.0
    contacts_per_hour: float = 0.0
    lasts: int = 0
    withholds: float = 0.0
    while_in: int = -1
    while_out_of: int = -1

    @property
    def is_placement(self) -> bool:
        """Pushes entry this month and builds nothing."""
        return any(b > 0 for b in self.boosts) and not any(b > 0 for b in self.builds)
