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
#: Cells that can be no other than in the first world.
BY_ALGEBRA = frozenset((question.id, world.id) for question in QUESTIONS for world in WORLDS if not question.can_differ(world))


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
    """Whether the sign is that of the first world and sure, is not sure (here, or there already), is another, or could be no other."""
    if (answer.question, answer.world) in BY_ALGEBRA:
        return "same"
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
        f"{RUNS} seeds at central values, 5 000 people; sure: the 95 % interval of the mean does not include 0. Same by algebra: in a difference of"
        " two contracts the world without one cancels, and with it how luck is shared; such cells are not counted. utfall validate --same-answer",
    )
    return Signs(words, tuple(Column(world.differs, world.title) for world in WORLDS), tuple(drawn))


def finding(drawn: tuple[Line, ...]) -> str:
    """How many statements keep their sign in all worlds that change the same thing, of those that could lose it; minds one by one."""

    def kept(differs: str, title: str = "") -> tuple[int, int]:
        mine = [i for i, world in enumerate(WORLDS) if world.differs == differs and title in ("", world.title)]
        asked = [line for line in drawn if any(line.cells[i].fate != "same" for i in mine)]
        return sum(all(line.cells[i].fate == "kept" for i in mine) for line in asked), len(asked)

    minds = [f"{kept('mind', world.title)[0]} with {world.title} providers" for world in WORLDS if world.differs == "mind"]
    luck, link = kept("luck"), kept("link")
    return (
        f"Of {len(drawn)} statements {link[0]} keep their sign under other links, {', '.join(minds)};"
        f" under other luck {luck[0]} of the {luck[1]} that hang on it"
    )


def _mark(row: Mapping[str, str]) -> Mark:
    value = float(row["mean"])
    shown = f"{value:+.2f}" if abs(value) < 1.0 else f"{value:+.1f}" if abs(value) < 10.0 else f"{value:+.0f}"
    return Mark(shown.replace("-", "\u2212"), next(one for one in SAYS if one == row["fate"]))


def figure(kept: Path, path: Path) -> Path:
    """The table that is kept as a picture."""
    return svg_file(draw(signs(read_csv(kept))), path)
