"""Everything that the page shows, as plain values: what `assemble` makes of a result and `render` makes a page of."""

from dataclasses import dataclass
from typing import Literal

from utfall.results.figures.data import Cash, Coins, HoursByTask, HoursOverTime, OutlayCurves, PaidCaused, Served, Table
from utfall.results.figures.doubt_data import Convergence, Verdicts

Role = Literal["", "paid", "caused"]
Mark = Literal["", "counted", "supported", "assumed"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the answer; gold when it says what was paid, blue when it says what was caused."""

    text: str
    role: Role = ""


@dataclass(frozen=True, slots=True)
class KeyNumber:
    """One of the three numbers below the answer."""

    label: str
    value: str
    below: str
    role: Role = ""


@dataclass(frozen=True, slots=True)
class SureLine:
    """How sure: filled dots (in how many runs of `of` it holds; None where nothing can be told), the verdict in a word or two, the sentence."""

    dots: int | None
    verdict: str
    text: str
    of: int = 20


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """A conclusion with the mark that says what it rests on."""

    text: str
    mark: Mark = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """A value that was used without being known: how it reads, its range, where it comes from.

    ends   effect at the low and the high end of the range, where that was run or fitted; None where it was not
    """

    name: str
    key: str
    used: str
    range: str
    source: str
    ends: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FundPage:
    """The fund of a portfolio: the answer and the numbers of the first screen, each contract's part in a table, and what is read with it."""

    title: str
    answer: tuple[Piece, ...]
    numbers: tuple[KeyNumber, ...]
    table: Table
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportData:
    """The page. What is None or empty leaves its section out.

    fund           of a portfolio
    first          name of the contract that `sentences` tell, where there are several
    remarks        what must be read with the findings, each once
    dues           what payers may have to pay by year, each contract's sum, and who else may lose; dues_said: the first of it in words
    chance         one sentence on how much of the spread is chance and how much is what we do not know
    shares         how much of the spread is chance and how much ignorance, contract by contract
    verdicts       verdicts at each draw of what nobody knows; hangs_on: on which assumed values they hang, in sentences
    convergence    how many runs are enough
    unmoved        one sentence on the assumed values without ends: why their influence is not shown
    centre         the effect that the assumptions' ends are compared with, and `ends_unit` its unit in words
    monte_carlo    the Monte Carlo error of the headline numbers: shown in the provenance and nowhere else
    """

    case: str
    question: str
    banner: str
    answer: tuple[Piece, ...]
    numbers: tuple[KeyNumber, ...]
    paid_caused: PaidCaused | None = None
    sure: tuple[SureLine, ...] = ()
    changes: tuple[MarkedLine, ...] = ()
    findings: tuple[MarkedLine, ...] = ()
    remarks: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    first: str = ""
    coins: Coins | None = None
    outlay: OutlayCurves | None = None
    references: Table | None = None
    as_written: Table | None = None
    hours: HoursByTask | None = None
    hours_time: HoursOverTime | None = None
    served: tuple[Served, ...] = ()
    fund: FundPage | None = None
    cash: Cash | None = None
    dues: tuple[Table, ...] = ()
    dues_said: str = ""
    chance: str = ""
    shares: Table | None = None
    verdicts: Verdicts | None = None
    hangs_on: tuple[MarkedLine, ...] = ()
    convergence: Convergence | None = None
    unmoved: str = ""
    assumptions: tuple[Assumption, ...] = ()
    centre: float | None = None
    ends_unit: str = ""
    provenance: tuple[tuple[str, str], ...] = ()
    monte_carlo: Table | None = None
    notes: tuple[str, ...] = ()
