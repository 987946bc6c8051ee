"""A result on a terminal: paid, caused, what the money bought, who was served, money by party, and how sure."""

import sys
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from utfall.cli.console import plain
from utfall.indicators.values import Summary
from utfall.results.frames import Difference, ExperimentResult, VariantResult
from utfall.results.phrases import interval, number, spoken

#: Heading -> indicators; a name that ends in . stands for all its members.
SECTIONS: dict[str, tuple[str, ...]] = {
    "Paid": ("payments", "outcome_payments", "paid_for", "measured_rate", "paid_over_true", "payments_per_added_outcome"),
    "Caused": ("true_effect_eligible", "true_effect", "effect_on_others", "direct_effect", "caused_at_12", "effect_years_per_million"),
    "What the money bought": (
        "attributable_share", "hollow_share", "deadweight_share", "false_share", "over_payment", "paid_minus_caused", "false_claims",
    ),
    "Who was served": ("enrolled", "creaming", "parking", "unserved_worth", "hours_ratio", "dropouts", "effect_by_need.", "equity"),
    "How the time was spent": ("placement_share", "gaming_share", "motivation_end", "hours_by_task."),
    "Money": (
        "programme_cost", "net_value_horizon", "payer_net_cost.", "individual_net", "provider_margin", "provider_margin.", "investor_irr",
        "investor_multiple", "finance_cost", "loss_probability", "loss_probability.", "insolvencies", "unsigned",
    ),
}  # fmt: skip
#: Beside each other so many variants have room for intervals; beyond it only means are shown, and these families are left to the report.
MOST_WITH_INTERVALS = 4
IN_THE_REPORT = ("loss_probability", "effect_by_need", "provider_margin", "payer_net_cost")
#: Indicators whose differences are told in full.
HEADLINES = (
    "true_effect_eligible", "payments", "attributable_share", "hollow_share", "placement_share", "creaming", "parking", "equity", "net_value_horizon",
)  # fmt: skip


def show_run(result: ExperimentResult) -> None:
    """One variant with intervals, and its references beside it."""
    console = _console()
    _head(console, result)
    variant = result.main[0]
    if variant.rows:
        for heading, names in SECTIONS.items():
            _section(console, heading, variant, names)
        others = list(result.references(variant.label).values())
        if others:
            _beside(console, [variant, *others], result.title)
            _differences(console, result, [(variant.label, other.label) for other in others])
    _tail(console, result)


def show_comparison(result: ExperimentResult) -> None:
    """Variants side by side, then differences against the first with verdicts."""
    console = _console()
    _head(console, result)
    _beside(console, result.main, "")
    first = result.main[0].label
    _differences(console, result, [(variant.label, first) for variant in result.main[1:]])
    _tail(console, result)


def _console() -> Console:
    return Console(file=sys.stdout, highlight=False, width=None if sys.stdout.isatty() else 120)


def _head(console: Console, result: ExperimentResult) -> None:
    console.print(Text(plain(result.title), style="bold"))
    if result.question:
        console.print(Text(plain(result.question)))
    draws = "central values" if result.uncertainty == "central" else f"{len({row.point for row in result.main[0].rows})} draws of what is uncertain"
    seeds = f"seeds {result.seed} to {result.seed + result.runs - 1}"
    console.print(Text(f"{result.runs} runs ({seeds}; {draws}), {result.people} eligible people, {result.months} months", style="dim"))


def _tail(console: Console, result: ExperimentResult) -> None:
    console.print()
    for sentence in result.findings:
        console.print(Text("- " + plain(sentence)))
    for note in result.notes:
        console.print(Text(plain(note), style="dim"))
    console.print(Text('Intervals hold 90 % of runs: chance and what we do not know, together; "cannot tell" where they include 0.', style="dim"))


def _section(console: Console, heading: str, variant: VariantResult, names: Iterable[str]) -> None:
    found = list(_found(variant, names))
    if not found:
        return
    table = Table(title=heading, title_justify="left", title_style="bold", box=None, pad_edge=False, header_style="dim")
    for column, justify in (("", "left"), ("mean", "right"), ("90 % of runs", "right"), ("unit", "left")):
        table.add_column(column, justify=justify)  # type: ignore[arg-type]
    for name, summary in found:
        table.add_row(Text(plain(name)), Text(number(summary)), Text(interval(summary)), Text(plain(_said(summary)), style="dim"))
    console.print()
    console.print(table)


def _said(summary: Summary) -> str:
    """The unit; or why there is no number."""
    if summary.mean is None:
        return summary.reason or "undefined"
    return summary.unit + (f" (undefined in {summary.undefined} runs: {summary.reason})" if summary.undefined and summary.low is not None else "")


def _found(variant: VariantResult, names: Iterable[str]) -> Iterable[tuple[str, Summary]]:
    for name in names:
        for found, summary in variant.summaries.items():
            if found == name or (name.endswith(".") and found.startswith(name)):
                yield found, summary


def _beside(console: Console, variants: Sequence[VariantResult], title: str) -> None:
    wide = len(variants) <= MOST_WITH_INTERVALS
    table = Table(title=plain(title) or None, box=None, pad_edge=False, header_style="bold", title_justify="left")
    table.add_column("")
    for variant in variants:
        label = variant.reference.replace("_", " ") if variant.reference else variant.label
        table.add_column(Text(plain(label)), justify="right", overflow="fold")
    for heading, names in SECTIONS.items():
        known = list(dict.fromkeys(name for variant in variants for name, _ in _found(variant, names)))
        if known:
            table.add_row(Text(heading, style="bold"))
        for name in known if wide else [name for name in known if name.partition(".")[0] not in IN_THE_REPORT]:
            table.add_row(Text("  " + plain(name)), *(_cell(variant.summaries.get(name), wide) for variant in variants))
    console.print()
    console.print(table)


def _cell(summary: Summary | None, wide: bool) -> Text:
    if summary is None or summary.mean is None:
        return Text("-", style="dim")
    text = Text(number(summary))
    if wide and summary.low is not None:
        text.append(f"\n{interval(summary)}", style="dim")
    return text


def _differences(console: Console, result: ExperimentResult, labels: Sequence[tuple[str, str]]) -> None:
    table = Table(title="Differences, paired by seed", title_justify="left", title_style="bold", box=None, pad_edge=False, header_style="dim")
    for column in ("", "against", "indicator", "difference", "90 % of runs", "verdict"):
        table.add_column(column, justify="right" if column in ("difference", "90 % of runs") else "left", overflow="fold")
    for variant, against in labels:
        found = result.differences_of(variant, against)
        for i, name in enumerate(name for name in HEADLINES if name in found):
            d = found[name]
            shown = (Text(plain(variant)), Text(plain(against))) if i == 0 else (Text(""), Text(""))
            table.add_row(*shown, Text(name), Text(_signed(d.mean, d)), Text(_between(d)), Text(_verdict(d)))
    console.print()
    console.print(table)


def _signed(value: float | None, d: Difference) -> str:
    if value is None:
        return "-"
    return ("+" if value > 0 else "") + spoken(value, (d.low, d.high), d.unit, money=d.money)


def _between(d: Difference) -> str:
    return "" if d.low is None or d.high is None else f"{_signed(d.low, d)} to {_signed(d.high, d)}"


def _verdict(d: Difference) -> str:
    return d.verdict + (f" ({round(100 * d.by_point)} % of draws)" if d.by_point is not None and d.verdict in ("more", "less", "cannot tell") else "")
