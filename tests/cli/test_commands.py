"""What each command prints: for people, as JSON, and with which exit code."""

import json
import re
import shlex
from pathlib import Path

import pytest

from tests.cli.calling import utfall
from tests.faults.test_bad_files import GOOD
from utfall.cli.demo import NEXT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mine.toml").write_text(GOOD, encoding="utf-8")
    return tmp_path


def test_scenarios_lists_the_library_with_its_variants(tmp_path: Path) -> None:
    assert "koto_sib  (Finland, 2016-2019, real)" in utfall("scenarios", cwd=tmp_path).stdout
    found = json.loads(utfall("scenarios", "--json", cwd=tmp_path).stdout)["scenarios"]
    (koto,) = [one for one in found if one["name"] == "koto_sib"]
    assert {"public_gain", "job_on_day_90", "sustained_6m", "hours_3m", "language_course", "work_and_language"} <= set(koto["variants"])


def test_a_problem_that_no_case_is_near_to_is_told_so_before_the_nearest(tmp_path: Path) -> None:
    far = utfall("scenarios", "gambling", "among", "young", "people", cwd=tmp_path).stdout
    assert far.startswith("No case is near to this problem")
    assert "buzinezzclub" in far


def test_show_says_what_a_case_leaves_out_and_what_a_run_of_it_does_not_show(folder: Path) -> None:
    shown = utfall("show", "koto_sib", cwd=folder).stdout
    assert "goal of 2 500 people in work" in " ".join(shown.partition("What is left out")[2].split())
    assert "best-known provider" in " ".join(shown.partition("What a source says and a run does not bring")[2].split())
    found = json.loads(utfall("show", "koto_sib", "--json", cwd=folder).stdout)
    assert found["works"] == ["doria", "vatt", "efsi-koto"]
    assert found["not_shown"] == []
    assert len(found["asked"]) == 3
    assert [set(row) for row in found["not_reproduced"]] == [{"read", "source", "comes", "why"}]


def test_show_is_one_page_and_with_all_says_each_drawn_value(folder: Path) -> None:
    shown = utfall("show", "mine.toml", cwd=folder).stdout
    assert "The town pays Bridge to Work SEK\u202f40\u202f000 for each person" in shown or "The town pays Bridge to Work SEK 40" in shown
    assert len(shown.splitlines()) <= 60
    assert "\n    |  " in shown.partition("Who pays whom for what")[2]
    assert re.search(r"Of \d+ values at work \d+ have a source, \d+ are calibrated and \d+ assumed", shown)
    assert "utfall show mine.toml --figure" in shown
    assert "outcomes.work.entry" in utfall("show", "mine.toml", "--all", cwd=folder).stdout
    found = json.loads(utfall("show", "mine.toml", "--json", cwd=folder).stdout)
    assert len(found["fingerprint"]) == 16
    assert any(value["key"] == "contract.terms.job.price" for value in found["values"])
    changed = json.loads(utfall("show", "mine.toml", "--json", "--set", "people.places=100", cwd=folder).stdout)
    assert changed["fingerprint"] != found["fingerprint"]


def test_the_demonstration_proposes_only_keys_and_values_that_the_case_takes(tmp_path: Path) -> None:
    words = [shlex.split(line)[1:] for line in NEXT.splitlines() if line.startswith("  utfall")]
    (changed,) = [line for line in words if "--set" in line]
    assert utfall("show", *changed[1:], cwd=tmp_path).returncode == 0
    (varied,) = [line for line in words if "--vary" in line]
    key, _, values = varied[-1].partition("=")
    for value in values.split(","):
        assert utfall("show", varied[1], "--set", f"{key}={value}", cwd=tmp_path).returncode == 0


def test_check_tells_valid_files_warnings_and_experiments(folder: Path) -> None:
    done = utfall("check", "mine.toml", "koto_sib", cwd=folder)
    assert done.returncode == 0
    assert "mine.toml: valid" in done.stdout
    assert "easy cases pay best" in done.stdout
    (folder / "design.toml").write_text('title = "x"\nscenario = "first_steps"\n[arms.a]\nvariant = "nosuch"\n[arms.b]\n', encoding="utf-8")
    wrong = utfall("check", "design.toml", "--json", cwd=folder)
    assert wrong.returncode == 2
    assert "nosuch" in json.loads(wrong.stdout)["files"]["design.toml"][0]["message"]


def test_explain_says_a_key_and_offers_the_nearest(tmp_path: Path) -> None:
    assert "which metrics are paid" in utfall("explain", "contract.metric", cwd=tmp_path).stdout
    wrong = utfall("explain", "contract.metrik", cwd=tmp_path)
    assert wrong.returncode == 2
    assert "contract.metric" in wrong.stderr


def test_run_prints_one_object_with_the_promised_keys_and_nothing_else(folder: Path) -> None:
    done = utfall("run", "mine.toml", "--runs", "3", "--point", "--json", cwd=folder)
    found = json.loads(done.stdout)
    assert done.stderr == ""
    assert {"scenario", "runs", "seed", "people", "months", "version", "fingerprint", "indicators", "findings"} <= set(found)
    effect = found["indicators"]["true_effect_eligible"]
    assert {"mean", "low", "high", "mc_low", "mc_high", "sd", "undefined", "unit"} <= set(effect)


def test_compare_prints_variants_differences_both_ways_and_verdicts(folder: Path) -> None:
    words = ("compare", "mine.toml", "--vary", "contract.terms.job.price=SEK 20 000 per person,SEK 60 000 per person", "--runs", "4", "--point")
    found = json.loads(utfall(*words, "--json", cwd=folder).stdout)
    names = [variant["name"] for variant in found["variants"]]
    assert names == ["SEK 20 000 per person", "SEK 60 000 per person"]
    pairs = {(d["variant"], d["against"]) for d in found["differences"]}
    assert pairs == {(names[0], names[1]), (names[1], names[0])}
    some = found["differences"][0]
    assert {"variant", "against", "indicator", "mean", "low", "high", "mc_low", "mc_high", "share_above_0"} <= set(some)
    shown = utfall(*words, cwd=folder).stdout
    assert "Differences from SEK 20 000 per person, paired by seed" in shown
    assert "true_effect_eligible" in shown
    assert "true_effect_standardised" not in shown
    assert max(map(len, shown.splitlines())) <= 120
    whole = utfall(*words, "--all", cwd=folder).stdout
    assert all(name in whole for name in found["variants"][0]["indicators"])


def test_draws_show_in_how_many_of_them_a_difference_has_which_sign(folder: Path) -> None:
    words = ("compare", "mine.toml", "--vary", "contract.terms.job.price=SEK 20 000 per person,SEK 60 000 per person", "--runs", "20")
    found = json.loads(utfall(*words, "--json", cwd=folder).stdout)
    (d,) = [d for d in found["differences"] if d["indicator"] == "payments" and d["variant"] == "SEK 60 000 per person"]
    assert d["draws"] == 2
    assert d["draws_above_0"] + d["draws_below_0"] <= 1.0
    assert d["draws_with_sign"] == d["draws_above_0"] == 1.0
    shown = utfall(*words, cwd=folder).stdout
    assert "in how many per cent of 2 draws + and \u2212" in shown
    assert "+100 \u22120 %" in shown


def test_at_most_eight_findings_are_shown_each_with_its_mark_and_no_note_twice(folder: Path) -> None:
    shown = utfall("run", "mine.toml", "--runs", "6", "--point", cwd=folder).stdout
    lines = shown.splitlines()
    starts = [i for i, line in enumerate(lines) if line.startswith("- ")]
    assert 3 <= len(starts) <= 9
    ends = [*starts[1:], next(i for i, line in enumerate(lines) if line.startswith("A model for learning"))]
    told = [" ".join(lines[a:b]) for a, b in zip(starts, ends, strict=True)]
    assert all(text.endswith(("(counted)", "(supported)", "(assumed)", "with --all")) for text in told)
    tail = lines[ends[-1] + 1 :]
    assert len(tail) == len(set(tail))
    assert " of 20 runs" not in shown


def test_an_experiment_runs_its_arms_and_its_report_is_one_file(folder: Path) -> None:
    text = """title = "Twice the price"
scenario = "first_steps"
people = 300
uncertainty = "central"
runs = 3
references = 2
[arms.agreed]
[arms.twice]
set = { "contract.terms.job.price" = "SEK 80 000 per person" }
[grid]
prices = [0.5, 1]
runs = 2
"""
    (folder / "design.toml").write_text(text, encoding="utf-8")
    found = json.loads(utfall("experiment", "design.toml", "--json", cwd=folder).stdout)
    views = [variant["view"] for variant in found["variants"]]
    assert (views.count("main"), views.count("curve"), views.count("reference")) == (2, 4, 6)
    assert found["failed"] == []
    report = utfall("report", "latest", "-o", "page.html", cwd=folder)
    assert report.returncode == 0, report.stderr
    assert "Twice the price" in (folder / "page.html").read_text(encoding="utf-8")


def test_only_makes_one_stored_run_again_with_the_same_numbers(folder: Path) -> None:
    run = json.loads(utfall("run", "mine.toml", "--runs", "1", "--seed", "5", "--json", cwd=folder).stdout)
    one = utfall("run", "mine.toml", "--only", f"{run['fingerprint']}:5", cwd=folder)
    assert one.returncode == 0, one.stderr
    made = json.loads(one.stdout)["values"]
    in_runs = {
        name: found["mean"] for name, found in run["indicators"].items() if name in made and found["mean"] is not None and made[name] is not None
    }
    assert len(in_runs) > 20
    minor = {name: 100.0 if run["indicators"][name]["unit"].startswith("SEK") else 1.0 for name in in_runs}
    assert {name: made[name] / minor[name] for name in in_runs} == pytest.approx(in_runs, rel=1e-12)
    other = utfall("run", "mine.toml", "--only", "0000000000000000:5", cwd=folder)
    assert other.returncode == 2
    assert run["fingerprint"] in other.stderr
