"""The bench as a table and as JSON."""

from itertools import groupby
from math import isfinite

from utfall.validation.bench import Bench
from utfall.validation.row import Row

HEAD = ("entry", "what", "case", "expected", "obtained", "off by", "allowed", "verdict", "path")


def number(value: float) -> str:
    """Six digits."""
    return f"{value:.6g}"


def lines(bench: Bench) -> list[tuple[str, ...]]:
    """A head and a line a row; what an entry is and its code path stand on its first line."""
    found: list[tuple[str, ...]] = [HEAD]
    for _, rows in groupby(bench.rows, key=lambda row: row.id):
        for place, row in enumerate(rows):
            found.append(((row.id, row.title) if place == 0 else ("", "")) + _cells(row) + ((f"{row.path}: {row.through}",) if place == 0 else ("",)))
    return found


def behaviour_lines(bench: Bench) -> list[tuple[str, ...]]:
    """A head and a line a row: share gained, the band it must lie in."""
    head = ("contract", "share gained of what could be", "least", "most", "verdict")
    return [head, *((row.id, f"{row.obtained:.4f}", number(row.low), number(row.high), row.verdict) for row in bench.behaviour)]


def _cells(row: Row) -> tuple[str, ...]:
    above = row.grade == "qualitative"
    allowed = "above" if above else f"{row.high - row.expected:.2g}{' (4 s.e.)' if row.grade == 'statistical' else ''}"
    return (
        row.case,
        number(row.expected),
        number(row.obtained),
        "" if above else f"{row.obtained - row.expected:+.1e}",
        allowed,
        row.verdict + ("" if row.sure else ": too few runs to tell"),
    )


def summary(bench: Bench) -> str:
    """The last line."""
    out = sum(not row.holds for row in (*bench.rows, *bench.behaviour))
    counted = (
        f"{bench.through('production')} through production code, {bench.through('test')} through the test path, "
        f"{bench.through('formula')} formula against itself"
    )
    short = " A quarter of the runs of statistical entries: --quick." if bench.quick else ""
    beside = f"; {len(bench.behaviour)} of behaviour" if bench.behaviour else ""
    return f"{len(bench.rows)} rows{beside}, {out} out: {counted}.{short}"


def as_json(bench: Bench) -> dict[str, object]:
    """Rows, what is not expressed, and counts."""
    return {
        "quick": bench.quick,
        "rows": [*(_as_json(row, "theory") for row in bench.rows), *(_as_json(row, "behaviour") for row in bench.behaviour)],
        "not_expressed": [{"id": one.entry, "title": one.title, "reason": one.reason} for one in bench.not_expressed],
        "production": bench.through("production"),
        "test": bench.through("test"),
        "formula": bench.through("formula"),
        "holds": bench.holds,
    }


def _as_json(row: Row, name: str) -> dict[str, object]:
    return {
        "id": row.id,
        "case": row.case,
        "bench": name,
        "title": row.title,
        "source": row.source,
        "grade": row.grade,
        "path": row.path,
        "through": row.through,
        "expected": row.expected,
        "low": row.low,
        "high": row.high if isfinite(row.high) else None,
        "obtained": row.obtained if isfinite(row.obtained) else None,
        "error": row.error,
        "verdict": row.verdict,
    }
