"""The Work and Health Programme: a sum of earnings leaves less to start-stop work than weeks counted, where prices buy any hours at all."""

import pytest

import utfall
from tests.systems.runs import Seen, share_above, side_by_side

SUM, WEEKS = 0, 1
#: Five times the prices of the file: at those as written nobody gets more than the least service.
DEAR = {
    "contract.terms.earnings.price": "GBP 20 000 per person",
    "contract.terms.job_outcome.price": "GBP 6 000 per person",
    "contract.terms.sustainment.price": "GBP 1 175 per month",
}


def both(changes: dict[str, str], seeds: int) -> tuple[Seen, ...]:
    base = utfall.load("work_and_health")
    return side_by_side(base.replace(changes), base.variant("weeks_counted").replace(changes), seeds=seeds, people=600)


@pytest.fixture(scope="module")
def dear() -> tuple[Seen, ...]:
    return both(DEAR, seeds=10)


def test_at_the_prices_of_the_file_neither_buys_a_quick_job() -> None:
    for seen in both({}, seeds=3):
        assert (seen["placement_share"] == 0.0).all()


def test_where_prices_buy_hours_fewer_of_them_push_people_into_quick_jobs_under_the_earned_sum(dear: tuple[Seen, ...]) -> None:
    assert share_above(dear[WEEKS]["placement_share"], dear[SUM]["placement_share"]) >= 0.9


def test_less_of_what_is_paid_for_is_hollow_under_the_earned_sum(dear: tuple[Seen, ...]) -> None:
    assert dear[SUM].pooled("hollow_share") < dear[WEEKS].pooled("hollow_share")
