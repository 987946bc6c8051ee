"""All indicators of one run: values by name, and the monthly series that ensemble indicators need."""

import numpy as np

from utfall.base.records import RunRecord
from utfall.indicators import netvalue
from utfall.indicators.catalogue import INDICATORS
from utfall.indicators.facts import behaviour_facts, cohort_facts, money_facts
from utfall.indicators.values import INDICATOR_VERSION, Floats, RunValue

__all__ = ["INDICATOR_VERSION", "RunValue", "run_series", "run_values"]


def run_values(record: RunRecord) -> dict[str, RunValue]:
    """Every run indicator by name; names that begin with _ hold sums that pair and ensemble indicators need."""
    values: dict[str, RunValue] = {}
    for indicator in INDICATORS.values():
        if indicator.compute is not None:
            values[indicator.name] = indicator.compute(record)
        if indicator.members is not None:
            values |= {f"{indicator.name}.{member}": value for member, value in indicator.members(record).items()}
    return values | money_facts(record) | cohort_facts(record) | behaviour_facts(record)


def run_series(record: RunRecord) -> dict[str, Floats]:
    """The record's monthly series, and in minor units: `flow.PARTY` net cash, `flow.investors` together, `net_value[.SECTOR]` discounted."""
    series = dict(record.series)
    investors = np.zeros(record.months)
    for party, flow in record.flows.items():
        series[f"flow.{party}"] = flow.astype(np.float64)
        if record.party_kinds.get(party, "") == "investor":
            investors = investors + series[f"flow.{party}"]
    if "investor" in record.party_kinds.values():
        series["flow.investors"] = investors
    if not record.values:
        return series
    series["net_value"] = netvalue.net_value(record)
    return series | {f"net_value.{name}": flow for name, flow in netvalue.net_value_by_sector(record).items()}
