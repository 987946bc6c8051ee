"""`utfall scenarios`: what the library holds, and the case nearest to a problem."""

from typing import TYPE_CHECKING

import click

from utfall.cli.options import Options, options

if TYPE_CHECKING:
    from utfall.scenario.cards import Card, Wanted


@click.command("scenarios")
@click.argument("words", nargs=-1)
@click.option("--country", metavar="NAME", help="Only cases of this country.")
@click.option("--theme", metavar="WORD", help='Only cases about this: work, education, "children and families" ...')
@click.option(
    "--form", metavar="WORD", help='Only cases with payments of this form: "per person", "share of savings" ...; one of its variants may have it.'
)
@click.option("--pages", is_flag=True, help="In a source checkout: write docs/systems.md and the tables of scenarios/README.md anew.")
@options("json")
def command(words: tuple[str, ...], country: str | None, theme: str | None, form: str | None, pages: bool, asked: Options) -> int:
    """List the library: each contract, where and when, its theme, the form of its payments, and its variants.

    WORDS say a problem, and the nearest cases are listed, the nearest first: utfall scenarios school dropouts.
    A country, theme or form that is none is answered with those that there are.
    """
    from utfall.cli.plain_text import print_json  # noqa: PLC0415
    from utfall.scenario.cards import Wanted, cards, fitting, nearest_cards  # noqa: PLC0415

    wanted = Wanted(country, theme, form)
    filtered = wanted != Wanted()
    every = cards() if filtered or pages or not words else ()
    if pages:
        _write_pages(every)
        return 0
    found = fitting(every, wanted) if every else ()
    near = True
    if words:
        found, near = nearest_cards(words, [card.entry for card in found] if filtered else None)
    if asked.json:
        print_json({"scenarios": [_as_object(card) for card in found]} | ({"near": near} if words else {}))
    elif words:
        _print_nearest(words, found, near=near, filtered=filtered)
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
        "keywords": list(entry.keywords),
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
    click.echo("Fewer: utfall scenarios WORDS (a problem in a few words), --country, --theme, --form.")


def _print_nearest(words: tuple[str, ...], found: "tuple[Card, ...]", *, near: bool, filtered: bool) -> None:
    """Each case in a few lines, without its variants; where none is near, that first; or where else to begin."""
    from utfall.cli.plain_text import wrapped  # noqa: PLC0415
    from utfall.scenario.schema.parties import THEMES  # noqa: PLC0415

    if not found:
        click.echo(wrapped(f'No case has a word like "{" ".join(words)[:60]}"' + (" among those asked for." if filtered else ".")))
        click.echo(
            wrapped(f"Try a theme (--theme): {', '.join(THEMES)}. Or start from first_steps, or from a case that pays in the form you want (--form).")
        )
        return
    if not near:
        click.echo(wrapped("No case is near to this problem: these have a part of it, or name it in passing. Another word may find more.") + "\n")
    for card in found:
        entry = card.entry
        place = ", ".join(word for word in (entry.country, entry.years) if word)
        click.echo(f"{entry.id}  ({place})" if place else entry.id)
        click.echo(wrapped(entry.summary, "  ", below=0))
        click.echo(wrapped(f"Teaches: {entry.teaches}", "  ", below=0))
    click.echo(f"\nutfall show {found[0].entry.id} says the contract in plain words; utfall run {found[0].entry.id} --runs 20 runs it.")


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
