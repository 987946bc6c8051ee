"""The Work Programme: rates, bids, spending, parking."""

from dataclasses import replace

import numpy as np

from utfall.base.records import RunRecord
from utfall.indicators.people import total_hours
from utfall.validation.evidence.families.reading import metric, over
from utfall.validation.evidence.observable import Observable, Part, mean_of, of_group
from utfall.validation.evidence.setup import Setup

PEOPLE, SEEDS = 4000, 24
#: Groups of health-related benefits.
ESA = ("new_esa", "esa_ex_ib", "esa_volunteers")
AS_IT_WAS = Setup("work_programme", people=PEOPLE)
AS_BELIEVED = replace(AS_IT_WAS, world="believed")
#: Each ESA group enters work a tenth less often.
FEWER = replace(AS_IT_WAS, times=tuple((f"outcomes.work.entry.{group}", 0.9) for group in ESA))


def rate(record: RunRecord, *groups: str) -> Part:
    """Recorded job outcomes within two years, % of those who took part; without groups of all."""
    who = record.persons.enrolled & (of_group(record, *groups) if groups else True)
    return mean_of(metric(record, "job_outcome").recorded, who, 100.0)


def spent(record: RunRecord, *groups: str) -> Part:
    """Staff hours a participant of some groups."""
    return mean_of(total_hours(record), record.persons.enrolled & of_group(record, *groups))


def income(record: RunRecord, *groups: str) -> Part:
    """Outcome pay a participant of some groups, minor units."""
    paid = np.sum([clause.paid for clause in record.person_payments if clause.is_outcome], axis=0)
    return mean_of(paid, record.persons.enrolled & of_group(record, *groups))


def easy_over_hard(record: RunRecord) -> Part:
    """Hours of the easiest fifth over those of the hardest; fifths are of the pay group."""
    hours, persons = total_hours(record), record.persons
    return over(mean_of(hours, persons.enrolled & (persons.fifth == 0)), mean_of(hours, persons.enrolled & (persons.fifth == 4)))


def ceiling(record: RunRecord) -> Part:
    """Most that is paid a person x two-year rate: ESA ex-IB over JSA 25+ (limits of the price table)."""
    return over(rate(record, "esa_ex_ib"), rate(record, "jsa_25_plus"), 13720.0 / 4395.0)


def below_plan(actual: RunRecord, planned: RunRecord) -> Part:
    """Fall of hours an ESA participant against the world that providers bid for, %."""
    top, bottom = over(spent(actual, *ESA), spent(planned, *ESA), 100.0)
    return top - 100.0 * bottom, bottom


_LEVELS = "monthly entry of five groups, fitted to these five rates"
_ARITHMETIC = "arithmetic of C01, C04 and the list of prices"


def _rate(row: str, *groups: str) -> Observable:
    who = " and ".join(groups) if groups else "everybody"
    return Observable(
        row=row,
        how=f"recorded job outcomes within 24 months over those enrolled: {who}",
        setups=(AS_IT_WAS,),
        seeds=SEEDS,
        of=lambda r: rate(r, *groups),
        restates=_LEVELS,
    )


_MONEY = "the source has money spent a participant, against what was planned"
_BELIEVED = "the world in which help builds what providers believe"
WORK_PROGRAMME = (
    _rate("C01", "jsa_25_plus"),
    _rate("C02", "jsa_18_24"),
    _rate("C03", "new_esa"),
    _rate("C04", "esa_ex_ib"),
    _rate("C05"),
    Observable(
        row="C06",
        how=f"rate of jsa_25_plus in {_BELIEVED}, over the rate as it is",
        setups=(AS_IT_WAS, AS_BELIEVED),
        seeds=SEEDS,
        of=lambda actual, planned: over(rate(planned, "jsa_25_plus"), rate(actual, "jsa_25_plus")),
        proxy="the source has what providers wrote into their bids",
    ),
    Observable(
        row="C08",
        how=f"staff hours an ESA participant, against those in {_BELIEVED}, %",
        setups=(AS_IT_WAS, AS_BELIEVED),
        seeds=SEEDS,
        of=below_plan,
        proxy=_MONEY,
    ),
    Observable(
        row="C09",
        how="limit per person x rate, esa_ex_ib over jsa_25_plus",
        setups=(AS_IT_WAS,),
        seeds=SEEDS,
        of=ceiling,
        restates=_ARITHMETIC,
    ),
    Observable(
        row="S01", how="hours a head, easiest fifth over hardest, fifths inside the pay group", setups=(AS_IT_WAS,), seeds=SEEDS, of=easy_over_hard
    ),
    Observable(
        row="S02.rates",
        how="rate of jsa_25_plus over that of esa_ex_ib",
        setups=(AS_IT_WAS,),
        seeds=SEEDS,
        of=lambda r: over(rate(r, "jsa_25_plus"), rate(r, "esa_ex_ib")),
        restates=_ARITHMETIC,
    ),
    Observable(
        row="S02.income",
        how="outcome pay a head, esa_ex_ib over jsa_25_plus",
        setups=(AS_IT_WAS,),
        seeds=SEEDS,
        of=lambda r: over(income(r, "esa_ex_ib"), income(r, "jsa_25_plus")),
        restates=_ARITHMETIC,
    ),
    Observable(
        row="S04.spend",
        how=f"staff hours an ESA participant over those in {_BELIEVED}",
        setups=(AS_IT_WAS, AS_BELIEVED),
        seeds=SEEDS,
        of=lambda actual, planned: over(spent(actual, *ESA), spent(planned, *ESA)),
        proxy=_MONEY,
    ),
    Observable(
        row="S04.loop",
        how="staff hours an ESA participant where these groups enter work a tenth less often, over those as it is",
        setups=(AS_IT_WAS, FEWER),
        seeds=SEEDS,
        of=lambda actual, fewer: over(spent(fewer, *ESA), spent(actual, *ESA)),
        proxy="the source has the same people, on whom less is spent after a period with fewer outcomes; these are other people, under one plan",
    ),
)
