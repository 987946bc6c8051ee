"""What a provider can see: frozen views. Where each field comes from stands in one table, `behaviour/seen.py`.

No view holds need, shock, responsiveness, true capability, the other world, or another provider's books.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from utfall.behaviour.marginals import Known
from utfall.behaviour.month_view import Memory
from utfall.behaviour.shut import all_open
from utfall.behaviour.valuation.outlook import Outlook

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class SelectionView:
    """People referred to a provider this month, n columns.

    outlook     its own value tables (None for rules that need none)
    group       pay group
    state       0 out of, 1 in the outcome as its workers learn it
    need_class  class of the signal of need
    attachment  minor units that a start of this person pays
    normal      a standard normal a person, luck of selection
    luck        a uniform a person, for who accepts at random
    places      places free
    pay, mission, wage   share of pay; minor units per full-time month; per hour
    place_worth minor units that a free place is worth otherwise
    noise       sd of selection noise, minor units (share x cost of serving one person)
    """

    outlook: Outlook | None
    group: Ints
    state: Ints
    need_class: Ints
    attachment: Floats
    normal: Floats
    luck: Floats
    places: int
    pay: float
    mission: float
    wage: float
    noise: float
    place_worth: float = 0.0


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class HoursView:
    """People served by a provider this month, n columns, and its means.

    outlook     its own value tables (None for rules that need none)
    group       pay group
    month       person-month, counted from 1
    state       0 out, 1 in durably, 2 in by its own push, as workers learn it
    need_class  class of the signal of need
    progress    (rows, n) progress on each paid automaton, as recorded
    capability  (capabilities, n) believed, before the month
    received    (tasks, n) hours given so far
    response    (n,) believed responsiveness, 1 is average
    builds      (tasks,) whether a task builds anything
    lasts       (tasks,) last person-month in which a task may be given
    budget      cost-weighted staff hours of the month
    least       hours that each person gets at least
    most        hours of one task that a person can take in a month
    plan        (tasks,) share of hours by task under agreed hours
    pay, mission, wage   share of pay; minor units per full-time month; per hour
    last_price  shadow price of an hour last month (0: none)
    memory      what its rule has in mind
    shut        (tasks, n) whether a task is shut to a person because of its state; empty: all are open
    """

    outlook: Outlook | None
    group: Ints
    month: Ints
    state: Ints
    need_class: Ints
    progress: NDArray[np.int16]
    capability: Floats
    received: Floats
    response: Floats
    builds: Bools
    lasts: Ints
    budget: float
    least: float
    most: float
    plan: Floats
    pay: float
    mission: float
    wage: float
    last_price: float = 0.0
    memory: Memory = ()
    shut: Bools = field(default_factory=all_open)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class CaseloadsView:
    """Caseloads of several providers that look ahead alike, for a rule that decides them in one compiled call: what `HoursView` shows of one.

    outlook     value tables shared by them (None for rules that need none)
    month       contract month
    offsets     (P + 1,) the people of provider p are those from offsets[p] to before offsets[p + 1]
    mine        (P,) the providers that decide; other providers' people are left alone
    known       columns over all persons served, each as in `HoursView`
    means       (P, 7) as in `hours.MEANS`; the shadow price is written back
    plan        (P, tasks) share of hours by task under agreed hours
    hours, by_task   (tasks, n) and (P, tasks): the decision, written
    shut        (tasks, n) whether a task is shut to a person because of its state; empty: all are open
    """

    outlook: Outlook | None
    month: int
    offsets: Ints
    mine: Bools
    known: Known
    means: Floats
    plan: Floats
    builds: Bools
    lasts: Ints
    least: float
    most: float
    hours: Floats
    by_task: Floats
    shut: Bools = field(default_factory=all_open)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class ClaimView:
    """False claims that a provider could file this month, one row a person and metric in which one could first be due.

    price       minor units that reach it if the claim is paid
    integrity   cost of a false claim to this provider for this person, minor units
    distance    how far the claim is from the truth: outright 1, timing .2, checklist .02
    audit       believed chance that a claim is audited
    detection   chance that an audit finds a false claim
    penalty     minor units per detected claim, as far as it can be collected
    repaid      whether a detected claim is not paid
    """

    price: Floats
    integrity: Floats
    distance: Floats
    audit: float
    detection: float
    penalty: float
    repaid: bool = True


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class SigningView:
    """A contract on offer, as forecast.

    mean, variance   of net income over the contract, minor units (squared)
    mission     forecast mission value, minor units
    wealth, least_wealth   reserves; W_min, minor units
    risk_aversion    gamma
    outside     certainty equivalent of what it would do otherwise, minor units
    """

    mean: float
    variance: float
    mission: float
    wealth: float
    least_wealth: float
    risk_aversion: float
    outside: float = 0.0
