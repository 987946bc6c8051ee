"""An entry: a configuration of real code, its closed form, and where the two are compared."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from math import inf, isfinite
from zlib import crc32

from utfall.base.draws import Purpose, uniforms
from utfall.validation.row import SIGMAS, Grade, Path, Row

Point = Mapping[str, float]
#: Random parameter points beside the printed one.
DRAWS = 3
#: Standard errors are at most this share of the value; with a quarter of the runs, twice that.
MOST_ERROR = 0.02
_LANES = 16384
_QUARTER = 4


@dataclass(frozen=True, slots=True)
class Found:
    """What came out: a value, and its standard error where luck was in it."""

    value: float
    error: float = 0.0


@dataclass(frozen=True, slots=True)
class Effort:
    """How much work a statistical entry may do: all of its runs, or a quarter."""

    quick: bool = False

    def runs(self, all_: int) -> int:
        """Runs to make of so many."""
        return max(all_ // _QUARTER, 2) if self.quick else all_

    @property
    def most_error(self) -> float:
        """Largest standard error that says anything, as a share of the value."""
        return MOST_ERROR * (2.0 if self.quick else 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One closed form and the code that must reproduce it.

    id          entry and part (T1.price); title in a few words; source: key in scenarios/references.toml
    grade, path, through   as in `Row`
    printed     parameters of the case in the literature or the founders' tables; value: the result stated there (a guard of `expected`;
                None: a case of our own, where a run of the model needs other sizes)
    ranges      parameter -> (low, high): also compared at points drawn from these; the other parameters stay as printed
    expected    the closed form
    obtained    the real code, set up as the theory assumes
    tolerance   exact: relative to `scale`, or to the expected value where there is none; statistical: ignored
    scale       what a tolerance or a standard error is relative to (0: the expected value)
    """

    id: str
    title: str
    source: str
    grade: Grade = "exact"
    path: Path = "production"
    through: str
    printed: Point
    value: float | None = None
    ranges: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    expected: Callable[[Point], float]
    obtained: Callable[[Point, Effort], Found]
    tolerance: float = 1e-6
    scale: float = 0.0

    @property
    def entry(self) -> str:
        """Number of the entry, as T1."""
        return self.id.partition(".")[0]

    def points(self) -> Iterator[tuple[str, Point]]:
        """The printed case (or the chosen one), then points drawn from the ranges: the same ones for ever, whatever other entries there are."""
        yield "chosen" if self.value is None else "printed", self.printed
        lane, names = crc32(self.id.encode()) % _LANES, list(self.ranges)
        for number in range(1, DRAWS + 1) if names else ():
            share = uniforms(1, int(Purpose.THEORY), number, lane, len(names))
            drawn = {name: low + u * (high - low) for (name, (low, high)), u in zip(self.ranges.items(), share.tolist(), strict=True)}
            yield f"draw {number}", {**self.printed, **drawn}

    def rows(self, effort: Effort) -> Iterator[Row]:
        """The comparison at each point."""
        for case, at in self.points():
            yield self._row(case, self.expected(at), self.obtained(at, effort), effort)

    def _row(self, case: str, expected: float, found: Found, effort: Effort) -> Row:
        scale = self.scale or abs(expected)
        margin = SIGMAS * found.error if self.grade == "statistical" else self.tolerance * scale
        above = self.grade == "qualitative"
        return Row(
            entry=self.entry,
            id=self.id,
            case=case,
            title=self.title,
            source=self.source,
            grade=self.grade,
            path=self.path,
            through=self.through,
            expected=expected,
            obtained=found.value,
            low=expected if above else expected - margin,
            high=inf if above else expected + margin,
            error=found.error,
            sure=isfinite(found.value) and (self.grade != "statistical" or 0.0 < found.error <= effort.most_error * scale),
        )
