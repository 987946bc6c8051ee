"""Whom it reached: who was taken, who got the hours, who was left."""

import numpy as np
from numpy.typing import NDArray

from utfall.base.records import RunRecord
from utfall.indicators.people import FIFTHS, total_hours
from utfall.indicators.values import Floats, Indicator, RunValue, mean_over, missing, plain, ratio

NOT_ENROLLED = "nobody was enrolled"
EMPTY_FIFTH = "nobody is in this fifth"
NO_CHOICE = "nobody chose whom to take"
PARKED_BELOW = 0.1


def enrolled(record: RunRecord) -> RunValue:
    """Size of E."""
    return plain(int(record.persons.enrolled.sum()))


def _chosen_minus_pool(record: RunRecord, column: Floats) -> float | None:
    """Mean of a column over those taken minus over all referred while a place was free; None without choice or without anyone taken."""
    pool = record.persons.choice
    taken = pool & record.persons.enrolled
    if not taken.any():
        return None
    return float(column[taken].mean() - column[pool].mean())


def creaming(record: RunRecord) -> RunValue:
    """(Mean need of those referred while a place was free - of those taken) / sd of need in A; positive: the easier are taken."""
    difference = _chosen_minus_pool(record, record.persons.need)
    if difference is None:
        return missing(NO_CHOICE)
    return ratio(-difference, float(record.persons.need.std()), "everybody has the same need")


def selection_on_chance(record: RunRecord) -> RunValue:
    """E's mean Y0 minus the pool's: positive where those are taken who would do well anyway."""
    difference = _chosen_minus_pool(record, record.persons.outcome_time_without)
    return missing(NO_CHOICE) if difference is None else plain(difference)


def selection_on_gain(record: RunRecord) -> RunValue:
    """E's mean gain from the same service minus the pool's: positive where those are taken whom it helps most."""
    gain = record.persons.gain_same_service
    if np.isnan(gain[record.persons.choice]).any():
        return missing("the gain from the same service was not computed")
    difference = _chosen_minus_pool(record, gain)
    return missing(NO_CHOICE) if difference is None else plain(difference)


def parked(record: RunRecord) -> NDArray[np.bool_]:
    """(N,) bool: enrolled, and hours per served month under a tenth of the mean of the same provider and pay group.

    Per served month, so that one who leaves early is not called parked.
    """
    persons = record.persons
    rate = total_hours(record) / np.maximum(persons.served_months, 1)
    cell = (persons.provider.astype(np.int64) + 1) * len(record.groups) + persons.group
    who = persons.enrolled
    size = int(cell.max(initial=0)) + 1
    sums = np.bincount(cell[who], weights=rate[who], minlength=size)
    counts = np.bincount(cell[who], minlength=size)
    means = np.divide(sums, counts, out=np.zeros(size), where=counts > 0)
    found: NDArray[np.bool_] = who & (rate < PARKED_BELOW * means[cell])
    return found


def parking(record: RunRecord) -> RunValue:
    """Share of E that is parked."""
    return ratio(int(parked(record).sum()), int(record.persons.enrolled.sum()), NOT_ENROLLED)


def unserved_worth(record: RunRecord) -> RunValue:
    """Share of E that is parked although the next hour is worth more than it costs."""
    if np.isnan(record.hours_gaming):
        return missing("the value of the next hour is not known")
    return ratio(int((record.unserved_worth & record.persons.enrolled).sum()), int(record.persons.enrolled.sum()), NOT_ENROLLED)


def hours_ratio(record: RunRecord) -> RunValue:
    """(Mean hours of the easiest fifth + .5) / (of the hardest fifth + .5), over A."""
    hours, fifth = total_hours(record), record.persons.fifth
    easy, hard = mean_over(hours, fifth == 0, "the easiest fifth is empty"), mean_over(hours, fifth == 4, "the hardest fifth is empty")
    if easy.value is None or hard.value is None:
        return missing(easy.reason or hard.reason)
    return ratio(easy.value + 0.5, hard.value + 0.5, "")


def hours_slope(record: RunRecord) -> RunValue:
    """Slope of log(hours + .5) on need over A (per sd); negative: the harder get less."""
    need = record.persons.need - record.persons.need.mean()
    return ratio(float((need * np.log(total_hours(record) + 0.5)).sum()), float((need * need).sum()), "everybody has the same need")


def _share_by_need(record: RunRecord, who: NDArray[np.bool_]) -> dict[str, RunValue]:
    """Share of the eligible of each fifth of need that some people are; 1 is the easiest."""
    fifth = record.persons.fifth
    return {str(f + 1): mean_over(who.astype(np.float64), fifth == f, EMPTY_FIFTH) for f in range(FIFTHS)}


def enrolled_by_need(record: RunRecord) -> dict[str, RunValue]:
    """Share of the eligible of each fifth of need that is enrolled; those drawn into a control group are eligible and not enrolled."""
    return _share_by_need(record, record.persons.enrolled)


def parked_by_need(record: RunRecord) -> dict[str, RunValue]:
    """Share of the eligible of each fifth of need that is enrolled and parked: what `enrolled_by_need` holds without hours worth the name."""
    return _share_by_need(record, parked(record))


def hours_by_need(record: RunRecord) -> dict[str, RunValue]:
    """Mean hours, over all tasks and months, per enrolled person of each fifth of need."""
    hours, fifth, who = total_hours(record), record.persons.fifth, record.persons.enrolled
    return {str(f + 1): mean_over(hours, who & (fifth == f), "nobody of this fifth was enrolled") for f in range(FIFTHS)}


def dropouts(record: RunRecord) -> RunValue:
    """Of 100 enrolled, those who left early."""
    return mean_over(record.persons.dropped.astype(np.float64), record.persons.enrolled, NOT_ENROLLED, 100.0)


def continuity(record: RunRecord) -> RunValue:
    """Served months with the worker of the month before (the first included) over served months of E."""
    persons = record.persons
    if persons.same_worker is None:
        return missing("workers do not leave in this run (mechanisms.turnover)")
    who = persons.enrolled
    return ratio(float(persons.same_worker[who].sum()), float(persons.served_months[who].sum()), NOT_ENROLLED)


REACHED = (
    Indicator(
        name="enrolled",
        unit="people",
        compute=enrolled,
        question="How many were served?",
        formula="size of E",
        sentence="{} people were enrolled.",
    ),
    Indicator(
        name="creaming",
        unit="sd of need",
        compute=creaming,
        good_for=(("people", -1),),
        question="Were the easier taken?",
        formula="(mean need of those referred while a place was free - of those taken) / sd in A",
        undefined="no choice",
        sentence="Those taken are {} sd nearer to the outcome than those referred.",
    ),
    Indicator(
        name="selection_on_chance",
        unit="{effect}",
        compute=selection_on_chance,
        good_for=(("payer", -1),),
        question="Were those taken who would do well anyway?",
        formula="mean Y0 of those taken - of the pool",
        undefined="no choice",
        sentence="Those taken would have had {} more than the pool without any contract.",
    ),
    Indicator(
        name="selection_on_gain",
        unit="{effect}",
        compute=selection_on_gain,
        good_for=(("people", 1), ("payer", 1)),
        question="Were those taken whom the service helps most?",
        formula="mean gain from the same service of those taken - of the pool",
        undefined="no choice; gain not computed",
        sentence="The same service helps those taken {} more than the pool.",
    ),
    Indicator(
        name="parking",
        unit="share of enrolled",
        compute=parking,
        good_for=(("people", -1),),
        question="Who got almost no hours?",
        formula="hours per served month under a tenth of the mean of the same provider and group",
        undefined="nobody enrolled",
        sentence="{} of those taken get almost no hours.",
    ),
    Indicator(
        name="unserved_worth",
        unit="share of enrolled",
        compute=unserved_worth,
        good_for=(("people", -1),),
        question="Of these, for whom would the next hour pay society?",
        formula="parked, and value of the next hour over its cost",
        undefined="nobody enrolled; no values to weigh the next hour by",
        sentence="{} of those taken are parked although the next hour is worth its cost.",
    ),
    Indicator(
        name="hours_ratio",
        unit="ratio",
        compute=hours_ratio,
        question="How many hours for the easiest against the hardest?",
        formula="(h easiest fifth + .5) / (h hardest fifth + .5), over A",
        undefined="an empty fifth",
        sentence="The easiest fifth gets {} times the hours of the hardest.",
    ),
    Indicator(
        name="hours_slope",
        unit="per sd of need",
        compute=hours_slope,
        question="Do hours rise or fall with need?",
        formula="slope of log(h + .5) on need, over A",
        undefined="all need alike",
        sentence="Hours change by {} in logs per sd of need.",
    ),
    Indicator(
        name="enrolled_by_need",
        unit="share of the eligible of the fifth",
        members=enrolled_by_need,
        family="FIFTH",
        question="How many were served, from the easiest to the hardest?",
        formula="enrolled / A, in fifth of need 1 (easiest) ... 5",
        undefined="an empty fifth",
        sentence="In this fifth of need, {} of the eligible were enrolled.",
    ),
    Indicator(
        name="parked_by_need",
        unit="share of the eligible of the fifth",
        members=parked_by_need,
        family="FIFTH",
        good_for=(("people", -1),),
        question="And how many of them got almost no hours?",
        formula="enrolled and parked / A, in fifth of need 1 (easiest) ... 5",
        undefined="an empty fifth",
        sentence="In this fifth of need, {} of the eligible were enrolled and got almost no hours.",
    ),
    Indicator(
        name="hours_by_need",
        unit="hours per enrolled",
        members=hours_by_need,
        family="FIFTH",
        question="How many hours did those served get, from the easiest to the hardest?",
        formula="hours of E / E, in fifth of need 1 (easiest) ... 5",
        undefined="nobody of the fifth enrolled",
        sentence="In this fifth of need, each enrolled person got {} hours.",
    ),
    Indicator(
        name="dropouts",
        unit="per 100 enrolled",
        compute=dropouts,
        good_for=(("people", -1),),
        question="How many left early?",
        formula="100 x left early / E",
        undefined="nobody enrolled",
        sentence="Of 100 enrolled, {} left early.",
    ),
    Indicator(
        name="continuity",
        unit="share",
        compute=continuity,
        good_for=(("people", 1),),
        question="Did people keep their worker?",
        formula="served months with the worker of the month before, the first included / served months, over E",
        undefined="workers do not leave in this run; nobody enrolled",
        sentence="{} of the served months were spent with the same worker.",
    ),
)
