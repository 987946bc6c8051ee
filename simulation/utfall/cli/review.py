"""`utfall review FILE`: a contract read by the advice of those who have made such contracts, and each danger measured."""

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import click

from utfall.cli.options import Options, options

if TYPE_CHECKING:
    from collections.abc import Callable

    from utfall.experiment.request import Request
    from utfall.results.frames import ExperimentResult
    from utfall.review.paired import Measured
    from utfall.review.rule import Found
    from utfall.review.sizing import Luck
    from utfall.scenario import Scenario

SOME_FAILED = 3


@click.command("review")
@click.argument("name")
@click.option("--static", is_flag=True, help="The advice alone, without a run.")
@options("runs", "seed", "people", "point", "settings", "workers", "store", "json", "quiet", "force", "allow_path", "plugin")
def command(name: str, static: bool, asked: Options) -> int:
    """Review a contract: what is dangerous in it, whose advice says so, how large each danger is here, and which change takes it away.

    Each danger is measured by pairs of runs: this very contract, and the contract with one change, on the same people and the same luck
    (40 pairs over ten draws of what is uncertain unless --runs says otherwise; a large contract is run with fewer people, and that is said).
    Dangers: exit code 0. Errors in the file: 2.
    """
    from utfall.base.errors import UsageError  # noqa: PLC0415
    from utfall.cli.making import guarded  # noqa: PLC0415  heavy
    from utfall.cli.portfolio import names_portfolio  # noqa: PLC0415

    if names_portfolio(name):
        raise UsageError("a review reads one contract; name one of the portfolio's")
    return guarded(lambda: _review(name, static, asked))


def _review(name: str, static: bool, asked: Options) -> int:
    from utfall.cli.console import told  # noqa: PLC0415
    from utfall.cli.making import scenario  # noqa: PLC0415
    from utfall.review.chosen_hours import with_chosen_hours  # noqa: PLC0415
    from utfall.review.paired import Measured, measure  # noqa: PLC0415
    from utfall.review.sizing import luck_for, small  # noqa: PLC0415
    from utfall.review.static import reviewed  # noqa: PLC0415

    whole = scenario(name, asked)
    found = reviewed(whole)
    if static:
        return _tell(_Review(whole, whole, None), tuple(Measured(one) for one in found), asked)
    failed: list[int] = []
    size = whole if asked.people is not None else small(whole)
    luck = luck_for(size, asked.runs, asked.seed or 1, central=asked.point)
    if found:
        told(quiet=asked.silent)(f"{_in_short(found)}. Now each is measured: forecasts first, then runs")
    make = _maker(asked, failed)
    measured = with_chosen_hours(size, measure(size, found, luck, make), luck, make)
    _tell(_Review(whole, size, luck), measured, asked)
    return SOME_FAILED if sum(failed) else 0


def _in_short(found: "tuple[Found, ...]") -> str:
    """What reading alone found: 3 dangers: who selects (high), baseline (medium, 2 times)."""
    counts = Counter((one.rule.topic, one.rule.severity) for one in found)
    listed = (f"{topic} ({severity}{f', {n} times' if n > 1 else ''})" for (topic, severity), n in counts.items())
    return f"{len(found)} danger{'s' if len(found) > 1 else ''}: {', '.join(listed)}"


class _Review(NamedTuple):
    """The contract as written, as it is run, and how often (None: not at all)."""

    whole: "Scenario"
    run: "Scenario"
    luck: "Luck | None"


def _maker(asked: Options, failed: list[int]) -> "Callable[[Request], ExperimentResult]":
    from utfall.cli.making import make  # noqa: PLC0415

    def made(request: "Request") -> "ExperimentResult":
        result = make(request, asked, "review")
        failed.append(result.failed)
        return result

    return made


def _tell(review: _Review, measured: "tuple[Measured, ...]", asked: Options) -> int:
    from utfall.cli.plain_text import print_json  # noqa: PLC0415
    from utfall.review.static import also_odd  # noqa: PLC0415

    also = also_odd(review.whole, tuple(one.found for one in measured))
    if asked.json:
        odd = [{"key": problem.key, "message": problem.message} for problem in also]
        luck = review.luck
        counts = {"runs": 0 if luck is None else luck.runs, "draws": 0 if luck is None else luck.draws}
        people = {"people": review.run.case().people.eligible, "people_of_contract": review.whole.case().people.eligible}
        print_json({"scenario": review.whole.id, **counts, **people, "dangers": [_as_object(one) for one in measured], "also": odd})
    else:
        _print(review, measured, [f"{problem.key}: {problem.message}" for problem in also])
    return 0


def _as_object(one: "Measured") -> dict[str, object]:
    from utfall.review.words import sentences  # noqa: PLC0415

    rule, danger = one.found.rule, one.found.danger
    change = danger.change
    looked = _looked(one)
    return {
        "rule": rule.id,
        "topic": rule.topic,
        "severity": rule.severity,
        "source": rule.source,
        "key": danger.key,
        "text": danger.text,
        "change": None
        if change is None
        else {
            "says": change.says,
            "settings": dict(change.settings),
            "without": list(change.without),
            "same_money": change.same_money,
            "as_if": dict(change.as_if),
            "taken_for_granted": change.taken_for_granted,
        },
        "measured": looked,
        "with_chosen_hours": [] if one.chosen is None else _looked(one.chosen),
        "price_factor": one.factor,
        "telling": None if one.telling is None else one.telling.yardstick.name,
        "sentences": list(sentences(one)) if looked or one.reason else [],
    }


def _looked(one: "Measured") -> list[dict[str, object]]:
    """Every yardstick of a pair."""
    return [
        {
            "yardstick": seen.yardstick.name,
            "what": seen.yardstick.what,
            "as_it_is": seen.before,
            "changed": seen.after,
            "difference": seen.difference.mean,
            "low": seen.difference.low,
            "high": seen.difference.high,
            "mc_low": seen.difference.mc_low,
            "mc_high": seen.difference.mc_high,
            "pairs": seen.difference.pairs,
            "draws": seen.difference.draws,
            "judged": seen.judged,
        }
        for seen in one.seen
    ]


def _print(review: _Review, measured: "tuple[Measured, ...]", also: list[str]) -> None:
    from utfall.cli.console import plain  # noqa: PLC0415
    from utfall.cli.plain_text import wrapped  # noqa: PLC0415
    from utfall.review.words import hours_as_agreed, how_measured  # noqa: PLC0415

    people = review.run.case().people.eligible, review.whole.case().people.eligible
    ran = review.luck if measured else None
    click.echo(plain(f"Review of {review.whole.title}"))
    alone = (f"without runs; {people[1]} eligible people",)
    for line in alone if ran is None else (*how_measured(ran, *people), *hours_as_agreed(review.run)):
        click.echo(wrapped(line))
    for one in measured:
        _print_one(review.whole, one, ran is not None)
    if not measured:
        click.echo("\nNo rule finds a danger in it.")
    if also:
        click.echo("\nAlso odd, and legal")
        for line in also:
            click.echo(wrapped(line, "  "))
    _print_sources(measured)
    if measured and review.luck is None:
        click.echo("\nWithout --static each danger is measured by pairs of runs.")
    click.echo("\nA model for learning and testing designs, not a forecast: a change that helps here is worth asking about, no more.")


def _print_sources(measured: "tuple[Measured, ...]") -> None:
    from utfall.cli.plain_text import wrapped  # noqa: PLC0415
    from utfall.scenario.library import library_folder, references  # noqa: PLC0415

    known = references(library_folder())
    for number, key in enumerate(sorted({one.found.rule.source for one in measured})):
        if number == 0:
            click.echo("\nWhose advice it is")
        click.echo(wrapped(f"[{key}] {known.get(key, '')}", "  "))


def _print_one(found: "Scenario", one: "Measured", ran: bool) -> None:
    from utfall.cli.plain_text import wrapped  # noqa: PLC0415
    from utfall.review.words import sentences  # noqa: PLC0415

    rule, danger = one.found.rule, one.found.danger
    place = found.layers.place(tuple(danger.key.split(".")))
    where = place.file if place.line is None else f"{place.file}:{place.line}"
    click.echo("\n" + wrapped(f"{rule.severity.upper()}  {rule.topic}: {danger.text}. [{rule.source}]"))
    click.echo(wrapped(f"{where}: {danger.key}", "    "))
    if not ran:
        change = "No change of the file takes it away by itself." if danger.change is None else f"Change: {danger.change.says}."
        click.echo(wrapped(change, "    "))
        return
    for sentence in sentences(one):
        click.echo(wrapped(sentence, "    "))
