"""A figure as it stands on the page: title and source as real text, the picture as inline SVG, the table twin beside it."""

from dataclasses import dataclass, replace
from typing import TypeVar

from markupsafe import Markup

from utfall.results.figures import paid_caused_phone
from utfall.results.figures.catalogue import (
    EACH_COIN,
    ENOUGH_RUNS,
    HOURS_BY_TASK,
    HOURS_OVER_TIME,
    MONEY_BY_PARTY,
    OUTLAY,
    TRUTH_VS_PAID,
    VERDICTS_HELD,
    WHO_IS_SERVED,
    Plot,
)
from utfall.results.figures.data import Table
from utfall.results.figures.output import svg
from utfall.results.report.data import ReportData

D = TypeVar("D")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plate:
    """One figure on the page; `label` says the finding to who cannot see it; `phone` replaces the picture on a narrow screen."""

    id: str
    title: str
    subtitle: str
    source: str
    label: str
    picture: Markup
    table: Table
    phone: Markup | None = None


def plate(name: str, plot: Plot[D], data: D) -> Plate:
    """Words, picture and table of one figure."""
    words = plot.words(data)
    return Plate(
        id=name,
        title=words.title,
        subtitle=words.subtitle,
        source=words.source,
        label=plot.describe(data),
        # SVG written by an XML serialiser from our own figure: names in it are escaped there.
        picture=Markup(svg(plot.draw(data, False), name)),
        table=plot.table(data),
    )


def plates(data: ReportData) -> dict[str, Plate]:
    """Every figure that the data has, by name."""
    made: dict[str, Plate] = {}
    if data.paid_caused is not None:
        wide = plate("fa", TRUTH_VS_PAID, data.paid_caused)
        narrow = Markup(svg(paid_caused_phone.draw(data.paid_caused), "fap"))
        made["paid_caused"] = replace(wide, phone=narrow)
    if data.coins is not None:
        made["coins"] = plate("fb", EACH_COIN, data.coins)
    if data.outlay is not None:
        made["outlay"] = plate("fo", OUTLAY, data.outlay)
    if data.hours is not None:
        made["hours"] = plate("fd", HOURS_BY_TASK, data.hours)
    if data.hours_time is not None:
        made["hours_time"] = plate("ft", HOURS_OVER_TIME, data.hours_time)
    for i, served in enumerate(data.served):
        made[f"served_{i}"] = plate(f"fc{i}", WHO_IS_SERVED, served)
    if data.cash is not None:
        made["cash"] = plate("ff", MONEY_BY_PARTY, data.cash)
    if data.verdicts is not None:
        made["verdicts"] = plate("fv", VERDICTS_HELD, data.verdicts)
    if data.convergence is not None:
        made["convergence"] = plate("fr", ENOUGH_RUNS, data.convergence)
    return made
