"""Events looked at from ahead: the tables against what a provider really earns, and where the money leads its hours.

Against brute force they are judged by the behaviour bench (`validation/behaviour/events.py`).
"""

import numpy as np
import pytest
from scipy.stats import poisson

from utfall.base.draws import Purpose, normals, uniforms
from utfall.behaviour.hours import caseload_hours
from utfall.behaviour.valuation.classes import need_classes
from utfall.behaviour.valuation.events import EventLaw
from utfall.behaviour.valuation.outlook import outlook
from utfall.behaviour.valuation.table import solve
from utfall.validation.behaviour.events import EVENT_LAW, EVENTFUL, NOTHING, fewer

from .contracts import PERSON, SERVICE, problem
from .policy import people, stake

WAGE = 20.0


def earned(streams, factor, seed, own=0.0, persons=4000):
    """Surplus per head of serving people who differ by need and by what nobody sees, on the same draws whatever is done."""
    classes = need_classes(0.0, 1.0, 0.8)
    law = EventLaw(**{name: getattr(EVENT_LAW, name) for name in EVENT_LAW.__slots__} | {"own": own})
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


@pytest.mark.parametrize(("name", "own"), [("each event", 0.0), ("a year without any event", 0.0), ("a year without any event", 0.8)])
def test_what_a_provider_earns_peaks_at_its_own_marginal_values(name, own):
    found = {factor: np.mean([earned(EVENTFUL[name], factor, seed, own) for seed in (1, 2, 3)]) for factor in (0.5, 0.8, 1.0, 1.25, 2.0)}
    gains = {factor: value - np.mean([earned(EVENTFUL[name], 1e-9, seed, own) for seed in (1, 2, 3)]) for factor, value in found.items()}
    best = max(gains.values())
    assert gains[1.0] >= 0.99 * best, gains
    for other in (0.5, 2.0):
        if abs(gains[1.0] - gains[other]) > 0.02 * best:
            assert gains[1.0] > gains[other], gains


def test_a_year_lost_to_an_event_is_given_up_and_a_price_for_each_event_is_not():
    def hours(streams, marks):
        look = outlook((solve(problem(streams, WAGE, events=(EVENT_LAW,))),))
        rows = [np.zeros(2), marks] if any(not s.events.each for s in streams if s.events) else [np.zeros(2)]
        found, _ = caseload_hours(people(6, np.zeros(2), np.full(2, 2), np.stack(rows), np.zeros(2)), look.stack, look.tasks, stake(WAGE))
        return found[0]

    without, with_one = hours(EVENTFUL["a year without any event"], np.array([0, 1]))
    assert without > 0.5
    assert with_one == 0.0
    each = hours(EVENTFUL["each event"], np.array([0, 1]))
    assert each[0] == each[1] > 0.5


def test_the_riskier_person_is_worth_more_hours_where_each_event_is_priced():
    look = outlook((solve(problem(EVENTFUL["each event"], WAGE, events=(EVENT_LAW,))),))
    found, _ = caseload_hours(people(1, np.zeros(5), np.arange(5), np.zeros((1, 5)), np.zeros(5)), look.stack, look.tasks, stake(WAGE))
    assert (np.diff(found[0]) > 0).all()


def test_a_comparison_moves_what_a_person_is_worth_and_no_hour():
    plain, against = (solve(problem((NOTHING, fewer(4000, level=level)), WAGE, events=(EVENT_LAW,))) for level in (0.0, 0.2))
    assert np.array_equal(plain.parts[0].cells, against.parts[0].cells) or np.allclose(plain.parts[0].cells, against.parts[0].cells, atol=1e-2)
    assert against.start_values()[0, 0][0] - plain.start_values()[0, 0][0] == pytest.approx(24 * 4000 * 0.2)
