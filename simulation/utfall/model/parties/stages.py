"""Tasks that are given only to people who are in (or out of) an outcome, as their workers record it: whom each is shut to this month."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from utfall.base.laws import Task
from utfall.model.parties.casebook import Casebook
from utfall.people.population import Population

Bools = NDArray[np.bool_]


class Stages:
    """Which tasks ask for a state; without any, nobody asks who is in which.

    asked   (task, state outcome, whether one must be in it) of each that does
    """

    def __init__(self, tasks: Sequence[Task]) -> None:
        ins = [(number, task.while_in, True) for number, task in enumerate(tasks) if task.while_in >= 0]
        outs = [(number, task.while_out_of, False) for number, task in enumerate(tasks) if task.while_out_of >= 0]
        self.asked = tuple(sorted(ins + outs))
        self._tasks = len(tasks)

    def shut(self, month: int, casebook: Casebook, population: Population) -> Bools:
        """(tasks, n) whether a task is shut to each of those served in contract `month`."""
        found = np.zeros((self._tasks, casebook.known.who.size), dtype=np.bool_)
        for task, outcome, inside in self.asked:
            found[task] = (casebook.sees(month, population, outcome) > 0) != inside
        return found
