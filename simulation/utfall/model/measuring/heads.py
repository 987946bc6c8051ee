"""Headcounts: how many of those who are there are in an outcome, or not in it, at the end of a contract month.

A headcount is a reading, not a sum: it keeps nothing from month to month, and is made from histories when a date is asked for.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from utfall.base.draws import Purpose, uniforms
from utfall.contract.contract import Contract
from utfall.contract.metrics.declarations import Headcount
from utfall.contract.terms.dated_steps import CohortMilestones
from utfall.model.measuring.metering import Meter
from utfall.people.truth import Successes, World, history_of

if TYPE_CHECKING:
    from utfall.model.model import ContractModel

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(slots=True, eq=False, kw_only=True)
class HeadMeter(Meter):
    """A headcount: it emits nothing; `date` is the contract month that its facts are of (the last one that a term looks at)."""

    date: int

    def runs(self, month: int) -> bool:
        """Never: nothing adds up."""
        del month
        return False


def date_of(metric: Headcount, contract: Contract, months: int) -> int:
    """The last contract month on which a term looks at the headcount; without one the contract's last."""
    terms = [term for term in contract.terms if isinstance(term, CohortMilestones) and term.metric == metric.id]
    return min(max((step.at_month for term in terms for step in term.steps), default=contract.length), months)


def counted_on(model: "ContractModel", metric: Headcount, month: int) -> Bools:
    """(N,) whom a headcount counts at the end of a month: of `among`, and there."""
    people = model.people
    enrolled = (people.enrol_month > 0) & (people.enrol_month <= month)
    among = {
        "eligible": np.ones(len(people), dtype=np.bool_),
        "offered": people.offered & (people.start_month <= month),
        "enrolled": enrolled,
        "completed": enrolled & ~people.dropped,
    }[metric.among]
    found: Bools = among & people.there(month)
    return found


def true_states(model: "ContractModel", metric: Headcount, month: int, world: World) -> Bools:
    """(N,) who truly is in the state that the headcount counts."""
    number = next(number for number, outcome in enumerate(model.case.people.outcomes) if outcome.id == metric.outcome)
    inside = history_of(model.people, number, world)[month] > 0
    return inside if metric.counts == "in" else ~inside


def recorded_states(model: "ContractModel", meter: HeadMeter, metric: Headcount, month: int) -> Bools:
    """(N,) who is recorded as in that state: some are missed, others mistaken, on draws of the month."""
    true = true_states(model, metric, month, "with")
    if not model.case.mechanisms.noise:
        return true
    size = len(model.people)
    missed = uniforms(model.seed_number, int(Purpose.MISSED), month, meter.number, size) < metric.missed.fraction
    mistaken = uniforms(model.seed_number, int(Purpose.MISTAKEN), month, meter.number, size) < metric.mistaken.fraction
    return np.where(true, ~missed, mistaken)


def measured_heads(model: "ContractModel", metric: Headcount, month: int) -> int:
    """People recorded in the state that a headcount counts at the end of a month that has been lived through: what terms look at."""
    meter = model.meters[model.by_metric[metric.id]]
    assert isinstance(meter, HeadMeter)
    return int((recorded_states(model, meter, metric, month) & counted_on(model, metric, month)).sum())


def true_heads(model: "ContractModel", metric: Headcount, month: int, world: World) -> int:
    """People truly in it, in one world."""
    return int((true_states(model, metric, month, world) & counted_on(model, metric, month)).sum())


def head_successes(model: "ContractModel", metric: Headcount, month: int, world: World) -> Successes:
    """One unit for each person truly counted on the day, in one world."""
    units = (true_states(model, metric, month, world) & counted_on(model, metric, month)).astype(np.float64)
    if world == "without" and not model.people.has_counterfactual:
        units = np.full(units.size, np.nan)
    return Successes(units=units, lasting=units, unjudged=np.zeros(units.size), first_month=np.zeros(units.size, np.int32))
