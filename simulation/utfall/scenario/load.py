"""Loading and checking scenarios."""

from dataclasses import replace
from pathlib import Path

from utfall.base.errors import InputError, Problem
from utfall.scenario.compose import Sets, compose, with_sets, with_variant
from utfall.scenario.layers import in_order
from utfall.scenario.library import locate, references
from utfall.scenario.remarks import idle_keys
from utfall.scenario.scenario import Scenario, id_of, validated


def load(name_or_path: str | Path, sets: Sets = (), allow_path: bool = False) -> Scenario:
    """A scenario of the library (`koto_sib`, `koto_sib:sustained_6m`) or of a file that ends in .toml.

    sets        values by dotted path, a mapping or texts "KEY=VALUE"
    allow_path  let `base` lead out of the file's folder
    Raises InputError with every problem, in the order of the lines.
    """
    path, file, variant = locate(name_or_path)
    layers, problems = compose(path, file, allow_path)
    if variant:
        layers, more = with_variant(layers, variant)
        problems = problems + more
    if sets:
        layers = with_sets(layers, sets)
    id_ = id_of(path.stem) + (f":{variant}" if variant else "")
    scenario = Scenario(id_, layers, references(path.parent))
    return _sound(scenario, problems)


def _sound(scenario: Scenario, problems: list[Problem]) -> Scenario:
    if not problems:
        return validated(scenario)
    try:
        validated(scenario)
    except InputError as error:
        problems = problems + error.problems
    raise InputError(in_order(scenario.layers, problems))


def check(name_or_path: str | Path, allow_path: bool = False) -> list[Problem]:
    """Errors of a file and of each of its variants, by line; without errors its warnings, then its notes (levels error, warning, note)."""
    try:
        scenario = load(name_or_path, allow_path=allow_path)
    except InputError as error:
        return error.problems
    found: list[Problem] = []
    remarks = list(scenario.warnings)
    for name in scenario.variants if ":" not in scenario.id else ():
        try:
            variant = scenario.variant(name)
        except InputError as error:
            found += error.problems
        else:
            told = {(problem.key, problem.message) for problem in remarks}
            remarks += idle_keys(scenario.layers, name)
            remarks += [replace(p, message=f"{p.message} (variant {name})") for p in variant.warnings if (p.key, p.message) not in told]
    if found:
        return in_order(scenario.layers, found)
    notes = [Problem(scenario.layers.file, None, "file", text, "note") for text in scenario.notes]
    return [*in_order(scenario.layers, remarks), *notes]
