"""`utfall validate --phenomena`: in what share of a wide space of parameters each phenomenon holds."""

from pathlib import Path

from utfall.cli.console import told
from utfall.cli.options import Options
from utfall.cli.same_answer import show_lines


def survey(asked: Options, output: str | None) -> int:
    """Run the points, print the table, write it and its figure where a folder is named."""
    from utfall.validation.phenomena import table  # noqa: PLC0415  heavy
    from utfall.validation.phenomena.space import POINTS  # noqa: PLC0415
    from utfall.validation.phenomena.survey import survey as over  # noqa: PLC0415
    from utfall.validation.published import keep, lines_of  # noqa: PLC0415

    count = asked.runs or POINTS
    found = over(told(quiet=asked.silent), count)
    text = table.text(found)
    show_lines(lines_of(text), asked)
    if output is not None:
        keep(Path(output), "phenomena_points.csv", table.points_text(found))
        kept = keep(Path(output), "phenomena.csv", text)
        table.figure(kept, kept.with_suffix(".svg"))
    return 0
