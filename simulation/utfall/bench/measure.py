"""Measures speed and memory in one process, one core, CPU time: rounds in which everything that is compared runs in turn.

A run is measured whole: building the people, all months, the record. A busy machine slows all in a round alike, so that the
ratios of medians stand still where milliseconds do not.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter_ns, process_time
from types import ModuleType

from utfall.bench.cases import MONTHS, Nearest, everything, koto, nearest
from utfall.bench.fit import Cost, cost, exponent
from utfall.bench.floor import run_floor
from utfall.bench.kernels import kernels_timed
from utfall.bench.twin import load_twin
from utfall.model.foresight.outlook import Outlooks
from utfall.model.run import run_case
from utfall.scenario.case import Case

SIZES = (300, 1_000, 3_000, 10_000, 30_000)
LENGTHS = (60, 120, 240)
TWIN_PEOPLE, TWIN_FEWER = 10_000, 1_000
LONG_PEOPLE = 3_000
KERNEL_PEOPLE = 10_000
MEMORY_PEOPLE = (100_000, 300_000)
_LEAST_SECONDS = 0.02

Run = Callable[[int], object]
Told = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Speed:
    """What was measured.

    ratios: plain_mesa and plain_mesa_1k (times as fast as the twin with TWIN_PEOPLE and TWIN_FEWER; None without the source checkout),
    floor_slope_w, floor_slope_koto and floor_slope_everything (cost of a person-month over the floor's),
    outside_kernels_10k (share of time), bytes_per_person, exponent_people, exponent_months
    month_fixed_us   cost of a month of koto_sib however few the people; organisations: how many are in it
    agent_steps      person-months a CPU second by name; person_month_ns: nanoseconds a person-month by name
    """

    ratios: dict[str, float | None]
    month_fixed_us: float
    organisations: int
    agent_steps: dict[str, float]
    person_month_ns: dict[str, float]


def measure(rounds: int = 5, told: Told = lambda text: None) -> Speed:
    """All of it; `told` gets a line before each part."""
    told("compiling")
    contenders = _contenders()
    for run in contenders.values():
        run(0)
    told(f"{rounds} rounds of {len(contenders)} contenders")
    times = _in_turn(contenders, rounds)
    told("every mechanism on")
    slope_everything = _everything(rounds)
    whole_case = koto(SIZES[0])
    floor, near = (cost(SIZES, MONTHS, [times[f"{name} {n}"] for n in SIZES]) for name in ("floor", "nearest"))
    whole = cost(SIZES, whole_case.months, [times[f"koto {n}"] for n in SIZES])
    faster = {n: times[f"twin {n}"] / times[f"two_tasks {n}"] if f"twin {n}" in times else None for n in (TWIN_PEOPLE, TWIN_FEWER)}
    told("time inside kernels")
    outside = outside_kernels(koto(KERNEL_PEOPLE))
    told("memory")
    memory = bytes_per_person()
    return Speed(
        ratios={
            "plain_mesa": faster[TWIN_PEOPLE],
            "plain_mesa_1k": faster[TWIN_FEWER],
            "floor_slope_w": near.person_month / floor.person_month,
            "floor_slope_koto": whole.person_month / floor.person_month,
            "floor_slope_everything": slope_everything,
            "outside_kernels_10k": outside,
            "bytes_per_person": memory,
            "exponent_people": exponent(SIZES[-2:], [times[f"koto {n}"] for n in SIZES[-2:]]),
            "exponent_months": exponent(LENGTHS, [times[f"months {length}"] for length in LENGTHS]),
        },
        month_fixed_us=whole.month * 1e6,
        organisations=_organisations(whole_case),
        agent_steps=_steps(times),
        person_month_ns={name: found.person_month * 1e9 for name, found in _named(floor, near, whole)},
    )


def _steps(times: dict[str, float]) -> dict[str, float]:
    """Person-months a CPU second of ours and the twin's, by the number of people."""
    names = {"two_tasks": "utfall", "twin": "plain_mesa"}
    found = ((names[kind], n, times.get(f"{kind} {n}")) for n in (TWIN_PEOPLE, TWIN_FEWER) for kind in names)
    return {f"{name}, {n:,} people": n * MONTHS / seconds for name, n, seconds in found if seconds is not None}


def _named(*costs: Cost) -> Sequence[tuple[str, Cost]]:
    return tuple(zip(("floor", "nearest_to_w", "koto_sib"), costs, strict=True))


def _contenders() -> dict[str, Run]:
    """Everything that is run in a round, by name."""
    found: dict[str, Run] = {}
    tables = Outlooks()
    for n in SIZES:
        found[f"floor {n}"] = _floor(n)
        found[f"nearest {n}"] = _utfall(nearest(Nearest(people=n, counterfactual=False, placement=False)), tables)
        found[f"koto {n}"] = _utfall(koto(n), tables)
    for months in LENGTHS:
        found[f"months {months}"] = _utfall(nearest(Nearest(people=LONG_PEOPLE, months=months)), tables)
    twin = load_twin()
    for n in (TWIN_PEOPLE, TWIN_FEWER):
        two_tasks = nearest(Nearest(people=n))
        found[f"two_tasks {n}"] = _utfall(two_tasks, tables)
        if twin is not None:
            found[f"twin {n}"] = _twin(twin, two_tasks)
    return found


def _everything(rounds: int) -> float:
    """Cost of a person-month with every mechanism on, over the floor's of the same rounds; apart, so that its agents and tables slow no other."""
    tables, contenders = Outlooks(), {f"floor {n}": _floor(n) for n in SIZES}
    contenders |= {f"everything {n}": _utfall(everything(n), tables) for n in SIZES}
    for run in contenders.values():
        run(0)
    times = _in_turn(contenders, rounds)
    floor = cost(SIZES, MONTHS, [times[f"floor {n}"] for n in SIZES])
    every = cost(SIZES, everything(SIZES[0]).months, [times[f"everything {n}"] for n in SIZES])
    return every.person_month / floor.person_month


def _floor(people: int) -> Run:
    return lambda seed: run_floor(people, seed + 1)


def _twin(twin: ModuleType, case: Case) -> Run:
    return lambda seed: twin.run_twin(case, seed + 1)


def _utfall(case: Case, outlooks: Outlooks) -> Run:
    return lambda seed: run_case(case, seed + 1, outlooks=outlooks)


def _in_turn(contenders: dict[str, Run], rounds: int) -> dict[str, float]:
    """Median CPU seconds a run of each, over rounds; short runs are repeated until a round lasts long enough to be read."""
    repeats = {name: max(1, int(_LEAST_SECONDS / _seconds(run, 1))) for name, run in contenders.items()}
    taken: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, run in contenders.items():
            taken[name].append(_seconds(run, repeats[name]))
    return {name: median(values) for name, values in taken.items()}


def _seconds(run: Run, repeats: int) -> float:
    """CPU seconds a run, over so many seeds."""
    start = process_time()
    for seed in range(repeats):
        run(seed)
    return max((process_time() - start) / repeats, 1e-9)


def outside_kernels(case: Case, runs: int = 5) -> float:
    """Share of the time of a run that is not spent in compiled functions, median of runs after a warm-up."""
    tables = Outlooks()
    run_case(case, 1, outlooks=tables)
    shares = []
    for seed in range(2, runs + 2):
        with kernels_timed() as clock:
            start = perf_counter_ns()
            run_case(case, seed, outlooks=tables)
            taken = perf_counter_ns() - start
        shares.append(1.0 - clock.nanoseconds / taken)
    return median(shares)


def bytes_per_person() -> float:
    """Peak memory that one more person costs beside the kept record: slope of the resident peak of two fresh processes, less the record's."""
    small, large = (_peak(people) for people in MEMORY_PEOPLE)
    return (large["peak"] - small["peak"] - large["kept"] + small["kept"]) / (MEMORY_PEOPLE[1] - MEMORY_PEOPLE[0])


def _peak(people: int) -> dict[str, int]:
    done = subprocess.run([sys.executable, "-m", "utfall.bench.memory", str(people)], capture_output=True, text=True, check=True)
    found: dict[str, int] = json.loads(done.stdout)
    return found


def _organisations(case: Case) -> int:
    contract = case.contract
    return len(contract.payers) + len(contract.providers) + len(contract.investors) + (contract.capital is not None)
