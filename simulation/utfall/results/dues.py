"""What each payer may have to pay, contract year by contract year, and who else gains or loses: from the monthly cash of the runs."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from utfall.results.frames import VariantResult

Floats = NDArray[np.float64]
YEAR, MINOR = 12, 100.0
#: Ends of "90 % of runs", and the threshold of the dearest (or worst) tenth of runs.
LOW, HIGH, TENTH = 5.0, 95.0, 90.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A sum over runs, minor units: mean, 90 % of runs, what the dearest tenth of runs exceeds, and the dearest run."""

    mean: float
    low: float
    high: float
    tenth: float
    most: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PayerDues:
    """What one payer pays, less what comes back to it: by contract year, in all, and in the dearest single month of each run."""

    id: str
    title: str
    years: tuple[Due, ...]
    total: Due
    month: Due
    runs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NetCash:
    """Cash in less cash out of an investor, the holder or a provider, minor units.

    tenth    the worst tenth of runs lies below it; losses: share of runs that end below 0
    """

    id: str
    title: str
    kind: str
    mean: float
    low: float
    high: float
    tenth: float
    losses: float


def dues(variant: VariantResult) -> tuple[PayerDues, ...]:
    """Every payer of a contract that pays anything, in the order of the file."""
    made = []
    for payer, title, flow in _flows(variant, ("payer",)):
        paid = 0.0 - flow
        if paid.any():
            years = tuple(due(paid[:, start : start + YEAR].sum(axis=1)) for start in range(0, _last(paid), YEAR))
            made.append(
                PayerDues(id=payer, title=title, years=years, total=due(paid.sum(axis=1)), month=due(paid.max(axis=1)), runs=len(paid)),
            )
    return tuple(made)


def net_cash(variant: VariantResult) -> tuple[NetCash, ...]:
    """Everybody else who ends with more or less than at the start; who only passes money on is left out."""
    made = []
    for party, title, flow in _flows(variant, ("investor", "holder", "provider")):
        end = flow.sum(axis=1)
        if end.any():
            low, tenth, high = (float(x) for x in np.percentile(end, (LOW, 100.0 - TENTH, HIGH)))
            kind = dict(variant.rows[0].setting.parties)[party]
            losses = float((end < 0.0).mean())
            made.append(NetCash(id=party, title=title, kind=kind, mean=float(end.mean()), low=low, high=high, tenth=tenth, losses=losses))
    return tuple(made)


def together(variant: VariantResult) -> Due | None:
    """What all payers of a contract pay together; None where nobody pays."""
    flows = [flow for _, _, flow in _flows(variant, ("payer",))]
    return due(0.0 - np.sum([flow.sum(axis=1) for flow in flows], axis=0)) if any(flow.any() for flow in flows) else None


def dues_json(variant: VariantResult) -> dict[str, object]:
    """`dues`: each payer's years, sum and dearest month; `net_cash`: what is left to the others. Money in whole units."""
    paid = [
        {"payer": one.id, "years": [_whole(year) for year in one.years], "total": _whole(one.total), "month": _whole(one.month)}
        for one in dues(variant)
    ]
    left = [
        {"party": one.id, "kind": one.kind, "loss_share": one.losses, **_whole(one, ("mean", "low", "high", "tenth"))} for one in net_cash(variant)
    ]
    return {"dues": paid, "net_cash": left}


def due(sums: Floats) -> Due:
    """(runs,) minor units to what is said of them."""
    low, tenth, high = (float(x) for x in np.percentile(sums, (LOW, TENTH, HIGH)))
    return Due(mean=float(sums.mean()), low=low, high=high, tenth=tenth, most=float(sums.max()))


def _flows(variant: VariantResult, kinds: tuple[str, ...]) -> list[tuple[str, str, Floats]]:
    """(party, title, (runs, months) net cash) of parties of these kinds; runs that end early are filled up with nothing."""
    if not variant.rows:
        return []
    setting = variant.rows[0].setting
    found = []
    for party, kind in setting.parties:
        runs = [row.series[f"flow.{party}"] for row in variant.rows if f"flow.{party}" in row.series] if kind in kinds else []
        if runs:
            months = max(len(run) for run in runs)
            flow: Floats = np.array([np.pad(run, (0, months - len(run))) for run in runs], dtype=np.float64)
            found.append((party, setting.title(party), flow))
    return found


def _last(paid: Floats) -> int:
    """Months up to the last in which any run pays or gets back."""
    return int(np.flatnonzero(paid.any(axis=0))[-1]) + 1


def _whole(one: Due | NetCash, names: tuple[str, ...] = ("mean", "low", "high", "tenth", "most")) -> dict[str, float]:
    return {name: getattr(one, name) / MINOR for name in names}
