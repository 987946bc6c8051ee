"""`utfall trace NAME`: one run followed closely, a person or a provider."""

from collections.abc import Sequence
from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING

import click

from utfall.base.errors import UsageError
from utfall.cli.options import Options, options

if TYPE_CHECKING:
    from utfall.model.tracing import Happened, PersonTrace, ProviderTrace

LUCK = (
    "Which people would have succeeded anyway is decided by the simulation's shared luck; no data could tell. Another coupling of the "
    "two worlds (--luck) may say otherwise of this person; the rates stay the same."
)


@click.command("trace")
@click.argument("name")
@click.option("--person", type=click.IntRange(min=0), metavar="I", help="Number of the person, from 0.")
@click.option("--provider", metavar="ID", help="A provider instead: what it decided each month, with the arithmetic.")
@options("seed", "people", "point", "luck", "settings", "json", "allow_path")
def command(name: str, person: int | None, provider: str | None, asked: Options) -> int:
    """Follow one person or one provider of one run, month by month, with the reason of every payment.

    NAME is a scenario of the library, one of its variants (koto_sib:hours_3m) or a file (mine.toml). The run is that of --seed, as
    `utfall run` makes it.
    """
    from utfall.cli.making import scenario  # noqa: PLC0415  heavy
    from utfall.experiment.one_run import model_of  # noqa: PLC0415
    from utfall.model.tracing import trace_person, trace_provider  # noqa: PLC0415

    if (person is None) == (provider is None):
        raise UsageError("say whom to follow: --person I (a number from 0) or --provider ID")
    model = model_of(scenario(name, asked), asked.seed or 1, central=asked.point, luck=asked.luck)
    if person is not None:
        _show_person(trace_person(model, person), asked.json)
    else:
        _show_provider(trace_provider(model, str(provider)), model.case.contract.currency, asked.json)
    return 0


def _show_person(found: "PersonTrace", as_json: bool) -> None:
    from utfall.cli.plain_text import print_json, wrapped  # noqa: PLC0415

    if as_json:
        print_json(asdict(found))
        return
    click.echo(f"Person {found.number}")
    for fact in found.facts:
        click.echo(wrapped(fact, "  "))
    for first, last, words in months_alike(found.happened):
        head = f"Month {first}" if first == last else f"Months {first}-{last}"
        for number, line in enumerate(words):
            click.echo(wrapped(f"{'' if number else head:<14}{line}", below=14))
    click.echo(f"\n{found.outcome}")
    if found.payments:
        click.echo("Paid for this person:")
        for payment in found.payments:
            click.echo(wrapped(payment, "  "))
        click.echo(wrapped(LUCK))
    elif found.by_group:
        click.echo("What is paid is paid on groups: no payment for outcomes belongs to one person.")
    else:
        click.echo("Nothing was paid for this person's outcomes.")


def months_alike(happened: "Sequence[Happened]") -> list[tuple[int, int, tuple[str, ...]]]:
    """First and last month, and what happened in each of them: months that follow each other and say the same stand together."""
    found: list[tuple[int, int, tuple[str, ...]]] = []
    for month, lines in groupby(happened, key=lambda one: one.month):
        words = tuple(one.words for one in lines)
        if found and found[-1][1] == month - 1 and found[-1][2] == words:
            found[-1] = (found[-1][0], month, words)
        else:
            found.append((month, month, words))
    return found


def _show_provider(found: "ProviderTrace", currency: str, as_json: bool) -> None:
    from utfall.base.money import money_words  # noqa: PLC0415
    from utfall.cli.plain_text import print_json, wrapped  # noqa: PLC0415

    if as_json:
        print_json(asdict(found))
        return
    click.echo(f"{found.title} ({found.rule})")
    for fact in found.facts:
        click.echo(wrapped(fact, "  "))
    for month in found.months:
        given = ", ".join(f"{task.replace('_', ' ')} {hours:.0f} h" for task, hours in month.hours if hours >= 0.5) or "no hours"
        cash = money_words(month.cash, currency)
        head = f"Month {month.month}: {month.sent} sent, {month.taken} taken, {month.served} served; {given} of {month.budget:.0f} staff hours"
        click.echo(wrapped(f"{head}; motivation {month.motivation:.2f}; cash {cash}."))
        for reason in month.reasons:
            click.echo(wrapped(reason, "    "))
