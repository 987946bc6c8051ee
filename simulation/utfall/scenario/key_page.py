"""Every key of the scenario file as a page of tables, generated from the schema: docs/language.md holds it, and a test keeps it in step."""

from itertools import groupby

from utfall.scenario.explain import Explained, vocabulary

_HEAD = "| key | type | meaning | without it | one of |\n| --- | --- | --- | --- | --- |\n"


def key_page() -> str:
    """Markdown: one section for each table at the top of the file, keys that several kinds share said once."""
    sections = groupby(vocabulary(), key=lambda row: row.path.split(".")[0] if "." in row.path else "")
    found: dict[str, list[Explained]] = {}
    for name, rows in sections:
        for row in rows:
            found.setdefault(name or row.path, []).append(row)
    return "\n".join(f"### {name}\n\n{_HEAD}{_lines(rows)}" for name, rows in found.items())


def _lines(rows: list[Explained]) -> str:
    said: dict[tuple[str, ...], list[str]] = {}
    for row in rows:
        kinds = said.setdefault((row.path, *_cells(row)), [])
        if row.kind and row.kind not in kinds:
            kinds.append(row.kind)
    return "".join(f"| `{path}`{_of(kinds, _kinds_of(rows, path))} | {' | '.join(cells)} |\n" for (path, *cells), kinds in said.items())


def _cells(row: Explained) -> tuple[str, ...]:
    words = "" if row.path.endswith(".kind") and len(row.allowed) > 3 and row.kind else ", ".join(row.allowed)
    return tuple(cell.replace("|", "\\|") for cell in (row.type, row.meaning, row.default, words))


def _kinds_of(rows: list[Explained], path: str) -> list[str]:
    """Every kind that the table of a key may have."""
    table = path.rsplit(".", 1)[0]
    return list(dict.fromkeys(row.kind for row in rows if row.path.rsplit(".", 1)[0] == table and row.kind))


def _of(kinds: list[str], every: list[str]) -> str:
    return f" ({', '.join(kinds)})" if kinds and len(kinds) < len(every) else ""
