"""A provider: whom it takes, what it gives whom, and what control does to its motivation."""

from math import exp, log
from typing import TYPE_CHECKING, Any

import mesa

from ..plain_mesa.pushes import best_pushes
from .hours import LEAST, MOST, NOTHING, Demand, fill, fit
from .metrics import progress, risk
from .people import OUT, Participant
from .values import Weights, Worth, look_up, whole_service

if TYPE_CHECKING:
    from .model import TwinContract

NEAR = 0.05
CAP_STEPS = 12


class Provider(mesa.Agent):
    """An organisation: staff, a price of an hour, motivation, and what it believes."""

    def __init__(self, model: "TwinContract", number: int) -> None:
        super().__init__(model)
        case = model.case
        self.number, self.declared = number, case.contract.providers[number]
        self.tables = model.tables[number]
        self.wage = float(self.declared.cost.minor)
        self.productivity = self.declared.productivity * exp(
            self.declared.productivity_spread * model.draws.normal("PRODUCTIVITY", model.size)[number]
        )
        self.planned = float(self.declared.places)
        self.motivation = 1.0
        self.kept, self.false_gain = 1.0, 0.0  # what its own false claims leave of pay, and bring for one more person
        self.price = 0.0
        self.hours_this_month: list[float] = []

    @property
    def cash(self) -> int:
        """Reserves, and what came in and went out, minor units."""
        return self.declared.reserves.minor + self.model.purse.balance[self.declared.id]

    @property
    def beside(self) -> int:
        """What a start costs beside staff hours, minor units."""
        return self.declared.overhead.minor if self.declared.overhead else 0

    def weights(self) -> Weights:
        """What it weighs money, outcome and hours with this month."""
        profile, growth = self.model.case.profile, self.model.growth()
        mission = profile.mission_weight * profile.social_value * self.motivation
        return Weights(self.kept * growth, mission, max(self.wage, self.tables.later))

    # --- whom it takes

    def select(self, sent: list[Participant]) -> list[Participant]:
        """Of those sent this month, in their order: the best while they are worth more than nothing and places last; or first come."""
        model = self.model
        free = self.declared.places - sum(person.served for person in model.people if person.provider == self.number)
        if model.month > model.case.contract.length:
            return []
        if not model.case.mechanisms.selection:
            line = model.draws.uniform("FIRST_COME")
            first = sorted(sent, key=lambda person: line[person.number])[: max(free, 0)]
            return [person for person in sent if person in first]
        scores = {person: self.surplus(person) + self.noise(person) for person in sent}
        best = sorted(sent, key=lambda person: -scores[person])[: max(free, 0)]
        return [person for person in sent if person in best and scores[person] > 0.0]

    def surplus(self, person: Participant) -> float:
        """Expected pay and mission, less hours; and what comes with the start."""
        table = self.tables.groups[person.group]
        fee = sum(term.fee[person.group].minor for term in self.model.case.contract.terms if term.kind == "attachment")
        return whole_service(table, self.weights(), person.state != OUT, person.need_class) + fee - self.beside + self.false_gain

    def noise(self, person: Participant) -> float:
        """Judgement that the tables do not hold, minor units: a share of what serving one person costs."""
        case = self.model.case
        if not case.mechanisms.noise:
            return 0.0
        cost = self.wage * self.declared.hours.monthly / self.planned * case.contract.service.lasts.months + self.beside
        return case.profile.selection_noise * cost * self.model.draws.normal("SELECTION")[person.number]

    # --- what it gives

    def deliver(self, caseload: list[Participant]) -> None:
        """Share the month's hours out, and let them work."""
        model = self.model
        self.hours_this_month = [0.0] * len(model.tasks)
        if not caseload:
            return
        hours = self.share_out(caseload)
        for i, person in enumerate(caseload):
            for t, task in enumerate(model.tasks):
                given = hours[t][i]
                person.hours[t] += given
                self.hours_this_month[t] += given
                model.given[person.number][t] = given
                self._work(person, task, 1.0 - exp(-given / task.eta))
            for j, kept in enumerate(model.world.keeps):
                built = sum(task.builds[j] * (1.0 - exp(-hours[t][i] / task.eta)) for t, task in enumerate(model.tasks))
                person.believed[j] = kept * person.believed[j] + person.believed_response * model.case.profile.belief_in_own_effect * built

    def _work(self, person: Participant, task: Any, response: float) -> None:
        """What one task does to a person this month."""
        for j, builds in enumerate(task.builds):
            person.gain[j] += person.response * self.productivity * builds * response
        boost = task.boosts[0]
        person.boost += (boost if self.model.case.mechanisms.placement else min(boost, 0.0)) * response

    def share_out(self, caseload: list[Participant]) -> list[list[float]]:
        """Hours by task and person; help is valued given the push that the price allows, once more where the first guess was far off."""
        model, weights = self.model, self.weights()
        seen = [model.seen(person) for person in caseload]
        worths = [self._worth(person, state, weights) for person, state in zip(caseload, seen, strict=True)]
        budget = self.declared.hours.monthly * min(1.0, len(caseload) / self.planned)
        demand = self._demand(caseload, seen, worths)
        at = log(max(self.wage, self.price, 1e-9))
        for _ in range(2):
            demand.logs = self._logs(caseload, worths, demand, at)
            hours, found = fill(demand, self.wage, budget, at)
            near, at = abs(found - at) <= NEAR, found
            if near or not demand.candidates:
                break
        self.price = max(exp(at), self.wage)
        return fit(hours, demand.cost, budget)

    def _worth(self, person: Participant, state: int, weights: Weights) -> Worth:
        model, table = self.model, self.tables.groups[person.group]
        rows = []
        for clause, cap in table.rows:
            term = model.term(clause.partition(".")[0])
            if cap:
                rows.append(min(max(round(person.paid.get(clause, 0) / cap * CAP_STEPS), 0), CAP_STEPS))
            else:
                rows.append(risk(person, term) if term.kind == "clawback" else progress(person, model.metric(term.metric)))
        return look_up(table, weights, model.month - person.enrolled + 1, person.need_class, (state, rows, person.believed))

    def _demand(self, caseload: list[Participant], seen: list[int], worths: list[Worth]) -> Demand:
        model, tasks = self.model, self.model.tasks
        at = model.placement
        rate = [[model.earned_by_hour(t, person) * self.weights().pay for person in caseload] for t in range(len(tasks))]
        most = [[min(MOST, model.hours_left(t, person)) if rate[t][i] else MOST for i, person in enumerate(caseload)] for t in range(len(tasks))]
        candidates = []
        if at >= 0:
            candidates = [(i, log(one.entry), one.logit) for i, one in enumerate(worths) if seen[i] == OUT and one.entry > 0.0]
        return Demand(
            eta=[task.eta for task in tasks],
            cost=[task.cost for task in tasks],
            placement=at,
            pushes=best_pushes(tasks[at].boosts[0], tasks[at].eta) if at >= 0 else [],
            logs=[],
            rate=rate,
            most=most,
            earns=[any(row) for row in rate],
            candidates=candidates,
            numbers=[person.number for person in caseload],
        )

    def _logs(self, caseload: list[Participant], worths: list[Worth], demand: Demand, at: float) -> list[list[float]]:
        """Log of the worth of the first hour by task and person, given the push at a log price."""
        model, belief, helped = self.model, self.model.case.profile.belief_in_own_effect, []
        for i, worth in enumerate(worths):
            push = demand.best_push(at, i) if demand.candidates else 0.0
            response = min((1.0 - exp(-push / demand.eta[demand.placement])) / self.tables.push_at, 1.0) if push else 0.0
            helped.append(worth.help + response * (worth.pushed - worth.help))
        logs = []
        for t, task in enumerate(model.tasks):
            row = []
            for person, worth, help_ in zip(caseload, worths, helped, strict=True):
                builds = belief * sum(axis * built for axis, built in zip(self.tables.groups[person.group].axis, task.builds, strict=True))
                first = (help_ * builds * person.believed_response + min(task.boosts[0], 0.0) * worth.held) / task.eta
                row.append(log(first) if first > LEAST and t != demand.placement else NOTHING)
            logs.append(row)
        return logs

    # --- what control does to it

    def feel(self, stake: float) -> None:
        """Motivation moves towards what felt control leaves of it, and comes back more slowly than it goes."""
        profile = self.model.case.profile
        felt = {"none": 0.0, "linear": min(stake, 1.0), "concave": 1.0 - exp(-stake / profile.control_scale), "categorical": 1.0}[
            profile.motivation_form
        ]
        target = 1.0 - profile.control_effect * (felt if stake > 0.0 else 0.0) * (1.0 - profile.trust) + profile.character.support
        gap = target - self.motivation
        speed = profile.motivation_speed if gap < 0.0 else profile.character.motivation_return
        self.motivation = max(self.motivation + speed * gap, 0.0)
