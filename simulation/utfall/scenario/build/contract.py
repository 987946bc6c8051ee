"""The agreement from a resolved document: every record of `contract`, filled by the names of its fields."""

from typing import Any

from utfall.base.quantities import Share
from utfall.contract.competition import NO_COMPETITION, Competition, Retender
from utfall.contract.contract import Assurance, Capital, Contract, Fee, Limits, Service, Subcontract, Tranche
from utfall.contract.metrics.declarations import METRICS, Metric
from utfall.contract.review.declarations import Minimum, Review
from utfall.contract.terms.dated_steps import CohortMilestones, DatedStep
from utfall.contract.terms.declarations import Milestones, RateCard, Step, Term
from utfall.contract.terms.tiers import CohortTiers, Tier
from utfall.scenario.build.comparisons import comparisons, mix_id
from utfall.scenario.build.context import Resolved, fill
from utfall.scenario.build.parties import by_provider, investors, payers, providers, values
from utfall.scenario.schema.contract import TERMS

HOLDER = "the fund"


def contract(at: Resolved, spreads: dict[str, float]) -> Contract:
    """What was agreed."""
    table = at.document.contract
    terms = tuple(_term(at, name, row, None) for name, row in table.terms.items())
    return Contract(
        currency=at.currency,
        length=table.length.months,
        groups=at.groups,
        tasks=tuple(at.document.tasks),
        outcomes=(*at.states, *at.scores, *at.events),
        payers=payers(at),
        providers=providers(at, spreads),
        investors=investors(at),
        values=values(at),
        paid=_paid(at, terms),
        metrics=tuple(_metric(name, row) for name, row in table.metrics.items()),
        comparisons=comparisons(at),
        terms=terms,
        service=fill(Service, table.service, {}),
        limits=_limits(table.limits),
        assurance=Assurance() if table.assurance is None else fill(Assurance, table.assurance, {}),
        capital=_capital(at),
        subcontract=_subcontract(at),
        signing=table.signing or "given",
        open=True if table.open is None else table.open,
        steering=tuple(table.steering or ()),
        review=_review(table.review),
        competition=_competition(at.document.market),
    )


def _paid(at: Resolved, terms: tuple[Term, ...]) -> tuple[str, ...]:
    """What `contract.metric` names, else every metric that a term names."""
    written = at.document.contract.metric
    if written is not None:
        return written if isinstance(written, tuple) else (written,)
    found: list[str] = []
    for term in terms:
        found += [metric for metric, _ in term.prices] if isinstance(term, RateCard) else [getattr(term, "metric", "")]
    return tuple(metric for metric in dict.fromkeys(found) if metric)


def _metric(name: str, row: Any) -> Metric:
    given: dict[str, Any] = {"id": name, "title": row.title or ""}
    if isinstance(row.compared_with, dict):
        given["compared_with"] = mix_id(name)
    if hasattr(row, "weights"):
        given["weights"] = tuple(row.weights.items())
    if hasattr(row, "unit"):
        given["per"] = row.unit
    return fill(METRICS[row.kind], row, given)


def _term(at: Resolved, name: str, row: Any, payer: str | None) -> Term:
    """One term; `payer` is who pays the terms of a subcontract."""
    record = TERMS[row.kind]
    given: dict[str, Any] = {"id": name, "payers": ((payer, 1.0),) if payer else _payers(at, row.payer), "payee": _payee(at, row.payee, payer)}
    if record is RateCard:
        given["prices"] = tuple(row.prices.items())
    if record is Milestones:
        given["steps"] = tuple(fill(Step, step, {"id": key}) for key, step in row.steps.items())
    if record is CohortMilestones:
        given["steps"] = tuple(fill(DatedStep, step, {"id": key}) for key, step in row.steps.items())
    if record is CohortTiers:
        given["tiers"] = tuple(fill(Tier, tier, {"id": key}) for key, tier in row.tiers.items())
    return fill(record, row, given)


def _payers(at: Resolved, payer: Any) -> tuple[tuple[str, float], ...]:
    if isinstance(payer, dict):
        total = sum(share.fraction for share in payer.values())
        return tuple((name, share.fraction / total) for name, share in payer.items())
    return ((payer if payer is not None else next(iter(at.document.payers)), 1.0),)


def _payee(at: Resolved, payee: str | None, payer: str | None) -> str:
    if payee is not None:
        return payee
    return "holder" if at.document.capital is not None and payer is None else "providers"


def _limits(table: Any) -> Limits:
    if table is None:
        return Limits()
    given = {name: tuple(getattr(table, name).items()) for name in ("by_payer", "by_term") if getattr(table, name)}
    return fill(Limits, table, given)


def _capital(at: Resolved) -> Capital | None:
    table = at.document.capital
    if table is None:
        return None
    rows, first = table.tranches or {}, table.repaid_first or ()
    order = (*first, *(name for name in rows if name not in first))
    tranches = tuple(fill(Tranche, rows[name], {"id": name}) for name in order)
    fees = tuple(fill(Fee, row, {"id": name}) for name, row in (table.fees or {}).items())
    surplus = table.surplus_to or ("payers" if table.return_cap is not None or any(t.return_cap for t in tranches) else "investors")
    return fill(Capital, table, {"tranches": tranches, "fees": fees, "holder": table.holder or HOLDER, "surplus_to": surplus})


def _subcontract(at: Resolved) -> Subcontract | None:
    table = at.document.subcontract
    if table is None:
        return None
    given: dict[str, Any] = {"terms": tuple(_term(at, name, row, "holder") for name, row in (table.terms or {}).items())}
    if isinstance(table.pass_through, dict):
        given |= {"pass_through": Share(0.0), "by_provider": by_provider(at, table.pass_through)}
    return fill(Subcontract, table, given)


def _competition(table: Any) -> Competition:
    if table is None:
        return NO_COMPETITION
    return fill(Competition, table, {"retender": None if table.retender is None else fill(Retender, table.retender, {})})


def _review(table: Any) -> Review | None:
    if table is None:
        return None
    minimums = tuple(fill(Minimum, row, {"id": name}) for name, row in (table.minimums or {}).items())
    return fill(Review, table, {"minimums": minimums, "weights": tuple((table.weights or {}).items())})
