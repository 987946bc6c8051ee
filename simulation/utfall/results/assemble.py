"""From a job's text and its stored runs to a result: the same whether the runs were made just now or long ago."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from utfall.base.errors import StoreError
from utfall.indicators import differences, ensemble
from utfall.indicators.conclusions import Contract, conclusions
from utfall.indicators.pairs import pair_values
from utfall.indicators.values import Setting
from utfall.results.frames import Difference, ExperimentResult, VariantResult
from utfall.results.rows import Row, RunKey
from utfall.results.spec import ArmSpec, ResultSpec
from utfall.results.store import Store


def assemble(spec: ResultSpec, store: Store) -> ExperimentResult:
    """The result of a job; runs that are not stored (the job was stopped) are refused."""
    stored = store.rows(key for arm in spec.arms for key in arm.keys)
    absent = sum(key not in stored for arm in spec.arms for key in arm.keys)
    if absent:
        raise StoreError(f"{absent} runs of this result are not in the store; repeat the command that made it to go on from there")
    rows = _with_pairs({arm.label: _rows(arm, stored) for arm in spec.arms}, spec.arms)
    variants = tuple(_variant(arm, rows[arm.label], store) for arm in spec.arms)
    result = ExperimentResult(
        kind=spec.kind,
        scenario=spec.scenario,
        title=spec.title,
        question=spec.question,
        currency=spec.currency,
        people=spec.people,
        months=spec.months,
        follow_up=spec.follow_up,
        runs=spec.runs,
        seed=spec.seed,
        uncertainty="central" if spec.central else "draw",
        equal_budget=spec.equal_budget,
        variants=variants,
        differences=tuple(_differences(variants)),
        findings=(),
        provenance=spec.provenance,
        notes=spec.notes,
        fund=spec.fund,
    )
    contracts = [_contract(variant, result.references(variant.label)) for variant in result.main if variant.rows]
    return replace(result, findings=conclusions(contracts, result.failed))


def _rows(arm: ArmSpec, stored: Mapping[RunKey, Row]) -> list[Row]:
    return [stored[key] for key in sorted(arm.keys, key=lambda key: key.seed)]


def _with_pairs(rows: dict[str, list[Row]], arms: Sequence[ArmSpec]) -> dict[str, list[Row]]:
    """Rows of main variants with their pair indicators, where reference runs were made."""
    out = dict(rows)
    references = [arm for arm in arms if arm.view == "reference"]
    for parent in {arm.parent for arm in references}:
        beside = {arm.reference: {row.seed: row for row in rows[arm.label] if row.done} for arm in references if arm.parent == parent}
        out[parent] = [_paired(row, {kind: runs[row.seed] for kind, runs in beside.items() if row.seed in runs}) for row in rows[parent]]
    return out


def _paired(row: Row, references: Mapping[str, Row]) -> Row:
    if not row.done or not references:
        return row
    defined = {name: value for name, value in pair_values(row, references).items() if value.value is not None or "missing" not in value.reason}
    return replace(row, values={**row.values, **defined})


def _variant(arm: ArmSpec, rows: Sequence[Row], store: Store) -> VariantResult:
    done, failed = tuple(row for row in rows if row.done), tuple(row for row in rows if not row.done)
    fingerprints = {key.fingerprint for key in arm.keys}
    kept = store.scenario(arm.keys[0].fingerprint) if arm.keys else None
    return VariantResult(
        label=arm.label,
        title=arm.title,
        view=arm.view,
        parent=arm.parent,
        reference=arm.reference,
        price_factor=arm.price_factor,
        block_fee=arm.block_fee,
        settings=arm.settings,
        fingerprint=next(iter(fingerprints)) if len(fingerprints) == 1 else "",
        sentences=kept.sentences if kept else (),
        rows=done,
        failed=failed,
        summaries=ensemble.summarise(done, _setting(done)),
        series_mean=_series_mean(done),
    )


def _contract(variant: VariantResult, references: Mapping[str, VariantResult]) -> Contract:
    beside = {kind: reference.rows for kind, reference in references.items()}
    return Contract(variant.title or variant.label, variant.rows, variant.summaries, _setting(variant.rows), beside)


def _setting(rows: Sequence[Row]) -> Setting:
    return rows[0].setting if rows else Setting()


def _series_mean(rows: Sequence[Row]) -> dict[str, NDArray[np.float64]]:
    """Mean over runs of each monthly series, added in the order of the seeds; a series that is not in a run counts as 0 there."""
    sums: dict[str, NDArray[np.float64]] = {}
    for row in rows:
        for name, column in row.series.items():
            sums[name] = sums[name] + column if name in sums else column.copy()
    return {name: total / len(rows) for name, total in sums.items()}


def _differences(variants: Iterable[VariantResult]) -> Iterable[Difference]:
    """Every pair of the main view both ways round, the as-written view against its first, and each variant against its references."""
    variants = tuple(variants)
    main = {v.label: v for v in variants if v.view == "main"}
    for earlier, later in combinations(main.values(), 2):
        found = list(_between(later, earlier))
        yield from found
        yield from (_turned(difference) for difference in found)
    written = [v for v in variants if v.view == "as_written"]
    for later in written[1:]:
        yield from _between(later, written[0])
    for reference in (v for v in variants if v.view == "reference"):
        if reference.parent in main:
            yield from _between(main[reference.parent], reference)


def _between(one: VariantResult, other: VariantResult) -> Iterable[Difference]:
    ours, theirs = _setting(one.rows), _setting(other.rows)
    for name, d in differences.differences(one.rows, other.rows, ours).items():
        if name == "measured_rate" and ours.paid[:1] != theirs.paid[:1]:
            continue  # rates of different metrics are no difference
        dropped = d.undefined + len(one.rows) + len(one.failed) - d.n
        same = {field.name: getattr(d, field.name) for field in fields(d)}
        yield Difference(variant=one.label, against=other.label, indicator=name, dropped=dropped, **same)


def _turned(d: Difference) -> Difference:
    """The same difference the other way round."""
    return replace(
        d,
        variant=d.against,
        against=d.variant,
        mean=_minus(d.mean),
        low=_minus(d.high),
        high=_minus(d.low),
        mc_low=_minus(d.mc_high),
        mc_high=_minus(d.mc_low),
        share_above_0=d.share_below_0,
        share_below_0=d.share_above_0,
        draws_above_0=d.draws_below_0,
        draws_below_0=d.draws_above_0,
    )


def _minus(value: float | None) -> float | None:
    return None if value is None else 0.0 - value
