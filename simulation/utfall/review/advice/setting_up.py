"""Time to prepare, and what setting up and measuring cost against the money that moves."""

from collections.abc import Iterator

from utfall.base.money import thousands
from utfall.contract.contract import Contract
from utfall.contract.metrics.units import IN_A_MONTH
from utfall.review.facts import Facts, plain
from utfall.review.rule import Change, Danger, Rule

PREPARE, COST = "time to prepare", "transaction cost against size"
#: Shorter than this is no time to prepare, in months; more than this share of the money is too much for setting up and measuring.
LEAST_MONTHS, MOST_SHARE = 3, 0.15
OFF, TAKEN_AWAY, TAKES = 0.2, "75 %", "6 months"


def no_time(facts: Facts) -> Iterator[Danger]:
    """What would have come anyway was agreed, and nobody had time to find out."""
    named = {metric.compared_with for metric in facts.paid}
    agreed = [one.id for one in facts.contract.comparisons if one.expected is not None and one.id in named]
    took = facts.contract.preparation
    if not agreed or (took is not None and took.takes is not None and took.takes.months >= LEAST_MONTHS):
        return
    text = "the level without the programme is agreed, and no time is set aside to survey it"
    settings = {"contract.preparation.takes": TAKES, "contract.preparation.quality": TAKEN_AWAY}
    granted = f"an agreed level is {100 * OFF:.0f} % too high where nobody surveys it, and half a year takes {TAKEN_AWAY} of that away"
    as_if: dict[str, object] = {"mechanisms.preparation": True}
    if not facts.at("contract", "preparation"):
        as_if["contract.preparation.error"] = OFF
    change = Change(says="half a year to survey it first", settings=settings, as_if=as_if, taken_for_granted=granted)
    yield Danger("contract.preparation", text, change)


def adviser_with_a_stake(facts: Facts) -> Iterator[Danger]:
    """Who advised the parties earns by what is paid."""
    key = "contract.preparation.adviser"
    if plain(facts.at("contract", "preparation").get("adviser", "")) == "with_a_stake":
        text = "the adviser has a stake in what is paid: where a level is in doubt, expect it on the payees' side"
        yield Danger(key, text, Change(says="an independent adviser", settings={key: "independent"}, as_if={"mechanisms.preparation": True}))


def dear_to_set_up(facts: Facts) -> Iterator[Danger]:
    """Managers, advisers and measuring take a large share of the money."""
    cost, volume = _overhead(facts), _volume(facts.contract)
    if not volume or cost / volume <= MOST_SHARE:
        return
    share = cost / volume
    money = f"{facts.contract.currency} {thousands(round(cost / 100))}"
    text = f"setting up, running and measuring cost {money}, {100 * share:.0f} % of the money of the contract"
    factor = (MOST_SHARE - 0.05) / share
    yield Danger("capital.fees", text, _standard(facts, factor))


def _overhead(facts: Facts) -> float:
    contract = facts.contract
    fees = contract.capital.fees if contract.capital is not None else ()
    cost = float(sum(fee.set_up.minor for fee in fees if fee.set_up is not None))
    cost += sum(fee.running.minor * IN_A_MONTH[fee.running.per] * contract.length for fee in fees if fee.running is not None)
    cost += sum(provider.set_up.minor for provider in contract.providers if provider.set_up is not None)
    return cost + sum(metric.cost.minor * facts.people.offered for metric in facts.paid if metric.cost is not None)


def _volume(contract: Contract) -> float:
    """The most that is meant to move: the limit in total, else the capital."""
    if contract.limits.total is not None:
        return float(contract.limits.total.minor)
    return 0.0 if contract.capital is None else float(contract.capital.need.minor)


def _standard(facts: Facts, factor: float) -> Change:
    """Every such cost times a factor."""
    settings: dict[str, object] = {}
    for fee in facts.contract.capital.fees if facts.contract.capital is not None else ():
        if fee.set_up is not None:
            settings[f"capital.fees.{fee.id}.set_up"] = facts.money(factor * fee.set_up.minor)
        if fee.running is not None:
            settings[f"capital.fees.{fee.id}.running"] = facts.money(factor * fee.running.minor, fee.running.per)
    for name, row in facts.at("providers").items():
        made = next((one for one in facts.contract.providers if one.id.startswith(name) and one.set_up is not None), None)
        if "set_up" in row and made is not None and made.set_up is not None:
            settings[f"providers.{name}.set_up"] = facts.money(factor * made.set_up.minor)
    for metric in facts.paid:
        if metric.cost is not None:
            settings[f"contract.metrics.{metric.id}.cost"] = facts.money(factor * metric.cost.minor, metric.cost.per)
    says = f"standard terms and shared measuring: {100 * factor:.0f} % of what setting up, running and measuring cost"
    return Change(says=says, settings=settings, without=tuple(settings))


_OFF = ("off_the_mark", "payments", "effect")
RULES = (
    Rule(id="adviser_with_a_stake", topic=PREPARE, severity="high", source="sitra-ten-tips", looks_at=_OFF, find=adviser_with_a_stake),
    Rule(id="no_time", topic=PREPARE, severity="medium", source="sitra-ten-tips", looks_at=_OFF, find=no_time),
    Rule(
        id="dear_to_set_up",
        topic=COST,
        severity="medium",
        source="sitra-ten-tips",
        looks_at=("multiple", "net_value"),
        find=dear_to_set_up,
        by_hours=False,
    ),
)
