"""Transforming Rehabilitation: the two measures of reconviction steer to different men, and the men of 2011 move with the times."""

import numpy as np
import pytest

import utfall
from tests.systems.runs import Seen, share_above, side_by_side, variants

BINARY, FREQUENCY = 1, 2


#: The case's own: the fewer people the more a gain that chance does not explain asks for, so that a smaller case is another contract.
PEOPLE = 4000


@pytest.fixture(scope="module")
def seen() -> tuple[Seen, ...]:
    return variants("transforming_rehabilitation", "binary", "frequency", seeds=10, people=PEOPLE)


def gained(runs: Seen, metric: str) -> np.ndarray:
    """True units of a metric that the contract adds a man counted, one a seed."""
    found = [next(facts for facts in record.metrics if facts.id == metric) for record in runs.records]
    return np.array([(facts.true - facts.without)[facts.counted].mean() for facts in found])


def error(runs: Seen) -> np.ndarray:
    """Measured less true gain in reconvictions a man, for each seed and cohort."""
    return np.array([paid.measured - paid.true for record in runs.records for paid in record.cohort_payments if paid.clause == "frequency"])


def test_a_price_on_reconvictions_sends_hours_to_the_hardest_more_than_a_price_on_men_without_any(seen: tuple[Seen, ...]) -> None:
    assert share_above(seen[FREQUENCY]["hours_slope"], seen[BINARY]["hours_slope"]) >= 0.9
    hardest, easiest = (seen[FREQUENCY][f"hours_by_need.{fifth}"] / seen[BINARY][f"hours_by_need.{fifth}"] for fifth in (5, 1))
    assert share_above(hardest, easiest) >= 0.9


def test_men_kept_out_of_court_for_each_reconviction_less_are_more_where_men_are_counted(seen: tuple[Seen, ...]) -> None:
    men, events = ({which: gained(seen[which], metric) for which in (BINARY, FREQUENCY)} for metric in ("nobody", "how_often"))
    assert all((men[which] > 0.0).all() and (events[which] < 0.0).all() for which in (BINARY, FREQUENCY))
    assert share_above(men[BINARY] / -events[BINARY], 1.1 * men[FREQUENCY] / -events[FREQUENCY]) >= 0.9  # by luck in 1 of 93 tests


def test_the_men_of_2011_make_the_measure_less_sure_than_men_of_the_same_years() -> None:
    agreed = utfall.load("transforming_rehabilitation").replace({"people.cohorts": 1, "behaviour.providers": "equal_effort"})
    old, today = side_by_side(agreed, agreed.variant("men_today"), seeds=20)
    assert error(old).std() > 1.4 * error(today).std()
    assert 0.2 < (error(old) > 0.0).mean() < 0.8
