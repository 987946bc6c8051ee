"""Small contracts for tests: two pay groups, one provider, one payer, paid work."""

from collections.abc import Callable
from typing import Any

from hypothesis import settings

from utfall.base.laws import ScoreOutcome, StateOutcome, Task
from utfall.base.quantities import Flow, Money, Price, Share, Time
from utfall.contract.contract import Contract, Service
from utfall.contract.metrics.declarations import Metric
from utfall.contract.parties import Investor, Payer, Provider, Value
from utfall.contract.terms.declarations import Term

GROUPS = ("near", "far")
WORK = StateOutcome(
    "work", "in work", True, (0.0, 0.0), (0.03, 0.02), (0.04, 0.05), 160.0, 1.0, 0.5, 0.8, 0.3, 0.4, 0.2, 1.6, (1.0,), (0.8,)
)  # fmt: skip
SCHOOL = ScoreOutcome("school", "school results", False, 0, 50.0, 10.0, 0.3)
COURSE = Task("teaching", "language teaching", (0.2,), (0.0,), (0.0,), course_hours=40.0, lasts=6)
CONTACT = Task("contact", "contact logging", (0.0,), (0.0,), (0.0,), contacts_per_hour=4.0)


def months(count: float) -> Time:
    return Time(count, "months", round(count))


def both(value: Any) -> tuple[Any, Any]:
    """The same in both groups."""
    return (value, value)


def money(amount: float) -> Money:
    return Money(round(100 * amount), "EUR")


def price(amount: float, per: str = "person") -> Price:
    return Price(round(100 * amount), "EUR", per)


TOWN = Payer("town", "The town", "town")
BRIDGE = Provider("bridge", "Bridge to Work", None, Flow(600.0), price(40, "hour"), 1.0, 0.0, money(100_000), (0.5, 0.5))
FRIEND = Investor("friend", "A friend of the house")
BENEFIT = Value("benefit", "unemployment benefit", price(900, "month"), -1, "while_out_of", 0, "town")
TAX = Value("tax", "income tax", price(250, "month"), 1, "while_in", 0, "state")


def contract(metrics: tuple[Metric, ...], terms: tuple[Term, ...], **more: Any) -> Contract:
    """A contract on the metrics, all of them paid unless `paid` says which."""
    given: dict[str, Any] = {
        "currency": "EUR",
        "length": 36,
        "groups": GROUPS,
        "tasks": ("teaching", "contact"),
        "outcomes": ("work", "school"),
        "payers": (TOWN,),
        "providers": (BRIDGE,),
        "investors": (FRIEND,),
        "values": (BENEFIT, TAX),
        "paid": tuple(metric.id for metric in metrics),
        "metrics": metrics,
        "comparisons": (),
        "terms": terms,
        "service": Service(who_selects="provider", lasts=months(12)),
    }
    return Contract(**(given | more))


def half() -> Share:
    return Share(0.5)


def steady(examples: int) -> Callable[[Any], Any]:
    """The same examples every time, and no deadline: kernels compile on the first."""
    return settings(max_examples=examples, deadline=None, derandomize=True)
