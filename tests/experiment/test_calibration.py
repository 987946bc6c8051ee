"""The joint calibration as committed: what is written of each fit follows from its log, without a run."""

import csv
import json
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from utfall.scenario import load

FOLDER = Path(__file__).parents[2] / "experiments" / "calibration"
NAMES = ("parameters", "rows", "worlds", "objective", "fit")


@pytest.fixture
def modules(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, ModuleType]]:
    """The modules of the fit, in which nothing can be run."""
    monkeypatch.syspath_prepend(str(FOLDER))
    found = {name: import_module(name) for name in NAMES}
    monkeypatch.setattr(found["objective"], "CASES", tuple((case, _refuse) for case, _ in found["objective"].CASES))
    yield found
    for name in NAMES:
        del sys.modules[name]


def _refuse(*_: object) -> dict[str, float]:
    raise AssertionError("a value of a fit is not in its log")


def test_the_loss_and_the_rows_of_each_fit_are_those_of_its_log(modules: dict[str, ModuleType]) -> None:
    fit, objective = modules["fit"], modules["objective"]
    for name, design in fit.FITS.items():
        made = objective.Objective(FOLDER / f"log_{name}.csv", design)
        u, written = fit.ended(name, made)
        assert 0.5 * float((made.residuals(u) ** 2).sum()) == pytest.approx(written["loss"], rel=1e-4), name
        assert {row: made.found(u)[row] for row in written["rows"]} == pytest.approx({k: v["found"] for k, v in written["rows"].items()}, rel=1e-4)


def test_the_ends_of_a_band_are_nine_in_ten_and_what_held_out_rows_say_is_in_no_objective(modules: dict[str, ModuleType]) -> None:
    rows = {row.id: row for row in modules["rows"].FITTED}
    assert rows["C10"].residual(26.0) == pytest.approx(1.645)
    assert rows["C06"].residual(1.8) - rows["C06"].residual(1.2) == pytest.approx(2 * 1.645)
    table = (FOLDER.parents[1] / "simulation" / "utfall" / "validation" / "evidence" / "targets.csv").read_text(encoding="utf-8")
    held_out = {line.partition(",")[0].partition(".")[0] for line in table.splitlines() if "hold-out" in line}
    assert "C14" in held_out
    assert held_out.isdisjoint(name.partition(".")[0] for name in rows)


def test_a_parameter_is_read_back_from_its_value(modules: dict[str, ModuleType]) -> None:
    for parameter in modules["parameters"].PARAMETERS:
        assert parameter.value(parameter.at_start) == pytest.approx(parameter.start)
        assert parameter.inverse(parameter.value(0.7)) == pytest.approx(0.7)


def test_the_fits_are_written_down_with_their_values() -> None:
    loss = {
        name: json.loads((FOLDER / f"fitted_{name}.json").read_text(encoding="utf-8"))["loss"]
        for name in ("optimistic", "shared_held", "well_informed")
    }
    assert loss["optimistic"] < loss["shared_held"] < loss["well_informed"]
    page = (FOLDER.parents[1] / "docs" / "calibration.md").read_text(encoding="utf-8")
    assert all(f"{value:.2f}" in page for value in loss.values())


def test_the_levels_of_koto_follow_from_their_log_and_stand_in_the_file_near_where_the_fit_ended() -> None:
    written = json.loads((FOLDER / "fitted_koto.json").read_text(encoding="utf-8"))
    found = written["parameters"]
    with (FOLDER / "log_koto.csv").open(encoding="utf-8") as file:
        lines = list(csv.DictReader(file))
    steps = lines[
        : -len(found) - len(written["earnings_effect_at_hour_cost"])
    ]  # the last lines measure slopes, and the effect along the price of an hour
    assert {name: float(steps[-1][name]) for name in found} == pytest.approx({name: one["value"] for name, one in found.items()}, rel=1e-4)
    case = load("koto_sib").layers
    stated = {
        "entry": ("outcomes", "work", "entry"),
        "hour_cost": ("providers", "others", "cost"),
        "tax": ("values", "income_tax", "brings"),
        "benefit": ("values", "benefit", "costs"),
    }
    for name, path in stated.items():
        value = case.get(path)
        assert isinstance(value, dict)
        assert value["source"] == "calibrated"
        number = next(float(word) for word in str(value["value"]).split() if word[0].isdigit())
        assert number == pytest.approx(found[name]["value"], rel=0.02), name
    assert case.get(("providers", "live_palvelut", "cost")) == case.get(("providers", "others", "cost"))


def test_learning_by_doing_of_educate_girls_is_the_value_of_its_log_nearest_to_the_published_course() -> None:
    with (FOLDER / "log_educate_girls.csv").open(encoding="utf-8") as file:
        lines = [{name: float(number) for name, number in line.items()} for line in csv.DictReader(file)]
    published = (23 / 160, 27 / 160, 110 / 160)
    for line in lines:
        shares = (line["first"], line["second"], line["third"])
        assert line["loss"] == pytest.approx(sum((one - other) ** 2 for one, other in zip(shares, published, strict=True)), abs=1e-3)
    written = load("educate_girls").layers.get(("behaviour", "override", "doing"))
    assert isinstance(written, dict)
    assert written["source"] == "calibrated"
    assert written["value"] == min(lines, key=lambda line: line["loss"])["doing"] == max(line["doing"] for line in lines)


def test_how_many_would_work_anyway_in_optima_is_what_its_fit_ended_at() -> None:
    fitted = json.loads((FOLDER / "fitted_optima.json").read_text(encoding="utf-8"))
    entry = fitted["parameters"]["entry"]
    assert fitted["figures"]["claimed_payback"]["found"] == pytest.approx(9.0, abs=0.05)
    written = load("optima").layers.get(("outcomes", "work", "entry"))
    assert isinstance(written, dict)
    assert written["source"] == "calibrated"
    assert written["value"] == f"{entry['value']:.2f} % per month"
    assert written["range"] == [f"{entry['low']:g} % per month", f"{entry['high']:g} % per month"]


def test_what_says_calibrated_in_a_case_is_one_of_the_fitted_levels() -> None:
    library = FOLDER.parents[1] / "scenarios"
    said = {path.stem for path in library.glob("*.toml") if '"calibrated"' in path.read_text(encoding="utf-8")}
    assert said == {"koto_sib", "work_programme", "educate_girls", "optima"}
