"""Scenarios: files to objects. Nothing here needs a compiler, so that `check` answers at once."""

from utfall.scenario.library import LibraryEntry, list_library
from utfall.scenario.load import check, load
from utfall.scenario.scenario import Scenario

__all__ = ["LibraryEntry", "Scenario", "check", "list_library", "load"]
