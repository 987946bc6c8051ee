"""Reviews: what may change while the contract runs, by which rule, and what a provider that falls short must expect."""

from dataclasses import dataclass
from typing import Annotated, Literal

from utfall.base.quantities import ByGroup, Flow, Price, Share, Time

#: A share, a flow, a price or a bare number.
Level = Share | Flow | Price | float


@dataclass(frozen=True, slots=True, kw_only=True)
class Minimum:
    """The least that each provider must reach on a metric, and what happens if it does not."""

    id: str
    metric: Annotated[str, "contract.metrics"]
    level: ByGroup[Level]
    consequence: Literal["warning", "lose_places", "terminate"] = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Rules of change.

    every          time between reviews (None: no review)
    may_change     what a review may change
    rule           none; adaptive: prices move so that spending comes back to plan; ratchet: targets move towards what was reached;
                   reweigh: weight moves from the metric whose successes prove least true to the others (`weights`)
    ratchet        how far the target moves each time (share of the distance)
    step           most that a price moves at one review (share of the price), or a weight (of the whole price)
    weights        metric -> what its price weighs at the start (what is not named: all)
    held_against   metric, paid or not, that successes of the others are held against once its day has come (None: audits alone tell)
    agreed_by      who must agree to new weights: payers; both: providers too, who refuse what would have paid them less since the last review
    most_margin    margin on cost above which prices are cut; `given_back` is the share of the excess that is cut
    rescue         most that payers put in when a provider runs out of money (share of its reserves at the start)
    may_end_early  parties that may end the contract at a review
    """

    every: Time | None = None
    may_change: tuple[Literal["price", "target", "weights"], ...] = ()
    rule: Literal["none", "adaptive", "ratchet", "reweigh"] = "none"
    ratchet: Share = Share(0.0)
    step: Share = Share(0.1)
    weights: tuple[tuple[Annotated[str, "contract.metrics"], Share], ...] = ()
    held_against: Annotated[str, "contract.metrics"] | None = None
    agreed_by: Literal["payers", "both"] = "both"
    most_margin: Share | None = None
    given_back: Share = Share(1.0)
    rescue: Share = Share(0.0)
    may_end_early: tuple[Annotated[str, "party"], ...] = ()
    minimums: tuple[Minimum, ...] = ()


#: Nothing changes.
NO_REVIEW = Review()
