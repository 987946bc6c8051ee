"""What was fitted, on new luck, beside benchmarks: providers who follow no incentive, providers who follow nothing else, and the rival fit.

PYTHONPATH=simulation python experiments/calibration/check.py             # all of it: checks.csv (about five minutes of a core)
PYTHONPATH=simulation python experiments/calibration/check.py learning levels    # hours once results teach: a minute of a core
"""

import csv
import json
import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from parameters import PARAMETERS, WORK_PROGRAMME, settings
from rows import FITTED
from worlds import FORECAST_SEEDS, Planning, Size, Values, koto, work_programme

from utfall.indicators.people import total_hours
from utfall.model.foresight.forecast import forecast
from utfall.model.run import run_case
from utfall.scenario import load
from utfall.validation.evidence.families.work_programme import ESA
from utfall.validation.evidence.observable import of_group

HERE = Path(__file__).parent
NEW_LUCK = Size(seeds=range(2001, 2025), koto_seeds=range(2001, 2041))
#: Behaviour that a benchmark changes in both cases.
OFF: Mapping[str, object] = {"behaviour.providers": "equal_effort"}
OPPORTUNISTIC: Mapping[str, object] = {
    "behaviour.override.mission_weight": 0.0,
    "behaviour.override.integrity_median": 0.0,
    "behaviour.override.screening_accuracy": 0.95,
    "contract.service.minimum_hours": "0 hours per month",
}
COLUMNS: tuple[tuple[str, str, Mapping[str, object]], ...] = (
    ("optimistic", "optimistic", {}),
    ("levels", "levels", {}),
    ("well_informed", "well_informed", {}),
    ("strategy off", "optimistic", OFF),
    ("all opportunistic", "optimistic", OPPORTUNISTIC),
)


def fitted(name: str) -> dict[str, float]:
    """Values of a fit."""
    found = json.loads((HERE / f"fitted_{name}.json").read_text(encoding="utf-8"))
    return found["held"] | {key: row["value"] for key, row in found["parameters"].items()}


def checks() -> None:
    """Every row under every column, into checks.csv."""
    columns = {title: _shown(fitted(name), change) for title, name, change in COLUMNS}
    rows = next(iter(columns.values()))
    bands = {row.id: (row.value, row.low, row.high) for row in FITTED}
    with (HERE / "checks.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["row", "value", "low", "high", *columns])
        for row in rows:
            writer.writerow([row, *bands.get(row, ("", "", "")), *(f"{found[row]:.4g}" for found in columns.values())])


def _shown(values: Values, change: Mapping[str, object]) -> dict[str, float]:
    own = {case: {p.name: values[p.name] for p in PARAMETERS if case in p.scenarios and p.name in values} for case in (WORK_PROGRAMME, "koto_sib")}
    return work_programme(own[WORK_PROGRAMME], NEW_LUCK, change) | koto(own["koto_sib"], NEW_LUCK, change)


def learning(name: str) -> None:
    """C08 where providers learn from results: hours of those on health-related benefits by year of enrolment, one prime in place of eighteen."""
    values = fitted(name)
    one = {"providers.prime.count": 1, "providers.prime.places": 12600, "providers.prime.hours": "12600 hours per month"}
    change = {"mechanisms.learning": True, "providers.prime.reserves": "GBP 18 million", **one}
    case = load(WORK_PROGRAMME).replace({**settings(values, WORK_PROGRAMME), **change}).scaled(4000).case()
    expected, outlooks = forecast(case, FORECAST_SEEDS), Planning()
    years = []
    for seed in (2001, 2002):
        record = run_case(case, seed, outlooks=outlooks, expectations=expected)
        persons, hours = record.persons, total_hours(record)
        who = persons.enrolled & of_group(record, *ESA)
        years.append([hours[who & ((persons.enrol_month - 1) // 12 == year)].mean() for year in range(4)])
    means = np.mean(years, axis=0)
    print("hours a participant by year of enrolment:", means.round(1), "change to the last year, %:", round(100 * (means[-1] / means[0] - 1)))


if __name__ == "__main__":
    learning(sys.argv[2]) if sys.argv[1:2] == ["learning"] else checks()
