"""Water-filling: hours of every task for every person of a caseload, at the least price of an hour at which they fit the budget.

A person takes hours of a task until the next is worth no more than the price: e = eta ln(worth of the first hour / price), more where hours
earn by themselves, and as many hours of a push as the table of best pushes says. The price is searched by Newton's method from below,
inside a bracket, and found when no more than 1e-7 of the budget is left over; which of the prices so near is taken is a part of the model,
so that the steps are the same here.
"""

from dataclasses import dataclass
from math import exp, inf, log

from .placing import push_hours

NOTHING = -1e30
LEAST = 1e-12
CLOSE = 1e-7
MOST = 60.0  # hours of one task that a person can take in a month
Hours = list[list[float]]


@dataclass(slots=True)
class Demand:
    """What one caseload could use; lists by task, then by person.

    eta, cost    of each task; placement: number of the task that pushes (-1: none); pushes: the table of best pushes
    logs         log of the worth of the first hour (of the pushing task: nothing)
    rate, most   what an hour earns by itself, and hours at most; earns: whether anybody's hours of the task earn
    candidates   (place, log of the worth of a pushed entry, entry logit) of those who are out of the outcome
    numbers      of the persons: who comes first where a price has two answers
    """

    eta: list[float]
    cost: list[float]
    placement: int
    pushes: list[list[float]]
    logs: Hours
    rate: Hours
    most: Hours
    earns: list[bool]
    candidates: list[tuple[int, float, float]]
    numbers: list[int]

    def at(self, log_price: float) -> tuple[Hours, float, float]:
        """Hours at a price, their cost in wages, and how fast that changes with the log of the price."""
        hours, used, slope, price = [], 0.0, 0.0, exp(log_price)
        for t, (eta, cost) in enumerate(zip(self.eta, self.cost, strict=True)):
            row, moving = [0.0] * len(self.numbers), 0.0
            if t == self.placement:
                for i, worth, logit in self.candidates:
                    push, rises = push_hours(self.pushes, logit, worth - (log(cost) + log_price))
                    row[i] = min(push, MOST, self.most[t][i])
                    moving += rises
            else:
                for i, worth in enumerate(self.logs[t]):
                    net = price * cost - (self.rate[t][i] if self.earns[t] else 0.0)
                    most = self.most[t][i] if self.earns[t] else MOST
                    wanted = eta * (worth - log(net)) if net > 0.0 else most
                    row[i] = min(max(wanted, 0.0), most)
                    moving += eta * price * cost / net if net > 0.0 and 0.0 < wanted < most else 0.0
            hours.append(row)
            used += cost * sum(row)
            slope -= cost * moving
        return hours, used, slope

    def best_push(self, log_price: float, place: int) -> float:
        """Hours of placement that a person would get at a price."""
        level = log(self.cost[self.placement]) + log_price
        return next((min(push_hours(self.pushes, logit, worth - level)[0], MOST) for i, worth, logit in self.candidates if i == place), 0.0)


def fill(demand: Demand, wage: float, budget: float, start: float) -> tuple[Hours, float]:
    """Hours and the log of the price of an hour, not under the wage, from a first guess on."""
    floor = log(max(wage, 1e-9))
    at, low, high = max(start, floor), -inf, inf
    over = steep = 0.0
    tries = 0
    for step in range(93):
        hours, used, slope = demand.at(at)
        if used > budget:
            low, over, steep = at, used - budget, slope
        elif low == -inf:
            if at <= floor or budget - used <= CLOSE * budget:
                return hours, at
            high = at
            at = max(at + (budget - used) / min(slope, -1e-12), floor) if step < 2 else floor
            continue
        else:
            high = at
            if budget - used <= CLOSE * budget:
                break
        if over <= CLOSE * budget or high - low < 1e-11 or low - floor > 60.0:
            break
        at = low + min(over / max(-steep, 1e-12), 3.0)
        if high < inf and (at >= high or tries % 4 == 3):
            at = 0.5 * (low + high)
        tries += 1
    if high < inf and abs(used - budget) > CLOSE * budget:
        return across(demand, low, high, budget), high
    return hours, at


def across(demand: Demand, low: float, high: float, budget: float) -> Hours:
    """At a price with two answers: the lesser hours, and the greater for one person after another by number while the budget lasts."""
    cheap, _, _ = demand.at(low)
    hours, used, _ = demand.at(high)
    left = budget - used
    for i in sorted(range(len(demand.numbers)), key=demand.numbers.__getitem__):
        more = sum(cost * (cheap[t][i] - hours[t][i]) for t, cost in enumerate(demand.cost))
        if more <= 0.0:
            continue
        share = min(left / more, 1.0)
        for t in range(len(hours)):
            hours[t][i] += share * (cheap[t][i] - hours[t][i])
        left -= share * more
        if left <= 0.0:
            break
    return hours


def fit(hours: Hours, cost: list[float], budget: float) -> Hours:
    """Never over the budget."""
    used = sum(each * sum(row) for each, row in zip(cost, hours, strict=True))
    share = max(budget, 0.0) / used if used > budget else 1.0
    return [[share * one for one in row] for row in hours]
