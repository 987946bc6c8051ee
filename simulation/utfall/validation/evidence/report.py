"""The evidence table in blocks, and as JSON."""

from collections.abc import Iterator
from math import isfinite

from utfall.scenario.schema.behaviour import SHARED
from utfall.validation.evidence.evidence import Evidence
from utfall.validation.evidence.figures import band, number, sign
from utfall.validation.evidence.frozen import freezes
from utfall.validation.evidence.registry import OBSERVABLES
from utfall.validation.evidence.score import beside, in_cells
from utfall.validation.evidence.standing import AGAINST_NAIVE, BLOCKS, block_of
from utfall.validation.evidence.table import EvidenceTable
from utfall.validation.evidence.verdict import WORDS, Verdict

HEAD = ("row", "band", "obtained", "unit", "sign in", "verdict", "what")
#: Forecasts with how far outside the band each lies, and whose was nearest to it; then what the model says now.
HELD_OUT = (
    "row",
    "band",
    "as frozen (off by)",
    "no effect (off by)",
    "as bid (off by)",
    "nearest",
    "now (off by)",
    "unit",
    "sign in",
    "verdict",
    "what",
)
_FAILURES_FIRST = ("missed", "met at a chosen region", "met", "restated", "not testable")


def blocks(table: EvidenceTable) -> Iterator[tuple[str, list[tuple[str, ...]]]]:
    """Title of each block, and its head and rows; where naive forecasts stand beside, failures first."""
    for title, rows in in_blocks(table.verdicts):
        naive = title in AGAINST_NAIVE
        yield title, [HELD_OUT if naive else HEAD, *((_held_out if naive else _cells)(one) for one in rows)]


def in_blocks(verdicts: tuple[Verdict, ...]) -> Iterator[tuple[str, list[Verdict]]]:
    """Title of each block that has rows, and these; where naive forecasts stand beside, failures first."""
    for title in BLOCKS:
        rows = [one for one in verdicts if block_of(one.evidence) == title]
        if title in AGAINST_NAIVE:
            rows.sort(key=lambda one: _FAILURES_FIRST.index(one.word))
        if rows:
            yield title, rows


def _cells(verdict: Verdict) -> tuple[str, ...]:
    row = verdict.evidence
    return row.id, band(row), number(verdict.obtained), row.unit, sign(verdict), verdict.word, _what(row)


def rivals(table: EvidenceTable) -> list[tuple[str, ...]]:
    """Rows that hang on how providers answer a price, under each calibration; empty where no rival was looked at."""
    rows = [one for one in table.verdicts if one.rivals]
    if not rows:
        return []
    head = ("row", "band", table.calibration, *(name for name, _ in rows[0].rivals), "unit", "what")
    cells = ((one.evidence, one) for one in rows)
    return [head, *((row.id, band(row), number(one.obtained), *(number(v) for _, v in one.rivals), row.unit, _what(row)) for row, one in cells)]


def _held_out(verdict: Verdict) -> tuple[str, ...]:
    row = verdict.evidence
    return row.id, band(row), *in_cells(verdict), row.unit, sign(verdict), verdict.word, _what(row)


def _what(row: Evidence) -> str:
    return f"{row.about}: {row.statement}"


def reasons(table: EvidenceTable, word: str) -> list[str]:
    """Why rows are missed, restated, not testable or met only where chosen: a sentence each."""
    return [f"{one.evidence.id}  {one.reason or 'not on the list of known misses'}" for one in table.verdicts if one.word == word]


def summary(table: EvidenceTable) -> str:
    """The last line."""
    words = ", ".join(f"{table.count(word)} {word}" for word in WORDS)
    held = "of the hold-out rows " + ", ".join(f"{table.count(word, 'hold-out')} {word}" for word in ("met", "restated", "missed"))
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
    row, off = verdict.evidence, beside(verdict)
    looked = next((one for one in OBSERVABLES if one.row == row.id), None)
    naive = block_of(row) in AGAINST_NAIVE
    return {
        "bench": "evidence",
        "id": row.id,
        "role": row.role,
        "block": block_of(row),
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
        "restates": "" if looked is None else looked.restates,
        "chosen_after": "" if looked is None else looked.chosen,
        "proxy_for": "" if looked is None else looked.proxy,
        "rivals": {name: _finite(value) for name, value in verdict.rivals},
        "forecasts": {"frozen": _frozen(row), "no_effect": row.no_effect, "as_bid": row.as_bid} if naive else None,
        "off_by": {"frozen": off.model, "no_effect": off.no_effect, "as_bid": off.as_bid, "now": _off(verdict)} if naive else None,
        "nearest": off.nearest if naive else None,
    }


def _finite(value: float) -> float | None:
    return value if isfinite(value) else None


def _frozen(row: Evidence) -> list[dict[str, object]]:
    """Frozen forecasts of a row as it is looked for now, oldest first."""
    return [
        {"commit": one.commit, "model_version": one.model_version, "value": one.forecasts[row.id]} for one in freezes() if row.id in one.forecasts
    ]


def _off(verdict: Verdict) -> float | None:
    return verdict.evidence.off(verdict.obtained) if isfinite(verdict.obtained) else None
