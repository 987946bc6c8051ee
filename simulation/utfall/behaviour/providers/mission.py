"""A provider led by a mission: the optimiser's arithmetic with other motives."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from utfall.behaviour.decisions import HoursDecision
from utfall.behaviour.endings import EndingView, ends_where_it_pays
from utfall.behaviour.profile import Profile
from utfall.behaviour.providers.optimiser import Optimiser
from utfall.behaviour.views import CaseloadsView, ClaimView, HoursView, SelectionView, SigningView

_WEIGHS = Optimiser()


@dataclass(frozen=True, slots=True)
class Mission:
    """Weighs outcome time by what it is worth to society, and more for those further off; parks less, and may choose the hard.

    Theory   mission-motivated agents [besley-ghatak-2005]; need in the weight turns creaming round (its sign has been seen, its size is assumed)
    Reads    what the optimiser reads; its value tables are solved with its own motives
    mission_weight   theta: weight on the believed social value of outcome time (unitless; assumed, range .2-1)
    need_weight      omega: mission grows as exp(omega x need) (1/sd; assumed, range .5-1; 0: it creams like others)
    """

    mission_weight: float = 0.5
    need_weight: float = 0.5
    needs_outlook: bool = field(default=True, init=False)

    @classmethod
    def under(cls, profile: Profile) -> "Mission":
        """With the weights of the shared profile."""
        return cls(profile.character.mission_led_weight, profile.character.mission_led_need_weight)

    def sign(self, view: SigningView) -> bool:
        """Sign if the certainty equivalent, mission included, beats the outside option."""
        return _WEIGHS.sign(view)

    def select(self, view: SelectionView) -> NDArray[np.bool_]:
        """Take the highest surplus first, mission included."""
        return _WEIGHS.select(view)

    def hours(self, view: HoursView) -> HoursDecision:
        """Water-filling over marginal values from its own tables."""
        return _WEIGHS.hours(view)

    def caseloads(self, view: CaseloadsView) -> None:
        """The same for all providers with these tables."""
        _WEIGHS.caseloads(view)

    def ends(self, view: EndingView) -> NDArray[np.bool_]:
        """Say that service has ended where waiting brings no more."""
        return ends_where_it_pays(view)

    def claim(self, view: ClaimView) -> NDArray[np.bool_]:
        """File a false claim where expected gain is above its integrity cost."""
        return _WEIGHS.claim(view)
