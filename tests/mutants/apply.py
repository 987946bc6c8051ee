"""How a mutant takes the place of real code: wherever the package has the original under any name, and with all memories cleared."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

PACKAGE = "utfall"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """A deliberate mistake.

    wrong   what it does wrong, in words
    where   what it takes the place of: module:function, or module:Class.method
    row     row of `utfall validate` that must turn red (of the behaviour bench: gain: and its name, line: and where it is drawn)
    made    the original -> what stands there instead
    """

    wrong: str
    where: str
    row: str
    made: Callable[[Any], Any]

    def put(self, monkeypatch) -> None:
        """Put it in place of the original."""
        module_name, _, path = self.where.partition(":")
        module = import_module(module_name)
        owner, _, name = path.rpartition(".")
        if owner:
            kind = getattr(module, owner)
            monkeypatch.setattr(kind, name, self.made(vars(kind)[name]))
        else:
            original = getattr(module, name)
            put_everywhere(monkeypatch, original, self.made(original))


def put_everywhere(monkeypatch, original: Any, instead: Any) -> None:
    """Replace an object in every module of the package that has it."""
    for module in loaded():
        for name, held in list(vars(module).items()):
            if held is original:
                monkeypatch.setattr(module, name, instead)


def forget() -> None:
    """Clear every memory of the package, so that nothing made before stands in for what would be made now."""
    for module in loaded():
        for held in list(vars(module).values()):
            if getattr(held, "__module__", "").startswith(PACKAGE) and hasattr(held, "cache_clear"):
                held.cache_clear()


def loaded() -> list[Any]:
    """The package's modules as far as they are loaded."""
    return [module for name, module in list(sys.modules.items()) if name.partition(".")[0] == PACKAGE and module is not None]
