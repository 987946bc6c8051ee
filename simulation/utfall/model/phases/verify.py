"""Verify: records after misses and mistakes; claims and audits where nothing counts without a claim."""

from typing import TYPE_CHECKING

from utfall.model.measuring.baskets import add_baskets
from utfall.model.measuring.chosen import ChosenScoreMeter
from utfall.model.measuring.metering import NO_EMISSION
from utfall.model.paying.claims import claim

if TYPE_CHECKING:
    from utfall.model.model import ContractModel


def verify(model: "ContractModel") -> None:
    """Reads true emissions; writes emissions (verified), recorded units, false claims, penalties due."""
    for meter in model.meters:
        true = model.true_emissions[meter.number]
        if true is None:
            model.emissions[meter.number] = NO_EMISSION
            continue
        if meter.plain:
            recorded = true
        elif meter.metric.data_source == "provider_report" and not isinstance(meter, ChosenScoreMeter):
            recorded = claim(model, meter, true)
        else:
            recorded = meter.record(true, model.measured_month)
        model.emissions[meter.number] = meter.deliver(recorded)
    if model.baskets:
        add_baskets(model)
