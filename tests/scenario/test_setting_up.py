"""Setting up costs less with each doubling of like contracts, and falls due once."""

import pytest

from utfall.model.model import ContractModel
from utfall.scenario import load


def cost(*sets):
    case = load("first_steps", sets=sets).case()
    return [provider.set_up for provider in case.contract.providers if provider.set_up is not None]


def test_three_like_contracts_are_two_doublings():
    name = load("first_steps").case().contract.providers[0].id
    first = cost(f"providers.{name}.set_up=SEK 10000")[0].minor
    later = cost(f"providers.{name}.set_up=SEK 10000", f"providers.{name}.like_contracts=3")[0].minor
    assert first == 1_000_000
    assert later == pytest.approx(first * 0.85**2)
    assert cost() == []


def test_it_is_borne_once_in_the_first_month_and_every_cent_is_in_the_ledger():
    name = load("first_steps").case().contract.providers[0].id
    plain, set_up = (ContractModel(load("first_steps", sets=sets).case(), 1) for sets in ((), (f"providers.{name}.set_up=SEK 10000",)))
    for model in (plain, set_up):
        for _ in range(4):
            model.step()
    assert set_up.providers[0].cost - plain.providers[0].cost == 1_000_000
    assert plain.providers[0].cash - set_up.providers[0].cash == 1_000_000
