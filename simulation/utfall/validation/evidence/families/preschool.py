"""Utah: everybody flagged was taken to fail."""

from utfall.base.records import RunRecord
from utfall.validation.evidence.observable import Observable, Part
from utfall.validation.evidence.setup import Setup

SEEDS = 200
FLAGGED = (Setup("utah_preschool"),)


def measured(record: RunRecord) -> float:
    """Saving measured against the flag, minor units."""
    return sum(one.measured * one.quantity for one in record.cohort_payments)


def true(record: RunRecord) -> float:
    """True saving, minor units."""
    return sum(one.true * one.quantity for one in record.cohort_payments)


def paid_over_true(record: RunRecord) -> Part:
    """Measured over true."""
    return measured(record), true(record)


PRESCHOOL = (
    Observable(
        row="C31", how="utah_preschool: saving measured against the flag over the true saving", setups=FLAGGED, seeds=SEEDS, of=paid_over_true
    ),
    Observable(row="S13.ratio", how="as C31", setups=FLAGGED, seeds=SEEDS, of=paid_over_true),
)
