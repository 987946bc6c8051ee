"""Marks of a printed conclusion, computed: counted, supported or assumed."""

from typing import Literal

import numpy as np

from utfall.indicators.ensemble import draw_share, point_means
from utfall.indicators.pooling import columns, pooled
from utfall.indicators.values import Rows

Mark = Literal["counted", "supported", "assumed"]
SUPPORTED = 0.9
#: Fewer draws say nothing: two agree by chance in half of all cases.
LEAST_DRAWS = 10
MEANING = {
    "counted": "follows from the arithmetic of clause and rates",
    "supported": "the same sign in at least 90 % of draws of all assumed values; no fact from outside the model has been compared with it",
    "assumed": "the sign turns inside the ranges of the assumed values, or fewer than 10 draws of them were run",
}


def mark(rows: Rows, name: str, against: Rows | None = None, about: float = 0.0) -> Mark:
    """Supported when at least 90 % of draws have the sign of the whole; assumed otherwise, and where nothing was drawn.

    about   the value that the sign is taken from, such as 1 for an index that starts at 1 (differences: 0)
    """
    if against is None and about != 0.0:
        return _around(rows, name, about)
    mean, other = pooled(columns(rows, name)), 0.0 if against is None else pooled(columns(against, name))
    if mean is None or other is None or mean == other:
        return "assumed"
    share = draw_share(rows, name, int(np.sign(mean - other)), against)
    return "supported" if share.points >= LEAST_DRAWS and share.share is not None and share.share >= SUPPORTED else "assumed"


def _around(rows: Rows, name: str, about: float) -> Mark:
    means = point_means(rows, name) - about
    means, whole = means[~np.isnan(means)], pooled(columns(rows, name))
    if whole is None or len(means) < LEAST_DRAWS:
        return "assumed"
    return "supported" if float((np.sign(means) == np.sign(whole - about)).mean()) >= SUPPORTED else "assumed"
