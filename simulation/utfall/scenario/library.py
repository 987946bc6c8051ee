"""Where scenarios are: the library that comes with the package, and the folder of a file."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from utfall.base.errors import InputError, UsageError
from utfall.scenario.near import did_you_mean
from utfall.scenario.text import fail, parse_toml, read_text

NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
STANDINGS = ("assumed", "calibrated", "illustrative")
_NOT_SCENARIOS = ("references",)
_WORDS = ("title", "country", "years", "status", "summary", "theme", "teaches", "shows")


@dataclass(frozen=True, slots=True)
class LibraryEntry:
    """A scenario of the library; `keywords`: other words that somebody with its problem might use."""

    id: str
    title: str
    country: str
    years: str
    status: str
    summary: str
    theme: str
    teaches: str
    shows: str
    variants: tuple[tuple[str, str], ...]
    who: str = ""
    keywords: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def library_folder() -> Path:
    """The folder of the library: inside an installed package, or `scenarios/` of a source checkout."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "library" / "scenarios", package.parents[1] / "scenarios"):
        if folder.is_dir():
            return folder
    raise UsageError("the scenario library is missing; install the package again")


def names_in(folder: Path) -> tuple[str, ...]:
    """The scenarios in a folder, by name."""
    return tuple(sorted(path.stem for path in folder.glob("*.toml") if NAME.fullmatch(path.stem) and path.stem not in _NOT_SCENARIOS))


def locate(name_or_path: str | Path) -> tuple[Path, str, str]:
    """The file of a scenario, how messages call it, and the variant that is asked for (or "")."""
    text = str(name_or_path)
    if text.endswith(".toml") or isinstance(name_or_path, Path):
        return Path(text), text, ""
    name, _, variant = text.partition(":")
    if name.endswith(".toml"):
        return Path(name), name, variant
    folder = library_folder()
    if not NAME.fullmatch(name) or name not in names_in(folder):
        close = did_you_mean(name, names_in(folder)) or f"; the library has: {', '.join(names_in(folder))}"
        raise UsageError(f'no scenario "{printable(name)}"{close}' + ("" if NAME.fullmatch(name) else " (a file of your own ends in .toml)"))
    return folder / f"{name}.toml", f"{name}.toml", variant


def locate_base(name: object, folder: Path, file: str, line: int | None, allow_path: bool) -> tuple[Path, str]:
    """The file that `base` names: in the same folder, else in the library. Other folders only with leave."""
    if not isinstance(name, str):
        raise fail(file, "write the name of a scenario, in quotes", line, "base")
    if allow_path and name.endswith(".toml"):
        return folder / name, Path(name).name
    if not NAME.fullmatch(name):
        stem = name.removesuffix(".toml")
        if NAME.fullmatch(stem):
            raise fail(file, f'write the name without .toml: base = "{stem}"', line, "base")
        message = f'"{printable(name)[:60]}" is not the name of a scenario in this folder or the library; other folders need --allow-path'
        raise fail(file, message, line, "base")
    for place in (folder, library_folder()):
        path = place / f"{name}.toml"
        if path.exists() and name not in _NOT_SCENARIOS:
            if not allow_path and path.resolve().parent != place.resolve():
                raise fail(file, f'"{name}" leads out of its folder; this needs --allow-path', line, "base")
            return path, f"{name}.toml"
    known = (*names_in(folder), *names_in(library_folder()))
    raise fail(file, f'no scenario "{name}"{did_you_mean(name, known)}', line, "base")


def printable(text: str) -> str:
    """A text without characters that a terminal would act on."""
    return "".join(char if char.isprintable() else "?" for char in text)


def references(folder: Path) -> dict[str, str]:
    """Keys that `source` may name: those of the library and of the file's own folder."""
    found: dict[str, str] = {}
    for place in (library_folder(), folder):
        path = place / "references.toml"
        if path.is_file():
            found |= _references(read_text(path, "references.toml"))
    return found


@lru_cache(maxsize=4)
def _references(text: str) -> dict[str, str]:
    """Keys of a list of references, by its text: a list of the library is parsed once, and anew when it reads otherwise."""
    return _flat(parse_toml(text, "references.toml"))


def _flat(tree: dict[str, Any]) -> dict[str, str]:
    """Keys of all sections of a list of references."""
    found: dict[str, str] = {}
    for key, value in tree.items():
        found |= _flat(value) if isinstance(value, dict) else {key: str(value)}
    return found


def list_library() -> list[LibraryEntry]:
    """Every scenario of the library, by name."""
    return [_entry(name) for name in names_in(library_folder())]


def _entry(name: str) -> LibraryEntry:
    tree = parse_toml(read_text(library_folder() / f"{name}.toml", f"{name}.toml"), f"{name}.toml")
    about, variants = tree.get("about", {}), tree.get("variants", {})
    if not isinstance(about, dict) or not isinstance(variants, dict):
        raise InputError(fail(f"{name}.toml", "about and variants are tables").problems)
    if "base" in tree:  # what a case does not say of itself it has from the one it builds on
        under = _entry(str(tree["base"]))
        about = {"country": under.country, "years": under.years, "status": under.status, "theme": under.theme, **about}
    rows = tuple((key, str(value.get("title", key))) for key, value in variants.items() if isinstance(value, dict))
    people = tree.get("people", {})
    who = str(people.get("who", "")) if isinstance(people, dict) else ""
    keywords = tuple(map(str, about.get("keywords", ())))
    return LibraryEntry(id=name, variants=rows, who=who, keywords=keywords, **{word: str(about.get(word, "")) for word in _WORDS})
