"""Koto-SIB: what the offer did to earnings and public money, and what came back to the fund."""

from utfall.base.records import RunRecord
from utfall.validation.evidence.families.reading import measured_and_true, over, paid_over_capital, value
from utfall.validation.evidence.observable import Observable, Part, mean_of
from utfall.validation.evidence.setup import Setup

SEEDS = 40
AS_AGREED = Setup("koto_sib")
#: What the best of the ten is expected to build an hour: mean of the largest of 1.2 and nine draws of e to the 0.3 z.
BEST = 1.59
AS_THE_BEST = Setup("koto_sib", sets=(("providers.live_palvelut.productivity", BEST), ("providers.others.productivity", BEST)))


def earnings(record: RunRecord) -> Part:
    """What the offer added to three years of earnings, % of those without it."""
    found = value(record, "earnings")
    return 100.0 * (found.per_offered - found.per_offered_without), found.per_offered_without


def public_gain(record: RunRecord) -> Part:
    """Taxes gained and benefits saved over three years, EUR per person offered."""
    change = {one.id: one.sign * (one.per_offered - one.per_offered_without) for one in record.values}
    return (change["income_tax"] + change["benefit"]) / 100.0, 1.0


def best_over_mean(record: RunRecord) -> Part:
    """Live Palvelut: share of those it served that is in work when follow-up ends, over all providers' share."""
    persons = record.persons
    first = next(number for number, provider in enumerate(record.providers) if provider.id == "live_palvelut")
    best = mean_of(persons.at_end > 0, persons.enrolled & (persons.provider == first))
    every = mean_of(persons.at_end > 0, persons.enrolled)
    return best[0] / best[1], every[0] / every[1]


def in_work_at_end(record: RunRecord) -> Part:
    """Share of those served that is in work when follow-up ends."""
    return mean_of(record.persons.at_end > 0, record.persons.enrolled)


KOTO = (
    Observable(
        row="C10",
        how="earnings of those offered over three years, both worlds",
        setups=(AS_AGREED,),
        seeds=SEEDS,
        of=earnings,
        restates="monthly entry and the price of a staff hour, fitted to it",
    ),
    Observable(
        row="C11",
        how="tax gained and benefit saved per person offered, both worlds",
        setups=(AS_AGREED,),
        seeds=SEEDS,
        of=public_gain,
        restates="tax and benefit a month, fitted to its two parts",
    ),
    Observable(
        row="S38.randomised",
        how="koto_sib: gain measured against the control over the true one",
        setups=(AS_AGREED,),
        seeds=SEEDS,
        of=measured_and_true,
        pooled=True,
    ),
    Observable(
        row="C12",
        how="outcome payments over the capital",
        setups=(AS_AGREED,),
        seeds=SEEDS,
        of=paid_over_capital,
        restates="half of C11 over the capital of the file; what is left is the luck of the measure",
    ),
    Observable(
        row="C14", how="share in work at the end of follow-up: Live Palvelut over all providers", setups=(AS_AGREED,), seeds=SEEDS, of=best_over_mean
    ),
    Observable(
        row="S40",
        how="koto_sib: share in work at the end of follow-up where all providers build what the best of ten is expected to, over as it is",
        setups=(AS_THE_BEST, AS_AGREED),
        seeds=SEEDS,
        of=lambda best, every: over(in_work_at_end(best), in_work_at_end(every)),
    ),
)
