"""Warnings of the kinds that have a room of their own, and of reviews, reporting and audits."""

from utfall.base.quantities import Money
from utfall.contract.comparisons.declarations import PrePost
from utfall.contract.contract import Comparison, Contract
from utfall.contract.metrics.chosen_date import chooses
from utfall.contract.metrics.declarations import Basket, Metric, Score, StateAt
from utfall.contract.rules_in_words import is_measured_for_payee
from utfall.contract.terms.clauses import person_clauses
from utfall.contract.terms.clawback import Clawback
from utfall.contract.terms.declarations import Term
from utfall.contract.terms.penalty import Penalty
from utfall.contract.terms.threshold import CohortThreshold
from utfall.contract.terms.tournament import Tournament
from utfall.contract.words import duration, money, per_cent

Warning_ = tuple[str, str]


def of_metric(metric: Metric) -> list[Warning_]:
    """Who picks the day, what is hidden, and a draw of everything."""
    key = f"contract.metrics.{metric.id}"
    said: list[Warning_] = []
    if chooses(metric) and isinstance(metric, StateAt | Score):
        said.append((f"{key}.reported", "the provider picks the date; expect the best one"))
    if metric.hidden_from_providers and not isinstance(metric, Basket):
        said.append((f"{key}.hidden_from_providers", "the providers do not know of it: it moves pay, and nothing that they do"))
    if isinstance(metric, Basket) and metric.drawn is not None and metric.drawn >= len(metric.weights):
        said.append((f"{key}.drawn", f"all {len(metric.weights)} components are drawn; leave it out"))
    return said


def of_past(comparison: Comparison) -> list[Warning_]:
    """A comparison with one's own past."""
    if not isinstance(comparison, PrePost):
        return []
    text = "people who join at a bad moment get better by themselves; this comparison pays for that"
    return [(f"contract.comparisons.{comparison.id}", text)]


def of_term(term: Term, contract: Contract) -> list[Warning_]:
    """Thresholds, clawbacks, tournaments, penalties."""
    key = f"contract.terms.{term.id}"
    if isinstance(term, CohortThreshold):
        return [(key, "all or nothing: just under the threshold pays as little as no effect at all")]
    if isinstance(term, Clawback):
        longest = max(term.if_lost_within, key=lambda time: time.months)
        if longest.months > contract.length:
            text = f"{duration(longest)} is longer than the contract of {contract.length} months; what is lost after its end is hard to get back"
            return [(f"{key}.if_lost_within", text)]
    if isinstance(term, Tournament) and len(contract.providers) == 1:
        return [(key, "a tournament of one: the first prize is paid whatever is done")]
    if isinstance(term, Penalty) and isinstance(term.pays, Money) and contract.providers:
        least = min(contract.providers, key=lambda provider: provider.reserves.minor)
        if term.pays.minor > least.reserves.minor:
            return [(f"{key}.pays", f"is more than the reserves of a provider ({money(least.reserves)}); what cannot be collected deters nobody")]
    return []


def of_rules(contract: Contract) -> list[Warning_]:
    """Capital that nothing is paid out of, audits with a capacity, and reviews."""
    said: list[Warning_] = []
    if contract.capital is not None and contract.subcontract is None:
        text = "nothing says what the holder pays the providers for: all outcome pay goes on to them, and no capital is used; write [subcontract]"
        said.append(("capital", text))
    if contract.service.end_reported_within is not None:
        text = "the provider picks the day on which service is said to have ended; expect one on which the outcome is reached"
        said.append(("contract.service.end_reported_within", text))
    if contract.assurance.audit_capacity is not None:
        most = contract.assurance.audit_capacity.monthly
        text = f"at most {most:g} audits a month, whatever is claimed: the more is claimed, the safer is each false claim"
        said.append(("contract.assurance.audit_capacity", text))
    if is_measured_for_payee(contract):
        said.append(("contract.assurance.evaluator", "who is paid chooses who measures; where there is doubt, expect it to go their way"))
    if contract.assurance.severity == "provider_report":
        text = "the pay group is recorded by those it pays; expect more people in the groups that pay more"
        said.append(("contract.assurance.severity", text if len(contract.groups) > 1 else "does nothing: there is one pay group"))
    said += _competition(contract)
    return said + _of_review(contract)


def _of_review(contract: Contract) -> list[Warning_]:
    """What may move while it runs."""
    said: list[Warning_] = []
    review = contract.review
    if review is None:
        return said
    if review.rule == "ratchet" and not any(isinstance(t, CohortThreshold) for t in contract.in_force) and not _agreed(contract):
        said.append(("contract.review.rule", "no threshold and no agreed comparison: there is no target that could move"))
    if review.rule == "ratchet":
        said.append(("contract.review.rule", "success raises the next target; it pays to hold back"))
    if review.rule == "reweigh" and len({clause.metric_id for clause in person_clauses(contract) if not clause.subcontract}) < 2:
        said.append(("contract.review.rule", "fewer than two metrics are paid per person: there is nothing to weigh one against"))
    if review.rule == "reweigh" and review.agreed_by == "payers":
        said.append(("contract.review.agreed_by", "who pays may move pay away from what providers signed for"))
    if review.most_margin is not None:
        text = f"margins above {per_cent(review.most_margin.fraction)} are cut: it pays to let cost rise"
        said.append(("contract.review.most_margin", text))
    if review.rescue.fraction > 0:
        said.append(("contract.review.rescue", "help when money runs out makes a low bid safe"))
    if review.may_end_early:
        said.append(("contract.review.may_end_early", "who may leave early leaves when what is still to come is worth less than nothing to it"))
    return said


def _competition(contract: Contract) -> list[Warning_]:
    rules, said = contract.competition, []
    if rules.tender is not None and rules.tender > 1:
        said.append(("market.tender", "the lowest offer is that of the bidder who hopes for most, of its help and of what comes without it"))
    if rules.retender is not None:
        said.append(("market.retender", "who is paid best stays and is what newcomers are like, whatever brought the pay"))
    return said


def _agreed(contract: Contract) -> bool:
    return any(comparison.design == "agreed" for comparison in contract.comparisons)
