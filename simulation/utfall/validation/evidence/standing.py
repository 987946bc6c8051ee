"""What a row may be read as: a figure that was fitted, one that was looked at, one that was held out."""

from utfall.validation.evidence.evidence import Evidence

#: Rows in the objective of the joint fit (`experiments/calibration/rows.py`).
OBJECTIVE = frozenset(
    (
        *("C01", "C02", "C03", "C04", "C05", "C06", "C08", "C10", "C11", "C12", "C32.claim"),
        *("S01", "S08.drop", "S09", "S27.people", "S27.organisations", "S29", "S35.duration"),
    )
)

OBJECTIVE_TITLE = "In the objective of the joint fit"
CALIBRATE_TITLE = "Role calibrate, not in the objective: looked at while cases were made"
CONTESTED_TITLE = "Where a fact fails: contested facts outside their region"
HELD_OUT_TITLE = "Held out: not fitted, against two naive forecasts; failures first"
SEEN_TITLE = "Held out at first, then looked at before their form was chosen: not counted as held out"
INPUT_TITLE = "Terms that the scenarios state"
WEAK_TITLE = "Weak evidence, counted in nothing"

_BY_ROLE = {
    "calibrate": CALIBRATE_TITLE,
    "contested": CONTESTED_TITLE,
    "hold-out": HELD_OUT_TITLE,
    "seen": SEEN_TITLE,
    "input": INPUT_TITLE,
    "weak": WEAK_TITLE,
}
#: Blocks in the order of the page and of the table.
BLOCKS = (HELD_OUT_TITLE, SEEN_TITLE, OBJECTIVE_TITLE, CALIBRATE_TITLE, CONTESTED_TITLE, INPUT_TITLE, WEAK_TITLE)
#: Blocks in which naive forecasts stand beside the model's.
AGAINST_NAIVE = frozenset((HELD_OUT_TITLE, SEEN_TITLE))


def block_of(row: Evidence) -> str:
    """Title of the block in which a row stands."""
    return OBJECTIVE_TITLE if row.id in OBJECTIVE else _BY_ROLE[row.role]
