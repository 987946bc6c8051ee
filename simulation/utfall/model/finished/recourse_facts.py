"""What retention and clawback leave of a payment on the true history of one world."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from utfall.contract.cohorts import against_nothing
from utfall.contract.terms.clauses import PersonClause
from utfall.contract.terms.retention import RetentionClause, all_released
from utfall.model.measuring.counted import counted_by
from utfall.model.measuring.metering import Meter
from utfall.people.truth import World

if TYPE_CHECKING:
    from utfall.model.model import ContractModel

Floats = NDArray[np.float64]


#: (N,) units of a meter on the true history of one world.
Units = Callable[["ContractModel", Meter, World], Floats]


def share_left(model: "ContractModel", clause: PersonClause, world: World, units_of: Units) -> Floats:
    """(N,) share of what a clause would pay that is released and not taken back, by the rules on the true history of one world."""
    recourse = model.settlement.recourse
    left, groups = np.ones(len(model.people)), model.people.group
    hold, take = recourse.holds.get(clause.id), recourse.takes.get(clause.id)
    if hold is not None:
        left -= np.where(hold.groups[groups], hold.term.share.fraction * (1.0 - _released(model, hold, world, units_of)), 0.0)
    if take is not None:
        lost = units_of(model, model.meters[model.looking_back[take.id]], world) > 0
        left *= 1.0 - np.where(take.groups[groups] & lost, take.term.share.fraction, 0.0)
    return left


def _released(model: "ContractModel", hold: RetentionClause, world: World, units_of: Units) -> Floats:
    """(N,) 1 where what is held would be released."""
    people = model.people
    if hold.metric is None:
        return np.ones(len(people))
    units = units_of(model, model.meters[model.by_metric[hold.metric.id]], world)
    if hold.by_person:
        return (units > 0).astype(np.float64)
    found, counted = np.zeros(len(people)), counted_by(model, hold.metric)
    for low, high in model.case.people.cohort_months:
        members = counted & (people.start_month >= low) & (people.start_month <= high)
        found[members] = float(all_released(hold, against_nothing(units[members]), people.group[members]))
    return found
