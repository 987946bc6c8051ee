"""What a file says of people and of the market, as sentences beside those of the contract."""

from utfall.base.mechanisms import Mechanisms
from utfall.contract.words import per_cent
from utfall.people.parameters import PopulationParameters


def people_sentences(people: PopulationParameters, mechanisms: Mechanisms) -> tuple[str, ...]:
    """One sentence for each thing that is asked for and at work."""
    said = _market(people) if mechanisms.displacement else []
    said += _neither(people) if mechanisms.third_state else []
    return (*said, *_ordinary(people, mechanisms), *_workers(people, mechanisms))


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


def _neither(people: PopulationParameters) -> list[str]:
    """States between benefit and the outcome."""
    said = []
    for around in people.outcomes:
        if around.contains >= 0:
            inner = people.outcomes[around.contains].title
            text = f'Each month {per_cent(around.leaves)} of those who are not "{around.title}" come to be so without being "{inner}"'
            said.append(f"{text}, more where a task pushes them, and leave the service; {per_cent(around.returns)} of them come back a month.")
    return said


def _ordinary(people: PopulationParameters, mechanisms: Mechanisms) -> list[str]:
    ordinary = people.ordinary
    if ordinary is None:
        return []
    said = f"Without the programme a person gets {ordinary.hours:g} hours of {people.tasks[ordinary.task].title} a month"
    said += f"; its users give up {per_cent(ordinary.given_up)} of that"
    if mechanisms.services:
        said += f", and each of its hours takes {ordinary.drawn_per_hour:g} hours of staff from others"
    return [f"{said}."]


def _workers(people: PopulationParameters, mechanisms: Mechanisms) -> list[str]:
    law = people.continuity
    if law is None or not mechanisms.turnover:
        return []
    return [f"Each month {per_cent(law.leaves)} of the workers leave; with a new one help builds {per_cent(law.lost_at_first)} less at first."]
