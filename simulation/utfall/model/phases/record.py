"""Record: the month's row of the series."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from utfall.model.model import ContractModel


def record(model: "ContractModel") -> None:
    """Reads the month's hours, costs, motivation; writes one row. What histories and the ledger hold is added up at the end."""
    row = model.month - 1
    series = model.rows
    series["served"][row] = model.rosters.ids.size
    series["motivation"][row] = sum(model.books.motivation.tolist()) / len(model.providers)
    model.hours_rows[row] = model.hours_this_month
    model.hours_this_month[:] = 0.0
