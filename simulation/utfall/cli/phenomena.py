"""`utfall validate --phenomena`: in what share of a wide space of parameters each phenomenon holds."""

import sys
from pathlib import Path

from utfall.cli.options import Options
from utfall.cli.same_answer import show_lines


def survey(asked: Options, output: str | None) -> int:
    """Run the points, print the table, write it and its figure where a folder is named."""
    from utfall.validation.phenomena import table  # noqa: PLC0415  heavy
    from utfall.validation.phenomena.space import POINTS  # noqa: PLC0415
    from utfall.validation.phenomena.survey import survey as over  # noqa: PLC0415
    from utfall.validation.published import lines_of  # noqa: PLC0415

    count = asked.runs or POINTS
    found = over((lambda _text: None) if asked.silent else (lambda said: print(said, file=sys.stderr, flush=True)), count)
    text = table.text(found)
    show_lines(lines_of(text), asked)
    if output is not None:
        folder = Path(output)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "phenomena.csv").write_text(text, encoding="utf-8")
        (folder / "phenomena_points.csv").write_text(table.points_text(found), encoding="utf-8")
        table.figure(folder / "phenomena.csv", folder / "phenomena.svg")
    return 0
