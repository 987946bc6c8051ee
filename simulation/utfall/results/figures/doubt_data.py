"""What the figures on doubt draw: how means settled as runs were added, and verdicts at each draw of what nobody knows."""

from dataclasses import dataclass
from typing import Literal

from utfall.results.figures.data import Estimate

Role = Literal["paid", "caused"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settling:
    """One headline mean: of the first so many runs, with its 95 % interval (nan: none yet).

    wanted   half of the interval that is narrow enough (None: nothing says); enough: runs from which on it is (None: `why` says it)
    """

    label: str
    unit: str
    role: Role
    runs: tuple[int, ...]
    mean: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    wanted: float | None
    enough: int | None
    why: str = "not yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Convergence:
    """How many runs are enough.

    asked   what `--precision` asked for (None: a number of runs was asked for); runs: made of each contract
    draws   of the assumed values (0: none); too_few: fewer than ten, so that the intervals hold chance alone; several: contracts
    """

    panels: tuple[Settling, ...]
    runs: int
    asked: float | None
    draws: int
    too_few: bool = False
    several: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictRow:
    """One contract against the first (or against nothing): its difference at each draw, with what chance leaves open there.

    turns   it causes more at some draws and less at others, each at more of them than chance gives
    """

    label: str
    draws: tuple[Estimate, ...]
    turns: bool = False

    @property
    def more(self) -> int:
        """Draws at which it causes more for sure."""
        return sum(draw.tells and (draw.mean or 0.0) > 0 for draw in self.draws)

    @property
    def less(self) -> int:
        """Draws at which it causes less for sure."""
        return sum(draw.tells and (draw.mean or 0.0) < 0 for draw in self.draws)

    @property
    def same(self) -> int:
        """Draws at which every run says the same of both."""
        return sum(draw.low == draw.high == 0.0 for draw in self.draws)

    @property
    def open(self) -> int:
        """Draws at which chance covers the difference."""
        return len(self.draws) - self.more - self.less - self.same


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictBlock:
    """Rows in one unit."""

    unit: str
    rows: tuple[VerdictRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdicts:
    """Whether verdicts hold over what nobody knows. `first`: the contract that the others are laid against; empty: a contract against nothing."""

    first: str
    blocks: tuple[VerdictBlock, ...]

    @property
    def rows(self) -> tuple[VerdictRow, ...]:
        """All rows."""
        return tuple(row for block in self.blocks for row in block.rows)
