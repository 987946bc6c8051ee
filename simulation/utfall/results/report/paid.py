"""Figures a and b from a result: paid beside caused, and where each unit of money went."""

from utfall.indicators.level import ACTIVITY
from utfall.indicators.pooling import columns
from utfall.indicators.verdicts import EFFECT, borne
from utfall.indicators.words import money
from utfall.results.figures.data import CoinRow, Coins, Estimate, MetricRow, PaidCaused
from utfall.results.figures.numbers import SPACE, mean_text, percent, percent_interval
from utfall.results.figures.verdicts import size_of
from utfall.results.frames import ExperimentResult, VariantResult
from utfall.results.report.estimates import MINOR, column, name_of, of, ratio
from utfall.results.report.yardstick import ENROLLED, Yardstick, yardstick

NOTHING_CAUSED = "nothing was caused"
ON_GAIN = (
    "A contract paid on a measured gain counts no successes: its coin is the gain that it paid for, divided by the true gain for each caused "
    "outcome (all runs together). What it pays for besides is not in it."
)
ON_GAIN_NOTE = "paid on a measured gain, said in outcomes"


def paid_caused(result: ExperimentResult) -> PaidCaused:
    """One row per variant of the main view; the first is the reader's contract."""
    by, many = yardstick(result.main), len(result.main) > 1
    rows = tuple(_metric_row(v, result, by, many and i == 0) for i, v in enumerate(result.main))
    enrolled = _enrolled(result.main[0])
    whose = "Enrolled under the first contract" if many else "Enrolled"
    said = by.said + (f" {whose}: {enrolled}." if enrolled else "")
    said += f" {ON_GAIN}" if any(row.note == ON_GAIN_NOTE for row in rows) else ""
    return PaidCaused(
        rows=rows,
        per=by.per,
        heading=by.heading,
        each=by.each,
        currency=result.currency,
        yardstick=said + _lost_besides(result),
        runs=max((len(v.rows) for v in result.main), default=0),
        claim=by.claim,
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


def _metric_row(variant: VariantResult, result: ExperimentResult, by: Yardstick, own: bool) -> MetricRow:
    paid, gain = paid_for(variant, by), on_gain(variant, by)
    work = "" if gain else _work(variant)
    others = "the others are compared with it" if own else ""
    note = f"paid for {work}, which are no outcomes" if work else ON_GAIN_NOTE if gain else others
    return MetricRow(
        id=variant.label,
        label=name_of(variant),
        note=note,
        own=own,
        work=work,
        paid=paid,
        caused=by.caused(variant),
        cost=ratio(column(variant.rows, "payments") / MINOR, by.count(variant, result.people), NOTHING_CAUSED),
        effect=of(variant, EFFECT),
    )


def _work(variant: VariantResult) -> str:
    """What is paid for where that is work done and counted: courses, contacts."""
    rate = variant.summaries.get("measured_rate")
    work = "" if rate is None else rate.unit.partition(" per ")[0]
    return work if work.removesuffix("s") in ACTIVITY else ""


def paid_for(variant: VariantResult, by: Yardstick | None = None) -> Estimate:
    """What a contract paid for, per 100 enrolled: successes; where groups are compared, the gain in outcomes. In the unit of the effect: the gain."""
    counted = of(variant, "paid_for")
    gain = _gain_paid_for(variant, by) if counted.mean is None or (by and by.times) else counted
    if gain.mean is None and by and by.times and counted.mean is not None:
        return Estimate(None, reason=f"paid for {mean_text(counted)} {ENROLLED}, on a measure of its own")
    return gain if gain.mean is not None else counted


def on_gain(variant: VariantResult, by: Yardstick | None = None) -> bool:
    """Whether what it paid for is a measured gain, said in outcomes."""
    return (of(variant, "paid_for").mean is None or bool(by and by.times)) and paid_for(variant, by).mean is not None


def _gain_paid_for(variant: VariantResult, by: Yardstick | None) -> Estimate:
    """Of a contract paid on a difference between groups: the gain it paid for, in outcomes per 100 enrolled, or in the unit of the effect.

    One outcome is worth the true gain of all runs over what was caused in all runs: one rate for all runs, so that the spread is that of
    what was measured. Undefined where nothing was gained or caused on average.
    """
    name, whom, times = (EFFECT, EFFECT, by.times) if by and by.times else ("caused_at_12", "enrolled", 1.0)
    rows = [row for row in variant.rows if row.values.keys() >= {"_gain", name, whom}]
    gain, caused, people = (columns(rows, one) for one in ("_gain", name, whom))
    outcomes, truth = times * float(caused.top.sum()), float(gain.bottom.sum())
    if outcomes <= 0.0 or truth <= 0.0:
        return Estimate(None, reason=NOTHING_CAUSED)
    return ratio(gain.top * outcomes / truth, people.bottom if whom == EFFECT else people.top, "nobody was enrolled")


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
