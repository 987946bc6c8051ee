"""The cases nearest to a problem in a few words: by the words of the files, and by other words for the same things (`other_words`)."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from utfall.scenario.library import LibraryEntry
from utfall.scenario.other_words import EMPTY, STEM, alike, rows_in, words_of

#: What a word is worth by where it stands, and what another word for the same thing is worth of that.
OWN, TITLE, SUMMARY, REST = 4.0, 3.0, 2.0, 1.0
OTHER = 0.75
MOST = 6
#: A case is told if it is worth at least this share of the nearest one.
NEAR_ENOUGH = 0.4
#: The nearest case is near if the words that it has, in its summary or better, are at least this share of what all are worth.
NEAR = 0.5


@dataclass(frozen=True, slots=True)
class _Asked:
    """One thing that a problem names: a word, or a phrase as a whole (no word then), and the rows of other words that it is one of."""

    word: str
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Told:
    """What each word of a case, by its stem, and each row of other words that it says, is worth there at most."""

    words: dict[str, dict[str, float]] = field(default_factory=dict)
    rows: dict[int, float] = field(default_factory=dict)

    def worth(self, asked: _Asked) -> float:
        """What one thing that was asked for is worth in this case; 0.0: it has nothing of it."""
        itself = max((value for word, value in self.words.get(asked.word[:STEM], {}).items() if alike(asked.word, word)), default=0.0)
        other = max((self.rows.get(row, 0.0) for row in asked.rows), default=0.0)
        return max(itself, other * (OTHER if asked.word else 1.0))


class Nearest(NamedTuple):
    """At most six cases, the nearest first, and whether the first is near: whether it has most of the problem, and not in passing."""

    entries: tuple[LibraryEntry, ...]
    near: bool


def nearest(asked: Iterable[str], entries: Sequence[LibraryEntry]) -> Nearest:
    """The cases nearest to a problem; none where no case has a word of it.

    A word counts by where it stands in a case (its keywords, its title, its summary and people, the rest), and for more the fewer cases have it.
    """
    told = {entry.id: _told(entry) for entry in entries}
    score, shown = dict.fromkeys(told, 0.0), dict.fromkeys(told, 0.0)
    whole = 0.0
    for one in _asked(" ".join(asked)):
        found = {name: case.worth(one) for name, case in told.items()}
        rare = math.log(1.0 + len(entries) / max(1, sum(value > 0.0 for value in found.values())))
        whole += rare
        for name, value in found.items():
            score[name] += value * rare
            shown[name] += rare if value > REST else 0.0
    best = max(score.values(), default=0.0)
    close = sorted((entry for entry in entries if best > 0.0 and score[entry.id] >= NEAR_ENOUGH * best), key=lambda entry: -score[entry.id])
    return Nearest(tuple(close[:MOST]), bool(close) and shown[close[0].id] >= NEAR * whole)


def _asked(text: str) -> tuple[_Asked, ...]:
    """What a problem names, each once: phrases first, then the words that are in none."""
    words = words_of(text)
    used: set[int] = set()
    found: dict[_Asked, None] = {}
    rows = rows_in(words)
    for row, start, length in rows:
        if length > 1 and used.isdisjoint(range(start, start + length)):
            used.update(range(start, start + length))
            found[_Asked("", (row,))] = None
    for n, word in enumerate(words):
        if n not in used and word not in EMPTY:
            found[_Asked(word, tuple(row for row, start, length in rows if length == 1 and start == n))] = None
    return tuple(found)


def _told(entry: LibraryEntry) -> _Told:
    told = _Told()
    texts = (
        *((text, OWN) for text in entry.keywords),
        (f"{entry.title} {entry.id.replace('_', ' ')}", TITLE),
        (f"{entry.summary} {entry.who} {entry.theme} {entry.country}", SUMMARY),
        *((text, REST) for text in (entry.teaches, entry.shows, *(title for _, title in entry.variants))),
    )
    for text, worth in texts:
        words = words_of(text)
        for word in words:
            stem = told.words.setdefault(word[:STEM], {})
            stem[word] = max(worth, stem.get(word, 0.0))
        for row, _, _ in rows_in(words):
            told.rows[row] = max(worth, told.rows.get(row, 0.0))
    return told
