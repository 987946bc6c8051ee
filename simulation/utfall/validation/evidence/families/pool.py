"""The Danish homelessness pool: maturity of data, and homes against shelters."""

from math import log2

from utfall.base.records import RunRecord
from utfall.validation.evidence.families.reading import value
from utfall.validation.evidence.observable import Observable, Part, plain
from utfall.validation.evidence.runner import Runner
from utfall.validation.evidence.setup import Setup

MONTHS, FIRST = 28, 24
POOL = Setup("investeringspulje")
LIKE = Setup("national_fund_scaling")
SLOW, QUICK = Setup("investeringspulje:slow_to_mature"), Setup("investeringspulje:quick_to_mature")


def rise(runner: Runner, setup: Setup) -> Part:
    """Rise of data maturity in 28 months, points of 100, as the profile has it where no shock moves it."""
    own = setup.case(runner.change).profile.character
    return plain(100.0 * (min(own.maturity + own.maturity_growth * MONTHS / 12, 1.0) - own.maturity))


def saving(record: RunRecord) -> Part:
    """Shelter freed less the cost of support, DKK a person and year of support, over the first two years (people come in over one)."""
    shelter = value(record, "shelter").difference
    kroner = float((shelter[:FIRST] - record.series["cost"][:FIRST]).sum()) / 100.0
    return kroner, float(record.series["enrolled"][:FIRST].sum()) / 12.0


def tenth_over_first(runner: Runner, _seed: int) -> Part:
    """Cost of setting up the tenth like contract over that of the first, by the law that portfolios have of it."""
    return plain((1.0 - LIKE.case(runner.change).profile.character.setup_learning) ** log2(10))


def _maturity(row: str, setup: Setup) -> Observable:
    return Observable(
        row=row,
        how=f"{setup.scenario}: growth of data maturity x 28 months",
        setups=(setup,),
        seeds=1,
        at=lambda runner, _seed: rise(runner, setup),
        runs=False,
        restates="maturity_growth, a value of the profile set to it",
    )


POOLED = (
    _maturity("C35.mean", POOL),
    _maturity("C35.least", SLOW),
    _maturity("C35.most", QUICK),
    Observable(
        row="C36",
        how="investeringspulje: shelter freed less cost of support, first two years, a year of support",
        setups=(POOL,),
        seeds=30,
        of=saving,
        proxy="the source has the first year of people in homes of their own",
    ),
    Observable(
        row="S42.falling",
        how="national_fund_scaling: fall of set-up cost with each doubling, to the tenth",
        setups=(LIKE,),
        seeds=1,
        at=tenth_over_first,
        runs=False,
        restates="setup_learning, a value of the profile; any value over 0 gives the sign",
    ),
)
