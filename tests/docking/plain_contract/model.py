"""The contract as a Mesa model: one month a step, phase by phase."""

from typing import Any

import mesa

from .claiming import claimable, reckon, verify
from .given import Draws, tables_of
from .hours import MOST
from .metrics import count, first_due, hours_counted, loses
from .paying import Purse, Settler
from .people import OUT, Participant, World, make_people
from .provider import Provider

WAIT, MOST_REFUSALS = 3, 3


class TwinContract(mesa.Model):
    """One contract, one population, one seed. `stakes` are given, as the forecast of a signed contract has them: share of income at risk."""

    def __init__(self, case: Any, seed: int, stakes: list[float]) -> None:
        super().__init__(rng=1)
        self.case, self.stakes, self.month = case, stakes, 0
        self.size = len(case.contract.providers)
        self.draws = Draws(seed, case.people.eligible)
        self.tables = [tables_of(case, number) for number in range(self.size)]
        self.tasks = case.people.tasks
        pushes = [any(boost > 0.0 for boost in task.boosts) and not any(task.builds) for task in self.tasks]
        self.placement = pushes.index(True) if any(pushes) and case.mechanisms.placement else -1
        self.world = World(case, self.draws)
        self.purse, self.settler = Purse(), Settler(self)
        self.person_terms = [term for term in case.contract.terms if term.kind in {"outcome", "activity"}]
        self.false_claims: list[tuple[int, str, int]] = []
        self.caught: list[tuple[int, str, int]] = []
        self.fines: list[tuple[int, int]] = []
        self.released = False
        self.clawbacks = [term for term in case.contract.terms if term.kind == "clawback"]
        self.lost: dict[str, list[Participant]] = {}
        self.to_come: dict[tuple[str, int], list[tuple[Participant, float]]] = {}
        self.waiting: dict[int, list[Participant]] = {}
        self.people = make_people(self, self.draws)
        self.given = [[0.0] * len(self.tasks) for _ in self.people]
        self.providers = [Provider(self, number) for number in range(self.size)]
        for provider in self.providers:
            reckon(self, provider)

    def step(self) -> None:
        """One month."""
        self.month += 1
        newcomers = self.arrive_and_select()
        served = self.deliver()
        self.respond(served)
        units = self.measure_and_verify(served)
        self.settler.settle(newcomers, units)
        self.adapt()

    def arrive_and_select(self) -> list[Participant]:
        """First referrals in the order of the line, then those sent back who have waited; each provider takes of those sent to it."""
        line, luck = self.draws.uniform("FIRST_COME"), self.draws.uniform("REFERRAL_PROVIDER")
        sent = sorted((person for person in self.people if person.start == self.month), key=lambda person: line[person.number])
        sent += self.waiting.pop(self.month, [])
        hours = [provider.hours.monthly for provider in self.case.contract.providers]
        for person in sent:
            below = [sum(hours[: number + 1]) / sum(hours) for number in range(self.size - 1)]
            first = sum(edge <= luck[person.number] for edge in below)
            person.sent_to = (first + person.refusals) % self.size
        newcomers = []
        for provider in self.providers:
            mine = [person for person in sent if person.sent_to == provider.number]
            taken = provider.select(mine)
            newcomers += taken
            for person in mine:
                self.enrol(person) if person in taken else self.send_back(person)
        return newcomers

    def enrol(self, person: Participant) -> None:
        """Service begins this month."""
        person.enrolled, person.provider, person.served = self.month, person.sent_to, True
        person.until = min(self.month + self.case.contract.service.lasts.months - 1, self.case.contract.length)

    def send_back(self, person: Participant) -> None:
        """Refused: three months later the next provider is asked, three of them at most."""
        person.refusals += 1
        if person.refusals < min(MOST_REFUSALS, self.size):
            self.waiting.setdefault(self.month + WAIT, []).append(person)

    def deliver(self) -> list[Participant]:
        """Every provider gives hours to those it serves: pay group by pay group, those who came first, first."""
        served = []
        for provider in self.providers:
            mine = [person for person in self.people if person.served and person.provider == provider.number]
            mine.sort(key=lambda person: (person.group, person.enrolled, person.number))
            provider.deliver(mine)
            served += mine
        return served

    def respond(self, served: list[Participant]) -> None:
        """Everybody who has started lives the month in both worlds; who is served may leave for good."""
        odds, bells = self.draws.odds("TRANSITION", self.month), self.draws.bells(self.month)
        leaving = self.draws.odds("DROP_OUT", self.month)
        for person in self.people:
            if person.start <= self.month:
                person.live(self.world, self.month, odds[person.number], bells[person.number])
        for person in served:
            person.may_drop_out(self.world, leaving[person.number])

    def measure_and_verify(self, served: list[Participant]) -> dict[str, list[tuple[Participant, float]]]:
        """Units of each metric as they are recorded this month."""
        self.fines, found = [], {}
        for metric in self.case.contract.metrics:
            if metric.kind == "activity":
                task, months = self.case.contract.tasks.index(metric.task), self.case.contract.service.lasts.months
                counts = [(person, hours_counted(person, self.given[person.number][task], self.month, months)) for person in served]
            else:
                counts = [(person, count(person, metric, self.month)) for person in self.people if person.enrolled]
            true = [(person, units) for person, units in counts if units > 0.0]
            if claimable(metric):
                true = [(person, 1.0) for person in verify(self, metric, [person for person, _ in true])]
            elif metric.kind == "state_at" and self.case.mechanisms.noise:
                true = [(person, 1.0) for person in self.record(metric, [person for person, _ in true])]
            for person, units in true:
                person.recorded[metric.id] = person.recorded.get(metric.id, 0.0) + units
            found[metric.id] = self.known(metric.id, metric, true)
        self.lost = {}
        for take in self.clawbacks:
            metric = self.metric(self.term(take.of[0]).metric)
            lost = [(person, 1.0) for person in self.people if person.enrolled and loses(person, take, metric, self.month)]
            self.lost[take.id] = [person for person, _ in self.known(take.id, metric, lost)]
        return found

    def record(self, metric: Any, true: list[Participant]) -> list[Participant]:
        """A register that misses some successes, and has some by mistake of those who had none when the moment came."""
        lane = self.case.contract.metrics.index(metric)
        missed, mistaken = self.draws.uniform("MISSED", 0, lane), self.draws.uniform("MISTAKEN", 0, lane)
        seen = [person for person in true if missed[person.number] >= metric.missed.fraction]
        due = [person for person in self.people if person.enrolled and self.month - person.enrolled + 1 == first_due(metric, person.group)]
        return seen + [person for person in due if metric.id not in person.reached and mistaken[person.number] < metric.mistaken.fraction]

    def known(self, id_: str, metric: Any, now: list[tuple[Participant, float]]) -> list[tuple[Participant, float]]:
        """What becomes known this month: what happened so many months ago."""
        self.to_come[id_, self.month + (metric.lag.months if metric.lag else 0)] = now
        return self.to_come.pop((id_, self.month), [])

    def adapt(self) -> None:
        """Motivation answers to control; service ends."""
        if self.case.mechanisms.motivation and self.month <= self.case.contract.length:
            for provider, stake in zip(self.providers, self.stakes, strict=True):
                provider.feel(stake)
        for person in self.people:
            person.served = person.served and person.until > self.month

    # --- what is asked of the contract

    def metric(self, id_: str) -> Any:
        """A metric by its id."""
        return next(metric for metric in self.case.contract.metrics if metric.id == id_)

    def term(self, id_: str) -> Any:
        """A term by its id."""
        return next(term for term in self.case.contract.terms if term.id == id_)

    def growth(self) -> float:
        """Growth of prices over whole contract years."""
        rate = self.case.contract.limits.indexation
        return 1.0 if rate is None else (2.0 - (1.0 - rate.monthly) ** 12) ** ((self.month - 1) // 12 if self.month else 0)

    def seen(self, person: Participant) -> int:
        """The state before this month as workers learn it."""
        error = self.case.profile.worker_error if self.case.mechanisms.noise else 0.0
        wrong = error > 0.0 and self.draws.uniform("WORKER_SEES", self.month)[person.number] < error
        return (1 if person.state == OUT else OUT) if wrong else person.state

    def earned_by_hour(self, task: int, person: Participant) -> float:
        """What an hour of a task earns by itself for a person this month, minor units, while hours are left that are paid."""
        months = self.case.contract.service.lasts.months
        inside = 1 <= self.month - person.enrolled + 1 <= months and self.hours_left(task, person) > 0.0
        return sum(term.price[person.group].minor for term in self.paid_by_hour(task)) if inside else 0.0

    def hours_left(self, task: int, person: Participant) -> float:
        """Hours of a task that are still paid by the hour for a person."""
        left = MOST * self.case.months
        for term in self.paid_by_hour(task):
            caps = [caps[person.group].minor for caps in (term.cap_per_person, self.case.contract.limits.per_person) if caps is not None]
            left = min([left, *(cap / term.price[person.group].minor - person.hours[task] for cap in caps)])
        return left

    def paid_by_hour(self, task: int) -> list[Any]:
        """Terms that pay hours of a task."""
        ids = {
            metric.id for metric in self.case.contract.metrics if metric.kind == "activity" and self.case.contract.tasks.index(metric.task) == task
        }
        return [term for term in self.person_terms if term.metric in ids]
