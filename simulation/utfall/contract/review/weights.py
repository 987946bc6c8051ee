"""Weights of metrics that a review moves: from the metric whose successes are found least true to the others, planned pay kept.

A metric of weight w pays w times its price. What is known of a metric by a review are those of its recorded successes that an audit has
looked into, or whose day under the metric that they are held against has come; a share of them proved true. The metric with the least
share gives up at most `step` of weight, if the gap to the others is more than two standard errors; what it is planned to lose the others
are planned to gain, each by the same rise in weight.
"""

from collections.abc import Mapping
from math import sqrt
from typing import NamedTuple

from utfall.contract.review.declarations import Review

#: Fewer successes than these say nothing of a metric.
FEW = 10
DOUBT = 2.0  # standard errors


class Proof(NamedTuple):
    """What is known of a metric's successes: how many were looked into, and how many of them proved true."""

    known: float
    true: float


def start_weights(review: Review | None) -> dict[str, float]:
    """Metric -> its weight when the contract starts; what is not named weighs 1."""
    return {} if review is None else {metric: share.fraction for metric, share in review.weights}


def may_reweigh(review: Review) -> bool:
    """Whether reviews move weights."""
    return review.rule == "reweigh"


def least_true(proofs: Mapping[str, Proof]) -> str | None:
    """The metric whose share of true successes lies below that of the others by more than chance (None: no metric does)."""
    known = {metric: proof for metric, proof in proofs.items() if proof.known >= FEW}
    if len(known) < 2:
        return None
    worst = min(known, key=lambda metric: known[metric].true / known[metric].known)
    rest = [proof for metric, proof in known.items() if metric != worst]
    others = Proof(sum(proof.known for proof in rest), sum(proof.true for proof in rest))
    return worst if _gap(known[worst], others) > DOUBT else None


def _gap(one: Proof, others: Proof) -> float:
    """Shares of others over one's, in standard errors of their difference."""
    shares = [proof.true / proof.known for proof in (one, others)]
    pooled = (one.true + others.true) / (one.known + others.known)
    error = sqrt(pooled * (1.0 - pooled) * (1.0 / one.known + 1.0 / others.known))
    return (shares[1] - shares[0]) / error if error > 0.0 else 0.0


def reweighed(weights: Mapping[str, float], planned: Mapping[str, float], metric: str, step: float) -> dict[str, float]:
    """Weights after `metric` gave up at most `step`; planned (metric -> minor units at weight 1) says what the others gain for it."""
    moved = min(step, weights[metric])
    others = [name for name in weights if name != metric and planned.get(name, 0.0) > 0.0]
    room = sum(planned[name] for name in others)
    if moved <= 0.0 or room <= 0.0:
        return dict(weights)
    rise = moved * planned.get(metric, 0.0) / room
    found = {name: weight + (rise if name in others else 0.0) for name, weight in weights.items()}
    found[metric] = weights[metric] - moved
    return {name: round(weight, 9) for name, weight in found.items()}


def agreed(review: Review, before: Mapping[str, float], after: Mapping[str, float], due: Mapping[str, float]) -> bool:
    """Whether who must agree does: payers propose, and providers agree to what would have paid them no less since the last review.

    due   metric -> minor units that fell due since then, at weight 1
    """
    if review.agreed_by == "payers":
        return True
    gained = sum((after[metric] - before[metric]) * amount for metric, amount in due.items() if metric in after)
    return gained >= -0.5
