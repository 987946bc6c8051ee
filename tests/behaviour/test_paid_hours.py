"""Pay by the hour above an hour's cost, for so many hours a person: what the rule leaves, and why."""

import numpy as np
import pytest

from utfall.behaviour.hours import caseload_hours
from utfall.behaviour.valuation.outlook import outlook
from utfall.behaviour.valuation.table import solve
from utfall.validation.behaviour.by_the_hour import GIVEN_AT_ONCE, WAGE, hours_share, paid_hours
from utfall.validation.behaviour.contracts import first_entry, stream

from .contracts import problem
from .policy import people, stake


@pytest.mark.parametrize("name", GIVEN_AT_ONCE)
def test_hours_that_earn_a_little_are_given_at_once_and_bring_less_than_they_could(name):
    """docs/behaviour.md tells how much; if this share rises, the page is out of date."""
    assert 0.7 < hours_share(*GIVEN_AT_ONCE[name]) < 0.9


def test_what_is_left_of_the_paid_hours_is_given_in_the_first_month():
    look = outlook((solve(problem((paid_hours(26, 36.0), stream(5000, first_entry())), WAGE)),))
    had = np.array([[0.0, 30.0, 36.0], [0.0, 0.0, 0.0]])
    hours, _ = caseload_hours(people(1, np.zeros(3), np.full(3, 2), np.zeros((1, 3)), np.zeros(3), received=had), look.stack, look.tasks, stake(WAGE))
    assert hours[0, 0] == pytest.approx(36.0)
    assert hours[0, 1] == pytest.approx(6.0)
    assert hours[0, 2] < 10.0
