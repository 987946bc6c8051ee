"""What providers foresee of reviews: how much of a unit of pay is left once it has moved the prices of later periods."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from utfall.behaviour.commissioners.adaptive_review import AdaptiveReview
from utfall.behaviour.commissioners.views import CommissionerRule
from utfall.contract.ahead.standing import UNSURE
from utfall.contract.contract import Contract
from utfall.contract.review.declarations import NO_REVIEW
from utfall.contract.review.foresight import kept_of_margin, kept_of_prices

if TYPE_CHECKING:
    from utfall.model.foresight.expectations import Expectations

Floats = NDArray[np.float64]


class Ahead:
    """Foresight of prices, from the Forecast alone; without one nothing is foreseen."""

    def __init__(self, contract: Contract, expected: "Expectations | None", rule: CommissionerRule) -> None:
        self._rules, self._length = contract.review or NO_REVIEW, contract.length
        self._plan = None if expected is None else expected.plan
        self._payers = [payer.id for payer in contract.payers]
        self._follows = isinstance(rule, AdaptiveReview) and "price" in self._rules.may_change
        providers = () if expected is None else expected.providers
        self._margins = tuple((one.income, one.income - one.net_mean) for one in providers)
        pay = [max(one.outcome_mean, 0.0) for one in providers]
        self._shares = [one / sum(pay) if sum(pay) > 0.0 else 0.0 for one in pay]
        self._doubt = float(np.sqrt(sum(one.outcome_variance for one in providers))) / sum(pay) if sum(pay) > 0.0 else 0.0

    def kept(self, month: int) -> Floats | float:
        """(P,) share of marginal income of a contract month that a provider keeps."""
        if self._rules.every is None:
            return 1.0
        return self._of_margins(month, self._rules.every.months) * self._of_prices(month, self._rules.every.months)

    def _of_margins(self, month: int, every: int) -> Floats | float:
        """Where high margins are cut."""
        most = self._rules.most_margin
        if most is None or not self._margins:
            return 1.0
        ahead = max(self._length - -(-month // every) * every, 0) / every
        back = self._rules.given_back.fraction
        return np.array([kept_of_margin(income, cost, most.fraction, back, ahead) for income, cost in self._margins])

    def _of_prices(self, month: int, every: int) -> Floats | float:
        """Where more spending than planned brings prices down for the next period; after the last review all is kept."""
        review = -(-month // every) * every
        if not self._follows or self._plan is None or review >= self._length:
            return 1.0
        now, later = self._planned(review - every, review), self._planned(review, min(review + every, self._length))
        if now <= 0.0:
            return 1.0
        spread = float(np.hypot(self._doubt * np.sqrt(self._length / every), UNSURE))
        step, stake = self._rules.step.fraction, self._plan.at_stake
        return np.array([kept_of_prices(share * stake, step, spread, later / now) for share in self._shares])

    def _planned(self, since: int, until: int) -> float:
        """Minor units that payers plan to spend in these months."""
        assert self._plan is not None
        return -sum(float(self._plan.flow_of[payer][since:until].sum()) for payer in self._payers)
