"""Signing: the certainty equivalent of a contract against what the party would do otherwise."""

import numpy as np

from utfall.behaviour.views import SigningView


def certainty_equivalent(mean: float, variance: float, gamma: float, wealth: float, least_wealth: float) -> float:
    """Minor units: mean less gamma / (2 (W + W_min)) x variance; W_min keeps the premium finite for who has nothing."""
    return mean - gamma * variance / (2.0 * max(wealth + least_wealth, 1e-9))


def risk_multiplier(mean: float, variance: float, gamma: float, wealth: float, least_wealth: float) -> float:
    """What a risk-averse party counts of a unit of outcome pay, 0 to 1.

    If all outcome pay grows by a share e, its mean grows by e mean and its variance by 2 e variance: the certainty equivalent by
    e (mean - gamma variance / (W + W_min)), so that a unit counts max(0, 1 - gamma variance / ((W + W_min) mean)).
    """
    if mean <= 0.0:
        return 1.0
    return float(np.clip(1.0 - gamma * variance / (max(wealth + least_wealth, 1e-9) * mean), 0.0, 1.0))


def signs(view: SigningView) -> bool:
    """Whether a provider signs: certainty equivalent, with the mission value it expects, not under its outside option."""
    sure = certainty_equivalent(view.mean, view.variance, view.risk_aversion, view.wealth, view.least_wealth)
    return sure + view.mission >= view.outside


def investor_signs(net_present_value: float, variance: float, gamma: float, wealth: float, least_wealth: float) -> bool:
    """Whether an investor signs.

    net_present_value   mean of its flows discounted at the risk-free rate, what it pays in included (minor units); risk is charged
                        once, through the certainty equivalent, never in the rate as well
    """
    return certainty_equivalent(net_present_value, variance, gamma, wealth, least_wealth) >= 0.0
