"""The cases nearest to a problem in a few words: by the words of the files, no language model and no list of synonyms but `about.keywords`."""

import math
import re
from collections.abc import Iterable, Sequence

from utfall.scenario.library import LibraryEntry

#: What a word is worth by where it stands.
OWN, TITLE, SUMMARY, REST = 4.0, 3.0, 2.0, 1.0
MOST = 6
#: A case is told if it is worth at least this share of the nearest one.
NEAR_ENOUGH = 0.4
_LETTERS = re.compile(r"[^\W\d_]+")
#: Words that say nothing of a problem.
_EMPTY = frozenset(
    _LETTERS.findall(
        "a again an and are as at back be by can come do for from get go has have help how in into is it less more no not of often on or our out "
        "people person that the their them they to too want we what where who with"
    )
)


def nearest(asked: Iterable[str], entries: Sequence[LibraryEntry]) -> tuple[LibraryEntry, ...]:
    """At most six cases, the nearest first; empty where no word of the problem is in any file.

    A word counts by where it stands in a case (its keywords, its title, its summary and people, the rest), and for more the fewer cases have it.
    """
    wanted = dict.fromkeys(word for text in asked for word in _words(text) if word not in _EMPTY)
    worth = {entry.id: _worths(entry) for entry in entries}
    score = {entry.id: 0.0 for entry in entries}
    for word in wanted:
        found = {name: max((value for other, value in have.items() if alike(word, other)), default=0.0) for name, have in worth.items()}
        having = sum(value > 0.0 for value in found.values())
        for name, value in found.items():
            score[name] += value * math.log(1.0 + len(entries) / max(1, having))
    best = max(score.values(), default=0.0)
    near = [entry for entry in entries if best > 0.0 and score[entry.id] >= NEAR_ENOUGH * best]
    return tuple(sorted(near, key=lambda entry: -score[entry.id]))[:MOST]


def alike(one: str, other: str) -> bool:
    """Whether two words have a stem in common: homeless and homelessness, unemployed and unemployment; short words only when they are the same."""
    if one == other:
        return True
    same = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return same >= 4 and same >= min(len(one), len(other)) - 2 and max(len(one), len(other)) - same <= 4


def _worths(entry: LibraryEntry) -> dict[str, float]:
    """Each word of a case with the most that it is worth there."""
    found: dict[str, float] = {}
    texts = (
        *((text, OWN) for text in entry.keywords),
        (f"{entry.title} {entry.id.replace('_', ' ')}", TITLE),
        (f"{entry.summary} {entry.who} {entry.theme} {entry.country}", SUMMARY),
        *((text, REST) for text in (entry.teaches, entry.shows, *(title for _, title in entry.variants))),
    )
    for text, worth in texts:
        for word in _words(text):
            found[word] = max(worth, found.get(word, 0.0))
    return found


def _words(text: str) -> list[str]:
    return _LETTERS.findall(text.casefold())
