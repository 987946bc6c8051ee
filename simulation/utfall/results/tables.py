"""A result as numbers for others: the objects of `--json` and a data frame. Money in whole units of the currency, as its unit says."""

from typing import TYPE_CHECKING

from utfall.base.money import MINOR
from utfall.indicators.export import summary_json
from utfall.results.frames import Difference, ExperimentResult, VariantResult

if TYPE_CHECKING:
    import pandas as pd

_NUMBERS = ("mean", "low", "high", "mc_low", "mc_high", "sd")
_PAIRED = ("mean", "low", "high", "mc_low", "mc_high")


def as_json(result: ExperimentResult) -> dict[str, object]:
    """The object of `run --json`, or of `compare --json` and `experiment --json`."""
    first = result.variants[0]
    common: dict[str, object] = {
        "scenario": result.scenario,
        "runs": result.runs,
        "seed": result.seed,
        "people": result.people,
        "months": result.months,
        "version": result.provenance.get("version", ""),
        "fingerprint": first.fingerprint,
    }
    if result.kind == "run":
        beside = {"references": [_variant(variant) for variant in result.variants[1:]], **_paired(result)} if len(result.variants) > 1 else {}
        return {**common, "indicators": indicators(first), "findings": list(result.findings), **beside, "failed": _failures(result)}
    return {
        **common,
        "equal_budget": result.equal_budget,
        "variants": [_variant(variant) for variant in result.variants],
        **_paired(result),
        "findings": list(result.findings),
        "failed": _failures(result),
    }


def indicators(variant: VariantResult) -> dict[str, dict[str, float | int | str | None]]:
    """Indicators of a variant by name: mean, low, high, mc_low, mc_high, sd, undefined, unit, and why where something is undefined."""
    return summary_json(variant.summaries)


def table(result: ExperimentResult) -> "pd.DataFrame":
    """One line per variant and indicator."""
    import pandas as pd  # noqa: PLC0415  heavy; only when a table is asked for

    lines = [
        {"variant": variant.label, "view": variant.view, "indicator": name, **summary}
        for variant in result.variants
        for name, summary in indicators(variant).items()
    ]
    return pd.DataFrame(lines, columns=["variant", "view", "indicator", *_NUMBERS, "undefined", "unit"])


def difference_table(result: ExperimentResult) -> "pd.DataFrame":
    """One line per pair of variants and indicator."""
    import pandas as pd  # noqa: PLC0415

    return pd.DataFrame([_difference(difference) for difference in result.differences])


def in_units(number: float | None, *, money: bool) -> float | None:
    """A number as its unit says: minor units become whole ones."""
    return number / MINOR if money and number is not None else number


def _variant(variant: VariantResult) -> dict[str, object]:
    return {
        "name": variant.label,
        "title": variant.title,
        "view": variant.view,
        "fingerprint": variant.fingerprint,
        "price_factor": variant.price_factor,
        "runs": len(variant.rows),
        "indicators": indicators(variant),
    }


def _paired(result: ExperimentResult) -> dict[str, object]:
    return {"differences": [_difference(difference) for difference in result.differences]}


def _difference(d: Difference) -> dict[str, object]:
    numbers: dict[str, object] = {name: in_units(getattr(d, name), money=d.money) for name in _PAIRED}
    return {
        "variant": d.variant,
        "against": d.against,
        "indicator": d.indicator,
        **numbers,
        "share_above_0": d.share_above_0,
        "share_below_0": d.share_below_0,
        "draws_with_sign": d.by_point,
        "pairs": d.pairs,
        "dropped": d.dropped,
        "unit": d.unit,
        "verdict": d.verdict,
    }


def _failures(result: ExperimentResult) -> list[dict[str, object]]:
    return [
        {"variant": variant.label, "seed": row.seed, "key": str(row.key), "type": row.error[0], "message": row.error[1]}
        for variant in result.variants
        for row in variant.failed
    ]
