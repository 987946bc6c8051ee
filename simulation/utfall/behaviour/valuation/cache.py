"""A bounded store of solved tables, passed about explicitly and counted."""

from collections import OrderedDict

from utfall.behaviour.valuation.problem import Problem
from utfall.behaviour.valuation.table import ValueTable, solve


class TableCache:
    """Solved tables by the key of their problem; the one used longest ago leaves first.

    hits, misses   look-ups answered, and tables solved
    """

    __slots__ = ("_most", "_tables", "hits", "misses")

    def __init__(self, most: int = 256) -> None:
        self._tables: OrderedDict[bytes, ValueTable] = OrderedDict()
        self._most = most
        self.hits = 0
        self.misses = 0

    def table(self, problem: Problem) -> ValueTable:
        """The table of a problem, solved at most once while it is kept."""
        key = problem.key
        if key in self._tables:
            self.hits += 1
            self._tables.move_to_end(key)
            return self._tables[key]
        self.misses += 1
        self._tables[key] = solve(problem)
        if len(self._tables) > self._most:
            self._tables.popitem(last=False)
        return self._tables[key]

    def __len__(self) -> int:
        return len(self._tables)
