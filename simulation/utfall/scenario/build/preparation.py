"""A contract as its preparation leaves it (`mechanisms.preparation`; an illustration): later, dearer, and with what is wrong in its baselines."""

from dataclasses import fields, replace
from typing import Any

from utfall.base.sourced import number_of, with_number
from utfall.contract.comparisons.estimate import better
from utfall.contract.contract import Comparison, Contract
from utfall.contract.preparation import Preparation
from utfall.contract.terms.dated_steps import CohortMilestones
from utfall.contract.terms.declarations import Term
from utfall.contract.terms.threshold import CohortThreshold
from utfall.scenario.build.context import Resolved, fill
from utfall.scenario.build.parties import mechanisms
from utfall.scenario.scale import repriced
from utfall.scenario.scaled_terms import scaled_money

DATES = ("at_month", "from_month", "until_month", "last_payment_month")


def prepared(contract: Contract, at: Resolved, scale: float) -> Contract:
    """The contract that comes out of the preparation that the file describes; `scale`: size of the run over that of the file."""
    table = at.document.contract.preparation
    if table is None or not mechanisms(at).preparation:
        return contract
    found = fill(Preparation, table, {})
    found = replace(found, cost=None if found.cost is None else scaled_money(found.cost, scale))
    contract = repriced(contract, 1.0 + at.shared.price_by_skill * found.skill_gap)
    contract = replace(
        contract,
        preparation=found,
        comparisons=tuple(_known(one, contract, found) for one in contract.comparisons),
        terms=tuple(_lowered(term, 1.0 - at.shared.threshold_by_skill * found.skill_gap) for term in contract.terms),
    )
    return contract if found.takes is None else _delayed(contract, found.takes.months)


def _known(comparison: Comparison, contract: Contract, of: Preparation) -> Comparison:
    """A comparison with what is left of its errors: of an agreed level, the bias of others, the error of a model."""
    left = 1.0 - of.quality.fraction
    sizes = {name: left * getattr(comparison, name) for name in ("bias", "error") if hasattr(comparison, name)}
    comparison = replace(comparison, **sizes) if sizes else comparison
    if comparison.expected is None:
        return comparison
    off = left * of.error
    if of.adviser == "with_a_stake":
        off = -abs(off) * next((better(metric) for metric in contract.metrics if metric.compared_with == comparison.id), 1)
    return replace(comparison, expected=tuple(level + off * abs(level) for level in comparison.expected))


def _lowered(term: Term, factor: float) -> Term:
    """A threshold times a factor; other terms as they are."""
    if not isinstance(term, CohortThreshold) or factor == 1.0:
        return term
    lines: dict[str, Any] = {name: getattr(term, name) for name in ("change", "level", "all_cohorts") if getattr(term, name) is not None}
    moved: dict[str, Any] = {name: with_number(line, factor * number_of(line)) for name, line in lines.items()}
    return replace(term, **moved)


def _delayed(contract: Contract, months: int) -> Contract:
    """Month 1 is the first month of service: the end of the contract and all its dates come so many months sooner."""
    own = contract.subcontract
    return replace(
        contract,
        length=contract.length - months,
        limits=_sooner(contract.limits, months),
        metrics=tuple(_sooner(metric, months) for metric in contract.metrics),
        terms=tuple(_term(term, months) for term in contract.terms),
        subcontract=None if own is None else replace(own, terms=tuple(_term(term, months) for term in own.terms)),
    )


def _term(term: Term, months: int) -> Term:
    term = _sooner(term, months)
    return replace(term, steps=tuple(_sooner(step, months) for step in term.steps)) if isinstance(term, CohortMilestones) else term


def _sooner(record: Any, months: int) -> Any:
    """A record with its dates so many months sooner; what would have ended before month 1 never begins."""
    dates = {field.name: getattr(record, field.name) for field in fields(record) if field.name in DATES}
    moved = {name: max(date - months, 0 if name == "until_month" else 1) for name, date in dates.items() if date is not None}
    return replace(record, **moved) if moved else record
