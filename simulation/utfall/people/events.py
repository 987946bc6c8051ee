"""Events of everybody, compiled: how often each thing happens to each person in a month, in two worlds on one draw.

Per person i, outcome of events e and contract month t, with U a uniform of (seed, events, t, i, e):

    lambda0 = exp(base_i + by_shock u - m / 2)        lambda = lambda0 exp(-sum helps_j k_j)
    count = least n with U <= sum_{j <= n} exp(-lambda) lambda^j / j!        (inverse CDF, the same U in both worlds)

Fewer events with help is then certain wherever lambda < lambda0: the monotone coupling. Under `copula` the counterfactual's U goes with
the other by a normal copula, under `independent` it is a draw of its own; events have no entry or exit, so that `entry_exit` is monotone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numba as nb
import numpy as np
from numpy.typing import NDArray

from utfall.base.draws import Purpose, normal_quantile, normals, stream, unit
from utfall.base.rules import exponential
from utfall.people.columns import Floats, States
from utfall.people.coupling import COUPLINGS, NO_COUNTERFACTUAL, RHO, RHO_REST, normal_share
from utfall.people.earlier import MONTHS_BEFORE, common_from
from utfall.people.event_levels import rate_law
from utfall.people.steps import BLOCK, draw_words, move_shocks

if TYPE_CHECKING:
    from utfall.people.parameters import PopulationParameters
    from utfall.people.population import Population

Groups = NDArray[np.int16]
_TRANSITION, _EVENTS, _EVENTS_WITHOUT = int(Purpose.TRANSITION), int(Purpose.EVENTS), int(Purpose.EVENTS_WITHOUT)
_COPULA, _INDEPENDENT = COUPLINGS.index("copula"), COUPLINGS.index("independent")
#: counts are kept in a byte; a rate beyond 200 a month is taken as 200
MOST_EVENTS, MOST_RATE = 255, 200.0


@dataclass(frozen=True, slots=True, eq=False)
class EventColumns:
    """Outcomes of events E over N persons.

    base       (E, N) log rate a month at shock 0 and capability 0: level, need and own bent
    by_shock   (E,), helps (E, J): log rate per unit
    counts     (E, T + 1, N) events in contract month t, in the contract's world; counts_without the same without the contract
    """

    base: Floats
    by_shock: Floats
    helps: Floats
    counts: States
    counts_without: States


def make_events(params: PopulationParameters, seed: int, months: int, group: Groups, need: Floats) -> EventColumns:
    """Columns with nothing counted yet."""
    outcomes, people = params.events, need.size
    base = np.empty((len(outcomes), people))
    for e, outcome in enumerate(outcomes):
        laws = [rate_law(outcome, number, here, params) for number, here in enumerate(params.groups)]
        own = normals(seed, int(Purpose.EVENTS_OWN), 0, e, people)
        level, by_need, bent = (np.array([getattr(law, name) for law in laws])[group] for name in ("level", "by_need", "own"))
        base[e] = level + by_need * need + bent * own
    shape = (len(outcomes), months + 1, people)
    return EventColumns(
        base=base,
        by_shock=np.array([outcome.by_shock for outcome in outcomes]),
        helps=np.array([outcome.helps for outcome in outcomes], dtype=np.float64).reshape(len(outcomes), len(params.capabilities)),
        counts=np.zeros(shape, np.uint8),
        counts_without=np.zeros(shape, np.uint8),
    )


def past_events(population: Population) -> None:
    """Events of everybody from contract month 1 to its own month 0, the same in both worlds, written into both counts."""
    events, latest = population.events, int(population.start_month[-1]) - 1
    if events is None or latest < 1:
        return
    _live_backward(population, events, latest, 1, events.counts[:, 1 : latest + 1])
    events.counts_without[:, 1 : latest + 1] = events.counts[:, 1 : latest + 1]


def events_before(population: Population, months: int = MONTHS_BEFORE) -> States:
    """(E, months, N) events in contract months 1 - months .. 0, which end where `counts` begin; made when asked for, the same bits each time."""
    events, latest = population.events, int(population.start_month[-1]) - 1
    if events is None:
        return np.zeros((0, months, len(population)), np.uint8)
    past = np.zeros((events.base.shape[0], months + latest, len(population)), np.uint8)
    _live_backward(population, events, latest, 1 - months, past)
    return np.ascontiguousarray(past[:, :months])


def live_events(population: Population, month: int) -> None:
    """Events of one contract month in both worlds, after help, states and shocks have moved."""
    events = population.events
    if events is None:
        return
    _run(
        (month, int(population.started[month]), population.coupling, len(population.params.outcomes) == 0),
        np.uint32(population.seed),
        float(population.common[month + MONTHS_BEFORE]),
        (events.base, events.by_shock, events.helps),
        (population.columns.shock, population.laws.months.shock, population.capability),
        (events.counts[:, month], events.counts_without[:, month]),
    )


def _live_backward(population: Population, events: EventColumns, latest: int, earliest: int, past: States) -> None:
    params = population.params
    _backward(
        (latest, earliest),
        np.uint32(population.seed),
        common_from(population, earliest),
        population.started,
        (events.base, events.by_shock),
        population.laws.months.shock,
        params.shock_spread * normals(population.seed, int(Purpose.SHOCK), 0, 0, len(population)),
        past,
    )


@nb.njit(cache=True, error_model="numpy")
def count_of(u: float, rate: float) -> int:
    """Least n whose Poisson distribution function reaches u."""
    chance = exponential(-min(rate, MOST_RATE))
    reached, n = chance, 0
    while reached < u and n < MOST_EVENTS:
        n += 1
        chance *= min(rate, MOST_RATE) / n
        reached += chance
    return n


@nb.njit(cache=True, error_model="numpy")
def _run(
    when: tuple[int, int, int, bool],
    key: np.uint32,
    common: float,
    law: tuple[Floats, Floats, Floats],
    people: tuple[Floats, Floats, Floats],
    counts: tuple[States, States],
) -> None:
    """One month of the first `active` persons; when: month, active, coupling, whether the temporary shock has still to move (no states)."""
    (month, active, coupling, moves), (base, by_shock, helps), (shock, shock_law, capability) = when, law, people
    first, second = np.empty(BLOCK, np.uint32), np.empty(BLOCK, np.uint32)
    own, unused = np.empty(BLOCK, np.uint32), np.empty(BLOCK, np.uint32)
    rate, help_ = np.empty(BLOCK), np.empty(BLOCK)
    for a in range(0, active, BLOCK):
        z = min(a + BLOCK, active)
        n = z - a
        if moves and shock_law[1] != 0.0:
            draw_words(first[:n], second[:n], a, stream(_TRANSITION, month, 0), key)
            move_shocks(shock[a:z], second[:n], shock_law[0], shock_law[1])
        for e in range(base.shape[0]):
            draw_words(first[:n], second[:n], a, stream(_EVENTS, month, e), key)
            help_[:n] = 0.0
            for j in range(capability.shape[0]):
                for i in range(n):
                    help_[i] += helps[e, j] * capability[j, a + i]
            for i in range(n):
                rate[i] = exponential(base[e, a + i] + by_shock[e] * shock[a + i] - 0.5 * common)
            for i in range(n):
                counts[0][e, a + i] = count_of(unit(first[i]), rate[i] * exponential(-help_[i]))
            if coupling == NO_COUNTERFACTUAL:
                continue
            if coupling in (_COPULA, _INDEPENDENT):
                draw_words(own[:n], unused[:n], a, stream(_EVENTS_WITHOUT, month, e), key)
            for i in range(n):
                u = unit(first[i])
                if coupling == _INDEPENDENT:
                    u = unit(own[i])
                elif coupling == _COPULA:
                    u = min(max(normal_share(RHO * normal_quantile(u) + RHO_REST * normal_quantile(unit(own[i]))), 1e-12), 1.0 - 1e-12)
                counts[1][e, a + i] = count_of(u, rate[i])


@nb.njit(cache=True, error_model="numpy")
def _backward(
    months: tuple[int, int],
    key: np.uint32,
    common: Floats,
    not_started: NDArray[np.int64],
    law: tuple[Floats, Floats],
    shock_law: Floats,
    shock: Floats,
    past: States,
) -> None:
    """Events of contract months latest .. earliest of who has not started by then; the shock goes back as that of states does (`past`).

    common (from contract month `earliest`); not_started (t,) first person who has not started by month t; past (E, R, N), row 0 is `earliest`
    """
    (latest, earliest), (base, by_shock) = months, law
    first, second = np.empty(BLOCK, np.uint32), np.empty(BLOCK, np.uint32)
    for month in range(latest, earliest - 1, -1):
        for a in range(not_started[month] if month > 0 else 0, shock.size, BLOCK):
            z = min(a + BLOCK, shock.size)
            n = z - a
            for e in range(base.shape[0]):
                draw_words(first[:n], second[:n], a, stream(_EVENTS, month, e), key)
                for i in range(n):
                    log_rate = base[e, a + i] + by_shock[e] * shock[a + i] - 0.5 * common[month - earliest]
                    past[e, month - earliest, a + i] = count_of(unit(first[i]), exponential(log_rate))
            draw_words(first[:n], second[:n], a, stream(_TRANSITION, month, 0), key)
            move_shocks(shock[a:z], second[:n], shock_law[0], shock_law[1])
