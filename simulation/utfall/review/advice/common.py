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
    window = _window(facts)
    settings = _months(facts, {}, {"kind": "outcome", "pays_again": True})
    return Change(
        says=f'each month "{facts.title(facts.main)}" within {window} months paid for, and nothing else', settings=settings, same_money=True
    )


def months_beyond_people_alike(facts: Facts) -> Change | None:
    """Each month in the main outcome beyond those of people alike is paid, and nothing else. None where the main outcome is no state."""
    if facts.main_kind != "state" or not facts.main:
        return None
    term = {"kind": "cohort_linear", "floor": f"{facts.contract.currency} 0"}
    settings = _months(facts, {"compared_with": ALIKE, "among": "offered"}, term) | {f"contract.comparisons.{ALIKE}": people_alike()}
    says = f'each month "{facts.title(facts.main)}" beyond those of {ENOUGH} people who resemble them paid for, and nothing else'
    return Change(says=says, settings=settings, same_money=True)


def _window(facts: Facts) -> int:
    return max(24, min(facts.served_months, 36) + 12)


def _months(facts: Facts, of_metric: dict[str, Any], of_term: dict[str, Any]) -> dict[str, object]:
    """Months in the main outcome as the only thing that is paid for; what else the metric and the term say."""
    title, within = f"months {facts.title(facts.main)}", f"{_window(facts)} months"
    metric = {"kind": "time_in", "title": title, "outcome": facts.main, "unit": "month", "within": within} | of_metric
    term = {"metric": MONTHS, "price": facts.money(50_000, "month")} | parties_of_first_term(facts) | of_term
    return {f"contract.metrics.{MONTHS}": metric, f"contract.terms.{MONTHS}": term, "contract.metric": [MONTHS]}


def people_alike() -> dict[str, Any]:
    """Untreated people who resemble those counted, as a comparison of the file."""
    return {"design": "matched", "title": "people like them elsewhere", "people": ENOUGH}


def only(facts: Facts, kept: list[str], says: str) -> Change | None:
    """Only some of the paid metrics are paid, for the same money; None where no term is left that pays on one."""
    change = Change(says=says, settings={"contract.metric": kept}, same_money=True)
    return change if kept else None
