"""The library as a card index: each case with its theme and the form of its payments, so that one can look for the nearest."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from utfall.base.errors import UsageError
from utfall.contract.payment_forms import FORMS, payment_forms
from utfall.scenario.library import LibraryEntry, list_library
from utfall.scenario.load import load
from utfall.scenario.near import did_you_mean
from utfall.scenario.nearest import nearest
from utfall.scenario.scenario import Scenario
from utfall.scenario.schema.parties import THEMES

_FORMS_ARE_READ_OFF = ("contract.metric", "contract.metrics", "contract.terms", "capital")


@dataclass(frozen=True, slots=True)
class Card:
    """One case.

    forms     of its payments (`contract.payment_forms`)
    variants  id of a variant -> its forms, where they are not those of the case
    """

    entry: LibraryEntry
    scenario: Scenario
    forms: tuple[str, ...]
    variants: dict[str, tuple[str, ...]]

    @property
    def every_form(self) -> set[str]:
        """Forms of the case and of its variants."""
        return set(self.forms).union(*self.variants.values())


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; None: anything."""

    country: str | None = None
    theme: str | None = None
    form: str | None = None


def cards() -> tuple[Card, ...]:
    """Every case of the library, by name."""
    return tuple(card(entry) for entry in list_library())


def nearest_cards(words: Iterable[str], among: Sequence[LibraryEntry] | None = None) -> tuple[tuple[Card, ...], bool]:
    """The cases nearest to a problem in words, the nearest first, and whether that one is near; among: only of these."""
    found = nearest(words, list_library() if among is None else among)
    return tuple(card(entry) for entry in found.entries), found.near


def card(entry: LibraryEntry) -> Card:
    """The card of one case."""
    scenario = load(entry.id)
    forms = payment_forms(scenario.agreed)
    changed = {name: changes for name, changes in scenario.layers.tree.get("variants", {}).items() if _may_change_forms(changes)}
    others = {name: payment_forms(scenario.laid(name).agreed) for name in changed}
    return Card(entry, scenario, forms, {name: found for name, found in others.items() if found != forms})


def _may_change_forms(changes: dict[str, Any]) -> bool:
    """Whether a variant touches what forms are read off; one that does not need not be understood."""
    touched = (*changes, *(f"contract.{name}" for name in changes.get("contract", ())), *changes.get("without", ()))
    return any(f"{path}.".startswith(f"{one}.") for path in touched for one in _FORMS_ARE_READ_OFF)


def fitting(found: Iterable[Card], wanted: Wanted) -> tuple[Card, ...]:
    """The cards that fit; UsageError for a country, theme or form that there is not."""
    every = tuple(found)
    country = _known("country", wanted.country, sorted({card.entry.country for card in every if card.entry.country}))
    theme, form = _known("theme", wanted.theme, THEMES), _known("form", wanted.form, tuple(FORMS))
    return tuple(
        card
        for card in every
        if (country is None or card.entry.country == country)
        and (theme is None or card.entry.theme == theme)
        and (form is None or form in card.every_form)
    )


def left(found: Iterable[Card], wanted: Wanted) -> list[str]:
    """What there is where nothing fits: for each thing asked for, what its cases are; one line each."""
    every = tuple(found)
    with_cases = {
        "country": sorted({card.entry.country for card in every if card.entry.country}),
        "theme": [theme for theme in THEMES if any(card.entry.theme == theme for card in every)],
        "form": [form for form in FORMS if any(form in card.every_form for card in every)],
    }
    said = []
    for name, word in (("country", wanted.country), ("theme", wanted.theme), ("form", wanted.form)):
        if word is not None:
            some = ", ".join(card.entry.id for card in fitting(every, Wanted(**{name: word})))
            said.append(f"{name} {word}: {some or 'no case yet; cases of ' + ', '.join(with_cases[name])}")
    return said


def _known(what: str, word: str | None, known: Iterable[str]) -> str | None:
    """The word as it is spelled in the library."""
    if word is None:
        return None
    spelled = {_plain(name): name for name in known}
    if _plain(word) in spelled:
        return spelled[_plain(word)]
    close = did_you_mean(_plain(word), spelled)
    raise UsageError(f'no {what} "{word[:60]}"{close or "; there are: " + ", ".join(spelled.values())}')


def _plain(word: str) -> str:
    return word.replace("_", " ").replace("-", " ").strip().casefold()
