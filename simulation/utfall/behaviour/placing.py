"""Whom a push could pay, and how many hours of placement each gets at a shadow price: look-ups in the table of `valuation.push`."""

from typing import NamedTuple

import numba as nb
import numpy as np

from utfall.base.rules import logarithm
from utfall.base.sums import total
from utfall.behaviour.lookup import ENTRY, LOGIT, Floats, Int32s, Looked
from utfall.behaviour.valuation.outlook import COST, LASTS, TaskSheet
from utfall.behaviour.valuation.push import LOGIT_STEP, LOGITS, LOW_LOGIT, LOW_RATIO, RATIO_STEP, RATIOS

RATIOS_A_UNIT = 1.0 / RATIO_STEP
LEAST = 1e-12  # minor units: a worth or a cost not above it is nothing


class Placeable(NamedTuple):
    """Persons of a caseload whom a push could pay at the wage, m of them.

    place   (m,) place in the caseload
    row     (m,) first entry of the table's row under the person's entry logit; share (m,) of the way to the next row
    worth   (m,) log of the worth of a pushed entry
    """

    place: Int32s
    row: Int32s
    share: Floats
    worth: Floats


@nb.njit(cache=True, error_model="numpy")
def placeable(looked: Looked, most: Floats, sheet: TaskSheet, wage: float, factor: float) -> Placeable:
    """Who is out of the outcome and worth a push at the wage; most (tasks, n) hours at most, or empty; factor multiplies the worth."""
    t = sheet.placement
    n = looked.state.size if t >= 0 else 0
    place, row, share, worth = np.empty(n, np.int32), np.empty(n, np.int32), np.empty(n), np.empty(n)
    node, part, count = np.empty(n, np.int32), np.empty(n), 0
    if n > 0:
        floors = max(sheet.columns[t, COST], LEAST) * max(wage, 1e-9) * sheet.pays_from
        last = np.int32(min(sheet.columns[t, LASTS], 2.0**30))
        entry, logit, bounded = looked.found[ENTRY], looked.found[LOGIT], most.shape[1] > 0
        for s in range(n):
            at = min(max((logit[s] - LOW_LOGIT) / LOGIT_STEP, 0.0), LOGITS - 1.000001)
            node[s] = np.int32(at)
            part[s] = at - node[s]
        for s in range(n):
            value = factor * entry[s]
            place[count], row[count], share[count], worth[count] = s, node[s] * np.int32(RATIOS), part[s], value
            may = (looked.state[s] == 0) & (looked.month[s] <= last) & (value > floors[np.uint32(node[s])])
            count += may & (most[t, s] > 0.0) if bounded else may
        for c in range(count):
            worth[c] = logarithm(worth[c])
    return Placeable(place[:count], row[:count], share[:count], worth[:count])


@nb.njit(cache=True, error_model="numpy")
def push(level: float, people: Placeable, table: Floats, most: float, hours: Floats) -> float:
    """Write the best hours (m,) at a log price `level` of an hour of placement, at most `most`; returns how fast their sum falls with it.

    Bilinear between the nodes; none below the least ratio, the edge beyond the others.
    """
    flat, m = table.reshape(table.size), hours.size
    node, share, first, rise = np.empty(m, np.int32), np.empty(m), np.empty(m), np.empty(m)
    for c in range(m):
        at = min(max((people.worth[c] - level - LOW_RATIO) * RATIOS_A_UNIT, 0.0), RATIOS - 1.000001)
        whole = np.int32(at)
        node[c], share[c] = people.row[c] + whole, at - whole
    for c in range(m):
        k, u = np.uint32(node[c]), people.share[c]
        first[c] = flat[k] + u * (flat[k + np.uint32(RATIOS)] - flat[k])
        rise[c] = flat[k + np.uint32(1)] + u * (flat[k + np.uint32(RATIOS + 1)] - flat[k + np.uint32(1)]) - first[c]
    for c in range(m):
        pays = people.worth[c] - level > LOW_RATIO
        hours[c] = min(first[c] + share[c] * rise[c], most) if pays else 0.0
        rise[c] = rise[c] if pays else 0.0
    return RATIOS_A_UNIT * total(rise)
