"""A whole run of the production model is that of the twin: states of everybody in both worlds, payments, hours, cash."""

import numpy as np
import pytest

from tests.docking.plain_mesa import run_twin
from utfall.bench.cases import Nearest, nearest
from utfall.model.model import ContractModel

PEOPLE = 300


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("placement", [False, True])
def test_production_and_twin_are_the_same_model(placement, seed):
    case = nearest(Nearest(people=PEOPLE, placement=placement))
    twin = run_twin(case, seed, keep_states=True)
    model = ContractModel(case, seed).run()
    # a uniform would have to fall within 1e-6 of a chance for the two to part; at these seeds none does
    assert np.array_equal(model.people.history[0], twin.states)
    assert np.array_equal(model.people.history_without[0], twin.states_without)
    tasks = len(case.people.tasks)
    np.testing.assert_allclose(model.people.columns.hours, twin.hours[:tasks], rtol=1e-9, atol=1e-9)
    assert paid_by_payer(model) == twin.paid > 0
    paid_in = np.zeros(PEOPLE, np.int64)
    entries = model.accounts.ledger.columns()
    by_person = entries.person >= 0
    paid_in[entries.person[by_person]] = entries.month[by_person]
    assert np.array_equal(paid_in, twin.paid_in)
    assert [provider.cash - provider.declared.reserves.minor for provider in model.providers] == list(twin.cash)


def paid_by_payer(model: ContractModel) -> int:
    """Minor units that the payer has paid."""
    return -sum(payer.cash for payer in model.payers)


def test_the_twin_counts_a_payment_only_after_three_months_in_a_row():
    case = nearest(Nearest(people=PEOPLE))
    twin = run_twin(case, 1, keep_states=True)
    for person in range(PEOPLE):
        working = twin.states[1:, person] > 0
        runs = [month for month in range(3, case.months + 1) if working[month - 3 : month].all()]
        assert twin.paid_in[person] == (runs[0] if runs else 0)


def test_help_changes_the_contract_world_alone():
    with_push, without_push = (run_twin(nearest(Nearest(people=PEOPLE, placement=placement)), 1, keep_states=True) for placement in (True, False))
    assert np.array_equal(with_push.states_without, without_push.states_without)
    assert not np.array_equal(with_push.states, without_push.states)
    assert (with_push.states == 2).any()
    assert not (without_push.states == 2).any()
