"""What the same service would add for each person: the mean hours of the enrolled against none, at the person's true parameters."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from utfall.people.event_truth import expected_events_avoided
from utfall.people.expected import expected_gain

if TYPE_CHECKING:
    from utfall.model.model import ContractModel

Floats = NDArray[np.float64]


def gain_from_same_service(model: "ContractModel") -> Floats:
    """(N,) full-time months that the mean hours of the enrolled would add, or events that they would avoid; nan: nobody served, or a score."""
    people = model.people
    months = int(people.columns.served_months.sum())
    kind, number = model.main
    if kind == "score" or number < 0 or months == 0:
        return np.full(len(people), np.nan)
    hours = model.hours_by_task / months
    if kind == "events":
        window = (model.service_months, model.case.follow_up)
        return expected_events_avoided(people, number, hours, float(model.productivity.mean()), window)
    return expected_gain(people, model.outcome, hours, float(model.productivity.mean()), (model.service_months, model.case.follow_up))
