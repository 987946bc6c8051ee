"""`utfall show NAME`: one page on a contract; with --all every clause with what it may cause, and every value with its range and source."""

from typing import TYPE_CHECKING

import click

from utfall.cli.options import Options, options

if TYPE_CHECKING:
    from utfall.scenario import Scenario

#: So many warnings stand on the page.
MOST_WARNINGS = 4


@click.command("show")
@click.argument("name")
@click.option("--all", "everything", is_flag=True, help="Also what each clause may cause, who hands money to whom, and every value that is drawn.")
@click.option("--sources", is_flag=True, help="All that, and the values that are fixed, with notes.")
@click.option("--figure", metavar="FILE", help="Draw who pays whom into a file (.svg or .png).")
@options("settings", "people", "json", "allow_path")
def command(name: str, everything: bool, sources: bool, figure: str | None, asked: Options) -> int:
    """One page on a contract: who pays whom, for what, when; what it teaches, what a run shows, what is assumed.

    NAME is a scenario of the library, one of its variants (koto_sib:hours_3m) or a file (mine.toml).
    """
    from utfall.cli.naming import named  # noqa: PLC0415
    from utfall.cli.plain_text import print_json  # noqa: PLC0415
    from utfall.scenario import load  # noqa: PLC0415

    found = load(named(name), sets=asked.settings, allow_path=asked.allow_path)
    if asked.people is not None:
        found = found.scaled(asked.people)
    if asked.json:
        print_json(as_object(found))
    elif everything or sources:
        _print(found, sources)
    else:
        _print_page(found, name, drawn=figure is not None)
    if figure is not None:
        _draw(found, figure, quiet=asked.json)
    return 0


def as_object(found: "Scenario") -> dict[str, object]:
    """All that `show` says, as one object."""
    from dataclasses import asdict  # noqa: PLC0415

    from utfall.contract.payment_forms import payment_forms  # noqa: PLC0415
    from utfall.scenario.brief import assumed_in  # noqa: PLC0415

    values = [
        {
            "key": row.path,
            "value": row.value,
            "low": row.low,
            "high": row.high,
            "unit": row.unit,
            "source": row.source,
            "assumed": row.assumed,
            "at_rest": row.rests,
            "note": row.note,
        }
        for row in found.leaves
    ]
    return {
        "scenario": found.id,
        **found.about,
        **asdict(found.case_notes),
        "fingerprint": found.fingerprint,
        "sentences": list(found.sentences()),
        "clauses": [
            {"key": told.key, "sentences": list(told.sentences), "may_cause": [{"text": c.text, "source": c.source} for c in told.may_cause]}
            for told in found.told()
        ],
        "who_pays_whom": [{"from": source, "to": target, "what": what} for source, target, what in found.who_pays_whom()],
        "warnings": [str(problem) for problem in found.warnings],
        "notes": list(found.notes),
        "variants": found.variant_titles,
        "forms": list(payment_forms(found.case().contract)),
        "assumed": asdict(assumed_in(found.leaves)) | {"widest": [row.path for row in assumed_in(found.leaves).widest]},
        "values": values,
    }


def _print_page(found: "Scenario", name: str, *, drawn: bool) -> None:
    """One page: what it is, who pays whom for what, what it teaches, what a run shows, what is assumed."""
    from utfall.cli.plain_text import columns, wrapped  # noqa: PLC0415

    about = found.about
    _head(found)
    click.echo("\nWho pays whom for what\n")
    _drawing(found)
    click.echo()
    for sentence in found.sentences():
        click.echo(wrapped(sentence, "  "))
    _block("What it teaches", [about[word] for word in ("teaches",) if word in about])
    _block("What a run shows", [about[word] for word in ("shows",) if word in about])
    notes = found.case_notes
    _block("What a run does not show", [f"{row.asked} {row.comes} {row.why}" for row in notes.not_shown])
    _block("What a source says and a run does not bring", [f"{row.read} {row.comes} {row.why}" for row in notes.not_reproduced])
    _assumed(found)
    _block("What is left out", list(notes.left_out))
    _block("Odd, and legal", [f"{problem.key}: {problem.message}" for problem in found.warnings][:MOST_WARNINGS])
    if len(found.warnings) > MOST_WARNINGS:
        click.echo(f"  {len(found.warnings) - MOST_WARNINGS} more with --all")
    _variants(found)
    rows = [("--all", "what each clause may cause, and every value that is drawn"), ("--sources", "every value, with source and notes")]
    rows += [] if drawn else [("--figure who_pays.svg", "the drawing above as a picture for a page or a slide")]
    click.echo("\n" + columns([(f"  utfall show {name} {option}", what) for option, what in rows], widest=80))


def _assumed(found: "Scenario") -> None:
    """How many values somebody stands behind, where from, and which may be furthest off."""
    from utfall.cli.plain_text import columns, wrapped  # noqa: PLC0415
    from utfall.scenario.brief import assumed_in, counted_in_words  # noqa: PLC0415

    assumed = assumed_in(found.leaves)
    click.echo("\nWhat is assumed")
    click.echo(wrapped(counted_in_words(assumed), "  "))
    sources = dict.fromkeys((*assumed.sources, *found.case_notes.works))
    if sources:
        click.echo(wrapped(f"Sources: {', '.join(sources)}.", "  "))
    if assumed.widest:
        click.echo("  The case's own values of which least is known:")
        click.echo(columns([(f"    {row.path}", row.value, row.range) for row in assumed.widest]))


def _print(found: "Scenario", sources: bool) -> None:
    _head(found)
    _agreed(found)
    _flows(found)
    _block("Odd, and legal", [f"{problem.key}: {problem.message}" for problem in found.warnings])
    _block("What a reader would not see", list(found.notes))
    _variants(found)
    _values(found, sources)


def _head(found: "Scenario") -> None:
    """Title, summary, where and when, theme and form of the payments."""
    from utfall.cli.console import plain  # noqa: PLC0415
    from utfall.cli.plain_text import wrapped  # noqa: PLC0415
    from utfall.contract.payment_forms import payment_forms  # noqa: PLC0415

    about = found.about
    click.echo(plain(about["title"]))
    click.echo(wrapped(about.get("summary", "")))
    place = ", ".join(about[word] for word in ("country", "years", "status") if word in about)
    kind = "; ".join((*(about[word] for word in ("theme",) if word in about), ", ".join(payment_forms(found.case().contract))))
    click.echo(wrapped("; ".join(part for part in (place, kind) if part)))


def _variants(found: "Scenario") -> None:
    from utfall.cli.plain_text import columns  # noqa: PLC0415

    if found.variant_titles:
        click.echo("\nVariants")
        click.echo(columns([(f"  {found.id.partition(':')[0]}:{name}", title) for name, title in found.variant_titles.items()]))


def _agreed(found: "Scenario") -> None:
    """Every clause, and below it what it may cause."""
    from utfall.cli.plain_text import wrapped  # noqa: PLC0415

    click.echo("\nWhat was agreed, and (~) what each clause may cause")
    for told in found.told():
        for sentence in told.sentences:
            click.echo(wrapped(sentence, "  "))
        for cause in told.may_cause:
            click.echo(wrapped(f"~ {cause.text}{f' [{cause.source}]' if cause.source else ''}", "      "))


def _flows(found: "Scenario") -> None:
    from utfall.cli.plain_text import columns  # noqa: PLC0415

    click.echo("\nWho pays whom")
    click.echo(columns([(f"  {source}", f"-> {target}", what) for source, target, what in found.who_pays_whom()], widest=60))


def _drawing(found: "Scenario") -> None:
    """Who pays whom, drawn in letters."""
    from utfall.cli.console import plain  # noqa: PLC0415
    from utfall.contract.drawn import drawn  # noqa: PLC0415

    for line in drawn(found.who_pays_whom()):
        click.echo(f"    {plain(line)}".rstrip())


def _draw(found: "Scenario", file: str, *, quiet: bool) -> None:
    """Draw who pays whom; the file says by its name in which form."""
    from utfall.experiment.drawing import draw_who_pays  # noqa: PLC0415  heavy

    path = draw_who_pays(found, file)
    if not quiet:
        click.echo(f"\nFigure: {path}")


def _block(heading: str, lines: list[str]) -> None:
    from utfall.cli.plain_text import wrapped  # noqa: PLC0415

    if lines:
        click.echo(f"\n{heading}")
        for line in lines:
            click.echo(wrapped(line, "  "))


def _values(found: "Scenario", sources: bool) -> None:
    """All values with their sources, or only those of the file that are drawn; a line between the tables of the file."""
    from utfall.cli.plain_text import columns  # noqa: PLC0415
    from utfall.scenario.explain import meaning_of  # noqa: PLC0415

    rows = list(found.leaves) if sources else [row for row in found.leaves if row.drawn and not row.rests]
    if not rows:
        return
    click.echo("\nEvery value" if sources else "\nDrawn between parameter points, evenly over what was thought possible unless it says otherwise")
    shown: list[tuple[str, ...]] = [("  key", "value", "range", "source")]
    for before, row in zip([None, *rows], rows, strict=False):
        if before is None or row.path.partition(".")[0] != before.path.partition(".")[0]:
            shown.append(("",))
        where = (
            f"{row.source or 'no source'}"
            + (f", {row.dist}" if row.dist not in ("", "uniform") else "")
            + (f": {said}" if sources and (said := row.note or meaning_of(row.path)) else "")
            + (f"; does nothing here: {row.rests}" if row.rests else "")
        )
        shown.append((f"  {row.path}", row.value, row.range, where))
    click.echo(columns(shown))
    if not sources:
        fixed = sum(not row.drawn and not row.rests for row in found.leaves)
        rest = len(found.leaves) - len(rows) - fixed
        idle = f", {rest} do nothing here" if rest else ""
        click.echo(f"\n{fixed} more values are fixed{idle}; --sources shows them all, with notes. utfall explain KEY says what a key means.")
