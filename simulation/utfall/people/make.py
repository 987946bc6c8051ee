"""Making a population: who people are, when each is first referred, and the year before, from draws alone."""

from math import sqrt

import numpy as np
from numpy.typing import NDArray

from utfall.base.draws import MAX_MONTHS, Purpose, normals, uniforms
from utfall.base.errors import SimulationError
from utfall.base.mechanisms import Mechanisms
from utfall.people.columns import Bools, Columns, Floats, Int32s
from utfall.people.compiled import CompiledLaws, compile_laws
from utfall.people.coupling import COUPLINGS, NO_COUNTERFACTUAL
from utfall.people.events import make_events, past_events
from utfall.people.history import MONTHS_BEFORE, fill_history
from utfall.people.parameters import PopulationParameters
from utfall.people.persons import bases, chances, responsiveness, spread_out
from utfall.people.place import luck_of, shocks
from utfall.people.population import Luck, Population
from utfall.people.stock import come_and_go
from utfall.people.wide import Wide, asks_for_more

Groups = NDArray[np.int16]


def make_population(params: PopulationParameters, seed: int, months: int, luck: Luck, mechanisms: Mechanisms) -> Population:
    """Everybody eligible, in month 0 of a run of so many contract months."""
    if not params.latest_start <= months <= MAX_MONTHS:
        raise SimulationError(f"a run of {months} months must hold the {params.latest_start} in which people start and have at most {MAX_MONTHS}")
    people, run_seed, seed = params.eligible, seed, luck_of(seed, params.place)
    laws = compile_laws(params, mechanisms)
    group = _groups(params, seed)
    columns = _columns(params, laws, seed, group)
    there = None if params.stock is None else come_and_go(params, seed)
    start_month = _start_months(params, seed) if there is None else there[0]
    control, offered = _lots(params, seed)
    shape = (len(params.outcomes), months + 1, people)
    population = Population(
        params=params,
        mechanisms=mechanisms,
        laws=laws,
        seed=seed,
        months=months,
        coupling=COUPLINGS.index(luck) if mechanisms.counterfactual else NO_COUNTERFACTUAL,
        columns=columns,
        group=group,
        start_month=start_month,
        place_in_line=uniforms(seed, int(Purpose.FIRST_COME), 0, 0, people),
        offered=offered,
        control=control,
        take_up=_take_up(params, laws, seed, columns),
        enrol_month=np.zeros(people, dtype=np.int32),
        provider=np.full(people, -1, dtype=np.int32),
        history=np.zeros(shape, dtype=np.uint8),
        history_without=np.zeros(shape, dtype=np.uint8),
        common=_common_shock(params, run_seed, months, mechanisms.common_shock),
        started=np.searchsorted(start_month, np.arange(months + 2), side="right"),
        there_from=None if there is None else there[1],
        there_until=None if there is None else there[2],
        events=make_events(params, seed, months, group, columns.need) if params.events else None,
    )
    fill_history(population)
    past_events(population)
    population.wide = Wide(population) if asks_for_more(params, mechanisms) else None
    return population


def _groups(params: PopulationParameters, seed: int) -> Groups:
    """(N,) number of the pay group, by draw from the groups' shares."""
    shares = np.cumsum([group.share for group in params.groups])
    if len(params.groups) == 1:
        return np.zeros(params.eligible, dtype=np.int16)
    draws = uniforms(seed, int(Purpose.GROUP), 0, 0, params.eligible)
    return np.searchsorted(shares[:-1] / shares[-1], draws, side="right").astype(np.int16)


def _columns(params: PopulationParameters, laws: CompiledLaws, seed: int, group: Groups) -> Columns:
    """Who people are in their month 0. Responsiveness goes with need inside the group, so that its mean is 1 in every group."""
    people = params.eligible
    bells = normals(seed, int(Purpose.NEED), 0, 0, people)
    need = spread_out(np.array([g.need for g in params.groups]), np.array([g.need_spread for g in params.groups]), group, bells)
    with_need = params.response_by_need
    own = sqrt(1.0 - with_need * with_need) * normals(seed, int(Purpose.RESPONSE), 0, 0, people)
    entry_base, exit_base = np.empty((len(params.outcomes), people)), np.empty((len(params.outcomes), people))
    for o, outcome in enumerate(params.outcomes):
        bases(entry_base[o], np.ascontiguousarray(laws.entries[:, o]), group, -outcome.entry_by_need, need)
        bases(exit_base[o], np.ascontiguousarray(laws.exits[:, o]), group, outcome.exit_by_need, need)
    return Columns(
        need=need,
        response=responsiveness(params.response_spread, with_need * bells, own),
        entry_base=entry_base,
        exit_base=exit_base,
        shock=params.shock_spread * normals(seed, int(Purpose.SHOCK), 0, 0, people),
        capability=np.zeros((len(params.capabilities), people)),
        boost=np.zeros((len(params.outcomes), people)),
        shown=np.zeros((len(params.scores), people)),
        hours=np.zeros((len(params.tasks), people)),
        served_months=np.zeros(people, dtype=np.int32),
        dropped=np.zeros(people, dtype=np.bool_),
        in_service=np.zeros(people, dtype=np.bool_),
    )


def _start_months(params: PopulationParameters, seed: int) -> Int32s:
    """(N,) ascending contract months of first referral, uniform over enrolment; people are numbered in this order."""
    if params.enrolment == 1:
        return np.ones(params.eligible, dtype=np.int32)
    draws = np.sort(uniforms(seed, int(Purpose.START), 0, 0, params.eligible))
    return (1.0 + np.floor(draws * params.enrolment)).astype(np.int32)


def _lots(params: PopulationParameters, seed: int) -> tuple[Bools, Bools]:
    """(N,) control, the lowest lots; and offered, the next ones."""
    if params.control == 0 and params.offered >= params.eligible:
        return np.zeros(params.eligible, dtype=np.bool_), np.ones(params.eligible, dtype=np.bool_)
    lots = uniforms(seed, int(Purpose.LOT), 0, 0, params.eligible)
    control = lowest(lots, params.control)
    return control, lowest(lots, params.control + params.offered) & ~control


def lowest(lots: Floats, count: int) -> Bools:
    """(N,) whether a lot is among the `count` lowest; of equal lots the lower number wins."""
    if count >= lots.size:
        return np.ones(lots.size, dtype=np.bool_)
    mark = np.partition(lots, count)[count]
    low = lots < mark
    level = np.flatnonzero(lots == mark)
    low[level[: count - np.count_nonzero(low)]] = True
    return low


def _take_up(params: PopulationParameters, laws: CompiledLaws, seed: int, columns: Columns) -> Bools:
    """(N,) who starts if offered: a logit in need and the shock of month 0, on a draw of its own."""
    base = laws.take_up + params.take_up_by_need * columns.need
    return chances(seed, int(Purpose.TAKE_UP), 0, base, params.take_up_by_shock, columns.shock)


def _common_shock(params: PopulationParameters, seed: int, months: int, works: bool) -> Floats:
    """(12 + T + 1,) stationary AR(1) of contract months -12 .. T (logits); zeros when switched off."""
    if not works:
        return np.zeros(MONTHS_BEFORE + months + 1)
    persistence = params.common_persistence
    innovation = sqrt(1.0 - persistence * persistence)
    path = shocks(params, seed, MONTHS_BEFORE + months + 1)
    for t in range(1, path.size):
        path[t] = persistence * path[t - 1] + innovation * path[t]
    return params.common_spread * path
