"""Between two outlooks that differ in believed effect alone: everything that is looked up is interpolated.

Nodes of help stand a month's gain apart, so that the same node is the same number of months of help under both beliefs; cells, logits and steps move
about linearly with the effect. Believed capability is kept at one reference belief, and the axis takes it to the belief looked up.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from utfall.behaviour.valuation.outlook import Outlook


def blended(nodes: Sequence[tuple[float, Outlook]], effect: float, reference: float) -> Outlook:
    """The outlook at a believed effect, held inside the nodes (effect, outlook), which are in rising order; capability is kept at `reference`."""
    effects = [node for node, _ in nodes]
    effect = min(max(effect, effects[0]), effects[-1])
    right = next((i for i in range(1, len(nodes)) if effect <= effects[i]), len(nodes) - 1)
    share = (effect - effects[right - 1]) / (effects[right] - effects[right - 1])
    below, above = nodes[right - 1][1], nodes[right][1]
    a, b = below.stack, above.stack
    if a.cells.shape != b.cells.shape or a.logits.shape != b.logits.shape:
        return below if share < 0.5 else above
    line = _between(a.line, b.line, share)
    capabilities = line.shape[1] - 1 - below.tasks.columns.shape[0]
    line[:, 1 : 1 + capabilities] *= effect / reference
    cells = ((1.0 - share) * a.cells + share * b.cells).astype(np.float32)
    stack = a._replace(cells=cells, logits=_between(a.logits, b.logits, share), line=line)
    tasks = below.tasks._replace(columns=_between(below.tasks.columns, above.tasks.columns, share))
    tables = tuple(
        replace(one, parts=tuple(replace(p, start=_between(p.start, q.start, share)) for p, q in zip(one.parts, two.parts, strict=True)))
        for one, two in zip(below.tables, above.tables, strict=True)
    )
    return Outlook(tables, stack, tasks)


def _between(a: np.ndarray, b: np.ndarray, share: float) -> np.ndarray:
    found: np.ndarray = (1.0 - share) * a + share * b
    return found
