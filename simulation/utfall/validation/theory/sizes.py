"""T18 and T17: how large a contract each payer would make where several gain from it, and when a bond adds anything to debt.

Size is money: what the hours that it buys cost who gives them, at a cost that grows with their square, so that the benefit grows with its
root. Each payer extends the contract as long as it would sign the next bit.
"""

from dataclasses import replace
from math import sqrt

from scipy.optimize import brentq

from utfall.behaviour.commissioners.fixed import Fixed
from utfall.behaviour.commissioners.pooled_budget import PooledBudget
from utfall.behaviour.commissioners.views import PurseView
from utfall.validation.entry import Effort, Entry, Found, Point
from utfall.validation.settings.effort import building, hours, linear, private_cost
from utfall.validation.settings.search import switch
from utfall.validation.theory.finance import LOAN, least_price

SHARED = {"B": 8.0, "s1": 0.45, "s2": 0.35, "c": 1.0}
RANGES = {"B": (4.0, 12.0), "s1": (0.1, 0.5), "s2": (0.1, 0.4), "c": (0.5, 2.0)}
DEBT = {"r_g": 0.03, "r_i": 0.06, "p_g": 0.6, "p": 0.6}
DEBT_RANGES = {"r_g": (0.01, 0.05), "r_i": (0.03, 0.12), "p_g": (0.3, 0.9), "p": (0.3, 0.9)}
#: Bits of the price of an hour in which a contract is extended.
_BIT = 1e-5
#: Rounds in which payers answer each other.
ROUNDS = 2


def shares(at: Point) -> tuple[float, float, float]:
    """Shares of the benefit that fall on three payers."""
    return at["s1"], at["s2"], 1.0 - at["s1"] - at["s2"]


def bought(at: Point, price: float) -> tuple[float, float]:
    """(benefit, size) of a contract at a price an hour: what its hours bring to all, and what they cost who gives them."""
    tasks = building((at["c"],))
    given = hours(tasks, (linear(0, price),))
    return at["B"] * sqrt(at["c"] / 2.0) * float(given[0]), private_cost(tasks, given)


def extended(at: Point, payer: int, price: float, pooled: bool = False) -> float:
    """The price to which a payer extends a contract that stands at `price`: while it would sign the next bit."""

    def signs(here: float) -> bool:
        (less, cost), (more, dearer) = bought(at, here - _BIT), bought(at, here + _BIT)
        members = tuple((share * (more - less), dearer - cost if number == payer else 0.0) for number, share in enumerate(shares(at)))
        view = PurseView(saved=members[payer][0], pays=dearer - cost, members=members)
        return (PooledBudget() if pooled else Fixed()).sign(view)

    return switch(signs, price, 50.0) if signs(price) else price


def alone(at: Point, _: Effort, pooled: bool = False) -> Found:
    """The size that the first payer alone chooses."""
    return Found(bought(at, extended(at, 0, 2.0 * _BIT, pooled))[1])


def ratio_to_pool(at: Point, effort: Effort) -> Found:
    """That size over the one that a pool of all chooses."""
    return Found(alone(at, effort).value / alone(at, effort, pooled=True).value)


def by_each(at: Point) -> list[float]:
    """(payers,) what each puts in when it answers the others: from nothing, the largest first, until nobody moves."""
    put = [0.0, 0.0, 0.0]
    order = sorted(range(3), key=lambda payer: -shares(at)[payer])
    for _ in range(ROUNDS):
        for payer in order:
            others = sum(part for number, part in enumerate(put) if number != payer)
            put[payer] = max(bought(at, extended(at, payer, price_of(at, others)))[1] - others, 0.0)
    return put


def price_of(at: Point, size: float) -> float:
    """The price an hour of a contract of this size."""
    least = 2.0 * _BIT
    return least if size <= bought(at, least)[1] else float(brentq(lambda price: bought(at, price)[1] - size, least, 50.0, xtol=1e-13))


def together(at: Point, _: Effort) -> Found:
    """What they put in together."""
    return Found(sum(by_each(at)))


def of_the_others(at: Point, _: Effort) -> Found:
    """What those put in on whom less of the benefit falls than on the largest."""
    put = by_each(at)
    return Found(sum(put) - put[max(range(3), key=lambda payer: shares(at)[payer])])


def debt(at: Point, _: Effort) -> Found:
    """The benefit at which a payer borrows the outlay, and pays it back whether there is success or not."""
    return Found(switch(lambda benefit: Fixed().sign(PurseView(saved=at["p_g"] * benefit, pays=1.0 + at["r_g"], members=())), 0.0, 100.0))


def bond(at: Point, effort: Effort) -> Found:
    """The benefit at which a payer signs that pays only for success, as much as the investor asks, who believes in it as `p` says."""
    asked = least_price({**LOAN, "T": 1.0, "rho": at["r_i"], "p": at["p"]}, effort).value
    return Found(switch(lambda benefit: Fixed().sign(PurseView(saved=at["p_g"] * benefit, pays=at["p_g"] * asked, members=())), 0.0, 100.0))


_ALONE = Entry(
    id="T18.alone",
    title="size that one payer buys, of hours whose cost grows with their square",
    source="samuelson-1954",
    path="test",
    through="valuation.table.solve > behaviour.hours > commissioners.fixed.sign",
    printed=SHARED,
    ranges=RANGES,
    value=3.24,
    expected=lambda at: (at["s1"] * at["B"] / 2.0) ** 2,
    obtained=alone,
)
_DEBT = Entry(
    id="T17.debt",
    title="benefit at which a neutral payer borrows (cost of capital)",
    source="tortorice-2020",
    path="formula",
    through="commissioners.fixed.sign",
    printed=DEBT,
    ranges=DEBT_RANGES,
    value=1.716667,
    expected=lambda at: (1.0 + at["r_g"]) / at["p_g"],
    obtained=debt,
)
ENTRIES = (
    _ALONE,
    replace(
        _ALONE,
        id="T18.ratio",
        title="... over what a pool of all buys",
        through="valuation.table.solve > behaviour.hours > commissioners.pooled_budget.sign",
        value=0.2025,
        expected=lambda at: at["s1"] ** 2,
        obtained=ratio_to_pool,
    ),
    replace(
        _ALONE,
        id="T18.together",
        title="size where each payer answers the others: the largest alone",
        expected=lambda at: (max(shares(at)) * at["B"] / 2.0) ** 2,
        obtained=together,
    ),
    replace(
        _ALONE,
        id="T18.others",
        title="... and what the others put in",
        ranges={},
        value=0.0,
        scale=1.0,
        expected=lambda _: 0.0,
        obtained=of_the_others,
    ),
    _DEBT,
    replace(
        _DEBT,
        id="T17.bond",
        title="... at which it signs a bond, whatever it believes itself",
        through="waterfall.distribute > behaviour.signing.investor_signs > commissioners.fixed.sign",
        value=1.766667,
        expected=lambda at: (1.0 + at["r_i"]) / at["p"],
        obtained=bond,
    ),
)
