"""Summaries and differences as `--json` prints them: money in whole units of the currency, nothing that is not finite."""

import math
from collections.abc import Mapping

from utfall.base.money import MINOR
from utfall.indicators.differences import Difference
from utfall.indicators.values import Summary

Json = dict[str, float | int | str | None]


def summary_json(found: Mapping[str, Summary]) -> dict[str, Json]:
    """name -> {mean, low, high, mc_low, mc_high, sd, undefined, unit, zero_denominator, reason}."""
    return {name: _summary(summary) for name, summary in found.items()}


def _summary(summary: Summary) -> Json:
    numbers: Json = {name: _shown(getattr(summary, name), summary.money) for name in ("mean", "low", "high", "mc_low", "mc_high", "sd")}
    return numbers | {"undefined": summary.undefined, "unit": summary.unit, "zero_denominator": summary.zero_denominator, "reason": summary.reason}


def difference_json(difference: Difference) -> Json:
    """{mean, low, high, mc_low, mc_high, share_above_0, share_below_0, draws, ..., pairs, unit, verdict}."""
    numbers: Json = {name: _shown(getattr(difference, name), difference.money) for name in ("mean", "low", "high", "mc_low", "mc_high")}
    shares: Json = {name: getattr(difference, name) for name in ("share_above_0", "share_below_0", "draws", "draws_above_0", "draws_below_0")}
    rest: Json = {"draws_with_sign": difference.by_point, "pairs": difference.pairs, "unit": difference.unit, "verdict": difference.verdict}
    return numbers | shares | rest


def _shown(value: float | None, money: bool) -> float | None:
    if value is None or not math.isfinite(value):
        return None
    return value / MINOR if money else value
