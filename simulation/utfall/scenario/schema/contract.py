"""Tables of the agreement: metrics, comparisons, terms, limits, service, assurance, capital, subcontract."""

from typing import Annotated, Any, get_type_hints

from utfall.contract.comparisons.declarations import Historical, Matched, Predicted, PrePost
from utfall.contract.contract import Assurance, Capital, Comparison, Fee, Limits, Service, Subcontract, Tranche
from utfall.contract.metrics.declarations import METRICS, Activity, Basket, TimeIn
from utfall.contract.preparation import Preparation
from utfall.contract.review.declarations import Minimum, Review
from utfall.contract.terms.dated_steps import CohortMilestones, DatedStep
from utfall.contract.terms.declarations import Attachment, Block, CohortLinear, Milestones, Step, Term
from utfall.contract.terms.every import EVERY_TERM
from utfall.contract.terms.penalty import Penalty
from utfall.contract.terms.retention import Retention
from utfall.contract.terms.threshold import CohortThreshold
from utfall.contract.terms.tiers import CohortTiers, Tier
from utfall.contract.terms.tournament import Tournament
from utfall.scenario.schema import words
from utfall.scenario.schema.derive import leaf_of, one, table_of
from utfall.scenario.schema.table import Kinds, Marker, Named, One, Table, TableType, key

#: Kinds of term that a scenario may use.
TERMS: dict[str, type[Term]] = EVERY_TERM
#: Designs of a comparison, with the keys of `Comparison` that each leaves out.
DESIGNS: dict[str, tuple[type[Comparison], tuple[str, ...]]] = {
    "randomised": (Comparison, ()),
    "agreed": (Comparison, ()),
    "historical": (Historical, ()),
    "pre_post": (PrePost, ("expected",)),
    "matched": (Matched, ("expected",)),
    "predicted": (Predicted, ()),
}
_UNITS = {
    "basket": "point",
    "state_at": "person",
    "first_entry": "person",
    "sustained": "person",
    "intensity": "hour",
    "headcount": "person",
}


def metric_unit(metric: dict[str, Any]) -> str:
    """What a metric counts, from its table as written: person, hour, day ..., or money."""
    kind = metric.get("kind")
    if kind == "cost_avoided":
        return "money"
    if kind == "score":
        return "person" if "at_least" in metric else "point"
    if kind == "events":
        return "person" if metric.get("yes_no") is True else "event"
    if kind in ("time_in", "activity"):
        unit = metric.get("unit")
        return unit if isinstance(unit, str) else ""
    return _UNITS.get(kind, "") if isinstance(kind, str) else ""


def _per(term: dict[str, Any], context: dict[str, Any]) -> str:
    """What an example price of a term is per: what its metric counts."""
    metric = context.get("metrics", {}).get(str(term.get("metric")))
    return metric_unit(metric) if isinstance(metric, dict) and metric_unit(metric) != "money" else ""


def _metric_tables() -> dict[str, TableType]:
    tables = {}
    for kind, record in METRICS.items():
        instead: dict[str, Marker | None] = {"id": None, "kind": words.word(tuple(METRICS))}
        instead |= {"compared_with": words.COMPARED, "cost": words.per(words.PRICE, "person")}
        if record in (TimeIn, Activity):
            instead |= {"per": None, "unit": leaf_of(get_type_hints(record)["per"])}
        if record is Basket:
            instead["drawn"] = words.COUNT
        if record is Activity:
            instead |= {"hours": words.HOURS_IN_ALL}
        tables[kind] = table_of(record, kind, instead)
    return tables


STEP = table_of(Step, "step", {"id": None})
DATED_STEP = table_of(DatedStep, "dated_step", {"id": None, "at_most": words.COUNT0, "at_least": words.COUNT0, "pays": words.AMOUNT})
TIER = table_of(Tier, "tier", {"id": None, "at_least": words.CHANGE, "pays": words.AMOUNT})


def _term_tables() -> dict[str, TableType]:
    tables = {}
    for kind, record in TERMS.items():
        instead: dict[str, Marker | None] = {"id": None, "kind": words.word(tuple(TERMS)), "payers": None, "payer": words.PAYER}
        instead |= {"payee": words.name_of("payee")}
        if record is Block:
            instead["fee"] = words.per(words.PRICE, "month")
        if record is Attachment:
            instead["fee"] = words.by_group(words.per(words.PRICE, "start"))
        if record is Milestones:
            instead["steps"] = Named(One(STEP))
        if record is CohortThreshold:
            instead |= {"change": words.CHANGE, "level": words.LEVEL, "pays": words.AMOUNT, "all_cohorts": words.CHANGE}
        if record is CohortLinear:
            instead |= {"floor": words.AMOUNT, "cap": words.AMOUNT}
        if record is Penalty:
            instead |= {"below": words.by_group(words.LEVEL), "pays": words.AMOUNT}
        if record is Retention:
            instead["reaches"] = words.by_group(words.LEVEL)
        if record is CohortMilestones:
            instead["steps"] = Named(One(DATED_STEP))
        if record is Tournament:
            instead["prizes"] = words.list_of(words.MONEY)
        if record is CohortTiers:
            instead["tiers"] = Named(One(TIER))
        tables[kind] = table_of(record, kind, instead)
    return tables


def _comparison_tables() -> dict[str, TableType]:
    design = words.word(tuple(DESIGNS))
    every: dict[str, Marker | None] = {"id": None, "design": design, "people": words.COUNT, "expected": words.by_group(words.LEVEL)}
    tables = {}
    for name, (record, left_out) in DESIGNS.items():
        tables[name] = table_of(record, f"comparison_{name}", {**every, "title": words.TEXT} | dict.fromkeys(left_out))
    return tables


METRIC_TABLES = _metric_tables()
TERM_TABLES = _term_tables()
COMPARISON_TABLES = _comparison_tables()
TERMS_NAMED = Named(Kinds("kind", TERM_TABLES, _per))
METRICS_NAMED = Named(Kinds("kind", METRIC_TABLES))
COMPARISONS_NAMED = Named(Kinds("design", COMPARISON_TABLES))
LIMITS = one(Limits, "limits", {"by_payer": words.keyed("payers", words.MONEY), "by_term": words.keyed("contract.terms", words.MONEY)})
SERVICE = one(Service, "service", {"minimum_hours": words.HOURS})
ASSURANCE = one(Assurance, "assurance", {})
_MINIMUM = table_of(Minimum, "minimum", {"id": None, "metric": words.name_of("contract.metrics"), "level": words.by_group(words.LEVEL)})
_REFUSED = (
    (
        "metric",
        "what is paid is held against what the same rule pays with and without the contract; pay on both metrics, give the new one 0 % in "
        'contract.review.weights, and let rule = "reweigh" move the weight',
    ),
)
REVIEW = one(
    Review,
    "review",
    {
        "may_change": words.words_of(("price", "target", "weights"), _REFUSED),
        "may_end_early": words.names_of("party"),
        "minimums": Named(One(_MINIMUM)),
    },
)
_PASSED = words.one_or_keyed(words.keyed("providers", words.SHARE))
SUBCONTRACT = one(Subcontract, "subcontract", {"pass_through": _PASSED, "by_provider": None, "terms": TERMS_NAMED})
_TRANCHE = table_of(
    Tranche,
    "tranche",
    {
        "id": None,
        "investor": words.name_of("investors"),
        "kind": words.word(("loan", "first_loss", "guarantee", "grant", "equity")),
        "amount": words.AMOUNT,
        "title": words.TEXT,
    },
)
_FEE = table_of(Fee, "capital_fee", {"id": None, "running": words.per(words.PRICE, "year")})
CAPITAL = one(
    Capital,
    "capital",
    {
        "holder": words.TEXT,
        "tranches": Named(One(_TRANCHE)),
        "repaid_first": words.names_of("capital.tranches"),
        "surplus_to": words.word(("investors", "payers", "providers", "next_cohort")),
        "fees": Named(One(_FEE)),
    },
)

PREPARATION = one(Preparation, "preparation", {})


class ContractTable(Table):
    """What was agreed."""

    length: Annotated[Any, words.TIME] = key("how long the contract is in force", required=True)
    metric: Annotated[Any, words.one_or_many(words.names_of("contract.metrics"))] = key("which metrics are paid", "all that a term names")
    signing: Annotated[Any, words.word(("given", "decided"))] = key("in force in every run, or signed by each party only if worth it", "given")
    steering: Annotated[Any, words.names_of("contract.metrics")] = key(
        "metrics that are reported to providers and not paid (illustration: only with mechanisms.steering)", "none"
    )
    preparation: Annotated[Any, PREPARATION] = key("what goes before the contract (illustration: only with mechanisms.preparation)", "none")
    open: Annotated[Any, words.SWITCH] = key("whether the contract is open to the public", "true")
    metrics: Annotated[Any, METRICS_NAMED] = key("what is counted", required=True)
    comparisons: Annotated[Any, COMPARISONS_NAMED] = key("what would have happened anyway", "none")
    terms: Annotated[Any, TERMS_NAMED] = key("what is paid", required=True)
    limits: Annotated[Any, LIMITS] = key("limits of all terms together", "none")
    service: Annotated[Any, SERVICE] = key("rules of service", required=True)
    assurance: Annotated[Any, ASSURANCE] = key("audits of claims", "none")
    review: Annotated[Any, REVIEW] = key("what may change while it runs, who may leave, and what falling short brings", "nothing changes")
