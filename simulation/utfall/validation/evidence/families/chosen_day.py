"""A day that the agency picks, and a target that is published."""

import numpy as np

from utfall.base.records import RunRecord
from utfall.indicators.behaviour import placement_share
from utfall.model.model import ContractModel
from utfall.validation.evidence.families.reading import less, over, recorded_share
from utfall.validation.evidence.observable import Observable, Part
from utfall.validation.evidence.runner import Runner
from utfall.validation.evidence.setup import Setup

SEEDS = 20
JTPA, ON_THE_DAY = Setup("jtpa"), Setup("jtpa:exit_on_the_day")
#: Months by which an end may be put off: 90 days.
CUT = 3
FOUR_HOURS = (Setup("ae_four_hour", people=2000), Setup("ae_four_hour:no_stakes", people=2000))


def ends_at_the_cut(runner: Runner, seed: int) -> Part:
    """Ends of training that are said in the last month allowed, over those in a month before it, the month in which it was over left out.

    What stands just before the cut is what would stand there if the months went on as they were: without the choice none is late at all.
    """
    case, expected = runner.made(JTPA)
    endings = ContractModel(case, seed, expectations=expected).run().endings
    assert endings is not None
    late = np.bincount((endings.said - endings.over)[endings.said > 0], minlength=CUT + 1)
    return float(late[CUT]), float(late[1:CUT].mean())


def clock_stopping(record: RunRecord) -> Part:
    """Share of the hours that go to what only stops the clock; no hours, no game."""
    found = placement_share(record)
    return (found.top, found.bottom) if found.bottom else (0.0, 1.0)


CHOSEN_DAY = (
    Observable(
        row="S06.before",
        how="jtpa: ends of training said in the last month allowed, over those in each of the two late months before it",
        setups=(JTPA,),
        seeds=SEEDS,
        at=ends_at_the_cut,
        runs=False,
        restates="the rule that nobody is held for longer: whoever finds no work by then ends in that month",
        proxy="the source has what would stand there without the rule",
    ),
    Observable(
        row="S06.placed",
        how="jtpa: seen in work when training is said to have ended, over the same where the day may not be chosen",
        setups=(JTPA, ON_THE_DAY),
        seeds=SEEDS,
        of=lambda chosen, fixed: over(recorded_share(chosen, "placed"), recorded_share(fixed, "placed")),
    ),
    Observable(
        row="S43.hits",
        how="ae_four_hour: seen as within four hours with stakes over without",
        setups=FOUR_HOURS,
        seeds=SEEDS,
        of=lambda stakes, none: over(recorded_share(stakes, "within_four_hours"), recorded_share(none, "within_four_hours")),
        proxy="the source has ambulances within eight minutes, countries with ratings against those without",
    ),
    Observable(
        row="S43.gaming",
        how="ae_four_hour: share of hours that only stop the clock, with stakes less without",
        setups=FOUR_HOURS,
        seeds=SEEDS,
        of=lambda stakes, none: less(clock_stopping(stakes), clock_stopping(none)),
    ),
)
