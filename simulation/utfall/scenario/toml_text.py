"""A composed tree as TOML text (the standard library only reads it)."""

import json
from collections.abc import Iterator
from typing import Any

from utfall.scenario.library import NAME


def to_toml(tree: dict[str, Any]) -> str:
    """TOML text that reads back as the same tree."""
    return "\n".join(_lines(tree, ())).strip() + "\n"


def _lines(table: dict[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    plain = {key: value for key, value in table.items() if not _is_section(value)}
    if path and (plain or not table):
        yield f"\n[{'.'.join(_key(part) for part in path)}]"
    for key, value in plain.items():
        yield f"{_key(key)} = {_value(value)}"
    for key, value in table.items():
        if _is_section(value):
            yield from _lines(value, (*path, key))


def _is_section(value: object) -> bool:
    """A table that gets a heading: one that is not a value with its source."""
    return isinstance(value, dict) and "value" not in value


def _key(name: str) -> str:
    return name if NAME.fullmatch(name) else json.dumps(name, ensure_ascii=False)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return f"[{', '.join(_value(item) for item in value)}]"
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{_key(key)} = {_value(item)}' for key, item in value.items())} }}"
    return repr(value) if isinstance(value, (int, float)) else str(value)
