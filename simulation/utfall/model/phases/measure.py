"""Measure: what is recorded of the month. Gaming of reports can happen only here and in verify."""

from typing import TYPE_CHECKING

from utfall.model.measuring.metering import Month
from utfall.people.truth import keep_capability

if TYPE_CHECKING:
    from utfall.model.model import ContractModel


def measure(model: "ContractModel") -> None:
    """Reads states now and a month ago, hours, capability; writes true emissions of each meter."""
    people = model.people
    model.bank.run(model.month, people, model.true_emissions)
    if model.case.people.scores:
        keep_capability(people, model.kept_capability, model.case.follow_up)
    running = [lone for lone in model.lone_meters if lone.runs(model.month)]
    for lone in model.lone_meters:
        model.true_emissions[lone.number] = None
    if not running and model.bank.plain:
        return
    month = Month(
        model.month,
        people.group,
        people.history[:, model.month - 1],
        people.state,
        model.units,
        model.rosters.ids,
        model.hours,
        people.columns.hours,
        people.enrol_month,
        people.capability,
        people.columns.shown,
        people.event_counts,
    )
    model.measured_month = month
    for lone in running:
        model.true_emissions[lone.number] = lone.true_month(month)
