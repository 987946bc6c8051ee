"""Where what the parties beside providers see comes from: view by view and field by field. A field that is not here is not seen."""

from types import MappingProxyType

from utfall.behaviour.auditors.views import AuditView
from utfall.behaviour.bidding import BidView
from utfall.behaviour.commissioners.views import PurseView, ReviewView
from utfall.behaviour.evaluators.views import EvaluationView
from utfall.behaviour.investors.views import FundingView
from utfall.behaviour.referrers.views import RatingView, ReferralView

#: interview: a noisy look before referral; register: recorded history; papers: of claims, a noisy look; published: results and audits
SOURCES = ("interview", "register", "papers", "published", "recorded metric", "ledger", "own books", "contract", "forecast", "profile", "signal")

SEEN_BY_OTHERS: MappingProxyType[type, MappingProxyType[str, str]] = MappingProxyType(
    {
        ReferralView: MappingProxyType({"look": "interview", "past": "register"}),
        RatingView: MappingProxyType({"weights": "contract", "rating": "published", "pull": "profile"}),
        AuditView: MappingProxyType({"doubt": "papers", "record": "own books", "insight": "profile"}),
        EvaluationView: MappingProxyType({"measured": "recorded metric", "error": "recorded metric", "leaning": "profile"}),
        ReviewView: MappingProxyType(
            {
                "spent": "ledger",
                "planned": "forecast",
                "income": "ledger",
                "cost": "ledger",
                "results": "recorded metric",
                "pull": "contract",
            }
        ),
        PurseView: MappingProxyType({"saved": "forecast", "pays": "forecast", "members": "forecast"}),
        FundingView: MappingProxyType(
            {
                "mean": "forecast",
                "variance": "forecast",
                "stake": "contract",
                "least_wealth": "profile",
                "worth": "forecast",
                "risk_aversion": "profile",
                "impact_weight": "profile",
                "contracts": "profile",
                "common": "profile",
            }
        ),
        BidView: MappingProxyType(
            {
                "signal": "signal",
                "spread": "profile",
                "base_signal": "signal",
                "base_spread": "profile",
                "bidders": "contract",
                "shading": "profile",
                "pay": "forecast",
                "base": "forecast",
                "by_base": "forecast",
                "in_without": "forecast",
                "variance": "forecast",
                "other": "forecast",
                "cost": "forecast",
                "wealth": "own books",
                "least_wealth": "profile",
                "risk_aversion": "profile",
            }
        ),
    }
)
