"""What payers may have to pay, and when, and who else may lose, in tables: for the terminal and the page alike."""

from utfall.results.dues import Due, NetCash, PayerDues, dues, net_cash, together
from utfall.results.figures.data import Cell, Table, TableRow
from utfall.results.figures.numbers import between, money, percent, plain
from utfall.results.frames import ExperimentResult, VariantResult

MINOR = 100.0
HEADS = ("Mean", "1 run in 10: above", "Dearest run")


def payers(result: ExperimentResult) -> tuple[Table, ...]:
    """One table a payer of the first contract: each contract year, in all, and the dearest month."""
    return tuple(_of_payer(payer, result.currency) for payer in dues(result.main[0])) if result.main else ()


def all_of(result: ExperimentResult) -> tuple[Table, ...]:
    """Every table that there is: payers by year, contracts beside each other, the other parties."""
    last = other_parties(result) if len(result.main) > 1 else others(result)
    return (*payers(result), *(table for table in (contracts(result), last) if table is not None))


def reading(result: ExperimentResult) -> str:
    """A sentence a payer of the first contract: what it pays in all, what in the dearest tenth of runs, and when most of it."""
    return " ".join(_said(payer, result.currency) for payer in dues(result.main[0])) if result.main else ""


def contracts(result: ExperimentResult) -> Table | None:
    """What each contract costs all its payers together; None for a single contract."""
    found = [(variant, together(variant)) for variant in result.main]
    rows = tuple(TableRow(_name(variant), _cells(due), own=variant is result.main[0]) for variant, due in found if due is not None)
    if len(result.main) < 2 or not rows:
        return None
    return Table(f"What each contract costs its payers together, less what comes back, {result.currency}", ("Contract", *HEADS), rows)


def others(result: ExperimentResult) -> Table | None:
    """Investors, holder and providers of the first contract: what is left to them, in the worst tenth of runs, and how often it is a loss."""
    rows = tuple(_of_other(one) for one in net_cash(result.main[0])) if result.main else ()
    if not rows:
        return None
    heads = ("Party", "Left in the end", "1 run in 10: below", "Loses in")
    return Table(f"Cash in less cash out of the others, {result.currency}", heads, rows)


def other_parties(result: ExperimentResult) -> Table | None:
    """What each contract leaves to the others than payers, and in what share of runs they lose; the more numerous down, the others across.

    None for a single contract.
    """
    found = {variant.label: {one.id: one for one in net_cash(variant)} for variant in result.main}
    titles = {one.id: _capital(one.title) for of in found.values() for one in of.values()}
    if len(result.main) < 2 or not titles:
        return None
    caption = f"Cash in less cash out of the others, {result.currency}; mean, and beside it in how many of the runs it is a loss"
    if len(titles) > len(result.main):
        parties = tuple(TableRow(title, tuple(_left(found[v.label].get(id_)) for v in result.main)) for id_, title in titles.items())
        return Table(caption, ("Party", *map(_name, result.main)), parties)
    rows = (TableRow(_name(v), tuple(_left(found[v.label].get(id_)) for id_ in titles), own=v is result.main[0]) for v in result.main)
    return Table(caption, ("Contract", *titles.values()), tuple(rows))


def _left(one: NetCash | None) -> Cell:
    return Cell("0") if one is None else Cell(_money(one.mean), percent(one.losses))


def _of_payer(payer: PayerDues, currency: str) -> Table:
    rows = [TableRow(f"Year {number}", _cells(year)) for number, year in enumerate(payer.years, start=1)]
    rows += [TableRow("In all", _cells(payer.total), own=True), TableRow("Dearest month", _cells(payer.month))]
    caption = f"{_capital(payer.title)} pays by year of the contract, less what comes back, {currency}; mean and 90 % of {plain(payer.runs)} runs"
    return Table(caption, ("Year", *HEADS), tuple(rows))


def _said(payer: PayerDues, currency: str) -> str:
    total, years = payer.total, payer.years
    dearest = max(range(len(years)), key=lambda year: years[year].mean)
    when = f", most of it in year {dearest + 1}" if len(years) > 1 and years[dearest].mean > 0.5 * total.mean else ""
    sums = f"{currency} {_money(total.mean)}"
    if total.low == total.high:
        return f"{_capital(payer.title)} pays {sums} in every run{when}."
    return f"{_capital(payer.title)} pays {sums} on average{when}; in one run of ten more than {currency} {_money(total.tenth)}."


def _of_other(one: NetCash) -> TableRow:
    return TableRow(_capital(one.title), (_cell(one.mean, one.low, one.high), Cell(_money(one.tenth)), Cell(f"{percent(one.losses)} of runs")))


def _cells(due: Due) -> tuple[Cell, ...]:
    return _cell(due.mean, due.low, due.high), Cell(_money(due.tenth)), Cell(_money(due.most))


def _cell(mean: float, low: float, high: float) -> Cell:
    return Cell(_money(mean), between(_money(low), _money(high)) if low != high else "")


def _money(minor: float) -> str:
    return money(minor / MINOR)


def _name(variant: VariantResult) -> str:
    return variant.title or _capital(variant.label.replace("_", " "))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
