"""Quantities with a unit: what the scenario file writes as "EUR 1 200 per person" or "6 months"."""

from dataclasses import dataclass, field
from typing import Annotated, TypeVar

T = TypeVar("T")
#: Hours of one full-time worker a month: the scale of money of a case is what they cost.
WORKER_HOURS = 160.0

#: A contract value that may differ by group; resolved to one value per group, in the order of the groups.
ByGroup = Annotated[tuple[T, ...], "by group"]


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in whole minor units (cents, öre)."""

    minor: int
    currency: str


@dataclass(frozen=True, slots=True)
class Price:
    """Money per something that is counted: person, start, month, year, week, day, hour, contact, course, event, point, claim."""

    minor: int
    currency: str
    per: str


@dataclass(frozen=True, slots=True)
class Share:
    """A share between 0 and 1, written as per cent."""

    fraction: float


@dataclass(frozen=True, slots=True)
class Rate:
    """A share per month (a yearly one is converted: 1 - (1 - r) ** (1/12)); `per` is month or year, as it was said."""

    monthly: float
    per: str = field(default="month", repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Time:
    """A duration; `months` is what the model uses, `count` and `unit` what the contract says."""

    count: float
    unit: str
    months: int


@dataclass(frozen=True, slots=True)
class Flow:
    """So much of something a month; `what` is hours, contacts or empty."""

    monthly: float
    what: str = ""


@dataclass(frozen=True, slots=True)
class Return:
    """A return on capital, in total or per year."""

    fraction: float
    per_year: bool


@dataclass(frozen=True, slots=True)
class ShareOfCapital:
    """A share of the capital drawn or agreed."""

    fraction: float
    of: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark on a score, in standard deviations (`sd`) or points."""

    amount: float
    unit: str


@dataclass(frozen=True, slots=True)
class Change:
    """A change against a comparison: a share of it, points, or a number of days, hours, months, events."""

    amount: float
    unit: str


Amount = Money | ShareOfCapital
