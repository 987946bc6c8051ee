"""Effect against outlay from a result: the curves, and whose curve lies highest at one outlay, draw by draw."""

from collections import Counter

import numpy as np
from numpy.typing import NDArray

from utfall.indicators.ensemble import point_means
from utfall.results.figures.data import OutlayCurve, OutlayCurves, OutlayPoint
from utfall.results.figures.numbers import SPACE, money, plain
from utfall.results.frames import ExperimentResult, VariantResult
from utfall.results.report.estimates import MINOR, name_of, of, scaled

EFFECT, OUTLAY = "true_effect_eligible", "payments"
#: Rival behaviour profiles, for readers.
IN_WORDS = {
    "optimistic": "providers who overrate their effect, as fitted jointly",
    "well_informed": "providers who know what their hours do and are led by a mission",
}
Steps = tuple[VariantResult, ...]


def outlay(result: ExperimentResult) -> OutlayCurves | None:
    """None when no grid of prices was run."""
    grids = {v.label: result.curve(v.label) for v in result.main}
    grids = {label: grid for label, grid in grids.items() if grid}
    if not grids:
        return None
    rival = next(iter(result.rivals), "")
    beside = {label: result.curve(label, rival) if rival else () for label in grids}
    curves = tuple(_curve(result.variant(label), grid, beside[label], result) for label, grid in grids.items())
    at, best, share, draws = _highest(grids, result.people)
    unit = next((s.unit.partition(" per ")[0] for v in result.main if (s := v.summaries.get(EFFECT)) is not None), "effect")
    runs = max(len(v.rows) for grid in grids.values() for v in grid)
    title = name_of(result.variant(best)) if best else ""
    return OutlayCurves(
        curves=curves,
        currency=result.currency,
        effect_unit=unit,
        runs=runs,
        at=at,
        best=title,
        best_share=share,
        draws=draws,
        rival=IN_WORDS.get(rival, rival.replace("_", " ")),
        rival_runs=max((len(v.rows) for steps in beside.values() for v in steps), default=0),
    )


def _curve(variant: VariantResult, grid: Steps, rival: Steps, result: ExperimentResult) -> OutlayCurve:
    points, others = (tuple(_point(step, result) for step in steps) for steps in (grid, rival))
    return OutlayCurve(id=variant.label, label=name_of(variant), points=points, rival=others)


def _point(step: VariantResult, result: ExperimentResult) -> OutlayPoint:
    price = f"×{plain(step.price_factor, 0 if step.price_factor == int(step.price_factor) else 2)}"
    if step.block_fee:
        price += f" and a fee of {result.currency}{SPACE}{money(step.block_fee / MINOR)}"
    current = abs(step.price_factor - 1.0) < 1e-9
    return OutlayPoint(price=price, outlay=scaled(of(step, OUTLAY), 1.0 / result.people), effect=of(step, EFFECT), current=current)


def _highest(grids: dict[str, tuple[VariantResult, ...]], people: int) -> tuple[float | None, str, float | None, int]:
    """The outlay per eligible in the middle of what all curves share, the metric highest there most often, in which share of how many draws."""
    if len(grids) < 2 or any(len(grid) < 2 for grid in grids.values()):
        return None, "", None, 0
    means = [[of(step, OUTLAY).mean for step in grid] for grid in grids.values()]
    if any(m is None for ms in means for m in ms):
        return None, "", None, 0
    low = max(min(m for m in ms if m is not None) for ms in means) / people
    high = min(max(m for m in ms if m is not None) for ms in means) / people
    if low > high:
        return None, "", None, 0
    at = 0.5 * (low + high)
    effects = np.array([_effect_at(grid, at * people * MINOR) for grid in grids.values()])
    known = ~np.isnan(effects).any(axis=0)
    if not known.any():
        return at, "", None, 0
    winners = Counter(effects[:, known].argmax(axis=0).tolist())
    best, wins = sorted(winners.items(), key=lambda item: (-item[1], item[0]))[0]
    return at, list(grids)[best], wins / int(known.sum()), int(known.sum())


def _effect_at(grid: tuple[VariantResult, ...], spent: float) -> NDArray[np.float64]:
    """Effect at one outlay in each draw, on straight lines between prices, (draws,); nan where a draw's outlays do not reach it."""
    outlays = np.array([point_means(step.rows, OUTLAY) for step in grid])
    effects = np.array([point_means(step.rows, EFFECT) for step in grid])
    found = np.full(outlays.shape[1], np.nan)
    for draw in range(outlays.shape[1]):
        order = np.argsort(outlays[:, draw], kind="stable")
        x, y = outlays[order, draw], effects[order, draw]
        if not np.isnan(x).any() and x[0] <= spent <= x[-1]:
            found[draw] = np.interp(spent, x, y)
    return found
