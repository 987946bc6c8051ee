"""Data to HTML: templates with autoescape, one file with its fonts and pictures inside, no script, no outside address."""

import base64
from dataclasses import fields
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined

from utfall.results.figures import tokens
from utfall.results.figures.numbers import plain
from utfall.results.report.data import Assumption, ReportData
from utfall.results.report.plates import plates
from utfall.results.report.words import ENGLISH

FONTS = (
    ("Utfall Sans", 400, "normal", "utfall-sans-400-normal"),
    ("Utfall Sans", 600, "normal", "utfall-sans-600-normal"),
    ("Utfall Sans", 700, "normal", "utfall-sans-700-normal"),
    ("Utfall Sans", 400, "italic", "utfall-sans-400-italic"),
    ("Utfall Serif", 400, "normal", "utfall-serif-400-normal"),
    ("Utfall Serif", 600, "normal", "utfall-serif-600-normal"),
)


def environment() -> Environment:
    """Templates of the report: everything is escaped unless it is our own SVG; a missing name is an error."""
    return Environment(
        loader=PackageLoader("utfall.results.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(data: ReportData) -> str:
    """The whole page."""
    template = environment().get_template("page.html.j2")
    shown = {field.name: getattr(data, field.name) for field in fields(data)}
    context = {"d": shown, "w": ENGLISH, "plates": plates(data), "faces": _faces(), "c": _colours(), "bar": _Bars(data), "sections": _sections(data)}
    return template.render(context) + "\n"


def _sections(data: ReportData) -> tuple[tuple[str, str], ...]:
    """Anchors and words of the side navigation: only what is on the page."""
    has = {
        "fund": data.fund is not None,
        "contract": bool(data.sentences),
        "compare": data.paid_caused is not None,
        "behaviour": data.hours is not None or data.hours_time is not None,
        "served": bool(data.served),
        "money": data.cash is not None or bool(data.dues),
        "assume": bool(data.assumptions or data.chance),
        "hold": bool(data.verdicts or data.hangs_on),
        "method": True,
    }
    return (("answer", ENGLISH["answer"]), *((name, ENGLISH[name]) for name, there in has.items() if there))


def _faces() -> list[dict[str, str | int]]:
    folder = resources.files("utfall.results") / "assets" / "fonts"
    return [
        {"family": family, "weight": weight, "style": style, "data": base64.b64encode((folder / f"{name}.woff2").read_bytes()).decode("ascii")}
        for family, weight, style, name in FONTS
    ]


def _colours() -> dict[str, str]:
    return {name.lower(): value for name, value in vars(tokens).items() if name.isupper() and isinstance(value, str)}


class _Bars:
    """Places of the assumptions' bars, in per cent of the column, all on one scale that holds the centre."""

    def __init__(self, data: ReportData) -> None:
        ends = [end for a in data.assumptions if a.ends for end in a.ends] + ([data.centre] if data.centre is not None else [])
        self.low, self.high = (min(ends), max(ends)) if ends else (0.0, 1.0)
        self.centre = data.centre

    def _place(self, value: float) -> float:
        span = (self.high - self.low) or 1.0
        return 14 + 72 * (value - self.low) / span

    def axis(self) -> str:
        """Place of the centre line."""
        return f"{self._place(self.centre if self.centre is not None else self.low):.1f}"

    def box(self, row: Assumption) -> dict[str, str]:
        """Left edge, width and the two numbers of one bar."""
        ends = row.ends or (0.0, 0.0)
        low, high = min(ends), max(ends)
        left, right = self._place(low), self._place(high)
        return {
            "left": f"{left:.1f}",
            "width": f"{max(0.4, right - left):.1f}",
            "right": f"{100 - left:.1f}",
            "end": f"{right:.1f}",
            "low": plain(low, 2),
            "high": plain(high, 2),
        }
