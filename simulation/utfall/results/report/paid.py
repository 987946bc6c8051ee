"""Figures a and b from a result: paid beside caused, and where each unit of money went."""

import numpy as np

from utfall.indicators.level import ACTIVITY
from utfall.indicators.pooling import columns
from utfall.indicators.verdicts import EFFECT, borne
from utfall.indicators.words import money
from utfall.results.figures.data import CoinRow, Coins, Estimate, MetricRow, PaidCaused
from utfall.results.figures.numbers import SPACE, percent, percent_interval
from utfall.results.figures.verdicts import size_of
from utfall.results.frames import ExperimentResult, VariantResult
from utfall.results.report.estimates import MINOR, column, name_of, of, ratio

LASTING = "Caused: lastingly in the outcome at month 12 who, on the same luck, would not have been without the contract."
OWN_MEASURE = "Caused: successes on the contract's own measure, true with the contract less true without it."
NOTHING_CAUSED = "nothing was caused"
ON_GAIN = (
    "A contract paid on a measured gain counts no successes: its coin is the gain that it paid for, divided by the true gain for each caused "
    "outcome (all runs together)."
)
ON_GAIN_NOTE = "paid on a measured gain, said in outcomes"
#: What cannot be told where nobody is brought in for certain at month 12, but months over the whole follow-up are.
BY_MONTH_12 = "brings anyone lastingly into the outcome by month 12"


def paid_caused(result: ExperimentResult) -> PaidCaused:
    """One row per variant of the main view; the first is the reader's contract."""
    lasting = any(of(v, "caused_at_12_enrolled").mean is not None for v in result.main)
    many = len(result.main) > 1
    rows = tuple(_metric_row(v, result, lasting, many and i == 0) for i, v in enumerate(result.main))
    runs = max((len(v.rows) for v in result.main), default=0)
    enrolled = _enrolled(result.main[0])
    whose = "Enrolled under the first contract" if many else "Enrolled"
    yardstick = (LASTING if lasting else OWN_MEASURE) + (f" {whose}: {enrolled}." if enrolled else "")
    yardstick += f" {ON_GAIN}" if any(on_gain(v) for v in result.main) else ""
    yardstick += _lost_besides(result)
    return PaidCaused(
        rows=rows,
        per="per 100 enrolled",
        currency=result.currency,
        yardstick=yardstick,
        runs=runs,
        claim=BY_MONTH_12 if lasting else "causes anything",
    )


def _lost_besides(result: ExperimentResult) -> str:
    """What investors lost, which the money per caused outcome leaves out; empty where they lost nothing."""
    lost = [borne(v.rows) for v in result.main]
    if max(lost) <= 0.0:
        return ""
    said = dict.fromkeys(money(some, result.currency) for some in (min(lost), max(lost)))
    return f" {result.currency} paid: by the payers alone; investors lost another {' to '.join(said)}{' a contract' if len(lost) > 1 else ''}."


def _enrolled(variant: VariantResult) -> str:
    size = of(variant, "enrolled").mean
    return "" if size is None else f"{size:,.0f}".replace(",", "\u202f")


def _metric_row(variant: VariantResult, result: ExperimentResult, lasting: bool, own: bool) -> MetricRow:
    paid, gap = paid_for(variant), column(variant.rows, "paid_minus_caused")
    work = _work(variant)
    note = f"paid for {work}, which are no outcomes" if work else _note(variant, own)
    caused = of(variant, "caused_at_12_enrolled")
    if not lasting:
        caused = _mean_of(column(variant.rows, "paid_for") - gap, "no metric is paid")
    people = column(variant.rows, "caused_at_12") * result.people / 100.0 if lasting else np.full(len(variant.rows), np.nan)
    cost = ratio(column(variant.rows, "payments") / MINOR, people, NOTHING_CAUSED)
    effect = of(variant, EFFECT)
    return MetricRow(id=variant.label, label=name_of(variant), note=note, own=own, work=work, paid=paid, caused=caused, cost=cost, effect=effect)


def _work(variant: VariantResult) -> str:
    """What is paid for where that is work done: courses, contacts."""
    rate = variant.summaries.get("measured_rate")
    work = "" if rate is None else rate.unit.partition(" per ")[0]
    return work if work.removesuffix("s") in ACTIVITY else ""


def _note(variant: VariantResult, own: bool) -> str:
    """Whether its mark of what is paid for is a gain, or the others are compared with it."""
    return ON_GAIN_NOTE if on_gain(variant) else "the others are compared with it" if own else ""


def paid_for(variant: VariantResult) -> Estimate:
    """What a contract paid for, per 100 enrolled: successes; where groups are compared, the gain in outcomes."""
    counted = of(variant, "paid_for")
    gain = _gain_paid_for(variant) if counted.mean is None else counted
    return gain if gain.mean is not None else counted


def on_gain(variant: VariantResult) -> bool:
    """Whether what it paid for is a measured gain, said in outcomes."""
    return of(variant, "paid_for").mean is None and paid_for(variant).mean is not None


def _gain_paid_for(variant: VariantResult) -> Estimate:
    """Of a contract paid on a difference between groups: the gain it paid for, per 100 enrolled, in outcomes.

    One outcome is worth the true gain of all runs over the outcomes caused in all runs: one rate for all runs, so that the spread is that of
    what was measured. Undefined where nothing was gained or caused on average.
    """
    rows = [row for row in variant.rows if row.values.keys() >= {"_gain", "caused_at_12", "enrolled"}]
    gain, caused, enrolled = (columns(rows, name) for name in ("_gain", "caused_at_12", "enrolled"))
    outcomes, truth = float(caused.top.sum()) / 100.0, float(gain.bottom.sum())
    if outcomes <= 0.0 or truth <= 0.0:
        return Estimate(None, reason=NOTHING_CAUSED)
    return ratio(100.0 * gain.top * outcomes / truth, enrolled.top, "nobody was enrolled")


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
    found = columns(variant.rows, "_over_payment")
    over = ratio(found.top, found.bottom, "nothing was due")
    if over.mean is None:
        return f"No split: {reason or 'nothing was paid for the outcomes of persons'}."
    return f"Paid on a measured difference between groups: no payment belongs to one person. {_over(over)}"


def _over(over: Estimate) -> str:
    if not over.tells:
        return f"Cannot tell whether more was paid than the true effect was due: {percent(over.mean or 0.0)} ({percent_interval(over)}{SPACE}%)."
    size = size_of(over)
    said = f"{percent(size.mean or 0.0)} ({percent_interval(size)}{SPACE}%)"
    return f"{said} of the payment is {'more' if (over.mean or 0.0) > 0 else 'less'} than the true effect was due."
