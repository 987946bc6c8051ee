"""Words in which a problem is told, beside those in which the cases are told: each row says one thing in several ways."""

import re
from functools import lru_cache

#: Letters that words must have in common to be alike; words that are shorter must be the same.
STEM = 4
_LETTERS = re.compile(r"[^\W\d_]+")
#: Words that say nothing of a problem.
EMPTY = frozenset(
    _LETTERS.findall(
        "a about after again all an and any are as at back be been before but by can cannot come could do does don for from get go has have "
        "help how in into is it its less many more most need needs never no not of often on or our out over own people person some still t "
        "that the their them they this to too under up want we were what when where which who whom whose why will with without would you "
        "your"
    )
)
#: One thing said in several ways: words (their stem counts) and phrases. Cases are told in the field's words, problems in everybody's.
ROWS: tuple[tuple[str, ...], ...] = (
    ("children", "child", "kids", "pupils", "boys"),
    ("youth", "young people", "young adults", "teenagers", "teens", "adolescents"),
    ("elderly", "older people", "old people", "ageing", "seniors", "pensioners"),
    ("elderly care", "reablement", "home care", "falls", "frail", "end up in hospital"),
    ("homelessness", "rough sleepers", "rough sleeping", "sleep rough", "sleeping rough", "sleep outside", "no home"),
    ("unemployment", "jobless", "out of work", "without work", "without a job", "without jobs", "no job", "no work"),
    ("NEET", "not in education employment or training", "not in employment education or training", "neither work nor study"),
    ("school dropouts", "drop out", "dropping out", "truancy", "skip school", "leave school", "skipping school"),
    ("reading", "read", "literacy", "illiteracy", "arithmetic", "numeracy", "learn to write"),
    ("recidivism", "reoffend", "reoffending", "offenders", "reconviction", "crime", "criminals"),
    ("prisoners", "prison", "inmates", "jail"),
    ("refugees", "migrants", "immigrants", "asylum seekers", "newcomers"),
    ("addiction", "drugs", "drug", "alcohol", "substance abuse", "detox"),
    ("sick leave", "sickness absence", "burnout", "burn out", "absenteeism", "stress at work"),
    ("foster care", "children in care", "looked after children", "residential care", "placed in care"),
    ("early childhood", "early years", "preschool", "kindergarten", "nursery", "daycare"),
    ("disability", "disabled", "long illness", "chronic illness", "handicap"),
    ("hospital queues", "waiting times", "waiting lists"),
    ("floods", "flooding", "flooded", "storm water"),
)


def words_of(text: str) -> list[str]:
    """The words of a text, in small letters."""
    return _LETTERS.findall(text.casefold())


def alike(one: str, other: str) -> bool:
    """Whether two words have a stem in common: homeless and homelessness, unemployed and unemployment; short words only when they are the same."""
    if one == other:
        return True
    same = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return same >= STEM and same >= min(len(one), len(other)) - 2 and max(len(one), len(other)) - same <= 4


def rows_in(words: list[str]) -> list[tuple[int, int, int]]:
    """(row, first word, words) of each way of saying a row that stands among the words, in whatever order, longest first."""
    ways = _ways()
    found = [
        (row, start, len(said))
        for start, word in enumerate(words)
        for row, said in ways.get(word[:STEM], ())
        if _same(said, words[start : start + len(said)])
    ]
    return sorted(found, key=lambda one: (-one[2], one[1], one[0]))


def _same(said: tuple[str, ...], words: list[str]) -> bool:
    """Whether each word of one is alike to one of the other."""
    return all(any(alike(a, b) for b in words) for a in said) and all(any(alike(a, b) for a in said) for b in words)


@lru_cache(maxsize=1)
def _ways() -> dict[str, tuple[tuple[int, tuple[str, ...]], ...]]:
    """Stem of each word of a way -> (row, all its words): words that are alike begin alike."""
    found: dict[str, tuple[tuple[int, tuple[str, ...]], ...]] = {}
    for row, ways in enumerate(ROWS):
        for way in ways:
            said = tuple(words_of(way))
            for stem in dict.fromkeys(word[:STEM] for word in said):
                found[stem] = (*found.get(stem, ()), (row, said))
    return found
