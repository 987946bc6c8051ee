"""Who takes part: payers, providers, investors, and whose money a value is."""

from dataclasses import dataclass
from typing import Literal

from utfall.base.quantities import Flow, Money, Price, Rate, Share, Time

SECTORS = ("individual", "employer", "municipality", "region", "state", "insurance", "society")


@dataclass(frozen=True, slots=True)
class Payer:
    """A commissioner with a purse.

    purse   payer id or sector whose savings count as its own
    budget, prevention   most it can pay in a year, and what it means to spend of that on other prevention
    horizon, signed_horizon   how far it counts its savings when it signs (None: to the end), and what is signed
                              where that is farther
    """

    id: str
    title: str
    purse: str
    budget: Price | None = None
    prevention: Price | None = None
    horizon: Time | None = None
    signed_horizon: Time | None = None
    mandate: Time | None = None
    discount: Rate | None = None
    pool: str | None = None


@dataclass(frozen=True, slots=True)
class Provider:
    """An organisation that serves people.

    places        most people served at once (None: no limit)
    hours         staff hours a month over all it serves
    cost          price of a staff hour
    productivity  multiplies what its hours build (1 is average); productivity_spread: sd of the log, a draw per run
    reserves      money it may lose before it is insolvent
    overhead      cost beside staff hours, per start or per month: premises, management, materials
    set_up        cost of setting up, borne in month 1, after what like contracts have taught
    plan          share of hours by task under agreed hours, in the order of the tasks
    areas         where it works (none: everywhere)
    maturity      data maturity at the start by part, 0 to 1 (None, or empty: the shared value); maturity_growth: rise a year
    """

    id: str
    title: str
    places: int | None
    hours: Flow
    cost: Price
    productivity: float
    productivity_spread: float
    reserves: Money
    plan: tuple[float, ...]
    sector: str = ""
    overhead: Price | None = None
    set_up: Money | None = None
    areas: tuple[str, ...] = ()
    maturity: tuple[float | None, ...] = ()
    maturity_growth: float | None = None


@dataclass(frozen=True, slots=True)
class Investor:
    """Who puts up money before outcomes are paid."""

    id: str
    title: str
    type: Literal["commercial", "impact_first", "foundation", "public_fund", "provider"] = "impact_first"


@dataclass(frozen=True, slots=True)
class Value:
    """What a month (or hour) in or out of an outcome costs or brings, and to whom.

    sign          +1 brings, -1 costs
    when          while_in, while_out_of, for_each
    outcome       number of the state outcome, or (of_events) of the outcome of events
    kind          resource or transfer; a transfer says `to`
    cashable, rising_to, after   share that can really be saved, and what it rises to after a time
    kept          share kept after equalisation; the rest falls on the state
    """

    id: str
    title: str
    price: Price
    sign: int
    when: Literal["while_in", "while_out_of", "for_each"]
    outcome: int
    falls_on: str
    kind: Literal["resource", "transfer"] = "resource"
    to: str = ""
    cashable: Share = Share(1.0)
    rising_to: Share | None = None
    after: Time | None = None
    kept: Share = Share(1.0)
    refilled: Share = Share(0.0)
    of_events: bool = False
