"""Figures a and b from a result: paid beside caused, and where each unit of money went."""

import numpy as np

from utfall.results.figures.data import CoinRow, Coins, Estimate, MetricRow, PaidCaused
from utfall.results.figures.numbers import SPACE, percent, percent_interval
from utfall.results.frames import ExperimentResult, VariantResult
from utfall.results.report.estimates import MINOR, column, name_of, of, ratio

LASTING = "Caused: lastingly in the outcome at month 12 who, on the same luck, would not have been without the contract."
OWN_MEASURE = "Caused: successes on the contract's own measure, true with the contract less true without it."
NOTHING_CAUSED = "nothing was caused"


def paid_caused(result: ExperimentResult) -> PaidCaused:
    """One row per variant of the main view; the first is the reader's contract."""
    lasting = any(of(v, "caused_at_12_enrolled").mean is not None for v in result.main)
    many = len(result.main) > 1
    rows = tuple(_metric_row(v, result, lasting, many and i == 0) for i, v in enumerate(result.main))
    runs = max((len(v.rows) for v in result.main), default=0)
    enrolled = _enrolled(result.main[0])
    yardstick = (LASTING if lasting else OWN_MEASURE) + (f" Enrolled under the first contract: {enrolled}." if enrolled else "")
    return PaidCaused(rows=rows, per="per 100 enrolled", currency=result.currency, yardstick=yardstick, runs=runs)


def _enrolled(variant: VariantResult) -> str:
    size = of(variant, "enrolled").mean
    return "" if size is None else f"{size:,.0f}".replace(",", "\u202f")


def _metric_row(variant: VariantResult, result: ExperimentResult, lasting: bool, own: bool) -> MetricRow:
    paid, gap = of(variant, "paid_for"), column(variant.rows, "paid_minus_caused")
    caused = of(variant, "caused_at_12_enrolled")
    if not lasting:
        caused = _mean_of(column(variant.rows, "paid_for") - gap, "no metric is paid")
    people = column(variant.rows, "caused_at_12") * result.people / 100.0 if lasting else np.full(len(variant.rows), np.nan)
    cost = ratio(column(variant.rows, "payments") / MINOR, people, NOTHING_CAUSED)
    note = "the agreed contract" if own else ""
    return MetricRow(id=variant.label, label=name_of(variant), note=note, own=own, paid=paid, caused=caused, cost=cost)


def _mean_of(values: np.ndarray[tuple[int], np.dtype[np.float64]], reason: str) -> Estimate:
    return ratio(values, np.where(np.isnan(values), np.nan, 1.0), reason)


def coins(result: ExperimentResult) -> Coins | None:
    """One row per variant; None when no contract pays person by person."""
    rows = tuple(_coin_row(v, len(result.main) > 1 and i == 0) for i, v in enumerate(result.main))
    if all(row.attributable.mean is None for row in rows):
        return None
    return Coins(rows=rows, currency=result.currency, runs=max(len(v.rows) for v in result.main))


def _coin_row(variant: VariantResult, own: bool) -> CoinRow:
    attributable, deadweight, hollow, false = (of(variant, f"{name}_share") for name in ("attributable", "deadweight", "hollow", "false"))
    if attributable.mean is None:
        return CoinRow(label=name_of(variant), own=own, reason=_why_no_split(variant, attributable.reason))
    if hollow.mean is None:
        hollow = Estimate(0.0, 0.0, 0.0)
    return CoinRow(label=name_of(variant), own=own, attributable=attributable, deadweight=deadweight, hollow=hollow, false=false)


def _why_no_split(variant: VariantResult, reason: str) -> str:
    over = of(variant, "over_payment")
    if over.mean is None:
        return f"No split: {reason or 'nothing was paid for the outcomes of persons'}."
    within = percent_interval(over)
    said = f"{percent(over.mean)}" + (f" ({within}{SPACE}%)" if within else "")
    return f"Paid on a measured difference between groups: no payment belongs to one person. Paid above what the true effect was due: {said}."
