"""Tables without a figure: against the references, at the prices of the file, and the Monte Carlo error."""

import numpy as np

from utfall.indicators.verdicts import EFFECT
from utfall.results.figures.data import Cell, Estimate, Table, TableRow
from utfall.results.figures.numbers import cell, full_text, money_cell, plain
from utfall.results.figures.verdicts import verdict
from utfall.results.frames import REFERENCES, ExperimentResult, VariantResult
from utfall.results.report.estimates import MINOR, column, estimate, name_of, of, ratio, scaled
from utfall.results.report.paid import paid_for

HEADLINES = (EFFECT, "caused_at_12_enrolled", "paid_for", "payments")


def references(result: ExperimentResult) -> Table | None:
    """What each contract causes beyond nothing, beyond a fee with agreed hours, and beyond a fee alone; None when no reference was run."""
    shown = [v for v in result.main if result.references(v.label)]
    if not shown:
        return None
    kinds = [kind for kind in REFERENCES if any(kind in result.references(v.label) for v in shown)]
    unit = next((s.unit for v in shown if (s := v.summaries.get(EFFECT)) is not None), "")
    rows = tuple(
        TableRow(
            name_of(v), (cell(_effect_beside(result, v)), *(_beyond(result, v, kind) for kind in kinds)), own=len(shown) > 1 and v is result.main[0]
        )
        for v in shown
    )
    runs = max(len(r.rows) for v in shown for r in result.references(v.label).values())
    heads = ("Contract", "Effect", *(f"Beyond {REFERENCES[kind].lower()}" for kind in kinds))
    return Table(f"{unit[:1].upper()}{unit[1:]}; mean, and 90 % of runs (the first {plain(runs)}, paired)", heads, rows)


def _effect_beside(result: ExperimentResult, variant: VariantResult) -> Estimate:
    """Effect of a contract in the runs that its references were made for."""
    seeds = {row.seed for reference in result.references(variant.label).values() for row in reference.rows}
    values = column([row for row in variant.rows if row.seed in seeds], EFFECT)
    return ratio(values, np.where(np.isnan(values), np.nan, 1.0), "not run")


def _beyond(result: ExperimentResult, variant: VariantResult, kind: str) -> Cell:
    reference = result.references(variant.label).get(kind)
    d = None if reference is None else result.differences_of(variant.label, reference.label).get(EFFECT)
    if d is None:
        return Cell("not run")
    apart = estimate(d)
    said = verdict(apart)
    if said == "no change":
        return Cell("no change")
    return Cell("cannot tell", full_text(apart, plus=True)) if said == "cannot tell" else cell(apart, plus=True)


def as_written(result: ExperimentResult) -> Table | None:
    """The contracts at the prices of the file; None when that was not run beside the main view."""
    if not result.as_written:
        return None
    rows = tuple(
        TableRow(
            name_of(v),
            (
                cell(paid_for(v)),
                cell(of(v, "caused_at_12_enrolled")),
                cell(of(v, EFFECT)),
                money_cell(scaled(of(v, "payments"), 1.0 / result.people)),
                Cell(_factor(result, v)),
            ),
        )
        for v in result.as_written
    )
    unit = next((s.unit for v in result.as_written if (s := v.summaries.get(EFFECT)) is not None), "")
    heads = ("Contract", "Paid for", "Caused", f"Effect, {unit}", f"{result.currency} paid per eligible", "Price factor above")
    runs = max(len(v.rows) for v in result.as_written)
    return Table(f"Paid for and caused per 100 enrolled; mean, and 90 % of the first {plain(runs)} runs", heads, rows)


def _factor(result: ExperimentResult, variant: VariantResult) -> str:
    main = next((v for v in result.main if v.label == variant.parent), None)
    return "not run" if main is None else f"×{plain(main.price_factor, 2)}"


def monte_carlo(result: ExperimentResult) -> Table | None:
    """95 % interval of the mean of the headline numbers: what more runs would shrink."""
    rows = []
    for variant in result.main:
        for name in HEADLINES:
            found = variant.summaries.get(name)
            if found is None or found.mean is None or found.mc_low is None or found.mc_high is None:
                continue
            mean = scaled(Estimate(found.mean, found.mc_low, found.mc_high), 1.0 / MINOR if found.money else 1.0)
            shown = money_cell(mean) if found.money else cell(mean)
            rows.append(TableRow(name_of(variant), (Cell(name), Cell(shown.text), Cell(shown.interval), Cell(found.unit))))
    if not rows:
        return None
    heads = ("Contract", "Indicator", "Mean", "Interval", "Unit")
    return Table("Monte Carlo error: 95 % interval of each mean; more runs shrink it", heads, tuple(rows))
