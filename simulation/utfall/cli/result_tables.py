"""Tables of a result on a terminal: one contract with intervals, contracts side by side, differences with verdicts."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from rich.console import Console
from rich.table import Table
from rich.text import Text

from utfall.cli.console import plain
from utfall.cli.headlines import largest, main_differences, sections
from utfall.indicators.values import Summary
from utfall.indicators.words import Column, column_of
from utfall.results.figures import data
from utfall.results.frames import Difference, ExperimentResult, VariantResult

#: Beside each other so many contracts have room for intervals; beyond it only means are shown.
MOST_WITH_INTERVALS = 4
NOTHING = Text("-", style="dim")


def table_of_one(variant: VariantResult, *, everything: bool) -> Table:
    """Mean, interval and unit of each indicator of one contract."""
    table = _table(("", "left"), ("mean", "right"), ("90 % of runs", "left"), ("unit", "left"))
    for heading, names in sections([variant], everything=everything):
        table.add_row(Text(heading, style="bold"))
        for name in names:
            summary = variant.summaries[name]
            column = column_of(summary.unit, largest([summary]), money=summary.money)
            said = Text(_why(summary, column), style="dim")
            table.add_row(Text(f"  {plain(name)}"), Text(_mean(summary, column)), Text(_interval(summary, column)), said)
    return table


def table_of_many(variants: Sequence[VariantResult], *, everything: bool) -> Table:
    """One column a contract, one row an indicator in one unit; intervals below the means where there is room."""
    wide = len(variants) <= MOST_WITH_INTERVALS
    table = _table(("", "left"), ("unit", "left"), *((_head(variant), "right") for variant in variants))
    for heading, names in sections(variants, everything=everything):
        table.add_row(Text(heading, style="bold"))
        for name in names:
            found = [variant.summaries.get(name) for variant in variants]
            column = _column(found)
            table.add_row(Text(f"  {plain(name)}"), Text(plain(column.unit), style="dim"), *(_cell(one, column, wide) for one in found))
    return table


def table_of_differences(result: ExperimentResult, pairs: Sequence[tuple[str, str]], *, everything: bool) -> Table:
    """One column a pair (variant, against), one row an indicator: difference, interval, verdict, and the share of draws with each sign.

    A column is called as the contract in which the pairs differ.
    """
    found = [result.differences_of(variant, against) for variant, against in pairs]
    names = list(dict.fromkeys(name for one in found for name in one))
    shown = names if everything else main_differences(result.main, names)
    alone = len({variant for variant, _ in pairs}) == 1 and len(pairs) > 1
    heads = [_head(result.variant(against if alone else variant)) for variant, against in pairs]
    table = _table(("", "left"), ("unit", "left"), *((plain(head), "right") for head in heads))
    wide = len(pairs) <= MOST_WITH_INTERVALS
    for name in shown:
        row = [one.get(name) for one in found]
        if everything or any(d is not None and d.mean is not None for d in row):
            column = _column(row)
            table.add_row(Text(plain(name)), Text(plain(column.unit), style="dim"), *(_apart(d, column, wide) for d in row))
    return table


def show(console: Console, title: str, table: Table) -> None:
    """A table under its title, an empty line before it."""
    console.print()
    if title:
        console.print(Text(plain(title), style="bold"))
    console.print(table)


def plain_table(rows: Sequence[Sequence[str]]) -> Table:
    """A table of words, heads first; the first column stands left, the others right."""
    heads, *lines = rows
    table = _table((heads[0], "left"), *((head, "right") for head in heads[1:]))
    for line in lines:
        table.add_row(*(Text(plain(cell)) for cell in line))
    return table


def table_with_intervals(found: data.Table) -> Table:
    """A table of the report on a terminal; the interval stands behind its number."""
    rows = [(row.head, *(f"{cell.text} ({cell.interval})" if cell.interval else cell.text for cell in row.cells)) for row in found.rows]
    return plain_table([found.columns, *rows])


def _table(*columns: tuple[str, Literal["left", "right"]]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name, justify in columns:
        table.add_column(Text(name), justify=justify, overflow="fold", no_wrap=not name and justify == "left")
    return table


def _head(variant: VariantResult) -> str:
    return plain(variant.reference.replace("_", " ") if variant.reference else variant.label)


def _column(row: Sequence[Summary | Difference | None]) -> Column:
    """One unit for a row; where units differ (each contract has a metric of its own) none is named."""
    there = [one for one in row if one is not None]
    units = {one.unit for one in there}
    ends = [abs(end) for one in there for end in (one.mean, one.low, one.high) if end is not None]
    column = column_of(there[0].unit, max(ends, default=0.0), money=there[0].money)
    # Of what a share is one, its name and the docs say; there is no room for it here.
    return replace(column, unit="" if len(units) > 1 else "%" if column.unit.startswith("% of") else column.unit)


def _mean(one: Summary | Difference, column: Column, *, plus: bool = False) -> str:
    return column.mean(one.mean, one.low, one.high, plus=plus)


def _interval(one: Summary | Difference, column: Column, *, plus: bool = False) -> str:
    return column.interval(one.mean, one.low, one.high, plus=plus)


def _why(summary: Summary, column: Column) -> str:
    """The unit; or why there is no number."""
    if summary.mean is None:
        return plain(summary.reason or "undefined")
    lost = summary.undefined if summary.low is not None else 0
    return plain(column.unit) + (f" (undefined in {lost} runs: {plain(summary.reason)})" if lost else "")


def _cell(summary: Summary | None, column: Column, wide: bool) -> Text:
    if summary is None or summary.mean is None:
        return NOTHING
    text = Text(_mean(summary, column))
    interval = _interval(summary, column) if wide else ""
    return text.append(f"\n{interval}", style="dim") if interval else text


def _apart(d: Difference | None, column: Column, wide: bool) -> Text:
    if d is None or d.mean is None:
        return NOTHING
    text = Text(_mean(d, column, plus=True))
    interval = _interval(d, column, plus=True) if wide else ""
    if interval:
        text.append(f"\n{interval}", style="dim")
    text.append(f"\n{d.verdict}", style="" if d.verdict in ("more", "less") else "dim")
    if d.draws > 1 and d.verdict != "no change":
        above, below = (round(100 * (share or 0.0)) for share in (d.draws_above_0, d.draws_below_0))
        text.append(f"\n+{above} \u2212{below} %", style="dim")
    return text
