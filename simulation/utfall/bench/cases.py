"""Cases of the bench: the nearest that Utfall comes to workload W of `floor`, Koto-SIB as it is, and with every mechanism there is."""

from dataclasses import dataclass, fields, replace

from utfall.base.laws import Capability, StateOutcome, Task
from utfall.base.mechanisms import Mechanisms
from utfall.base.quantities import Flow, Money, Price, Time
from utfall.behaviour.profile import Profile
from utfall.contract.contract import Contract, Service
from utfall.contract.metrics.declarations import Sustained
from utfall.contract.parties import Payer, Provider
from utfall.contract.terms.declarations import Outcome
from utfall.people.parameters import Group, PopulationParameters
from utfall.scenario import load
from utfall.scenario.case import Case

CURRENCY = "EUR"
PROVIDERS = 4
MONTHS = 60
_HOURS_A_HEAD = 0.5


@dataclass(frozen=True, slots=True)
class Nearest:
    """What of the nearest case to W is varied: people, months, whether the counterfactual runs, one task or two."""

    people: int = 1000
    months: int = MONTHS
    counterfactual: bool = True
    placement: bool = True
    rule: str = "optimiser"


def nearest(wanted: Nearest) -> Case:
    """One group, one state, four providers with half an hour a head, 3,000 once for three months of work in a row, everybody served throughout.

    W has no shocks, no drop-out, no errors of measurement and no motivation of providers: they are off.
    """
    tasks = (_COACHING, _PLACEMENT) if wanted.placement else (_COACHING,)
    mechanisms = Mechanisms(
        noise=False,
        claims=False,
        selection=False,
        placement=wanted.placement,
        motivation=False,
        dropout=False,
        common_shock=False,
        insolvency=False,
        counterfactual=wanted.counterfactual,
    )
    return Case(
        id="nearest_to_w",
        title="Nearest case to workload W",
        fingerprint=f"{_number(wanted):016x}",
        point=-1,
        sentences=("The payer pays EUR 3,000 once for each person who is in work three months in a row.",),
        people=_population(wanted, tasks),
        contract=_contract(wanted, tasks),
        profile=replace(_PROFILE, providers=tuple((f"provider_{k + 1}", wanted.rule) for k in range(PROVIDERS))),
        mechanisms=mechanisms,
        months=wanted.months,
        follow_up=wanted.months - 1,
    )


def koto(people: int) -> Case:
    """Koto-SIB as agreed, at central values and so many eligible people."""
    return load("koto_sib").scaled(people).case(point=-1)


def everything(people: int) -> Case:
    """Koto-SIB paid by the person, with every mechanism on: those too that are off unless a case asks for them."""
    asked: dict[str, object] = {"contract.metric": "job_on_day_90", "market.entry": True, "behaviour.payers": "relational"}
    on = {f"mechanisms.{field.name}": True for field in fields(Mechanisms)}
    return load("koto_sib").replace(asked | on).scaled(people).case(point=-1)


def _number(wanted: Nearest) -> int:
    """A number of its own for each variation, in place of the hash of a file."""
    flags = wanted.counterfactual + 2 * wanted.placement + 4 * (wanted.rule == "optimiser")
    return (wanted.people << 16) + (wanted.months << 4) + flags


_WORK = StateOutcome(
    id="work",
    title="in work",
    main=True,
    start=(0.0,),
    entry=(0.02,),
    exit=(0.10,),
    full_hours=160.0,
    intensity=0.9,
    intensity_shallow=0.35,
    entry_by_need=0.8,
    entry_by_shock=0.0,
    exit_by_need=0.5,
    exit_by_shock=0.0,
    exit_if_shallow=0.5,
    helps_entry=(1.0,),
    helps_exit=(0.8,),
)
_COACHING = Task(id="coaching", title="coaching", builds=(0.3,), boosts=(0.0,), shows=(), eta=3.6)
_PLACEMENT = Task(id="quick_placement", title="quick placement", builds=(0.0,), boosts=(2.0,), shows=(), eta=0.6)


def _population(wanted: Nearest, tasks: tuple[Task, ...]) -> PopulationParameters:
    return PopulationParameters(
        eligible=wanted.people,
        offered=wanted.people,
        control=0,
        places=None,
        enrolment=1,
        take_up=1.0,
        take_up_by_need=0.0,
        take_up_by_shock=0.0,
        groups=(Group("everybody", "everybody", 1.0),),
        outcomes=(_WORK,),
        scores=(),
        capabilities=(Capability("skill", "skill", 0.1),),
        tasks=tasks,
        response_spread=0.0,
        response_by_need=0.0,
        shock_persistence=0.85,
        shock_spread=0.0,
        common_persistence=0.95,
        common_spread=0.0,
        drop_out=0.0,
        drop_out_by_need=0.0,
    )


def _contract(wanted: Nearest, tasks: tuple[Task, ...]) -> Contract:
    months = Time(wanted.months, "month", wanted.months)
    three = Time(3, "month", 3)
    plan = tuple(1.0 if task.id == "coaching" else 0.0 for task in tasks)
    hours = _HOURS_A_HEAD * wanted.people / PROVIDERS
    return Contract(
        currency=CURRENCY,
        length=wanted.months,
        groups=("everybody",),
        tasks=tuple(task.id for task in tasks),
        outcomes=("work",),
        payers=(Payer("payer", "the payer", "state"),),
        providers=tuple(
            Provider(
                id=f"provider_{k + 1}",
                title=f"provider {k + 1}",
                places=None,
                hours=Flow(hours, "hours"),
                cost=Price(1_000, CURRENCY, "hour"),
                productivity=skill,
                productivity_spread=0.0,
                reserves=Money(10**12, CURRENCY),
                plan=plan,
            )
            for k, skill in enumerate((0.8, 0.9, 1.0, 1.1))
        ),
        investors=(),
        values=(),
        paid=("three_months",),
        metrics=(Sustained(id="three_months", title="three months of work in a row", outcome="work", lasts=(three,), within=(months,)),),
        comparisons=(),
        terms=(
            Outcome(
                id="three_months_paid",
                title="three months of work in a row",
                payers=(("payer", 1.0),),
                metric="three_months",
                price=(Price(300_000, CURRENCY, "person"),),
            ),
        ),
        service=Service(who_selects="everyone"),
    )


_PROFILE = Profile(
    belief_in_own_effect=1.0,
    mission_weight=0.0,
    social_value=0.0,
    need_weight=0.0,
    screening_accuracy=0.999,
    screening_response=0.0,
    selection_noise=0.0,
    worker_error=0.0,
    integrity_median=2.8,
    integrity_person_spread=0.8,
    integrity_provider_spread=0.8,
    risk_aversion=0.0,
    least_wealth=6.0,
    motivation_form="none",
    control_effect=0.0,
    control_scale=0.1,
    motivation_speed=0.1,
    trust=0.0,
    staff_speed=0.2,
    discount=0.0025,
    risk_free=0.02,
    investor_risk_aversion=0.0,
)
