"""The same case and seed give the same bits anywhere; what is switched off or paid otherwise leaves all other luck as it was."""

import hashlib
import os
import pickle
import subprocess
import sys
from dataclasses import fields, is_dataclass, replace
from inspect import signature

import mesa
import numpy as np
import pandas as pd
import pytest

from tests.model.build import ALL_OFF, case, lived, loan, price, record, same, shared
from utfall.base.mechanisms import Mechanisms
from utfall.contract.terms.declarations import Attachment, Block
from utfall.model.finish import finish
from utfall.model.foresight.outlook import Outlooks
from utfall.model.model import ContractModel
from utfall.model.run import run_case

ALL_ON = Mechanisms()
METRICS = ("day_90", "entry", "sustained", "time", "hours", "exam_points", "exam_passed", "course", "contacts")


def full():
    """A case with everything on."""
    fee = (Attachment(id="start_fee", fee=(price(900, "start"),) * 2),)
    return case(
        eligible=150, control=40, groups=2, providers=2, who="provider", paid=("day_90", "hours"), amount=1500.0, theta=0.2, capital=loan(300_000),
        payee="holder", pass_through=0.6, fee=fee, reserves=50_000.0, productivity_spread=0.3, selection_noise=0.3, mechanisms=ALL_ON,
        metrics={"day_90": {"data_source": "provider_report"}},
    )  # fmt: skip


def digest(thing, into=None):
    """One hash over every array and number of a record."""
    found = hashlib.sha256() if into is None else into
    if is_dataclass(thing):
        for field in fields(thing):
            digest(getattr(thing, field.name), found)
    elif isinstance(thing, dict):
        for key in sorted(thing):
            found.update(key.encode())
            digest(thing[key], found)
    elif isinstance(thing, tuple | list):
        for item in thing:
            digest(item, found)
    else:
        found.update(thing.tobytes() if isinstance(thing, np.ndarray) else repr(thing).encode())
    return found.hexdigest()


def differences(a, b, path=""):
    """Names of the fields in which two records differ."""
    if is_dataclass(a):
        return [d for field in fields(a) for d in differences(getattr(a, field.name), getattr(b, field.name), f"{path}.{field.name}")]
    if isinstance(a, dict):
        return [d for key in a | b for d in differences(a.get(key), b.get(key), f"{path}.{key}")]
    if isinstance(a, tuple) and isinstance(b, tuple) and len(a) == len(b):
        return [d for i, (x, y) in enumerate(zip(a, b, strict=True)) for d in differences(x, y, f"{path}.{i}")]
    return [] if same(a, b) or (isinstance(a, float) and np.isnan(a) and np.isnan(b)) else [path]


def test_a_case_and_a_seed_give_the_same_bits_whatever_ran_before():
    first = record(full(), 5)
    record(full(), 6)
    again = run_case(full(), 5, outlooks=Outlooks())
    assert differences(first, again) == []
    assert differences(first, record(full(), 6)) != []


@pytest.mark.parametrize("hash_seed", ["1", "77"])
def test_another_process_with_another_hash_seed_gives_the_same_bits(hash_seed):
    script = "from tests.model.test_same_luck import digest, full, record; print(digest(record(full(), 5)))"
    environment = os.environ | {"PYTHONHASHSEED": hash_seed, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment)
    assert found.stdout.strip() == digest(record(full(), 5))


def test_a_record_survives_a_trip_between_processes():
    run = record(full(), 5)
    assert differences(run, pickle.loads(pickle.dumps(run))) == []


def test_steps_one_by_one_are_a_run():
    made = full()
    stepped = ContractModel(made, 3, outlooks=shared())
    for _ in range(made.months):
        assert stepped.running
        stepped.step()
    assert not stepped.running
    stepped.step()  # after the end nothing happens
    assert stepped.month == made.months
    assert differences(finish(stepped), record(made, 3)) == []


def test_mesas_batch_runner_works_and_rows_are_runs():
    made = case(eligible=60)
    asked = {"number_processes": 1, "data_collection_period": -1, "display_progress": False}
    if "rng" in signature(mesa.batch_run).parameters:  # Mesa 3.5: seeds by a word of their own
        rows = mesa.batch_run(ContractModel, {"scenario": [made]}, rng=[1, 2], **asked)
    else:
        rows = mesa.batch_run(ContractModel, {"scenario": [made], "seed": [1, 2]}, **asked)
    assert [row["seed"] for row in rows] == [1, 2]
    assert [row["paid"] for row in rows] == [record(made, seed).series["paid"][-1] for seed in (1, 2)]


def test_the_data_collector_shows_the_series_as_mesa_users_expect_them():
    model = lived(full(), 2)
    frame = model.datacollector.get_model_vars_dataframe()
    assert isinstance(frame, pd.DataFrame)
    assert len(frame) == model.case.months
    assert {"enrolled", "served", "in_outcome", "in_outcome_without", "paid", "cost", "hours.coaching"} <= set(frame.columns)
    assert frame["enrolled"].iloc[-1] == np.count_nonzero(model.people.enrol_month)
    assert {type(agent).__name__ for agent in model.agents} == {"ProviderAgent", "PayerAgent", "InvestorAgent"}
    person = model.people[0]
    assert person.need == model.people.need[0]


def test_under_equal_effort_the_truth_does_not_hang_on_what_is_paid():
    found = []
    for metric in METRICS:
        made = case(rule="equal_effort", paid=(metric,), theta=0.3, groups=2, providers=2, mechanisms=replace(ALL_ON, motivation=False))
        found.append(record(made, 4).persons)
    for other in found[1:]:
        for name in ("outcome_time", "outcome_time_without", "hours", "enrol_month", "durable_at_12"):
            assert same(getattr(found[0], name), getattr(other, name)), name
    assert (found[0].outcome_time != found[0].outcome_time_without).any()


def test_a_fee_alone_and_a_price_alone_leave_the_truth_of_equal_effort_alone():
    paid = record(case(rule="equal_effort"), 4).persons
    fee = record(case(rule="equal_effort", paid=(), terms=(Block(id="block", fee=price(9000, "month"), payers=(("town", 1.0),)),)), 4).persons
    assert same(paid.outcome_time, fee.outcome_time)


COLUMNS = ("group", "need", "response", "start_month", "place_in_line", "offered", "control", "take_up")


@pytest.mark.parametrize("switch", [field.name for field in fields(Mechanisms)])
def test_a_switch_leaves_the_draws_of_others_as_they_were(switch):
    made = full()
    on, off = (
        ContractModel(replace(made, mechanisms=mechanisms), 8, outlooks=shared()) for mechanisms in (ALL_ON, replace(ALL_ON, **{switch: False}))
    )
    for name in COLUMNS:
        assert same(getattr(on.people, name), getattr(off.people, name)), name
    assert same(on.casebook.need_class, off.casebook.need_class)
    assert same(on.selection_luck, off.selection_luck)
    assert same(on.integrity_luck, off.integrity_luck)
    assert same(on.productivity, off.productivity)
    assert same(on.referrals.first, off.referrals.first)
    if switch != "common_shock":
        assert same(on.people.common, off.people.common)
    on.run()
    off.run()
    if switch not in {"common_shock", "counterfactual"}:  # nothing that a provider does reaches the world without the contract
        assert same(on.people.history_without, off.people.history_without)


def test_two_contracts_share_the_world_without_a_contract():
    runs = [record(case(paid=(metric,), amount=2500.0, mechanisms=ALL_OFF), 9) for metric in ("day_90", "exam_passed")]
    assert same(runs[0].persons.outcome_time_without, runs[1].persons.outcome_time_without)
    assert not same(runs[0].persons.hours, runs[1].persons.hours)
