"""From an experiment file to a request: finds the file, loads its scenario, makes its arms."""

from dataclasses import dataclass, replace
from pathlib import Path

from utfall.base.errors import InputError, Problem, UsageError
from utfall.experiment.design import ArmDesign, Design, read_design
from utfall.experiment.jobs import Luck
from utfall.experiment.request import Grid, Request, Variant
from utfall.scenario import Scenario, load
from utfall.scenario.near import did_you_mean


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What the command line changes in a design."""

    people: int | None = None
    central: bool = False
    luck: Luck | None = None
    allow_path: bool = False
    command: str = ""


def request_of(name: str, size: str, changes: Changes) -> Request:
    """The request of an experiment file in one of its sizes (the whole file under the empty name)."""
    path, file = locate(name)
    design = read_design(path, file)
    counts = design.sized(size)
    variants = contracts_of(design, file, replace(changes, people=changes.people or counts.people))
    return Request(
        kind="experiment",
        title=design.title,
        question=design.question,
        variants=variants,
        runs=counts.runs,
        seed=design.seed,
        central=design.central or changes.central,
        luck=changes.luck or "monotone",
        equal_budget=design.equal_budget,
        as_written=counts.as_written,
        references=counts.references,
        grid=Grid(design.grid_arms, counts.prices, counts.grid_runs) if counts.prices and counts.grid_runs else None,
        notes=tuple(dict.fromkeys(note for v in variants for note in v.scenario.notes)),
        command=changes.command,
    )


def locate(name: str) -> tuple[Path, str]:
    """The file of an experiment of the library or of a path, and how messages call it."""
    if name.endswith(".toml"):
        return Path(name), name
    folder = experiments_folder()
    known = sorted(path.stem for path in folder.glob("*.toml")) if folder else []
    if folder is None or name not in known:
        there = ", ".join(known) or "none"
        raise UsageError(f'no experiment "{name[:80]}"{did_you_mean(name, known)}; there are: {there} (a file of your own ends in .toml)')
    return folder / f"{name}.toml", f"{name}.toml"


def experiments_folder() -> Path | None:
    """The designs that come with the package, or those of a source checkout."""
    package = Path(__file__).resolve().parents[1]
    return next((folder for folder in (package / "library" / "experiments", package.parents[1] / "experiments") if folder.is_dir()), None)


def contracts_of(design: Design, file: str, changes: Changes = Changes()) -> tuple[Variant, ...]:
    """The contracts of a design; `InputError` with the problems of every arm at once."""
    made: list[Variant] = []
    problems: list[Problem] = []
    for arm in design.arms:
        try:
            made.append(_variant(arm, design, changes))
        except UsageError as error:
            problems.append(Problem(file, None, f"arms.{arm.label}", str(error)))
        except InputError as error:
            problems += [replace(problem, file=f"{file} (arm {arm.label}; {problem.file})") for problem in error.problems]
    if problems:
        raise InputError(problems)
    return tuple(made)


def _variant(arm: ArmDesign, design: Design, changes: Changes) -> Variant:
    scenario = load(design.scenario + (f":{arm.variant}" if arm.variant else ""), allow_path=changes.allow_path)
    if arm.settings:
        scenario = scenario.replace(arm.settings)
    settings = {key: str(value) for key, value in arm.settings.items()}
    return Variant(label=arm.label, title=arm.title, scenario=_sized(scenario, changes.people), settings=settings)


def _sized(scenario: Scenario, people: int | None) -> Scenario:
    return scenario if people is None else scenario.scaled(people)
