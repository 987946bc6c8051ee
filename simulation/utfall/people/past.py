"""The months before each person's start, compiled: run backward from its own month 0.

A two-state chain in its stationary law and an AR(1) look the same run backward, so the months before start have the same rates, the same
temporary shock and the same common shock as those after it; nothing is set to jump at referral.
"""

import numba as nb
import numpy as np
from numpy.typing import NDArray

from utfall.base.draws import Purpose, stream
from utfall.people.columns import Columns, Floats, Laws, States
from utfall.people.steps import BLOCK, draw_words, entry_logits, exit_logits, luck_of, move_shocks, move_without

_TRANSITION = int(Purpose.TRANSITION)


@nb.njit(cache=True, error_model="numpy")
def live_backward(  # noqa: PLR0913
    latest: int,
    earliest: int,
    key: np.uint32,
    common: Floats,
    not_started: NDArray[np.int64],
    laws: Laws,
    columns: Columns,
    shock: Floats,
    past: States,
) -> None:
    """Fill in the months before everybody's own month 0.

    latest        last own month 0 of anybody; earliest: contract month to stop at (both contract months)
    common        (latest - earliest + 1 or more,) common shock from contract month `earliest` on
    not_started   (latest + 1,) first person who has not started by the end of contract month t: from there on all go from t to t - 1
    shock         (N,) temporary shock in each person's own month 0; used up
    past          (O, R, N), row 0 is contract month `earliest`; holds the state of each person's own month 0
    """
    people = shock.size
    first, second, unused = np.empty(BLOCK, np.uint32), np.empty(BLOCK, np.uint32), np.empty(BLOCK, np.uint32)
    luck, entry, leave = np.empty(BLOCK), np.empty(BLOCK), np.empty(BLOCK)
    for month in range(latest, earliest, -1):
        row = month - earliest
        for a in range(not_started[month] if month > 0 else 0, people, BLOCK):
            z = min(a + BLOCK, people)
            n = z - a
            for o in range(laws.ends.size):
                draw_words(first[:n], second[:n] if o == 0 else unused[:n], a, stream(_TRANSITION, month, o), key)
                luck_of(luck[:n], first[:n])
                entry_logits(entry[:n], columns.entry_base[o, a:z], shock[a:z], laws.hazards[o, 1], common[row])
                exit_logits(leave[:n], columns.exit_base[o, a:z], shock[a:z], laws.hazards[o, 3], common[row])
                move_without(past[o, row - 1, a:z], past[o, row, a:z], luck[:n], entry[:n], leave[:n])
            move_shocks(shock[a:z], second[:n], laws.shock[0], laws.shock[1])
