"""The keys of an experiment file: what each may hold, in words that an error can use."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from utfall.scenario.schema.behaviour import PROFILES, SHARED

ID = re.compile(r"[a-z][a-z0-9_]{0,39}")
MOST_TEXT = 300
MOST_RUNS = 10_000_000


@dataclass(frozen=True, slots=True)
class Key:
    """One key: what it holds, a check that says what is wrong (or nothing), keys of the table inside it."""

    meaning: str
    example: str
    wrong: Callable[[Any], str]
    required: bool = False
    inside: Mapping[str, "Key"] = field(default_factory=dict)


def text_key(value: Any) -> str:
    """What is wrong with a text (nothing: empty)."""
    if not isinstance(value, str) or not value.strip():
        return f"{_shown(value)} is no text; write it in quotes"
    return f"is longer than {MOST_TEXT} characters" if len(value) > MOST_TEXT else ""


def _count(least: int) -> Callable[[Any], str]:
    def wrong(value: Any) -> str:
        if isinstance(value, bool) or not isinstance(value, int):
            return f"{_shown(value)} is no whole number; write it bare, as 400"
        return "" if least <= value <= MOST_RUNS else f"{value} is not between {least} and {MOST_RUNS}"

    return wrong


def _switch(value: Any) -> str:
    return "" if isinstance(value, bool) else f"{_shown(value)} is neither true nor false"


def _prices(value: Any) -> str:
    if not isinstance(value, list) or not value:
        return "write a list of factors on the prices of the file, as [0.25, 0.5, 1, 2]"
    for price in value:
        if isinstance(price, bool) or not isinstance(price, int | float) or not math.isfinite(price) or not 0 <= price <= 1000:
            return f"{_shown(price)} is no factor on prices; write a number from 0 to 1000"
    return f"{len(value)} prices are too many; at most 50" if len(value) > 50 else ""


def _names(value: Any) -> str:
    return "" if isinstance(value, list) and value and all(isinstance(name, str) for name in value) else "write a list of names of arms"


def _table(value: Any) -> str:
    return "" if isinstance(value, dict) else f"{_shown(value)} is no table"


def _arms(value: Any) -> str:
    if not isinstance(value, dict):
        return "write a table for each arm: [arms.NAME]"
    bad = next((name for name in value if not ID.fullmatch(name)), None)
    return f'"{bad}" is no name of an arm; a letter a-z, then letters, digits and _, at most 40' if bad is not None else ""


def _settings(value: Any) -> str:
    if not isinstance(value, dict):
        return 'write a table of dotted keys, as { "contract.metric" = "hours_3m" }'
    return ""


def _uncertainty(value: Any) -> str:
    return "" if value in ("draw", "central") else f"{_shown(value)} is neither draw nor central"


def _rival(value: Any) -> str:
    rivals = [name for name in PROFILES if name != SHARED]
    return "" if value in rivals else f"{_shown(value)} is no rival of the shared profile; there is: {', '.join(rivals)}"


def _shown(value: Any) -> str:
    text = str(value)
    return f'"{text[:40]}"' if isinstance(value, str) else text[:40]


_GRID: dict[str, Key] = {
    "arms": Key("arms that are run at each price", '["hours_3m"]', _names),
    "prices": Key("factors on the prices of the file", "[0.25, 0.5, 1, 2]", _prices),
    "runs": Key("seeds at each price", "40", _count(1)),
    "rival": Key("a rival behaviour profile under which each price is run too", '"well_informed"', _rival),
    "rival_runs": Key("seeds at each price under it", "20", _count(0)),
}
_COUNTS: dict[str, Key] = {
    "people": Key("scale the case to so many eligible people", "1000", _count(1)),
    "runs": Key("seeds of the main view", "400", _count(1)),
    "as_written": Key("seeds on which the prices of the file are run too", "80", _count(0)),
    "references": Key("seeds of the reference runs", "80", _count(0)),
    "grid": Key("prices with the block fee that gives the provider its outside option", "[grid]", _table, inside=_GRID),
}
ARM: dict[str, Key] = {
    "title": Key("the arm in words", '"Paid by the hour"', text_key),
    "variant": Key("a variant of the scenario", '"hours_3m"', text_key),
    "set": Key("values that differ, by dotted key", '{ "contract.metric" = "hours_3m" }', _settings),
}
_SMALLER_GRID: dict[str, Key] = {
    "prices": _GRID["prices"],
    "runs": Key("seeds at each price; 0: no grid", "20", _count(0)),
    "rival_runs": _GRID["rival_runs"],
}
_SMALLER: dict[str, Key] = _COUNTS | {
    "arms": Key("arms that are run at this size", '["agreed", "hours_3m"]', _names),
    "grid": Key("a smaller grid", "{ prices = [0.5, 1], runs = 20 }", _table, inside=_SMALLER_GRID),
}
TOP: dict[str, Key] = {
    "title": Key("what the experiment is about", '"Which metric should the contract pay on?"', text_key, required=True),
    "question": Key("the question in one or two sentences", '"..."', text_key),
    "scenario": Key("the scenario all arms start from", '"koto_sib"', text_key, required=True),
    "seed": Key("the first seed", "1", _count(1)),
    "uncertainty": Key("draw uncertain values, or use central ones", '"draw"', _uncertainty),
    "equal_budget": Key("scale prices to equal forecast payments", "true", _switch),
    "arms": Key("the contracts that are compared", "[arms.NAME]", _arms, required=True),
    **_COUNTS,
    "demo": Key("smaller counts for `utfall demo`", "[demo]", _table, inside=_SMALLER),
    "quick": Key("still smaller counts for `utfall demo --quick`", "[quick]", _table, inside=_SMALLER),
}
