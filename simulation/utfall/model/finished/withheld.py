"""Benefit withheld by sanctions, as value lines: a gain to who pays the benefit, a loss to the person."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from utfall.base.records import ValueFacts
from utfall.contract.metrics.units import IN_A_MONTH

if TYPE_CHECKING:
    from utfall.contract.parties import Value
    from utfall.model.model import ContractModel


def withheld_lines(model: "ContractModel", fifth: NDArray[np.int8]) -> tuple[ValueFacts, ...]:
    """One line for each benefit of the main outcome, over everybody's follow-up; none where nobody could be sanctioned. `fifth` (N,) of need."""
    wide = model.people.wide
    sanctions = None if wide is None else wide.sanctions
    benefits = [value for value in model.case.contract.values if _is_benefit(model, value)]
    if sanctions is None or not benefits:
        return ()
    by_fifth, by_person = np.zeros((5, model.case.months)), np.zeros(len(model.people))
    last = model.people.start_month + model.case.follow_up - 1
    for month, persons, shares in sanctions.months:
        counted = last[persons] >= month
        np.add.at(by_fifth[:, month - 1], fifth[persons[counted]], shares[counted])
        by_person[persons[counted]] += shares[counted]
    return tuple(_line(value, by_fifth, float(by_person[model.people.offered].mean())) for value in benefits)


def _is_benefit(model: "ContractModel", value: "Value") -> bool:
    """A transfer to the individual while out of the main outcome, or of the one that contains it."""
    around = model.case.people.outcomes[value.outcome].contains if value.when != "for_each" else -1
    return value.when == "while_out_of" and value.kind == "transfer" and value.to == "individual" and model.outcome in {value.outcome, around}


def _line(value: "Value", by_fifth: NDArray[np.float64], per_offered: float) -> ValueFacts:
    price = float(value.price.minor) * IN_A_MONTH[value.price.per]
    return ValueFacts(
        id=f"{value.id}_withheld",
        title=f"{value.title or value.id.replace('_', ' ')} withheld by sanctions",
        sign=-1,
        falls_on=value.falls_on,
        kind="transfer",
        to="individual",
        cashable=value.cashable.fraction,
        kept=value.kept.fraction,
        difference=price * by_fifth.sum(axis=0),
        per_offered=price * per_offered,
        per_offered_without=0.0,
        by_fifth=price * by_fifth,
    )
