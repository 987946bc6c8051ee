"""What a fund over several contracts puts in and gets back, from the flows of their runs under the same seeds."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from utfall.contract.finance.fund import Fund, later, pool
from utfall.indicators.pool_returns import Returns, returns
from utfall.indicators.pool_risk import share_of_losses, worst_twentieth
from utfall.results.frames import ExperimentResult, FundTerms, VariantResult

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
FLOW = "flow.investors"
NO_BOUND = 2**62


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Stake:
    """A fund, or its part of one contract, over runs; money in minor units.

    called, returned   means put in and given back; irr: of the mean flow
    loss_share         share of runs in which less comes back than went in, with Wilson's interval
    cvar_95            mean loss in the worst twentieth of runs; cvar_reach: half of its 95 % interval (None: one run)
    unmet              mean of what was asked for and could not be lent
    """

    label: str
    title: str
    called: float
    returned: float
    irr: Returns
    loss_share: tuple[float, float, float]
    cvar_95: float
    cvar_reach: float | None
    unmet: float = 0.0

    @property
    def multiple(self) -> float | None:
        """What comes back for each unit put in (None: nothing is)."""
        return self.returned / self.called if self.called else None

    def json(self) -> dict[str, object]:
        """As a plain object; money in whole units."""
        money = {name: getattr(self, name) / 100 for name in ("called", "returned", "cvar_95", "unmet")}
        share, low, high = self.loss_share
        risk = {"loss_share": share, "loss_share_low": low, "loss_share_high": high}
        return {
            "label": self.label,
            "title": self.title,
            **money,
            "multiple": self.multiple,
            **risk,
            "irr": list(self.irr.rates),
            "words": self.irr.words,
        }


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Pooled:
    """The fund and its part of each contract, on the seeds that all contracts have; currency; runs."""

    fund: Stake
    parts: tuple[Stake, ...]
    currency: str
    runs: int

    def json(self) -> dict[str, object]:
        """As a plain object."""
        return {"runs": self.runs, "currency": self.currency, "fund": self.fund.json(), "contracts": [part.json() for part in self.parts]}


def pooled(result: ExperimentResult) -> Pooled | None:
    """The fund's flows pooled run by run; None without a fund, or where no seed has all contracts (or their monthly flows)."""
    variants, terms = result.main, result.fund
    flows = None if terms is None else _flows(variants, terms)
    if terms is None or flows is None:
        return None
    fund = Fund(NO_BOUND if terms.size is None else terms.size, terms.recycled)
    runs = [pool(fund, np.maximum(-flow, 0), np.maximum(flow, 0)) for flow in flows]
    whole = _stake("fund", terms.title, np.array([run.called for run in runs]), np.array([run.returned for run in runs]))
    unmet = float(np.mean([run.unmet.sum() for run in runs]))
    parts = [
        _stake(variant.label, variant.title, np.maximum(-flows[:, number], 0), np.maximum(flows[:, number], 0))
        for number, variant in enumerate(variants)
    ]
    return Pooled(fund=replace(whole, unmet=unmet), parts=tuple(parts), currency=result.currency, runs=len(runs))


def _flows(variants: Sequence[VariantResult], terms: FundTerms) -> Ints | None:
    """(runs, contracts, months of the fund) net flow to the fund, minor units."""
    by_seed = [{row.key.seed: row.series[FLOW] for row in variant.rows if FLOW in row.series} for variant in variants]
    seeds = sorted(set.intersection(*(set(found) for found in by_seed))) if by_seed else []
    if not seeds:
        return None
    found = [[np.rint(share * np.asarray(own[seed])) for own, share in zip(by_seed, terms.shares, strict=True)] for seed in seeds]
    flows = np.array(found).astype(np.int64)
    return later(flows, terms.starts) if terms.starts else flows


def _stake(label: str, title: str, called: Ints, returned: Ints) -> Stake:
    """One party's flows, (runs, months) each."""
    gain = (returned.sum(axis=1) - called.sum(axis=1)).astype(np.float64)
    cvar, reach = worst_twentieth(-gain)
    return Stake(
        label=label,
        title=title,
        called=float(called.sum(axis=1).mean()),
        returned=float(returned.sum(axis=1).mean()),
        irr=returns((returned - called).mean(axis=0)),
        loss_share=share_of_losses(gain),
        cvar_95=cvar,
        cvar_reach=reach,
    )
