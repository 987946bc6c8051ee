"""Prices that a review moves: towards planned spending, and down where margins are high. All give a factor on every price."""

from utfall.contract.review.declarations import Review


def is_review(review: Review, month: int, length: int) -> bool:
    """Whether a review ends this contract month; there is none in the last."""
    return review.every is not None and month % review.every.months == 0 and month < length


def bounded(review: Review, wanted: float) -> float:
    """The factor that a commissioner asks for, as far as the contract lets a price move."""
    return min(max(wanted, 1.0 - review.step.fraction), 1.0 + review.step.fraction) if "price" in review.may_change else 1.0


def pull_allowed(review: Review) -> float:
    """How far a review may move a target towards what was reached (share of the distance)."""
    if review.rule == "ratchet":
        return review.ratchet.fraction
    return 1.0 if "target" in review.may_change else 0.0


def repriced(review: Review, income: int, cost: int) -> float:
    """Cut of prices where the margin (income less cost, over cost) is above `most_margin`: `given_back` of the excess income goes."""
    if review.most_margin is None or cost <= 0 or income <= 0:
        return 1.0
    fair = cost * (1.0 + review.most_margin.fraction)
    return 1.0 - review.given_back.fraction * (income - fair) / income if income > fair else 1.0
