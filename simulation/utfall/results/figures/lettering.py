"""The house's letters: bundled fonts, the style file, widths of words and lines that fit."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import resources

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.ft2font import LoadFlags

POINTS_PER_UNIT = 0.72
SERIF, SANS = "Utfall Serif", "Utfall Sans"


@cache
def register_fonts() -> None:
    """Make the bundled fonts known to matplotlib, once a process."""
    folder = resources.files("utfall.results") / "assets" / "fonts"
    for name in sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".ttf")):
        with resources.as_file(folder / name) as path:
            font_manager.fontManager.addfont(str(path))


@cache
def _style() -> mpl.RcParams:
    with resources.as_file(resources.files("utfall.results") / "assets" / "utfall.mplstyle") as path:
        rules = mpl.rc_params_from_file(str(path), use_default_template=False)
    rules["text.parse_math"] = False  # a dollar sign in a name is a dollar sign
    return rules


@contextmanager
def house_style() -> Iterator[None]:
    """The house style and its fonts while a figure is drawn or written.

    A character that no font here has is drawn as an empty box in PNG and by the reader's own font in SVG; that needs no warning.
    """
    register_fonts()
    with mpl.rc_context(_style()), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        yield


@cache
def _face(weight: int, serif: bool) -> font_manager.FontProperties:
    register_fonts()
    return font_manager.FontProperties(family=[SERIF if serif else SANS], weight=weight)


@cache
def _letters(weight: int, serif: bool) -> frozenset[int]:
    return frozenset(font_manager.get_font(font_manager.findfont(_face(weight, serif))).get_charmap())


def family(words: str, weight: int, serif: bool) -> tuple[list[str], int]:
    """The house face; with a fallback, and a weight that it has, only for words with letters that the house face lacks."""
    own = SERIF if serif else SANS
    if all(ord(letter) in _letters(weight, serif) for letter in words):
        return [own], weight
    return [own, "DejaVu Serif" if serif else "DejaVu Sans"], 700 if weight >= 600 else 400


@cache
def text_width(words: str, size: float, weight: int = 400, serif: bool = False) -> float:
    """Width of the words in units, in the house fonts."""
    font = font_manager.get_font(font_manager.findfont(_face(weight, serif)))
    font.set_size(size, 72.0)
    with house_style():
        font.set_text(words.replace("\u202f", "\u2009"), 0.0, flags=LoadFlags.NO_HINTING)
    return float(font.get_width_height()[0]) / 64.0 / POINTS_PER_UNIT


def wrap(words: str, width: float, size: float, weight: int = 400, serif: bool = False) -> tuple[str, ...]:
    """The words in lines that fit the width (units); a single word that does not fit is cut with an ellipsis."""
    lines: list[str] = []
    for word in words.replace("\n", " ").split(" "):  # not at thin spaces: a number stays whole
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(joined, size, weight, serif) <= width:
            lines[-1] = joined
            continue
        lines.append(_cut(word, width, size, weight, serif))
    return tuple(lines)


def clipped(lines: tuple[str, ...], most: int) -> tuple[str, ...]:
    """At most so many of the lines; an ellipsis says that there was more."""
    return lines if len(lines) <= most else (*lines[: most - 1], f"{lines[most - 1].rstrip(' ,;:')}…")


def _cut(word: str, width: float, size: float, weight: int, serif: bool) -> str:
    whole = text_width(word, size, weight, serif)
    if whole <= width:
        return word
    kept = max(1, int(len(word) * width / whole))
    while kept > 1 and text_width(word[:kept] + "…", size, weight, serif) > width:
        kept -= 1
    return word[:kept] + "…"
