"""One figure of a result by its name, for people who work in Python; the report draws the same ones."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from utfall.base.errors import UsageError
from utfall.results.figures import catalogue
from utfall.results.report.assemble import assemble

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from utfall.results.frames import ExperimentResult


def figure(result: "ExperimentResult", name: str) -> "Figure":
    """The figure with its title and source: truth_vs_paid, outlay, each_coin, hours_by_task, hours_over_time, who_is_served, money_by_party."""
    data = assemble(result)
    drawn: dict[str, Callable[[], Figure | None]] = {
        "truth_vs_paid": lambda: catalogue.TRUTH_VS_PAID.draw(data.paid_caused, True) if data.paid_caused else None,
        "outlay": lambda: catalogue.OUTLAY.draw(data.outlay, True) if data.outlay else None,
        "each_coin": lambda: catalogue.EACH_COIN.draw(data.coins, True) if data.coins else None,
        "hours_by_task": lambda: catalogue.HOURS_BY_TASK.draw(data.hours, True) if data.hours else None,
        "hours_over_time": lambda: catalogue.HOURS_OVER_TIME.draw(data.hours_time, True) if data.hours_time else None,
        "who_is_served": lambda: catalogue.WHO_IS_SERVED.draw(data.served[0], True) if data.served else None,
        "money_by_party": lambda: catalogue.MONEY_BY_PARTY.draw(data.cash, True) if data.cash else None,
    }
    if name not in drawn:
        raise UsageError(f'no figure "{name}"; there are: {", ".join(drawn)}')
    found = drawn[name]()
    if found is None:
        raise UsageError(f"this result has nothing to draw for {name}; it needs other runs, such as a grid or references")
    return found
