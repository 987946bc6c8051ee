"""The Mesa agent that organisations are."""

from collections.abc import Iterator
from itertools import count
from typing import TYPE_CHECKING, ClassVar
from weakref import WeakKeyDictionary

import mesa

if TYPE_CHECKING:
    from utfall.model.model import ContractModel


class _Numbers(WeakKeyDictionary["ContractModel", Iterator[int]]):
    """The numbers that agents of a model get, from 1; a model that nobody holds any more is forgotten."""

    def __getitem__(self, model: "ContractModel") -> Iterator[int]:
        return self.setdefault(model, count(1))


class Organisation(mesa.Agent):
    """An agent whose model is let go of when its run is over.

    Mesa counts agents in a table of its own class that holds every model for good: some megabytes a run, gigabytes over an experiment.
    """

    _ids: ClassVar[_Numbers] = _Numbers()
