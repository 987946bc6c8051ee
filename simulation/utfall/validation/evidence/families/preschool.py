"""Utah: everybody flagged was taken to fail."""

from utfall.base.records import RunRecord
from utfall.validation.evidence.families.reading import measured_and_true
from utfall.validation.evidence.observable import Observable, Part
from utfall.validation.evidence.setup import Setup

SEEDS = 200
FLAGGED = (Setup("utah_preschool"),)
#: What every flagged child is taken to cost in six years, minor units.
EXPECTED = 1_548_000.0


def _of_most(record: RunRecord, saved: float) -> Part:
    return 100.0 * saved, EXPECTED * sum(one.quantity for one in record.cohort_payments)


PRESCHOOL = (
    Observable(
        row="C31", how="utah_preschool: saving measured against the flag over the true saving", setups=FLAGGED, seeds=SEEDS, of=measured_and_true
    ),
    Observable(row="S13.ratio", how="as C31, seed by seed", setups=FLAGGED, seeds=SEEDS, of=measured_and_true),
    Observable(
        row="S13.paid",
        how="utah_preschool: saving measured, of what it is if no child ever needs special education",
        setups=FLAGGED,
        seeds=SEEDS,
        of=lambda record: _of_most(record, measured_and_true(record)[0]),
    ),
    Observable(
        row="S13.true",
        how="utah_preschool: true saving, of the same",
        setups=FLAGGED,
        seeds=SEEDS,
        of=lambda record: _of_most(record, measured_and_true(record)[1]),
    ),
)
