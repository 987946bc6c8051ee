"""`utfall explain WORD`: one key of the scenario file, one kind of table or one indicator, in words."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from utfall.cli.options import Options, options

if TYPE_CHECKING:
    from utfall.indicators.values import Indicator
    from utfall.scenario.explain import Explained
    from utfall.scenario.explain_kinds import ExplainedKind


@click.command("explain")
@click.argument("word")
@options("json")
def command(word: str, asked: Options) -> int:
    """One key of the scenario file in words: what it means, its type, an example, what holds without it, what it may be.

    WORD is a dotted path (contract.terms.job.price) or the last part of one (price); a kind of metric, term or comparison (state_at,
    rate_card), with the keys that it takes; or an indicator (true_effect_eligible).
    """
    from dataclasses import asdict  # noqa: PLC0415

    from utfall.cli.plain_text import print_json  # noqa: PLC0415
    from utfall.scenario.explain_kinds import kinds_called  # noqa: PLC0415

    kinds = kinds_called(word)
    rows, indicators = _keys_and_indicators(word, kinds)
    if asked.json:
        told = [{"name": one.name, "unit": one.unit, "question": one.question, "formula": one.formula} for one in indicators]
        print_json({"key": word, "found": [asdict(row) for row in rows], "kinds": [asdict(kind) for kind in kinds], "indicators": told})
        return 0
    blocks = [*map(_kind, kinds), *_keys(word, rows), *map(_indicator, indicators)]
    click.echo("\n\n".join(blocks))
    return 0


def _keys_and_indicators(word: str, kinds: Sequence["ExplainedKind"]) -> "tuple[tuple[Explained, ...], tuple[Indicator, ...]]":
    """The keys and the indicators of this name; UsageError where nothing of any sort is called so."""
    from utfall.base.errors import UsageError  # noqa: PLC0415
    from utfall.scenario.explain import explain  # noqa: PLC0415

    try:
        return explain(word), ()
    except UsageError:
        from utfall.indicators.catalogue import INDICATORS  # noqa: PLC0415  heavy; only where no key is called so

        found = tuple(INDICATORS[name] for name in (word, word.partition(".")[0]) if name in INDICATORS)[:1]
        if not found and not kinds:
            raise
        return (), found


def _keys(word: str, rows: "Sequence[Explained]") -> list[str]:
    """Each meaning once, with every place and kind that has it."""
    from utfall.scenario.explain_kinds import kinds_at  # noqa: PLC0415

    alike: dict[tuple[object, ...], list[Explained]] = {}
    for row in rows:
        alike.setdefault((row.meaning, row.type, row.example, row.default, row.allowed), []).append(row)
    blocks = ["\n".join((_places(same), *_facts(same[0]))) for same in alike.values()]
    kinds = kinds_at(word) or tuple(kind for path in dict.fromkeys(row.path for row in rows) for kind in kinds_at(path))
    if kinds:
        return [
            *blocks,
            "\n".join(("kinds", *_listed([(kind.word, kind.meaning) for kind in dict.fromkeys(kinds)]), "  utfall explain KIND tells its keys")),
        ]
    return blocks + [below for below in map(_below, dict.fromkeys(row.path for row in rows)) if below]


def _places(same: "Sequence[Explained]") -> str:
    from utfall.cli.plain_text import wrapped  # noqa: PLC0415

    paths, kinds = dict.fromkeys(row.path for row in same), dict.fromkeys(row.kind for row in same if row.kind)
    return wrapped(", ".join(paths) + (f"  (in a table of kind {', '.join(kinds)})" if kinds else ""))


def _facts(row: "Explained") -> list[str]:
    from utfall.cli.plain_text import wrapped  # noqa: PLC0415

    told = (("type", row.type), ("write", row.example), ("without it", row.default), ("one of", ", ".join(row.allowed)))
    return [wrapped(row.meaning, "  "), *(wrapped(f"{name}: {text}", "  ") for name, text in told if text)]


def _below(path: str) -> str:
    """The keys of a table, one a line."""
    from utfall.scenario.explain_kinds import keys_below  # noqa: PLC0415

    keys = keys_below(path)
    return "\n".join((f"keys of {path}", *_listed([_key(row) for row in keys]))) if keys else ""


def _kind(kind: "ExplainedKind") -> str:
    from utfall.cli.plain_text import wrapped  # noqa: PLC0415

    return "\n".join(
        (f"{kind.word}  (a {kind.tag} of {', '.join(kind.tables)})", wrapped(kind.meaning, "  "), "keys", *_listed(list(map(_key, kind.keys))))
    )


def _key(row: "Explained") -> tuple[str, str]:
    return row.path.rpartition(".")[2], row.meaning + (" (required)" if row.default == "required" else "")


def _listed(rows: Sequence[tuple[str, str]]) -> list[str]:
    from utfall.cli.plain_text import wrapped  # noqa: PLC0415

    width = max(len(name) for name, _ in rows)
    return [wrapped(f"{name.ljust(width)}  {text}", "  ", below=width + 2) for name, text in rows]


def _indicator(one: "Indicator") -> str:
    from utfall.cli.plain_text import wrapped  # noqa: PLC0415

    told = (("unit", one.unit), ("formula", one.formula), ("undefined", one.undefined or "never"))
    lines = (wrapped(one.question, "  "), *(wrapped(f"{name}: {text}", "  ") for name, text in told))
    return "\n".join((f"{one.name}  (an indicator)", *lines, "  letters: docs/indicators.md"))
