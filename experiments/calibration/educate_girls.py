"""Size of learning by doing in `scenarios/educate_girls.toml`, set to the published course of its three school years.

    PYTHONPATH=simulation python experiments/calibration/educate_girls.py            # some seconds of a core

Of the learning agreed for three years 23 % were reached after the first, 50 % after the second and 160 % after the third [educate-girls]: the years
brought 14, 17 and 69 % of the whole. Free is one value, productivity per doubling of service given, on a grid over what learning curves allow: from
the 0.05 that all cases share to 0.25, which is a progress ratio of 80 %, the one met most often in manufacturing [dutton-thomas-1984]; a service
has been seen to learn too, and to forget [darr-argote-epple-1995]. The loss is the squared distance of the three shares. Nothing else is moved, so
that the first year's slowness is restated by this value and tests nothing. Writes log_educate_girls.csv, a line for each value.
"""

import csv
from pathlib import Path

import numpy as np

from utfall.model.foresight.forecast import forecast
from utfall.model.foresight.outlook import Outlooks
from utfall.model.run import run_case
from utfall.scenario import load
from utfall.scenario.scenario import Scenario

HERE = Path(__file__).parent
SEEDS = range(1001, 1009)  # not the seeds of any experiment
PEOPLE = 1_600
#: Share of the learning agreed for all three years that each of them brought.
PUBLISHED = np.array([0.23, 0.27, 1.10])
GRID = (0.05, 0.1, 0.15, 0.2, 0.25)
HEAD = ("doing", "first", "second", "third", "loss")


def shares(scenario: Scenario) -> np.ndarray:
    """(3,) share of what was learnt because of the programme that children of each school year learnt, at central values."""
    case, outlooks, gained = scenario.case(), Outlooks(), np.zeros(3)
    expected = forecast(case)
    for seed in SEEDS:
        persons = run_case(case, seed, outlooks=outlooks, expectations=expected).persons
        order = np.argsort(persons.start_month[persons.enrolled], kind="stable")
        gain = (persons.outcome_time - persons.outcome_time_without)[persons.enrolled][order]
        gained += [part.sum() for part in np.array_split(gain, 3)]
    return gained / gained.sum()


def main() -> None:
    """A line for each value of the grid."""
    pool, wanted, lines = load("educate_girls").scaled(PEOPLE), PUBLISHED / PUBLISHED.sum(), []
    for doing in GRID:
        found = shares(pool.replace({"behaviour.override.doing": doing}))
        lines.append((doing, *(f"{share:.4f}" for share in found), f"{((found - wanted) ** 2).sum():.5f}"))
        print(*lines[-1])
    with (HERE / "log_educate_girls.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows((HEAD, *lines))


if __name__ == "__main__":
    main()
