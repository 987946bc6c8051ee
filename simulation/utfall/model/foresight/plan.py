"""The Forecast month by month and party by party: what reviews compare with, and what payers and investors sign on."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from utfall.base.records import RunRecord

Floats = NDArray[np.float64]
Series = tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Means over forecast runs, minor units by contract month.

    flows      party id -> net cash
    saved      payer id -> what falls on its own purse and can really be made (cashable, kept after equalisation)
    worth      outcome time by its resource values, over all parties
    investors  investor id, mean and variance of the net present value of its flows at the risk-free rate
    result     recorded units of the first paid metric (the first there is, where none is paid) per counted person; units: in all
    base       share of outcome pay that would be due without any effect of the service
    at_stake   share of what payers pay that hangs on outcomes
    in_without, by_base   base rate (share), and what outcome pay grows by, over itself, with it (`base_moved`; 0 where there is no tender)
    """

    flows: tuple[tuple[str, Series], ...]
    saved: tuple[tuple[str, Series], ...]
    worth: Series
    investors: tuple[tuple[str, float, float], ...]
    result: float
    units: float
    base: float = 0.0
    at_stake: float = 0.0
    in_without: float = 0.0
    by_base: float = 0.0

    @cached_property
    def flow_of(self) -> dict[str, Floats]:
        """Party id -> net cash by contract month."""
        return {name: np.array(series) for name, series in self.flows}

    @cached_property
    def saved_by(self) -> dict[str, Floats]:
        """Payer id -> its savings by contract month."""
        return {name: np.array(series) for name, series in self.saved}


def plan_of(records: Sequence[RunRecord], payers: Sequence[str], yearly_risk_free: float) -> Plan:
    """The plan that forecast runs add up to."""
    investors = [name for name, kind in records[0].party_kinds.items() if kind == "investor"]
    discount = (1.0 + yearly_risk_free) ** (-np.arange(1, records[0].months + 1) / 12.0)
    worth = {name: [float((record.flows[name] * discount).sum()) for record in records] for name in investors}
    firsts = [next((metric for metric in record.metrics if metric.paid), next(iter(record.metrics), None)) for record in records]
    units = [0.0 if first is None else float(first.recorded[first.counted].sum()) for first in firsts]
    counted = [0 if first is None else int(first.counted.sum()) for first in firsts]
    return Plan(
        flows=tuple((name, _mean([record.flows[name] for record in records])) for name in records[0].flows),
        saved=tuple((name, _mean([own_savings(record, name) for record in records])) for name in payers),
        worth=_mean([_social(record) for record in records]),
        investors=tuple((name, float(np.mean(found)), float(np.var(found))) for name, found in worth.items()),
        result=sum(units) / sum(counted) if sum(counted) else 0.0,
        units=float(np.mean(units)),
        base=_base(records),
    )


def _base(records: Sequence[RunRecord]) -> float:
    """Of what is paid for outcomes, what would have been paid anyway; pay for a cohort's gain is all for the gain."""
    anyway = sum(float(clause.due_without.sum()) for record in records for clause in record.person_payments if clause.is_outcome)
    paid = sum(float(clause.due_true.sum()) for record in records for clause in record.person_payments if clause.is_outcome)
    paid += sum(max(float(cohort.due_measured), 0.0) for record in records for cohort in record.cohort_payments)
    return min(max(anyway / paid, 0.0), 1.0) if paid > 0.0 and np.isfinite(anyway) else 0.0


def own_savings(record: RunRecord, payer: str) -> Floats:
    """(months,) what falls on a payer's own purse: the cashable part, as far as it is kept; what is not kept falls on the state."""
    purse, found = record.purses[payer], np.zeros(record.months)
    for value in record.values:
        amount = value.freed[: record.months]
        if value.falls_on == purse:
            found += value.kept * amount
        elif purse == "state":
            found += (1.0 - value.kept) * amount
        if value.kind == "transfer" and value.to == purse:
            found -= amount
    return found


def _social(record: RunRecord) -> Floats:
    found = np.zeros(record.months)
    for value in record.values:
        if value.kind == "resource":
            found += value.difference[: record.months]
    return found


def _mean(series: Sequence[NDArray[np.float64] | NDArray[np.int64]]) -> Series:
    return tuple(float(one) for one in np.mean(series, axis=0))


def plan_from(found: object) -> Plan | None:
    """The inverse of writing a plan as JSON; None: there was none."""
    if not isinstance(found, dict):
        return None
    pairs = {name: tuple((str(party), tuple(series)) for party, series in found[name]) for name in ("flows", "saved")}
    investors = tuple((str(name), float(mean), float(variance)) for name, mean, variance in found["investors"])
    return Plan(**{**found, **pairs, "worth": tuple(found["worth"]), "investors": investors})
