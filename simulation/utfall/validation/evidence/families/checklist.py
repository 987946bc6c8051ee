"""Troubled Families: councils tick their own list."""

from utfall.base.records import RunRecord
from utfall.validation.evidence.families.reading import metric, recorded_share
from utfall.validation.evidence.observable import Observable, Part
from utfall.validation.evidence.setup import Setup

SEEDS = 12
_TICKS = "how far a tick too many is from the truth (0.02), set in a prototype so that nearly all is claimed"
OWN_LIST = (Setup("troubled_families", people=4000),)


def caused(record: RunRecord) -> Part:
    """Families turned round at month 12 with the contract less without, points."""
    found = metric(record, "turned_round")
    return 100.0 * float((found.true - found.without)[found.counted].sum()), float(found.counted.sum())


def paid_over_true(record: RunRecord) -> Part:
    """Families recorded over families that came round because of it."""
    return recorded_share(record, "turned_round")[0], caused(record)[0]


def _claim(row: str) -> Observable:
    return Observable(
        row=row,
        how="troubled_families: recorded as turned round, of those counted",
        setups=OWN_LIST,
        seeds=SEEDS,
        of=lambda record: recorded_share(record, "turned_round"),
        restates=_TICKS,
    )


def _effect(row: str) -> Observable:
    return Observable(
        row=row, how="troubled_families: truly turned round at month 12, with less without, points", setups=OWN_LIST, seeds=SEEDS, of=caused
    )


CHECKLIST = (
    _claim("C32.claim"),
    _effect("C32.effect"),
    _claim("S14.claim"),
    _effect("S14.effect"),
    Observable(
        row="S38.checklist",
        how="troubled_families: recorded over truly caused",
        setups=OWN_LIST,
        seeds=SEEDS,
        of=paid_over_true,
        pooled=True,
        restates=_TICKS,
    ),
)
