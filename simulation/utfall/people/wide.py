"""A month in which more happens than `run_month` holds: people compete for openings, are neither on benefit nor in the outcome, lose their
worker, give up ordinary services, are sanctioned, decide whether to stay and what to take, or go by another link than the logit.

Made only where a case asks for one of these; otherwise nothing here is run or compiled. What is not asked for leaves every bit as
`run_month` would: the steps, their order and their draws are the same (a test).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from utfall.base.draws import Purpose, stream
from utfall.base.mechanisms import Mechanisms
from utfall.base.sums import total
from utfall.people.columns import Floats, Int32s, States
from utfall.people.continuity import Workers
from utfall.people.coupling import MONOTONE, couple
from utfall.people.history import MONTHS_BEFORE
from utfall.people.levels import NEVER, logit_of
from utfall.people.links import LINKS, LOGIT, Link
from utfall.people.neither import leave_service, move_around
from utfall.people.openings import add_losses, ration, ration_pushed
from utfall.people.ordinary import OrdinaryServices
from utfall.people.outsiders import Openings
from utfall.people.parameters import PopulationParameters
from utfall.people.participants import Participants
from utfall.people.sanctions import Sanctions
from utfall.people.scar import MonthsOut
from utfall.people.service import end_boosts, serve
from utfall.people.steps import add_help, decay, draw_words, draw_words_of, entry_logits, exit_logits, luck_of, move, move_shocks, move_without

if TYPE_CHECKING:
    from utfall.people.population import Population


def asks_for_more(params: PopulationParameters, mechanisms: Mechanisms) -> bool:
    """Whether a population needs the wide month."""
    contained = any(outcome.contains >= 0 for outcome in params.outcomes)
    workers = mechanisms.turnover and params.continuity is not None
    scarred = any(outcome.scar != 0.0 for outcome in params.outcomes)
    deciding = mechanisms.participants and params.participation is not None
    sanctioned = any(task.withholds > 0.0 for task in params.tasks)
    limited = mechanisms.displacement and params.market is not None
    linked = params.link != LINKS[LOGIT]
    return linked or workers or deciding or contained or sanctioned or scarred or limited or params.ordinary is not None


class Wide:
    """State and scratch room of the wide month.

    openings   by number of the state outcome that has any
    counted    follow-up months over which effects count
    workers    who works with whom (None: workers do not leave); ordinary: services that people get anyway (None: not said)
    link       another link than the logit (None: the logit)
    sanctions  benefit withheld (None: no task does); participants: how people decide (None: as the file's rates say)
    """

    def __init__(self, population: Population) -> None:
        params, people = population.params, len(population)
        market = params.market if population.mechanisms.displacement else None
        limited = [] if market is None else [number for number, places in enumerate(market.openings) if places is not None]
        self.openings = {number: Openings(market, number, params.outcomes[number], params.groups, people) for number in limited if market is not None}
        self.counted = population.months
        self.workers: Workers | None = None
        self.ordinary: OrdinaryServices | None = None
        if params.ordinary is not None:
            like = params.tasks[params.ordinary.task]
            self.ordinary = OrdinaryServices(params.ordinary, like, people, draws=population.mechanisms.services)
        self._scars = {number: MonthsOut(population, number) for number, law in enumerate(params.outcomes) if law.scar != 0.0}
        cuts = np.array([task.withholds for task in params.tasks])
        self.sanctions = Sanctions(cuts, people) if cuts.any() else None
        deciding = params.participation if population.mechanisms.participants else None
        self.participants = None if deciding is None else Participants(deciding, population.laws.months.builds, people)
        self._main = next((number for number, law in enumerate(params.outcomes) if law.main), 0)
        self._around = {number: law for number, law in enumerate(params.outcomes) if law.contains >= 0}
        self._third = population.mechanisms.third_state
        self._link = Link(population) if params.link != LINKS[LOGIT] else None
        self._words = np.empty((3, people), np.uint32)
        self._rooms = np.empty((7 if self._link is None else 9, people))

    def month(self, population: Population, month: int, served: Int32s, hours: Floats, effects: Floats, productivity: Floats) -> int:
        """One contract month, as `run_month` with what is wide about it. Returns how many left."""
        laws, columns, active = population.laws.months, population.columns, int(population.started[month])
        for j in range(laws.keeps.size):
            decay(columns.capability[j, :active], laws.keeps[j])
        columns.shown[:, :active] = 0.0
        if self.workers is not None and served.size:
            productivity = productivity * self.workers.month(population.seed, month, served, columns.served_months, population.provider)
        if self.ordinary is not None:
            self.ordinary.month(columns, active, served, float(total(hours.ravel())))
        withheld = np.zeros(served.size)
        if self.sanctions is not None:
            withheld = self.sanctions.month(month, served, effects, self._off_benefit(population, month - 1))
        if served.size:
            serve(served, hours, effects, productivity, laws, columns)
        for outcome in range(len(population.params.outcomes)):
            if outcome not in self._around:
                self._move(population, month, outcome, active)
            else:
                self._luck(population, month, outcome, active)  # for the temporary shock
        left = sum(self._move_around(population, month, outcome, served, active) for outcome in self._around)
        end_boosts(served, laws, columns)
        if served.size == 0 or laws.leaving[0] <= NEVER:
            return left
        return left + self._leave(population, month, served, effects, withheld)

    def _off_benefit(self, population: Population, month: int) -> States:
        """(N,) 0 for who is on benefit at the end of a month: out of the main outcome, and of the one that contains it."""
        if not population.params.outcomes:
            return np.zeros(len(population), np.uint8)
        around = next((number for number, law in self._around.items() if law.contains == self._main), self._main)
        return population.history[around, month]

    def _leave(self, population: Population, month: int, served: Int32s, effects: Floats, withheld: Floats) -> int:
        """Who leaves the service for good, on the draw of the plain month; what people decide by moves the chance."""
        laws, columns = population.laws.months, population.columns
        words, luck = np.empty(served.size, np.uint32), np.empty(served.size)
        draw_words_of(words, served, _counter(Purpose.DROP_OUT, month, 0), np.uint32(population.seed))
        luck_of(luck, words)
        logit = laws.leaving[0] + laws.leaving[1] * columns.need[served]
        if self.participants is not None:
            changed = None if self.workers is None else self.workers.interrupted(served, columns.served_months)
            logit += self.participants.leaving(served, effects, columns.response, withheld, changed)
        gone = served[(luck < logit) & ~columns.dropped[served]]
        columns.dropped[gone], columns.in_service[gone] = True, False
        for outcome in np.flatnonzero(laws.ends).tolist():
            population.history[outcome, month, gone] = 0
        return int(gone.size)

    def _luck(self, population: Population, month: int, outcome: int, active: int, *, shock: bool = True) -> tuple[Floats, Floats]:
        """Luck of an outcome's transitions with and without the contract; the temporary shock moves on the way, unless it has."""
        key, law = np.uint32(population.seed), population.laws.months.shock
        first, second, own = self._words[:, :active]
        luck, other = self._rooms[0, :active], self._rooms[1, :active]
        draw_words(first, second, 0, _counter(Purpose.TRANSITION, month, outcome), key)
        luck_of(luck, first)
        if shock and outcome == 0 and law[1] != 0.0:
            move_shocks(population.columns.shock[:active], second, law[0], law[1])
        if population.coupling == MONOTONE or not population.has_counterfactual:
            return luck, luck
        draw_words(own, second, 0, _counter(Purpose.TRANSITION_WITHOUT, month, outcome), key)
        couple(other, luck, own, population.history_without[outcome, month - 1, :active], population.coupling)
        return luck, other

    def _relink(self, population: Population, month: int, outcome: int, luck: tuple[Floats, Floats]) -> tuple[Floats, Floats]:
        """Luck of both worlds under the link, by who is in the outcome in each."""
        n = luck[0].size
        changed = self._rooms[7, :n], self._rooms[8, :n]
        for history, own, out in zip((population.history, population.history_without), luck, changed, strict=True):
            if self._link is not None and (history is population.history or population.has_counterfactual):
                self._link.luck(out, own, history[outcome, month - 1, :n], outcome)
        return changed

    def _move(self, population: Population, month: int, outcome: int, active: int) -> None:
        """Everybody's next state of one outcome, in both worlds."""
        laws, columns, n = population.laws.months, population.columns, active
        luck, other = self._luck(population, month, outcome, n)
        entry, leave, push = self._rooms[2, :n], self._rooms[3, :n], columns.boost[outcome, :n]
        common = float(population.common[month + MONTHS_BEFORE])
        entry_logits(entry, columns.entry_base[outcome, :n], columns.shock[:n], laws.hazards[outcome, 1], common)
        exit_logits(leave, columns.exit_base[outcome, :n], columns.shock[:n], laws.hazards[outcome, 3], common)
        if self._link is not None:
            luck, other = self._relink(population, month, outcome, (luck, other))
            entry += self._link.enters[outcome][population.group[:n]]
            leave += self._link.leaves[outcome][population.group[:n]]
        places, scar = self.openings.get(outcome), self._scars.get(outcome)
        if population.has_counterfactual:
            alone = entry if scar is None else entry - scar.logits("without", n)
            self._move_without(population, (month, outcome), other, (alone, leave), places)
        if scar is not None:
            entry -= scar.logits("with", n)
        for j in range(laws.keeps.size):
            add_help(entry, columns.capability[j, :n], laws.helps[outcome, 0, j])
            add_help(leave, columns.capability[j, :n], -laws.helps[outcome, 1, j])
        before, after = population.history[outcome, month - 1, :n], population.history[outcome, month, :n]
        if self.participants is not None and outcome == self._main and push.max(initial=0.0) > 0.0:
            push = self._answer(population, month, (entry, leave), push)
        if places is not None:
            push = self._ration(population, (month, outcome), (entry, leave), push, places)
        move(after, before, luck, entry, leave, push, laws.hazards[outcome, 4])
        if scar is not None:
            scar.move("with", after)
            scar.move("without", population.history_without[outcome, month, :n])

    def _answer(self, population: Population, month: int, logits: tuple[Floats, Floats], push: Floats) -> Floats:
        """Pushes towards a quick job as people answer them, on a draw of their own."""
        n, participants = push.size, self.participants
        if participants is None:
            return push
        words, unused, luck = self._words[0, :n], self._words[1, :n], self._rooms[4, :n]
        draw_words(words, unused, 0, _counter(Purpose.ACCEPT, month, self._main), np.uint32(population.seed))
        luck_of(luck, words)
        benefit = np.full(n, participants.law.incomes[2])
        if self.sanctions is not None:
            benefit *= 1.0 - self.sanctions.now[:n]
        return participants.answer(push, logits, population.params.outcomes[self._main].exit_if_shallow, luck, benefit, self._rooms[6, :n])

    def _move_around(self, population: Population, month: int, outcome: int, served: Int32s, active: int) -> int:
        """Next state, in both worlds, of an outcome that contains another; returns how many of those served leave with it."""
        law, n = self._around[outcome], active
        inner, columns = law.contains, population.columns
        logits = tuple(float(logit_of(rate if self._third else 0.0)) for rate in (law.leaves, law.returns))
        luck, other = self._luck(population, month, inner, n, shock=False)
        push = columns.boost[outcome, :n]
        for history, own, pushed in ((population.history, luck, push), (population.history_without, other, np.zeros(n))):
            if history is population.history or population.has_counterfactual:
                wide, within = ((rows[month - 1, :n], rows[month, :n]) for rows in (history[outcome], history[inner]))
                move_around(wide, within, own, (logits[0], logits[1]), pushed)
        if not served.size:
            return 0
        rows = population.history
        before, after = rows[outcome, month - 1], rows[outcome, month]
        return int(leave_service(served, before, after, rows[inner, month], columns.dropped, columns.in_service))

    def _move_without(
        self, population: Population, at: tuple[int, int], luck: Floats, logits: tuple[Floats, Floats], places: Openings | None
    ) -> None:
        """The world without the contract: the same openings rule."""
        (month, outcome), (entry, leave), n = at, logits, luck.size
        before, after = population.history_without[outcome, month - 1, :n], population.history_without[outcome, month, :n]
        if places is not None:
            t = places.tighten(0, places.looking(entry, before), float(population.common[month + MONTHS_BEFORE]))
            room = self._rooms[4, :n]
            room[:] = entry
            ration(room, t)
            entry = room
        move_without(after, before, luck, entry, leave)

    def _ration(self, population: Population, at: tuple[int, int], logits: tuple[Floats, Floats], push: Floats, places: Openings) -> Floats:
        """Entry logits as the openings leave them; returns what a push still adds. Others' losses are noted."""
        (month, outcome), (entry, leave), n = at, logits, push.size
        common = float(population.common[month + MONTHS_BEFORE])
        room = self._rooms[4, :n]
        np.add(entry, push, out=room)
        looking = places.looking(room, population.history[outcome, month - 1, :n])
        t = places.tighten(1, looking, common)
        if population.has_counterfactual:
            left = np.minimum(population.start_month[:n] + self.counted - month, population.months + 1 - month).astype(np.int32)
            if places.tight[0] != t:
                add_losses(places.lost[:n], looking, leave, places.tight, left)
            places.move_outsiders(common, n, month < int(population.start_month[-1]) + self.counted)
        if t == 1.0:
            return push
        out = self._rooms[5, :n]
        ration_pushed(entry, push, out, t)
        return out


def _counter(purpose: Purpose, month: int, outcome: int) -> np.uint32:
    return np.uint32(stream(int(purpose), month, outcome))
