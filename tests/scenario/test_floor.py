"""Checking a file needs no compiler, no data frames and no pictures; keys explain themselves."""

import json
import subprocess
import sys

import pytest

from utfall.base.errors import UsageError
from utfall.contract.metrics.declarations import METRICS
from utfall.scenario.explain import explain, json_schema, vocabulary
from utfall.scenario.schema.contract import TERMS

HEAVY = ("numba", "mesa", "pandas", "scipy", "matplotlib", "sqlalchemy", "networkx")


def test_check_show_and_explain_import_nothing_heavy() -> None:
    code = (
        "import sys; from utfall.scenario import check, list_library, load; from utfall.scenario.explain import vocabulary;"
        "check('koto_sib'); list_library(); load('koto_sib').case(3); vocabulary();"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env={"PYTHONPATH": ":".join(sys.path)}, check=True)
    assert done.stdout.strip() == "[]"


def test_every_key_is_explained() -> None:
    for row in vocabulary():
        assert row.meaning.strip(), row.path
        assert row.type, row.path
        assert row.default, row.path
    assert len(vocabulary()) > 200


def test_every_term_and_metric_that_is_declared_can_be_written() -> None:
    kinds = {(row.path.split(".")[1], row.kind) for row in vocabulary() if row.path.startswith("contract.") and row.kind}
    assert {kind for table, kind in kinds if table == "terms"} == set(TERMS)
    assert {kind for table, kind in kinds if table == "metrics"} == set(METRICS)


def test_a_key_is_found_by_its_path_its_place_in_a_file_or_its_last_word() -> None:
    assert {row.kind for row in explain("contract.terms.job.price")} == {"activity", "outcome", "cohort_linear", "cohort_threshold", "penalty"}
    assert explain("people.take_up")[0].type == "Share"
    assert explain("who_selects")[0].allowed == ("provider", "commissioner", "random", "everyone")
    assert explain("behaviour.override.mission_weight")[0].meaning.startswith("theta")
    with pytest.raises(UsageError, match=r'did you mean "people\.take_up"'):
        explain("people.take_upp")


def test_the_schema_for_editors_is_json() -> None:
    schema = json.loads(json.dumps(json_schema()))
    assert "contract" in schema["properties"]
    assert schema["properties"]["people"]["properties"]["eligible"]["title"] == "Count"
