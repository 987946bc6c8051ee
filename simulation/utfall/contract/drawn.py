"""Who pays whom, drawn in letters: each party above those whom it pays, with what for on the line between them."""

import textwrap
from collections.abc import Iterable

WIDTH = 100
_LINE = "|  "


def drawn(flows: Iterable[tuple[str, str, str]]) -> list[str]:
    """Lines of a drawing of (from, to, for what): down a line money goes on as long as whom it reaches pays somebody; then the next begins.

    Each flow stands once; what one party pays another for stands on one line between them.
    """
    left: dict[tuple[str, str], list[str]] = {}
    for source, target, what in flows:
        left.setdefault((source, target), []).append(what)
    lines: list[str] = []
    at = ""
    while left:
        pair = next((pair for pair in left if pair[0] == at), None)
        if pair is None:
            paid = {target for source, target in left if (target, source) not in left}  # who only gets its own back begins a line
            pair = next((pair for pair in left if pair[0] not in paid), next(iter(left)))
            lines += [*([""] if lines else []), pair[0]]
        lines += [*_line(left.pop(pair)), pair[1]]
        at = pair[1]
    return lines


def _line(whats: list[str]) -> list[str]:
    """The line between two parties, downwards."""
    said = [line for what in whats for line in textwrap.wrap(what, WIDTH, subsequent_indent="  ")]
    return [*(_LINE + line for line in said), "v"]
