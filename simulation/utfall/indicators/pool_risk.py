"""Who carries the risk: chance of a loss, the worst twentieth, shares of the variance. Of a payer: its net cost after cashable savings."""

import numpy as np
from scipy import stats

from utfall.indicators.pooling import columns, said
from utfall.indicators.values import Floats, Indicator, Rows, Setting, Summary

TAIL = 0.05
ENOUGH_RUNS = 1000
FEW = "under 1 000 runs: the worst twentieth is uncertain"


def results(rows: Rows, of: str = "_result.") -> dict[str, Floats]:
    """Result of each party over runs, (runs,) minor units, positive is gain; nan where a run lacks it."""
    names: dict[str, None] = {}
    for row in rows:
        names |= dict.fromkeys(name for name in row.values if name.startswith(of))
    return {name.removeprefix(of): columns(rows, name).value for name in names}


def with_layers(rows: Rows) -> dict[str, Floats]:
    """Results of parties, and of each layer of the capital before guarantees (`capital.TRANCHE`), where there are several."""
    return results(rows) | {f"capital.{name}": result for name, result in results(rows, "_layer.").items()}


def share_of_losses(gain: Floats) -> tuple[float, float, float]:
    """Share of runs, (runs,), with a result below 0, and Wilson's interval."""
    test = stats.binomtest(int((gain < 0).sum()), len(gain))
    interval = test.proportion_ci(method="wilson")
    return float(test.statistic), float(interval.low), float(interval.high)


def worst_twentieth(loss: Floats) -> tuple[float, float | None]:
    """Mean of the worst twentieth of losses, (runs,), by Rockafellar and Uryasev's formula, and half of its 95 % interval (None: one run)."""
    threshold = float(np.quantile(loss, 1.0 - TAIL))
    each = threshold + np.maximum(loss - threshold, 0.0) / TAIL
    return float(each.mean()), float(stats.norm.ppf(0.975) * each.std(ddof=1) / np.sqrt(len(loss))) if len(loss) > 1 else None


def loss_probability(rows: Rows, setting: Setting) -> dict[str, Summary]:
    """Share of runs in which a party loses money, with Wilson's interval."""
    found: dict[str, Summary] = {}
    for party, result in with_layers(rows).items():
        known = result[~np.isnan(result)]
        if len(known):
            share, low, high = share_of_losses(known)
            found[f"loss_probability.{party}"] = said(share, (low, high), "share of runs", rows)
    return found


def cvar_95(rows: Rows, setting: Setting) -> dict[str, Summary]:
    """Mean loss in the worst twentieth of runs (positive: a loss), by Rockafellar and Uryasev's formula, with its standard error."""
    found: dict[str, Summary] = {}
    for party, result in with_layers(rows).items():
        loss = -result[~np.isnan(result)]
        if len(loss):
            mean, reach = worst_twentieth(loss)
            interval = (None, None) if reach is None else (mean - reach, mean + reach)
            found[f"cvar_95.{party}"] = said(mean, interval, setting.currency, rows, "" if len(loss) >= ENOUGH_RUNS else FEW, money=True)
    return found


def variance_share(rows: Rows, setting: Setting) -> dict[str, Summary]:
    """Cov(X_j, S) / Var(S), S the sum of the parties; if S does not vary, Var_j / sum of Var_k, "covariances left out"."""
    found = results(rows)
    if not found or len(rows) < 2:
        return {}
    table = np.array(list(found.values()))
    table = table[:, ~np.isnan(table).any(axis=0)]
    unit = "share of the variance"
    if table.shape[1] < 2:
        return {f"variance_share.{party}": said(None, (None, None), unit, rows, "fewer than two runs have it") for party in found}
    total = table.sum(axis=0)
    apart, whole = table - table.mean(axis=1, keepdims=True), total - total.mean()
    own = (apart * apart).mean(axis=1)
    varies = float((whole * whole).mean()) > 1e-12 * max(float(own.max()), 1e-300)
    shares, sum_ = ((apart * whole).mean(axis=1), float((whole * whole).mean())) if varies else (own, float(own.sum()))
    note = "" if varies else "covariances left out: the sum of the parties does not vary"
    if sum_ == 0:
        return {f"variance_share.{party}": said(None, (None, None), unit, rows, "nothing varies") for party in found}
    return {f"variance_share.{party}": said(float(share / sum_), (None, None), unit, rows, note) for party, share in zip(found, shares, strict=True)}


RISK = (
    Indicator(
        name="loss_probability",
        unit="share of runs",
        needs="ensemble",
        family="PARTY",
        pool=loss_probability,
        good_for=(("investor", -1), ("provider", -1), ("payer", -1)),
        question="How often does a party lose money?",
        formula="runs in which its net cash (payers: less net cost after cashable savings; capital.TRANCHE: a layer before guarantees) is below 0; "
        "Wilson's interval",
        sentence="It loses money in {} of the runs.",
    ),
    Indicator(
        name="cvar_95",
        unit="{currency}",
        needs="ensemble",
        family="PARTY",
        money=True,
        pool=cvar_95,
        good_for=(("investor", -1), ("provider", -1), ("payer", -1)),
        question="What does it lose in the worst twentieth?",
        formula="mean loss beyond the 95th percentile of losses; a warning under 1 000 runs",
        sentence="In the worst twentieth of runs it loses {}.",
    ),
    Indicator(
        name="variance_share",
        unit="share of the variance",
        needs="ensemble",
        family="PARTY",
        pool=variance_share,
        question="Who carries the uncertainty?",
        formula="Cov(X_j, S) / Var(S), S the sum of the parties",
        undefined="nothing varies; if S does not, own variances with covariances left out",
        sentence="It carries {} of the variance.",
    ),
)
