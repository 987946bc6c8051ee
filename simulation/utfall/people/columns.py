"""What the kernels read: laws and columns as named tuples of contiguous arrays."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
States = NDArray[np.uint8]
Bools = NDArray[np.bool_]
Int32s = NDArray[np.int32]


class Laws(NamedTuple):
    """Arrays over state outcomes O, scores S, capabilities J, tasks K.

    hazards    (O, 5) entry_by_need, entry_by_shock, exit_by_need, exit_by_shock, exit_if_shallow
    helps      (O, 2, J) logits per unit of capability: on entry, against exit
    keeps      (J,) share of capability kept a month
    ends       (O,) whether drop-out ends the state
    builds     (J, K), boosts (O, K), shows (S, K) at full response; eta (K,) hours; linear (K,) response
    shock      (2,) persistence of the temporary shock, sd of its innovation
    leaving    (2,) level and slope by need of the logit of drop-out
    """

    hazards: Floats
    helps: Floats
    keeps: Floats
    ends: Bools
    builds: Floats
    boosts: Floats
    shows: Floats
    eta: Floats
    linear: Bools
    shock: Floats
    leaving: Floats


class Columns(NamedTuple):
    """Columns that a month changes, and those it needs, over N persons.

    need, response     (N,) sd; factor on what help builds
    entry_base, exit_base   (O, N) logits: level and need, the part that does not move
    shock              (N,) temporary shock of the latest month
    capability         (J, N) logits; boost (O, N) this month's push, 0 outside the month's kernel; shown (S, N) sd shown by drill this month
    hours              (K, N) hours received so far; served_months (N,)
    dropped, in_service  (N,)
    """

    need: Floats
    response: Floats
    entry_base: Floats
    exit_base: Floats
    shock: Floats
    capability: Floats
    boost: Floats
    shown: Floats
    hours: Floats
    served_months: Int32s
    dropped: Bools
    in_service: Bools
