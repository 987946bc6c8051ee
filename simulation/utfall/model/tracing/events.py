"""What a trace holds."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["referral", "selection", "service", "outcome", "record", "payment", "end"]


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that happened in a contract month; `amount` in minor units where money moved (0: none did)."""

    month: int
    kind: Kind
    words: str
    amount: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonTrace:
    """One person of one run, truth included.

    facts      who the person is, in words; happened: month by month, in order
    payments   sentences on what was paid for the person, and for what; by_group: pay is for a difference between groups, and for no person
    months, months_without   outcome time over the follow-up: full-time months, for events minus their number, for a score sd
    outcome    the same in words
    """

    number: int
    facts: tuple[str, ...]
    happened: tuple[Happened, ...]
    payments: tuple[str, ...]
    months: float
    months_without: float
    outcome: str
    by_group: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderMonth:
    """A provider's month.

    sent, taken    people referred to it and taken; served; hours by task; budget: staff hours
    price, wage    what the last hour was worth to it, and what an hour costs (minor units); cash at the end (minor units)
    motivation     index, 1 at rest
    reasons        the arithmetic of its decisions, in words
    """

    month: int
    sent: int
    taken: int
    served: int
    hours: tuple[tuple[str, float], ...]
    budget: float
    price: float
    wage: float
    motivation: float
    cash: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderTrace:
    """One provider of one run: how it decides, and its months with anything in them."""

    id: str
    title: str
    rule: str
    facts: tuple[str, ...]
    months: tuple[ProviderMonth, ...]
