"""How many staff a provider wants, who leaves, and whom it gets in their place."""

import numpy as np
from numpy.typing import NDArray

from utfall.behaviour.character import Character

Floats = NDArray[np.float64]
#: At most this share of workers leaves in a month.
MOST_LEAVING = 0.5
#: Hours of staff over the plan, at least and at most.
LEAST, MOST = 0.5, 1.5


def pressure(price: Floats, wage: Floats) -> Floats:
    """(P,) log of the shadow price of an hour over the wage: 0 where hours are slack, .7 where the last hour is worth twice its wage."""
    found: Floats = np.log(np.maximum(price / wage, 1.0))
    return found


def wanted_staff(used: Floats, load: Floats, pressed: Floats) -> Floats:
    """(P,) hours a month that a provider would give if it could hire them: those it gives (used), at full caseload, more where they are scarce.

    load   share of the planned caseload that it serves; a scarce hour raises wants by its pressure (assumed elasticity 1)
    """
    found: Floats = used / np.maximum(load, 1e-9) * (1.0 + pressed)
    return found


def next_staff(wanted: Floats, staff: Floats, plan: Floats, speed: float) -> Floats:
    """(P,) next month's hours: a share `speed` of the gap is closed; never under half of the plan, nor over one and a half of it."""
    found: Floats = staff + speed * (np.clip(wanted, LEAST * plan, MOST * plan) - staff)
    return found


def leaving(rest: Floats, pressed: Floats, motivation: Floats, character: Character) -> Floats:
    """(P,) chance a month that a worker leaves: more under pressure, and where motivation is low (both assumed, in logs)."""
    logs = character.turnover_by_pressure * pressed + character.turnover_by_motivation * (1.0 - motivation)
    found: Floats = np.minimum(rest * np.exp(logs), MOST_LEAVING)
    return found


def crew_mission(mission: Floats, left: Floats, stake: Floats, character: Character) -> Floats:
    """(P,) mean mission of the staff over that of all workers, next month (ratio).

    Who leaves is replaced by people who choose the contract: the less income hangs on outcomes, the more of them come for the mission
    [besley-ghatak-2005]. At half of the income at stake those who come are like all workers.
    """
    coming = 1.0 + character.mission_sorting * (0.5 - np.minimum(stake, 1.0))
    found: Floats = mission + left * (coming - mission)
    return found
