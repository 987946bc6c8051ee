"""Shared values of the parties beside providers."""

from typing import Annotated, Any

from utfall.scenario.schema import words
from utfall.scenario.schema.table import Table, key


class OtherParties(Table):
    """How referrers, auditors, commissioners, investors and bidders behave, the same in every case."""

    referrer_accuracy: Annotated[Any, words.NUMBER] = key("correlation of the referrer's look at need with need")
    referrer_window: Annotated[Any, words.NUMBER] = key("months of measured history that a referrer looks at")
    rating_pull: Annotated[Any, words.NUMBER] = key("referrals grow as exp(pull x published success share)")
    rating_fall: Annotated[Any, words.NUMBER] = key("success share that a rating loses if all audited claims are found false")
    audit_insight: Annotated[Any, words.NUMBER] = key("how much more doubtful a false claim looks than a true one, sd")
    gaming_start: Annotated[Any, words.NUMBER] = key("chance that a run under an audit capacity starts from everybody expecting false claims")
    mandate_break: Annotated[Any, words.NUMBER] = key("chance that a new mandate of a payer ends the contract")
    places_lost: Annotated[Any, words.NUMBER] = key("share of its places that a provider loses for falling short")
    renewal_steepness: Annotated[Any, words.NUMBER] = key("how steeply the chance of renewal rises with results over the forecast")
    renewal_length: Annotated[Any, words.NUMBER] = key("length of a renewed contract over this one")
    impact_weight: Annotated[Any, words.NUMBER] = key("weight of an impact-first investor on social value")
    fund_contracts: Annotated[Any, words.NUMBER] = key("contracts among which a fund shares its risk")
    fund_common: Annotated[Any, words.NUMBER] = key("share of the variance that is common to a fund's contracts")
    bid_spread: Annotated[Any, words.NUMBER] = key("sd of the log of a bidder's signal of its own effect")
    bid_shading: Annotated[Any, words.NUMBER] = key("share of the winner's curse that bidders reckon with")
    evaluator_leaning: Annotated[Any, words.NUMBER] = key("standard errors by which an evaluator chosen by the payee reports a gain too high")
    entry_wait: Annotated[Any, words.NUMBER] = key("months until a newcomer takes the place of a provider that has stopped")
