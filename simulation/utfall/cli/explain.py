"""`utfall explain KEY`: one key of the scenario file in words."""

import click

from utfall.cli.options import Options, options


@click.command("explain")
@click.argument("key")
@options("json")
def command(key: str, asked: Options) -> int:
    """One key of the scenario file in words: what it means, its type, an example, what holds without it, what it may be.

    KEY is a dotted path (contract.terms.job.price) or the last part of one (price).
    """
    from dataclasses import asdict  # noqa: PLC0415

    from utfall.cli.plain_text import print_json  # noqa: PLC0415
    from utfall.scenario.explain import explain  # noqa: PLC0415

    rows = explain(key)
    if asked.json:
        print_json({"key": key, "found": [asdict(row) for row in rows]})
        return 0
    for i, row in enumerate(rows):
        click.echo(("\n" if i else "") + row.path + (f"  (in a table of kind {row.kind})" if row.kind else ""))
        click.echo(f"  {row.meaning}")
        lines = (("type", row.type), ("write", row.example), ("without it", row.default), ("one of", ", ".join(row.allowed)))
        for name, text in lines:
            if text:
                click.echo(f"  {name}: {text}")
    return 0
