"""What a provider can see: frozen views, each field with the measured column it comes from.

No view holds need, shock, responsiveness, true capability, the other world, or another provider's books.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from utfall.behaviour.marginals import Known
from utfall.behaviour.valuation.outlook import Outlook

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class SelectionView:
    """People referred to a provider this month, n columns.

    outlook     its own value tables (None for rules that need none)              from: its beliefs
    group       pay group                                                         from: the referral
    state       0 out of, 1 in the outcome as its workers learn it                from: workers' record, wrong with `worker_error`
    need_class  class of the signal of need                                       from: assessment at referral (signal, one draw)
    attachment  minor units that a start of this person pays                      from: the contract's prices
    normal      a standard normal a person, luck of selection                     from: draws (purpose SELECTION)
    luck        a uniform a person, for who accepts at random                     from: draws (purpose FIRST_COME)
    places      places free                                                       from: its own books
    pay, mission, wage   share of pay; minor units per full-time month; per hour  from: its own books and motivation
    place_worth minor units that a free place is worth otherwise                  from: its own books
    noise       sd of selection noise, minor units (share x cost of serving one person)   from: its profile and books
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

    outlook     its own value tables (None for rules that need none)              from: its beliefs
    group       pay group                                                         from: the referral
    month       person-month, counted from 1                                      from: enrolment date
    state       0 out, 1 in durably, 2 in by its own push, as workers learn it    from: workers' record; placements it made
    need_class  class of the signal of need                                       from: assessment at referral
    progress    (rows, n) progress on each paid automaton, as recorded            from: metrics' records
    capability  (capabilities, n) believed, before the month                      from: own hours through believed effect
    received    (tasks, n) hours given so far                                     from: its own books
    response    (n,) believed responsiveness, 1 is average                        from: assessment at referral (signal of r)
    builds      (tasks,) whether a task builds anything                           from: the task table, as believed
    lasts       (tasks,) last person-month in which a task may be given           from: the task table
    budget      cost-weighted staff hours of the month                            from: its own books (staff)
    least       hours that each person gets at least                              from: the contract, or its norm
    most        hours of one task that a person can take in a month               from: its norm
    plan        (tasks,) share of hours by task under agreed hours                from: the contract
    pay, mission, wage   share of pay; minor units per full-time month; per hour  from: its own books and motivation
    last_price  shadow price of an hour last month (0: none)                      from: its own books
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


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class CaseloadsView:
    """Caseloads of several providers that look ahead alike, for a rule that decides them in one compiled call: what `HoursView` shows of one.

    outlook     value tables shared by them (None for rules that need none)       from: their beliefs
    month       contract month; served (n,) numbers of persons, those of provider p from offsets[p] to offsets[p + 1]
    mine        (P,) the providers that decide; other providers' people are left alone
    known       columns over all persons, each as in `HoursView`                  from: records, books, assessments
    means       (P, 7) as in `hours.MEANS`; the shadow price is written back      from: their own books and motivation
    plan        (P, tasks) share of hours by task under agreed hours              from: the contract
    hours, by_task   (tasks, n) and (P, tasks): the decision, written
    """

    outlook: Outlook | None
    month: int
    served: NDArray[np.int32]
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


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class ClaimView:
    """False claims that a provider could file this month, one row a person and metric in which one could first be due.

    price       minor units that reach it if the claim is paid                    from: the contract's prices, as reached by limits
    integrity   cost of a false claim to this provider for this person, minor units   from: its own character
    distance    how far the claim is from the truth: outright 1, timing .2, checklist .02   from: the metric's kind
    audit       believed chance that a claim is audited                           from: the contract, published audits
    detection   chance that an audit finds a false claim                          from: the contract
    penalty     minor units per detected claim, as far as it can be collected     from: the contract
    repaid      whether a detected claim is not paid                              from: the contract
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

    mean, variance   of net income over the contract, minor units (squared)       from: the one Forecast
    mission     forecast mission value, minor units                               from: the one Forecast
    wealth, least_wealth   reserves; W_min, minor units                           from: its own books, its profile
    risk_aversion    gamma                                                        from: its profile
    outside     certainty equivalent of what it would do otherwise, minor units   from: its own books
    """

    mean: float
    variance: float
    mission: float
    wealth: float
    least_wealth: float
    risk_aversion: float
    outside: float = 0.0
