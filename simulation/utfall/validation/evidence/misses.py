"""Rows that are known to be missed, each with its reason: the list holds in both directions."""

import tomllib
from functools import lru_cache
from importlib.resources import files

from utfall.validation.evidence.verdict import Verdict


@lru_cache(maxsize=1)
def known_misses() -> dict[str, str]:
    """Row -> why it is missed."""
    text = (files("utfall.validation") / "known_misses.toml").read_text(encoding="utf-8")
    return {str(row): str(why) for row, why in tomllib.loads(text).items()}


def surprises(verdicts: tuple[Verdict, ...]) -> tuple[str, ...]:
    """What differs from the list, in words: rows missed that are not on it, rows on it that are not missed."""
    known = known_misses()
    found = []
    for verdict in verdicts:
        id_, missed = verdict.evidence.id, verdict.word == "missed" and verdict.counts
        if missed and id_ not in known:
            found.append(f"{id_} is missed and not on the list of known misses")
        if not missed and id_ in known:
            found.append(f"{id_} is on the list of known misses and is {verdict.word}")
    return tuple(found)
