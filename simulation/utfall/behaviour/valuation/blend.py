"""Between two outlooks that differ in believed effect alone: everything that is looked up is interpolated.

Nodes of help stand a month's gain apart, so that the same node is the same number of months of help under both beliefs; cells, logits and steps move
about linearly with the effect. The cells of both are shared by all who look between them: what lies between is worked out at each look. Believed
capability is kept at one reference belief, and the axis takes it to the belief looked up.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from utfall.behaviour.valuation.outlook import Outlook


def neighbours(effects: Sequence[float], effect: float) -> Sequence[float]:
    """The two of several effects, in rising order, between which one lies; the two nearest beyond an end."""
    right = next((i for i in range(1, len(effects)) if effect <= effects[i]), len(effects) - 1)
    return effects[right - 1 : right + 1]


def blended(nodes: Sequence[tuple[float, Outlook]], effect: float, reference: float) -> Outlook:
    """The outlook at a believed effect, held inside two nodes (effect, outlook), the lower first; capability is kept at `reference`."""
    (low, below), (high, above) = nodes
    effect = min(max(effect, low), high)
    share = (effect - low) / (high - low)
    a, b = below.stack, above.stack
    if a.cells.shape != b.cells.shape or a.logits.shape != b.logits.shape:
        return below if share < 0.5 else above
    line = _between(a.line, b.line, share)
    capabilities = line.shape[1] - 1 - below.tasks.columns.shape[0]
    line[:, 1 : 1 + capabilities] *= effect / reference
    stack = a._replace(beside=b.cells, share=share, logits=_between(a.logits, b.logits, share), line=line)
    tasks = below.tasks._replace(columns=_between(below.tasks.columns, above.tasks.columns, share))
    tables = tuple(
        replace(one, parts=tuple(replace(p, start=_between(p.start, q.start, share)) for p, q in zip(one.parts, two.parts, strict=True)))
        for one, two in zip(below.tables, above.tables, strict=True)
    )
    return Outlook(tables, stack, tasks)


def _between(a: np.ndarray, b: np.ndarray, share: float) -> np.ndarray:
    found: np.ndarray = (1.0 - share) * a + share * b
    return found
