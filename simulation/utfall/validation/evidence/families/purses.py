"""Several purses: what the payer keeps."""

from utfall.base.records import RunRecord
from utfall.indicators.money import payer_net_cost_cashable
from utfall.indicators.netvalue import net_value, value_by_sector
from utfall.validation.evidence.observable import Observable, Part
from utfall.validation.evidence.setup import Setup

SEEDS = 24
TWO_BUDGETS = Setup("tiohundra:separate", sets=(("contract.signing", "given"),))


def payers_share(record: RunRecord) -> Part:
    """What falls on the municipality, of all value."""
    sectors = value_by_sector(record)
    return float(sectors["municipality"].sum()), float(sum(column.sum() for column in sectors.values()))


def society_alone(record: RunRecord) -> Part:
    """Runs in which society gains and the municipality, which pays for the service, does not, %."""
    loses = (payer_net_cost_cashable(record)["municipality"].value or 0.0) >= 0.0
    return 100.0 * float(float(net_value(record).sum()) > 0.0 and loses), 1.0


PURSES = (
    Observable(
        row="S41.share",
        how="tiohundra with two budgets, signed: value that falls on the municipality, of all",
        setups=(TWO_BUDGETS,),
        seeds=SEEDS,
        of=payers_share,
        restates="shares of falls_on in the file: the same in every seed",
    ),
    Observable(
        row="S41.sign",
        how="tiohundra with two budgets, signed: society gains and the municipality does not",
        setups=(TWO_BUDGETS,),
        seeds=SEEDS,
        of=society_alone,
        pooled=True,
        chosen="two budgets without money from the state; with it the municipality does not lose, and the wrong pocket is gone",
    ),
)
