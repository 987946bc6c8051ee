"""`utfall scenarios`: what the library holds."""

import click

from utfall.cli.options import Options, options


@click.command("scenarios")
@options("json")
def command(asked: Options) -> int:
    """List the library: each contract, where and when, what it pays for, and its variants."""
    from utfall.cli.plain_text import columns, print_json  # noqa: PLC0415
    from utfall.scenario import list_library  # noqa: PLC0415

    entries = list_library()
    if asked.json:
        found = [
            {
                "name": entry.id,
                "title": entry.title,
                "country": entry.country,
                "years": entry.years,
                "status": entry.status,
                "summary": entry.summary,
                "variants": dict(entry.variants),
            }
            for entry in entries
        ]
        print_json({"scenarios": found})
        return 0
    for entry in entries:
        place = ", ".join(word for word in (entry.country, entry.years, entry.status) if word)
        click.echo(f"{entry.id}  ({place})" if place else entry.id)
        click.echo(f"  {entry.summary}")
        if entry.variants:
            click.echo(columns([(f"    :{name}", title) for name, title in entry.variants]))
    click.echo("\nutfall show NAME says a contract in plain words; utfall run NAME runs it; NAME:VARIANT is one of its variants.")
    return 0
