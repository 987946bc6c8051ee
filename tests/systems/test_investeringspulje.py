"""What the Danish pool must show: a double bottom line, maturity that speeds learning, little gain for the town where all gain much."""

import numpy as np
import pytest

from tests.systems.runs import SEEDS, Seen, share_above, variants

NAMES = ("agreed", "slow_to_mature", "quick_to_mature", "without_figures", "cheap_support", "dear_support", "refund_ended")
EFFECT, WORTH = "true_effect_eligible", "net_value_horizon"


@pytest.fixture(scope="module")
def seen() -> dict[str, Seen]:
    return dict(zip(NAMES, variants("investeringspulje", *NAMES[1:]), strict=True))


def test_dear_support_houses_more_people_and_is_worth_less_so_that_one_line_does_not_do(seen: dict[str, Seen]) -> None:
    agreed, dear = seen["agreed"], seen["dear_support"]
    assert share_above(dear[EFFECT], agreed[EFFECT]) >= 0.9
    assert share_above(agreed[WORTH], dear[WORTH]) >= 0.9


def test_the_cheapest_support_houses_fewer_people_and_is_worth_less_too(seen: dict[str, Seen]) -> None:
    agreed, cheap = seen["agreed"], seen["cheap_support"]
    assert share_above(agreed[EFFECT], cheap[EFFECT]) >= 0.9
    assert share_above(agreed[WORTH], cheap[WORTH]) >= 0.9


def test_who_learns_from_figures_causes_more_and_more_where_data_mature_sooner(seen: dict[str, Seen]) -> None:
    assert share_above(seen["agreed"][EFFECT], seen["without_figures"][EFFECT]) >= 0.9
    sooner = seen["quick_to_mature"][EFFECT] - seen["slow_to_mature"][EFFECT]
    assert sooner.mean() > 2.9 * sooner.std(ddof=1) / np.sqrt(SEEDS)  # one in 200 by chance (t, 19)


def test_the_towns_keep_a_small_part_of_what_all_gain(seen: dict[str, Seen]) -> None:
    agreed = seen["agreed"]
    assert share_above(agreed[WORTH], 0.0) >= 0.9
    assert share_above(0.3 * agreed[WORTH], agreed["net_value_horizon.municipalities"]) >= 0.9


def test_without_the_states_refund_the_towns_gain_most_of_it(seen: dict[str, Seen]) -> None:
    agreed, ended = seen["agreed"], seen["refund_ended"]
    assert np.array_equal(agreed[EFFECT], ended[EFFECT])
    assert share_above(ended["net_value_horizon.municipalities"], 0.5 * ended[WORTH]) >= 0.9
    assert share_above(0.0 * ended[WORTH], ended["net_value_horizon.state"]) >= 0.9
