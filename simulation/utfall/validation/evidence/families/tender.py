"""A tender: who wins is the one who hopes for most."""

from utfall.model.parties.tender import award
from utfall.validation.evidence.families.work_programme import PEOPLE, job_outcomes
from utfall.validation.evidence.observable import Observable, Part, of_group
from utfall.validation.evidence.runner import Runner
from utfall.validation.evidence.setup import Setup

SEEDS = 40


def _with_bidders(number: int) -> Setup:
    return Setup("work_programme", sets=(("market.tender", number),), people=PEOPLE)


TWO, FIVE, TEN = (_with_bidders(number) for number in (2, 5, 10))


def bid_over_delivered(runner: Runner, setup: Setup, seed: int) -> Part:
    """Rate of JSA 25+ as the winner believes it (what comes without help, and its own effect as it hopes) over the rate under its contract."""
    record, (case, expected) = runner.run(setup, seed), runner.made(setup)
    who, metric = record.persons.enrolled & of_group(record, "jsa_25_plus"), job_outcomes(record)
    with_, without = float(metric.true[who].sum()), float(metric.without[who].sum())
    return without + award(case, seed, expected).belief * (with_ - without), with_


def _more_bidders(runner: Runner, seed: int) -> Part:
    few, many = (bid_over_delivered(runner, setup, seed) for setup in (TWO, TEN))
    return many[0] / many[1] - few[0] / few[1], 1.0


TENDER = (
    Observable(
        row="S05.ratio",
        how="work_programme put out to five bidders: rate of jsa_25_plus as the winner believes it over the rate under its contract",
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
