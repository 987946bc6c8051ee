"""An experiment file: which contracts, which seeds, which views. TOML, every mistake told at once with its line."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from utfall.base.errors import InputError, Problem, UsageError
from utfall.experiment.design_keys import ARM, TOP, Key
from utfall.scenario.compose import read_layer
from utfall.scenario.layers import Layers
from utfall.scenario.near import did_you_mean

PORTFOLIO = "portfolio"


@dataclass(frozen=True, slots=True)
class ArmDesign:
    """One contract of the design: a variant of the scenario, settings, or both."""

    label: str
    title: str
    variant: str
    settings: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much is run: seeds of each view, prices of the grid, eligible people (None: as the scenario says), arms (empty: all).

    rival, rival_runs   behaviour profile under which each price is run too (empty: none), and on how many seeds
    """

    runs: int
    as_written: int
    references: int
    grid_runs: int
    prices: tuple[float, ...]
    people: int | None = None
    arms: tuple[str, ...] = ()
    rival: str = ""
    rival_runs: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """An experiment file in full; `smaller` has other counts by name (demo, quick)."""

    title: str
    question: str
    scenario: str
    arms: tuple[ArmDesign, ...]
    seed: int
    central: bool
    equal_budget: bool
    grid_arms: tuple[str, ...]
    counts: Counts
    smaller: Mapping[str, Counts] = field(default_factory=dict)

    def sized(self, name: str) -> Counts:
        """The counts of a size; the whole file under the empty name."""
        if name and name not in self.smaller:
            raise UsageError(f"this experiment has no [{name}] table")
        return self.smaller[name] if name else self.counts

    def of_arms(self, labels: Collection[str]) -> "Design":
        """The design with these arms only, in its own order; all of them when none is named."""
        return replace(self, arms=tuple(arm for arm in self.arms if arm.label in labels)) if labels else self


def read_design(path: Path, file: str) -> Design:
    """Read and validate an experiment file; `InputError` with all problems in the order of the lines."""
    layers = read_layer(path, file)
    problems = list(_problems(layers))
    if problems:
        raise InputError(sorted(problems, key=lambda problem: (problem.line or 0, problem.key)))
    return _build(layers.tree)


def is_design(tree: Mapping[str, Any]) -> bool:
    """Whether a file is an experiment, not a scenario."""
    return "arms" in tree or "scenario" in tree


def is_portfolio(tree: Mapping[str, Any]) -> bool:
    """Whether a file is a portfolio of contracts, not a scenario."""
    return tree.get("kind") == PORTFOLIO


def _problems(layers: Layers) -> Iterable[Problem]:
    yield from _table(layers, (), TOP)
    arms = layers.get(("arms",))
    if isinstance(arms, dict):
        if not arms:
            yield layers.problem(("arms",), "there is no arm; write [arms.NAME]")
        for label, arm in arms.items():
            if not isinstance(arm, dict):
                yield layers.problem(("arms", label), "write a table: [arms.NAME]")
            else:
                yield from _table(layers, ("arms", label), ARM)
        for path in (("grid", "arms"), ("demo", "arms"), ("quick", "arms")):
            yield from _named_arms(layers, path, arms)


def _table(layers: Layers, at: tuple[str, ...], keys: Mapping[str, Key]) -> Iterable[Problem]:
    """Unknown keys with the nearest name, missing ones, wrong types and values; then the tables inside."""
    found = layers.get(at) if at else layers.tree
    for name, value in found.items():
        path = (*at, name)
        if name not in keys:
            yield layers.problem(path, f'unknown key "{name}"{did_you_mean(name, keys)}. Keys here: {", ".join(keys)}')
            continue
        wrong = keys[name].wrong(value)
        if wrong:
            yield layers.problem(path, wrong)
        elif keys[name].inside:
            yield from _table(layers, path, keys[name].inside)
    for name, key in keys.items():
        if key.required and name not in found:
            yield layers.problem((*at, name), f"is missing; write {key.example}", at=at or None)


def _named_arms(layers: Layers, path: tuple[str, ...], arms: Mapping[str, Any]) -> Iterable[Problem]:
    named = layers.get(path)
    for i, label in enumerate(named if isinstance(named, list) else ()):
        if isinstance(label, str) and label not in arms:
            yield layers.problem((*path, str(i)), f'no arm "{label}"{did_you_mean(label, arms)}')


def _build(tree: Mapping[str, Any]) -> Design:
    counts = _counts(tree, Counts(runs=200, as_written=0, references=0, grid_runs=0, prices=()))
    arms = tuple(ArmDesign(label, arm.get("title", label), arm.get("variant", ""), arm.get("set", {})) for label, arm in tree["arms"].items())
    return Design(
        title=tree["title"],
        question=tree.get("question", ""),
        scenario=tree["scenario"],
        arms=arms,
        seed=tree.get("seed", 1),
        central=tree.get("uncertainty", "draw") == "central",
        equal_budget=tree.get("equal_budget", False),
        grid_arms=tuple(tree.get("grid", {}).get("arms", tree["arms"])),
        counts=counts,
        smaller={name: _counts(tree[name], counts) for name in ("demo", "quick") if name in tree},
    )


def _counts(tree: Mapping[str, Any], other: Counts) -> Counts:
    grid = tree.get("grid", {})
    return Counts(
        runs=tree.get("runs", other.runs),
        as_written=tree.get("as_written", other.as_written),
        references=tree.get("references", other.references),
        grid_runs=grid.get("runs", other.grid_runs),
        prices=tuple(float(price) for price in grid.get("prices", other.prices)),
        people=tree.get("people", other.people),
        arms=tuple(tree["arms"]) if isinstance(tree.get("arms"), list) else (),
        rival=grid.get("rival", other.rival),
        rival_runs=grid.get("rival_runs", other.rival_runs),
    )
