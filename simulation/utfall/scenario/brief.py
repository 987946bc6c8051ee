"""What is assumed in a case, on a few lines: how many of its numbers somebody stands behind, and which may be furthest off."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import isfinite

from utfall.scenario.behind import SHARED_FILES
from utfall.scenario.listing import ValueRow

#: So many of the widest ranges are named.
WIDEST = 5
#: The key of references under which stands what nobody read again.
RECALLED = "recalled"


@dataclass(frozen=True, slots=True)
class Assumed:
    """Values that do something in a case, by who stands behind them.

    sourced     from a work or a page that was read; recalled: from one that was not; calibrated: fitted so that a run meets what was read;
                assumed: nobody's
    shared      of those assumed, so many stand in the files behind every case: how people and parties behave, what tasks and help do
    drawn       of all of them, so many have a range and are drawn
    open        recalled or assumed values of the case's own that have a range
    fixed       those that have none: they are the same in every run
    widest      assumed values of the case's own with the widest ranges, as a share of the value, widest first
    sources     keys of references, in the order in which the file first names them
    """

    sourced: int
    recalled: int
    calibrated: int
    assumed: int
    shared: int
    drawn: int
    open: int
    fixed: int
    widest: tuple[ValueRow, ...]
    sources: tuple[str, ...]


def assumed_in(rows: Iterable[ValueRow]) -> Assumed:
    """The values of a case (`Scenario.leaves`) by who stands behind them; those that do nothing here are left out."""
    at_work = [row for row in rows if not row.rests]
    nobodys = [row for row in at_work if row.assumed and row.source != "calibrated"]
    own = [row for row in nobodys if row.file not in SHARED_FILES and row.drawn and isfinite(row.width)]
    return Assumed(
        sourced=sum(not row.assumed and row.source != RECALLED for row in at_work),
        recalled=sum(row.source == RECALLED for row in at_work),
        calibrated=sum(row.source == "calibrated" for row in at_work),
        assumed=len(nobodys),
        shared=sum(row.file in SHARED_FILES for row in nobodys),
        drawn=sum(row.drawn for row in at_work),
        open=sum(_is_own(row) and row.drawn for row in at_work),
        fixed=sum(is_fixed(row) for row in at_work),
        widest=tuple(sorted(own, key=lambda row: -row.width)[:WIDEST]),  # stable: in the order of the file where alike
        sources=tuple(dict.fromkeys(row.source for row in at_work if not row.assumed and row.source != RECALLED)),
    )


def is_fixed(row: ValueRow) -> bool:
    """Whether a value of the case's own is recalled or assumed and yet the same in every run."""
    return _is_own(row) and not row.drawn


def _is_own(row: ValueRow) -> bool:
    return row.file not in SHARED_FILES and (row.source == RECALLED or (row.assumed and row.source != "calibrated"))


def counted_in_words(found: Assumed) -> str:
    """Of 106 values at work 5 have a source, 2 are recalled and not read, 5 are calibrated and 94 assumed."""
    every = found.sourced + found.recalled + found.calibrated + found.assumed
    shared = f", {found.shared} of these shared by all cases" if found.shared else ""
    recalled = f" {found.recalled} {_are(found.recalled)} recalled and not read," if found.recalled else ""
    fixed = f" Of its own that are recalled or assumed {found.fixed} have none and are the same in every run." if found.fixed else ""
    fitted = f" {found.calibrated} {_are(found.calibrated)} calibrated and {found.assumed} assumed"
    return f"Of {every} values at work {found.sourced} have a source,{recalled}{fitted}{shared}; {found.drawn} have a range and are drawn.{fixed}"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"
