"""Homes: Denver's lot and its rent."""

from utfall.validation.evidence.families.reading import paid_over_capital, recorded_share
from utfall.validation.evidence.observable import Observable
from utfall.validation.evidence.setup import Setup

SEEDS = 60
DENVER = (Setup("denver_housing"),)


def _housed(year: int) -> Observable:
    return Observable(
        row=f"C25.year_{year}",
        how=f"denver_housing: of those enrolled, in a home {12 * year} months after",
        setups=DENVER,
        seeds=SEEDS,
        of=lambda record: recorded_share(record, f"home_{year}y"),
        restates="drop-out and loss of homes, set by hand to these three shares",
    )


HOUSING = (
    *(_housed(year) for year in (1, 2, 3)),
    Observable(row="C26", how="denver_housing: outcome payments over capital drawn", setups=DENVER, seeds=SEEDS, of=paid_over_capital),
)
