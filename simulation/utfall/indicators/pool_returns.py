"""Time and return: IRR of the mean flow to capital, and the month from which it has paid back."""

from dataclasses import dataclass

import numpy as np
import pyxirr
from scipy.optimize import brentq

from utfall.indicators.pooling import said
from utfall.indicators.values import Floats, Indicator, Rows, Setting, Summary

NOT_KEPT = "monthly series were not kept"


@dataclass(frozen=True, slots=True)
class Returns:
    """Yearly rates that set a flow's present value to 0 (shares), and words where there is not exactly one."""

    rates: tuple[float, ...]
    words: str


def present_value(x: float, flow: Floats) -> float:
    """Present value of a monthly flow at log(1 + r) = x, scaled so that it stays finite: the last month's for x < 0."""
    months = np.arange(len(flow), dtype=np.float64)
    return float((flow * np.exp(-x * months)).sum()) if x >= 0 else float((flow * np.exp(x * (len(flow) - 1 - months))).sum())


def returns(flow: Floats) -> Returns:
    """All yearly rates of return of a monthly flow: sign changes counted, roots scanned in log(1 + r), both ends tested."""
    moving = flow[flow != 0]
    if len(moving) == 0:
        return Returns((), "no IRR: no money moves")
    if not (moving > 0).any():
        return Returns((), "no IRR: total loss")
    if not (moving < 0).any():
        return Returns((), "no IRR: no capital was put in")
    first, last = int(np.flatnonzero(flow)[0]), int(np.flatnonzero(flow)[-1])
    flow = flow[first : last + 1]
    roots = _roots(flow)
    if len(roots) == 1:
        rate = pyxirr.irr(flow.tolist())
        monthly = np.expm1(roots[0])
        monthly = rate if rate is not None and abs(rate - monthly) < 1e-6 else monthly
        return Returns((float((1.0 + monthly) ** 12 - 1.0),), "")
    rates = tuple(float(np.expm1(12.0 * x)) for x in roots)
    if not rates:
        return Returns((), "no IRR: no rate sets the present value to 0")
    return Returns(rates, "several IRRs: " + " and ".join(f"{100 * rate:.3g} %" for rate in rates) + " a year")


def _grid() -> Floats:
    """Places in log(1 + r) at which a flow is looked at: every .001 up to 65 % a month, then every .05."""
    near, far = np.linspace(-0.5, 0.5, 1001), np.linspace(0.5, 20.0, 391)[1:]
    return np.concatenate([-far[::-1], near, far])


def _roots(flow: Floats) -> list[float]:
    """Roots in log(1 + r), in order. At the ends the sign is that of the last (r to -100 %) and of the first flow (r to infinity)."""
    grid = _grid()
    at = np.array([present_value(x, flow) for x in grid])
    at[np.abs(at) < 1e-12 * np.abs(flow).sum()] = 0.0
    signs = np.sign(at)
    signs[0], signs[-1] = np.sign(flow[-1]), np.sign(flow[0])
    roots = [float(x) for x in grid[1:-1][signs[1:-1] == 0]]
    for i in np.flatnonzero(signs[:-1] * signs[1:] < 0):
        low, high = float(grid[i]), float(grid[i + 1])
        if present_value(low, flow) * present_value(high, flow) < 0:
            roots.append(float(brentq(present_value, low, high, args=(flow,), xtol=1e-14)))
    return sorted(roots)


def mean_series(rows: Rows, name: str) -> Floats | None:
    """Mean over runs of a monthly series; None where a run lacks it or lengths differ."""
    found = [row.series[name] for row in rows if name in row.series]
    if len(found) != len(rows) or not found or len({len(series) for series in found}) != 1:
        return None
    mean: Floats = np.mean(found, axis=0)
    return mean


def investor_irr(rows: Rows, setting: Setting) -> dict[str, Summary]:
    """IRR of the mean flow of all investors, % a year; no root or several said in words."""
    unit = "% a year"
    if "investor" not in dict(setting.parties).values() and not any("flow.investors" in row.series for row in rows):
        return {"investor_irr": said(None, (None, None), unit, rows, "the contract has no investors")}
    flow = mean_series(rows, "flow.investors")
    if flow is None:
        return {"investor_irr": said(None, (None, None), unit, rows, NOT_KEPT)}
    found = returns(flow)
    return {"investor_irr": said(None if found.words else 100.0 * found.rates[0], (None, None), unit, rows, found.words)}


def payback_month(flow: Floats) -> int | None:
    """First month (from 1) from which the cumulative flow stays at or above 0; None if it ends below, or nothing moves."""
    total = np.cumsum(flow)
    below = np.flatnonzero(total < 0)
    if not flow.any() or total[-1] < 0:
        return None
    return int(below[-1]) + 2 if len(below) else 1


def payback_months(rows: Rows, setting: Setting) -> dict[str, Summary]:
    """Payback of the mean net value: society, and each sector."""
    names = sorted({name for row in rows for name in row.series if name == "net_value" or name.startswith("net_value.")})
    if not names:
        reason = f"no values are given, or {NOT_KEPT}"
        return {"payback_months": said(None, (None, None), "months", rows, reason)}
    found: dict[str, Summary] = {}
    for name in names:
        flow = mean_series(rows, name)
        month = None if flow is None else payback_month(flow)
        reason = NOT_KEPT if flow is None else "" if month is not None else f"not within {len(flow)} months" if flow.any() else "no value moves"
        found[name.replace("net_value", "payback_months", 1)] = said(month, (None, None), "months", rows, reason)
    return found


RETURNS = (
    Indicator(
        name="investor_irr",
        unit="% a year",
        needs="ensemble",
        pool=investor_irr,
        good_for=(("investor", 1),),
        question="What return does capital earn?",
        formula="IRR of the mean flow, never the mean of IRRs",
        undefined="no investors; no root or several (said in words)",
        sentence="Capital earns {} a year.",
    ),
    Indicator(
        name="payback_months",
        unit="months",
        needs="ensemble",
        family="SECTOR",
        pool=payback_months,
        good_for=(("society", -1),),
        question="When has it paid back, and to whom?",
        formula="first month from which cumulative mean net value stays >= 0; society, each sector",
        undefined="not within the run",
        sentence="It has paid back after {} months.",
    ),
)
