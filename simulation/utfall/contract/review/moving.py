"""Targets in place: what a term asks for after a review, and what a comparison that was agreed expects."""

from collections.abc import Sequence
from dataclasses import replace

from utfall.base.quantities import Change, Flow, Price, Share
from utfall.contract.cohorts import CohortEstimate
from utfall.contract.contract import Comparison
from utfall.contract.review.declarations import Level
from utfall.contract.review.targets import next_target
from utfall.contract.terms.lines import number
from utfall.contract.terms.threshold import CohortThreshold


def moved_level(level: Level, reached: float, pull: float, *, only_down: bool = False) -> Level:
    """A level so far (share `pull`) on the way to what was reached, in the level's own number; `only_down`: it is never raised."""
    found = next_target(number(level), reached, pull)
    if only_down and found > number(level):
        return level
    if isinstance(level, Share):
        return Share(found)
    if isinstance(level, Price):
        return replace(level, minor=round(found))
    return Flow(found, level.what) if isinstance(level, Flow) else found


def moved_change(change: Change, estimates: Sequence[CohortEstimate], pull: float, *, only_down: bool = False) -> Change:
    """The same for a change against a comparison, in its own unit; a comparison at 0 has no share to move."""
    reached = _mean([_in_units_of(change, one) for one in estimates], estimates)
    found = next_target(change.amount, reached, pull)
    return change if only_down and found > change.amount else replace(change, amount=found)


def _in_units_of(change: Change, one: CohortEstimate) -> float:
    if change.unit == "share":
        return one.measured / abs(one.level) if one.level else change.amount
    return 100.0 * one.measured if change.unit == "point" else one.measured


def moved_threshold(term: CohortThreshold, estimates: Sequence[CohortEstimate], pull: float, *, only_down: bool = False) -> CohortThreshold:
    """A threshold after a review of these cohorts."""
    if not estimates:
        return term
    reached = _mean([one.value for one in estimates], estimates)
    return replace(
        term,
        change=None if term.change is None else moved_change(term.change, estimates, pull, only_down=only_down),
        level=None if term.level is None else moved_level(term.level, reached, pull, only_down=only_down),
    )


def moved_expected(comparison: Comparison, estimates: Sequence[CohortEstimate], pull: float, *, only_down: bool = False) -> Comparison:
    """What was agreed would happen anyway, moved in every group by as much as the cohorts lay above it."""
    if comparison.expected is None or not estimates:
        return comparison
    by = pull * _mean([one.value - one.level for one in estimates], estimates)
    return comparison if only_down and by > 0 else replace(comparison, expected=tuple(level + by for level in comparison.expected))


def _mean(values: Sequence[float], estimates: Sequence[CohortEstimate]) -> float:
    """Mean over cohorts, by people counted."""
    people = sum(one.quantity for one in estimates)
    return sum(value * one.quantity for value, one in zip(values, estimates, strict=True)) / people if people > 0 else sum(values) / len(values)
