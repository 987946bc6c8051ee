"""The copy of the table that is kept under results/published, and what stands in it."""

from collections.abc import Iterable, Mapping, Sequence
from math import isfinite, nan
from pathlib import Path

from utfall.scenario.schema.behaviour import SHARED
from utfall.validation.evidence.evidence import row_of
from utfall.validation.evidence.standing import AGAINST_NAIVE, block_of
from utfall.validation.evidence.table import EvidenceTable, with_reason
from utfall.validation.evidence.verdict import Verdict, forecasts
from utfall.validation.published import csv_text, keep

NAME = "evidence.csv"
_HEAD = ("id", "role", "least", "most", "obtained", "sign_share", "seeds", "verdict")
_NAIVE = ("no_effect", "as_bid", "off_by", "no_effect_off_by", "as_bid_off_by")


def as_rows(table: EvidenceTable) -> Sequence[tuple[str, ...]]:
    """Head and rows of the published copy: six digits, so that another machine gives the same."""
    return [(*_HEAD, *_NAIVE), *((*_published(one), *_beside(one)) for one in table.verdicts)]


def publish(table: EvidenceTable, folder: Path) -> None:
    """Write the table into a folder, as it is kept under results/published."""
    head, *lines = as_rows(table)
    asked = ("--quick " if table.quick else "") + (f"--calibration {table.calibration} " if table.calibration != SHARED else "")
    keep(folder, NAME, csv_text(f"utfall validate --evidence {asked}--output results/published", head, lines))


def verdicts_of(lines: Iterable[Mapping[str, str]]) -> tuple[Verdict, ...]:
    """What stands in a kept copy; `lines` by column. Raises UsageError for a row that is not there any more."""
    return tuple(_read(line) for line in lines)


def _read(line: Mapping[str, str]) -> Verdict:
    kept = Verdict(
        evidence=row_of(line["id"]),
        word=line["verdict"],  # type: ignore[arg-type]
        obtained=float(line["obtained"] or nan),
        share=float(line["sign_share"] or nan),
        seeds=int(line["seeds"] or 0),
    )
    return with_reason(kept)


def _published(verdict: Verdict) -> tuple[str, ...]:
    row = verdict.evidence
    numbers = (_digits(value) for value in (row.low, row.high, verdict.obtained, verdict.share))
    return (row.id, row.role, *numbers, str(verdict.seeds or ""), verdict.word)


def _beside(verdict: Verdict) -> tuple[str, ...]:
    row = verdict.evidence
    if block_of(row) not in AGAINST_NAIVE:
        return ("",) * len(_NAIVE)
    off = forecasts(row, verdict.obtained)
    numbers = (_digits(value) for value in (row.no_effect, row.as_bid, off.model, off.no_effect, off.as_bid))
    return tuple(numbers)


def _digits(value: float | None) -> str:
    return "" if value is None or not isfinite(value) else f"{value:.6g}"
