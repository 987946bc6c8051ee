"""What a finished comparison or experiment hands to tables, JSON and the report. Frozen; built from stored rows alone.

An `ExperimentResult` holds one `VariantResult` per variant and view, and the `Difference`s between them, paired by seed:

    result.main                      the variants of the main view, in the order of the design
    result.as_written                the same at the prices of the file, where that was run
    result.references(label)         the reference runs of a variant: nothing, fee_agreed_hours, fee_alone
    result.curve(label)              the variant at each price of the grid, cheapest first (effect against outlay)
    result.variant(label)            one of them by its label
    variant.summaries[name]          `utfall.indicators.values.Summary` of an indicator: mean, low, high, mc_low, mc_high, sd, undefined, unit, ...
    variant.series_mean[name]        (months,) mean over runs of a monthly series; contract month 1 first
    variant.rows                     the runs themselves (`utfall.results.rows.Row`: seed, point, values, series)
    result.differences               every indicator of every variant against the first of its view (and against its references)
    result.findings                  conclusions with their marks, most important first; result.remarks: what must be read with them
    result.table(), result.json()    as a pandas DataFrame; as the object that `--json` prints

Money is in minor units of `currency` everywhere; divide by 100 to show it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from utfall.indicators import differences
from utfall.indicators.finding import Finding, remarks
from utfall.indicators.values import Summary
from utfall.results.rows import Row

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

View = Literal["main", "as_written", "reference", "curve"]
Kind = Literal["run", "compare", "experiment"]
REFERENCES: dict[str, str] = {
    "nothing": "Nothing is bought",
    "fee_agreed_hours": "Fee with agreed hours",
    "fee_alone": "Fee alone",
    "motivation_held": "Motivation held",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FundTerms:
    """A fund over the contracts of a result.

    size     most that its investors put in, minor units (None: what the contracts ask for); recycled: what comes back is lent again
    shares   of each contract's capital that the fund puts up, in the order of the contracts
    starts   months of the fund that pass before each contract begins (empty: all begin with it)
    """

    title: str
    size: int | None
    recycled: bool
    shares: tuple[float, ...]
    starts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class VariantResult:
    """One variant in one view: its runs and what they say together.

    label         unique in the result: "job_on_day_90", "job_on_day_90 / as_written", "job_on_day_90 / fee_alone", "job_on_day_90 / x0.5"
    title         for people
    view          main, as_written, reference, curve
    parent        label of the main variant that it belongs to (its own label in the main view)
    reference     nothing, fee_agreed_hours, fee_alone; of a curve the rival behaviour profile it was run under; else empty
    price_factor  on all prices of outcome and activity terms, relative to the file (equal budget: the factor found; curve: the grid)
    block_fee     minor units in all, given beside the prices so that the provider has its outside option (curve only)
    settings      dotted key -> value that differ from the first variant's file
    fingerprint   of the scenario; empty for fee_agreed_hours, whose fee and so fingerprint differ by seed
    sentences     the contract in plain words
    rows          finished runs, by seed; failed: runs that failed, by seed
    """

    label: str
    title: str
    view: View
    parent: str
    reference: str
    price_factor: float
    block_fee: int
    settings: Mapping[str, str]
    fingerprint: str
    sentences: tuple[str, ...]
    rows: tuple[Row, ...]
    failed: tuple[Row, ...]
    summaries: Mapping[str, Summary]
    series_mean: Mapping[str, NDArray[np.float64]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference(differences.Difference):
    """`variant` minus `against` in one indicator, paired by seed; `dropped`: runs without a partner or undefined in one of the two."""

    variant: str
    against: str
    indicator: str
    dropped: int


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class ExperimentResult:
    """A finished run, comparison or experiment.

    kind           run, compare, experiment
    scenario       id; title, question: for people; currency, people, months, follow_up of every run
    runs, seed     seeds asked for in the main view and the first of them
    uncertainty    draw (parameter points shared by ten seeds) or central
    equal_budget   whether prices of the main view were scaled to equal forecast payments
    sentences      the first variant's contract in plain words; findings: plain conclusions with their marks
    fund           the fund over all contracts, where a portfolio was run
    provenance     what a reader needs to make it again: versions, model_version, indicator_version, command, time taken, assumed values, scale
    """

    kind: Kind
    scenario: str
    title: str
    question: str
    currency: str
    people: int
    months: int
    follow_up: int
    runs: int
    seed: int
    uncertainty: Literal["draw", "central"]
    equal_budget: bool
    variants: tuple[VariantResult, ...]
    differences: tuple[Difference, ...]
    findings: tuple[Finding, ...]
    provenance: Mapping[str, str]
    notes: tuple[str, ...] = field(default=())
    fund: FundTerms | None = None

    @property
    def main(self) -> tuple[VariantResult, ...]:
        """Variants of the main view, in the order of the design."""
        return self.in_view("main")

    @property
    def as_written(self) -> tuple[VariantResult, ...]:
        """Variants at the prices of the file; empty where that was not run apart from the main view."""
        return self.in_view("as_written")

    @property
    def remarks(self) -> tuple[str, ...]:
        """Standing remarks on the findings, each once."""
        return remarks(self.findings)

    @property
    def failed(self) -> int:
        """Runs that failed, all views together."""
        return sum(len(variant.failed) for variant in self.variants)

    def in_view(self, view: View) -> tuple[VariantResult, ...]:
        """All variants of one view, in order."""
        return tuple(variant for variant in self.variants if variant.view == view)

    def variant(self, label: str) -> VariantResult:
        """The variant with this label."""
        for variant in self.variants:
            if variant.label == label:
                return variant
        raise KeyError(label)

    def references(self, label: str) -> dict[str, VariantResult]:
        """Reference runs of a main variant by kind; empty where none were run."""
        return {v.reference: v for v in self.in_view("reference") if v.parent == label}

    def curve(self, label: str, profile: str = "") -> tuple[VariantResult, ...]:
        """The variant at each price of the grid, cheapest first, under its own behaviour profile or a rival one; empty where that was not run."""
        steps = (v for v in self.in_view("curve") if v.parent == label and v.reference == profile)
        return tuple(sorted(steps, key=lambda v: v.price_factor))

    @property
    def rivals(self) -> tuple[str, ...]:
        """Rival behaviour profiles under which prices were run."""
        return tuple(dict.fromkeys(v.reference for v in self.in_view("curve") if v.reference))

    def differences_of(self, variant: str, against: str) -> dict[str, Difference]:
        """Differences of one pair of labels by indicator."""
        return {d.indicator: d for d in self.differences if d.variant == variant and d.against == against}

    def table(self) -> "pd.DataFrame":
        """One line per variant and indicator: variant, view, indicator, mean, low, high, mc_low, mc_high, sd, undefined, unit."""
        from utfall.results.tables import table  # noqa: PLC0415  pandas only when asked for

        return table(self)

    def figure(self, name: str) -> "Figure":
        """A figure by its name (`drawn.figure`), such as truth_vs_paid."""
        from utfall.results.drawn import figure  # noqa: PLC0415  matplotlib only when a figure is asked for

        return figure(self, name)

    def json(self) -> dict[str, object]:
        """The object that `run --json` or `compare --json` prints."""
        from utfall.results.tables import as_json  # noqa: PLC0415  one place for the printed shape

        return as_json(self)
