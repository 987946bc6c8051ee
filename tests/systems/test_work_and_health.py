"""The Work and Health Programme: a sum of earnings leaves less to start-stop work than the Work Programme, and than weeks counted as there."""

import numpy as np
import pytest

import utfall
from tests.systems.runs import Seen, share_above, side_by_side

SUM, WEEKS, WORK_PROGRAMME = 0, 1, 2
SEEDS, PEOPLE = 10, 1500


@pytest.fixture(scope="module")
def seen() -> tuple[Seen, ...]:
    """As it stands; paid by weeks as the Work Programme; and the Work Programme itself, whose people are others."""
    case = utfall.load("work_and_health")
    alone = side_by_side(utfall.load("work_programme"), seeds=SEEDS, people=PEOPLE)
    return (*side_by_side(case, case.variant("weeks_counted"), seeds=SEEDS, people=PEOPLE), *alone)


@pytest.mark.parametrize("other", [WEEKS, WORK_PROGRAMME])
def test_fewer_hours_push_people_into_quick_jobs_under_the_earned_sum(seen: tuple[Seen, ...], other: int) -> None:
    assert share_above(seen[other]["placement_share"], seen[SUM]["placement_share"]) >= 0.9
    assert seen[SUM].pooled("placement_share") < 0.1 * seen[other].pooled("placement_share")


@pytest.mark.parametrize("other", [WEEKS, WORK_PROGRAMME])
def test_less_of_what_is_paid_for_is_hollow_under_the_earned_sum(seen: tuple[Seen, ...], other: int) -> None:
    gap = seen[other]["hollow_share"] - seen[SUM]["hollow_share"]
    assert gap.mean() > 1.83 * gap.std(ddof=1) / np.sqrt(SEEDS)  # by luck in 1 of 20 tests


def test_both_cause_little_beside_what_would_have_come_anyway(seen: tuple[Seen, ...]) -> None:
    assert min(runs.pooled("deadweight_share") for runs in seen[:WORK_PROGRAMME]) > 0.75


def test_the_delivery_fee_is_three_tenths_of_what_is_paid(seen: tuple[Seen, ...]) -> None:
    books = [(r.ledger.amount, r.ledger.clause, r.ledger.clauses) for r in seen[SUM].records]
    fee, earned = (sum(int(amount[clause == names.index(id_)].sum()) for amount, clause, names in books) for id_ in ("delivery_fee", "earnings"))
    assert fee / (fee + earned) == pytest.approx(0.30, abs=0.02)
