"""A provider that learns from what it is paid which tasks pay."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from utfall.behaviour.claims import false_claims
from utfall.behaviour.decisions import HoursDecision
from utfall.behaviour.endings import EndingView, ends_where_it_pays
from utfall.behaviour.month_view import Memory, MonthView, StartView
from utfall.behaviour.providers.even import even_hours, plan_of
from utfall.behaviour.selection import by_lot
from utfall.behaviour.signing import signs
from utfall.behaviour.views import ClaimView, HoursView, SelectionView, SigningView

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Adaptive:
    """Tries mixes of tasks (the plan, or one task alone) and returns to those after which money came; foresees nothing.

    A month's income, over planned cost, strengthens the mixes of the months before it, the latest most; strengths fade. The next mix is drawn in
    proportion to strength, with some trying out.

    Theory   reinforcement learning [erev-roth-1998], with a trace because pay comes late [sutton-barto-2018]; sizes assumed
    Reads    its income, hours, plan, months served; a draw for what to try; for claims prices and audits. In mind: strengths, traces, chosen mix
    strength   of every mix before anything is learned (unitless; assumed, range .5-5)
    forget     share of a strength lost a month (1/month; assumed, range .01-.1)
    trace      share of the credit for a mix that is left a month later (1/month; assumed, range .6-.95)
    explore    share of months in which any mix may be tried (share; assumed, range .05-.2)
    """

    strength: float = 1.0
    forget: float = 0.03
    trace: float = 0.85
    explore: float = 0.1
    needs_outlook: bool = field(default=False, init=False)

    def start(self, view: StartView) -> Memory:
        """All mixes alike; it begins with the plan, which is the last."""
        mixes = view.plan.size + 1
        return (*(self.strength,) * mixes, *(0.0,) * mixes, float(mixes - 1))

    def learn(self, view: MonthView) -> Memory:
        """Credit the mixes of recent months with this month's income, and draw the next."""
        strengths, traces, chosen = _read(view.memory)
        traces = self.trace * traces
        traces[chosen] += (1.0 - self.trace) * (view.served > 0)
        strengths = (1.0 - self.forget) * strengths + max(view.income, 0.0) / max(view.planned_cost, 1e-9) * traces
        total = max(float(strengths.sum()), 1e-12)
        chances = (1.0 - self.explore) * strengths / total + self.explore / strengths.size
        drawn = int(np.searchsorted(np.cumsum(chances), view.luck * chances.sum()))
        return (*strengths.tolist(), *traces.tolist(), float(min(drawn, strengths.size - 1)))

    def sign(self, view: SigningView) -> bool:
        """Sign if the certainty equivalent beats the outside option."""
        return signs(view)

    def select(self, view: SelectionView) -> NDArray[np.bool_]:
        """Take whom the lot puts first: it has learned nothing about people."""
        return by_lot(view.luck, view.places)

    def hours(self, view: HoursView) -> HoursDecision:
        """The same hours for everybody, by the mix it has drawn."""
        if not view.memory:
            return even_hours(view, plan_of(view))
        chosen = _read(view.memory)[2]
        alone = np.zeros(view.plan.size)
        alone[min(chosen, view.plan.size - 1)] = 1.0
        return even_hours(view, plan_of(view) if chosen == view.plan.size else alone)

    def ends(self, view: EndingView) -> NDArray[np.bool_]:
        """Say that service has ended where waiting brings no more."""
        return ends_where_it_pays(view)

    def claim(self, view: ClaimView) -> NDArray[np.bool_]:
        """File a false claim where expected gain is above its integrity cost."""
        return false_claims(view)


def _read(memory: Memory) -> tuple[Floats, Floats, int]:
    mixes = (len(memory) - 1) // 2
    return np.array(memory[:mixes]), np.array(memory[mixes : 2 * mixes]), int(memory[-1])
