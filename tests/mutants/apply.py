"""How a mutant takes the place of real code: wherever the package has the original under any name, and with all memories cleared."""

import __future__

import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from inspect import getsource
from textwrap import dedent
from typing import Any

import numba as nb

PACKAGE = "utfall"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """A deliberate mistake.

    wrong   what it does wrong, in words
    where   what it takes the place of: module:function, or module:Class.method
    row     row of `utfall validate` that must turn red (of the behaviour bench: gain: and its name, line: and where it is drawn, cause: and its
            name, with or without)
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

    @property
    def original(self) -> Any:
        """What it takes the place of."""
        module_name, _, path = self.where.partition(":")
        found: Any = import_module(module_name)
        for name in path.split("."):
            found = getattr(found, name)
        return found


def rewritten(original: Any, old: str = "", new: str = "", **seen: Any) -> Any:
    """The same function, kernel or method with `old` in its text, which must stand there once, replaced by `new`; `seen`: names that mean otherwise.

    A kernel comes back as Python, and what it calls stays compiled, so that the month's kernel need not be compiled anew.
    """
    function = getattr(original, "py_func", original)
    text = dedent(getsource(function))
    text = text[text.index("def ") :]
    assert not old or text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {function.__name__}"
    space = {**function.__globals__, **seen}
    exec(compile(text.replace(old, new) if old else text, function.__code__.co_filename, "exec", __future__.annotations.compiler_flag), space)
    return space[function.__name__]


def compiled(original: Any, old: str, new: str) -> Any:
    """A kernel with `old` in its text replaced by `new`, compiled: for loops over persons."""
    return nb.njit(error_model="numpy")(rewritten(original, old, new))


def put_everywhere(monkeypatch, original: Any, instead: Any) -> None:
    """Replace an object in every module of the package that has it."""
    for module in loaded():
        for name, held in list(vars(module).items()):
            if held is original:
                monkeypatch.setattr(module, name, instead)
            elif type(held) is tuple and any(one is original for one in held):
                monkeypatch.setattr(module, name, tuple(instead if one is original else one for one in held))


def forget() -> None:
    """Clear every memory of the package, so that nothing made before stands in for what would be made now."""
    for module in loaded():
        for held in list(vars(module).values()):
            if getattr(held, "__module__", "").startswith(PACKAGE) and hasattr(held, "cache_clear"):
                held.cache_clear()


def loaded() -> list[Any]:
    """The package's modules as far as they are loaded."""
    return [module for name, module in list(sys.modules.items()) if name.partition(".")[0] == PACKAGE and module is not None]
