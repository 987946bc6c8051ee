"""What a file says of people and of the market, as sentences beside those of the contract."""

from utfall.base.mechanisms import Mechanisms
from utfall.people.parameters import PopulationParameters


def people_sentences(people: PopulationParameters, mechanisms: Mechanisms) -> tuple[str, ...]:
    """One sentence for each thing that is asked for and at work."""
    return tuple(_market(people)) if mechanisms.displacement else ()


def _market(people: PopulationParameters) -> list[str]:
    market = people.market
    if market is None:
        return []
    said = []
    for outcome, places in zip(people.outcomes, market.openings, strict=True):
        if places is not None:
            more = "" if market.elasticity == 0 else f", and more where more is looked for (elasticity {market.elasticity:g})"
            also = f"; {market.others:.0f} people from outside look for them too" if market.others else ""
            said.append(f'There are {places:g} openings a month to be "{outcome.title}"{more}{also}: who gets one may take it from another.')
    return said
