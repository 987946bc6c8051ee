"""Runs and comparisons from Python: the same plans, stores and results as the command line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from utfall.base.errors import UsageError
from utfall.experiment.carry_out import carry_out
from utfall.experiment.defaults import defaults
from utfall.experiment.execute import Hands
from utfall.experiment.jobs import Luck
from utfall.experiment.naming import between, labels_of, shared_notes, titles_of
from utfall.experiment.precision import MOST, until_precise
from utfall.experiment.request import Request, Variant
from utfall.experiment.runner import ModelRunner, versions
from utfall.results.frames import ExperimentResult, Kind
from utfall.results.store import open_store
from utfall.scenario.own_rules import own_rules_of_file, own_rules_of_objects

if TYPE_CHECKING:
    from utfall.behaviour.decisions import ProviderRule
    from utfall.scenario import Scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """How runs are made and kept.

    point        central values instead of draws; luck: coupling of the world without the contract (None: as the file says)
    precision    add runs, up to `runs`, until the mean true effect (or each difference) is known to within this much: its 95 % interval +- it
    references   seeds on which the three reference runs are made too; equal_budget: scale prices to equal forecast payments
    workers      processes (0: all cores); store: file name or URL (None: results/utfall.sqlite)
    rules        provider id (or "*" for all) -> a rule of one's own; plugin: a file with one
    """

    point: bool = False
    luck: Luck | None = None
    precision: float | None = None
    references: int = 0
    equal_budget: bool = False
    workers: int = 0
    store: str | None = None
    rules: "Mapping[str, ProviderRule] | None" = None
    plugin: str | None = None

    def followed(self, scenario: "Scenario") -> "Scenario":
        """The scenario with the rules given here."""
        if self.plugin is not None:
            scenario = scenario.with_rules(own_rules_of_file(self.plugin))
        return scenario if self.rules is None else scenario.with_rules(own_rules_of_objects(dict(self.rules)))


def run(scenario: "Scenario", *, runs: int | None = None, seed: int = 1, how: How | None = None) -> ExperimentResult:
    """Run one contract `runs` times from `seed` on; stored runs are reused."""
    return _made("run", [scenario], runs, seed, how or How())


def compare(scenarios: Sequence["Scenario"], *, runs: int | None = None, seed: int = 1, how: How | None = None) -> ExperimentResult:
    """Run several contracts on the same people and the same luck; differences are paired by seed."""
    if len(scenarios) < 2:
        raise UsageError("compare needs two contracts or more")
    return _made("compare", scenarios, runs, seed, how or How())


def _made(kind: Kind, scenarios: Sequence["Scenario"], runs: int | None, seed: int, how: How) -> ExperimentResult:
    scenarios = [how.followed(scenario) for scenario in scenarios]
    first = scenarios[0]
    asked = defaults(first)
    labels, titles = labels_of(scenarios), titles_of(scenarios)
    request = Request(
        kind=kind,
        title=first.title if kind == "run" else between(first.title, labels),
        question="",
        variants=tuple(Variant(label=label, title=title, scenario=s) for label, title, s in zip(labels, titles, scenarios, strict=True)),
        runs=runs or asked.runs,
        seed=seed,
        central=how.point or asked.central,
        luck=how.luck or asked.luck,
        equal_budget=how.equal_budget,
        references=how.references,
        held=how.references > 0,
        notes=shared_notes(scenarios),
        precision=how.precision,
        command="utfall in Python",
    )
    with open_store(how.store) as store:
        carried = partial(carry_out, store=store, hands=Hands(ModelRunner(), how.workers), versions=versions())
        return carried(request) if how.precision is None else until_precise(request, how.precision, runs or MOST, carried)
