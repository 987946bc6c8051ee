"""What hours were truly worth: at the corners where it is known, and against what an hour really brings when it is given.

The comparison with given hours is paired by seed and allows 3.3 standard errors and the 12 % by which tables stand off the truth.
"""

from dataclasses import dataclass, replace

import numpy as np
import pytest

from tests.model.build import COACHING, PLACING, WORK, case, hours_of, lived, price, record, same
from utfall.base.quantities import Money
from utfall.behaviour.decisions import HoursDecision
from utfall.behaviour.providers.equal_effort import EqualEffort
from utfall.indicators.behaviour import gaming_share
from utfall.indicators.reached import parked
from utfall.model.finish import finish
from utfall.model.foresight.outlook import social_value

SEEDS = range(1, 31)


def test_without_a_resource_value_gaming_is_undefined_and_nobody_is_unserved():
    run = record(case(values=False))
    assert np.isnan(run.hours_gaming)
    assert gaming_share(run).value is None
    assert not run.unserved_worth.any()


def test_watching_changes_nothing_that_anybody_does():
    watched, unwatched = record(case()), record(case(values=False))
    for name in ("outcome_time", "outcome_time_without", "hours", "enrol_month"):
        assert same(getattr(watched.persons, name), getattr(unwatched.persons, name)), name
    assert same(watched.ledger.amount, unwatched.ledger.amount)


def test_who_does_not_choose_hours_by_pay_does_not_game_and_leaves_nobody_for_it():
    run = record(case(rule="equal_effort", plan=(0.0, 0.0, 0.0, 1.0), paid=("exam_passed",)))
    assert hours_of(run, "drill") > 0.0
    assert run.hours_gaming == 0.0
    assert not run.unserved_worth.any()


def test_drill_for_an_exam_is_gaming_to_the_last_hour_that_pays():
    run = record(case(paid=("exam_passed",), amount=3000.0))
    assert run.hours_gaming > 0.95 * hours_of(run, "drill") > 0.0


def test_help_that_pays_by_the_hour_worked_is_not_gaming():
    run = record(case(paid=("all_hours",), amount=6.0))
    assert hours_of(run, "coaching") > 100.0
    assert gaming_share(run).value == 0.0


def test_hours_that_nobody_pays_for_are_not_gaming():
    run = record(case(amount=0.0, theta=0.5))
    assert run.hours_by_task.sum() > 100.0
    assert run.hours_gaming == 0.0


def test_the_same_push_is_gaming_where_a_month_of_work_is_worth_little_to_society():
    made = case(amount=6000.0, tasks=(COACHING, PLACING))
    run = record(made)
    assert 0.0 < run.hours_gaming <= hours_of(run, "placing")
    poor, rich = (record(worth(made, hour)) for hour in (0.01, 200.0))
    assert rich.hours_gaming < run.hours_gaming < poor.hours_gaming
    assert poor.hours_gaming > 0.6 * poor.hours_by_task.sum()  # the rest pays the provider less than it believed


def worth(made, hour):
    """The case with another value of an hour of work to society."""
    values = tuple(replace(value, price=price(hour, "hour")) if value.id == "earnings" else value for value in made.contract.values)
    return replace(made, contract=replace(made.contract, values=values))


def test_the_unserved_are_parked_and_none_are_where_help_is_worth_less_than_it_costs():
    made = case(amount=2000.0)
    run = record(made)
    assert run.unserved_worth.any()
    assert not (run.unserved_worth & ~parked(run)).any()
    assert not record(worth(made, 0.01)).unserved_worth.any()


@dataclass(frozen=True)
class Given(EqualEffort):
    """Gives everybody the same hours of one task, and is watched like one that chooses."""

    needs_outlook: bool = True
    task: int = 0
    each: float = 0.0

    def hours(self, view):
        hours = np.zeros((view.plan.size, view.group.size))
        hours[self.task] = self.each
        return HoursDecision(hours, view.wage)


def one_month(**changes):
    """One month of service, so that what an hour brings does not hang on later hours; no shocks that tables average over."""
    strong = (replace(COACHING, builds=(0.6, 0.0)), PLACING)
    return case(
        eligible=1500,
        hours=2000.0,
        service=1,
        enrolment=1,
        shocks=False,
        drop_out=0.0,
        tasks=strong,
        outcome=replace(WORK, start=(0.0,), lasting_months=6),
        **changes,
    )


@pytest.mark.parametrize(("task", "sharp"), [(0, ("social", "private")), (1, ("private",))])
def test_the_first_hour_is_worth_to_society_and_provider_what_it_really_brings(task, sharp):
    made = one_month(paid=("sustained",), amount=4000.0)
    month, wage = 14 * 100 * 160.0, 4000.0
    found = []
    for seed in SEEDS:
        none, some = (lived(made, seed, rules={"provider_1": Given(task=task, each=each)}) for each in (0.0, 1.0))
        time = [finish(model).persons.outcome_time.mean() for model in (none, some)]
        pay = [model.settlement.paid["pay_sustained"].mean() for model in (none, some)]
        said = none.watch.social_value()[task], none.watch.private_value()[task]
        found.append([(time[1] - time[0]) * month / wage, (pay[1] - pay[0]) / wage, *said])
    for kind, really, said in (("social", 0, 2), ("private", 1, 3)):
        brought, looked_up = np.array(found)[:, really], np.array(found)[:, said].mean()
        error = 3.3 * brought.std(ddof=1) / np.sqrt(brought.size)
        assert abs(brought.mean() - looked_up) <= error + 0.12 * abs(looked_up), kind
        assert kind not in sharp or error < 0.3 * looked_up, kind


def test_a_yearly_value_is_a_twelfth_a_month():
    made = case()
    by_month, by_year = (
        replace(
            made,
            contract=replace(
                made.contract, values=(replace(made.contract.values[0], price=replace(price(0, per), minor=Money(amount, "EUR").minor)),)
            ),
        )
        for amount, per in ((100_000, "month"), (1_200_000, "year"))
    )
    assert social_value(by_month) == social_value(by_year) == 100_000.0
