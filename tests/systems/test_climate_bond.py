"""DC Water: a physical measure of everything that was built leaves no game, whoever bears the risk; the builder's own word does."""

import numpy as np
import pytest

from tests.systems.runs import Seen, share_above, variants

BOND, METER, WORD = 0, 1, 2


@pytest.fixture(scope="module")
def seen() -> tuple[Seen, ...]:
    return variants("climate_bond", "by_the_meter", "own_word", seeds=12)


def avoided(runs: Seen, clause: str) -> tuple[np.ndarray, np.ndarray]:
    """Overflows avoided a plot, as the drains read them and in truth, one a seed."""
    found = [next(paid for paid in record.cohort_payments if paid.clause == clause) for record in runs.records]
    return np.array([paid.measured for paid in found]), np.array([paid.true for paid in found])


@pytest.mark.parametrize(("contract", "clause"), [(BOND, "tiers"), (METER, "avoided")])
def test_the_meter_reads_what_was_done_within_a_quarter_and_leans_neither_way(seen: tuple[Seen, ...], contract: int, clause: str) -> None:
    measured, true = avoided(seen[contract], clause)
    assert abs(measured.mean() / true.mean() - 1.0) < 0.25
    assert 0 < (measured > true).sum() < measured.size


def test_a_builder_at_risk_by_the_meter_builds_nearly_as_much_as_was_agreed_for_a_fee(seen: tuple[Seen, ...]) -> None:
    assert 0.7 < seen[METER].pooled("true_effect_eligible") / seen[BOND].pooled("true_effect_eligible") < 1.3


def test_a_builder_that_certifies_itself_builds_less_and_is_paid_for_what_is_false_or_came_by_itself(seen: tuple[Seen, ...]) -> None:
    assert share_above(seen[METER]["true_effect_eligible"], seen[WORD]["true_effect_eligible"]) >= 0.9
    assert (seen[WORD]["false_claims"] > 0.0).all()
    assert seen[WORD].pooled("false_share") + seen[WORD].pooled("deadweight_share") > 0.75
