"""People decide: to stay, to take a quick job, to show their need; each against its closed form, and gone with its cause."""

from dataclasses import replace
from math import exp, log

import numpy as np
import pytest

from tests.people.example import PARAMS, TASKS, hours_for, live, people
from utfall.people.parameters import Participation
from utfall.people.participants import Participants, better_to_take, conceals

ALL_HELP = (3.0, 2.0, 2.0, 0.5)
LAW = Participation(
    by_worth=1.0, by_sanction=0.7, by_change=0.5, engagement_speed=1.0, patience=0.98, noise=0.001, conceals=0.2, conceals_by_need=0.8,
    incomes=(1500.0, 600.0, 900.0),
)  # fmt: skip


def expit(x):
    return 1.0 / (1.0 + np.exp(-np.asarray(x)))


def logit(p):
    return log(p / (1.0 - p))


def left(share_of_plan: float, law: Participation = LAW, **changes):
    """Who leaves in a first month of hours that build so large a share of what was planned, all of mean responsiveness."""
    law = replace(law, incomes=(0.0, 0.0, 0.0))
    params = replace(
        PARAMS, eligible=20_000, offered=20_000, control=0, enrolment=1, drop_out=0.1, drop_out_by_need=0.0, response_spread=0.0, participation=law,
        **changes,
    )  # fmt: skip
    population = people(params, participants=True, months=2)
    population.wide.participants.plan(np.array([1.0, 0.0, 0.0, 0.0]))
    everybody = np.arange(20_000, dtype=np.int32)
    hours = 0.0 if share_of_plan <= 0 else -TASKS[0].eta * log(1.0 - share_of_plan)
    population.advance(1, everybody, hours_for(20_000, hours, 0.0, 0.0, 0.0), np.ones(20_000))
    return population.dropped.mean()


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9])
def test_who_gets_less_than_planned_leaves_sooner_by_the_logit(share):
    """4 standard errors (1 in 16,000)."""
    wanted = float(expit(logit(0.1) + 1.0 - share))
    assert abs(left(share) - wanted) < 4.0 * (wanted * (1.0 - wanted) / 20_000) ** 0.5


def test_without_the_rule_the_rate_is_that_of_the_file():
    assert left(0.0, replace(LAW, by_worth=0.0)) == pytest.approx(0.1, abs=4.0 * (0.09 / 20_000) ** 0.5)


def test_engagement_moves_slowly_and_counts_no_more_than_double():
    participants = Participants(replace(LAW, engagement_speed=0.5), np.array([[0.2], [0.0]]), 2)
    participants.plan(np.array([0.5]))
    served, ones, none = np.arange(2, dtype=np.int32), np.ones(2), np.zeros(2)
    first = participants.leaving(served, np.array([[0.0, 0.5]]), ones, none, None)
    assert participants.engagement == pytest.approx([0.5, 1.0])
    assert first == pytest.approx([0.5, 0.0])
    for _ in range(20):
        last = participants.leaving(served, np.array([[1.0, 1.0]]), 4.0 * ones, none, None)
    assert last == pytest.approx([-1.0, -1.0])


def test_sanctions_and_changes_of_worker_add_to_leaving():
    participants = Participants(LAW, np.array([[0.2]]), 3)
    served, ones = np.arange(3, dtype=np.int32), np.ones(3)
    added = participants.leaving(served, np.zeros((1, 3)), ones, np.array([0.0, 1.0, 0.0]), np.array([0.0, 0.0, 0.8]))
    assert added == pytest.approx([0.0, 0.7, 0.4])


def by_iteration(p, q, quick, incomes, patience):
    """Values of a lasting job, a quick one and waiting, by repeated substitution."""
    lasting = short = wait = 0.0
    for _ in range(4000):
        lasting, short, wait = (
            incomes[0] + patience * ((1 - q) * lasting + q * wait),
            incomes[1] + patience * ((1 - quick) * short + quick * wait),
            incomes[2] + patience * (p * lasting + (1 - p) * wait),
        )
    return short - wait


@pytest.mark.parametrize(
    ("p", "q", "incomes"), [(0.03, 0.04, (1500.0, 600.0, 900.0)), (0.3, 0.02, (2000.0, 1900.0, 300.0)), (1e-4, 0.2, (9.0, 8.0, 1.0))]
)
def test_the_worth_of_a_quick_job_is_that_of_its_recursion(p, q, incomes):
    quick = float(expit(logit(q) + 1.6))
    assert better_to_take(logit(p), logit(q), 1.6, incomes, 0.98) == pytest.approx(by_iteration(p, q, quick, incomes, 0.98), rel=1e-8)


def test_a_quick_job_that_pays_less_than_waiting_is_turned_down_and_one_that_pays_more_is_taken():
    def pushed(incomes, **off):
        params = replace(PARAMS, participation=replace(LAW, incomes=incomes))
        population = live(people(params, months=18, participants=off.pop("participants", True), **off), (0.0, 0.0, 3.0, 0.0))
        return (population.history[0] == 2).sum(), population

    poor, _ = pushed((1500.0, 600.0, 900.0))
    rich, _ = pushed((1500.0, 1450.0, 100.0))
    unknown, _ = pushed((0.0, 0.0, 0.0))
    off, plain = pushed((1500.0, 600.0, 900.0), participants=False)
    assert poor == 0 < 0.9 * off < rich <= unknown + 0.1 * off
    assert plain.wide is None


def test_who_turns_a_job_down_loses_no_lasting_one():
    refusing = live(people(replace(PARAMS, participation=LAW, drop_out=0.0), participants=True, months=12), (0.0, 0.0, 3.0, 0.0))
    alone = live(people(replace(PARAMS, drop_out=0.0), months=12), (0.0, 0.0, 0.0, 0.0))
    assert np.array_equal(refusing.history[0], alone.history[0])


def test_benefit_that_is_withheld_makes_people_take_what_they_find():
    sanction = replace(TASKS[2], withholds=1.0)
    params = replace(PARAMS, participation=replace(LAW, incomes=(1500.0, 700.0, 900.0)))
    kept = live(people(params, participants=True, months=12), (0.0, 0.0, 3.0, 0.0))
    cut = live(people(replace(params, tasks=(*TASKS[:2], sanction, TASKS[3])), participants=True, months=12), (0.0, 0.0, 3.0, 0.0))
    assert (cut.history[0] == 2).sum() > (kept.history[0] == 2).sum()
    assert cut.dropped.sum() > kept.dropped.sum()


def test_only_those_on_benefit_are_sanctioned_and_by_the_share_of_the_response():
    sanction = replace(TASKS[2], withholds=0.6)
    population = people(replace(PARAMS, enrolment=1, tasks=(*TASKS[:2], sanction, TASKS[3])))
    everybody = np.arange(len(population), dtype=np.int32)
    on_benefit = population.state[0] == 0
    population.advance(1, everybody, hours_for(everybody.size, 0.0, 0.0, 2.0, 0.0), np.ones(everybody.size))
    month, persons, shares = population.wide.sanctions.months[0]
    assert month == 1
    assert np.array_equal(persons, everybody[on_benefit])
    assert shares == pytest.approx(np.full(persons.size, 0.6 * (1.0 - exp(-2.0 / 2.5))))
    population.advance(2, everybody[:0], np.empty((4, 0)), np.empty(0))
    assert not population.wide.sanctions.now.any()


def test_a_sanction_alone_changes_no_state_of_anybody():
    sanction = replace(TASKS[2], withholds=0.6)
    with_, plain = live(people(replace(PARAMS, tasks=(*TASKS[:2], sanction, TASKS[3]))), ALL_HELP), live(people(), ALL_HELP)
    for name in ("history", "history_without", "dropped", "capability"):
        assert np.array_equal(getattr(with_, name), getattr(plain, name)), name


def test_the_needier_hide_their_need_by_the_logit():
    population = people(replace(PARAMS, participation=LAW, eligible=20_000, offered=20_000, control=0), participants=True)
    for standard in (-1.0, 0.0, 2.0):
        hidden = conceals(population, np.full(20_000, standard))
        wanted = float(expit(logit(0.2) + 0.8 * standard))
        assert abs(hidden.mean() - wanted) < 4.0 * (wanted * (1.0 - wanted) / 20_000) ** 0.5
    assert conceals(people(replace(PARAMS, participation=LAW)), np.zeros(2000)) is None
