"""A configuration of the model that a row of evidence is looked for in."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from utfall.base.errors import UsageError
from utfall.scenario import load
from utfall.scenario.case import Case
from utfall.scenario.library import library_folder, names_in
from utfall.scenario.scenario import Scenario
from utfall.scenario.schema.behaviour import PROFILES, SHARED

#: What a calibration changes in every scenario before a setup's own settings are laid on it.
Change = Callable[[Scenario], Scenario]


def under(profile: str) -> Change:
    """Every scenario under a behaviour profile by name: the shared one, or a rival calibration of it."""
    if profile not in PROFILES:
        raise UsageError(f'no behaviour profile "{profile}"; there are {", ".join(PROFILES)}')
    return unchanged if profile == SHARED else lambda scenario: scenario.replace({"behaviour.profile": profile})


def unchanged(scenario: Scenario) -> Scenario:
    """The scenario as its file has it."""
    return scenario


@dataclass(frozen=True, slots=True)
class Setup:
    """A scenario of the library, and what is changed in it. Always at central values.

    scenario   name, with `:variant`
    sets       settings by dotted path, laid on top
    times      settings of the file by dotted path, and by how much each is multiplied (after `sets`)
    people     eligible people (None: as the file says)
    world      true; believed: help builds what providers believe it to, which is the world that they bid and plan for
    """

    scenario: str
    sets: tuple[tuple[str, object], ...] = ()
    times: tuple[tuple[str, float], ...] = ()
    people: int | None = None
    world: Literal["true", "believed"] = "true"

    @property
    def name(self) -> str:
        """Name of its file."""
        return self.scenario.partition(":")[0]

    @property
    def missing(self) -> bool:
        """Whether the library has no such scenario."""
        return self.name not in names_in(library_folder())

    def case(self, change: Change = unchanged) -> Case:
        """The case under a calibration."""
        scenario = change(load(self.scenario))
        if self.sets:
            scenario = scenario.replace(dict(self.sets))
        if self.times:
            scenario = scenario.replace({path: multiplied(scenario.layers.get(tuple(path.split("."))), factor) for path, factor in self.times})
        if self.people is not None:
            scenario = scenario.scaled(self.people)
        case = scenario.case()
        return case if self.world == "true" else as_believed(case)


def multiplied(found: object, factor: float) -> object:
    """A value of a file times a factor: a number, a text that begins with one, or the value of a table."""
    if isinstance(found, dict):
        found = found["value"]
    if isinstance(found, str):
        amount, _, unit = found.partition(" ")
        return f"{float(amount) * factor:.6g} {unit}"
    assert isinstance(found, int | float)
    return found * factor


def as_believed(case: Case) -> Case:
    """The same case in a world in which help builds what providers believe, so that they are right."""
    belief = case.profile.belief_in_own_effect
    tasks = tuple(replace(task, builds=tuple(belief * gain for gain in task.builds)) for task in case.people.tasks)
    return replace(case, people=replace(case.people, tasks=tasks), profile=replace(case.profile, belief_in_own_effect=1.0))
