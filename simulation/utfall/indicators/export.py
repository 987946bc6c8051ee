"""Summaries and differences as `--json` prints them: money in whole units of the currency, nothing that is not finite."""

import math
from collections.abc import Mapping

from utfall.base.money import MINOR
from utfall.indicators.ensemble import Difference
from utfall.indicators.values import Summary

Json = dict[str, float | int | str | None]


def _shown(value: float | None, money: bool) -> float | None:
    if value is None or not math.isfinite(value):
        return None
    return value / MINOR if money else value


def summary_json(found: Mapping[str, Summary]) -> dict[str, Json]:
    """name -> {mean, low, high, mc_low, mc_high, sd, undefined, unit, zero_denominator, reason}."""
    return {name: _summary(summary) for name, summary in found.items()}


def _summary(summary: Summary) -> Json:
    numbers: Json = {name: _shown(getattr(summary, name), summary.money) for name in ("mean", "low", "high", "mc_low", "mc_high", "sd")}
    return numbers | {"undefined": summary.undefined, "unit": summary.unit, "zero_denominator": summary.zero_denominator, "reason": summary.reason}


def differences_json(variant: str, against: str, found: Mapping[str, Difference]) -> list[Json]:
    """One object per indicator: {variant, against, indicator, mean, low, high, mc_low, mc_high, share_above_0, unit}."""
    made: list[Json] = []
    for name, difference in found.items():
        numbers = {field: _shown(getattr(difference, field), difference.money) for field in ("mean", "low", "high", "mc_low", "mc_high")}
        head: Json = {"variant": variant, "against": against, "indicator": name}
        made.append(head | numbers | {"share_above_0": difference.share_above_0, "unit": difference.unit})
    return made
