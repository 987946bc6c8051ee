"""The series of a run, and the face of them that Mesa users expect."""

from typing import TYPE_CHECKING, Any

import mesa
import numpy as np
from numpy.typing import NDArray

from utfall.people.sweeps import months_by_calendar

if TYPE_CHECKING:
    from utfall.model.model import ContractModel

Floats = NDArray[np.float64]


def series_of(model: "ContractModel") -> dict[str, Floats]:
    """Name -> (months lived,) array.

    enrolled, served (persons); in_outcome, in_outcome_without (share of the eligible whose own clock has started, main outcome);
    events, events_without (a month and person, of the main outcome of events, else of the first);
    paid (minor units a month by payers), cost (minor units: staff hours and overhead); motivation (index, mean of providers); hours.TASK
    """
    months, people = model.month, model.people
    series = {name: row[:months].copy() for name, row in model.rows.items()}
    for number, task in enumerate(model.case.people.tasks):
        series[f"hours.{task.id}"] = model.hours_rows[:months, number].copy()
    started = people.started[1 : months + 1]
    enrolled = np.bincount(people.enrol_month[people.enrol_month > 0], minlength=months + 1)[1 : months + 1]
    series["enrolled"] = np.cumsum(enrolled).astype(np.float64)
    if model.outcome >= 0:
        for name, history in (("in_outcome", people.history), ("in_outcome_without", people.history_without)):
            _, durable, shallow = months_by_calendar(history[model.outcome], people.start_month, people.months)
            series[name] = (durable + shallow)[:months] / np.maximum(started, 1)
    if people.events is not None:
        for name, world in (("events", people.events.counts), ("events_without", people.events.counts_without)):
            series[name] = np.array(
                [world[max(model.main.number, 0), month, :count].sum() for month, count in enumerate(started, start=1)]
            ) / np.maximum(started, 1)
    series["paid"] = paid_by_month(model)
    series["cost"] = cost_by_month(model)
    return series


def paid_by_month(model: "ContractModel") -> Floats:
    """(months,) minor units that payers paid."""
    ledger = model.accounts.ledger.columns()
    payers = np.array([kind == "payer" for kind in ledger.account_kinds])
    out, back = payers[ledger.source], payers[ledger.target]
    paid = np.bincount(ledger.month[out], weights=ledger.amount[out], minlength=model.month + 1)
    returned = np.bincount(ledger.month[back], weights=ledger.amount[back], minlength=model.month + 1)
    net: Floats = (paid - returned)[1 : model.month + 1].astype(np.float64)
    return net


def cost_by_month(model: "ContractModel") -> Floats:
    """(months,) minor units that the contract cost: staff hours, overhead, and fees of who is no party."""
    ledger = model.accounts.ledger.columns()
    to_staff = np.array([kind == "staff" for kind in ledger.account_kinds])[ledger.target]
    cost = np.bincount(ledger.month[to_staff], weights=ledger.amount[to_staff], minlength=model.month + 1)
    return cost[1 : model.month + 1].astype(np.float64)


class Collector(mesa.DataCollector):
    """A Mesa data collector over the series that the run keeps anyway; it costs nothing until it is asked."""

    def __init__(self, model: "ContractModel") -> None:
        series = series_of(model) if model.month else {}
        super().__init__(model_reporters=dict.fromkeys(series, _read))
        self.model_vars: dict[str, list[Any]] = {name: values.tolist() for name, values in series.items()}
        self._collection_steps = list(range(1, model.month + 1))


def _read(model: "ContractModel") -> None:
    """Values are read from the run, not collected."""
    del model
