"""The market that people enter: places that they compete for."""

from typing import Annotated, Any

from utfall.scenario.schema import words
from utfall.scenario.schema.table import One, Table, key


class RetenderTable(Table):
    """Places that are tendered anew while the contract runs; providers do not reckon with it."""

    every: Annotated[Any, words.TIME] = key("how often", required=True)
    at_risk: Annotated[Any, words.SHARE] = key(
        "share of the providers, those paid least a month of service, whose places are tendered", required=True
    )
    replaced: Annotated[Any, words.SHARE] = key(
        "chance that another wins such a place, with the plan of hours, skill and honesty of a provider not at risk", required=True
    )


class MarketTable(Table):
    """What there is to be found."""

    openings: Annotated[Any, words.keyed("outcomes", words.FLOW)] = key("places a month in a state outcome, for all who look", "no limit")
    elasticity: Annotated[Any, words.NUMBER] = key("0: the places are fixed; 1: as many as are looked for", "0")
    tender: Annotated[Any, words.COUNT] = key("bidders for the contract at a share of its prices; the lowest wins", "prices as written")
    entry: Annotated[Any, words.SWITCH] = key("whether a newcomer takes the place of a provider that has stopped", "false")
    retender: Annotated[Any, One(RetenderTable)] = key("places that are tendered anew while the contract runs", "none are")
    others: Annotated[Any, words.COUNT0] = key("people from outside who look for the same places", "0")
