"""A provider that works until it earns what it aspires to."""

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from utfall.behaviour.decisions import HoursDecision
from utfall.behaviour.endings import EndingView, ends_where_it_pays
from utfall.behaviour.month_view import Memory, MonthView, StartView
from utfall.behaviour.providers.optimiser import Optimiser
from utfall.behaviour.views import ClaimView, HoursView, SelectionView, SigningView

_WEIGHS = Optimiser()
ASPIRATION, RECENT = 0, 1


@dataclass(frozen=True, slots=True)
class TargetSatisficer:
    """Gives its hours where they pay while its income is under its aspiration, and eases off once that is met; the aspiration follows income.

    Theory   satisficing and adaptive aspirations [simon-1955] [cyert-march-1963]; sizes assumed
    Reads    what the optimiser reads, and its income; in mind: aspiration and recent income (minor units a month)
    first     aspiration at the start over planned staff cost (ratio; assumed, range .8-1.2)
    ease      share of its hours that it gives once the aspiration is met (share; assumed, range .2-.8)
    speed     share of the gap between recent income and aspiration that the aspiration closes a month (1/month; assumed, range .02-.1)
    memory    months over which recent income is smoothed (months; assumed, range 6-12)
    """

    first: float = 1.0
    ease: float = 0.5
    speed: float = 0.05
    memory: float = 6.0
    needs_outlook: bool = field(default=True, init=False)

    def start(self, view: StartView) -> Memory:
        """It means to cover its staff, and has earned nothing."""
        return (self.first * view.planned_cost, 0.0)

    def learn(self, view: MonthView) -> Memory:
        """Recent income follows income; the aspiration follows recent income."""
        aspiration, recent = view.memory
        recent += (view.income - recent) / self.memory
        return (aspiration + self.speed * (recent - aspiration), recent)

    def sign(self, view: SigningView) -> bool:
        """Sign if the certainty equivalent beats the outside option."""
        return _WEIGHS.sign(view)

    def select(self, view: SelectionView) -> NDArray[np.bool_]:
        """Take the highest surplus first."""
        return _WEIGHS.select(view)

    def hours(self, view: HoursView) -> HoursDecision:
        """The optimiser's hours under its whole budget, or an eased one once recent income has reached the aspiration."""
        met = len(view.memory) > RECENT and view.memory[RECENT] >= view.memory[ASPIRATION]
        return _WEIGHS.hours(replace(view, budget=self.ease * view.budget) if met else view)

    def ends(self, view: EndingView) -> NDArray[np.bool_]:
        """Say that service has ended where waiting brings no more."""
        return ends_where_it_pays(view)

    def claim(self, view: ClaimView) -> NDArray[np.bool_]:
        """File a false claim where expected gain is above its integrity cost."""
        return _WEIGHS.claim(view)
