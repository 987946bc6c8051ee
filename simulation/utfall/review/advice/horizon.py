"""Budgets of one year and boards of four against what pays back later, and to another purse."""

from collections import Counter
from collections.abc import Iterator

from utfall.review.facts import Facts
from utfall.review.rule import Change, Danger, Rule

TOPIC = "one-year budget against payback"


def looks_short(facts: Facts) -> Iterator[Danger]:
    """A payer decides on what it sees within a horizon shorter than the contract."""
    short = [f"payers.{payer.id}.horizon" for payer in facts.contract.payers if facts.warning(f"payers.{payer.id}.horizon")]
    if short:
        long = f"{facts.contract.length} months"
        change = Change(says=f"payers that look {long} ahead", settings=dict.fromkeys(short, long), without=tuple(short))
        yield Danger(short[0], facts.warning(short[0]), change, tuple(short))


def another_purse(facts: Facts) -> Iterator[Danger]:
    """A payer saves nothing that is counted: what it pays for falls on another purse."""
    gains = Counter(value.falls_on for value in facts.contract.values if value.falls_on not in ("individual", "employer"))
    for payer in facts.contract.payers:
        key = f"payers.{payer.id}.purse"
        if facts.warning(key) and gains:
            purse = gains.most_common(1)[0][0]
            change = Change(says=f"one purse with the {purse}", settings={key: purse})
            yield Danger(key, f"{payer.title or payer.id}: {facts.warning(key)}", change, (key,))


RULES = (
    Rule(id="looks_short", topic=TOPIC, severity="high", source="vinnova-57", looks_at=("unsigned", "effect"), find=looks_short, by_hours=False),
    Rule(
        id="another_purse",
        topic=TOPIC,
        severity="medium",
        source="tampere-pitfalls",
        looks_at=("unsigned", "effect", "payers_net"),
        find=another_purse,
        by_hours=False,
    ),
)
