"""Whom to accept: expected surplus, or by lot."""

import numpy as np
from numpy.typing import NDArray

from utfall.behaviour.views import SelectionView


def expected_surplus(view: SelectionView) -> NDArray[np.float64]:
    """(n,) minor units: pay, mission and the start fee, less hours at what an hour is worth elsewhere, less what the place is worth otherwise."""
    if view.outlook is None:
        return view.attachment - view.place_worth
    value = view.outlook.start_values()[view.group, np.minimum(view.state, 1), view.need_class]
    hour = max(view.wage, view.outlook.tasks.later)
    surplus: NDArray[np.float64] = view.pay * value[:, 0] + view.mission * value[:, 1] - hour * value[:, 2] + view.attachment - view.place_worth
    return surplus


def best_first(score: NDArray[np.float64], places: int) -> NDArray[np.bool_]:
    """(n,) the highest scores above 0, as many as there are places; equal scores in the order of referral."""
    chosen = np.zeros(score.size, dtype=bool)
    chosen[np.argsort(-score, kind="stable")[: max(places, 0)]] = True
    return chosen & (score > 0.0)


def by_lot(luck: NDArray[np.float64], places: int) -> NDArray[np.bool_]:
    """(n,) the first by draw, as many as there are places."""
    chosen = np.zeros(luck.size, dtype=bool)
    chosen[np.argsort(luck, kind="stable")[: max(places, 0)]] = True
    return chosen
