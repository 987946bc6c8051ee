"""Reads the source as text and trees: imports, docstrings, citations. Nothing of Utfall is imported here."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "simulation" / "utfall"
QUIET = ("base", "contract", "people", "behaviour", "model")
CLOCKS_AND_FILES = ("time", "datetime", "os", "pathlib", "io", "shutil", "tempfile", "subprocess", "socket", "logging")
LUCK = ("numpy.random", "random", "secrets", "uuid")


@dataclass(frozen=True)
class Module:
    """One file of the package: its floor (first folder, empty for the top), its place and its tree."""

    floor: str
    place: str
    dotted: tuple[str, ...]
    tree: ast.Module


def modules(package: Path = PACKAGE) -> list[Module]:
    """All Python files of the package."""
    found = []
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package).parts
        tree = ast.parse(path.read_text(), filename=str(path))
        dotted = ("utfall", *parts[:-1]) if parts[-1] == "__init__.py" else ("utfall", *parts[:-1], parts[-1].removesuffix(".py"))
        found.append(Module(parts[0] if len(parts) > 1 else "", "/".join(parts), dotted, tree))
    return found


def table(heading: str, document: Path = ROOT / "docs" / "architecture.md") -> dict[str, tuple[str, ...]]:
    """A table of the architecture page whose first column has this heading: names in backticks, by row."""
    lines = document.read_text().splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith(f"| {heading} |"))
    rows = {}
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        cells = line.strip("|").split("|")
        rows[re.findall(r"`(\w+)`", cells[0])[0]] = tuple(re.findall(r"`(\w+)`", cells[1]))
    return rows


def imports(module: Module) -> Iterator[tuple[int, str]]:
    """Line and full dotted name of everything a module imports, wherever in the file."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(module, node)
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Call) and _name(node.func) in {"import_module", "__import__"}:
            yield from ((node.lineno, str(value.value)) for value in node.args[:1] if isinstance(value, ast.Constant))


def _absolute(module: Module, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    inside = module.dotted if module.place.endswith("__init__.py") else module.dotted[:-1]
    kept = inside[: len(inside) - node.level + 1]
    return ".".join((*kept, *([node.module] if node.module else [])))


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def steps_upward(package: Path = PACKAGE) -> list[str]:
    """Imports that the table of floors does not allow."""
    allowed = table("floor")
    wrong = []
    for module in modules(package):
        if not module.floor:
            continue
        for line, name in imports(module):
            target = name.split(".")[1] if name.startswith("utfall.") else ""
            if target and target != module.floor and target not in allowed.get(module.floor, ()):
                wrong.append(f"{module.place}:{line}: {module.floor} imports {target}")
    return wrong


def misplaced_libraries(package: Path = PACKAGE) -> list[str]:
    """Libraries imported on a floor that is not theirs, and files and clocks where there are none."""
    homes = table("library")
    wrong = []
    for module in modules(package):
        for line, name in imports(module):
            top = name.split(".")[0]
            if top in homes and module.floor and module.floor not in homes[top]:
                wrong.append(f"{module.place}:{line}: {top} in {module.floor}")
            if module.floor in QUIET and top in CLOCKS_AND_FILES:
                wrong.append(f"{module.place}:{line}: {top} in {module.floor}")
    return wrong


def luck_from_elsewhere(package: Path = PACKAGE) -> list[str]:
    """Uses of a generator that depends on the order of calls."""
    wrong = []
    for module in modules(package):
        used = [(line, name) for line, name in imports(module) if any(name == luck or name.startswith(luck + ".") for luck in LUCK)]
        attributes = [node for node in ast.walk(module.tree) if isinstance(node, ast.Attribute)]
        used += [(node.lineno, "numpy.random") for node in attributes if ast.unparse(node) in {"np.random", "numpy.random"}]
        wrong += [f"{module.place}:{line}: {name}" for line, name in used]
    return wrong


def noisy_calls(package: Path = PACKAGE) -> list[str]:
    """Calls of print outside the command line, and of open or input on the quiet floors."""
    wrong = []
    for module in modules(package):
        for node in ast.walk(module.tree):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            name = node.func.id
            if (name == "print" and module.floor != "cli") or (name in {"open", "input"} and module.floor in QUIET):
                wrong.append(f"{module.place}:{node.lineno}: {name}")
    return wrong


def without_docstring(package: Path = PACKAGE) -> list[str]:
    """Public classes and functions of a module, and modules with anything in them, that say nothing of themselves."""
    wrong = []
    for module in modules(package):
        if module.tree.body and not ast.get_docstring(module.tree):
            wrong.append(f"{module.place}: the module")
        for node in module.tree.body:
            named = isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
            if named and not node.name.startswith("_") and not ast.get_docstring(node):
                wrong.append(f"{module.place}:{node.lineno}: {node.name}")
    return wrong


def citations(package: Path = PACKAGE) -> dict[str, list[str]]:
    """Keys in square brackets that end in a year, cited in docstrings: key -> places."""
    found: dict[str, list[str]] = {}
    for module in modules(package):
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
                for key in re.findall(r"\[([a-z][\w-]*-\d{4}[a-z]?)\]", ast.get_docstring(node) or ""):
                    found.setdefault(key, []).append(module.place)
    return found
