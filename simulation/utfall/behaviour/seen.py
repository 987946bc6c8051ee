"""Where what a party sees comes from: one table, view by view and field by field. A field that is not here is not seen.

Nobody sees need, shock, responsiveness, true capability, the other world or another provider's books.
"""

from types import MappingProxyType
from typing import Literal

from utfall.behaviour.endings import EndingView
from utfall.behaviour.month_view import MonthView, PeersView, StartView
from utfall.behaviour.rate_year import RateYearView
from utfall.behaviour.views import CaseloadsView, ClaimView, HoursView, SelectionView, SigningView

Source = Literal[
    "referral",  # the pay group and the date of enrolment, as the referral says
    "assessment",  # a signal drawn once at referral
    "workers' record",  # the state of the month as its workers learn it; the placements it made
    "recorded metric",  # progress on paid metrics as they are recorded
    "own hours",  # hours it gave, and capability as its believed effect makes of them
    "own books",  # staff, places, money, motivation, what its rule has in mind
    "beliefs",  # value tables, solved with what it believes
    "contract",  # prices, rules and dates as agreed
    "published",  # payments and audits that everybody can know of
    "profile",  # its own character, and what is possible for anybody
    "forecast",  # the one Forecast
    "luck",  # a draw, handed in
    "decision",  # written, not seen
]
SEEN: MappingProxyType[type, MappingProxyType[str, Source]] = MappingProxyType(
    {
        SelectionView: MappingProxyType[str, Source](
            {
                "outlook": "beliefs",
                "group": "referral",
                "state": "workers' record",
                "need_class": "assessment",
                "attachment": "contract",
                "normal": "luck",
                "luck": "luck",
                "places": "own books",
                "pay": "own books",
                "mission": "own books",
                "wage": "own books",
                "noise": "profile",
                "place_worth": "own books",
            }
        ),
        HoursView: MappingProxyType[str, Source](
            {
                "outlook": "beliefs",
                "group": "referral",
                "month": "referral",
                "state": "workers' record",
                "need_class": "assessment",
                "progress": "recorded metric",
                "capability": "own hours",
                "received": "own hours",
                "response": "assessment",
                "builds": "beliefs",
                "lasts": "contract",
                "budget": "own books",
                "least": "contract",
                "most": "profile",
                "plan": "contract",
                "pay": "own books",
                "mission": "own books",
                "wage": "own books",
                "last_price": "own books",
                "memory": "own books",
                "shut": "workers' record",
            }
        ),
        CaseloadsView: MappingProxyType[str, Source](
            {
                "outlook": "beliefs",
                "month": "contract",
                "offsets": "own books",
                "mine": "own books",
                "known": "recorded metric",
                "means": "own books",
                "plan": "contract",
                "builds": "beliefs",
                "lasts": "contract",
                "least": "contract",
                "most": "profile",
                "hours": "decision",
                "by_task": "decision",
                "shut": "workers' record",
            }
        ),
        ClaimView: MappingProxyType[str, Source](
            {
                "price": "contract",
                "integrity": "profile",
                "distance": "workers' record",
                "audit": "published",
                "detection": "contract",
                "penalty": "contract",
                "repaid": "contract",
            }
        ),
        SigningView: MappingProxyType[str, Source](
            {
                "mean": "forecast",
                "variance": "forecast",
                "mission": "forecast",
                "wealth": "own books",
                "least_wealth": "profile",
                "risk_aversion": "profile",
                "outside": "own books",
            }
        ),
        EndingView: MappingProxyType[str, Source]({"now": "beliefs", "later": "beliefs", "year": "recorded metric"}),
        RateYearView: MappingProxyType[str, Source](
            {
                "line": "contract",
                "ended": "recorded metric",
                "fresh": "own books",
                "closes": "contract",
                "award": "contract",
                "next_award": "contract",
            }
        ),
        StartView: MappingProxyType[str, Source]({"plan": "contract", "planned_cost": "own books"}),
        MonthView: MappingProxyType[str, Source](
            {
                "month": "contract",
                "memory": "own books",
                "income": "own books",
                "planned_cost": "own books",
                "plan": "contract",
                "served": "own books",
                "peers": "published",
                "luck": "luck",
            }
        ),
        PeersView: MappingProxyType[str, Source]({"paid": "published", "shares": "published"}),
    }
)
