"""Expected outcome time of a person under steady hours, followed month by month on a grid of need and responsiveness."""

import numba as nb
import numpy as np
from numpy.typing import NDArray

from utfall.base.rules import capability_step, logistic
from utfall.people.levels import entry_level, exit_level
from utfall.people.population import Population

Floats = NDArray[np.float64]
_NEEDS, _RESPONSES = 9, 7


def expected_gain(population: Population, outcome: int, hours: Floats, productivity: float, window: tuple[int, int]) -> Floats:
    """(N,) full-time months over follow-up that `hours` (K,) in each of the first months of service add, against none.

    window   (months of service, months of follow-up). Shocks are at their mean; who starts in the outcome counts by the group's start share.
    """
    gain = np.empty(len(population))
    for group in range(len(population.params.groups)):
        here = np.flatnonzero(population.group == group)
        if not here.size:
            continue
        needs = np.linspace(population.need[here].min(), population.need[here].max() + 1e-9, _NEEDS)
        responses = np.linspace(population.response[here].min(), population.response[here].max() + 1e-9, _RESPONSES)
        table = _table(population, outcome, group, (needs, responses), hours, productivity, window)
        table = table - _table(population, outcome, group, (needs, responses[:1]), hours * 0.0, productivity, window)
        gain[here] = _look_up(table, needs, responses, population.need[here], population.response[here])
    return gain


def _table(
    population: Population, outcome: int, group: int, grid: tuple[Floats, Floats], hours: Floats, productivity: float, window: tuple[int, int]
) -> Floats:
    """(needs, responses) expected full-time months."""
    params = population.params
    law, here = params.outcomes[outcome], params.groups[group]
    effects = np.array([_response(task.response == "quadratic", h, task.eta) for task, h in zip(params.tasks, hours, strict=True)])
    levels = np.array(
        [entry_level(law.entry[group], here, law, 0.0), law.entry_by_need, exit_level(law.exit[group], here, law, 0.0), law.exit_by_need]
    )
    return _follow(
        grid,
        levels,
        np.array([law.exit_if_shallow, law.start[group], law.intensity, law.intensity_shallow]),
        productivity * (np.array([task.builds for task in params.tasks]).T @ effects),
        np.array([capability.decay for capability in params.capabilities]),
        (np.array(law.helps_entry), np.array(law.helps_exit)),
        float(sum(task.boosts[outcome] * effect for task, effect in zip(params.tasks, effects, strict=True))),
        window,
    )


@nb.njit(cache=True, error_model="numpy")
def _follow(
    grid: tuple[Floats, Floats],
    levels: Floats,
    law: Floats,
    builds: Floats,
    decay: Floats,
    helps: tuple[Floats, Floats],
    push: float,
    window: tuple[int, int],
) -> Floats:
    """Chances of being durably and shallowly in, month by month; `builds` (J,) units a month, `push` logits while served."""
    needs, responses = grid
    total = np.zeros((needs.size, responses.size))
    for a in range(needs.size):
        entry, leave = levels[0] - levels[1] * needs[a], levels[2] + levels[3] * needs[a]
        for b in range(responses.size):
            durable, shallow = law[1], 0.0
            capability = np.zeros(builds.size)
            for month in range(1, window[1] + 1):
                served = month <= window[0]
                on_entry, on_exit = 0.0, 0.0
                for j in range(builds.size):
                    capability[j] = capability_step(capability[j], decay[j], responses[b] * builds[j] if served else 0.0)
                    on_entry += helps[0][j] * capability[j]
                    on_exit += helps[1][j] * capability[j]
                boost = push if served else 0.0
                own = logistic(entry + on_entry + min(boost, 0.0))
                pushed = max(logistic(entry + on_entry + boost), own)
                out = 1.0 - durable - shallow
                durable = durable * (1.0 - logistic(leave - on_exit)) + out * own
                shallow = shallow * (1.0 - logistic(leave - on_exit + law[0])) + out * (pushed - own)
                total[a, b] += law[2] * durable + law[3] * shallow
    return total


def _response(linear: bool, hours: float, eta: float) -> float:
    return float(hours) if linear else float(1.0 - np.exp(-hours / eta))


@nb.njit(cache=True, error_model="numpy")
def _look_up(table: Floats, needs: Floats, responses: Floats, need: Floats, response: Floats) -> Floats:
    """(n,) bilinear interpolation on equally spaced axes."""
    value = np.empty(need.size)
    for s in range(need.size):
        x = min(max((need[s] - needs[0]) / (needs[1] - needs[0]), 0.0), needs.size - 1.000001)
        y = min(max((response[s] - responses[0]) / (responses[1] - responses[0]), 0.0), responses.size - 1.000001)
        i, j = int(x), int(y)
        a, b = x - i, y - j
        value[s] = (1 - a) * ((1 - b) * table[i, j] + b * table[i, j + 1]) + a * ((1 - b) * table[i + 1, j] + b * table[i + 1, j + 1])
    return value
