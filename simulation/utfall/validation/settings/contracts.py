"""Small contracts: one payer, one provider, one outcome, and what an entry asks for."""

from utfall.base.laws import ScoreOutcome, StateOutcome
from utfall.base.quantities import Flow, Money, Price, Time
from utfall.contract.contract import Contract, Service
from utfall.contract.metrics.declarations import Metric
from utfall.contract.parties import Investor, Payer, Provider, Value
from utfall.contract.terms.declarations import Term

CURRENCY = "EUR"
UNIT = 1_000_000  # minor units of one unit of money, so that rounding to them is no difference
#: In it or not, month by month; nobody is in at the start, nobody leaves, and in it is full.
STATE = StateOutcome(
    id="work",
    title="in work",
    main=True,
    start=(0.0,),
    entry=(0.3,),
    exit=(0.0,),
    full_hours=160.0,
    intensity=1.0,
    intensity_shallow=1.0,
    entry_by_need=0.0,
    entry_by_shock=0.0,
    exit_by_need=0.0,
    exit_by_shock=0.0,
    exit_if_shallow=0.0,
    helps_entry=(1.0,),
    helps_exit=(0.0,),
)
SCORE = ScoreOutcome("test", "test", False, capability=0, mean=0.0, sd=1.0, noise=0.0)


def months(count: int) -> Time:
    """So many months."""
    return Time(count, "months", count)


def money(amount: float) -> Money:
    """An amount in units."""
    return Money(round(UNIT * amount), CURRENCY)


def price(amount: float, per: str = "person") -> Price:
    """A price in units."""
    return Price(round(UNIT * amount), CURRENCY, per)


def contract(metrics: tuple[Metric, ...], terms: tuple[Term, ...] = (), length: int = 12, tasks: tuple[str, ...] = ("help",)) -> Contract:
    """A contract on the metrics; the payer is the town, what is saved falls on it."""
    town = Payer("town", "the town", "town")
    provider = Provider("provider", "the provider", None, Flow(1e6, "hours"), price(0, "hour"), 1.0, 0.0, money(1e6), (1.0,) * len(tasks))
    return Contract(
        currency=CURRENCY,
        length=length,
        groups=("all",),
        tasks=tasks,
        outcomes=("work", "test"),
        payers=(town,),
        providers=(provider,),
        investors=(Investor("fund", "the fund"),),
        values=(Value("benefit", "benefit", price(1.0, "month"), -1, "while_out_of", 0, "town"),),
        paid=tuple(metric.id for metric in metrics),
        metrics=metrics,
        comparisons=(),
        terms=terms,
        service=Service(who_selects="everyone", may_refuse=False, joining="mandatory", lasts=months(1)),
    )
