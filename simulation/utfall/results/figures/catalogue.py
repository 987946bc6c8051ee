"""The figures by name, as `result.figure(name)` asks for them, each with its words, its table and its drawing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from matplotlib.figure import Figure

from utfall.results.figures import cash, coins, converging, hours, hours_time, outlay, paid_caused, served, verdicts_held
from utfall.results.figures.canvas import Words
from utfall.results.figures.data import Cash, Coins, HoursByTask, HoursOverTime, OutlayCurves, PaidCaused, Served, Table
from utfall.results.figures.doubt_data import Convergence, Verdicts

D = TypeVar("D")


@dataclass(frozen=True, slots=True)
class Plot(Generic[D]):
    """One figure: its words, its description, its table twin, its drawing (with title and source, or without)."""

    words: Callable[[D], Words]
    describe: Callable[[D], str]
    table: Callable[[D], Table]
    draw: Callable[[D, bool], Figure]


TRUTH_VS_PAID: Plot[PaidCaused] = Plot(paid_caused.words, paid_caused.describe, paid_caused.table, paid_caused.draw)
OUTLAY: Plot[OutlayCurves] = Plot(outlay.words, outlay.describe, outlay.table, outlay.draw)
EACH_COIN: Plot[Coins] = Plot(coins.words, coins.describe, coins.table, coins.draw)
HOURS_BY_TASK: Plot[HoursByTask] = Plot(hours.words, hours.describe, hours.table, hours.draw)
HOURS_OVER_TIME: Plot[HoursOverTime] = Plot(hours_time.words, hours_time.describe, hours_time.table, hours_time.draw)
WHO_IS_SERVED: Plot[Served] = Plot(served.words, served.describe, served.table, served.draw)
MONEY_BY_PARTY: Plot[Cash] = Plot(cash.words, cash.describe, cash.table, cash.draw)
VERDICTS_HELD: Plot[Verdicts] = Plot(verdicts_held.words, verdicts_held.describe, verdicts_held.table, verdicts_held.draw)
ENOUGH_RUNS: Plot[Convergence] = Plot(converging.words, converging.describe, converging.table, converging.draw)
