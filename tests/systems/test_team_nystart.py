"""What Team Nystart must show: a window too short leaves unpaid what grows later, and who has other workers all along is helped less."""

import numpy as np
import pytest

import utfall
from tests.systems.runs import SEEDS, Seen, share_above, side_by_side

#: A quarter of the help in the file: an effect that comes slowly.
SLOW = {"tasks.walking_alongside.builds.life": 0.015}
WINDOW = "contract.metrics.placement_cost.window"


@pytest.fixture(scope="module")
def runs() -> dict[str, Seen]:
    """Windows of one, two and three years, and a slow effect under two and three."""
    case = utfall.load("team_nystart")
    three = case.variant("longer_window")
    made = {
        "one": case.replace({WINDOW: "12 months"}),
        "two": case,
        "three": three,
        "slow_two": case.replace(SLOW),
        "slow_three": three.replace(SLOW),
    }
    return dict(zip(made, side_by_side(*made.values(), people=60), strict=True))


def saving(seen: Seen) -> tuple[np.ndarray, np.ndarray]:
    """Measured sum due, and true saving a child, of the share of saved cost: a run each, minor units."""
    rows = [next(row for row in record.cohort_payments if row.clause == "saving") for record in seen.records]
    return np.array([row.due_measured for row in rows]), np.array([row.true for row in rows])


def unpaid(seen: Seen) -> float:
    """Share of runs in which saved cost pays nothing."""
    return float((saving(seen)[0] <= 0).mean())


def test_what_is_saved_grows_with_the_window(runs: dict[str, Seen]) -> None:
    one, two, three = (saving(runs[name])[1] for name in ("one", "two", "three"))
    assert share_above(two, one) == 1.0
    assert share_above(three, two) == 1.0
    assert three.mean() > 2.0 * two.mean()


def test_the_shorter_the_window_the_more_runs_pay_nothing_though_children_are_helped(runs: dict[str, Seen]) -> None:
    assert (runs["slow_two"]["true_effect"] > 0).mean() >= 0.9
    assert unpaid(runs["one"]) > unpaid(runs["two"]) >= unpaid(runs["three"])
    assert unpaid(runs["slow_two"]) >= 0.25
    assert unpaid(runs["slow_three"]) <= 0.1


def test_who_has_other_workers_all_along_is_helped_less() -> None:
    case = utfall.load("team_nystart")
    often = {"mechanisms.turnover": True, "behaviour.override.worker_leaves": "4 % per month"}
    steady, changing = side_by_side(case, case.replace(often), seeds=SEEDS, people=60)
    assert (changing["continuity"] < 1).all()
    assert changing["true_effect"].mean() < steady["true_effect"].mean()
    assert share_above(changing["true_effect"], steady["true_effect"]) <= 0.25
