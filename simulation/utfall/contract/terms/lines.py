"""Lines that a measured result must reach: a change against a comparison, or a level."""

from utfall.base.quantities import Change, Flow, Price, Share
from utfall.contract.cohorts import CohortEstimate
from utfall.contract.review.declarations import Level
from utfall.contract.words import money, per_cent


def number(level: Level) -> float:
    """A level as a number: a share as a fraction, money in minor units, a flow a month."""
    if isinstance(level, Share):
        return level.fraction
    if isinstance(level, Price):
        return float(level.minor)
    return level.monthly if isinstance(level, Flow) else float(level)


def gain_needed(change: Change, level: float) -> float:
    """Gain per person that a change asks for: a share of the comparison's level; points of a share (a hundredth); or units."""
    if change.unit == "share":
        return change.amount * abs(level)
    return change.amount / 100.0 if change.unit == "point" else change.amount


def gained(change: Change, estimate: CohortEstimate) -> bool:
    """Whether the gain is as large as the change asks for."""
    return estimate.measured >= gain_needed(change, estimate.level) - 1e-12


def change_words(change: Change) -> str:
    """10 %, or 10 points."""
    if change.unit == "share":
        return per_cent(change.amount)
    return f"{change.amount:g} {change.unit}" + ("" if change.amount == 1 else "s")


def level_words(level: Level) -> str:
    """A level in words."""
    if isinstance(level, Share):
        return per_cent(level.fraction)
    if isinstance(level, Price):
        return f"{money(level)} per {level.per}"
    if isinstance(level, Flow):
        return f"{level.monthly:g} {level.what} per month".replace("  ", " ")
    return f"{level:g}"
