"""What a scenario file says of how it is run."""

import utfall
from utfall.experiment.defaults import RUNS, SEED, defaults


def test_a_file_that_says_a_part_of_how_it_is_run_leaves_the_rest_as_usual() -> None:
    asked = defaults(utfall.load("optima"))
    assert (asked.runs, asked.seed, asked.central, asked.luck) == (RUNS, SEED, False, "monotone")
    asked = defaults(utfall.load("optima").replace({"run.runs": 7, "run.uncertainty": "central"}))
    assert (asked.runs, asked.central) == (7, True)
