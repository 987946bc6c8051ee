"""Text and JSON on standard output without any heavy library."""

import json
import re
import sys
import textwrap
from collections.abc import Sequence

from utfall.cli.console import plain

WIDEST = 110
#: Spaces at which no line ends: before a per cent sign, after a currency, within a number.
_HELD = re.compile(r" (?=%)|(?<=\b[A-Z]{3}) (?=[-\u2212]?\d)|(?<=\d) (?=\d{3}\b)|(?<=\d) (?=million\b)")
_HELD_AS = "\u00a0"


def print_json(found: object) -> None:
    """One object on standard output, the same bytes for the same numbers."""
    sys.stdout.write(json.dumps(found, indent=1, ensure_ascii=False, allow_nan=False) + "\n")


def wrapped(text: str, indent: str = "", below: int = 2, width: int = WIDEST) -> str:
    """A sentence in lines of at most 110 letters; those after the first stand `below` letters further in."""
    rest, held = indent + " " * below, _HELD.sub(_HELD_AS, plain(text))
    lines = textwrap.fill(held, min(width, WIDEST), initial_indent=indent, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False)
    return lines.replace(_HELD_AS, " ")


def columns(rows: Sequence[Sequence[str]], widest: int = 48) -> str:
    """Rows with their cells below each other; a cell wider than `widest` is left as it is."""
    cells = [[plain(cell) for cell in row] for row in rows]
    count = max((len(row) for row in cells), default=0)
    widths = [max((len(row[i]) for row in cells if i < len(row) and len(row[i]) <= widest), default=0) for i in range(count)]
    return "\n".join("  ".join(cell.ljust(widths[i]) for i, cell in enumerate(row)).rstrip() for row in cells)
