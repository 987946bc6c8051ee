"""The bench as a table and as JSON."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from math import isfinite

from utfall.validation.bench import Bench
from utfall.validation.row import Row

HEAD = ("case", "expected", "obtained", "off by", "allowed", "verdict")


def number(value: float) -> str:
    """Six digits."""
    return f"{value:.6g}"


def cells(bench: Bench) -> list[tuple[str, ...]]:
    """A head and a line a row of theory."""
    return [HEAD, *(_cells(row) for row in bench.rows)]


def with_entries(bench: Bench, table: Sequence[str]) -> Iterator[str]:
    """The lines of `cells`, set: the head, then each entry with its title and code path over its rows."""
    yield f"    {table[0]}"
    for (id_, title, path, through), rows in groupby(enumerate(bench.rows, start=1), key=lambda item: _named(item[1])):
        yield f"{id_}  {title}"
        yield f"    {path}: {through}"
        yield from (f"    {table[place]}" for place, _ in rows)


def _named(row: Row) -> tuple[str, str, str, str]:
    return row.id, row.title, row.path, row.through


def behaviour_lines(bench: Bench) -> list[tuple[str, ...]]:
    """A head and a line a row: what came out, the band it must lie in. Gain: share gained of what could be; sweep: surplus over the best."""
    head = ("row", "obtained", "least", "most", "verdict")
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
        "low": row.low if isfinite(row.low) else None,
        "high": row.high if isfinite(row.high) else None,
        "obtained": row.obtained if isfinite(row.obtained) else None,
        "error": row.error,
        "verdict": row.verdict,
    }
