"""A small case made by hand: one or two groups, paid work and a language test, four tasks, every kind of metric; options by name."""

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from utfall.base.laws import Capability, ScoreOutcome, StateOutcome, Task
from utfall.base.mechanisms import Mechanisms
from utfall.base.quantities import Flow, Mark, Money, Price, Share, Time
from utfall.behaviour.profile import Profile
from utfall.contract.contract import Assurance, Capital, Comparison, Contract, Limits, Service, Subcontract, Tranche
from utfall.contract.metrics.declarations import Activity, CostAvoided, FirstEntry, Intensity, Score, StateAt, Sustained, TimeIn
from utfall.contract.parties import Investor, Payer, Provider, Value
from utfall.contract.terms.declarations import ActivityTerm, Outcome
from utfall.model.foresight.expectations import Expectations
from utfall.model.foresight.outlook import Outlooks
from utfall.model.model import ContractModel
from utfall.model.run import run_case
from utfall.people.parameters import Group, PopulationParameters
from utfall.scenario.case import Case

RICH = 10**13
#: Nothing but selection by line, hours, response and pay.
ALL_OFF = Mechanisms(noise=False, claims=False, selection=False, motivation=False, dropout=False, common_shock=False, insolvency=False)
NO_LIMITS = Limits()
COACHING = Task("coaching", "coaching", builds=(0.15, 0.0), boosts=(0.0,), shows=(0.0,), eta=3.6, contacts_per_hour=1.0)
PLACING = Task("placing", "quick placement", builds=(0.0, 0.0), boosts=(1.3,), shows=(0.0,), eta=2.5)
TEACHING = Task("teaching", "language teaching", builds=(0.02, 0.12), boosts=(-0.3,), shows=(0.0,), eta=5.0, course_hours=20.0)
DRILL = Task("drill", "drill", builds=(0.0, 0.0), boosts=(0.0,), shows=(0.4,), eta=3.0)
WORK = StateOutcome(
    id="work", title="in work", main=True, start=(0.1,), entry=(0.03,), exit=(0.05,), full_hours=160.0, intensity=0.9,
    intensity_shallow=0.35, entry_by_need=0.75, entry_by_shock=0.8, exit_by_need=0.35, exit_by_shock=0.4, exit_if_shallow=1.2,
    helps_entry=(1.0, 0.3), helps_exit=(0.8, 0.0),
)  # fmt: skip
EXAM = ScoreOutcome("exam", "language exam", False, capability=1, mean=50.0, sd=10.0, noise=0.4)


def months(count):
    return Time(count, "months", count)


def money(amount):
    return Money(round(100 * amount), "EUR")


def price(amount, per="person"):
    return Price(round(100 * amount), "EUR", per)


@dataclass(frozen=True)
class Options:
    """Everything that a test can vary; sums of money in euro."""

    # people
    eligible: int = 240
    offered: int | None = None
    control: int = 0
    enrolment: int = 4
    groups: int = 1
    places: int | None = None
    take_up: float = 1.0
    cohorts: int = 1
    shocks: bool = True
    response_spread: float = 0.4
    drop_out: float = 0.02
    tasks: tuple[Task, ...] = (COACHING, PLACING, TEACHING, DRILL)
    outcome: StateOutcome = WORK
    # contract
    length: int = 24
    follow_up: int = 18
    service: int = 6
    paid: tuple[str, ...] = ("day_90",)
    amount: float = 2000.0
    terms: tuple | None = None
    metrics: dict | None = None  # metric id -> changed fields
    payers: tuple[tuple[str, float], ...] = (("town", 1.0),)
    payee: str = "providers"
    who: str = "everyone"
    may_refuse: bool = False
    joining: str = "mandatory"
    least: float | None = None
    limits: Limits = NO_LIMITS
    audit: float = 0.0
    detection: float = 1.0
    penalty: float | None = None
    capital: Capital | None = None
    pass_through: float | None = None
    fee: tuple = ()
    signing: str = "given"
    values: bool = True
    # providers
    providers: int = 1
    hours: float = 400.0
    cost: float = 40.0
    places_each: int | None = None
    reserves: float = RICH
    plan: tuple[float, ...] | None = None
    productivity_spread: float = 0.0
    rule: str = "optimiser"
    # behaviour
    theta: float = 0.0
    social: float = 900.0
    belief: float = 1.0
    accuracy: float = 0.7
    selection_noise: float = 0.0
    integrity: float = 2.8
    risk: float = 0.0
    mechanisms: Mechanisms = ALL_OFF
    luck: str = "monotone"


def case(**changes) -> Case:
    o = replace(Options(), **changes)
    contract = _contract(o)
    last = o.enrolment + max(o.follow_up, 18) + 12
    return Case(
        id="hand_made",
        title="made by hand",
        fingerprint="0" * 16,
        point=-1,
        sentences=("One sentence.",),
        people=_people(o),
        contract=contract,
        profile=_profile(o),
        mechanisms=o.mechanisms,
        months=last,
        follow_up=o.follow_up,
        luck=o.luck,
    )


def lived(made: Case, seed: int = 1, **more) -> ContractModel:
    """A model that has lived all its months."""
    return ContractModel(made, seed, outlooks=shared(), **more).run()


def record(made: Case, seed: int = 1, expectations: Expectations | None = None):
    return run_case(made, seed, outlooks=shared(), expectations=expectations)


@lru_cache(maxsize=1)
def shared() -> Outlooks:
    """Tables shared by all tests of a process."""
    return Outlooks()


def both(o: Options, value):
    return (value,) * o.groups


def _people(o: Options) -> PopulationParameters:
    spread = 0.4 if o.shocks else 0.0
    groups = (Group("near", "near", 0.6, -0.2, 0.9), Group("far", "far", 0.4, 0.4, 1.0))
    wide = {name: getattr(o.outcome, name) * o.groups for name in ("start", "entry", "exit")}
    return PopulationParameters(
        eligible=o.eligible,
        offered=o.eligible - o.control if o.offered is None else o.offered,
        control=o.control,
        places=o.places,
        enrolment=o.enrolment,
        take_up=o.take_up,
        take_up_by_need=-0.2,
        take_up_by_shock=0.1,
        groups=groups[: o.groups] if o.groups > 1 else (Group("all", "all", 1.0),),
        outcomes=(replace(o.outcome, **wide),),
        scores=(EXAM,),
        capabilities=(Capability("skill", "skill", 0.05), Capability("language", "language", 0.01)),
        tasks=o.tasks,
        response_spread=o.response_spread,
        response_by_need=0.0,
        shock_persistence=0.85,
        shock_spread=spread,
        common_persistence=0.95,
        common_spread=0.2,
        drop_out=o.drop_out,
        drop_out_by_need=0.2,
        cohorts=o.cohorts,
    )


def metrics_of(o: Options):
    """Every kind once; `o.metrics` changes fields of some."""
    time = lambda count: both(o, months(count))  # noqa: E731
    made = (
        StateAt(id="day_90", outcome="work", after_enrolment=time(3)),
        FirstEntry(id="entry", outcome="work", within=time(12)),
        Sustained(id="sustained", outcome="work", lasts=time(3), within=time(12)),
        TimeIn(id="time", outcome="work", per="month", within=time(18)),
        Intensity(id="hours", outcome="work", starts=time(6), window=time(3)),
        Intensity(id="all_hours", outcome="work", window=time(o.follow_up)),
        Score(id="exam_points", outcome="exam", after_enrolment=time(6), gain=True),
        Score(id="exam_passed", outcome="exam", after_enrolment=time(6), at_least=both(o, Mark(0.5, "sd"))),
        Activity(id="course", task="teaching", per="course", hours=Flow(20.0)),
        Activity(id="contacts", task="coaching", per="contact"),
        CostAvoided(id="gain", values=("benefit", "tax"), window=time(12), among="offered", compared_with="expected"),
        CostAvoided(id="trial", values=("benefit", "tax"), window=time(12), among="offered", compared_with="control"),
    )
    kept = [metric for metric in made if o.control or metric.id != "trial"]
    kept = [metric for metric in kept if getattr(metric, "task", None) in {None, *(task.id for task in o.tasks)}]
    return tuple(replace(metric, **(o.metrics or {}).get(metric.id, {})) for metric in kept)


PER = {"time": "month", "hours": "hour", "all_hours": "hour", "exam_points": "point", "course": "course", "contacts": "contact"}


def term(o: Options, metric: str, amount: float):
    """A price on one metric: an outcome or an activity term."""
    kind = ActivityTerm if metric in {"course", "contacts"} else Outcome
    return kind(id=f"pay_{metric}", metric=metric, price=both(o, price(amount, PER.get(metric, "person"))), payers=o.payers, payee=o.payee)


def _contract(o: Options) -> Contract:
    terms = tuple(term(o, metric, o.amount) for metric in o.paid) if o.terms is None else o.terms
    expected = Comparison(id="expected", design="agreed", expected=both(o, -800_000.0))
    control = (Comparison(id="control", design="randomised", people=o.control),) if o.control else ()
    values = (
        Value("earnings", "earnings", price(14, "hour"), 1, "while_in", 0, "individual"),
        Value("benefit", "benefit", price(900, "month"), -1, "while_out_of", 0, "town", "transfer", "individual"),
        Value("tax", "tax", price(250, "month"), 1, "while_in", 0, "state", "transfer", "individual"),
    )
    plan = o.plan or tuple(1.0 if any(task.builds) else 0.0 for task in o.tasks)
    return Contract(
        currency="EUR",
        length=o.length,
        groups=("near", "far")[: o.groups] if o.groups > 1 else ("all",),
        tasks=tuple(task.id for task in o.tasks),
        outcomes=("work", "exam"),
        payers=(Payer("town", "the town", "town"), Payer("state", "the state", "state")),
        providers=tuple(
            Provider(
                f"provider_{k + 1}", f"provider {k + 1}", o.places_each, Flow(o.hours, "hours"), price(o.cost, "hour"), 1.0, o.productivity_spread,
                money(o.reserves), plan,
            )
            for k in range(o.providers)
        ),
        investors=(Investor("fund", "the fund"), Investor("trust", "the trust")),
        values=values if o.values else (replace(values[1], kind="transfer"), values[2]),
        paid=o.paid,
        metrics=metrics_of(o),
        comparisons=(expected, *control),
        terms=terms,
        service=Service(
            who_selects=o.who,
            may_refuse=o.may_refuse,
            joining=o.joining,
            lasts=months(o.service),
            minimum_hours=None if o.least is None else Flow(o.least),
        ),
        limits=o.limits,
        assurance=Assurance(audit=Share(o.audit), detection=Share(o.detection), penalty=None if o.penalty is None else money(o.penalty)),
        capital=o.capital,
        subcontract=None if o.pass_through is None else Subcontract(pass_through=Share(o.pass_through), terms=o.fee),
        signing=o.signing,
    )  # fmt: skip


def loan(need: float, **changes) -> Capital:
    """Capital of one loan."""
    return replace(Capital(holder="the fund", need=money(need), tranches=(Tranche(id="loan", investor="fund", kind="loan"),)), **changes)


def _profile(o: Options) -> Profile:
    return Profile(
        belief_in_own_effect=o.belief,
        mission_weight=o.theta,
        social_value=100 * o.social,
        need_weight=0.0,
        screening_accuracy=o.accuracy,
        screening_response=0.0,
        selection_noise=o.selection_noise,
        worker_error=0.02,
        integrity_median=o.integrity,
        integrity_person_spread=0.8,
        integrity_provider_spread=0.8,
        risk_aversion=o.risk,
        least_wealth=6.0,
        motivation_form="concave",
        control_effect=0.5,
        control_scale=0.1,
        motivation_speed=0.1,
        trust=0.2,
        staff_speed=0.2,
        discount=0.0025,
        risk_free=0.02,
        investor_risk_aversion=0.0,
        providers=(("*", o.rule),),
    )


def hours_of(run, *tasks) -> float:
    """Hours on the named tasks over the run."""
    return float(sum(run.hours_by_task[run.tasks.index(task)] for task in tasks))


def same(a, b) -> bool:
    """Equal in every bit, nan with nan."""
    return a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes() if isinstance(a, np.ndarray) else a == b
