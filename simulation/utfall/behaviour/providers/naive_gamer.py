"""A provider that games by script, for teaching: what it does is written down, not a consequence of what is paid."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from utfall.behaviour.decisions import HoursDecision
from utfall.behaviour.endings import EndingView, ends_where_it_pays
from utfall.behaviour.providers.even import even_hours, plan_of
from utfall.behaviour.selection import best_first
from utfall.behaviour.signing import signs
from utfall.behaviour.views import ClaimView, HoursView, SelectionView, SigningView


@dataclass(frozen=True, slots=True)
class NaiveGamer:
    """Takes those that look easiest, spends most hours on tasks that build nothing, claims whatever is paid.

    Theory   scripted, to show what gaming does to a contract; never evidence that a contract invites it
    Reads    places, signal of need; hours to give, which tasks build, plan, months served; prices of claims
    gaming   share of hours on tasks that build nothing, where there are any (share; assumed, range 0-1)
    """

    gaming: float = 0.8
    needs_outlook: bool = field(default=False, init=False)

    def sign(self, view: SigningView) -> bool:
        """Sign if the certainty equivalent beats the outside option."""
        return signs(view)

    def select(self, view: SelectionView) -> NDArray[np.bool_]:
        """Take the lowest classes of need first."""
        return best_first(1.0 + view.need_class.max(initial=0) - view.need_class, view.places)

    def hours(self, view: HoursView) -> HoursDecision:
        """The same hours for everybody: so much for show, the rest by the plan."""
        show = (~view.builds).astype(np.float64)
        plan = plan_of(view)
        if show.sum() == 0.0 or plan.sum() == 0.0:
            return even_hours(view, plan)
        return even_hours(view, self.gaming * show / show.sum() + (1.0 - self.gaming) * plan / plan.sum())

    def ends(self, view: EndingView) -> NDArray[np.bool_]:
        """Say that service has ended where waiting brings no more."""
        return ends_where_it_pays(view)

    def claim(self, view: ClaimView) -> NDArray[np.bool_]:
        """Everything that pays."""
        filed: NDArray[np.bool_] = view.price > 0.0
        return filed
