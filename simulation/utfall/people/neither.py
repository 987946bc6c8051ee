"""The third state, compiled: off benefit without the outcome.

An outcome that `contains` another is the other one or neither: for "off benefit" that contains "in work" a person is on benefit (0), in work
(1 durably, 2 shallowly: as in the other) or neither (1, while the other says 0). So nobody is in two states. Neither is left for the
contained outcome at the same chances as benefit is, on the same uniform U:

    on benefit   enters the contained outcome if U < p; leaves for neither if U > 1 - w, logit w = level + what sanctions and required contacts push
    neither      enters the contained outcome if U < p; comes back to benefit if U > 1 - r

Who falls out of the contained outcome is on benefit.
"""

import numba as nb
import numpy as np

from utfall.people.columns import Bools, Floats, Int32s, States


@nb.njit(cache=True, error_model="numpy")
def move_around(wide: tuple[States, States], inner: tuple[States, States], luck: Floats, logits: tuple[float, float], push: Floats) -> None:
    """Next state of the outcome that contains another.

    wide, inner   states (n,) before and after of the containing and of the contained outcome; the first's `after` is written
    logits        of leaving benefit for neither without a push, and of coming back; push (n,) logits on leaving
    """
    (before, after), (inner_before, inner_after) = wide, inner
    for i in range(after.size):
        if inner_after[i] != 0:
            after[i] = inner_after[i]
        elif inner_before[i] != 0:
            after[i] = np.uint8(0)
        elif before[i] != 0:
            after[i] = np.uint8(0) if luck[i] > -logits[1] else np.uint8(1)
        else:
            after[i] = np.uint8(1) if luck[i] > -(logits[0] + push[i]) else np.uint8(0)


@nb.njit(cache=True, error_model="numpy")
def leave_service(served: Int32s, before: States, after: States, inner: States, dropped: Bools, in_service: Bools) -> int:
    """Who leaves benefit for neither leaves the service for good; returns how many of those served do. `before` ... are (N,)."""
    gone = 0
    for i in range(served.size):
        person = served[i]
        if before[person] == 0 and after[person] != 0 and inner[person] == 0 and not dropped[person]:
            dropped[person], in_service[person] = True, False
            gone += 1
    return gone
