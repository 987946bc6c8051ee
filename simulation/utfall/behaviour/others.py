"""How the parties beside providers behave: referrers, auditors, commissioners, investors, bidders. The same in every case."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Others:
    """Parameters of the other parties; all assumed.

    referrer_accuracy   correlation of the referrer's look at need with need (0-1)
    referrer_window     months of measured history that a referrer looks at
    rating_pull         referrals grow as exp(pull x published success share); 0: no answer (1 / share)
    rating_fall         success share that a rating loses if all of a provider's audited claims are found false (share)
    audit_insight       how much more doubtful a false claim looks than a true one (sd)
    gaming_start        chance that a run under an audit capacity starts from everybody expecting false claims (share)
    mandate_break       chance that a new mandate of a payer ends the contract (share)
    places_lost         share of its places that a provider loses for falling short (share)
    renewal_steepness   how steeply the chance of renewal rises with results over what was forecast (1 / share of the forecast)
    renewal_length      length of a renewed contract over this one (ratio)
    impact_weight       weight of an impact-first investor on social value (minor units of money a minor unit of value)
    fund_contracts      contracts among which a fund shares its risk (count)
    fund_common         share of the variance that is common to them (share)
    bid_spread          sd of the log of a bidder's signal of its own effect
    bid_shading         share of the winner's curse that bidders reckon with (0: naive, 1: fully)
    evaluator_leaning   standard errors by which an evaluator chosen by the payee reports a gain too high
    entry_wait          months until a newcomer takes the place of a provider that has stopped
    """

    referrer_accuracy: float = 0.5
    referrer_window: float = 6.0
    rating_pull: float = 5.0
    rating_fall: float = 0.3
    audit_insight: float = 0.5
    gaming_start: float = 0.5
    mandate_break: float = 0.1
    places_lost: float = 0.25
    renewal_steepness: float = 4.0
    renewal_length: float = 1.0
    impact_weight: float = 0.3
    fund_contracts: float = 5.0
    fund_common: float = 0.2
    bid_spread: float = 0.3
    bid_shading: float = 0.5
    entry_wait: float = 6.0
    evaluator_leaning: float = 0.5
