"""The form of a contract's payments: read off its terms and its capital, never said by who writes the file."""

from collections.abc import Iterator

from utfall.contract.contract import Contract
from utfall.contract.metrics.declarations import Activity, Events, Metric, Score
from utfall.contract.terms.clawback import Clawback
from utfall.contract.terms.dated_steps import CohortMilestones
from utfall.contract.terms.declarations import ActivityTerm, Attachment, Block, CohortLinear, Milestones, Outcome, RateCard, Term
from utfall.contract.terms.penalty import Penalty
from utfall.contract.terms.retention import Retention
from utfall.contract.terms.threshold import CohortThreshold
from utfall.contract.terms.tiers import CohortTiers
from utfall.contract.terms.tournament import Tournament

#: Form -> what it means, in the order in which forms are listed.
FORMS: dict[str, str] = {
    "per person": "a price for each person who succeeds",
    "price list": "milestones or a rate card: several steps, each with its price",
    "time in the outcome": "a price for each hour, day, week or month in the outcome",
    "events": "a price for each event",
    "points": "a price for each point of a score or a basket",
    "share of savings": "a share of money that was saved or came in, against a comparison",
    "measured gain": "a price for each unit of difference from a comparison",
    "cohort line": "a sum if a whole cohort reaches a line, a tier or a head-count",
    "activity": "a price for each unit of work done",
    "fee": "a fee per month or for each person who starts",
    "deductions": "less for each unit, or for falling short",
    "held back": "money held back until something is reached, or taken back when it is lost",
    "prizes": "prizes for those who come first",
    "no outcome pay": "nothing that is paid hangs on an outcome",
    "capital at risk": "investors put in money before outcomes are paid",
    "first loss": "somebody takes the first loss, or guarantees others",
}
_OF_TERM: dict[type[Term], str] = {
    Block: "fee",
    Attachment: "fee",
    ActivityTerm: "activity",
    RateCard: "price list",
    Milestones: "price list",
    CohortThreshold: "cohort line",
    CohortTiers: "cohort line",
    CohortMilestones: "cohort line",
    Penalty: "deductions",
    Clawback: "held back",
    Retention: "held back",
    Tournament: "prizes",
}
_OF_UNIT = {"person": "per person", "time": "time in the outcome", "hour": "time in the outcome", "event": "events", "point": "points"}


def payment_forms(contract: Contract) -> tuple[str, ...]:
    """The forms of what payers pay under the terms in force, and of the capital, in the order of `FORMS`."""
    metrics = {metric.id: metric for metric in contract.metrics}
    found = {_of_term(term, metrics) for term in contract.in_force} | set(_of_capital(contract))
    if not any(_on_outcome(term, metrics) for term in contract.in_force):
        found.add("no outcome pay")
    return tuple(form for form in FORMS if form in found)


def _of_term(term: Term, metrics: dict[str, Metric]) -> str:
    if isinstance(term, Outcome):
        return _OF_UNIT[_unit(metrics[term.metric])]
    if isinstance(term, CohortLinear):
        return "share of savings" if metrics[term.metric].unit == "money" else "measured gain"
    return _OF_TERM[type(term)]


def _unit(metric: Metric) -> str:
    succeeds = (isinstance(metric, Score) and metric.at_least is not None) or (isinstance(metric, Events) and metric.yes_no)
    return "person" if succeeds else metric.unit


def _on_outcome(term: Term, metrics: dict[str, Metric]) -> bool:
    """Whether what a term pays hangs on something that happens to people."""
    named = [id_ for id_, _ in term.prices] if isinstance(term, RateCard) else [getattr(term, "metric", "")]
    return any(id_ in metrics and not isinstance(metrics[id_], Activity) for id_ in named)


def _of_capital(contract: Contract) -> Iterator[str]:
    if contract.capital is None:
        return
    kinds = {tranche.kind for tranche in contract.capital.tranches}
    if kinds != {"grant"}:
        yield "capital at risk"
    if kinds & {"first_loss", "guarantee"}:
        yield "first loss"
