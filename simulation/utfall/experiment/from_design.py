"""From an experiment file to a request: finds the file, loads its scenario, makes its arms."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from utfall.base.errors import InputError, Problem, UsageError
from utfall.experiment.design import ArmDesign, Counts, Design, read_design
from utfall.experiment.jobs import Luck
from utfall.experiment.naming import shared_notes
from utfall.experiment.request import Grid, Request, Variant
from utfall.scenario import Scenario, load
from utfall.scenario.near import did_you_mean
from utfall.scenario.own_rules import own_rules_of_file


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What the command line changes in a design."""

    people: int | None = None
    central: bool = False
    luck: Luck | None = None
    allow_path: bool = False
    plugin: str | None = None
    command: str = ""


def request_of(name: str, size: str, changes: Changes) -> Request:
    """The request of an experiment file in one of its sizes (the whole file under the empty name)."""
    path, file = locate(name)
    design = read_design(path, file)
    counts = design.sized(size)
    variants = contracts_of(design.of_arms(counts.arms), file, replace(changes, people=changes.people or counts.people))
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
        grid=_grid(design, counts),
        notes=(*_reduced(design, counts), *shared_notes([v.scenario for v in variants])),
        command=changes.command,
    )


def _grid(design: Design, counts: Counts) -> Grid | None:
    arms = tuple(label for label in design.grid_arms if not counts.arms or label in counts.arms)
    return Grid(arms, counts.prices, counts.grid_runs, counts.rival, counts.rival_runs) if arms and counts.prices and counts.grid_runs else None


def _reduced(design: Design, counts: Counts) -> Iterator[str]:
    """What a smaller size of a design leaves out, in one line."""
    whole = design.counts
    left = [f"{len(counts.arms)} of {len(design.arms)} contracts"] if counts.arms else []
    left += [f"{counts.runs} of {whole.runs} seeds"] if counts.runs < whole.runs else []
    left += [f"{counts.people} people"] if counts.people not in (None, whole.people) else []
    beside = (("reference runs", counts.references, whole.references), ("runs at the prices of the file", counts.as_written, whole.as_written))
    for name, some, most in beside:
        left += [f"no {name}" if not some else f"{name} on {some} seeds"] if some < most else []
    on_grid, whole_grid = len(counts.prices) * counts.grid_runs, len(whole.prices) * whole.grid_runs
    left += ["no grid of prices" if not on_grid else f"{len(counts.prices)} prices on {counts.grid_runs} seeds"] if on_grid < whole_grid else []
    if left:
        yield f"smaller than the whole experiment: {', '.join(left)}"


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
    if changes.plugin is not None:
        scenario = scenario.with_rules(own_rules_of_file(changes.plugin))
    settings = {key: str(value) for key, value in arm.settings.items()}
    return Variant(label=arm.label, title=arm.title, scenario=_sized(scenario, changes.people), settings=settings)


def _sized(scenario: Scenario, people: int | None) -> Scenario:
    return scenario if people is None else scenario.scaled(people)
