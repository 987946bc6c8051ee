"""Every mechanism at once, those too that are off unless a case asks for them: they work together, and each leaves its mark."""

from dataclasses import fields

import numpy as np
import pytest

import utfall
from utfall.base.mechanisms import Mechanisms
from utfall.experiment.api import How
from utfall.indicators.run import run_values
from utfall.model.finish import finish
from utfall.model.foresight.forecast import forecast
from utfall.model.model import ContractModel
from utfall.scenario import Scenario

BESIDE = {"market.entry": True, "behaviour.payers": "relational", "contract.metric": "job_on_day_90"}
SWITCHES = tuple(field.name for field in fields(Mechanisms))
OFF_UNLESS_ASKED = tuple(field.name for field in fields(Mechanisms) if not field.default)


def with_switches(*off: str) -> Scenario:
    """The flagship at a small size with all switches on but some."""
    return utfall.load("koto_sib").replace(BESIDE | {f"mechanisms.{name}": name not in off for name in SWITCHES}).scaled(400)


@pytest.fixture(scope="module")
def model() -> ContractModel:
    case = with_switches().case(point=-1)
    return ContractModel(case, 1, expectations=forecast(case, 6)).run()


def test_each_mechanism_leaves_its_mark(model: ContractModel) -> None:
    beliefs, books, first = model.believing.beliefs, model.books, model.providers[0]
    assert max(abs(belief.effect - model.believing.first) for belief in beliefs) > 0.1  # learning
    assert np.ptp(books.staff / [provider.declared.hours.monthly for provider in model.providers]) > 0.01  # staffing
    assert (model.turnover != model.case.people.continuity.leaves).all()  # turnover
    assert (books.motivation < 1.0).all()
    assert first.pay != pytest.approx(1.0)  # pressure
    assert model.around.trust is not None
    assert np.ptp(model.around.trust.level) > 0.0
    assert model.reviews is not None
    assert 0.0 < (model.reviews.chance or 0.0) < 1.0


def test_money_sums_to_nothing_in_every_month_and_what_is_shown_is_there(model: ContractModel) -> None:
    run = finish(model)
    assert np.sum(list(run.flows.values()), axis=0).tolist() == [0] * run.months
    values = run_values(run)
    shown = {name: value.value for name, value in values.items() if value.value is not None}
    assert shown["illustrations"] == len({"preparation", "legitimacy", "trust", "steering", "clients_view", "aftermath"})
    assert 0.0 < shown["satisfaction"] < 1.0
    assert {"true_effect", "paid_minus_caused", "effect_at_end", "crowding_services", "false_share"} <= shown.keys()


@pytest.mark.parametrize("off", OFF_UNLESS_ASKED)
def test_without_any_one_of_them_the_others_still_work_and_the_run_is_another(off: str, model: ContractModel) -> None:
    case = with_switches(off).case(point=-1)
    other = ContractModel(case, 1, expectations=model.expected).run()
    assert int(other.accounts.ledger.balance.sum()) == 0
    assert _seen(other) != _seen(model), off


def test_with_all_of_them_on_the_run_is_the_same_again(model: ContractModel) -> None:
    assert _seen(ContractModel(with_switches().case(point=-1), 1, expectations=model.expected).run()) == _seen(model)


def _seen(model: ContractModel) -> tuple[object, ...]:
    """What a run shows: money, hours, outcomes, and what is told of the contract's surroundings."""
    around = {name: value.value for name, value in run_values(finish(model)).items()}
    return tuple(model.accounts.ledger.balance.tolist()), model.hours_rows.tobytes(), model.people.history.tobytes(), tuple(around.items())


def test_one_worker_and_two_give_the_same_bits(tmp_path_factory: pytest.TempPathFactory) -> None:
    found = []
    for workers in (1, 2):
        store = str(tmp_path_factory.mktemp("runs") / "s.sqlite")
        result = utfall.run(with_switches(), runs=4, seed=1, how=How(workers=workers, store=store, point=True))
        found.append([[(name, value.value) for name, value in row.values.items()] for row in result.main[0].rows])
    assert repr(found[0]) == repr(found[1])
    assert repr(found[0][0]) != repr(found[0][1])
