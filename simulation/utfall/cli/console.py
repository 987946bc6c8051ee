"""Text for a terminal: safe names, ASCII where the console knows no more, progress where somebody watches."""

import codecs
import io
import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

#: Seconds between lines of progress where there is no terminal.
LINE_EVERY = 10.0
_INSTEAD = {"–": "-", "—": "-", "−": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "…": "...", "×": "x", "·": "-", "→": "->", "≤": "<=", "≥": ">="}
_ERRORS = "utfall-ascii"

Advance = Callable[[int, int, int], None]


def prepare_streams() -> None:
    """Let a console that is not UTF-8 show the nearest letters instead of failing."""
    codecs.register_error(_ERRORS, _nearest)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and not (stream.encoding or "").lower().startswith("utf"):
            stream.reconfigure(errors=_ERRORS)


def plain(text: str) -> str:
    """Text without anything that steers a terminal: control characters, escape codes, changes of direction."""
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def _nearest(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    out = []
    for character in error.object[error.start : error.end]:
        simple = unicodedata.normalize("NFKD", _INSTEAD.get(character, character)).encode("ascii", "ignore").decode()
        out.append(simple or (" " if unicodedata.category(character) == "Zs" else "?"))
    return "".join(out), error.end


def told(*, quiet: bool) -> Callable[[str], None]:
    """Lines on the way to a table, beside it; none when quiet."""
    return (lambda _text: None) if quiet else (lambda text: print(text, file=sys.stderr, flush=True))


@contextmanager
def progress(what: str, *, quiet: bool) -> Iterator[Advance]:
    """A bar on a terminal, a line now and then elsewhere, nothing when quiet; `advance(done, failed, wanted)`."""
    if quiet:
        yield lambda _done, _failed, _wanted: None
    elif sys.stderr.isatty():
        with _bar(what) as advance:
            yield advance
    else:
        yield _lines(what)


@contextmanager
def _bar(what: str) -> Iterator[Advance]:
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn  # noqa: PLC0415

    words = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[failed]}"))
    columns = (*words, TimeElapsedColumn(), TimeRemainingColumn())
    # Refreshed by hand: a thread of its own would be copied into forked workers.
    with Progress(*columns, console=Console(stderr=True), auto_refresh=False, transient=True) as bar:
        task = bar.add_task(what, total=None, failed="")
        shown = 0.0

        def advance(done: int, failed: int, wanted: int) -> None:
            nonlocal shown
            if monotonic() - shown > 0.1 or done == wanted:
                shown = monotonic()
                bar.update(task, completed=done, total=wanted, failed=f"{failed} failed" if failed else "")
                bar.refresh()

        yield advance


def _lines(what: str) -> Advance:
    said = monotonic()

    def advance(done: int, failed: int, wanted: int) -> None:
        nonlocal said
        if monotonic() - said > LINE_EVERY or (done == wanted and wanted > 0):
            said = monotonic()
            sys.stderr.write(f"{what}: {done} of {wanted} runs" + (f", {failed} failed" if failed else "") + "\n")
            sys.stderr.flush()

    return advance
