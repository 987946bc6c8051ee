"""From a file to one composed tree: its bases, what it leaves out, a variant, and settings from outside."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path as File
from typing import Any

from utfall.base.errors import InputError, Problem, UsageError
from utfall.scenario.case_notes import without_case_notes
from utfall.scenario.layers import Layers, Path, Place, Tree, lay, leave_out
from utfall.scenario.library import locate_base
from utfall.scenario.lines import lines_of
from utfall.scenario.near import did_you_mean
from utfall.scenario.text import check_words, fail, parse_toml, read_text

MAX_BASES = 10
Sets = Mapping[str, object] | Sequence[str]


def read_layer(path: File, file: str) -> Layers:
    """One file as a layer."""
    text = read_text(path, file)
    tree = parse_toml(text, file)
    layer = Layers(file, tree, {key: Place(file, line) for key, line in lines_of(text).items()})
    problems = [layer.problem(key, message) for key, message in check_words(tree)]
    if problems:
        raise InputError(problems)
    return layer


def compose(path: File, file: str, allow_path: bool = False, above: tuple[File, ...] = ()) -> tuple[Layers, list[Problem]]:
    """A file over its bases; `base` and `without` are used up."""
    layer = read_layer(path, file)
    if "base" not in layer.tree:
        if "without" in layer.tree:
            return _apart(layer)[0], [layer.problem(("without",), "there is no base to leave anything out of")]
        return layer, []
    line = layer.place(("base",)).line
    chain = (*above, path.resolve())
    base_path, base_file = locate_base(layer.tree["base"], path.parent, file, line, allow_path)
    if base_path.resolve() in chain or len(chain) > MAX_BASES:
        raise fail(file, f'"{layer.tree["base"]}" leads back to this file, or through more than {MAX_BASES} files', line, "base")
    under, problems = compose(base_path, base_file, allow_path, chain)
    top, without = _apart(layer)
    under = without_case_notes(Layers(file, under.tree, under.places, under.removed))
    if without is not None:
        marked = Layers(file, under.tree, under.places | {p: layer.places[p] for p in layer.places if p[0] == "without"}, under.removed)
        under, more = leave_out(marked, without, ("without",))
        problems = problems + more
    return lay(under, top), problems


def _apart(layer: Layers) -> tuple[Layers, object]:
    """A layer without the keys that composition uses up, and its `without`."""
    tree = {key: value for key, value in layer.tree.items() if key not in ("base", "without")}
    places = {key: place for key, place in layer.places.items() if key[0] not in ("base", "without")}
    return Layers(layer.file, tree, places, layer.removed), layer.tree.get("without")


def variants_of(layers: Layers) -> tuple[str, ...]:
    """The ids of the variants of a composed file."""
    found = layers.tree.get("variants", {})
    return tuple(found) if isinstance(found, dict) else ()


def with_variant(layers: Layers, name: str) -> tuple[Layers, list[Problem]]:
    """A composed file with one of its variants laid over it. The variant's title becomes the scenario's."""
    if name not in variants_of(layers):
        close = did_you_mean(name, variants_of(layers)) or f"; there are: {', '.join(variants_of(layers)) or 'none'}"
        raise UsageError(f'no variant "{name}"{close}')
    at = ("variants", name)
    table = layers.tree["variants"][name]
    if not isinstance(table, dict):
        return layers, [layers.problem(at, "write a table")]
    problems: list[Problem] = []
    under = layers
    if "without" in table:
        under, problems = leave_out(layers, table["without"], (*at, "without"))
    tree: Tree = {key: value for key, value in table.items() if key not in ("title", "without", "note", "source")}
    places = {path[2:]: place for path, place in layers.places.items() if path[:2] == at and len(path) > 2}
    if "title" in table:
        tree["about"] = {"title": table["title"], **tree.get("about", {})}
        places[("about", "title")] = layers.place((*at, "title"))
    return lay(under, Layers(layers.file, tree, places)), problems


def with_sets(layers: Layers, sets: Sets, label: str = "--set") -> Layers:
    """A composed file with values set from outside, by dotted path."""
    for dotted, value in _pairs(sets):
        path = tuple(dotted.split("."))
        if not all(path):
            raise UsageError(f'{label}: "{dotted}" is not a dotted path, as in contract.metric')
        tree: Any = value
        for part in reversed(path):
            tree = {part: tree}
        places = {path[: i + 1]: Place(label, None) for i in range(len(path) - 1, len(path))}
        inner = {(*path, *p): Place(label, None) for p in _inner(value)}
        problems = list(check_words(tree))
        if problems:
            raise UsageError(f"{label}: {dotted}: {problems[0][1]}")
        layers = lay(layers, Layers(layers.file, tree, places | inner))
    return layers


def _inner(value: object, path: Path = ()) -> list[Path]:
    if not isinstance(value, dict):
        return [path] if path else []
    return [*([path] if path else []), *(p for name, below in value.items() for p in _inner(below, (*path, name)))]


def _pairs(sets: Sets) -> list[tuple[str, object]]:
    if isinstance(sets, Mapping):
        return [(key, value) for key, value in sets.items()]
    pairs: list[tuple[str, object]] = []
    for text in sets:
        key, equals, value = text.partition("=")
        if not equals:
            raise UsageError(f'--set {text}: write KEY=VALUE, as in --set "contract.metric=job_on_day_90"')
        pairs.append((key.strip(), read_setting(value.strip())))
    return pairs


def read_setting(text: str) -> object:
    """A value from the command line: TOML if it is that, a list of words for [a, b], else the words as they stand."""
    try:
        found = tomllib.loads(f"value = {text}")
        if list(found) == ["value"]:
            return found["value"]
    except (tomllib.TOMLDecodeError, ValueError, RecursionError):
        pass
    if re.fullmatch(r"\[.*\]", text):
        return [word.strip() for word in text[1:-1].split(",") if word.strip()]
    return text
