"""Pieces of changes that several rules share."""

from typing import Any

from utfall.review.facts import Facts
from utfall.review.rule import Change

MONTHS = "review_months"
ALIKE = "review_alike"
#: People of a comparison that a change brings in: enough that chance does not decide.
ENOUGH = 1000


def parties_of_first_term(facts: Facts) -> dict[str, Any]:
    """Who pays whom under the first term in force, as the file writes it."""
    first = facts.contract.in_force[0].id
    row = facts.at("contract", "terms", first)
    return {key: row[key] for key in ("payer", "payee") if key in row}


def months_in_the_goal(facts: Facts) -> Change | None:
    """Every month in the main outcome is paid, and nothing else; the price follows from the money. None where the main outcome is no state."""
    if facts.main_kind != "state" or not facts.main:
        return None
    window = max(24, min(facts.served_months, 36) + 12)
    metric = {"kind": "time_in", "title": f"months {facts.title(facts.main)}", "outcome": facts.main, "unit": "month", "within": f"{window} months"}
    term = {"kind": "outcome", "metric": MONTHS, "price": facts.money(50_000, "month"), "pays_again": True} | parties_of_first_term(facts)
    says = f'each month "{facts.title(facts.main)}" within {window} months paid for, and nothing else'
    settings = {f"contract.metrics.{MONTHS}": metric, f"contract.terms.{MONTHS}": term, "contract.metric": [MONTHS]}
    return Change(says=says, settings=settings, same_money=True)


def people_alike() -> dict[str, Any]:
    """Untreated people who resemble those counted, as a comparison of the file."""
    return {"design": "matched", "title": "people like them elsewhere", "people": ENOUGH}


def only(facts: Facts, kept: list[str], says: str) -> Change | None:
    """Only some of the paid metrics are paid, for the same money; None where no term is left that pays on one."""
    change = Change(says=says, settings={"contract.metric": kept}, same_money=True)
    return change if kept else None
