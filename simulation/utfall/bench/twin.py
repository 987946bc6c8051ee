"""Finds the plain-Mesa twin. It is a test, not a part of the package, so a wheel does not have it."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

PLACE = Path(__file__).parents[3] / "tests" / "docking" / "plain_mesa"


def load_twin() -> ModuleType | None:
    """The twin's module, or None where there is no source checkout."""
    name = "utfall_plain_mesa_twin"
    if name in sys.modules:
        return sys.modules[name]
    if not PLACE.exists():
        return None
    spec = importlib.util.spec_from_file_location(name, PLACE / "__init__.py", submodule_search_locations=[str(PLACE)])
    if spec is None or spec.loader is None:
        return None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module
