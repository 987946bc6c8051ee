"""A figure of a result by name, for notebooks and slides."""

from collections.abc import Callable

from matplotlib.figure import Figure

from utfall.base.errors import UsageError
from utfall.results.figures.catalogue import (
    EACH_COIN,
    ENOUGH_RUNS,
    HOURS_BY_TASK,
    HOURS_OVER_TIME,
    MONEY_BY_PARTY,
    OUTLAY,
    TRUTH_VS_PAID,
    VERDICTS_HELD,
    WHO_IS_SERVED,
    D,
    Plot,
)
from utfall.results.figures.paid_caused import widest
from utfall.results.frames import ExperimentResult
from utfall.results.report import curves, money, paid, people, robust, settled


def figure(result: ExperimentResult, name: str, chrome: bool = True) -> Figure:
    """The named figure, with title and source (`chrome`) or without; a name or figure that is not there is said in words."""
    makers = _makers()
    if name not in makers:
        raise UsageError(f"there is no figure {name!r}; there are {', '.join(sorted(makers))}")
    made = makers[name](result, chrome)
    if made is None:
        raise UsageError(f"this result has no data for the figure {name!r}")
    return made


def _makers() -> dict[str, Callable[[ExperimentResult, bool], Figure | None]]:
    return {
        "truth_vs_paid": lambda r, c: _drawn(TRUTH_VS_PAID, paid.paid_caused(r), c),
        "effect_vs_outlay": lambda r, c: _drawn(OUTLAY, curves.outlay(r), c),
        "where_money_went": lambda r, c: _drawn(EACH_COIN, paid.coins(r), c),
        "hours_by_task": lambda r, c: _drawn(HOURS_BY_TASK, people.hours(r), c),
        "hours_over_time": lambda r, c: _drawn(HOURS_OVER_TIME, people.hours_over_time(r, _shown(r)), c),
        "who_is_served": lambda r, c: _drawn(WHO_IS_SERVED, people.served(r, _shown(r)), c),
        "verdicts_by_draw": lambda r, c: _drawn(VERDICTS_HELD, robust.verdicts(r), c),
        "enough_runs": lambda r, c: _drawn(ENOUGH_RUNS, settled.settled(r), c),
        "money_by_party": lambda r, c: _drawn(MONEY_BY_PARTY, money.cash(r, r.main[0].label), c),
    }


def _shown(result: ExperimentResult) -> str:
    """The contract that the answer speaks of."""
    row = widest(paid.paid_caused(result))
    return row.id if row is not None else result.main[0].label


def _drawn(plot: Plot[D], data: D | None, chrome: bool) -> Figure | None:
    return None if data is None else plot.draw(data, chrome)
