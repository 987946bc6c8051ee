"""One run of the twin, and what is compared of it."""

from dataclasses import dataclass
from typing import Any

from .model import TwinContract
from .paying import Payment


@dataclass(frozen=True, slots=True, eq=False)
class TwinRecord:
    """What is compared, person by person.

    states, without     [month][person] at the end of each month, month 0 first
    enrolled, provider, hours[task], capability[j], believed[j]   by person
    recorded            metric -> units recorded by person
    motivation, prices  [month][provider]; payments; claims: (month, metric, person); cash by party
    """

    states: list[list[int]]
    without: list[list[int]]
    enrolled: list[int]
    provider: list[int]
    hours: list[list[float]]
    capability: list[list[float]]
    recorded: dict[str, list[float]]
    motivation: list[list[float]]
    prices: list[list[float]]
    payments: list[Payment]
    false_claims: list[tuple[int, str, int]]
    caught: list[tuple[int, str, int]]
    cash: dict[str, int]


def run_contract(case: Any, seed: int, stakes: list[float]) -> TwinRecord:
    """One run, to its last month."""
    model = TwinContract(case, seed, stakes)
    states, without = [[person.state for person in model.people]], [[person.without for person in model.people]]
    motivation, prices = [], []
    for _ in range(case.months):
        model.step()
        states.append([person.state for person in model.people])
        without.append([person.without for person in model.people])
        motivation.append([provider.motivation for provider in model.providers])
        prices.append([provider.price for provider in model.providers])
    people, tasks, capabilities = model.people, range(len(model.tasks)), range(len(model.world.keeps))
    return TwinRecord(
        states=states,
        without=without,
        enrolled=[person.enrolled for person in people],
        provider=[person.provider for person in people],
        hours=[[person.hours[t] for person in people] for t in tasks],
        capability=[[person.capability[j] for person in people] for j in capabilities],
        recorded={metric.id: [person.recorded.get(metric.id, 0.0) for person in people] for metric in case.contract.metrics},
        motivation=motivation,
        prices=prices,
        payments=model.purse.payments,
        false_claims=model.false_claims,
        caught=model.caught,
        cash=dict(model.purse.balance),
    )
