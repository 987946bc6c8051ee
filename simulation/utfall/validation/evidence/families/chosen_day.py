"""A day that the agency picks, and a target that is published."""

from utfall.base.records import RunRecord
from utfall.indicators.behaviour import placement_share
from utfall.validation.evidence.families.reading import less, over, recorded_share
from utfall.validation.evidence.observable import Observable, Part
from utfall.validation.evidence.setup import Setup

SEEDS = 20
JTPA = (Setup("jtpa"), Setup("jtpa:exit_on_the_day"))
FOUR_HOURS = (Setup("ae_four_hour", people=2000), Setup("ae_four_hour:no_stakes", people=2000))


def clock_stopping(record: RunRecord) -> Part:
    """Share of the hours that go to what only stops the clock; no hours, no game."""
    found = placement_share(record)
    return (found.top, found.bottom) if found.bottom else (0.0, 1.0)


CHOSEN_DAY = (
    Observable(
        row="S06.before",
        how="jtpa: in work on the day that the agency says training ended, over the same where it may not put it off",
        setups=JTPA,
        seeds=SEEDS,
        of=lambda picked, fixed: over(recorded_share(picked, "placed"), recorded_share(fixed, "placed")),
    ),
    Observable(
        row="S43.hits",
        how="ae_four_hour: seen as within four hours with stakes over without",
        setups=FOUR_HOURS,
        seeds=SEEDS,
        of=lambda stakes, none: over(recorded_share(stakes, "within_four_hours"), recorded_share(none, "within_four_hours")),
    ),
    Observable(
        row="S43.gaming",
        how="ae_four_hour: share of hours that only stop the clock, with stakes less without",
        setups=FOUR_HOURS,
        seeds=SEEDS,
        of=lambda stakes, none: less(clock_stopping(stakes), clock_stopping(none)),
    ),
)
