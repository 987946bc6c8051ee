"""What stands behind a file: shared behaviour values, the task library, and what an outcome or capability has when its file does not say."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, cast

from utfall.base.errors import Problem
from utfall.scenario.compose import read_layer
from utfall.scenario.layers import Layers, Path, Place, Tree, lay
from utfall.scenario.library import library_folder
from utfall.scenario.near import did_you_mean
from utfall.scenario.schema.behaviour import PROFILES, SECTIONS, SHARED, SharedValues
from utfall.scenario.schema.leaf import VALUE_KEYS

#: Files that stand behind every case, as places name them.
SHARED_FILES = frozenset(f"behaviour/{name}.toml" for name in (*PROFILES, "tasks"))


@dataclass(frozen=True, slots=True)
class Behind:
    """A composed file with everything under it, and the shared values with what the file overrides.

    shared   paths ("behaviour", name)
    problems mistakes that only show here: a task or a shared value that does not exist
    """

    layers: Layers
    shared: Layers
    overridden: tuple[str, ...]
    problems: tuple[Problem, ...]


@lru_cache(maxsize=1)
def shared_layer() -> Layers:
    """The shared behaviour profile as it is written."""
    return read_layer(library_folder() / "behaviour" / "shared.toml", "behaviour/shared.toml")


@lru_cache(maxsize=1)
def task_layer() -> Layers:
    """The task library as it is written."""
    return read_layer(library_folder() / "behaviour" / "tasks.toml", "behaviour/tasks.toml")


@lru_cache(maxsize=len(PROFILES))
def rival_layer(name: str) -> Layers:
    """A rival profile as it is written: sections of the shared values, and under `tasks` rows of the task library."""
    return read_layer(library_folder() / "behaviour" / f"{name}.toml", f"behaviour/{name}.toml")


@lru_cache(maxsize=len(PROFILES))
def library_under(name: str) -> tuple[Layers, Layers]:
    """The shared values and the task library under a profile: `shared` as they are written, a rival laid over them."""
    if name == SHARED:
        return shared_layer(), task_layer()
    rival = rival_layer(name)
    tasks = rival.tree.get("tasks", {})
    values = Layers(rival.file, {key: table for key, table in rival.tree.items() if key not in ("tasks", "title")}, rival.places)
    rows = Layers(rival.file, tasks, {path[1:]: place for path, place in rival.places.items() if path[0] == "tasks" and len(path) > 1})
    return lay(shared_layer(), values), lay(task_layer(), rows)


def profile_of(layers: Layers) -> str:
    """The behaviour profile that a file asks for; a name that is not there is told where the file is understood."""
    asked = _plain(layers.get(("behaviour", "profile")))
    return asked if isinstance(asked, str) and asked in PROFILES else SHARED


def library_tasks() -> tuple[str, ...]:
    """Ids of the tasks of the library."""
    return tuple(name for name, row in task_layer().tree.items() if isinstance(row, dict))


def put_behind(layers: Layers) -> Behind:
    """Everything under the composed file."""
    problems: list[Problem] = []
    values, tasks = library_under(profile_of(layers))
    full = _under_outcomes(layers, values)
    full = _under_tasks(full, tasks, problems)
    full = _under_capabilities(full, values)
    shared, overridden = _shared(layers, values, problems)
    return Behind(full, shared, overridden, tuple(problems))


def main_outcome(layers: Layers, kind: str) -> str | None:
    """The outcome that matters, if it is of this kind."""
    outcomes = _tables(layers.get(("outcomes",)))
    marked = [name for name, row in outcomes.items() if _plain(row.get("main")) is True]
    chosen = marked[0] if marked else next(iter(outcomes), None) if len(outcomes) == 1 else None
    return chosen if chosen is not None and _plain(outcomes[chosen].get("kind")) == kind else None


def _around_main(layers: Layers) -> str | None:
    """The outcome that contains the one that matters, if there is one."""
    main = main_outcome(layers, "state")
    return next((name for name, row in _tables(layers.get(("outcomes",))).items() if main and _plain(row.get("contains")) == main), None)


def _tables(found: object) -> dict[str, Tree]:
    return {name: row for name, row in found.items() if isinstance(row, dict)} if isinstance(found, dict) else {}


def _plain(value: object) -> object:
    """A value without its source."""
    return value.get("value") if isinstance(value, dict) else value


def _moved(source: Layers, start: Path, target: Path, file: str) -> Layers:
    """A part of a library file as a layer of its own at another path; its `source` comes along."""
    part: Any = source.get(start) or {}
    tree: Tree = dict(part)
    if "source" not in tree and "source" in source.tree:
        tree["source"] = source.tree["source"]
    places = {(*target, *p[len(start) :]): place for p, place in source.places.items() if p[: len(start)] == start}
    for name in reversed(target):
        tree = {name: tree}
    return Layers(file, tree, places)


def _lay_under(full: Layers, under: Layers) -> Layers:
    """A library layer under the file; a `source` of the library is no source of what the file says."""
    laid = lay(under, full)
    tree = {name: _in_order_of(full.tree.get(name), below) if isinstance(below, dict) else below for name, below in laid.tree.items()}
    return replace(laid, tree=_in_order_of(full.tree, tree))


def _in_order_of(first: object, merged: Tree) -> Tree:
    """A merged table with the file's own names in the file's order."""
    return {name: merged[name] for name in dict.fromkeys([*(first if isinstance(first, dict) else ()), *merged])}


def _under_outcomes(layers: Layers, values: Layers) -> Layers:
    for name, row in _tables(layers.get(("outcomes",))).items():
        kind = _plain(row.get("kind"))
        if isinstance(kind, str) and kind in {"state", "events"} and "contains" not in row:
            under = _spread_source(_moved(values, (kind,), ("outcomes", name), layers.file), ("outcomes", name))
            layers = _lay_under(layers, _without_entry(under, name) if "in_outcome_after" in row else under)
    return layers


def _without_entry(layer: Layers, name: str) -> Layers:
    """What an outcome has, without the rate of entry: it follows from a share that the file gives."""
    left = {key: value for key, value in layer.get(("outcomes", name)).items() if key != "entry"}
    return Layers(layer.file, _rebuilt(layer.tree, ("outcomes", name), left), layer.places, layer.removed)


def _spread_source(layer: Layers, at: Path) -> Layers:
    """Give every value of a library table its source, and take it off the table, where it would cover what the file says."""
    tree = layer.get(at)
    return Layers(layer.file, _rebuilt(layer.tree, at, _sourced(tree, tree.get("source", ""))), layer.places, layer.removed)


def _rebuilt(tree: Tree, at: Path, part: Tree) -> Tree:
    return part if not at else {**tree, at[0]: _rebuilt(tree[at[0]], at[1:], part)}


def _sourced(table: Tree, source: str) -> Tree:
    found: Tree = {}
    for name, value in table.items():
        if name in ("source", "title", "like", "note") and not isinstance(value, dict):
            if name != "source":
                found[name] = value
        elif isinstance(value, dict) and "value" not in value:
            found[name] = _sourced(value, source)
        else:
            found[name] = {"source": source, **value} if isinstance(value, dict) else {"value": value, "source": source}
    return found


def _under_tasks(layers: Layers, tasks: Layers, problems: list[Problem]) -> Layers:
    library = library_tasks()
    if not _tables(layers.get(("tasks",))):
        named = [_plain(row.get("task")) for row in _tables(layers.get(("contract", "metrics"))).values()]
        shared_set = cast(list[str], task_layer().tree["shared_set"])
        wanted = [*shared_set, *(str(name) for name in named if name in library and name not in shared_set)]
        rows = {name: {"like": name} for name in dict.fromkeys(wanted)}
        layers = lay(layers, Layers(layers.file, {"tasks": rows}, {("tasks",): Place(layers.file, None)}))
    for name, row in _tables(layers.get(("tasks",))).items():
        like = _plain(row.get("like", name if name in library else None))
        if like in library:
            layers = _lay_under(layers, _task_row(tasks, str(like), name, layers))
        elif like is not None:
            problems.append(layers.problem(("tasks", name, "like"), f'no task in the library "{like}"' + did_you_mean(str(like), library)))
    return layers


def _task_row(tasks: Layers, like: str, name: str, layers: Layers) -> Layers:
    """A row of the library as the start of a task; `main` becomes the outcome that matters, `around` the one that contains it."""
    row = _spread_source(_moved(tasks, (like,), ("tasks", name), layers.file), ("tasks", name))
    tree, places = dict(row.get(("tasks", name))), dict(row.places)
    for column, kind in (("boosts", "state"), ("shows", "score")):
        if column not in tree:
            continue
        columns = {}
        for word, outcome in (("main", main_outcome(layers, kind)), ("around", _around_main(layers))):
            if outcome and word in tree[column]:
                columns[outcome] = tree[column][word]
                places["tasks", name, column, outcome] = places["tasks", name, column, word]
        tree[column] = columns
    return Layers(row.file, {"tasks": {name: tree}}, places)


def _under_capabilities(layers: Layers, shared: Layers) -> Layers:
    """Capabilities that the file names or its tasks build, over the shared ones."""
    known = {name for name in shared.tree["capabilities"] if name != "default"}
    own = list(_tables(layers.get(("capabilities",))))
    built = [cap for row in _tables(layers.get(("tasks",))).values() for cap in _tables_or_names(row.get("builds")) if cap in known]
    for name in dict.fromkeys([*own, *built]):
        at = ("capabilities", name)
        if name in known:
            layers = _lay_under(layers, _spread_source(_moved(shared, at, at, layers.file), at))
        layers = _lay_under(layers, _spread_source(_moved(shared, ("capabilities", "default"), at, layers.file), at))
    return layers


def _tables_or_names(found: object) -> list[str]:
    return [name for name in found if name not in VALUE_KEYS] if isinstance(found, dict) else []


def _shared(layers: Layers, whole: Layers, problems: list[Problem]) -> tuple[Layers, tuple[str, ...]]:
    """The shared values flat, with the file's overrides over them."""
    tree: Tree = {"source": whole.tree["source"]}
    places: dict[Path, Place] = {}
    for section in SECTIONS:
        tree |= whole.tree[section]
        places |= {("behaviour", *p[1:]): place for p, place in whole.places.items() if p[0] == section and len(p) > 1}
    under = Layers(layers.file, {"behaviour": tree}, places)
    override = layers.get(("behaviour", "override"))
    if not isinstance(override, dict):
        return under, ()
    known = [name for name in SharedValues.model_fields if name not in ("source", "note")]
    good: Tree = {}
    for name, value in override.items():
        if name in known:
            good[name] = value
        elif name not in ("source", "note"):
            problems.append(layers.problem(("behaviour", "override", name), f'no shared behaviour value "{name}"{did_you_mean(name, known)}'))
    moved = {("behaviour", *p[2:]): place for p, place in layers.places.items() if p[:2] == ("behaviour", "override") and len(p) > 2}
    return lay(under, replace(under, tree={"behaviour": good}, places=moved)), tuple(good)
