"""Every use of luck in the model, in words."""

from collections.abc import Mapping

from utfall.base.draws import Purpose
from utfall.validation.protocol.markdown import table

NO_LONGER = "nothing any more; a number once given is never given again"
#: What each draw decides, and to what it belongs. Those of the world without the contract are marked.
USES: Mapping[Purpose, tuple[str, str]] = {
    Purpose.GROUP: ("pay group", "person"),
    Purpose.NEED: ("need", "person"),
    Purpose.RESPONSE: ("responsiveness", "person"),
    Purpose.START: ("month of first referral", "person"),
    Purpose.IN_AT_START: ("state of each outcome at the start", "person, outcome"),
    Purpose.DEPARTURE: ("month in which a person moves away", "person"),
    Purpose.LOT: ("who is offered, who is control", "person"),
    Purpose.REFERRAL_PROVIDER: ("provider of the first referral", "person"),
    Purpose.FIRST_COME: ("place in line", "person"),
    Purpose.TAKE_UP: ("joins or not", "person"),
    Purpose.AREA: ("where a person lives", "person"),
    Purpose.REFERRER_LOOKS: ("the referrer's look at need", "person"),
    Purpose.SIGNAL: ("the provider's signal of need", "person"),
    Purpose.RESPONSE_SIGNAL: ("the provider's signal of responsiveness", "person"),
    Purpose.SELECTION: ("noise in selection", "person"),
    Purpose.TRANSITION: ("next state of each outcome, temporary shock", "person, month, outcome; both worlds"),
    Purpose.TRANSITION_WITHOUT: ("the same where luck is independent", "person, month, outcome; without the contract"),
    Purpose.SHOCK: ("temporary shock at the start", "person"),
    Purpose.COMMON: ("common shock", "month; both worlds"),
    Purpose.PLACE: ("the luck of a place of its own, in a portfolio", "place"),
    Purpose.COMMON_EARLIER: ("common shock of earlier years", "month"),
    Purpose.EVENTS: ("number of events", "person, month, outcome; both worlds"),
    Purpose.EVENTS_WITHOUT: ("the same where luck is independent", "person, month, outcome; without the contract"),
    Purpose.EVENTS_OWN: ("how prone a person is to events", "person, outcome"),
    Purpose.DROP_OUT: ("leaves the service for good", "person, month"),
    Purpose.WORKER_LEAVES: ("a worker leaves", "worker, month"),
    Purpose.ACCEPT: ("takes a quick job", "person, month"),
    Purpose.DISCLOSE: ("hides need", "person"),
    Purpose.WORKER_SEES: ("workers are wrong on the state", "person, month"),
    Purpose.PRODUCTIVITY: ("productivity of a provider, where a file gives a spread", "provider"),
    Purpose.INTEGRITY_PERSON: ("cost of a false claim", "person"),
    Purpose.INTEGRITY_PROVIDER: ("the same, common to a provider", "provider"),
    Purpose.MISSED: ("a success that is not recorded", "person, metric, month"),
    Purpose.MISTAKEN: ("a failure recorded as a success", "person, metric, month"),
    Purpose.SCORE_NOISE: ("noise of a test", "person, metric"),
    Purpose.AMOUNT_NOISE: ("noise of a recorded amount", "person, metric"),
    Purpose.BASKET: ("weights of a basket that are drawn", "contract"),
    Purpose.MATURITY: ("leaders and skilled staff who come and go", "provider"),
    Purpose.AUDIT: ("which claims are audited", "claim"),
    Purpose.DETECTION: ("whether an audit finds a false claim", "claim"),
    Purpose.DOUBT: ("how doubtful a claim looks", "claim"),
    Purpose.CONDUCT: ("whether claims under an audit capacity start from false ones", "run"),
    Purpose.COMPARED: ("untreated people beside, for comparisons", "comparison"),
    Purpose.MODEL_ERROR: ("error of a fitted prediction", "comparison"),
    Purpose.TRIAL: ("the mix of tasks that a provider by `adaptive` tries", "provider, month"),
    Purpose.BID: ("a bidder's signal of its own effect", "bidder"),
    Purpose.BID_BASE: ("a bidder's signal of the base rate", "bidder"),
    Purpose.RETENDER: ("a place that is tendered anew: lost or not, and whom its winner works like", "provider, month"),
    Purpose.MANDATE: ("a new board breaks off", "contract"),
    Purpose.REFERRAL_MONTH: (NO_LONGER, ""),
    Purpose.COUPLING: (NO_LONGER, ""),
    Purpose.THEORY: ("points of the theory bench; in no run", "bench"),
}


def luck_table() -> str:
    """Markdown: every draw, its number, what it belongs to."""
    rows = [(f"`{purpose.name.lower()}`", str(int(purpose)), what, whose) for purpose, (what, whose) in USES.items()]
    return table(("draw", "number", "what it decides", "belongs to"), rows)
