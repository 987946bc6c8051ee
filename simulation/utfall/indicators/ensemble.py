"""All runs of a variant together: means with two intervals, shares of draws, chance against ignorance."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from utfall.indicators.catalogue import INDICATORS
from utfall.indicators.pooling import Resampler, by_seed, columns, pairs_of, percentiles, points_of, pooled, quotient
from utfall.indicators.values import EFFECT_UNITS, Indicator, Rows, Setting, Summary

LEVEL_UNITS = {"state": "per 100 eligible", "score": "sd per eligible", "events": "events avoided per eligible"}


def indicator_of(name: str) -> Indicator | None:
    """The indicator that a name belongs to: `net_value_5y.state` to `net_value_5y`."""
    return INDICATORS.get(name.split(".", maxsplit=1)[0])


def unit_of(name: str, setting: Setting) -> str:
    """The unit of a name in a setting, in words."""
    found = indicator_of(name)
    if found is None:
        return ""
    member = name.partition(".")[2] or (setting.paid[0][0] if setting.paid else "")
    counted = dict(setting.metric_units).get(member, "")
    metric = {"person": "share of those counted", "money": f"{setting.currency} per counted person"}.get(counted, f"{counted}s per counted person")
    effect, level = EFFECT_UNITS.get(setting.main_kind, ""), LEVEL_UNITS.get(setting.main_kind, "")
    return found.unit.format(currency=setting.currency, effect=effect, level=level, metric=metric)


def is_money(name: str, setting: Setting) -> bool:
    """Whether the numbers of a name are minor units."""
    found = indicator_of(name)
    if found is None or found.name != "measured_rate":
        return found is not None and found.money
    member = name.partition(".")[2] or (setting.paid[0][0] if setting.paid else "")
    return dict(setting.metric_units).get(member, "") == "money"


def names_of(rows: Rows) -> list[str]:
    """Names that any of the runs has, without those that begin with _, in the order of the catalogue."""
    order = {name: place for place, name in enumerate(INDICATORS)}
    found: dict[str, None] = {}
    for row in rows:
        found |= dict.fromkeys(name for name in row.values if not name.startswith("_"))
    return sorted(found, key=lambda name: order.get(name.split(".", maxsplit=1)[0], len(order)))


def _reasons(rows: Rows, name: str) -> tuple[tuple[str, int], ...]:
    counts = Counter(value.reason for row in rows if (value := row.values.get(name)) is not None and value.reason)
    absent = sum(name not in row.values for row in rows)
    if absent:
        counts["not in this run"] += absent
    return tuple(counts.most_common())


def summarise(rows: Rows, setting: Setting = Setting()) -> dict[str, Summary]:  # noqa: B008  (a frozen constant)
    """Every run, pair and ensemble indicator over the runs of one variant."""
    if not rows:
        return {}
    rows = by_seed(rows)
    resampler = Resampler.of(rows)
    found = {name: _summary(rows, name, resampler, setting) for name in names_of(rows)}
    for indicator in INDICATORS.values():
        if indicator.pool is not None:
            found |= indicator.pool(rows, setting)
    return found


def _summary(rows: Rows, name: str, resampler: Resampler, setting: Setting) -> Summary:
    column = columns(rows, name)
    low, high, sd = percentiles(column.value)
    mean = pooled(column)
    mc_low, mc_high = (None, None) if mean is None else resampler.interval(quotient(resampler.sums(column.top), resampler.sums(column.bottom)))
    return Summary(
        mean,
        low,
        high,
        mc_low,
        mc_high,
        sd,
        undefined=int((~column.defined).sum()),
        zero_denominator=float((column.bottom == 0).mean()),
        unit=unit_of(name, setting),
        n=len(rows),
        money=is_money(name, setting),
        reasons=_reasons(rows, name),
    )


@dataclass(frozen=True, slots=True)
class DrawShare:
    """Share of parameter points (draws) whose mean has a sign; `points`: those in which it is defined."""

    share: float | None
    points: int


def draw_share(rows: Rows, name: str, sign: int = 1, against: Rows | None = None) -> DrawShare:
    """Share of draws in which an indicator (minus that of `against`, paired by seed) has the sign."""
    ours, theirs = (by_seed(rows), None) if against is None else pairs_of(rows, against)
    means = point_means(ours, name)
    if theirs is not None:
        means = means - point_means(theirs, name)
    defined = means[~np.isnan(means)]
    return DrawShare(float((np.sign(defined) == sign).mean()) if len(defined) else None, len(defined))


def point_means(rows: Rows, name: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Ratio of sums inside each parameter point, points in order; nan where undefined."""
    column = columns(rows, name)
    places = points_of(rows)
    tops = np.array([column.top[place].sum() for place in places])
    return quotient(tops, np.array([column.bottom[place].sum() for place in places]))
