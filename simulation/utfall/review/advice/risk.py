"""Who bears which risk, against what it has to bear it with."""

from collections.abc import Iterator

from utfall.base.quantities import Money
from utfall.contract.metrics.declarations import Activity
from utfall.contract.metrics.units import due_month
from utfall.contract.terms.dated_steps import CohortMilestones
from utfall.contract.terms.declarations import Attachment, Block, Term
from utfall.contract.terms.threshold import CohortThreshold
from utfall.review.advice.common import months_beyond_people_alike, parties_of_first_term
from utfall.review.facts import Facts, metrics_of
from utfall.review.rule import Change, Danger, Rule

TOPIC = "risk against reserves"
START = "review_start"
#: From so much of each payment on, who meets people feels what is paid.
FELT = 0.3


def waits_for_money(facts: Facts) -> Iterator[Danger]:
    """Providers pay for months of work before the first outcome is paid, out of less than that."""
    contract = facts.contract
    if contract.capital is not None or not facts.paid or any(isinstance(term, Block | Attachment) for term in _to_providers(facts)):
        return
    first = min(due_month(metric, len(contract.groups), 1) for metric in facts.paid)
    needed, reserves = first * facts.monthly_cost, sum(provider.reserves.minor for provider in contract.providers)
    if needed <= reserves:
        return
    months = reserves / facts.monthly_cost
    text = f"the first outcome is paid in month {first} at the earliest, and reserves last {months:.1f} months of work"
    title = "half the running cost until the first outcome is paid"
    fee = {"kind": "block", "title": title, "fee": facts.money(facts.monthly_cost / 2, "month"), "until_month": first}
    change = Change(
        says=f"half the running cost as a fee for the first {first} months",
        settings={f"contract.terms.{START}": fee | parties_of_first_term(facts)},
        same_money=True,
    )
    yield Danger(f"contract.terms.{contract.in_force[0].id}", text, change)


def _to_providers(facts: Facts) -> tuple[Term, ...]:
    ids = {"providers", *(provider.id for provider in facts.contract.providers)}
    return tuple(term for term in facts.contract.in_force if term.payee in ids)


def beyond_reserves(facts: Facts) -> Iterator[Danger]:
    """A penalty is more than a provider has."""
    for term in facts.contract.in_force:
        key = f"contract.terms.{term.id}.pays"
        if facts.warning(key, "is more than the reserves"):
            half = facts.money(min(provider.reserves.minor for provider in facts.contract.providers) / 2)
            yield Danger(key, facts.warning(key), Change(says=f"a penalty of {half}", settings={key: half}))


def nothing_felt(facts: Facts) -> Iterator[Danger]:
    """The holder of the capital keeps most of what outcomes pay, so that no price reaches who meets people."""
    own = facts.contract.subcontract
    from_outcomes = any(term.payee == "holder" and metrics_of(term) for term in facts.contract.in_force)
    if own is None or not from_outcomes or own.pass_through.fraction >= FELT or any(metrics_of(term) for term in own.terms) or facts.hours_agreed:
        return
    text = f"{100 * own.pass_through.fraction:.0f} % of each outcome payment reaches who meets people: the rest of the price steers nobody there"
    key = "subcontract.pass_through"
    yield Danger(key, text, Change(says="half of each outcome payment passed on", settings={key: "50 %"}, without=(key,)))


def all_or_nothing(facts: Facts) -> Iterator[Danger]:
    """A line is drawn, and chance decides near it."""
    outcomes = {metric.id for metric in facts.paid if not isinstance(metric, Activity)}
    for term in facts.contract.in_force:
        key = f"contract.terms.{term.id}"
        if isinstance(term, CohortThreshold) and term.metric in outcomes and facts.warning(key):
            yield Danger(key, f"{term.title or term.id}: {facts.warning(key)}", _without_line(facts, term), (key,))
        if isinstance(term, CohortMilestones) and term.metric in outcomes:
            dates = f"on each of {len(term.steps)} dates" if len(term.steps) > 1 else "on one date"
            text = f"{term.title or term.id}: all or nothing {dates}: one person more or less decides on a whole sum"
            yield Danger(f"{key}.steps", text, months_beyond_people_alike(facts))


def _without_line(facts: Facts, term: CohortThreshold) -> Change | None:
    """Each unit of gain paid for, from the first; a sum is spread evenly over the gain that was asked for."""
    row = facts.at("contract", "terms", term.id)
    kept: dict[str, object] = {key: row[key] for key in ("title", "metric", "price", "payer", "payee") if key in row}
    floor = f"{facts.contract.currency} 0"
    if term.price is not None:
        new = {**kept, "kind": "cohort_linear", "floor": floor}
        return Change(says="each unit of gain paid for, with no line", settings={f"contract.terms.{term.id}": new})
    if term.change is None or not isinstance(term.pays, Money) or term.change.unit != "share":
        return None
    pays, change = term.pays.minor, 100 * term.change.amount
    steps = {f"step_{n}": {"at_least": f"{change * n / 4:g} %", "pays": facts.money(pays * n / 4)} for n in (1, 2, 3, 4)}
    new = {**kept, "kind": "cohort_tiers", "tiers": steps}
    return Change(says="four steps in place of one line", settings={f"contract.terms.{term.id}": new})


_STANDS = ("insolvencies", "effect", "lasting")
RULES = (
    Rule(id="waits_for_money", topic=TOPIC, severity="high", source="sitra-ten-tips", looks_at=_STANDS, find=waits_for_money),
    Rule(id="beyond_reserves", topic=TOPIC, severity="medium", source="shavell-1986", looks_at=_STANDS, find=beyond_reserves),
    Rule(
        id="nothing_felt",
        topic=TOPIC,
        severity="medium",
        source="holmstrom-milgrom-1987",
        looks_at=("lasting", "effect", "multiple"),
        find=nothing_felt,
    ),
    Rule(
        id="all_or_nothing", topic=TOPIC, severity="medium", source="oyer-1998", looks_at=("off_the_mark", "multiple", "effect"), find=all_or_nothing
    ),
)
