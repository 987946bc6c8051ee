"""Records of a finished run: what happened, what was recorded, what was paid. Frozen; only `indicators` compare truth with record."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Persons:
    """Columns over all N eligible persons.

    group         number of the pay group; need in sd; fifth 0 (easiest) to 4 (hardest) of the eligible inside the group
    offered, control, referred, enrolled, completed, dropped   where each went; `choice`: referred to a provider that chose while it had a place
    start_month   contract month of first referral, a draw that exists for everybody; enrol_month 0 for who was not enrolled
    provider      number of the provider that served the person (-1: none)
    hours         (tasks, N) hours received in all; served_months months of service
    outcome_time, outcome_time_without    (N,) full-time months of the main outcome over the follow-up, with and without the contract
                  (for a score: its value at the end of follow-up, sd)
    durable_at_12, durable_at_12_without  in the main outcome, durably, at the end of follow-up month 12
    at_end, at_end_without                in it at the end of follow-up
    after_window  (N,) outcome time in follow-up months 13-24 (months): what is left once the metric's window is over
    gain_same_service  (N,) outcome time that the mean hours of the enrolled would add for this person (months; nan where not computed)
    unpaid_capability  (N,) change of capability in dimensions that no paid metric counts (sd)
    same_worker   (N,) served months with the worker of the month before, the first included; None: workers do not leave in this run
    """

    group: NDArray[np.int16]
    need: Floats
    fifth: NDArray[np.int8]
    offered: Bools
    control: Bools
    referred: Bools
    choice: Bools
    enrolled: Bools
    completed: Bools
    dropped: Bools
    start_month: NDArray[np.int32]
    enrol_month: NDArray[np.int32]
    provider: NDArray[np.int32]
    hours: Floats
    served_months: NDArray[np.int32]
    outcome_time: Floats
    outcome_time_without: Floats
    durable_at_12: Bools
    durable_at_12_without: Bools
    at_end: Floats
    at_end_without: Floats
    after_window: Floats
    gain_same_service: Floats
    unpaid_capability: Floats
    same_worker: NDArray[np.int32] | None = None


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class MetricFacts:
    """One metric: units recorded, true, and true without the contract, a column each.

    counted   whom the metric counts (`among`)
    unit      person, day, week, month, hour, point, contact, course, money
    paid      whether a term in force pays on it
    whole     (N,) units of a person in the outcome for the whole window; for activity 1
    false_claims   claims of the class false
    """

    id: str
    title: str
    kind: str
    unit: str
    paid: bool
    counted: Bools
    recorded: Floats
    true: Floats
    without: Floats
    whole: Floats
    false_claims: int


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class PersonPayments:
    """One clause that pays per person, in minor units a person, a column each.

    paid            what was paid
    due_true        what the same rule pays on the true history with the contract
    due_without     ... on the counterfactual history
    lasting, lasting_without   the parts of those two whose success lasted; of a score, what is there without drill for the test
    left_out        paid, but with less than 12 months of follow-up after the success: counted in no share (and not in the columns above)
    is_outcome      False for activity
    has_lasting     False for events, where lasting is due_true itself and hollow has no meaning
    successes, successes_true, successes_without   counted successes (units), for payments_per_added_outcome
    brought_forward, set_back   (N,) bool: paid, would have come later in the window; paid, lost 3 months or more
    months_gained   (N,) months by which it was brought forward
    """

    clause: str
    title: str
    is_outcome: bool
    paid: Floats
    due_true: Floats
    due_without: Floats
    lasting: Floats
    lasting_without: Floats
    left_out: float
    successes: Floats
    successes_true: Floats
    successes_without: Floats
    brought_forward: Bools
    months_gained: Floats
    set_back: Bools
    has_lasting: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortPayment:
    """One cohort term on one cohort: what was measured and paid, what is true and would have been due (minor units).

    measured, true   effect per counted person, in the metric's unit (money: minor units)
    quantity         counted persons
    """

    clause: str
    cohort: int
    measured: float
    true: float
    quantity: float
    due_measured: float
    due_true: float
    share: float
    floor: float
    cap: float


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class LedgerColumns:
    """Every payment: contract month, from and to (numbers of accounts), amount in minor units, clause, person (-1: cohort or none).

    account_kinds   payer, provider, investor, holder, staff (whom hours are paid to); clause_kinds: outcome, cohort, activity, attachment, block, ...
    """

    month: NDArray[np.int32]
    source: NDArray[np.int32]
    target: NDArray[np.int32]
    amount: Ints
    clause: NDArray[np.int32]
    person: NDArray[np.int32]
    accounts: tuple[str, ...]
    account_kinds: tuple[str, ...]
    clauses: tuple[str, ...]
    clause_kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class ValueFacts:
    """One value line, in minor units (positive: a gain to whom it falls on).

    cashable            share that can really be saved; (months,) where it rises
    difference          (months,) with minus without, summed over all eligible, by contract month
    by_fifth            (5, months) the same by fifth of need, easiest first; None: not kept
    per_offered, per_offered_without   mean per offered person over follow-up, with and without (minor units, positive as brought or spent)
    """

    id: str
    title: str
    sign: int
    falls_on: str
    kind: str
    to: str
    cashable: float | Floats
    kept: float
    difference: Floats
    per_offered: float
    per_offered_without: float
    by_fifth: Floats | None = None

    @property
    def freed(self) -> Floats:
        """(months,) what really changes hands or is freed: transfers in full, resources by their cashable part."""
        return self.difference * (self.cashable if self.kind == "resource" else 1.0)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class ProviderFacts:
    """One provider: income, cost and hours (minor units, hours), motivation at start and end (index), what it did.

    signed False: it declined; insolvent: it ran out of cash
    """

    id: str
    title: str
    income: int
    cost: int
    hours: float
    motivation_start: float
    motivation_end: float
    insolvent: bool
    signed: bool
    enrolled: int


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that happened to the contract: its month (0: at signing), what, whose, how much.

    kind   declines, price (amount: factor), weighs, weight (a metric's at the start, its new one), refuses (new weights),
           warning, lose_places, terminate, leaves, breaks, rescue (minor units), exits, enters
    """

    month: int
    kind: str
    party: str
    amount: float


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class RunRecord:
    """A finished run (`docs/architecture.md`). Money in minor units; months are contract months from 1.

    series       name -> (months,) array: enrolled, in_outcome, in_outcome_without, recorded_success, paid, cost, hours of each task, ...
    hours_by_task            (tasks,) hours in all; hours_gaming: hours whose private marginal value > wage > social marginal value (nan: undefined)
    task_families            of each task: builds (capability), pushes (an entry now) or shows (moves only the measure)
    unpaid_tasks             (tasks,) bool: the task builds a dimension that no paid metric counts; None: not known
    party_titles             party id -> words
    unserved_worth           (N,) bool: parked and the next hour worth more than its cost (all False where undefined)
    flows                    party id -> (months,) int64 net cash by contract month (payers, holder, investors, providers, society)
    crowding_*               hours a person not enrolled; full-time months a person; minor units a person eligible
    capital_drawn            minor units; investor flows are in `flows`
    notices                  what happened to the contract; ended: month with which it ended early (None: it ran its time)
    around                   what lies around the contract, by name of its indicator; only what was at work
    renewal                  chance that it is renewed (None: nobody asks)
    ending_delay             mean months by which the end of service was put off (None: nothing counts from it; nan: it ended for nobody)
    motivation_form          how control worked on motivation in this run ("": motivation did not move)
    """

    scenario: str
    title: str
    fingerprint: str
    seed: int
    point: int
    months: int
    follow_up: int
    people: int
    currency: str
    sentences: tuple[str, ...]
    groups: tuple[str, ...]
    tasks: tuple[str, ...]
    task_families: tuple[str, ...]
    main_kind: str
    full_hours: float
    discount_monthly: float
    persons: Persons
    metrics: tuple[MetricFacts, ...]
    person_payments: tuple[PersonPayments, ...]
    cohort_payments: tuple[CohortPayment, ...]
    ledger: LedgerColumns
    values: tuple[ValueFacts, ...]
    providers: tuple[ProviderFacts, ...]
    series: dict[str, Floats]
    flows: dict[str, Ints]
    party_kinds: dict[str, str]
    purses: dict[str, str]
    hours_by_task: Floats
    hours_gaming: float
    unserved_worth: Bools
    capital_drawn: int
    signed: bool
    around: dict[str, float] = field(default_factory=dict)
    crowding_services: float = 0.0
    crowding_market: float = 0.0
    crowding_budget: float = 0.0
    unpaid_tasks: Bools | None = None
    party_titles: dict[str, str] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()
    ended: int | None = None
    renewal: float | None = None
    ending_delay: float | None = None
    motivation_form: str = ""
