"""The twin: the same model as plain Python objects under Mesa, one object a person, to dock the production model to and to time it against.

What it takes as given (`Desk`): draws, value tables (what `behaviour.valuation` solved), who is served by whom. What it does by itself, in
plain Python: beliefs, marginal values, water-filling with placement, capability, transitions in both worlds, progress of the metric,
payments and cash. It covers the nearest case to workload W: one group, one state outcome, one capability, coaching with or without quick
placement, providers that optimise, everybody served from the first month to the last, one price for so many months in a row, no shocks
and no drop-out.

Written for speed as far as plain objects go: plain loops, local names, tables as lists.
"""

from dataclasses import dataclass
from functools import cache
from math import exp, inf, log
from typing import Any

import mesa
import numpy as np

from utfall.base.draws import Purpose, normals, uniforms
from utfall.behaviour.valuation.candidates import PUSH_AT
from utfall.behaviour.valuation.push import push_table
from utfall.behaviour.valuation.table import ValueTable
from utfall.model.foresight.outlook import Outlooks
from utfall.model.parties.organisations import MOST_HOURS
from utfall.people.levels import entry_level, exit_level
from utfall.scenario.case import Case

OUT, DURABLE, SHALLOW = 0, 1, 2
NOTHING = -1e30
LOW_LOGIT, LOGIT_STEP, LAST_LOGIT = -10.0, 0.25, 56 - 1e-6
RATIO_STEP, LAST_RATIO = 0.2, 80 - 1e-6
CLOSE = 1e-7


@dataclass(frozen=True, slots=True, eq=False)
class Desk:
    """What one provider knows and has, numbers and lists only.

    cells[month - 1][node][class][x]   worths (minor units) of a unit of help, of one under the reference push, of a pushed entry
    lookup        node of state + 3 x progress; logits[class][x] entry logit as it believes it; step between x nodes; axis x per capability
    gain          x a month that full coaching builds, as it believes; belief: capability that it believes a unit of true response builds
    wage, most    minor units an hour; hours of one task a person can take in a month
    builds, eta, push_boost, push_eta   the two tasks as they are (push_boost 0: no placement); push, push_at: best hours of placement
    """

    cells: list[Any]
    lookup: list[int]
    logits: list[list[float]]
    step: float
    last: float
    axis: float
    gain: float
    belief: float
    wage: float
    most: float
    builds: float
    eta: float
    push_boost: float
    push_eta: float
    push: list[list[float]]
    push_at: float


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """What is true for all: share of capability kept a month, what it helps, exit logit of the shallow, months in a row that are paid, price."""

    keep: float
    helps_entry: float
    helps_exit: float
    if_shallow: float
    lasts: int
    price: int


class Participant(mesa.Agent):
    """A person: capability, the state with and without the contract, months in a row, whether they were paid for."""

    def __init__(self, model: "Twin", number: int, bases: tuple[float, float], response: float) -> None:
        super().__init__(model)
        self.number = number
        self.entry, self.leave = bases
        self.response = response
        self.need_class = 0
        self.believed_response = 1.0
        self.capability = 0.0
        self.believed = 0.0
        self.state = OUT
        self.without = OUT
        self.streak = 0
        self.paid_in = 0
        self.coached = 0.0
        self.pushed = 0.0

    def live(self, world: World, gain: float, boost: float, luck: float) -> bool:
        """One month after help: capability, the contract world, months in a row. True when a payment falls due."""
        capability = self.capability = world.keep * self.capability + gain * self.response
        state = self.state
        if state:
            leave = self.leave - world.helps_exit * capability
            if luck >= -(leave + world.if_shallow if state == SHALLOW else leave):
                self.state = OUT
                self.streak = 0
                return False
        else:
            entry = self.entry + world.helps_entry * capability
            if luck < entry:
                self.state = DURABLE
            elif luck < entry + boost:
                self.state = SHALLOW
            else:
                return False
        self.streak += 1
        return self.streak == world.lasts and not self.paid_in

    def live_without(self, luck: float) -> None:
        """The same month with ordinary services only, on the same draw."""
        self.without = DURABLE if luck < (-self.leave if self.without else self.entry) else OUT


class Provider(mesa.Agent):
    """An organisation: staff hours, cash, the people it serves, and tables that say what help is worth."""

    def __init__(self, model: "Twin", productivity: float, desk: Desk) -> None:
        super().__init__(model)
        self.productivity = productivity
        self.desk = desk
        self.budget = 0.0
        self.people: list[Participant] = []
        self.cash = 0
        self.hours = 0.0
        self.paid = 0
        self.log_price = log(desk.wage)
        self.coaching: list[float] = []
        self.pushes: list[float] = []

    def deliver(self, month: int, luck: list[float]) -> None:
        """Split the month's hours, let its people live the month, be paid."""
        desk, world = self.desk, self.model.world
        self.split(month)
        eta, builds, push_eta, push_boost = desk.eta, desk.builds, desk.push_eta, desk.push_boost
        productivity, belief, keep = self.productivity, desk.belief, world.keep
        due, total = 0, 0.0
        for person, hours, push in zip(self.people, self.coaching, self.pushes, strict=True):
            gain = boost = 0.0
            if hours > 0.0:
                gain = builds * (1.0 - exp(-hours / eta))
                person.coached += hours
                total += hours
            if push > 0.0:
                boost = push_boost * (1.0 - exp(-push / push_eta))
                person.pushed += push
                total += push
            person.believed = keep * person.believed + belief * gain * person.believed_response
            if person.live(world, gain * productivity, boost, luck[person.number]):
                person.paid_in = month
                due += 1
        self.hours += total
        self.paid += due * world.price
        self.cash += due * world.price - round(total * desk.wage)

    def split(self, month: int) -> None:
        """Hours of coaching and of placement for each of its people, never over the budget."""
        self._share_out(month)
        total = sum(self.coaching) + sum(self.pushes)
        if total > self.budget:
            scale = self.budget / total
            self.coaching = [hours * scale for hours in self.coaching]
            self.pushes = [hours * scale for hours in self.pushes]

    def _share_out(self, month: int) -> None:
        desk = self.desk
        if month > len(desk.cells):
            self.coaching = self.pushes = [0.0] * len(self.people)
            return
        scale = desk.gain / desk.eta
        worth, pushed, candidates = self._worths(desk.cells[month - 1], scale)
        at = max(self.log_price, log(desk.wage))
        if not candidates:
            self.log_price = self._fill(at, [log(value) if value > 1e-12 else NOTHING for value in worth], candidates)
            return
        for _ in range(2):
            helped = list(worth)
            for i, lower, upper, share, value in candidates:
                hours = push_hours(lower, upper, share, value - at)
                if hours > 0.0:
                    response = min((1.0 - exp(-hours / desk.push_eta)) / desk.push_at, 1.0)
                    helped[i] += response * (pushed[i] - helped[i])
            logs = [log(value) if value > 1e-12 else NOTHING for value in helped]
            solved = self._fill(at, logs, candidates)
            near, at = abs(solved - at) <= 0.05, solved
            if near:
                break
        self.log_price = at

    def _worths(self, cells: list[Any], scale: float) -> tuple[list[float], dict[int, float], list[Any]]:
        """Worth of the first hour of coaching; the same under a push, and what a push is looked up by, for those a push could pay."""
        desk = self.desk
        axis, step, last, lookup, logits, table = desk.axis, desk.step, desk.last, desk.lookup, desk.logits, desk.push
        lasts, log_wage, places = self.model.world.lasts, log(desk.wage), desk.push_boost > 0.0
        worth: list[float] = []
        pushed: dict[int, float] = {}
        candidates: list[Any] = []
        for i, person in enumerate(self.people):
            place = min(axis * person.believed / step, last)
            left = int(place)
            share = place - left
            kind, state = person.need_class, person.state
            row = cells[lookup[state + 3 * (lasts if person.paid_in else person.streak)]][kind]
            low, high = row[left], row[left + 1]
            per_hour = scale * person.believed_response
            worth.append((low[0] + share * (high[0] - low[0])) * per_hour)
            if places and state == OUT:
                value = low[2] + share * (high[2] - low[2])
                if value > 0.0:
                    of_class = logits[kind]
                    at = (of_class[left] + share * (of_class[left + 1] - of_class[left]) - LOW_LOGIT) / LOGIT_STEP
                    at = min(max(at, 0.0), LAST_LOGIT)
                    j = int(at)
                    value = log(value)
                    if push_hours(table[j], table[j + 1], at - j, value - log_wage) > 0.0:
                        candidates.append((i, table[j], table[j + 1], at - j, value))
                        pushed[i] = (low[1] + share * (high[1] - low[1])) * per_hour
        return worth, pushed, candidates

    def _at(self, at: float, logs: list[float], candidates: list[Any]) -> tuple[float, float]:
        """Hours at a log price, kept; their sum and how fast it falls."""
        desk = self.desk
        eta, most = desk.eta, desk.most
        coaching = [min(eta * (value - at), most) if value > at else 0.0 for value in logs]
        falls = eta * sum(0.0 < hours < most for hours in coaching)
        pushes = [0.0] * len(logs)
        total = sum(coaching)
        for i, lower, upper, share, value in candidates:
            place = (value - at) / RATIO_STEP
            if place > 0.0:
                j = int(min(place, LAST_RATIO))
                first = lower[j] + share * (upper[j] - lower[j])
                rise = lower[j + 1] + share * (upper[j + 1] - lower[j + 1]) - first
                push = pushes[i] = min(first + (min(place, LAST_RATIO) - j) * rise, most)
                falls += rise / RATIO_STEP
                total += push
        self.coaching, self.pushes = coaching, pushes
        return total, falls

    def _fill(self, start: float, logs: list[float], candidates: list[Any]) -> float:
        """Log of the least price, not under the wage, at which the hours fit the budget: Newton's method inside a bracket."""
        desk = self.desk
        wage, budget, high, at = log(desk.wage), self.budget, inf, start
        total, falls = self._at(at, logs, candidates)
        for place in (None, wage):
            if at > wage and total < budget * (1.0 - CLOSE):
                high = at
                at = max(at - (budget - total) / max(falls, 1e-12), wage) if place is None else place
                total, falls = self._at(at, logs, candidates)
        if total <= budget:
            return at
        low, over = at, total - budget
        for tries in range(90):
            if over <= CLOSE * budget or high - low < 1e-11:
                break
            at = low + min(over / max(falls, 1e-12), 3.0)
            if high < inf and (at >= high or tries % 4 == 3):
                at = 0.5 * (low + high)
            total, slope = self._at(at, logs, candidates)
            if total > budget:
                low, over, falls = at, total - budget, slope
            else:
                high = at
                if budget - total <= CLOSE * budget:
                    break
        if total > budget and high < inf and over > CLOSE * budget:
            at = high
            self._at(at, logs, candidates)
        return at


def push_hours(lower: list[float], upper: list[float], share: float, ratio: float) -> float:
    """Best hours of placement between two rows of the table, at a log ratio of worth to price."""
    place = ratio / RATIO_STEP
    if place <= 0.0:
        return 0.0
    place = min(place, LAST_RATIO)
    j = int(place)
    first = lower[j] + share * (upper[j] - lower[j])
    second = lower[j + 1] + share * (upper[j + 1] - lower[j + 1])
    return first + (place - j) * (second - first)


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
    tables = outlooks()
    for number, provider in enumerate(contract.providers):
        table = tables.of(case, provider).tables[0]
        model.providers.append(Provider(model, provider.productivity, desk(case, number, table)))
    bells = normals(seed, Purpose.NEED, 0, 0, count)
    accuracy = case.profile.screening_accuracy
    signals = accuracy * bells + (1.0 - accuracy**2) ** 0.5 * normals(seed, Purpose.SIGNAL, 0, 0, count)
    classes = table.problem.classes.classify(signals).tolist()
    entry = entry_level(outcome.entry[0], group, outcome, 0.0)
    leave = exit_level(outcome.exit[0], group, outcome, 0.0)
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


@cache
def outlooks() -> Outlooks:
    """Value tables, solved once a process and shared over runs, as production shares them."""
    return Outlooks()


_DESKS: dict[Any, Desk] = {}


def desk(case: Case, number: int, table: ValueTable) -> Desk:
    """The desk of a provider, unpacked to lists once a case."""
    key = (case.fingerprint, number)
    if key not in _DESKS:
        _DESKS[key] = desk_of(case, number, table, MOST_HOURS)
    return _DESKS[key]


def desk_of(case: Case, number: int, table: ValueTable, most: float) -> Desk:
    """The desk of provider `number`, from its solved table; all pay reaches it, mission as in the profile."""
    provider, profile, part, law = case.contract.providers[number], case.profile, table.parts[0], table.problem.law
    mission, wage = profile.mission_weight * profile.social_value, float(provider.cost.minor)
    cells = part.cells.astype(float).reshape(*part.cells.shape[:4], 4, 3)
    later = max(wage, table.problem.wage)  # hours of later months cost what the table was solved at
    worths = (cells[..., 0] + mission * cells[..., 1] - later * cells[..., 2])[..., :3]
    coaching = next(task for task in case.people.tasks if any(task.builds))
    push = next((task for task in case.people.tasks if task.is_placement), None)
    return Desk(
        cells=worths.tolist(),
        lookup=part.product.lookup.tolist(),
        logits=table.logits.tolist(),
        step=table.x_most / (table.nodes - 1),
        last=table.nodes - 1.000001,
        axis=float(law.axis[0]),
        gain=profile.belief_in_own_effect * coaching.builds[0] * float(law.axis[0]),
        belief=profile.belief_in_own_effect,
        wage=wage,
        most=most,
        builds=coaching.builds[0],
        eta=coaching.eta,
        push_boost=push.boosts[0] if push else 0.0,
        push_eta=push.eta if push else 1.0,
        push=push_table(push.boosts[0], push.eta).tolist() if push else [],
        push_at=PUSH_AT,
    )
