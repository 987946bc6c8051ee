"""An experiment file is read with the same care as a scenario: every mistake at once, with its line and what to write."""

from pathlib import Path

import pytest

from utfall.base.errors import InputError, UsageError
from utfall.experiment.design import Counts, is_design, read_design
from utfall.experiment.from_design import Changes, experiments_folder, locate, request_of
from utfall.scenario.text import parse_toml, read_text

GOOD = """title = "A design"
scenario = "first_steps"
runs = 20
[arms.agreed]
[arms.twice]
title = "Twice the price"
set = { "contract.terms.job.price" = "SEK 80 000 per person" }
[grid]
arms = ["twice"]
prices = [0, 0.5, 1]
runs = 5
[demo]
runs = 10
grid = { prices = [1] }
"""


def problems(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "d.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_design(path, "d.toml")
    return [str(problem) for problem in caught.value.problems]


def test_a_design_is_read_with_its_smaller_sizes(tmp_path: Path) -> None:
    path = tmp_path / "d.toml"
    path.write_text(GOOD, encoding="utf-8")
    design = read_design(path, "d.toml")
    assert [arm.label for arm in design.arms] == ["agreed", "twice"]
    assert design.arms[1].settings == {"contract.terms.job.price": "SEK 80 000 per person"}
    assert design.sized("") == Counts(runs=20, as_written=0, references=0, grid_runs=5, prices=(0.0, 0.5, 1.0))
    assert design.sized("demo") == Counts(runs=10, as_written=0, references=0, grid_runs=5, prices=(1.0,))
    with pytest.raises(UsageError, match=r"no \[quick\] table"):
        design.sized("quick")


def test_the_flagship_has_six_metrics_and_the_agreed_contract_on_400_seeds() -> None:
    path, file = locate("metric_choice_koto")
    design = read_design(path, file)
    assert len(design.arms) == 7
    assert len(design.arms) * design.sized("demo").runs == 2800
    assert design.sized("").references == 80
    assert (design.sized("demo").references, design.sized("demo").as_written, len(design.sized("demo").prices)) == (40, 40, 4)


def test_the_quick_size_runs_fewer_contracts_and_says_what_it_leaves_out() -> None:
    quick, demo = (request_of("metric_choice_koto", size, Changes()) for size in ("quick", "demo"))
    assert [variant.label for variant in quick.variants] == ["agreed", "job_on_day_90", "hours_3m", "language_course"]
    assert (quick.runs, quick.references, quick.as_written, quick.grid) == (100, 0, 0, None)
    assert quick.notes[0].startswith("smaller than the whole experiment: 4 of 7 contracts, 100 of 400 seeds, 1000 people, no reference runs")
    assert len(demo.variants) == 7
    assert demo.notes[0] == (
        "smaller than the whole experiment: reference runs on 40 seeds, runs at the prices of the file on 40 seeds, 4 prices on 30 seeds"
    )
    assert not any(note.startswith("smaller") for note in request_of("metric_choice_koto", "", Changes()).notes)


def test_an_arm_that_is_not_there_is_told_in_a_smaller_size_too(tmp_path: Path) -> None:
    assert problems(tmp_path, GOOD.replace("[demo]\n", '[demo]\narms = ["agreed", "twise"]\n')) == [
        'd.toml:13: error: demo.arms.1: no arm "twise"; did you mean "twice"?'
    ]


def test_all_mistakes_are_told_at_once_in_the_order_of_the_lines(tmp_path: Path) -> None:
    text = 'titel = "x"\nscenario = "first_steps"\nruns = true\nas_written = "3"\n[arms."A B"]\n[grid]\nprices = [1, nan]\nruns = 0\n'
    assert problems(tmp_path, text) == [
        'd.toml: error: title: is missing; write "Which metric should the contract pay on?"',
        'd.toml:1: error: titel: unknown key "titel"; did you mean "title"?.'
        " Keys here: title, question, scenario, seed, uncertainty, equal_budget, arms, people, runs, as_written, references, grid, demo, quick",
        "d.toml:3: error: runs: True is no whole number; write it bare, as 400",
        'd.toml:4: error: as_written: "3" is no whole number; write it bare, as 400',
        'd.toml:5: error: arms: "A B" is no name of an arm; a letter a-z, then letters, digits and _, at most 40',
        "d.toml:7: error: grid.prices: nan is no factor on prices; write a number from 0 to 1000",
        "d.toml:8: error: grid.runs: 0 is not between 1 and 10000000",
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('arms = ["twice"]', 'arms = ["twise"]', 'd.toml:9: error: grid.arms.0: no arm "twise"; did you mean "twice"?'),
        ("runs = 20", "runs = 1000000000000", "is not between 1 and 10000000"),
        ("[arms.agreed]", "[arms.agreed]\nvarient = 'x'", 'arms.agreed.varient: unknown key "varient"; did you mean "variant"?'),
        ("[demo]", "[demo]\nseed = 3", 'demo.seed: unknown key "seed"'),
        ("runs = 5", 'runs = 5\nrival = "shared"', 'grid.rival: "shared" is no rival of the shared profile; there is: optimistic, well_informed'),
        ("prices = [1]", "arms = ['twice']", 'demo.grid.arms: unknown key "arms"'),
        ('scenario = "first_steps"\n', "", 'scenario: is missing; write "koto_sib"'),
    ],
)
def test_a_mistake_is_told_with_what_to_write(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in GOOD
    assert said in "\n".join(problems(tmp_path, GOOD.replace(old, new)))


def test_whoever_shows_a_price_response_shows_it_under_a_rival_calibration_too() -> None:
    folder = experiments_folder()
    assert folder is not None
    designs = {
        path.stem: read_design(path, path.name) for path in folder.glob("*.toml") if is_design(parse_toml(read_text(path, path.name), path.name))
    }
    sizes = {name: [design.counts, *design.smaller.values()] for name, design in designs.items()}
    alone = [name for name, every in sizes.items() for one in every if one.prices and one.grid_runs and not (one.rival and one.rival_runs)]
    assert "metric_choice_koto" in designs
    assert alone == []


def test_an_unknown_experiment_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(UsageError, match='no experiment "metric_choise_koto"; did you mean "metric_choice_koto"'):
        locate("metric_choise_koto")
