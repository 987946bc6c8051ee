"""A provider of the twin: what help is worth, the hours of a month under its budget, and cash."""

from math import exp, inf, log
from typing import TYPE_CHECKING, Any

import mesa

from .desk import Desk
from .participant import OUT, Participant
from .placing import LAST_LOGIT, LAST_RATIO, LOGIT_STEP, LOW_LOGIT, RATIO_STEP, push_hours

if TYPE_CHECKING:
    from .run import Twin

NOTHING = -1e30
CLOSE = 1e-7


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
        """Log of the least price, not under the wage, at which the hours fit the budget: Newton's method from below inside a bracket."""
        wage, budget, low, high, at = log(self.desk.wage), self.budget, -inf, inf, start
        close, over, falls, tries = CLOSE * budget, 0.0, 0.0, 0
        for step in range(93):
            total, slope = self._at(at, logs, candidates)
            if total > budget:
                low, over, falls = at, total - budget, slope
            elif low == -inf:  # too dear so far: down towards the wage
                if at <= wage or budget - total <= close:
                    return at
                high = at
                at = max(at - (budget - total) / max(slope, 1e-12), wage) if step < 2 else wage
                continue
            else:
                high = at
                if budget - total <= close:
                    break
            if over <= close or high - low < 1e-11 or low - wage > 60.0:
                break
            at = low + min(over / max(falls, 1e-12), 3.0)
            if high < inf and (at >= high or tries % 4 == 3):
                at = 0.5 * (low + high)
            tries += 1
        if high < inf and abs(total - budget) > close:
            self._across(low, high, logs, candidates)
            at = high
        return at

    def _across(self, low: float, high: float, logs: list[float], candidates: list[Any]) -> None:
        """Where a price has two answers: the lesser hours, and the greater for one person after another while the budget lasts."""
        self._at(low, logs, candidates)
        cheap = self.coaching, self.pushes
        total, _ = self._at(high, logs, candidates)
        left = self.budget - total
        for i in sorted(range(len(logs)), key=lambda i: self.people[i].number):
            more = cheap[0][i] - self.coaching[i] + cheap[1][i] - self.pushes[i]
            if more <= 0.0:
                continue
            share = min(left / more, 1.0)
            self.coaching[i] += share * (cheap[0][i] - self.coaching[i])
            self.pushes[i] += share * (cheap[1][i] - self.pushes[i])
            left -= share * more
            if left <= 0.0:
                break
