"""A provider that does what the best paid does."""

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


@dataclass(frozen=True, slots=True)
class Imitator:
    """Once in a while moves its plan of hours towards that of whoever has been paid most a month of service, as far as payments can be known.

    Nobody here chooses to game: if what is paid is not what helps, gaming spreads by copying.

    Theory   copying the successful, selection on a proxy [smaldino-mcelreath-2016] [nelson-winter-1982]; sizes assumed
    Reads    its plan, hours, months served; payments and hours by task of all providers where the contract is open; for claims prices and
             audits. In mind: share of hours by task
    every    months between two looks at the others (months; assumed, range 6-24)
    speed    share of the way to the other's plan that it goes at a look (share; assumed, range .2-1)
    """

    every: int = 12
    speed: float = 0.5
    needs_outlook: bool = field(default=False, init=False)

    def start(self, view: StartView) -> Memory:
        """Its own plan."""
        return tuple(view.plan.tolist())

    def learn(self, view: MonthView) -> Memory:
        """At a look: towards the best paid that serves anybody; else as before."""
        known = np.isfinite(view.peers.paid) & (view.peers.shares.sum(axis=1) > 0.0)
        if view.month % self.every or not known.any():
            return view.memory
        best = view.peers.shares[np.where(known, view.peers.paid, -np.inf).argmax()]
        own = np.array(view.memory)
        return tuple((own + self.speed * (best - own)).tolist())

    def sign(self, view: SigningView) -> bool:
        """Sign if the certainty equivalent beats the outside option."""
        return signs(view)

    def select(self, view: SelectionView) -> NDArray[np.bool_]:
        """Take whom the lot puts first."""
        return by_lot(view.luck, view.places)

    def hours(self, view: HoursView) -> HoursDecision:
        """The same hours for everybody, by the plan it has in mind."""
        own = np.array(view.memory)
        return even_hours(view, own if own.size == view.plan.size and own.sum() > 0.0 else plan_of(view))

    def ends(self, view: EndingView) -> NDArray[np.bool_]:
        """Say that service has ended where waiting brings no more."""
        return ends_where_it_pays(view)

    def claim(self, view: ClaimView) -> NDArray[np.bool_]:
        """File a false claim where expected gain is above its integrity cost."""
        return false_claims(view)
