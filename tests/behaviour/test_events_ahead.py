"""Events looked at from ahead: the tables against brute force, against what a provider really earns, and where the money leads its hours."""

import numpy as np
import pytest
from scipy.stats import poisson

from utfall.base.automata import EventCount, PayStream
from utfall.base.draws import Purpose, normals, uniforms
from utfall.behaviour.hours import caseload_hours
from utfall.behaviour.valuation.classes import need_classes
from utfall.behaviour.valuation.events import EventLaw
from utfall.behaviour.valuation.outlook import outlook
from utfall.behaviour.valuation.table import solve
from utfall.validation.behaviour.reference import Judge

from .contracts import PERSON, SERVICE, problem, stream, sustained, time_in
from .policy import on_grid, people, stake

NEEDS = (-1.5, -0.75, 0.0, 0.75, 1.5)
WAGE = 20.0
LAW = EventLaw(outcome=0, log_rate=np.log(0.15), by_need=0.5, own=0.0, noise=0.0, on=0.8, mean=0.17, beside=(0.0,), time=0.0)
NOTHING = stream(0.0, time_in(1, 1.0))


def fewer(price, window=24, level=0.0):
    return PayStream("fewer", -price, events=EventCount(0, 1, window, True), level=level)


def clean(price, window=12):
    return PayStream("clean", price, events=EventCount(0, 1, window, False))


CONTRACTS = {
    "price for each event": (NOTHING, fewer(4000)),
    "a year without any": (NOTHING, clean(9000)),
    "two years without any": (NOTHING, clean(20000, 24)),
    "job and events": (stream(4000, sustained(6)), fewer(1500)),
    "job and a year without any": (stream(4000, sustained(6)), clean(4000)),
}


class EventJudge(Judge):
    """Brute force with events: nodes twice, without and with an event so far; a month's events come between action and next month."""

    def __init__(self, streams, need, wage):
        super().__init__([s for s in streams if s.automaton is not None], need, wage)
        self.events = [s for s in streams if s.events is not None]
        self.months = max(self.months, *(s.events.last for s in self.events))
        size = len(self.found)
        self.found = [(*progress, mark) for mark in (0, 1) for progress in self.found]
        last = len(self.tables) - 1
        self.tables = [self._twice(*self.tables[min(m, last)], size, m <= last) for m in range(self.months + 1)]
        self.rate = np.exp(LAW.log_rate + LAW.by_need * need - LAW.on * self.k)

    @staticmethod
    def _twice(follow, pay, size, paid):
        return np.concatenate([follow, follow + size]), np.concatenate([pay, pay]) * paid

    def _sweep(self, month_value):
        size = len(self.found) // 2

        def with_events(month, ahead, follow, pay):
            ahead = ahead.copy()
            prize = sum(s.price for s in self.events if not s.events.each and s.events.last == month)
            none = np.exp(-self.rate)
            ahead[:, :size] = none * (ahead[:, :size] + prize) + (1 - none) * ahead[:, size:]
            each = sum(s.price for s in self.events if s.events.each and s.events.first <= month <= s.events.last)
            level = sum(s.price * s.level for s in self.events if s.events.each and s.events.first <= month <= s.events.last)
            return month_value(month, ahead + each * self.rate - level, follow, pay)

        return super()._sweep(with_events)


@pytest.mark.parametrize("name", CONTRACTS)
def test_the_tables_reach_nearly_all_that_could_be_gained(name, capsys):
    streams = CONTRACTS[name]
    table = solve(problem(streams, WAGE, events=(LAW,)))
    gained = attainable = 0.0
    for number in (0, 2, 4):
        judge = EventJudge(streams, NEEDS[number], WAGE)
        nothing = judge.unserved()
        gained += judge.under(on_grid(judge, table, number, stake(WAGE))) - nothing
        attainable += judge.optimum() - nothing
    with capsys.disabled():
        print(f"[{name}: {gained / attainable:.3f}]", end=" ", flush=True)  # noqa: T201
    assert attainable > 300.0
    assert 0.95 <= gained / attainable <= 1.005


def earned(streams, factor, seed, own=0.0, persons=4000):
    """Surplus per head of serving people who differ by need and by what nobody sees, on the same draws whatever is done."""
    classes = need_classes(0.0, 1.0, 0.8)
    law = EventLaw(**{name: getattr(LAW, name) for name in LAW.__slots__} | {"own": own})
    look = outlook((solve(problem(streams, WAGE, classes, events=(law,))),))
    need = normals(seed, Purpose.NEED, 0, 0, persons)
    need_class = classes.classify(0.8 * need + 0.6 * normals(seed, Purpose.SIGNAL, 0, 0, persons))
    base = np.exp(law.log_rate + law.by_need * need + own * normals(seed, Purpose.EVENTS_OWN, 0, 0, persons))
    k, money, spent, marked, state = np.zeros(persons), np.zeros(persons), 0.0, np.zeros(persons, dtype=bool), np.zeros(persons, np.int64)
    months = max(s.events.last for s in streams if s.events is not None)
    for month in range(1, months + 1):
        hours = np.zeros((2, persons))
        if month <= SERVICE:
            progress = np.stack([np.zeros(persons), marked])
            hours, _ = caseload_hours(people(month, state, need_class, progress, k), look.stack, look.tasks, stake(WAGE, factor=factor))
        spent += hours.sum()
        k = (1 - PERSON.decay) * k + PERSON.alpha * (1 - np.exp(-hours[0] / PERSON.eta))
        count = poisson.ppf(uniforms(seed, Purpose.EVENTS, month, 0, persons), base * np.exp(-law.on * k))
        marked |= count > 0
        for s in streams:
            if s.events is not None:
                if s.events.each:
                    money += s.price * count * (month <= s.events.last)
                elif month == s.events.last:
                    money += s.price * ~marked
    return money.mean() - WAGE * spent / persons


@pytest.mark.parametrize(("name", "own"), [("price for each event", 0.0), ("a year without any", 0.0), ("a year without any", 0.8)])
def test_what_a_provider_earns_peaks_at_its_own_marginal_values(name, own):
    found = {factor: np.mean([earned(CONTRACTS[name], factor, seed, own) for seed in (1, 2, 3)]) for factor in (0.5, 0.8, 1.0, 1.25, 2.0)}
    gains = {factor: value - np.mean([earned(CONTRACTS[name], 1e-9, seed, own) for seed in (1, 2, 3)]) for factor, value in found.items()}
    best = max(gains.values())
    assert gains[1.0] >= 0.99 * best, gains
    for other in (0.5, 2.0):
        if abs(gains[1.0] - gains[other]) > 0.02 * best:
            assert gains[1.0] > gains[other], gains


def test_a_year_lost_to_an_event_is_given_up_and_a_price_for_each_event_is_not():
    def hours(streams, marks):
        look = outlook((solve(problem(streams, WAGE, events=(LAW,))),))
        rows = [np.zeros(2), marks] if any(not s.events.each for s in streams if s.events) else [np.zeros(2)]
        found, _ = caseload_hours(people(6, np.zeros(2), np.full(2, 2), np.stack(rows), np.zeros(2)), look.stack, look.tasks, stake(WAGE))
        return found[0]

    without, with_one = hours(CONTRACTS["a year without any"], np.array([0, 1]))
    assert without > 0.5
    assert with_one == 0.0
    each = hours(CONTRACTS["price for each event"], np.array([0, 1]))
    assert each[0] == each[1] > 0.5


def test_the_riskier_person_is_worth_more_hours_where_each_event_is_priced():
    look = outlook((solve(problem(CONTRACTS["price for each event"], WAGE, events=(LAW,))),))
    found, _ = caseload_hours(people(1, np.zeros(5), np.arange(5), np.zeros((1, 5)), np.zeros(5)), look.stack, look.tasks, stake(WAGE))
    assert (np.diff(found[0]) > 0).all()


def test_a_comparison_moves_what_a_person_is_worth_and_no_hour():
    plain, against = (solve(problem((NOTHING, fewer(4000, level=level)), WAGE, events=(LAW,))) for level in (0.0, 0.2))
    assert np.array_equal(plain.parts[0].cells, against.parts[0].cells) or np.allclose(plain.parts[0].cells, against.parts[0].cells, atol=1e-2)
    assert against.start_values()[0, 0][0] - plain.start_values()[0, 0][0] == pytest.approx(24 * 4000 * 0.2)
