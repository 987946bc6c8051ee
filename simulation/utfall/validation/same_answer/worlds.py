"""Worlds in which the flagship comparison is made again: one convention changed at a time."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from utfall.experiment.jobs import Luck


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """One way of being wrong.

    id, title    as in the table
    differs      what is changed: luck, link, mind (empty: nothing)
    luck         coupling of the world without the contract
    settings     dotted key -> value, for every contract
    """

    id: str
    title: str
    differs: str = ""
    luck: Luck = "monotone"
    settings: Mapping[str, str] = field(default_factory=dict)


def _minds(rule: str) -> dict[str, str]:
    return {"behaviour.providers": rule}


WORLDS = (
    World(id="as_it_is", title="as it is"),
    World(id="entry_exit", title="entry, exit", differs="luck", luck="entry_exit"),
    World(id="copula", title="copula", differs="luck", luck="copula"),
    World(id="independent", title="independent", differs="luck", luck="independent"),
    World(id="probit", title="probit", differs="link", settings={"people.link": "probit"}),
    World(id="cloglog", title="cloglog", differs="link", settings={"people.link": "cloglog"}),
    World(id="adaptive", title="adaptive", differs="mind", settings=_minds("adaptive")),
    World(id="target_satisficer", title="satisficing", differs="mind", settings=_minds("target_satisficer")),
)
