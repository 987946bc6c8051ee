"""The measured difference of a cohort, with the sampling error of its finite groups: pure functions of recorded columns."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from utfall.base.quantities import Share
from utfall.contract.ahead.normal import quantile
from utfall.contract.cohorts import CohortEstimate
from utfall.contract.comparisons.declarations import Historical, Matched, Mix, Predicted, PrePost
from utfall.contract.contract import Comparison
from utfall.contract.metrics.declarations import Events, Headcount, Metric
from utfall.contract.metrics.units import at, last_month

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Recorded:
    """What was recorded for one cohort, in the metric's unit (money: minor units, costs negative).

    treated, groups   (n,) value and pay group of each person counted
    before            (n,) value of each over the window before enrolment (pre_post)
    others            comparison id -> (m,) values of its people (randomised, matched, historical; of a sample, the past of its people)
    cells             (n,) what is known of each at the start, in classes; others_cells: comparison id -> (m,) the same of its people. People
                      who resemble those counted are weighted by them (None: all alike)
    predicted         comparison id -> (n,) values predicted for those counted
    model_error       comparison id -> one standard normal number, the luck of a predicting model
    """

    treated: Floats
    groups: NDArray[np.integer]
    before: Floats | None = None
    others: Mapping[str, Floats] = field(default_factory=dict)
    cells: NDArray[np.integer] | None = None
    others_cells: Mapping[str, NDArray[np.integer]] = field(default_factory=dict)
    predicted: Mapping[str, Floats] = field(default_factory=dict)
    model_error: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Baseline:
    """What a comparison says would have happened.

    level     (n,) for each person counted, or (1,) for all alike
    variance  of the mean level, from the finite group that it was measured on
    people    in that group (0: none)
    known     False where the group is empty
    """

    level: Floats
    variance: float = 0.0
    people: float = 0.0
    known: bool = True


def measured(metric: Metric, comparisons: tuple[Comparison, ...], recorded: Recorded) -> CohortEstimate:
    """The difference that a cohort term pays on, counted so that more is better: of events, how many fewer there were."""
    by_id = {comparison.id: comparison for comparison in comparisons}
    if metric.compared_with is None:
        return difference(recorded.treated, Baseline(np.zeros(1)), 1)
    return difference(recorded.treated, baseline(metric, by_id[metric.compared_with], by_id, recorded), better(metric))


def better(metric: Metric) -> int:
    """+1 where more units are better, -1 where fewer are: events, and heads that are not in the outcome."""
    fewer = (isinstance(metric, Events) and not metric.yes_no) or (isinstance(metric, Headcount) and metric.counts == "not_in")
    return -1 if fewer else 1


def difference(treated: Floats, base: Baseline, sign: int = 1) -> CohortEstimate:
    """Mean of the recorded values (n,) less the baseline, times `sign`; 0 where nobody is counted or there is nobody to compare with."""
    if treated.size == 0 or not base.known:
        return CohortEstimate(0.0, float(treated.size), base.people)
    level = float(base.level.mean())
    gap = float(treated.mean() - level) if base.level.size == 1 else float((treated - base.level).mean())
    own = _variance(treated - base.level) / treated.size
    return CohortEstimate(sign * gap, float(treated.size), base.people, level, float(treated.mean()), sqrt(own + base.variance))


def baseline(metric: Metric, comparison: Comparison, by_id: Mapping[str, Comparison], recorded: Recorded) -> Baseline:
    """What one comparison says; a mix is the weighted sum of its parts, whose groups are independent of each other."""
    if isinstance(comparison, Mix):
        return _mixed([(weight, baseline(metric, by_id[id_], by_id, recorded)) for id_, weight in comparison.parts], recorded.treated.size)
    if isinstance(comparison, PrePost):
        return _own_past(metric, comparison, recorded)
    if isinstance(comparison, Predicted):
        level = recorded.predicted[comparison.id] if comparison.id in recorded.predicted else _expected(comparison, recorded)
        return Baseline(level * (1.0 + comparison.bias + comparison.error * recorded.model_error.get(comparison.id, 0.0)))
    if comparison.design == "agreed" or (isinstance(comparison, Historical) and comparison.expected is not None):
        bias = comparison.bias if isinstance(comparison, Historical) else 0.0
        return Baseline(_expected(comparison, recorded) * (1.0 + bias))
    values = recorded.others[comparison.id]
    if isinstance(comparison, Matched) and recorded.cells is not None and values.size:
        return of_cells(values, recorded.others_cells[comparison.id], recorded.cells, comparison.bias)
    return of_group(values, comparison.bias if isinstance(comparison, Historical | Matched) else 0.0)


def of_group(values: Floats, bias: float = 0.0) -> Baseline:
    """The mean of a comparison group (m,), read `bias` too high, with its sampling variance."""
    if values.size == 0:
        return Baseline(np.zeros(1), known=False)
    scale = 1.0 + bias
    return Baseline(np.array([values.mean() * scale]), _variance(values) / values.size * scale * scale, float(values.size))


def of_cells(values: Floats, theirs: NDArray[np.integer], own: NDArray[np.integer], bias: float = 0.0) -> Baseline:
    """For each person counted, whose class is `own` (n,), the mean of a comparison's people (m,) of that class, read `bias` too high.

    A class of which the comparison has nobody is compared with all of its people.
    """
    level, variance = np.full(own.size, values.mean()), 0.0
    for cell in np.unique(own):
        there, here = values[theirs == cell], own == cell
        group = there if there.size else values
        level[here] = group.mean()
        variance += float(here.mean()) ** 2 * _variance(group) / group.size
    scale = 1.0 + bias
    return Baseline(level * scale, variance * scale * scale, float(values.size))


def pooled(estimates: tuple[CohortEstimate, ...]) -> CohortEstimate:
    """Several cohorts as one: weighted by the people counted; their errors are independent."""
    people = sum(one.quantity for one in estimates)
    if people == 0:
        return CohortEstimate(0.0, 0.0, 0.0)
    mean = [sum(getattr(one, name) * one.quantity for one in estimates) / people for name in ("measured", "level", "value")]
    error = sqrt(sum((one.error * one.quantity) ** 2 for one in estimates)) / people
    return CohortEstimate(mean[0], people, sum(one.control_quantity for one in estimates), mean[1], mean[2], error)


def beyond_chance(estimate: CohortEstimate, sure: Share) -> bool:
    """Whether chance alone would bring so large a gain in less than one of 1 / (1 - sure) cohorts without effect (one-sided)."""
    if estimate.error == 0.0:
        return estimate.measured > 0.0
    return estimate.measured >= quantile(sure.fraction) * estimate.error


def _own_past(metric: Metric, comparison: PrePost, recorded: Recorded) -> Baseline:
    if comparison.id in recorded.others:
        return of_group(recorded.others[comparison.id])
    if recorded.before is None:
        return Baseline(np.zeros(1), known=False)
    return Baseline(recorded.before * longer(metric, comparison, recorded.groups), people=float(recorded.before.size))


def longer(metric: Metric, comparison: PrePost, groups: NDArray[np.integer]) -> Floats:
    """(n,) how many times as long the metric looks as its past does, for what adds up over time."""
    if not adds_up(metric):
        return np.ones(groups.size)
    by_group = {int(group): months_counted(metric, int(group)) / months_read(metric, comparison, int(group)) for group in np.unique(groups)}
    return np.array([by_group[int(group)] for group in groups], dtype=np.float64)


def adds_up(metric: Metric) -> bool:
    """Whether units add up over the months that are looked at, so that a longer look counts more."""
    return metric.unit in {"event", "hour", "time", "money"} and not getattr(metric, "yes_no", False)


def months_counted(metric: Metric, group: int) -> int:
    """Person-months that a metric counts in one group."""
    return last_month(metric, group) - at(getattr(metric, "starts", None), group)


def months_read(metric: Metric, comparison: PrePost, group: int) -> int:
    """Of those months, from the first on, how many are read for what adds up: all of a window, else as many as the metric counts."""
    return comparison.window.months if comparison.window is not None else max(months_counted(metric, group), 1)


def past_months(metric: Metric, comparison: PrePost, group: int) -> int:
    """Months of a person's own past that stand for a metric: as the comparison says, else as long as the metric looks ahead."""
    return comparison.window.months if comparison.window is not None else max(last_month(metric, group), 1)


def _expected(comparison: Comparison, recorded: Recorded) -> Floats:
    if comparison.expected is None:
        return np.zeros(1)
    return np.asarray(comparison.expected, dtype=np.float64)[recorded.groups]


def _mixed(parts: list[tuple[float, Baseline]], people: int) -> Baseline:
    level = np.zeros(people)
    for weight, part in parts:
        level = level + weight * part.level
    variance = sum(weight * weight * part.variance for weight, part in parts)
    return Baseline(level, variance, sum(part.people for _, part in parts), all(part.known for _, part in parts))


def _variance(values: Floats) -> float:
    return float(values.var(ddof=1)) if values.size > 1 else 0.0
