"""Views for tests: one group, two tasks (coaching, placement)."""

import numpy as np

from utfall.behaviour.views import ClaimView, HoursView, SelectionView


def hours_view(look, need_class, state=0, month=1, capability=0.0, progress=0, tasks=2, **changes):
    n = np.asarray(need_class).size
    whole = lambda value: np.array(np.broadcast_to(np.asarray(value, dtype=np.int64), (n,)))  # noqa: E731
    rows = np.array(np.broadcast_to(np.asarray(progress, dtype=np.int16), (1, n)))
    given = {
        "outlook": look,
        "group": whole(0),
        "month": whole(month),
        "state": whole(state),
        "need_class": whole(need_class),
        "progress": rows,
        "capability": np.array(np.broadcast_to(np.asarray(capability, dtype=np.float64), (1, n))),
        "received": np.zeros((tasks, n)),
        "response": np.ones(n),
        "builds": np.array([True] + [False] * (tasks - 1)),
        "lasts": np.full(tasks, 9999),
        "budget": 1e12,
        "least": 0.0,
        "most": 160.0,
        "plan": np.array([1.0] + [0.0] * (tasks - 1)),
        "pay": 1.0,
        "mission": 0.0,
        "wage": 20.0,
    }
    return HoursView(**{**given, **changes})


def selection_view(look, need_class, **changes):
    n = np.asarray(need_class).size
    given = {
        "outlook": look,
        "group": np.zeros(n, dtype=np.int64),
        "state": np.zeros(n, dtype=np.int64),
        "need_class": np.asarray(need_class, dtype=np.int64),
        "attachment": np.zeros(n),
        "normal": np.zeros(n),
        "luck": np.linspace(0.9, 0.1, n),
        "places": n,
        "pay": 1.0,
        "mission": 0.0,
        "wage": 20.0,
        "noise": 0.0,
    }
    return SelectionView(**{**given, **changes})


def claim_view(price, integrity=0.0, distance=1.0, audit=0.0, detection=1.0, penalty=0.0):
    price = np.asarray(price, dtype=np.float64)
    full = lambda value: np.broadcast_to(np.asarray(value, dtype=np.float64), price.shape)  # noqa: E731
    return ClaimView(price=price, integrity=full(integrity), distance=full(distance), audit=audit, detection=detection, penalty=penalty)
