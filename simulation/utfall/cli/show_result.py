"""A result on a terminal: how it was made, its tables, what they say in words, and what must be read with them."""

import sys

from rich.console import Console
from rich.text import Text

from utfall.cli.console import plain
from utfall.cli.plain_text import wrapped
from utfall.cli.result_tables import show, table_of_differences, table_of_many, table_of_one, table_with_intervals
from utfall.indicators.words import per_cent
from utfall.results.doubts import draws_of, spreads
from utfall.results.dues_tables import all_of, other_parties
from utfall.results.frames import ExperimentResult

#: Findings and notes on screen; all of them are in --json, in the report, and shown with --all.
MOST_FINDINGS, MOST_NOTES = 8, 4
INTERVALS = 'Intervals hold 90 % of runs: chance and what we do not know, together; "cannot tell" where they include 0.'
OF_CHANCE = 'Intervals hold 90 % of runs: chance alone, because what we do not know was drawn once or not at all; "cannot tell" where they include 0.'


def show_run(result: ExperimentResult, everything: bool = False) -> None:
    """One contract with intervals, and its references beside it."""
    console = _console()
    _head(console, result)
    variant = result.main[0]
    if variant.rows:
        show(console, "", table_of_one(variant, everything=everything))
        _money(console, result)
        others = list(result.references(variant.label).values())
        if others:
            show(console, "Beside its references", table_of_many([variant, *others], everything=everything))
            pairs = [(variant.label, other.label) for other in others]
            show(console, "The contract less each reference, paired by seed", table_of_differences(result, pairs, everything=everything))
    _tail(console, result, everything)


def show_comparison(result: ExperimentResult, everything: bool = False) -> None:
    """Contracts side by side, then differences from the first with verdicts."""
    console = _console()
    _head(console, result)
    for variant in result.main:
        shown = result.kind == "compare" and "contract.metric" not in variant.settings
        if variant.title.lower() != variant.label.replace("_", " ").lower():
            set_to = ", ".join(f"{key} = {value}" for key, value in variant.settings.items()) if shown else ""
            console.print(Text(f"  {plain(variant.label)}: {plain(set_to or variant.title)}", style="dim"))
    show(console, "", table_of_many(result.main, everything=everything))
    first = result.main[0].label
    pairs = [(variant.label, first) for variant in result.main[1:]]
    if pairs:
        draws = draws_of(result)
        title = f"Differences from {first}, paired by seed" + (
            f"; last line: in how many per cent of {draws} draws + and \u2212" if draws > 1 else ""
        )
        show(console, title, table_of_differences(result, pairs, everything=everything))
    compared = other_parties(result)
    if compared is not None:
        show(console, compared.caption, table_with_intervals(compared))
    _ignorance(console, result)
    _tail(console, result, everything)


def _money(console: Console, result: ExperimentResult) -> None:
    """What payers may have to pay and when, and who else may lose."""
    for found in all_of(result):
        show(console, found.caption, table_with_intervals(found))


def _ignorance(console: Console, result: ExperimentResult) -> None:
    """How much of the spread of the effect and of its differences is ignorance; nothing where it cannot be told from chance."""
    told = [
        (subject, parts.share_of_ignorance) for subject, parts in spreads(result) if parts.low is not None and parts.share_of_ignorance is not None
    ]
    for against, what in ((False, "effects"), (True, "differences")):
        said = ", ".join(f"{plain(subject.variant)} {per_cent(share)}" for subject, share in told if bool(subject.against) == against)
        if said:
            text = f"Of the spread of {what} between runs this much is what nobody has measured, the rest chance: {said}"
            console.print(Text(wrapped(text, width=console.width), style="dim"))


def _console() -> Console:
    return Console(file=sys.stdout, highlight=False, width=None if sys.stdout.isatty() else 120)


def _head(console: Console, result: ExperimentResult) -> None:
    console.print(Text(plain(result.title), style="bold"))
    if result.question:
        console.print(Text(plain(result.question)))
    draws = draws_of(result)
    drawn = f"{draws} draw{'s' if draws != 1 else ''} of what is uncertain" if draws else "central values"
    seeds = f"seeds {result.seed} to {result.seed + result.runs - 1}"
    console.print(
        Text(f"{result.runs} runs each ({seeds}; {drawn}), {result.people} eligible people followed for {result.months} months", style="dim")
    )


def _tail(console: Console, result: ExperimentResult, everything: bool) -> None:
    """Findings by importance, then remarks and notes, each once; the last finding is the banner and is always shown."""
    *findings, banner = result.findings
    shown = findings if everything else findings[:MOST_FINDINGS]
    console.print()
    for finding in shown:
        console.print(Text(wrapped(f"- {finding.text} ({finding.mark})", width=console.width)))
    if len(shown) < len(findings):
        console.print(Text(f"- {len(findings) - len(shown)} more in the report and with --all", style="dim"))
    console.print(Text(wrapped(banner.text, width=console.width), style="bold"))
    console.print()
    remarks = [remark for remark in result.remarks if any(finding.caveat == remark for finding in shown)]
    notes = result.notes if everything else result.notes[:MOST_NOTES]
    for text in (*remarks, *notes, OF_CHANCE if draws_of(result) < 2 else INTERVALS):
        console.print(Text(wrapped(text[:1].upper() + text[1:], width=console.width), style="dim"))
