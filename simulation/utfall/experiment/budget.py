"""Equal budgets and block fees, from the one forecast of the model: a stream of its own, everybody with agreed hours."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from utfall.base.errors import UsageError

if TYPE_CHECKING:
    from utfall.scenario import Scenario

#: Digits of a factor on prices; it is part of the fingerprint and printed.
DIGITS = 4
CLOSE = 2e-5
MOST_FACTOR = 1e4


def equal_budget_factor(label: str, payments: Callable[[float], float], target: float) -> float:
    """The factor on all prices at which forecast `payments` are `target`, to four digits.

    Payments never fall when prices rise; where a cap bites they are bent, so that the root is bracketed first.
    """
    from scipy.optimize import brentq  # noqa: PLC0415  heavy; only for equal budgets

    if payments(0.0) > target:
        raise UsageError(f"{label}: its payers pay more than those of the first contract even at price 0; use --as-written")
    low, high = 0.0, 1.0
    while payments(high) < target:
        low, high = high, high * 2.0
        if high > MOST_FACTOR:
            raise UsageError(f"{label}: no prices make its forecast payments as large as those of the first contract; use --as-written")
    return rounded(brentq(lambda factor: payments(factor) - target, low, high, xtol=1e-9, rtol=CLOSE))


def rounded(factor: float) -> float:
    """Four significant digits."""
    return float(f"{factor:.{DIGITS}g}")


@dataclass(slots=True)
class Budgets:
    """Forecast payments of scenarios, each forecast made once."""

    _found: dict[str, float] = field(default_factory=dict)

    def payments(self, scenario: "Scenario") -> float:
        """What the payers are expected to pay (minor units)."""
        from utfall.model.forecast import expected_payments  # noqa: PLC0415  loads the model

        if scenario.fingerprint not in self._found:
            self._found[scenario.fingerprint] = float(expected_payments(scenario).payments)
        return self._found[scenario.fingerprint]

    def factor(self, scenario: "Scenario", target: float) -> float:
        """`equal_budget_factor` of a scenario."""
        return equal_budget_factor(scenario.label, lambda f: self.payments(scenario if f == 1.0 else scenario.with_budget_factor(f)), target)

    def outside_option_fee(self, scenario: "Scenario", factor: float) -> int:
        """The block fee (minor units in all, never negative) that gives the providers their outside option at these prices."""
        from utfall.model.forecast import outside_option_fee  # noqa: PLC0415

        return max(0, outside_option_fee(scenario, factor))
