"""Comparisons from a resolved document, and mixes of them that metrics write as shares."""

from typing import Any

from utfall.base.quantities import Flow, Price, Share
from utfall.contract.comparisons.declarations import DESIGNS, Mix, mix
from utfall.contract.contract import Comparison
from utfall.scenario.build.context import Resolved, fill


def comparisons(at: Resolved) -> tuple[Comparison, ...]:
    """Those of the file, then one for each metric that mixes several."""
    table = at.document.contract
    return (
        *(_comparison(at, name, row) for name, row in (table.comparisons or {}).items()),
        *(_mixed(name, row.compared_with) for name, row in table.metrics.items() if isinstance(row.compared_with, dict)),
    )


def mix_id(metric: str) -> str:
    """Id of the mix that a metric is compared with; no file can give this name to anything."""
    return f"{metric}.mix"


def _mixed(metric: str, shares: dict[str, Share]) -> Mix:
    total = sum(share.fraction for share in shares.values())
    return mix(mix_id(metric), tuple((name, share.fraction / total) for name, share in shares.items()))


def _comparison(at: Resolved, name: str, row: Any) -> Comparison:
    given: dict[str, Any] = {"id": name}
    if row.design == "randomised":
        given["people"] = row.people or at.control
    if getattr(row, "expected", None) is not None:
        sign = -1.0 if _of_costs(at, name) else 1.0
        given["expected"] = tuple(sign * abs(_level(level)) if sign < 0 else _level(level) for level in row.expected)
    return fill(DESIGNS.get(row.design, Comparison), row, given)


def _of_costs(at: Resolved, comparison: str) -> bool:
    """Whether what is compared is a sum of costs alone: a cost that was expected is a gain below nothing."""
    compared = [row for row in at.document.contract.metrics.values() if row.compared_with == comparison]
    values = [at.document.values[name] for row in compared if row.kind == "cost_avoided" for name in row.values]
    return bool(values) and all(value.costs is not None for value in values)


def _level(level: object) -> float:
    """A level as a number: a share as a fraction, money in minor units, a flow a month."""
    if isinstance(level, Share):
        return level.fraction
    if isinstance(level, Price):
        return float(level.minor)
    return level.monthly if isinstance(level, Flow) else float(level)  # type: ignore[arg-type]
