"""The evidence table in blocks, and as JSON."""

from collections.abc import Iterator, Sequence
from math import isfinite, isinf
from pathlib import Path

from utfall.scenario.schema.behaviour import SHARED
from utfall.validation.evidence.evidence import Evidence
from utfall.validation.evidence.table import EvidenceTable
from utfall.validation.evidence.verdict import Verdict, forecasts
from utfall.validation.published import csv_text, keep

HEAD = ("row", "band", "obtained", "unit", "sign in", "verdict", "what")
HELD_OUT = ("row", "band", "obtained", "unit", "off by: model", "no effect", "as bid", "verdict", "what")
#: Blocks by role, in the order of the page; hold-out rows come with naive forecasts beside them, failures first.
BLOCKS = (
    ("Fitted or looked at while fitting", ("calibrate",)),
    ("Where a fact fails: contested facts outside their region", ("contested",)),
    ("Held out: never fitted, against two naive forecasts; failures first", ("hold-out",)),
    ("Terms that the scenarios state", ("input",)),
    ("Weak evidence, counted in nothing", ("weak",)),
)
_ORDER = ("missed", "met", "not testable")


def number(value: float | None) -> str:
    """Three digits."""
    return "" if value is None or not isfinite(value) else f"{value:.3g}" if abs(value) < 1000 else f"{value:,.0f}".replace(",", " ")


def band(row: Evidence) -> str:
    """The band in words, with the sign that is asked for."""
    if isinf(row.low) and isinf(row.high):
        return ""
    text = (
        f"{number(row.low)} or more"
        if isinf(row.high)
        else f"{number(row.high)} or less"
        if isinf(row.low)
        else f"{number(row.low)} to {number(row.high)}"
    )
    return f"= {number(row.low)}" if row.low == row.high else text


def blocks(table: EvidenceTable) -> Iterator[tuple[str, list[tuple[str, ...]]]]:
    """Title of each block, and its head and rows."""
    for title, roles in BLOCKS:
        rows = [one for one in table.verdicts if one.evidence.role in roles]
        if not rows:
            continue
        if roles == ("hold-out",):
            yield title, [HELD_OUT, *(_held_out(one) for one in sorted(rows, key=lambda one: _ORDER.index(one.word)))]
        else:
            yield title, [HEAD, *(_cells(one) for one in rows)]


def _cells(verdict: Verdict) -> tuple[str, ...]:
    row = verdict.evidence
    sign = f"{100 * verdict.share:.0f} %" if isfinite(verdict.share) else ""
    return row.id, band(row), number(verdict.obtained), row.unit, sign, verdict.word, _what(row)


def rivals(table: EvidenceTable) -> list[tuple[str, ...]]:
    """Rows that hang on how providers answer a price, under each calibration; empty where no rival was looked at."""
    rows = [one for one in table.verdicts if one.rivals]
    if not rows:
        return []
    head = ("row", "band", table.calibration, *(name for name, _ in rows[0].rivals), "unit", "what")
    cells = ((one.evidence, one) for one in rows)
    return [head, *((row.id, band(row), number(one.obtained), *(number(v) for _, v in one.rivals), row.unit, _what(row)) for row, one in cells)]


def _held_out(verdict: Verdict) -> tuple[str, ...]:
    row, off = verdict.evidence, forecasts(verdict)
    naive = (number(one) for one in (off.model, off.no_effect, off.as_bid))
    return row.id, band(row), number(verdict.obtained), row.unit, *naive, verdict.word, _what(row)


def _what(row: Evidence) -> str:
    return f"{row.about}: {row.statement}"


def reasons(table: EvidenceTable, word: str) -> list[str]:
    """Why rows are missed, or not testable: a sentence each."""
    return [f"{one.evidence.id}  {one.reason or 'not on the list of known misses'}" for one in table.verdicts if one.word == word]


def summary(table: EvidenceTable) -> str:
    """The last line."""
    words = ", ".join(f"{table.count(word)} {word}" for word in ("met", "missed", "not testable"))
    held = f"of the hold-out rows {table.count('met', 'hold-out')} met, {table.count('missed', 'hold-out')} missed"
    short = " A quarter of the seeds: --quick; not held against the list of known misses." if table.quick else ""
    short += f" Under {table.calibration}; not held against the list." if table.calibration != SHARED else ""
    return f"{len(table.verdicts)} rows of evidence: {words}; {held}.{short}"


def as_json(table: EvidenceTable) -> dict[str, object]:
    """One object; a number that is not known is null."""
    return {
        "holds": table.holds,
        "quick": table.quick,
        "calibration": table.calibration,
        "surprises": list(table.surprises),
        "rows": [_row_as_json(one) for one in table.verdicts],
    }


def _row_as_json(verdict: Verdict) -> dict[str, object]:
    row, off = verdict.evidence, forecasts(verdict)
    return {
        "bench": "evidence",
        "id": row.id,
        "role": row.role,
        "about": row.about,
        "statement": row.statement,
        "value": row.value,
        "unit": row.unit,
        "low": _finite(row.low),
        "high": _finite(row.high),
        "obtained": _finite(verdict.obtained),
        "error": _finite(verdict.error),
        "sign_share": _finite(verdict.share),
        "seeds": verdict.seeds,
        "how": verdict.how,
        "source": row.source,
        "confidence": row.confidence,
        "verdict": verdict.word,
        "reason": verdict.reason,
        "rivals": {name: _finite(value) for name, value in verdict.rivals},
        "off_by": {"model": off.model, "no_effect": off.no_effect, "as_bid": off.as_bid} if row.role == "hold-out" else None,
    }


def _finite(value: float) -> float | None:
    return value if isfinite(value) else None


def as_rows(table: EvidenceTable) -> Sequence[tuple[str, ...]]:
    """Head and rows of the published copy: six digits, so that another machine gives the same."""
    head = ("id", "role", "least", "most", "obtained", "sign_share", "seeds", "verdict")
    return [head, *(_published(one) for one in table.verdicts)]


def publish(table: EvidenceTable, folder: Path) -> None:
    """Write the table into a folder, as it is kept under results/published."""
    head, *lines = as_rows(table)
    asked = ("--quick " if table.quick else "") + (f"--calibration {table.calibration} " if table.calibration != SHARED else "")
    keep(folder, "evidence.csv", csv_text(f"utfall validate --evidence {asked}--output results/published", head, lines))


def _published(verdict: Verdict) -> tuple[str, ...]:
    row = verdict.evidence
    numbers = (f"{value:.6g}" if isfinite(value) else "" for value in (row.low, row.high, verdict.obtained, verdict.share))
    return (row.id, row.role, *numbers, str(verdict.seeds or ""), verdict.word)
