"""Ensemble ratios: what a million bought, what was paid over what was true, value for public money."""

from collections.abc import Callable

import numpy as np

from utfall.base.money import MINOR
from utfall.indicators.fieller import fieller
from utfall.indicators.pooling import Columns, Resampler, columns, pooled, quotient, said
from utfall.indicators.values import Floats, Indicator, Rows, Setting, Summary


def pooled_ratio(name: str, source: str, unit: str) -> Callable[[Rows, Setting], dict[str, Summary]]:
    """The ratio of sums of a stored pair of sums, with its resampled interval."""

    def pool(rows: Rows, setting: Setting) -> dict[str, Summary]:
        column, resampler = columns(rows, source), Resampler.of(rows)
        mean = pooled(column)
        interval = (None, None) if mean is None else resampler.interval(quotient(resampler.sums(column.top), resampler.sums(column.bottom)))
        reason = next((value.reason for row in rows if (value := row.values.get(source)) and value.value is None), "no run has it")
        return {name: said(mean, interval, unit.format(currency=setting.currency), rows, reason if mean is None else "")}

    return pool


def mvpf(rows: Rows, setting: Setting) -> dict[str, Summary]:
    """Gains of persons and others over net public cost; where public money comes back there is no ratio: it pays for itself."""
    column = columns(rows, "_mvpf")
    if column.defined.any() and float(column.bottom.sum()) <= 0:
        return {"mvpf": said(None, (None, None), "ratio", rows, "it pays for itself: more public money comes back than goes out")}
    return pooled_ratio("mvpf", "_mvpf", "ratio")(rows, setting)


def _years_and_millions(rows: Rows) -> tuple[Columns, Floats]:
    return columns(rows, "_effect_years"), columns(rows, "_payments").top / (MINOR * 1e6)


def effect_years_per_million(rows: Rows, setting: Setting) -> dict[str, Summary]:
    """Sum of effect years over sum of payments in millions, both discounted; and its inverse with a Fieller interval."""
    years, millions = _years_and_millions(rows)
    unit, inverse_unit = f"effect years per {setting.currency} million", f"{setting.currency} per effect year"
    names = ("effect_years_per_million", "payments_per_effect_year")
    if not years.defined.any() or millions.sum() == 0:
        reason = "the payers paid nothing" if years.defined.any() else "defined for an outcome that people are in or out of"
        return {name: said(None, (None, None), u, rows, reason) for name, u in zip(names, (unit, inverse_unit), strict=True)}
    resampler = Resampler.of(rows)
    interval = resampler.interval(quotient(resampler.sums(years.top), resampler.sums(millions)))
    found = fieller(_by_cluster(resampler, millions * MINOR * 1e6), _by_cluster(resampler, years.top))
    total = float(years.top.sum())
    inverse = float(millions.sum()) * MINOR * 1e6 / total if total != 0 else None
    return {
        names[0]: said(float(years.top.sum() / millions.sum()), interval, unit, rows),
        names[1]: said(inverse, (found.low, found.high), inverse_unit, rows, found.warning, money=True),
    }


def _by_cluster(resampler: Resampler, column: Floats) -> Floats:
    return np.bincount(resampler.cluster, weights=column, minlength=resampler.count).astype(np.float64)


def alignment_people(rows: Rows, setting: Setting) -> dict[str, Summary]:
    """Correlation, over cells of group x fifth, of mean payment with mean effect."""
    names = sorted({name.removeprefix("_pay_by_cell.") for row in rows for name in row.values if name.startswith("_pay_by_cell.")})
    if not names:
        return {"alignment_people": said(None, (None, None), "correlation", rows, "no payment is made for persons")}
    resampler = Resampler.of(rows)
    pay, gain = ([columns(rows, f"_{kind}_by_cell.{name}") for name in names] for kind in ("pay", "effect"))
    mean = _correlations(*(np.array([[quotient_of(column)] for column in kind]) for kind in (pay, gain)))
    resampled = _correlations(*(np.array([quotient(resampler.sums(c.top), resampler.sums(c.bottom)) for c in kind]) for kind in (pay, gain)))
    if np.isnan(mean[0]):
        return {"alignment_people": said(None, (None, None), "correlation", rows, "payment or effect is the same in every cell")}
    return {"alignment_people": said(float(mean[0]), resampler.interval(resampled), "correlation", rows)}


def quotient_of(column: Columns) -> float:
    """Pooled ratio, nan where undefined."""
    found = pooled(column)
    return np.nan if found is None else found


def _correlations(x: Floats, y: Floats) -> Floats:
    """Correlation down the columns of two (cells, samples) arrays, empty cells left out; nan under 3 cells or without variation."""
    both = ~np.isnan(x) & ~np.isnan(y)
    count = both.sum(axis=0)
    x, y = np.where(both, x, 0.0), np.where(both, y, 0.0)
    dx = np.where(both, x - quotient(x.sum(axis=0), count.astype(np.float64)), 0.0)
    dy = np.where(both, y - quotient(y.sum(axis=0), count.astype(np.float64)), 0.0)
    spread = np.sqrt((dx * dx).sum(axis=0) * (dy * dy).sum(axis=0))
    found = quotient((dx * dy).sum(axis=0), spread)
    found[count < 3] = np.nan
    return found


RATIOS = (
    Indicator(
        name="effect_years_per_million",
        unit="effect years per {currency} million",
        needs="ensemble",
        pool=effect_years_per_million,
        good_for=(("payer", 1), ("people", 1)),
        question="What did a million buy?",
        formula="sum over A of (Y - Y0) / 12 / payments of payers in millions, both discounted",
        undefined="nothing paid; scores and events",
        sentence="A million bought {} years in the outcome.",
    ),
    Indicator(
        name="payments_per_effect_year",
        unit="{currency} per effect year",
        needs="ensemble",
        money=True,
        good_for=(("payer", -1),),
        question="What did one more year in the outcome cost?",
        formula="inverse of effect_years_per_million; Fieller's interval, which may end in unlimited",
        undefined="nothing caused; scores and events",
        sentence="One more year in the outcome cost {}.",
    ),
    Indicator(
        name="paid_over_true",
        unit="ratio",
        needs="ensemble",
        pool=pooled_ratio("paid_over_true", "_paid_over_true", "ratio"),
        good_for=(("payer", -1),),
        question="How many successes were paid for each one caused?",
        formula="successes recorded / true added successes, first paid metric; on groups: measured / true effect",
        undefined="none added; no metric paid",
        sentence="For each success caused, {} were paid.",
    ),
    Indicator(
        name="alignment_people",
        unit="correlation",
        needs="ensemble",
        pool=alignment_people,
        good_for=(("people", 1), ("payer", 1)),
        question="Does the money go where the effect is?",
        formula="correlation over group x fifth cells of mean payment with mean effect",
        undefined="no payment for persons; no variation",
        sentence="Over kinds of people, pay and effect correlate by {}.",
    ),
    Indicator(
        name="mvpf",
        unit="ratio",
        needs="ensemble",
        pool=mvpf,
        good_for=(("society", 1),),
        question="What do people gain for each unit of public money?",
        formula="gains of persons and others / (- dG); dG >= 0: it pays for itself",
        undefined="no public money spent",
        sentence="Each unit of public money brings people {}.",
    ),
    Indicator(
        name="potential_realised",
        unit="share",
        needs="ensemble",
        pool=pooled_ratio("potential_realised", "_potential", "share"),
        good_for=(("people", 1),),
        question="How much of what is possible was reached?",
        formula="effect / effect if all enrolled were in the outcome throughout",
        undefined="nobody enrolled; scores and events",
        sentence="{} of what is possible was reached.",
    ),
    Indicator(
        name="investor_multiple",
        unit="ratio",
        needs="ensemble",
        pool=pooled_ratio("investor_multiple", "_multiple", "ratio"),
        good_for=(("investor", 1),),
        question="What came back for each unit of capital?",
        formula="all paid to capital / capital",
        undefined="no capital",
        sentence="Each unit of capital came back as {}.",
    ),
)
