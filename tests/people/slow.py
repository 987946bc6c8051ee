"""One month of a few persons in plain Python, written from the formulas and not from the kernels."""

from dataclasses import dataclass, field
from math import exp

import numpy as np

from utfall.people.parameters import PopulationParameters
from utfall.people.population import Population


def slow_philox(person: int, counter: int, key: int) -> tuple[int, int]:
    left, right = person, counter
    for _ in range(10):
        product = left * 0xD256D193
        left, right = (product >> 32) ^ key ^ right, product & 0xFFFFFFFF
        key = (key + 0x9E3779B9) & 0xFFFFFFFF
    return left, right


def slow_words(seed: int, purpose: int, month: int, lane: int, person: int) -> tuple[int, int]:
    return slow_philox(person, (month + 64) | (purpose << 10) | (lane << 18), seed)


def uniform(word: int) -> float:
    return (word + 0.5) / 2**32


def bell(word: int) -> float:
    return (sum(word.to_bytes(4, "little")) - 510.0) / 21845.0**0.5


def expit(x: float) -> float:
    return 1.0 / (1.0 + exp(-x))


@dataclass
class SlowPerson:
    number: int
    need: float
    response: float
    shock: float
    entry: list[float]
    exit: list[float]
    state: list[int]
    without: list[int]
    capability: list[float]
    shown: list[float] = field(default_factory=list)
    dropped: bool = False


def copy_person(population: Population, i: int) -> SlowPerson:
    group, laws = int(population.group[i]), population.laws
    return SlowPerson(
        number=i, need=float(population.need[i]), response=float(population.response[i]), shock=float(population.shock[i]),
        entry=[float(x) for x in laws.entries[group]], exit=[float(x) for x in laws.exits[group]],
        state=population.state[:, i].tolist(), without=population.history_without[:, population.month, i].tolist(),
        capability=population.capability[:, i].tolist(), dropped=bool(population.dropped[i]),
    )  # fmt: skip


def effects(params: PopulationParameters, hours: np.ndarray) -> list[float]:
    return [h if task.response == "quadratic" else 1.0 - exp(-h / task.eta) for task, h in zip(params.tasks, hours, strict=True)]


def slow_month(population: Population, person: SlowPerson, month: int, hours: np.ndarray | None, productivity: float) -> None:
    """Move one person by a month; `hours` None: not served."""
    params, seed, common = population.params, population.seed, float(population.common[month + 12])
    effect = effects(params, hours) if hours is not None else [0.0] * len(params.tasks)
    for j, capability in enumerate(params.capabilities):
        gain = person.response * productivity * sum(task.builds[j] * e for task, e in zip(params.tasks, effect, strict=True))
        person.capability[j] = (1.0 - capability.decay) * person.capability[j] + gain
    person.shown = [sum(task.shows[s] * e for task, e in zip(params.tasks, effect, strict=True)) for s in range(len(params.scores))]
    innovation = params.shock_spread * (1.0 - params.shock_persistence**2) ** 0.5
    person.shock = params.shock_persistence * person.shock + innovation * bell(slow_words(seed, 10, month, 0, person.number)[1])
    for o, outcome in enumerate(params.outcomes):
        u = uniform(slow_words(seed, 10, month, o, person.number)[0])
        entry = person.entry[o] - outcome.entry_by_need * person.need - outcome.entry_by_shock * person.shock + common
        leave = person.exit[o] + outcome.exit_by_need * person.need + outcome.exit_by_shock * person.shock - common / 2
        helped = entry + sum(b * k for b, k in zip(outcome.helps_entry, person.capability, strict=True))
        kept = leave - sum(g * k for g, k in zip(outcome.helps_exit, person.capability, strict=True))
        boost = sum(task.boosts[o] * e for task, e in zip(params.tasks, effect, strict=True))
        if person.state[o] == 0:
            plain, pushed = expit(helped), expit(helped + boost)
            person.state[o] = 1 if u < min(plain, pushed) else (2 if u < pushed else 0)
        elif u >= 1.0 - expit(kept + (outcome.exit_if_shallow if person.state[o] == 2 else 0.0)):
            person.state[o] = 0
        person.without[o] = int(u < expit(entry)) if person.without[o] == 0 else int(u < 1.0 - expit(leave))
    if hours is not None:
        level = float(population.laws.months.leaving[0])
        if uniform(slow_words(seed, 14, month, 0, person.number)[0]) < expit(level + params.drop_out_by_need * person.need):
            person.dropped = True
            person.state = [0 if outcome.drop_out_ends_it else y for outcome, y in zip(params.outcomes, person.state, strict=True)]
