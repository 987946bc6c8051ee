"""What the fund of a portfolio puts in and gets back, as the screen and the page tell it."""

from utfall.experiment.pooled import Pooled, Stake, pooled
from utfall.results.figures.data import Cell, Table, TableRow
from utfall.results.figures.numbers import money, percent, plain
from utfall.results.frames import ExperimentResult
from utfall.results.report.data import FundPage, KeyNumber, Piece

MINOR, MILLION = 100.0, 1_000_000
HEADS = ("", "Put in", "Given back", "Per unit put in", "IRR", "Loses in, % of runs", "Mean loss, worst twentieth")
SHARED = "Contracts share seeds and part of the common shock; people and organisations have luck of their own."


def fund_page(result: ExperimentResult) -> FundPage | None:
    """The fund in words, three numbers and a table; None for a result without one."""
    found = pooled(result)
    return (
        None
        if found is None
        else FundPage(title=found.fund.title, answer=_answer(found), numbers=_numbers(found), table=table(found), said=said(found))
    )


def table(found: Pooled, *, short: bool = False) -> Table:
    """Each contract's part, and the fund: what goes in and comes back, its return, how often it loses and how much in the worst twentieth.

    short   call the contracts by their ids, where there is no room for their names
    """
    size, unit = _unit(found)
    rows = tuple(TableRow(stake.label if short else stake.title, _cells(stake, size)) for stake in found.parts)
    caption = f"{found.fund.title} over {len(found.parts)} contracts, {unit}; means over {plain(found.runs)} runs"
    return Table(caption, HEADS, (*rows, TableRow(found.fund.title, _cells(found.fund, size), own=True)))


def said(found: Pooled) -> str:
    """What must be read with the table."""
    fund, unmet, apart = found.fund, found.fund.unmet / MINOR, sum(part.called for part in found.parts)
    if unmet >= 1.0:
        return f"The fund was too small: on average {found.currency} {money(unmet)} that was asked for was not lent. {SHARED}"
    if apart > 1.005 * fund.called:
        asked, put_in = _sum(found, apart), _sum(found, fund.called)
        return f"What comes back is lent again: the contracts ask for {asked}, the fund's investors put in {put_in}. {SHARED}"
    return SHARED


def _answer(found: Pooled) -> tuple[Piece, ...]:
    fund = found.fund
    share = fund.loss_share[0]
    loses = f"it loses in {'every' if share == 1.0 else 'no'} run" if share in (0.0, 1.0) else f"it loses in {percent(share)} of runs"
    return (
        Piece(f"{fund.title} puts in {_sum(found, fund.called)} and "),
        Piece(f"gets back {_sum(found, fund.returned)}", "paid"),
        Piece(f" on average; {loses}."),
    )


def _numbers(found: Pooled) -> tuple[KeyNumber, ...]:
    fund = found.fund
    share, low, high = fund.loss_share
    multiple = "not defined" if fund.multiple is None else plain(fund.multiple, 2)
    losing = sum(part.loss_share[0] > 0.5 for part in found.parts)
    return (
        KeyNumber("Back for each unit put in", multiple, f"IRR {_irr(fund)}"),
        KeyNumber("The fund loses in", f"{percent(share)} of runs", f"{plain(100 * low)} to {percent(high)}, as {plain(found.runs)} runs can tell"),
        KeyNumber("Contracts that lose in most runs", f"{losing} of {len(found.parts)}", "each for itself"),
    )


def _cells(stake: Stake, size: float) -> tuple[Cell, ...]:
    share, low, high = stake.loss_share
    multiple = "not defined" if stake.multiple is None else plain(stake.multiple, 2)
    put_in, back, worst = (_amount(amount / MINOR / size) for amount in (stake.called, stake.returned, stake.cvar_95))
    loses = Cell(plain(100 * share), f"{plain(100 * low)} to {plain(100 * high)}")
    return Cell(put_in), Cell(back), Cell(multiple), Cell(_irr(stake)), loses, Cell(worst)


def _unit(found: Pooled) -> tuple[float, str]:
    """The unit of money that keeps the largest sum readable, and its words."""
    largest = max(abs(sum_) for stake in (*found.parts, found.fund) for sum_ in (stake.called, stake.returned, stake.cvar_95)) / MINOR
    return (MILLION, f"{found.currency} million") if largest >= 2 * MILLION else (1.0, found.currency)


def _amount(value: float) -> str:
    """At most three significant digits; one decimal below a hundred."""
    return plain(value, 1) if abs(value) < 100 else money(value)


def _irr(stake: Stake) -> str:
    return stake.irr.words or f"{plain(100 * (rate := stake.irr.rates[0]), 0 if abs(rate) >= 0.1 else 1)} % a year"


def _sum(found: Pooled, minor: float) -> str:
    whole = minor / MINOR
    return f"{found.currency} {plain(whole / MILLION, 1)} million" if whole >= MILLION else f"{found.currency} {money(whole)}"
