"""Results change only with `MODEL_VERSION`: a few numbers of three runs, kept beside the version that gave them.

They are whole numbers (minor units, people, months, hours), so that the last bit of a float does not show.
"""

import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from tests.model.build import case, lived
from tests.model.test_same_luck import full
from utfall.base.mechanisms import Mechanisms
from utfall.model.foresight.forecast import forecast
from utfall.model.model import ContractModel
from utfall.model.version import MODEL_VERSION
from utfall.scenario import load

KEPT = tomllib.loads((Path(__file__).parent / "version.toml").read_text(encoding="utf-8"))


def flagship():
    return lived(load("koto_sib").variant("job_on_day_90").scaled(400).case(point=-1), 1)


def everything():
    switches = {f"mechanisms.{field.name}": True for field in fields(Mechanisms)}
    made = load("koto_sib").replace(switches | {"contract.metric": "public_gain", "behaviour.payers": "relational"}).scaled(400).case(point=-1)
    return ContractModel(made, 1, expectations=forecast(made, 2)).run()


RUNS = {
    "by_hand": lambda: lived(full(), 5),
    "by_agreed_hours": lambda: lived(case(rule="equal_effort", groups=2, providers=2), 2),
    "flagship": flagship,
    "everything": everything,
}


def numbers(model):
    """What is kept of a run."""
    ledger, people = model.accounts.ledger, model.people
    return {
        "paid": -sum(int(ledger.balance[payer.account]) for payer in model.payers),
        "providers": int(ledger.balance[model.accounts.providers].sum()),
        "enrolled": int((people.enrol_month > 0).sum()),
        "months_in": int((people.history[0] > 0).sum()),
        "months_in_without": int((people.history_without[0] > 0).sum()),
        "hours": round(float(model.hours_by_task.sum())),
        "false_claims": sum(meter.false_claims for meter in model.meters),
    }


@pytest.mark.parametrize("name", RUNS)
def test_results_are_those_of_this_version(name):
    found = numbers(RUNS[name]())
    written = "\n".join([f"[{name}]", *(f"{key} = {value}" for key, value in found.items())])
    assert KEPT["version"] == MODEL_VERSION, f"the version was raised: write it, and what was found, into tests/model/version.toml:\n{written}"
    assert found == KEPT[name], (
        f"results moved: raise MODEL_VERSION, say in CHANGELOG.md which and why, and write into tests/model/version.toml\n{written}"
    )
