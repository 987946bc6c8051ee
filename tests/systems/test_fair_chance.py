"""Fair Chance Fund: the gate takes away the choice of the easier; that a bed somebody had does not count, the pay for it. Nobody is evicted here."""

import numpy as np
import pytest

from tests.systems.runs import Seen, share_above, variants

BOTH, NO_GATE, NO_BAN, NEITHER = 0, 1, 2, 3


@pytest.fixture(scope="module")
def seen() -> tuple[Seen, ...]:
    return variants("fair_chance", "no_gate", "no_ban", "neither", seeds=10)


def easier(runs: Seen) -> np.ndarray:
    """How much nearer a home those served are than all without a bed (sd of need), one a seed."""
    everybody = [record.persons for record in runs.records]
    return np.array([-p.need[p.enrolled & (p.group == 0)].mean() + p.need[p.group == 0].mean() for p in everybody])


def with_a_bed(runs: Seen) -> np.ndarray:
    """Share of those served who had a bed in a hostel, one a seed."""
    return np.array([(record.persons.group[record.persons.enrolled] == 1).mean() for record in runs.records])


@pytest.mark.parametrize(("gate", "none"), [(BOTH, NO_GATE), (NO_BAN, NEITHER)])
def test_the_gate_removes_the_choice_of_the_easier_with_the_ban_and_without_it(seen: tuple[Seen, ...], gate: int, none: int) -> None:
    assert share_above(easier(seen[none]), easier(seen[gate])) >= 0.9
    assert abs(easier(seen[gate]).mean()) < 0.06 < easier(seen[none]).mean()


@pytest.mark.parametrize(("ban", "none"), [(BOTH, NO_BAN), (NO_GATE, NEITHER)])
def test_the_ban_removes_pay_for_beds_that_people_had_with_the_gate_and_without_it(seen: tuple[Seen, ...], ban: int, none: int) -> None:
    assert share_above(seen[none]["deadweight_share"], seen[ban]["deadweight_share"]) >= 0.9
    assert share_above(seen[none]["payments"], seen[ban]["payments"]) >= 0.9


def test_bonds_that_choose_take_who_has_a_bed_first_without_the_ban_and_last_under_it(seen: tuple[Seen, ...]) -> None:
    assert share_above(with_a_bed(seen[NEITHER]), with_a_bed(seen[BOTH])) >= 0.9
    assert share_above(with_a_bed(seen[BOTH]), with_a_bed(seen[NO_GATE])) >= 0.9
