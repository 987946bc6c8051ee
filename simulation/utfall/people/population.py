"""The population: everybody who could be served, in columns, with and without the contract."""

from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from utfall.base.errors import SimulationError
from utfall.base.mechanisms import Mechanisms
from utfall.base.responses import responses
from utfall.people.columns import Bools, Columns, Floats, Int32s, States
from utfall.people.compiled import CompiledLaws
from utfall.people.coupling import NO_COUNTERFACTUAL
from utfall.people.events import EventColumns, events_before, live_events
from utfall.people.history import MONTHS_BEFORE, history_before
from utfall.people.month import run_month
from utfall.people.parameters import PopulationParameters
from utfall.people.person import Person, read_person
from utfall.people.persons import standardised
from utfall.people.wide import Wide

Luck = Literal["monotone", "independent", "entry_exit", "copula"]


@dataclass(slots=True, eq=False, kw_only=True)
class Population:
    """Columns over all N eligible persons, numbered in the order in which they are first referred, before any decision.

    group, need, response   pay group; need (sd); responsiveness (mean 1); columns.need and columns.response are the same arrays
    start_month    (N,) contract month of first referral, ascending: a draw of the person that exists for everybody
    place_in_line  (N,) uniform that orders those of a month (first come)
    offered, control, take_up   (N,) drawn by lot; control before all else; take_up: starts if offered
    enrol_month    (N,) contract month of the first served month, 0: none yet; provider (N,) number, -1: none
    history        (O, T + 1, N) state at the end of contract month t: 0 out, 1 durable, 2 shallow; row 0 is month 0
    history_without   the same without the contract
    common         (12 + T + 1,) common shock of contract months -12 .. T (logits)
    started        (T + 2,) persons whose start_month is at most t
    there_from, there_until   (N,) first and last contract month in which the person is eligible and near (None: a closed group)
    events         outcomes of events (None: there are none)
    wide           what the month holds beyond the plain one (None: nothing)
    month          latest month lived through; seed of all draws; packed: what the month's kernel is handed each time; counted: sweeps already made

    A person's own month 0 is the month before first referral: there a share `start` of the group is in the outcome. Earlier months were
    run backward from it, later months run forward.
    """

    params: PopulationParameters
    mechanisms: Mechanisms
    laws: CompiledLaws
    seed: int
    months: int
    coupling: int
    columns: Columns
    group: NDArray[np.int16]
    start_month: Int32s
    place_in_line: Floats
    offered: Bools
    control: Bools
    take_up: Bools
    enrol_month: Int32s
    provider: Int32s
    history: States
    history_without: States
    common: Floats
    started: NDArray[np.int64]
    there_from: Int32s | None = None
    there_until: Int32s | None = None
    events: EventColumns | None = None
    wide: Wide | None = None
    month: int = 0
    packed: tuple[Any, ...] = field(init=False)
    counted: dict[tuple[int, ...], tuple[Int32s, Int32s]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.packed = (self.history, self.history_without, *self.laws.months, *self.columns)

    def __len__(self) -> int:
        return int(self.start_month.size)

    def __getitem__(self, number: int) -> Person:
        """One person as a read-only record, up to the latest month."""
        return read_person(self, number)

    @property
    def need(self) -> Floats:
        """Distance from the outcome, (N,) sd."""
        return self.columns.need

    @property
    def response(self) -> Floats:
        """Factor on what help builds, (N,), mean 1."""
        return self.columns.response

    @property
    def shock(self) -> Floats:
        """Temporary shock of the latest month, (N,); in a person's own month 0 until it starts."""
        return self.columns.shock

    @property
    def capability(self) -> Floats:
        """(J, N) logits; 0 is what ordinary services give."""
        return self.columns.capability

    @property
    def dropped(self) -> Bools:
        """Left for good, (N,)."""
        return self.columns.dropped

    @property
    def in_service(self) -> Bools:
        """Being served, (N,)."""
        return self.columns.in_service

    @property
    def state(self) -> States:
        """(O, N) state at the end of the latest month, with the contract."""
        return self.history[:, self.month]

    def state_of(self, outcome: int) -> States:
        """(N,) state of one outcome at the end of the latest month (-1: of the first); 0 where there is no state outcome."""
        return self.history[max(outcome, 0), self.month] if self.history.shape[0] else np.zeros(len(self), np.uint8)

    @property
    def event_counts(self) -> States:
        """(E, N) events of the latest month, with the contract."""
        return self.history[:0, 0] if self.events is None else self.events.counts[:, self.month]

    @property
    def has_counterfactual(self) -> bool:
        """Whether the world without the contract is run beside it."""
        return self.coupling != NO_COUNTERFACTUAL

    def standard_need(self) -> Floats:
        """(N,) need in sd from the mean of the person's pay group."""
        groups = self.params.groups
        centre, spread = np.array([group.need for group in groups]), np.array([group.need_spread for group in groups])
        found: Floats = standardised(centre, spread, self.group, self.need)
        return found

    def before(self, months: int = MONTHS_BEFORE) -> States:
        """(O, months, N) states in contract months -months .. -1, made when asked for."""
        return history_before(self, months)

    def before_events(self, months: int = MONTHS_BEFORE) -> States:
        """(E, months, N) events in contract months 1 - months .. 0, made when asked for."""
        return events_before(self, months)

    def there(self, month: int) -> Bools:
        """(N,) who is eligible and near at the end of a contract month: everybody in a closed group."""
        if self.there_from is None or self.there_until is None:
            return np.ones(len(self), dtype=np.bool_)
        found: Bools = (self.there_from <= month) & (month <= self.there_until)
        return found

    def depart(self, month: int) -> int:
        """Service ends for who is no longer there in the month, as for who drops out; returns how many were being served."""
        if self.there_until is None:
            return 0
        gone = np.flatnonzero((self.there_until == month - 1) & self.columns.in_service)
        self.columns.in_service[gone] = False
        self.columns.dropped[gone] = True
        return int(gone.size)

    def arrivals(self, month: int) -> slice:
        """Persons whose own clock starts in the month: their numbers are neighbours."""
        return slice(int(self.started[month - 1]), int(self.started[month]))

    def referrals(self, month: int) -> Int32s:
        """Numbers of the offered persons first referred in the month, in the order of their places in line; cost follows arrivals."""
        arriving = self.arrivals(month)
        persons = np.flatnonzero(self.offered[arriving]) + arriving.start
        # a place in line is a 32-bit draw: with the number behind it every key differs, and keys sort several times faster than places
        keys = (self.place_in_line[persons] * 2.0**32).astype(np.int64) << 31 | persons
        keys.sort()
        return (keys & (2**31 - 1)).astype(np.int32)

    def enrol(self, persons: Int32s, provider: int | Int32s) -> None:
        """Begin service of the persons in the month that comes next, with one provider, or with one each."""
        self.enrol_month[persons] = self.month + 1
        self.provider[persons] = provider
        self.columns.in_service[persons] = True

    def advance(self, month: int, served: Int32s, hours: Floats, productivity: Floats, effects: Floats | None = None) -> int:
        """Live through one month; returns how many drop out.

        served         (n,) numbers of the persons served this month, each once, in any order
        hours          (K, n) hours of each task given to each; productivity (n,) of the provider that serves them
        effects        (K, n) responses to the hours, where they are known already
        """
        if month != self.month + 1 or month > self.months:
            raise SimulationError(f"month {month} cannot follow month {self.month} in a run of {self.months} months")
        if effects is None:
            effects = responses(hours, self.laws.months.eta, self.laws.months.linear)
        if self.wide is not None:
            gone = self.wide.month(self, month, served, hours, effects, productivity)
        else:
            gone = run_month(
                month,
                int(self.started[month]),
                np.uint32(self.seed),
                self.coupling,
                float(self.common[month + MONTHS_BEFORE]),
                served,
                hours,
                effects,
                productivity,
                *self.packed,
            )
        if self.events is not None:
            live_events(self, month)
        self.month = month
        return int(gone)
