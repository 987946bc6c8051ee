"""The provider chooses the day on which service is said to have ended, and is paid for who is in the outcome at a distance from it."""

from dataclasses import replace

import numpy as np
import pytest

from tests.model.build import ALL_OFF, COACHING, case, lived, months, record
from utfall.behaviour.catalogue import PROVIDER_RULES, build
from utfall.behaviour.endings import EndingView, worth_of_ending
from utfall.model.model import ContractModel
from utfall.model.tracing.person import trace_person

DAY = {"day_90": {"after_enrolment": None, "after_service": (months(3),)}}
STEP = np.array([[0.9, 0.1, 0.0], [0.05, 0.95, 0.0], [0.15, 0.0, 0.85]])


def ending(within=3, **changes):
    """Paid for who is in work three months after service of six months is said to have ended."""
    made = case(**{"eligible": 300, "hours": 60.0, "metrics": DAY, "mechanisms": ALL_OFF, **changes})
    service = replace(made.contract.service, end_reported_within=months(within) if within else None)
    return replace(made, contract=replace(made.contract, service=service), months=48)


def in_work(model: ContractModel, month: np.ndarray) -> np.ndarray:
    return model.people.history[0, month, np.arange(len(model.people))] > 0


def test_who_is_in_work_is_let_go_at_once_and_who_is_not_is_held_until_it_is_or_the_time_is_up():
    model = lived(ending())
    over, said = model.endings.over, model.endings.said
    told = said > 0
    assert told.sum() > 200
    expected = over.copy()
    for _ in range(3):
        expected = np.where(in_work(model, expected), expected, np.minimum(expected + 1, over + 3))
    assert np.array_equal(said[told], expected[told])
    assert 0.0 < model.endings.delay < 3.0
    meter = model.meters[model.by_metric["day_90"]]
    assert np.array_equal(meter.recorded[told] > 0, in_work(model, np.minimum(said + 3, 48))[told])


@pytest.mark.parametrize("changes", [{"rule": "equal_effort"}, {"amount": 0.0}, {"within": 0}])
def test_nobody_is_held_where_nothing_is_gained_by_it_or_it_may_not_be(changes):
    within = changes.pop("within", 3)
    model = lived(ending(within, **changes))
    assert model.endings.delay == 0.0


def test_holding_people_back_pays_the_provider_and_adds_to_what_was_so_anyway():
    held, free = (record(ending(within, rule="optimiser", tasks=(replace(COACHING, builds=(0.0, 0.0)),))) for within in (3, 0))
    for run in (held, free):
        payment = run.person_payments[0]
        assert np.array_equal(payment.paid, payment.due_true)
        assert np.array_equal(payment.due_true, payment.due_without)  # help builds nothing, and the same rule chooses on the same states
    assert held.person_payments[0].paid.sum() > 1.1 * free.person_payments[0].paid.sum()
    assert held.ending_delay > free.ending_delay == 0.0


def test_the_choice_follows_from_the_chances_and_not_from_a_script():
    """Where who is in now is less likely to be in later, waiting is for those who are in; by brute force over all ways to wait."""
    turning = np.array([[0.2, 0.8, 0.0], [0.9, 0.1, 0.0], [0.9, 0.0, 0.1]])
    for step, waits in ((STEP, [True, False, False]), (turning, [False, True, True])):
        worth = worth_of_ending(step, [(100.0, 1)], 3)
        assert (worth[3, :, 1] > worth[3, :, 0]).tolist() == waits
    inside = np.array([0.0, 1.0, 1.0])
    now = 100.0 * np.linalg.matrix_power(STEP, 3) @ inside
    assert worth_of_ending(STEP, [(100.0, 3)], 3)[2, :, 0] == pytest.approx(now)
    rules = [np.array(rule) for rule in np.ndindex(2, 2, 2)]
    best = np.full(3, -np.inf)
    for first in rules:  # stop or wait in each state, a month from the end of the time and two
        for second in rules:
            value = np.where(second, now, STEP @ now)
            best = np.maximum(best, np.where(first, now, STEP @ value))
    assert worth_of_ending(STEP, [(100.0, 3)], 3)[2].max(axis=1) == pytest.approx(best)


def test_all_rules_but_the_one_that_does_not_look_at_pay_end_where_it_pays():
    view = EndingView(now=np.array([5.0, 1.0, 0.0]), later=np.array([4.0, 2.0, 0.0]))
    for name in PROVIDER_RULES:
        rule = build(name)
        assert hasattr(rule, "ends") == (name != "equal_effort")
        if hasattr(rule, "ends"):
            assert rule.ends(view).tolist() == [True, False, True]


def test_workers_who_are_wrong_let_some_go_who_are_out():
    model = lived(ending(mechanisms=replace(ALL_OFF, noise=True)))
    endings = model.endings
    early = (endings.said > 0) & (endings.said < endings.over + 3)
    wrong = early & ~in_work(model, endings.said)
    assert 0 < wrong.sum() < 0.2 * early.sum()


def test_the_end_is_told_and_other_contracts_have_none():
    made = ending()
    person = trace_person(ContractModel(made, 1), 3)
    assert any(one.words.startswith("Service is said to have ended") for one in person.happened if one.kind == "end")
    assert ContractModel(case(), 1).endings is None
    assert record(case()).ending_delay is None
