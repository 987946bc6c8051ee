"""A tender: who wins is the one who hopes for most."""

from utfall.model.parties.tender import award
from utfall.validation.evidence.families.reading import metric
from utfall.validation.evidence.observable import Observable, Part
from utfall.validation.evidence.runner import Runner
from utfall.validation.evidence.setup import Setup

SEEDS = 30
#: Minor units for six months in work, as written.
PRICE = 4_000_000.0


def _with_bidders(number: int) -> Setup:
    return Setup("first_steps", sets=(("market.tender", number),), people=6000)


TWO, FIVE, TEN = (_with_bidders(number) for number in (2, 5, 10))


def bid_over_delivered(runner: Runner, setup: Setup, seed: int) -> Part:
    """Successes that the winner reckons with (the Forecast, with its own effect and the base rate as it hopes) over those that came."""
    record, (case, expected) = runner.run(setup, seed), runner.made(setup)
    found = metric(record, "six_months")
    forecast = sum(one.outcome_mean for one in expected.providers) / PRICE
    return forecast * award(case, seed, expected).reckoned, float(found.recorded[found.counted].sum())


def _more_bidders(runner: Runner, seed: int) -> Part:
    few, many = (bid_over_delivered(runner, setup, seed) for setup in (TWO, TEN))
    return many[0] / many[1] - few[0] / few[1], 1.0


TENDER = (
    Observable(
        row="S05.ratio",
        how="first_steps put out to five bidders: successes that the winner reckons with over those that came",
        setups=(FIVE,),
        seeds=SEEDS,
        at=lambda runner, seed: bid_over_delivered(runner, FIVE, seed),
    ),
    Observable(
        row="S05.bidders",
        how="the same with ten bidders, less with two",
        setups=(TWO, TEN),
        seeds=SEEDS,
        at=_more_bidders,
    ),
)
