"""A bounded store of solved tables, passed about explicitly and counted."""

from collections import OrderedDict

from utfall.behaviour.valuation.problem import Problem
from utfall.behaviour.valuation.table import ValueTable, solve


class TableCache:
    """Solved tables by the key of their problem; the one used longest ago leaves first, when there are more than `most` or they take too much room.

    hits, misses   look-ups answered, and tables solved
    """

    __slots__ = ("_bytes", "_most", "_room", "_tables", "hits", "misses")

    def __init__(self, most: int = 256, room: int = 256_000_000) -> None:
        """`most` tables and `room` bytes are kept, and always the latest table."""
        self._tables: OrderedDict[bytes, ValueTable] = OrderedDict()
        self._most, self._room, self._bytes = most, room, 0
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
        found = self._tables[key] = solve(problem)
        self._bytes += found.size
        while len(self._tables) > max(self._most, 1) or (self._bytes > self._room and len(self._tables) > 1):
            self._bytes -= self._tables.popitem(last=False)[1].size
        return found

    def __len__(self) -> int:
        return len(self._tables)
