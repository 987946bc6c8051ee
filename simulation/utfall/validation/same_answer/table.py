"""The answers as a table that is kept, and as a figure made from that table alone."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from utfall.results.figures.canvas import Words
from utfall.results.figures.output import svg_file
from utfall.results.figures.signs import SAYS, Column, Fate, Line, Mark, Signs, draw
from utfall.validation.published import csv_text, read_csv
from utfall.validation.same_answer.answers import QUESTIONS, RUNS, Answer
from utfall.validation.same_answer.worlds import WORLDS

COMMAND = "utfall validate --same-answer --output results/published"
HEAD = ("question", "world", "mean", "least", "most", "sign", "fate")
PARTS = {
    "caused": "Against the agreed contract: lastingly in work after a year, per 100 enrolled",
    "months": "Against the agreed contract: full-time months in work per person eligible",
    "anyway": "Of what is paid, share that would have come anyway, less one half (points)",
}


def lines(found: Iterable[Answer]) -> Iterator[tuple[str, ...]]:
    """One an answer: four digits, its sign, and what became of the sign of the first world."""
    first: dict[str, str] = {}
    for answer in found:
        sign = first.setdefault(answer.question, answer.sign)
        yield (
            answer.question,
            answer.world,
            *(f"{number:.4g}" for number in (answer.mean, answer.low, answer.high)),
            answer.sign,
            fate(sign, answer),
        )


def fate(first: str, answer: Answer) -> Fate:
    """Whether the sign is that of the first world and sure, is not sure (here, or there already), or is another."""
    if "?" in (first, answer.sign):
        return "unsure"
    return "kept" if answer.sign == first else "turned"


def text(found: Iterable[Answer], runs: int = RUNS) -> str:
    """The table that is kept."""
    return csv_text(COMMAND if runs == RUNS else f"{COMMAND} --runs {runs}", HEAD, lines(found))


def signs(rows: Sequence[Mapping[str, str]]) -> Signs:
    """The figure's data from the lines of the table."""
    cells = {(row["question"], row["world"]): row for row in rows}
    drawn, part = [], ""
    for question in QUESTIONS:
        kind = question.id.rpartition(".")[2]
        marks = tuple(_mark(cells[question.id, world.id]) for world in WORLDS)
        drawn.append(Line(question.words.partition(":")[0], marks, PARTS[kind] if kind != part else ""))
        part = kind
    words = Words(
        finding(tuple(drawn)),
        "The flagship comparison (Koto-SIB, prices scaled to one forecast budget) in worlds that differ in what nobody has measured: how a person's"
        " two worlds share luck, the form of the law by which people find and lose work, how providers decide.",
        f"{RUNS} seeds at central values, 5 000 people; sure: the 95 % interval of the mean does not include 0. A difference of two contracts does"
        " not hang on how luck is shared, the share that comes anyway does. utfall validate --same-answer",
    )
    return Signs(words, tuple(Column(world.differs, world.title) for world in WORLDS), tuple(drawn))


def finding(drawn: tuple[Line, ...]) -> str:
    """How many statements keep their sign in all worlds that change the same thing; minds one by one."""

    def kept(differs: str, title: str = "") -> int:
        mine = [i for i, world in enumerate(WORLDS) if world.differs == differs and title in ("", world.title)]
        return sum(all(line.cells[i].fate == "kept" for i in mine) for line in drawn)

    minds = [f"{kept('mind', world.title)} with {world.title} providers" for world in WORLDS if world.differs == "mind"]
    return f"Of {len(drawn)} statements {kept('luck')} keep their sign under other luck, {kept('link')} under other links, {', '.join(minds)}"


def _mark(row: Mapping[str, str]) -> Mark:
    value = float(row["mean"])
    shown = f"{value:+.2f}" if abs(value) < 1.0 else f"{value:+.1f}" if abs(value) < 10.0 else f"{value:+.0f}"
    return Mark(shown.replace("-", "\u2212"), next(one for one in SAYS if one == row["fate"]))


def figure(kept: Path, path: Path) -> Path:
    """The table that is kept as a picture."""
    return svg_file(draw(signs(read_csv(kept))), path)
