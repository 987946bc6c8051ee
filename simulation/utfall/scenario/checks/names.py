"""Names that a value refers to: each must be there, and the nearest is offered."""

from collections.abc import Iterator

from utfall.base.errors import Problem
from utfall.contract.parties import SECTORS
from utfall.scenario.checks.plain import groups_of, part, plain, plains, rows
from utfall.scenario.layers import Path
from utfall.scenario.library import STANDINGS
from utfall.scenario.near import did_you_mean
from utfall.scenario.understand import LeafAt, Understood, leaves, problem_at

_NOUNS = {
    "outcomes": "outcome",
    "tasks": "task",
    "capabilities": "capability",
    "values": "value",
    "payers": "payer",
    "providers": "provider",
    "investors": "investor",
    "people.groups": "group",
    "contract.metrics": "metric",
    "contract.comparisons": "comparison",
    "contract.terms": "term",
    "capital.tranches": "tranche",
    "payee": "party",
    "purse": "payer or sector",
    "party": "party",
}
_RESERVED = ("other", "value", "holder", "main")
_PARTIES = ("payers", "providers", "investors")


def names(understood: Understood) -> Iterator[Problem]:
    """References to things that are not there, and names that may not be given."""
    for found in leaves(understood.document):
        yield from _reference(understood, found)
    yield from _reserved(understood)


def known(understood: Understood, domain: str) -> tuple[str, ...]:
    """The names that a reference may give."""
    ids = _ids(understood, tuple(domain.split(".")))
    if domain == "providers":
        return provider_ids(understood) + tuple(name for name in ids if name not in provider_ids(understood))
    if domain == "investors":
        return (*ids, *_ids(understood, ("payers",)), *_ids(understood, ("providers",)))
    if domain == "payee":
        return ("providers", "holder", *_ids(understood, ("payers",)), *_ids(understood, ("investors",)), *provider_ids(understood))
    if domain == "party":
        return (*_ids(understood, ("payers",)), *_ids(understood, ("investors",)), *provider_ids(understood))
    if domain == "purse":
        return (*_ids(understood, ("payers",)), *SECTORS)
    return ids


def provider_ids(understood: Understood) -> tuple[str, ...]:
    """The ids of single providers, `count` taken into account."""
    found: list[str] = []
    for name, row in rows(part(understood, "providers")).items():
        count = plain(row.count)
        found += [name] if count is None or count == 1 else [f"{name}_{i:02d}" for i in range(1, min(count, 1000) + 1)]
    return tuple(found)


def _ids(understood: Understood, path: Path) -> tuple[str, ...]:
    table = understood.layers.get(path)
    return tuple(name for name, row in table.items() if isinstance(row, dict)) if isinstance(table, dict) else ()


def _reference(understood: Understood, found: LeafAt) -> Iterator[Problem]:
    leaf, below = found.leaf, found.path[len(found.key) :]
    if leaf.keyed in _NOUNS and below:
        yield from _name(understood, (*found.key, below[0]), below[0], leaf.keyed)
    elif leaf.refers in _NOUNS and isinstance(found.value.value, str):
        at = found.path if leaf.many and len(below) else found.key
        yield from _name(understood, found.key, found.value.value, leaf.refers, at)


def _name(understood: Understood, path: Path, name: str, domain: str, at: Path | None = None) -> Iterator[Problem]:
    options = known(understood, domain if domain != "contract.terms" or path[0] != "subcontract" else "subcontract.terms")
    if name in options:
        return
    more = did_you_mean(name, options)
    if not more and options:
        more = f"; there are: {', '.join(options[:8])}"
    yield problem_at(understood, path, f'no {_NOUNS[domain]} "{name[:60]}"{more}', at or path)


def _reserved(understood: Understood) -> Iterator[Problem]:
    for domain in ("people.groups", "payers", "providers", "investors", "outcomes"):
        path = tuple(domain.split("."))
        for name in _ids(understood, path):
            if name in _RESERVED or (name == "providers" and domain in _PARTIES):
                yield problem_at(understood, (*path, name), f'"{name}" is a reserved word; choose another name')
    seen: dict[str, str] = {}
    for party in _PARTIES:
        for name in _ids(understood, (party,)):
            if name in seen:
                yield problem_at(understood, (party, name), f'"{name}" is already the name of one of the {seen[name]}; choose another name')
            seen.setdefault(name, party)
    for name in groups_of(understood):
        if name in ("range", "dist", "spread", "source", "as_of", "note"):
            yield problem_at(understood, ("people", "groups", name), f'"{name}" is a reserved word; choose another name')


def sources(understood: Understood, references: dict[str, str]) -> Iterator[Problem]:
    """Every `source` names a reference or a standing, every work of `about.works` and of what is not reproduced a reference."""
    options = (*references, *STANDINGS)
    for number, work in enumerate(plains(part(understood, "about", "works"))):
        if isinstance(work, str) and work not in references:
            more = did_you_mean(work, references) or "; write a key of references.toml"
            yield problem_at(understood, ("about", "works", str(number)), f'no reference "{work[:60]}"{more}')
    for name, row in rows(part(understood, "about", "not_reproduced")).items():
        work = plain(row.source) or ""
        if work not in references:
            more = did_you_mean(work, references) or "; write a key of references.toml"
            yield problem_at(understood, ("about", "not_reproduced", name, "source"), f'"source" says in which work this was read{more}')
    for path, source in _sources(understood.layers.tree, ()):
        if source not in options:
            more = did_you_mean(source, options) or f"; write {', '.join(STANDINGS)}, or a key of references.toml"
            yield problem_at(understood, path, f'no reference "{source[:60]}"{more}')


def _sources(tree: object, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(tree, dict):
        for name, value in tree.items():
            if name == "source" and isinstance(value, str):
                yield (*path, name), value
            elif path or name != "variants":
                yield from _sources(value, (*path, name))
    elif isinstance(tree, list):
        for value in tree:
            yield from _sources(value, path)
