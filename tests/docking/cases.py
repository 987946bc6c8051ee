"""The contract that both models run: two kinds of people, three tasks, providers that choose, four metrics, eight terms, claims and audits."""

from dataclasses import dataclass, replace

from utfall.base.laws import Capability, StateOutcome, Task
from utfall.base.mechanisms import Mechanisms
from utfall.base.quantities import Flow, Money, Price, Rate, Share, Time
from utfall.behaviour.profile import Profile
from utfall.contract.contract import Assurance, Contract, Limits, Service
from utfall.contract.metrics.declarations import Activity, StateAt, Sustained, TimeIn
from utfall.contract.parties import Payer, Provider
from utfall.contract.terms.clawback import Clawback
from utfall.contract.terms.declarations import ActivityTerm, Attachment, Block, Outcome
from utfall.contract.terms.retention import Retention
from utfall.people.parameters import Group, PopulationParameters
from utfall.scenario.case import Case

PAYERS = (("city", 0.7), ("state", 0.3))
#: Share of each provider's income that hangs on outcomes: given, as a forecast has it.
STAKES = [0.6, 0.3, 0.1]


@dataclass(frozen=True, slots=True)
class Docked:
    """Which parts are at work."""

    people: int = 240
    selection: bool = True
    placement: bool = True
    noise: bool = True
    claims: bool = True
    motivation: bool = True
    limits: bool = True
    form: str = "concave"

    @property
    def case(self) -> Case:
        """The case; its fingerprint is a number of its own for each combination."""
        flags = [self.selection, self.placement, self.noise, self.claims, self.motivation, self.limits]
        number = sum(flag << k for k, flag in enumerate(flags)) + (len(self.form) << 8)
        mechanisms = Mechanisms(
            noise=self.noise,
            claims=self.claims,
            selection=self.selection,
            placement=self.placement,
            motivation=self.motivation,
            insolvency=False,
        )
        contract = CONTRACT if self.limits else replace(CONTRACT, limits=Limits())
        return Case(
            id="docked",
            title="Docked",
            fingerprint=f"d0c{self.people:09d}{number:04x}",
            point=-1,
            sentences=(),
            people=replace(PEOPLE, eligible=self.people, offered=self.people),
            contract=contract,
            profile=replace(PROFILE, motivation_form=self.form),  # type: ignore[arg-type]
            mechanisms=mechanisms,
            months=28,
            follow_up=24,
        )


def _months(*counts: int) -> tuple[Time, ...]:
    return tuple(Time(count, "month", count) for count in counts)


def _euros(per: str, *amounts: int) -> tuple[Price, ...]:
    return tuple(Price(100 * amount, "EUR", per) for amount in amounts)


WORK = StateOutcome(
    id="work",
    title="in work",
    main=True,
    start=(0.15, 0.05),
    entry=(0.04, 0.02),
    exit=(0.10, 0.12),
    full_hours=160.0,
    intensity=0.9,
    intensity_shallow=0.35,
    entry_by_need=0.8,
    entry_by_shock=0.3,
    exit_by_need=0.5,
    exit_by_shock=0.2,
    exit_if_shallow=0.5,
    helps_entry=(1.0, 0.7),
    helps_exit=(0.8, 0.3),
    drop_out_ends_it=True,
)
TASKS = (
    Task(id="coaching", title="coaching", builds=(0.3, 0.0), boosts=(0.0,), shows=(), eta=3.6),
    Task(id="language", title="language", builds=(0.05, 0.35), boosts=(-0.3,), shows=(), eta=6.0, cost=1.2),
    Task(id="quick_placement", title="quick placement", builds=(0.0, 0.0), boosts=(2.0,), shows=(), eta=0.6),
)
PEOPLE = PopulationParameters(
    eligible=240,
    offered=240,
    control=0,
    places=None,
    enrolment=6,
    take_up=1.0,
    take_up_by_need=0.0,
    take_up_by_shock=0.0,
    groups=(Group("near", "near work", 0.6, -0.3, 0.7), Group("far", "far from work", 0.4, 0.6, 0.9)),
    outcomes=(WORK,),
    scores=(),
    capabilities=(Capability("skill", "skill", 0.1), Capability("language", "language", 0.04)),
    tasks=TASKS,
    response_spread=0.4,
    response_by_need=-0.3,
    shock_persistence=0.85,
    shock_spread=0.5,
    common_persistence=0.95,
    common_spread=0.2,
    drop_out=0.03,
    drop_out_by_need=0.2,
)
_METRICS = (
    Sustained(
        id="in_a_row", title="months of work in a row", outcome="work", lasts=_months(3, 2), within=_months(14, 14), data_source="provider_report"
    ),
    StateAt(
        id="day_90",
        title="in work on day 90",
        outcome="work",
        after_enrolment=_months(3, 3),
        missed=Share(0.1),
        mistaken=Share(0.06),
        lag=Time(1, "month", 1),
    ),
    TimeIn(id="months", title="months in work", outcome="work", per="month", within=_months(12, 12)),
    Activity(id="lessons", title="hours of language", task="language", per="hour"),
)
_TERMS = (
    Attachment(id="start", title="start", payers=PAYERS, fee=_euros("start", 150, 250)),
    Block(id="monthly", title="monthly fee", payers=PAYERS, fee=Price(400_001, "EUR", "month")),
    Outcome(id="in_a_row_paid", title="months in a row", payers=PAYERS, metric="in_a_row", price=_euros("person", 3_000, 4_500)),
    Outcome(id="day_90_paid", title="day 90", payers=PAYERS, metric="day_90", price=_euros("person", 900, 1_400)),
    Outcome(
        id="months_paid",
        title="months in work",
        payers=PAYERS,
        metric="months",
        price=_euros("month", 210, 330),
        cap_per_person=(Money(120_000, "EUR"), Money(150_000, "EUR")),
    ),
    ActivityTerm(id="lessons_paid", title="lessons", payers=PAYERS, metric="lessons", price=_euros("hour", 11, 14)),
    Clawback(id="taken_back", title="taken back", of=("day_90_paid",), if_lost_within=_months(4, 4), share=Share(0.5)),
    Retention(id="kept_back", title="held back", of=("in_a_row_paid",), share=Share(0.25)),
)
CONTRACT = Contract(
    currency="EUR",
    length=24,
    groups=("near", "far"),
    tasks=tuple(task.id for task in TASKS),
    outcomes=("work",),
    payers=(Payer("city", "the city", "city"), Payer("state", "the state", "state")),
    providers=tuple(
        Provider(
            id=f"provider_{k + 1}",
            title=f"provider {k + 1}",
            places=places,
            hours=Flow(hours, "hours"),
            cost=Price(cost, "EUR", "hour"),
            productivity=skill,
            productivity_spread=0.1,
            reserves=Money(90_000_00, "EUR"),
            plan=(0.5, 0.4, 0.1),
            overhead=Price(290_000, "EUR", "start"),
        )
        for k, (places, hours, cost, skill) in enumerate(((60, 130.0, 3_000, 0.9), (40, 160.0, 3_000, 1.0), (50, 100.0, 2_600, 1.1)))
    ),
    investors=(),
    values=(),
    paid=("in_a_row", "day_90", "months", "lessons"),
    metrics=_METRICS,
    comparisons=(),
    terms=_TERMS,
    service=Service(who_selects="provider", lasts=Time(8, "month", 8)),
    limits=Limits(
        per_person=(Money(450_000, "EUR"), Money(600_000, "EUR")),
        per_year=Money(330_000_00, "EUR"),
        total=Money(600_000_00, "EUR"),
        indexation=Rate(0.0025, "year"),
    ),
    assurance=Assurance(audit=Share(0.4), detection=Share(0.8), penalty=Money(500_000, "EUR")),
)
PROFILE = Profile(
    belief_in_own_effect=1.2,
    mission_weight=0.3,
    social_value=60_000.0,
    need_weight=0.2,
    screening_accuracy=0.6,
    screening_response=0.4,
    selection_noise=0.2,
    worker_error=0.04,
    integrity_median=1.2,
    integrity_person_spread=0.8,
    integrity_provider_spread=0.5,
    risk_aversion=0.0,
    least_wealth=6.0,
    motivation_form="concave",
    control_effect=0.5,
    control_scale=0.3,
    motivation_speed=0.1,
    trust=0.2,
    staff_speed=0.2,
    discount=0.0025,
    risk_free=0.02,
    investor_risk_aversion=0.0,
)
