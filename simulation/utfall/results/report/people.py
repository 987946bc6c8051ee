"""Figures c and d from a result: who was served, and on what the hours went."""

import numpy as np

from utfall.indicators.facts import FAMILIES
from utfall.results.figures.data import Estimate, Family, HoursByTask, HoursOverTime, HoursRow, Served, Task
from utfall.results.frames import ExperimentResult, VariantResult
from utfall.results.report.estimates import column, name_of, of, ratio, spoken

HOURS = "hours_by_task."
#: Under one hour in 200 under every contract, a task is no part of the picture.
VISIBLE = 0.005
FIFTHS = ("1", "2", "3", "4", "5")


def tasks(result: ExperimentResult) -> tuple[Task, ...]:
    """Tasks that take a visible share of the hours under any contract, in the order of the scenario."""
    ids: dict[str, None] = {}
    for variant in result.main:
        hours = {name: s.mean for name, s in variant.summaries.items() if name.startswith(HOURS) and s.mean is not None}
        total = sum(hours.values())
        ids |= {name.removeprefix(HOURS): None for name, mean in hours.items() if mean > VISIBLE * total}
    return tuple(Task(task, spoken(task), _family(result, task)) for task in ids)


def _family(result: ExperimentResult, task: str) -> Family:
    """The family that the runs recorded (`_family.TASK`)."""
    for variant in result.main:
        for row in variant.rows[:1]:
            value = row.values.get(f"_family.{task}")
            if value is not None and value.value is not None:
                return FAMILIES[int(value.value)]
    return "builds"


def hours(result: ExperimentResult) -> HoursByTask | None:
    """Shares of hours by task and contract; None when nobody worked an hour."""
    found = tasks(result)
    if not found:
        return None
    rows = tuple(_hours_row(v, found, len(result.main) > 1 and i == 0) for i, v in enumerate(result.main))
    return HoursByTask(tasks=found, rows=rows, runs=max(len(v.rows) for v in result.main))


def _hours_row(variant: VariantResult, found: tuple[Task, ...], own: bool) -> HoursRow:
    columns = [np.nan_to_num(column(variant.rows, HOURS + task.id)) for task in found]
    total = np.sum(columns, axis=0)
    return HoursRow(label=name_of(variant), own=own, shares=tuple(ratio(c, total, "no hours were worked") for c in columns))


def hours_over_time(result: ExperimentResult, label: str) -> HoursOverTime | None:
    """Shares by month of one contract, from its first to its last month with hours; None where hours by month were not kept."""
    variant, found = result.variant(label), tasks(result)
    series = [variant.series_mean.get(f"hours.{task.id}") for task in found]
    if not found or any(s is None for s in series):
        return None
    stacked = np.array(series)
    total = stacked.sum(axis=0)
    # The last months hold a few hours of the last people served: they say little about the mix.
    served = np.flatnonzero(total >= 0.1 * total.max()) if total.size else np.array([], dtype=np.int64)
    if len(served) < 3:
        return None
    first, last = int(served[0]), int(served[-1]) + 1
    window, sums = stacked[:, first:last], total[first:last]
    shares = np.divide(window, sums, out=np.zeros_like(window), where=sums > 0)
    columns = tuple(tuple(map(float, share)) for share in shares)
    return HoursOverTime(contract=name_of(variant), tasks=found, shares=columns, runs=len(variant.rows), first=first + 1)


def served(result: ExperimentResult, label: str) -> Served | None:
    """One contract by fifth of need; panels that no run recorded are left out."""
    variant = result.variant(label)
    effect = _fifths(variant, "effect_by_need")
    if not effect:
        return None
    summary = variant.summaries["effect_by_need.1"]
    return Served(
        contract=name_of(variant),
        enrolled=_fifths(variant, "enrolled_by_need"),
        parked=_fifths(variant, "parked_by_need"),
        hours=_fifths(variant, "hours_by_need"),
        effect=effect,
        effect_unit=summary.unit.partition(" per ")[0],
        creaming=of(variant, "creaming"),
        control=of(variant, "direct_effect").mean is not None,
        runs=len(variant.rows),
    )


def _fifths(variant: VariantResult, name: str) -> tuple[Estimate, ...]:
    found = tuple(of(variant, f"{name}.{fifth}") for fifth in FIFTHS)
    return found if all(f"{name}.{fifth}" in variant.summaries for fifth in FIFTHS) else ()
