"""`utfall scenarios`: what the library holds, and the case nearest to a problem."""

from typing import TYPE_CHECKING

import click

from utfall.cli.options import Options, options

if TYPE_CHECKING:
    from utfall.scenario.cards import Card, Wanted


@click.command("scenarios")
@click.option("--country", metavar="NAME", help="Only cases of this country.")
@click.option("--theme", metavar="WORD", help='Only cases about this: work, education, "children and families" ...')
@click.option(
    "--form", metavar="WORD", help='Only cases with payments of this form: "per person", "share of savings" ...; one of its variants may have it.'
)
@click.option("--pages", is_flag=True, help="In a source checkout: write docs/systems.md and the tables of scenarios/README.md anew.")
@options("json")
def command(country: str | None, theme: str | None, form: str | None, pages: bool, asked: Options) -> int:
    """List the library: each contract, where and when, its theme, the form of its payments, and its variants.

    A word that is none is answered with those that there are.
    """
    from utfall.cli.plain_text import print_json  # noqa: PLC0415
    from utfall.scenario.cards import Wanted, cards, fitting  # noqa: PLC0415

    every, wanted = cards(), Wanted(country, theme, form)
    if pages:
        _write_pages(every)
        return 0
    found = fitting(every, wanted)
    if asked.json:
        print_json({"scenarios": [_as_object(card) for card in found]})
    elif found:
        _print(found)
    else:
        _print_nothing(every, wanted)
    return 0


def _as_object(card: "Card") -> dict[str, object]:
    entry = card.entry
    return {
        "name": entry.id,
        "title": entry.title,
        "country": entry.country,
        "years": entry.years,
        "status": entry.status,
        "theme": entry.theme,
        "forms": list(card.forms),
        "summary": entry.summary,
        "teaches": entry.teaches,
        "shows": entry.shows,
        "variants": dict(entry.variants),
        "forms_of_variants": {name: list(forms) for name, forms in card.variants.items()},
    }


def _print(found: "tuple[Card, ...]") -> None:
    from utfall.cli.plain_text import columns, wrapped  # noqa: PLC0415

    for card in found:
        entry = card.entry
        place = ", ".join(word for word in (entry.country, entry.years, entry.status) if word)
        click.echo(f"{entry.id}  ({place})" if place else entry.id)
        click.echo(wrapped(entry.summary, "  ", below=0))
        click.echo(wrapped("; ".join(word for word in (entry.theme, ", ".join(card.forms)) if word), "  ", below=0))
        if entry.variants:
            other = {name: f" ({', '.join(forms)})" for name, forms in card.variants.items()}
            click.echo(columns([(f"    :{name}", title + other.get(name, "")) for name, title in entry.variants]))
    click.echo("\nutfall show NAME says a contract in plain words; utfall run NAME runs it; NAME:VARIANT is one of its variants.")
    click.echo("Fewer: --country, --theme, --form.")


def _print_nothing(every: "tuple[Card, ...]", wanted: "Wanted") -> None:
    """Nothing fits all that was asked for: what fits each of it."""
    from utfall.cli.plain_text import wrapped  # noqa: PLC0415
    from utfall.scenario.cards import left  # noqa: PLC0415

    click.echo("Nothing fits; there are")
    for line in left(every, wanted):
        click.echo(wrapped(line, "  "))


def _write_pages(every: "tuple[Card, ...]") -> None:
    from utfall.base.errors import UsageError  # noqa: PLC0415
    from utfall.scenario.library import library_folder  # noqa: PLC0415
    from utfall.scenario.library_pages import MARK, finding_tables, systems_page  # noqa: PLC0415

    folder = library_folder()
    page, readme = folder.parent / "docs" / "systems.md", folder / "README.md"
    if not page.parent.is_dir():
        raise UsageError("--pages: this is not a source checkout; there is no folder docs beside the library")
    head, mark, _ = readme.read_text(encoding="utf-8").partition(MARK)
    readme.write_text(head + mark + finding_tables(every), encoding="utf-8")
    page.write_text(systems_page(every), encoding="utf-8")
    click.echo(f"{page}\n{readme}")
