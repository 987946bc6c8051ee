"""Secrecy, and what nobody measures because nobody pays for it."""

from collections.abc import Iterator

from utfall.review.facts import Facts
from utfall.review.rule import Change, Danger, Rule

SECRECY, UNPAID = "secrecy", "measure of the unpaid"
SEEN = "review_seen"


def secret(facts: Facts) -> Iterator[Danger]:
    """Nobody outside can see the contract."""
    if facts.warning("contract.open"):
        change = Change(
            says="an open contract, and audits that are published", settings={"contract.open": True, "contract.assurance.published": True}
        )
        yield Danger("contract.open", facts.warning("contract.open"), change)


def unseen(facts: Facts) -> Iterator[Danger]:
    """An outcome of the case is neither paid for nor reported."""
    watched = [metric for metric in facts.contract.metrics if metric.id in facts.contract.steering]
    seen = frozenset[str]().union(*(facts.sees(metric) for metric in (*facts.paid, *watched)))
    missing = [outcome for outcome in facts.contract.outcomes if outcome not in seen]
    if not facts.paid or not missing:
        return
    named = ", ".join(facts.title(outcome) for outcome in missing)
    states = {outcome.id for outcome in facts.people.outcomes}
    change = _reported(facts, missing, named) if states.issuperset(missing) else None
    yield Danger("contract.steering", f"{named}: neither paid for nor reported, so that nobody sees it give way", change)


def _reported(facts: Facts, missing: list[str], named: str) -> Change:
    """Being in each of these states after a year, as a metric that steers and is not paid."""
    metrics = {f"{SEEN}_{outcome}": {"kind": "state_at", "outcome": outcome, "after_enrolment": "12 months"} for outcome in missing}
    settings: dict[str, object] = {f"contract.metrics.{name}": row for name, row in metrics.items()}
    settings["contract.steering"] = [*facts.contract.steering, *metrics]
    return Change(
        says=f'"{named}" reported to the providers, and not paid for',
        settings=settings,
        as_if={"mechanisms.steering": True},
        taken_for_granted="providers heed what is reported, by a size that no evidence gives",
    )


RULES = (
    Rule(id="secret", topic=SECRECY, severity="medium", source="vinnova-57", looks_at=("effect", "lasting", "payments"), find=secret),
    Rule(id="unseen", topic=UNPAID, severity="medium", source="sitra-ten-tips", looks_at=("unpaid", "effect"), find=unseen),
)
