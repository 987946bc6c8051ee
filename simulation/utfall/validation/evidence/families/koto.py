"""Koto-SIB: what the offer did to earnings and public money, and what came back to the fund."""

import numpy as np

from utfall.base.records import RunRecord
from utfall.validation.evidence.families.reading import measured_and_true, paid_over_capital, value
from utfall.validation.evidence.observable import Observable, Part, mean_of
from utfall.validation.evidence.setup import Setup

SEEDS = 40
AS_AGREED = Setup("koto_sib")


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


def highest_over_mean(record: RunRecord) -> Part:
    """The best of all providers with people, over the mean of them all."""
    persons = record.persons
    served = np.bincount(persons.provider[persons.enrolled], minlength=len(record.providers))
    inside = np.bincount(persons.provider[persons.enrolled], weights=(persons.at_end > 0)[persons.enrolled], minlength=len(record.providers))
    some = served > 0
    return float((inside[some] / served[some]).max()), float(inside.sum() / served.sum())


KOTO = (
    Observable(row="C10", how="earnings of those offered over three years, both worlds", setups=(AS_AGREED,), seeds=SEEDS, of=earnings),
    Observable(row="C11", how="tax gained and benefit saved per person offered, both worlds", setups=(AS_AGREED,), seeds=SEEDS, of=public_gain),
    Observable(
        row="S38.randomised",
        how="koto_sib: gain measured against the control over the true one",
        setups=(AS_AGREED,),
        seeds=SEEDS,
        of=measured_and_true,
        pooled=True,
    ),
    Observable(row="C12", how="outcome payments over the capital", setups=(AS_AGREED,), seeds=SEEDS, of=paid_over_capital),
    Observable(
        row="C14", how="share in work at the end of follow-up: Live Palvelut over all providers", setups=(AS_AGREED,), seeds=SEEDS, of=best_over_mean
    ),
    Observable(
        row="S40",
        how="koto_sib: share in work at the end of follow-up, best provider over all",
        setups=(AS_AGREED,),
        seeds=SEEDS,
        of=highest_over_mean,
    ),
)
