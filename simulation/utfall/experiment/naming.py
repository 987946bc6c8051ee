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


def between(title: str, labels: Sequence[str]) -> str:
    """The title of a comparison: both names of two, else whose contracts they are and how many."""
    return " against ".join(labels) if len(labels) == 2 else f"{title}: {len(labels)} contracts"


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
