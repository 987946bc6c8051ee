"""Rules of one's own: from a file (`--plugin FILE`) or as objects from Python. They travel with the scenario and are part of its identity.

A file is run once in each process. Its rules are the public classes with the methods of `behaviour.decisions.ProviderRule`; the rule of class
`LeastHelpedFirst` has the name `own:least_helped_first`.
"""

import hashlib
import inspect
import re
import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from utfall.base.errors import UsageError
from utfall.scenario.near import did_you_mean

if TYPE_CHECKING:
    from utfall.behaviour.decisions import ProviderRule

#: How the name of a rule of one's own begins in a scenario.
OWN = "own:"
METHODS = ("sign", "select", "hours", "claim")
LARGEST = 1_000_000


@dataclass(frozen=True)
class OwnRules:
    """Rules that are not in the catalogue.

    file     what messages call the file; text: what it says
    objects  (provider id or "*", rule) pairs given from Python, with the text of the files of their classes as `text`
    """

    file: str
    text: str
    objects: "tuple[tuple[str, ProviderRule], ...]" = ()

    @property
    def digest(self) -> str:
        """Identity: what the file says, and the parameters of objects."""
        return hashlib.sha256(f"{self.text}{self.objects!r}".encode()).hexdigest()[:16]

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the rules of the file."""
        return () if self.objects else tuple(_classes(self.file, self.text))

    def rule(self, name: str) -> "ProviderRule":
        """The rule of that name, without the `own:`."""
        found = {} if self.objects else _classes(self.file, self.text)
        if name not in found:
            raise UsageError(f'no rule "{name}" in {self.file}{did_you_mean(name, tuple(found))}; there are: {", ".join(found) or "none"}')
        return found[name]()

    def of_provider(self, provider: str) -> "ProviderRule | None":
        """The object given for a provider, if any."""
        given = dict(self.objects)
        return given.get(provider, given.get("*"))


def own_rules_of_file(path: str | Path) -> OwnRules:
    """Read and check a file of rules; every fault is told in words."""
    place = Path(path)
    try:
        if place.stat().st_size > LARGEST:
            raise UsageError(f"--plugin {path}: larger than {LARGEST // 1_000_000} MB; give a Python file with a rule")
        text = place.read_text(encoding="utf-8")
    except OSError as error:
        raise UsageError(f"--plugin {path}: cannot be read ({error.strerror or error})") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"--plugin {path}: is no text in UTF-8; give a Python file") from error
    found = OwnRules(str(path), text)
    if not found.names:
        raise UsageError(f"--plugin {path}: has no rule; write a class with the methods {', '.join(METHODS)} (docs/add-a-behaviour.md)")
    return found


def own_rules_of_objects(rules: "dict[str, ProviderRule]") -> OwnRules:
    """Rule objects from Python; the files of their classes are part of the identity of a run."""
    texts = []
    for rule in rules.values():
        kind = type(rule)
        _check("rules", kind)
        try:
            texts.append(inspect.getsource(kind))
        except (OSError, TypeError) as error:
            raise UsageError(f"rules: the source of {kind.__name__} cannot be read; put the class into a file") from error
    return OwnRules("rules", "\n".join(texts), tuple(sorted(rules.items())))


@lru_cache(maxsize=8)
def _classes(file: str, text: str) -> dict[str, type]:
    """Name -> class of each rule in a file, which is run."""
    module = _run(file, text)
    found = {}
    for name, kind in vars(module).items():
        own = isinstance(kind, type) and kind.__module__ == module.__name__ and not name.startswith("_")
        if own and any(callable(getattr(kind, method, None)) for method in METHODS):
            _check(file, kind)
            found[re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()] = kind
    return found


def _run(file: str, text: str) -> ModuleType:
    module = ModuleType(f"utfall_own_{hashlib.sha256(text.encode()).hexdigest()[:16]}")
    module.__file__ = file
    sys.modules[module.__name__] = module  # dataclasses look their module up there
    try:
        exec(compile(text, file, "exec"), vars(module))
    except SyntaxError as error:
        raise UsageError(f"--plugin {file}:{error.lineno}: {error.msg}") from error
    except Exception as error:  # a file of a user may raise anything
        raise UsageError(f"--plugin {file}: {type(error).__name__} while it was read: {error}") from error
    return module


def _check(file: str, kind: type) -> None:
    """Whether a class can be made without arguments, and has the methods of a rule, each taking one view."""
    for method in METHODS:
        function = getattr(kind, method, None)
        if not callable(function):
            raise UsageError(f"{file}: class {kind.__name__} has no method {method}(view); start from EqualEffort (docs/add-a-behaviour.md)")
        try:
            inspect.signature(function).bind(None, None)
        except TypeError as error:
            raise UsageError(f"{file}: {kind.__name__}.{method} must take one view: def {method}(self, view)") from error
    if not hasattr(kind, "needs_outlook"):
        raise UsageError(f"{file}: class {kind.__name__} does not say needs_outlook (True: it wants value tables; False: it does not)")
    if file != "rules":
        try:
            kind()
        except TypeError as error:
            raise UsageError(f"{file}: {kind.__name__} cannot be made without arguments; give its parameters defaults ({error})") from error
