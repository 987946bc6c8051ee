"""A run that is over leaves nothing behind but its record."""

import gc
from weakref import ref

from tests.model.build import case, record, shared
from utfall.model.model import ContractModel

MADE = case(eligible=60, providers=2)


def test_a_model_that_nobody_holds_is_forgotten():
    held = ref(ContractModel(MADE, 1, outlooks=shared()).run())
    gc.collect()
    assert held() is None


def test_runs_one_after_another_leave_no_model_behind():
    before = sum(isinstance(one, ContractModel) for one in gc.get_objects())
    for seed in range(1, 6):
        record(MADE, seed)
    gc.collect()
    assert sum(isinstance(one, ContractModel) for one in gc.get_objects()) <= before


def test_agents_of_every_model_are_numbered_from_one():
    first, second = (ContractModel(MADE, seed, outlooks=shared()) for seed in (1, 2))
    for model in (first, second):
        assert sorted(agent.unique_id for agent in model.agents) == list(range(1, len(model.agents) + 1))
