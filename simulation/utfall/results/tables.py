"""A result for others: the object of `--json` and data frames. How a number is written is `indicators.export`'s."""

from typing import TYPE_CHECKING

from utfall.indicators.export import Json, difference_json, summary_json
from utfall.results.doubts_json import doubts_json
from utfall.results.dues import dues_json
from utfall.results.frames import Difference, ExperimentResult, VariantResult

if TYPE_CHECKING:
    import pandas as pd

_NUMBERS = ("mean", "low", "high", "mc_low", "mc_high", "sd")


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
        return {
            **common,
            "indicators": indicators(first),
            **dues_json(first),
            **_said(result),
            **doubts_json(result),
            **beside,
            "failed": _failures(result),
        }
    return {
        **common,
        "equal_budget": result.equal_budget,
        "variants": [_variant(variant) for variant in result.variants],
        **_paired(result),
        **_said(result),
        **doubts_json(result),
        "failed": _failures(result),
    }


def indicators(variant: VariantResult) -> dict[str, Json]:
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


def _variant(variant: VariantResult) -> dict[str, object]:
    return {
        "name": variant.label,
        "title": variant.title,
        "view": variant.view,
        "fingerprint": variant.fingerprint,
        "price_factor": variant.price_factor,
        "runs": len(variant.rows),
        "indicators": indicators(variant),
        **dues_json(variant),
    }


def _said(result: ExperimentResult) -> dict[str, object]:
    """Findings with their marks in front, what must be read with them, and notes on the runs."""
    return {"findings": [finding.marked for finding in result.findings], "remarks": list(result.remarks), "notes": list(result.notes)}


def _paired(result: ExperimentResult) -> dict[str, object]:
    return {"differences": [_difference(difference) for difference in result.differences]}


def _difference(d: Difference) -> Json:
    return {"variant": d.variant, "against": d.against, "indicator": d.indicator, "dropped": d.dropped, **difference_json(d)}


def _failures(result: ExperimentResult) -> list[dict[str, object]]:
    return [
        {"variant": variant.label, "seed": row.seed, "key": str(row.key), "type": row.error[0], "message": row.error[1]}
        for variant in result.variants
        for row in variant.failed
    ]
