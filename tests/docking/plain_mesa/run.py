"""The twin as a Mesa model, and one run of a case that it covers."""

from bisect import bisect_left
from dataclasses import dataclass
from math import log

import mesa
import numpy as np

from utfall.base.draws import Purpose, normals, uniforms
from utfall.scenario.case import Case

from .desk import World, desk
from .levels import level
from .participant import Participant
from .provider import Provider


class Twin(mesa.Model):
    """The model: people, providers, one month a step. `luck[month]` holds the month's draw of everybody as log odds."""

    def __init__(self, world: World, luck: list[list[float]], counterfactual: bool) -> None:
        super().__init__(rng=1)
        self.world = world
        self.luck = luck
        self.counterfactual = counterfactual
        self.month = 0
        self.people: list[Participant] = []
        self.providers: list[Provider] = []
        self.datacollector = mesa.DataCollector(
            model_reporters={
                "in_outcome": lambda model: sum(person.state > 0 for person in model.people),
                "in_outcome_without": lambda model: sum(person.without > 0 for person in model.people),
                "paid": lambda model: sum(provider.paid for provider in model.providers),
                "hours": lambda model: sum(provider.hours for provider in model.providers),
                "cash": lambda model: sum(provider.cash for provider in model.providers),
            }
        )

    def step(self) -> None:
        """One month."""
        self.month += 1
        luck = self.luck[self.month]
        for provider in self.providers:
            provider.deliver(self.month, luck)
        if self.counterfactual:
            for person in self.people:
                person.live_without(luck[person.number])
        self.datacollector.collect(self)


@dataclass(frozen=True, slots=True, eq=False)
class TwinRun:
    """What is compared.

    paid minor units; paid_in (N,) contract month of each payment (0: none); states (months + 1, N) in both worlds; hours (2, N) of
    coaching and placement; cash by provider; series
    """

    paid: int
    paid_in: np.ndarray
    states: np.ndarray
    states_without: np.ndarray
    hours: np.ndarray
    cash: tuple[int, ...]
    series: dict[str, list[float]]


def run_twin(case: Case, seed: int, keep_states: bool = False) -> TwinRun:
    """One run of a case that the twin covers."""
    model = make_twin(case, seed)
    states, without = [[person.state for person in model.people]], [[person.without for person in model.people]]
    for _ in range(case.months):
        model.step()
        if keep_states:
            states.append([person.state for person in model.people])
            without.append([person.without for person in model.people])
    people = model.people
    return TwinRun(
        paid=sum(provider.paid for provider in model.providers),
        paid_in=np.array([person.paid_in for person in people]),
        states=np.array(states, dtype=np.uint8),
        states_without=np.array(without, dtype=np.uint8),
        hours=np.array([[person.coached for person in people], [person.pushed for person in people]]),
        cash=tuple(provider.cash for provider in model.providers),
        series=model.datacollector.model_vars,
    )


def make_twin(case: Case, seed: int) -> "Twin":
    """People, providers and draws of a case, in month 0."""
    params, contract = case.people, case.contract
    outcome, capability, count = params.outcomes[0], params.capabilities[0], params.eligible
    term, metric, group = contract.terms[0], contract.metrics[0], params.groups[0]
    world = World(
        keep=1.0 - capability.decay,
        helps_entry=outcome.helps_entry[0],
        helps_exit=outcome.helps_exit[0],
        if_shallow=outcome.exit_if_shallow,
        lasts=metric.lasts[0].months,
        price=term.price[0].minor,
    )
    luck = [[log(u / (1.0 - u)) for u in uniforms(seed, Purpose.TRANSITION, month, 0, count).tolist()] for month in range(case.months + 1)]
    model = Twin(world, luck, case.mechanisms.counterfactual)
    for number, provider in enumerate(contract.providers):
        model.providers.append(Provider(model, provider.productivity, desk(case, number)))
    bells = normals(seed, Purpose.NEED, 0, 0, count)
    accuracy = case.profile.screening_accuracy
    signals = accuracy * bells + (1.0 - accuracy**2) ** 0.5 * normals(seed, Purpose.SIGNAL, 0, 0, count)
    step = 3.5 / (model.providers[0].desk.classes - 2)
    edges = [-1.75 + step * k for k in range(model.providers[0].desk.classes - 1)]
    classes = [bisect_left(edges, signal) for signal in signals.tolist()]
    entry = level(outcome.entry[0], ((1.0, -outcome.entry_by_need * group.need, outcome.entry_by_need * group.need_spread),))
    leave = level(outcome.exit[0], ((1.0, outcome.exit_by_need * group.need, outcome.exit_by_need * group.need_spread),))
    sent = (uniforms(seed, Purpose.REFERRAL_PROVIDER, 0, 0, count) * len(contract.providers)).astype(int).tolist()
    for number, bell in enumerate(bells.tolist()):
        need = group.need + group.need_spread * bell
        person = Participant(model, number, (entry - outcome.entry_by_need * need, leave + outcome.exit_by_need * need), 1.0)
        person.need_class = classes[number]
        model.people.append(person)
        model.providers[sent[number]].people.append(person)
    planned = count / len(contract.providers)
    for provider, declared in zip(model.providers, contract.providers, strict=True):
        provider.budget = declared.hours.monthly * min(1.0, len(provider.people) / planned)
    return model
