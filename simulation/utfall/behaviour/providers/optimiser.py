"""A provider that weighs what each hour brings it, in money and in mission."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from utfall.behaviour.claims import false_claims
from utfall.behaviour.decisions import HoursDecision
from utfall.behaviour.endings import EndingView, ends_where_it_pays
from utfall.behaviour.hours import Caseload, Stake, caseload_hours, fill_caseloads
from utfall.behaviour.selection import best_first, expected_surplus
from utfall.behaviour.signing import signs
from utfall.behaviour.views import CaseloadsView, ClaimView, HoursView, SelectionView, SigningView


@dataclass(frozen=True, slots=True)
class Optimiser:
    """Accepts by expected surplus plus noise, gives hours where they pay, claims what is worth claiming.

    Theory   multitask agency [holmstrom-milgrom-1991], creaming and parking [ellis-1998], deterrence [becker-1968]
    Reads    value tables, signals of need and responsiveness, recorded progress and state, own hours and books; for claims prices and audits
    What it wants stands in its view: share of pay, mission (theta x motivation x social value), wage.
    """

    needs_outlook: bool = True

    def sign(self, view: SigningView) -> bool:
        """Sign if the certainty equivalent beats the outside option."""
        return signs(view)

    def select(self, view: SelectionView) -> NDArray[np.bool_]:
        """Take the highest surplus first while it is above 0 and places last."""
        return best_first(expected_surplus(view) + view.noise * view.normal, view.places)

    def hours(self, view: HoursView) -> HoursDecision:
        """Water-filling over marginal values from the tables, under the budget."""
        if view.outlook is None:
            return HoursDecision(np.zeros((view.plan.size, view.group.size)), view.wage)
        people = Caseload(view.group, view.month, view.state, view.need_class, view.progress, view.capability, view.received, view.response)
        stake = Stake(view.pay, view.mission, view.wage, view.budget, view.least, view.most, view.plan, view.last_price)
        hours, price = caseload_hours(people, view.outlook.stack, view.outlook.tasks, stake, view.shut)
        return HoursDecision(hours, price)

    def caseloads(self, view: CaseloadsView) -> None:
        """The same for all providers with these tables."""
        if view.outlook is not None:
            fill_caseloads(
                view.month,
                view.offsets,
                view.mine,
                view.means,
                view.plan,
                view.least,
                view.most,
                view.hours,
                view.by_task,
                view.shut,
                *view.known,
                view.outlook.stack,
                view.outlook.tasks,
            )

    def ends(self, view: EndingView) -> NDArray[np.bool_]:
        """Say that service has ended where waiting brings no more."""
        return ends_where_it_pays(view)

    def claim(self, view: ClaimView) -> NDArray[np.bool_]:
        """File a false claim where expected gain is above the integrity cost times its distance from the truth."""
        return false_claims(view)
