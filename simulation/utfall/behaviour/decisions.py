"""What a provider decides, and the promise that every rule keeps."""

from dataclasses import dataclass
from typing import Protocol, TypeGuard, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from utfall.behaviour.endings import EndingView
from utfall.behaviour.month_view import Memory, MonthView, StartView
from utfall.behaviour.views import CaseloadsView, ClaimView, HoursView, SelectionView, SigningView


@dataclass(frozen=True, slots=True, eq=False)
class HoursDecision:
    """Hours of a month.

    hours         (tasks, n) hours by task and person, in the order of the view
    shadow_price  minor units at which the last hour is valued; never under the wage
    """

    hours: NDArray[np.float64]
    shadow_price: float


class ProviderRule(Protocol):
    """A way of running a provider: views in, decisions out, no state of its own."""

    @property
    def needs_outlook(self) -> bool:
        """Whether it looks values up, so that tables must be solved."""

    def sign(self, view: SigningView) -> bool:
        """Whether to sign the contract."""

    def select(self, view: SelectionView) -> NDArray[np.bool_]:
        """(n,) whom to accept of those referred; never more than the free places."""

    def hours(self, view: HoursView) -> HoursDecision:
        """Hours by task for the people it serves; never more than the budget."""

    def claim(self, view: ClaimView) -> NDArray[np.bool_]:
        """(n,) which false claims to file; true successes are always claimed."""


class CaseloadsRule(Protocol):
    """A rule that can decide several caseloads in one compiled call; what it decides is what `hours` decides for each."""

    def caseloads(self, view: CaseloadsView) -> None:
        """Write hours, hours by task and shadow prices into the view's columns."""


@runtime_checkable
class LearningRule(Protocol):
    """A rule that takes something from month to month. It keeps nothing itself: the agent holds its memory and shows it in the views."""

    def start(self, view: StartView) -> Memory:
        """What it has in mind before the first month."""

    def learn(self, view: MonthView) -> Memory:
        """What it has in mind after a month; acts from the next one."""


@runtime_checkable
class MissionLed(Protocol):
    """A rule with motives of its own; all others have those of the shared profile.

    mission_weight   theta: weight on the believed social value of outcome time (unitless)
    need_weight      omega: mission grows as exp(omega x need) (1/sd)
    """

    @property
    def mission_weight(self) -> float:
        """Theta."""

    @property
    def need_weight(self) -> float:
        """Omega."""


class EndingRule(Protocol):
    """A rule that says when a person's service has ended, where the contract leaves it the day."""

    def ends(self, view: EndingView) -> NDArray[np.bool_]:
        """(n,) of whom to say it now."""


def says_when_service_ends(rule: object) -> TypeGuard[EndingRule]:
    """Whether a rule is an `EndingRule`; who has no such rule says so with the last month of service."""
    return hasattr(rule, "ends")


def learns(rule: object) -> TypeGuard[LearningRule]:
    """Whether a rule is a `LearningRule`; `isinstance` on a protocol takes twenty times as long, and every run asks for every provider."""
    return hasattr(rule, "start") and hasattr(rule, "learn")


def mission_led(rule: object) -> TypeGuard[MissionLed]:
    """Whether a rule is `MissionLed`."""
    return hasattr(rule, "mission_weight") and hasattr(rule, "need_weight")
