"""Names of contracts that stand beside each other: short labels for tables, titles for sentences, each used once."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from utfall.scenario import Scenario

Name = Callable[["Scenario"], str]


def paid_for(scenario: "Scenario") -> str:
    """What a contract pays for, as the titles of its paid metrics: "A job on day 90"."""
    contract = scenario.case().contract
    titles = {metric.id: metric.title or metric.id.replace("_", " ") for metric in contract.metrics}
    said = " and ".join(titles[id_] for id_ in contract.paid)
    return said[:1].upper() + said[1:]


def labels_of(scenarios: Sequence["Scenario"]) -> tuple[str, ...]:
    """Their ids; the ids of what they pay for where those repeat; else numbered."""
    return _first_unlike(scenarios, (lambda s: s.id, lambda s: "+".join(s.case().contract.paid)))


def titles_of(scenarios: Sequence["Scenario"]) -> tuple[str, ...]:
    """Their titles; what they pay for where those repeat; else numbered."""
    return _first_unlike(scenarios, (lambda s: s.title, paid_for))


def said_of(key: str, value: str) -> str:
    """A contract as the value of one key in which it differs: "Who selects: random"."""
    words = key.rpartition(".")[2].replace("_", " ")
    return f"{words[:1].upper()}{words[1:]}: {value.strip()}"


def between(title: str, labels: Sequence[str], *, of_one: bool = False) -> str:
    """The title of a comparison: both names of two (of_one: they are values of one contract, which is named), else whose they are and how many."""
    if len(labels) != 2:
        return f"{title}: {len(labels)} contracts"
    return f"{title}: {' against '.join(labels)}" if of_one else " against ".join(labels)


def shared_notes(scenarios: Sequence["Scenario"]) -> tuple[str, ...]:
    """What a reader would not see in any of the files: notes that all contracts share; of each alone, `utfall show` tells."""
    first, *others = [scenario.notes for scenario in scenarios]
    return tuple(note for note in first if all(note in theirs for theirs in others))


def _first_unlike(scenarios: Sequence["Scenario"], names: Sequence[Name]) -> tuple[str, ...]:
    for name in names:
        found = tuple(name(scenario) for scenario in scenarios)
        if all(found) and len(set(found)) == len(found):
            return found
    return tuple(f"{names[0](scenario)} {number}" for number, scenario in enumerate(scenarios, 1))
