"""The report: one HTML file that needs nothing else. `write(result, path)` makes it."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from utfall.results.frames import ExperimentResult
    from utfall.results.report.data import FundPage


def write(result: "ExperimentResult", path: Path, fund: "FundPage | None" = None) -> Path:
    """Write the report of a finished result to `path`; the same result gives the same bytes. fund: of a portfolio."""
    from utfall.results.report.assemble import assemble  # noqa: PLC0415  matplotlib and jinja2 only when a report is asked for
    from utfall.results.report.page import render  # noqa: PLC0415

    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(render(assemble(result, fund)), encoding="utf-8", newline="\n")
    return path
