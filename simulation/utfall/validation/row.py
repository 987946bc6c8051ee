"""A row of the bench: what was expected, what came out, and whether it holds."""

from dataclasses import dataclass
from typing import Literal

Grade = Literal["exact", "statistical", "qualitative"]
Path = Literal["production", "test", "formula"]
#: A result further than so many standard errors from what is expected is out.
SIGMAS = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One comparison.

    entry, id    entry of the bench (T1), and what of it is compared (T1.price); case: printed, chosen (our own), or the number of a random draw
    title        in a few words; source: key in scenarios/references.toml
    grade        exact (to a tolerance), statistical (to 4 standard errors), qualitative (a sign, an order: obtained above expected)
    path         production code; the test path (tasks of quadratic response); formula: production code that is itself the closed form, or the
                 inequality that it solves, so that only a slip would show
    through      the code that was run
    expected, obtained   in the entry's own unit; low, high: where it must lie (high may be infinite)
    error        standard error of what was obtained (0: no luck in it)
    sure         whether the standard error is small enough for the comparison to say anything
    """

    entry: str
    id: str
    case: str
    title: str
    source: str
    grade: Grade
    path: Path
    through: str
    expected: float
    obtained: float
    low: float
    high: float
    error: float = 0.0
    sure: bool = True

    @property
    def holds(self) -> bool:
        """Whether it lies where it must."""
        return self.sure and self.low <= self.obtained <= self.high

    @property
    def verdict(self) -> str:
        """In a word."""
        return "holds" if self.holds else "out"


@dataclass(frozen=True, slots=True)
class NotExpressed:
    """An entry, or part of one, that the model cannot express, with the reason."""

    entry: str
    title: str
    reason: str
