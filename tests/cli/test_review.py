"""`utfall review`: the advice alone at once; with runs each danger with its numbers; one object on request."""

import json
from pathlib import Path

from tests.cli.calling import utfall


def test_static_advice_names_severity_source_line_and_change(tmp_path: Path) -> None:
    shown = utfall("review", "first_steps", "--static", cwd=tmp_path)
    assert shown.returncode == 0
    assert "HIGH  who selects: the provider selects" in shown.stdout
    assert "[ellis-1998]" in shown.stdout
    assert "first_steps.toml:23: contract.service.who_selects" in shown.stdout
    assert "Change: chance deciding who is taken." in shown.stdout
    assert not list(tmp_path.iterdir())


def test_with_runs_one_object_has_every_danger_with_its_numbers(tmp_path: Path) -> None:
    words = ("--runs", "3", "--people", "200", "--workers", "1", "--point", "--json", "--store", "runs.sqlite")
    told = json.loads(utfall("review", "first_steps", *words, cwd=tmp_path).stdout)
    assert (told["scenario"], told["runs"], told["people"]) == ("first_steps", 3, 200)
    (selects,) = [one for one in told["dangers"] if one["rule"] == "provider_selects"]
    assert selects["change"]["settings"] == {"contract.service.who_selects": "random"}
    assert {seen["pairs"] for seen in selects["measured"]} <= {0, 3}
    assert selects["telling"] in {seen["yardstick"] for seen in selects["measured"]}
    assert selects["sentences"]


def test_a_broken_file_and_a_portfolio_are_refused(tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text('[about]\ntitle = "x"\n', encoding="utf-8")
    assert utfall("review", "broken.toml", "--static", cwd=tmp_path).returncode == 2
