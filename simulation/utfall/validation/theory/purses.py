"""T16 and T18: what a provider's reserves can bear, and whose purse saves what whose purse pays."""

from dataclasses import replace
from math import ceil, log, sqrt

from scipy.stats import norm

from utfall.base.quantities import Rate
from utfall.behaviour.commissioners.fixed import Fixed
from utfall.behaviour.commissioners.pooled_budget import PooledBudget
from utfall.behaviour.commissioners.views import PurseView
from utfall.behaviour.objective import Position, chance_to_lose
from utfall.contract.ahead.standing import Standing
from utfall.contract.metrics.declarations import StateAt
from utfall.model.foresight.plan import Plan
from utfall.model.model import ContractModel
from utfall.model.parties.signing import purse_view
from utfall.validation.entry import Effort, Entry, Found, Point
from utfall.validation.settings.contracts import STATE, contract, months
from utfall.validation.settings.search import switch
from utfall.validation.settings.world import World, case

BEARS = {"W": 10_000.0, "C": 1000.0, "n": 200.0, "p": 0.5, "eps": 0.05, "common": 0.0}
BEARS_RANGES = {"W": (5_000.0, 15_000.0), "p": (0.3, 0.7), "eps": (0.02, 0.1)}
POCKET = {"B": 100.0, "K": 60.0, "s1": 0.45, "s2": 0.35, "s3": 0.2}
SIZED = {"B": 8.0, "s1": 0.45, "s2": 0.35}
#: Bits in which a contract is extended (units of its cost).
_BIT = 1e-6
PATIENCE = {"b": 10.0, "delta": 0.95, "K": 40.0}


def bearable(at: Point, _: Effort) -> Found:
    """The largest part of its income that can hang on outcomes at a chance eps of needing more than its reserves; prices are fair."""
    n = round(at["n"])
    total = Standing(people=n, rate=at["p"], common=at["common"], unsure=0.0)

    def survives(part: float) -> bool:
        price = part * at["C"] / at["p"]
        return chance_to_lose(Position(net=0.0, sd=price * total.spread, wealth=at["W"])) >= 1.0 - at["eps"]

    return Found(switch(survives, 1e-9, 5.0))


def bearable_star(at: Point) -> float:
    """W / (C z sqrt(n (1 - p) / p + (n s / p)^2))."""
    n, p = round(at["n"]), at["p"]
    return at["W"] / (at["C"] * float(norm.ppf(1.0 - at["eps"])) * sqrt(n * (1.0 - p) / p + (n * at["common"] / p) ** 2))


def own_share(at: Point, _: Effort) -> Found:
    """The share of the benefit that must fall on a payer's own purse for it to sign."""
    return Found(switch(lambda s: Fixed().sign(PurseView(saved=s * at["B"], pays=at["K"], members=())), 0.0, 1.0))


def pool_signs(at: Point, _: Effort) -> Found:
    """The benefit above which a pool of three signs, one of whom pays."""
    shares = (at["s1"], at["s2"], 1.0 - at["s1"] - at["s2"])

    def signs(benefit: float) -> bool:
        members = tuple((share * benefit, at["K"] if number == 0 else 0.0) for number, share in enumerate(shares))
        return PooledBudget().sign(PurseView(saved=shares[0] * benefit, pays=at["K"], members=members))

    return Found(switch(signs, 0.0, 1000.0))


def size_signed(at: Point, pooled: bool) -> float:
    """The size to which a contract is extended that costs 1 a unit and brings B times its root: as long as who signs would sign the next bit."""
    shares = (at["s1"], at["s2"], 1.0 - at["s1"] - at["s2"])

    def signs(size: float) -> bool:
        more = at["B"] * (sqrt(size + _BIT) - sqrt(size))
        members = tuple((share * more, _BIT if number == 0 else 0.0) for number, share in enumerate(shares))
        return (PooledBudget() if pooled else Fixed()).sign(PurseView(saved=shares[0] * more, pays=_BIT, members=members))

    return switch(signs, 1e-6, 1e4)


def looks_ahead(at: Point, _: Effort) -> Found:
    """The least horizon, in periods, at which a payer signs that saves the same each period and discounts it."""
    metric = StateAt(id="day", outcome=STATE.id, after_enrolment=(months(1),))
    made = contract((metric,))
    length = 60
    plan = Plan(
        flows=(("town", (-at["K"], *(0.0,) * (length - 1))),),
        saved=(("town", (at["b"],) * length),),
        worth=(0.0,) * length, investors=(), result=0.0, units=0.0,
    )  # fmt: skip
    for horizon in range(1, length):
        payer = replace(made.payers[0], horizon=months(horizon), discount=Rate(1.0 / at["delta"] - 1.0))
        model = ContractModel(case(World(people=2), replace(made, payers=(payer,))), 1)
        view = purse_view(model, plan, payer)
        if Fixed().sign(PurseView(saved=view.saved, pays=view.pays / at["delta"], members=view.members)):
            return Found(float(horizon))
    return Found(float("nan"))


def horizon_star(at: Point) -> float:
    """Whole periods not under ln(1 - K (1 - delta) / (b delta)) / ln delta."""
    return float(ceil(log(1.0 - at["K"] * (1.0 - at["delta"]) / (at["b"] * at["delta"])) / log(at["delta"])))


_BEARS = Entry(
    id="T16b.share",
    title="share of income that may hang on outcomes",
    source="shavell-1986",
    path="formula",
    through="ahead.standing.Standing > behaviour.objective.chance_to_lose",
    printed=BEARS,
    ranges=BEARS_RANGES,
    value=0.429890,
    expected=bearable_star,
    obtained=bearable,
)
_POCKET = Entry(
    id="T18.own",
    title="share of the benefit at which a payer signs alone",
    source="samuelson-1954",
    path="formula",
    through="commissioners.fixed.sign",
    printed=POCKET,
    ranges={"B": (80.0, 200.0), "K": (20.0, 70.0)},
    value=0.6,
    expected=lambda at: at["K"] / at["B"],
    obtained=own_share,
)
ENTRIES = (
    _BEARS,
    replace(_BEARS, id="T16b.common", title="... with an error common to all", printed={**BEARS, "common": 0.05}, value=0.248196),
    _POCKET,
    replace(
        _POCKET,
        id="T18.pool",
        title="benefit at which a pool signs, whoever saves",
        through="commissioners.pooled_budget.sign",
        ranges={"K": (20.0, 90.0), "s1": (0.1, 0.5), "s2": (0.1, 0.4)},
        value=60.0,
        expected=lambda at: at["K"],
        obtained=pool_signs,
    ),
    replace(
        _POCKET,
        id="T18.size",
        title="size of a contract that one payer would extend bit by bit",
        printed=SIZED,
        ranges={"B": (4.0, 20.0), "s1": (0.1, 0.5), "s2": (0.1, 0.4)},
        value=3.24,
        expected=lambda at: (at["s1"] * at["B"] / 2.0) ** 2,
        obtained=lambda at, _: Found(size_signed(at, False)),
        tolerance=2e-6,
    ),
    replace(
        _POCKET,
        id="T18.pool_size",
        title="... and a pool of all on whom the benefit falls",
        through="commissioners.pooled_budget.sign",
        printed=SIZED,
        ranges={"B": (4.0, 20.0), "s1": (0.1, 0.5), "s2": (0.1, 0.4)},
        value=16.0,
        expected=lambda at: (at["B"] / 2.0) ** 2,
        obtained=lambda at, _: Found(size_signed(at, True)),
        tolerance=2e-6,
    ),
    replace(
        _POCKET,
        id="T18b.horizon",
        title="periods that a payer must look ahead to sign",
        source="fisher-1930",
        path="production",
        through="parties.signing.purse_view > commissioners.fixed.sign",
        printed=PATIENCE,
        ranges={"b": (8.0, 12.0), "delta": (0.9, 0.95), "K": (40.0, 65.0)},
        value=5.0,
        expected=horizon_star,
        obtained=looks_ahead,
    ),
)
