"""The month of everybody, compiled: two worlds on one set of draws.

Per person i, outcome o and contract month t, with U a uniform of (seed, transition, t, i, o) and L = log(U / (1 - U)):

    u <- phi u + sd bell(second word)                             temporary shock, once a person-month
    k_j <- (1 - delta_j) k_j + r x productivity x sum_task builds_j G(hours)        capability
    e = entry_level - b d - b_u u + m        x = e + sum beta_j k_j                 entry logit
    q = exit_level + c d + c_u u - m / 2     y = q - sum gamma_j k_j + s shallow    exit logit
    out:  durable if L < x + min(boost, 0); else shallow if L < x + boost; else out
    in :  as it was if L < -y; else out

U < logistic(x) is L < x, so that one logarithm serves both worlds and every boost, and no exponential is needed. The next state
is thus 1 exactly if U < P(next = 1 | state, world): the monotone coupling. The counterfactual has no k and no boost, and the same
L; under another coupling it gets an L of its own and the contract world keeps every bit.

Work goes in blocks that stay in the first cache (`steps`).
"""

import numba as nb
import numpy as np

from utfall.base.draws import Purpose, stream
from utfall.people.columns import Bools, Columns, Floats, Int32s, Laws, States
from utfall.people.coupling import MONOTONE, NO_COUNTERFACTUAL, couple
from utfall.people.levels import NEVER
from utfall.people.service import drop_out, end_boosts, serve
from utfall.people.steps import BLOCK, add_help, decay, draw_words, entry_logits, exit_logits, luck_of, move, move_shocks, move_without

_TRANSITION = int(Purpose.TRANSITION)
_TRANSITION_WITHOUT = int(Purpose.TRANSITION_WITHOUT)


@nb.njit(cache=True, error_model="numpy")
def run_month(  # noqa: PLR0913, PLR0917
    month: int,
    active: int,
    key: np.uint32,
    coupling: int,
    common: float,
    served: Int32s,
    hours: Floats,
    effects: Floats,
    productivity: Floats,
    history: States,
    history_without: States,
    hazards: Floats,
    helps: Floats,
    keeps: Floats,
    ends: Bools,
    builds: Floats,
    boosts: Floats,
    shows: Floats,
    eta: Floats,
    linear: Bools,
    shock_law: Floats,
    leaving: Floats,
    need: Floats,
    respond: Floats,
    entry_base: Floats,
    exit_base: Floats,
    shock: Floats,
    capability: Floats,
    boost: Floats,
    shown: Floats,
    received: Floats,
    served_months: Int32s,
    dropped: Bools,
    in_service: Bools,
) -> int:
    """One contract month of the first `active` persons: capability, service, both worlds' transitions, drop-out. Returns how many left.

    coupling   of the counterfactual's luck; NO_COUNTERFACTUAL leaves it out
    served     (n,) persons in service; hours (K, n) given to each this month, effects (K, n) their responses; productivity (n,) of who serves them
    history    (O, T + 1, N), row month - 1 is read and row month written; history_without alike

    `Laws` and `Columns` come in field by field: a named tuple costs a call from Python three times as much.
    """
    laws = Laws(hazards, helps, keeps, ends, builds, boosts, shows, eta, linear, shock_law, leaving)
    columns = Columns(need, respond, entry_base, exit_base, shock, capability, boost, shown, received, served_months, dropped, in_service)
    for j in range(laws.keeps.size):
        decay(columns.capability[j, :active], laws.keeps[j])
    for s in range(columns.shown.shape[0]):
        columns.shown[s, :active] = 0.0
    if served.size > 0:
        serve(served, hours, effects, productivity, laws, columns)
    first, second, own = np.empty(BLOCK, np.uint32), np.empty(BLOCK, np.uint32), np.empty(BLOCK, np.uint32)
    luck, own_luck, entry, leave = np.empty(BLOCK), np.empty(BLOCK), np.empty(BLOCK), np.empty(BLOCK)
    for a in range(0, active, BLOCK):
        z = min(a + BLOCK, active)
        n = z - a
        shock = columns.shock[a:z]
        for o in range(laws.ends.size):
            draw_words(first[:n], second[:n], a, stream(_TRANSITION, month, o), key)
            luck_of(luck[:n], first[:n])
            if o == 0 and laws.shock[1] != 0.0:
                move_shocks(shock, second[:n], laws.shock[0], laws.shock[1])
            entry_logits(entry[:n], columns.entry_base[o, a:z], shock, laws.hazards[o, 1], common)
            exit_logits(leave[:n], columns.exit_base[o, a:z], shock, laws.hazards[o, 3], common)
            if coupling == MONOTONE:
                move_without(history_without[o, month, a:z], history_without[o, month - 1, a:z], luck[:n], entry[:n], leave[:n])
            elif coupling != NO_COUNTERFACTUAL:
                draw_words(own[:n], second[:n], a, stream(_TRANSITION_WITHOUT, month, o), key)
                couple(own_luck[:n], luck[:n], own[:n], history_without[o, month - 1, a:z], coupling)
                move_without(history_without[o, month, a:z], history_without[o, month - 1, a:z], own_luck[:n], entry[:n], leave[:n])
            for j in range(laws.keeps.size):
                add_help(entry[:n], columns.capability[j, a:z], laws.helps[o, 0, j])
                add_help(leave[:n], columns.capability[j, a:z], -laws.helps[o, 1, j])
            move(history[o, month, a:z], history[o, month - 1, a:z], luck[:n], entry[:n], leave[:n], columns.boost[o, a:z], laws.hazards[o, 4])
    end_boosts(served, laws, columns)
    if served.size == 0 or laws.leaving[0] <= NEVER:
        return 0
    return drop_out(served, month, key, laws, columns, history)
