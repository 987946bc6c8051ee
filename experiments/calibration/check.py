"""What was fitted, on new luck, beside benchmarks: providers who follow no incentive, providers who follow nothing else, and the rival fit.

PYTHONPATH=simulation python experiments/calibration/check.py             # all of it: checks.csv (about five minutes of a core)
PYTHONPATH=simulation python experiments/calibration/check.py by_year levels    # C08 by year of the start
"""

import csv
import json
import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from parameters import PARAMETERS, WORK_PROGRAMME, settings
from rows import FITTED
from worlds import FORECAST_SEEDS, LOOKS, Planning, Size, Values

from utfall.indicators.people import total_hours
from utfall.model.foresight.forecast import forecast
from utfall.model.run import run_case
from utfall.scenario import load
from utfall.validation.evidence.families.work_programme import ESA
from utfall.validation.evidence.observable import of_group

HERE = Path(__file__).parent
NEW_LUCK = Size(seeds=range(2001, 2013), koto_seeds=range(2001, 2041), paid_seeds=range(2001, 2021), record_seeds=range(2001, 2025))
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
    found: dict[str, float] = {}
    for name, look in LOOKS.items():
        found |= look({p.name: values[p.name] for p in PARAMETERS if name in p.scenarios and p.name in values}, NEW_LUCK, change)
    return found


def by_year(name: str) -> None:
    """C08 by year of the start: hours of those on health-related benefits where primes learn, over those of primes that keep to their plan."""
    values, kept = {p.name: fitted(name)[p.name] for p in PARAMETERS if WORK_PROGRAMME in p.scenarios}, []
    for learns in (True, False):
        case = load(WORK_PROGRAMME).replace({**settings(values, WORK_PROGRAMME), "mechanisms.learning": learns}).scaled(6000).case()
        expected, outlooks, years = forecast(case, FORECAST_SEEDS), Planning(), []
        for seed in range(2001, 2005):
            record = run_case(case, seed, outlooks=outlooks, expectations=expected)
            persons, hours = record.persons, total_hours(record)
            who = persons.enrolled & of_group(record, *ESA)
            years.append([hours[who & ((persons.enrol_month - 1) // 12 == year)].mean() for year in range(4)])
        kept.append(np.mean(years, axis=0))
    print("hours a participant by year of the start, against plan, %:", np.round(100 * (kept[0] / kept[1] - 1)))


if __name__ == "__main__":
    by_year(sys.argv[2]) if sys.argv[1:2] == ["by_year"] else checks()
