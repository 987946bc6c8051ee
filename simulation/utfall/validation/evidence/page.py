"""The page docs/evidence.md, made from the rows, from how they are looked for and from the kept copy of what came out.

`python -m utfall.validation.evidence` writes it; a test keeps the three in step.
"""

from collections.abc import Iterable, Iterator, Mapping

from utfall.validation.evidence.figures import band, number, sign
from utfall.validation.evidence.kept import verdicts_of
from utfall.validation.evidence.observable import Observable
from utfall.validation.evidence.page_words import CHANGED, HEAD
from utfall.validation.evidence.registry import OBSERVABLES, PRICE_RESPONSE
from utfall.validation.evidence.report import in_blocks
from utfall.validation.evidence.score import in_cells, sentences
from utfall.validation.evidence.standing import AGAINST_NAIVE, HELD_OUT_TITLE
from utfall.validation.evidence.verdict import WORDS, Verdict

_BEFORE = ("row", "what was read", "band")
_PLAIN = ("obtained", "sign in", "verdict")
_NAIVE = ("as frozen (off by)", "no effect (off by)", "as bid (off by)", "nearest", "what the model says now (off by)", "sign in", "verdict")
_AFTER = ("source; confidence", "how it is looked for", "runs", "remarks")


def page(lines: Iterable[Mapping[str, str]]) -> str:
    """The whole page; `lines` of results/published/evidence.csv by column."""
    verdicts = verdicts_of(lines)
    return f"{HEAD}{_counts(verdicts)}\n\n" + "\n".join(_blocks(verdicts)) + CHANGED


def _counts(verdicts: tuple[Verdict, ...]) -> str:
    """Markdown: how many rows of each block came to each word."""
    lines = [("rows", *WORDS)]
    for title, rows in in_blocks(verdicts):
        lines.append((title.partition(":")[0], *(str(sum(one.word == word for one in rows)) for word in WORDS)))
    lines.append(("all", *(str(sum(one.word == word for one in verdicts)) for word in WORDS)))
    return "\n".join((_cells(lines[0]), _rule(len(lines[0])), *map(_cells, lines[1:])))


def _blocks(verdicts: tuple[Verdict, ...]) -> Iterator[str]:
    by_row = {one.row: one for one in OBSERVABLES}
    for title, rows in in_blocks(verdicts):
        naive = title in AGAINST_NAIVE
        head = (*_BEFORE, *(_NAIVE if naive else _PLAIN), *_AFTER)
        yield f"## {title}\n"
        if title == HELD_OUT_TITLE:
            yield sentences(rows)
        yield _cells(head)
        yield _rule(len(head))
        yield from (_line(one, by_row.get(one.evidence.id), naive=naive) for one in rows)
        yield ""


def _line(verdict: Verdict, observable: Observable | None, *, naive: bool) -> str:
    row = verdict.evidence
    star = "\\*" if row.id in PRICE_RESPONSE else ""
    shown = (*(in_cells(verdict) if naive else (number(verdict.obtained),)), sign(verdict), verdict.word)
    return _cells(
        (
            f"{row.id}{star}",
            f"{row.about}: {row.statement}{f' ({row.value})' if row.value else ''}",
            f"{band(row)} {row.unit}".strip(),
            *shown,
            f"{row.source}; {row.confidence}",
            "" if observable is None else observable.in_words,
            "" if observable is None else _runs(observable),
            _remarks(verdict, observable),
        )
    )


def _remarks(verdict: Verdict, observable: Observable | None) -> str:
    """Why it is missed or cannot be looked for, what it restates, what was looked at before the region was chosen."""
    said = [verdict.reason] if verdict.word in {"missed", "not testable"} else []
    if observable is not None:
        said += [f"{word}: {text}" for word, text in (("restates", observable.restates), ("region chosen", observable.chosen)) if text]
    return "; ".join(text.rstrip(".") for text in said if text)


def _runs(observable: Observable) -> str:
    sizes = sorted({setup.people for setup in observable.setups if setup.people is not None})
    people = f", {sizes[0]} people" if sizes else ""
    return f"{observable.seeds} x {len(observable.setups)}{people}"


def _cells(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"


def _rule(columns: int) -> str:
    return _cells(["---"] * columns)
