"""From a result to what the page says of its verdicts over what nobody knows: the figure, and on which assumed values they hang."""

from collections.abc import Iterable, Sequence

from utfall.indicators.differences import LEAST_DRAWS
from utfall.indicators.sensitivity import AtPoint, Influence, turns
from utfall.indicators.spread import Spread
from utfall.indicators.verdicts import AT_12, LASTING
from utfall.results.assumed import assumed_values
from utfall.results.doubts import Robust, robustness, spreads
from utfall.results.figures.data import Cell, Estimate, Table, TableRow
from utfall.results.figures.doubt_data import VerdictBlock, VerdictRow, Verdicts
from utfall.results.figures.numbers import percent, percent_interval, plain
from utfall.results.frames import ExperimentResult
from utfall.results.report.data import MarkedLine
from utfall.results.report.estimates import name_of
from utfall.results.report.influence import MORE_DRAWS, draws_run

#: Assumed values that are named for a verdict, at most.
MOST = 3
SPLIT = "Share of the spread between runs that is ignorance (values that nobody has measured); the rest is chance. Below: what the draws leave open"


def verdicts(result: ExperimentResult) -> Verdicts | None:
    """What the figure draws; None with fewer than ten draws, which say nothing of how often a verdict holds."""
    found = [one for one in robustness(result) if len(one.points) >= LEAST_DRAWS]
    if not found:
        return None
    units = dict.fromkeys(_unit(one) for one in found)
    blocks = tuple(VerdictBlock(unit=unit, rows=tuple(_row(result, one) for one in found if _unit(one) == unit)) for unit in units)
    return Verdicts(first=name_of(result.main[0]) if len(result.main) > 1 else "", blocks=blocks)


def _unit(one: Robust) -> str:
    return LASTING if one.subject.indicator == AT_12 else one.subject.unit


def _row(result: ExperimentResult, one: Robust) -> VerdictRow:
    return VerdictRow(
        label=name_of(result.variant(one.subject.variant)), draws=tuple(_estimate(point) for point in one.points), turns=turns(one.points)
    )


def _estimate(point: AtPoint) -> Estimate:
    return Estimate(point.mean, point.low, point.high)


def hangs_on(result: ExperimentResult) -> tuple[MarkedLine, ...]:
    """On which assumed values each verdict hangs, in sentences; why none is named where none stands out."""
    if result.uncertainty == "central":
        return (MarkedLine("All assumed values were held at their central values: whether a verdict holds over their ranges was not asked."),)
    found = robustness(result)
    if not found:
        return ()
    draws = max(len(one.points) for one in found)
    if draws < LEAST_DRAWS:
        return (MarkedLine(f"{draws_run(draws)}: too few to say how often a verdict holds, or what it hangs on. {MORE_DRAWS}"),)
    names = {value.key: value.name for value in assumed_values(result)}
    lines = [line for one in found for line in _lines(result, one, names)]
    return (*lines, *_rest(found))


def _lines(result: ExperimentResult, one: Robust, names: dict[str, str]) -> Iterable[MarkedLine]:
    ours, theirs = name_of(result.variant(one.subject.variant)), name_of(result.main[0]) if one.subject.against else ""
    claim = f"“{ours}” causes more than “{theirs}”" if theirs else f"“{ours}” causes something"
    what = f"the difference between “{ours}” and “{theirs}”" if theirs else f"what “{ours}” causes"
    for found in one.told[:MOST]:
        name = names.get(found.key, found.key)
        if found.decides:
            yield MarkedLine(f"Whether {claim} hangs on “{name}”: {_halves(found)}.", "assumed")
        else:
            yield MarkedLine(f"“{name}” moves {what} (rank correlation {plain(found.rank, 2)}), but not its sign{_apart(found)}.")


def _apart(found: Influence) -> str:
    """The halves, where they differ."""
    (below, of_low), (above, of_high) = found.low, found.high
    return "" if below * of_high == above * of_low else f": {_halves(found)}"


def _halves(found: Influence) -> str:
    (below, of_low), (above, of_high) = found.low, found.high
    return (
        f"above 0 at {plain(below)} of {plain(of_low)} draws in the lower half of what was drawn, "
        f"and at {plain(above)} of {plain(of_high)} in the upper half"
    )


def _rest(found: Sequence[Robust]) -> Iterable[MarkedLine]:
    """How strong a value must be to be named, said once for those verdicts that none is named for."""
    silent = [one for one in found if not one.told]
    ranks = [one.least_rank for one in silent if one.least_rank is not None]
    if not silent or not ranks:
        return
    some = len(silent) < len(found)
    who = "For the other verdicts no single value stands out" if some else "For no verdict does a single assumed value stand out"
    draws, among = plain(max(len(one.points) for one in silent)), plain(max(len(one.influences) for one in silent))
    yield MarkedLine(
        f"{who}: among {among} values and over {draws} draws only a rank correlation of {plain(max(ranks), 2)} or more can be told from chance. "
        "More draws would tell weaker ones."
    )


def shares(result: ExperimentResult) -> Table | None:
    """How much of the spread of runs is ignorance, of each contract and of its difference from the first; None where it cannot be split."""
    found = {(subject.variant, bool(subject.against)): parts for subject, parts in spreads(result) if parts.low is not None}
    several = len(result.main) > 1
    rows = [
        TableRow(name_of(v), tuple(_share(found.get((v.label, apart))) for apart in ((False, True) if several else (False,))), own=several and n == 0)
        for n, v in enumerate(result.main)
        if (v.label, False) in found
    ]
    if not rows:
        return None
    heads = ("Contract", "Its effect", *((f"Its difference from “{name_of(result.main[0])}”",) if several else ()))
    return Table(SPLIT, heads, tuple(rows))


def _share(parts: Spread | None) -> Cell:
    if parts is None or parts.share_of_ignorance is None:
        return Cell("")
    return Cell(percent(parts.share_of_ignorance), f"{percent_interval(Estimate(parts.share_of_ignorance, parts.low, parts.high))}\u00a0%")
