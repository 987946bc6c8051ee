"""What a review takes from the reward of doing well today, for who looks ahead."""

from collections.abc import Sequence

from utfall.contract.ahead.between import chance_between


def kept_by_cohort(months: Sequence[int], reviews: Sequence[int], ratchet: float, monthly_discount: float) -> tuple[float, ...]:
    """Share of the marginal pay of each cohort that is left once its effect on later targets is counted [weitzman-1980].

    months    contract month in which each cohort is measured, ascending; cohorts of one size
    reviews   contract months of the reviews; each moves the target by `ratchet` of the way to the mean of the cohorts measured since the last
    With one cohort before each review: 1 - sum over k of discount^k ratchet (1 - ratchet)^(k - 1), k in periods.
    """
    after = [sum(review < month for review in reviews) for month in months]  # reviews held before it is measured
    kept = []
    for own, month in enumerate(months):
        alike = sum(other == after[own] for other in after)
        loss = 0.0
        for later in range(own + 1, len(months)):
            steps = after[later] - after[own]
            if steps > 0:
                loss += monthly_discount ** (months[later] - month) * ratchet * (1.0 - ratchet) ** (steps - 1) / alike
        kept.append(max(1.0 - loss, 0.0))
    return tuple(kept)


def kept_of_margin(income: float, cost: float, most_margin: float, given_back: float, ahead: float) -> float:
    """Share of marginal income that is left where prices are cut for margins above `most_margin`: more income today, lower prices tomorrow.

    ahead   time that is left after the review over time between reviews
    Prices are cut to 1 - g (1 - fair / income), so that one more unit of income costs g fair / income of it for each period ahead.
    """
    fair = cost * (1.0 + most_margin)
    if income <= fair or income <= 0.0:
        return 1.0
    return max(1.0 - given_back * fair / income * ahead, 0.0)


def kept_of_prices(share: float, step: float, spread: float, later: float) -> float:
    """Share of marginal income that is left where prices follow planned over spent: a unit more today is a unit less in the next period.

    Only as far as the move is not cut off at `step` either way, and only the provider's own part of it falls on the provider.

    share    of what payers spend on the provider's outcomes (0-1)
    spread   sd of a period's spending over what was planned (ratio)
    later    what is planned to be spent in the next period, over this one's (ratio)
    """
    free = chance_between(1.0, spread, 1.0 / (1.0 + step), 1.0 / (1.0 - step) if step < 1.0 else float("inf"))
    return max(1.0 - share * free * min(max(later, 0.0), 1.0), 0.0)


def bonus_of_renewal(worth: float, chance: float, steepness: float, expected_units: float) -> float:
    """Minor units that one more recorded unit adds to the expected worth of a renewed contract: V x dP / d(units), P logistic.

    worth   of the next contract, minor units; chance: of renewal at the forecast; expected_units: recorded units forecast in all
    """
    return max(worth, 0.0) * steepness * chance * (1.0 - chance) / expected_units if expected_units > 0.0 else 0.0
