"""Tyhy-SIB: days of sick leave against the year before."""

from utfall.base.records import RunRecord
from utfall.validation.evidence.families.reading import measured_and_true, metric
from utfall.validation.evidence.observable import Observable, Part
from utfall.validation.evidence.setup import Setup

SEEDS, YEARS = 24, 2.0
AS_AGREED = Setup("tyhy_sib")
#: The tenth with most sick leave behind them, where the case takes half of the staff; all years alike, so that selection stands alone.
TROUGH = (("people.eligible", 16000), ("mechanisms.common_shock", False))
_NO_EFFECT = (("capabilities.work.helps_events.sick_day", 0.0), ("capabilities.presence.helps_events.sick_day", 0.0))
NO_EFFECT = Setup("tyhy_sib", sets=(*TROUGH, *_NO_EFFECT))
NO_EFFECT_LOT = Setup("tyhy_sib:control_by_lot", sets=(*TROUGH, *_NO_EFFECT))


def days(record: RunRecord) -> Part:
    """Measured change against the year before, days a year and employee: fewer is below 0."""
    cohorts = record.cohort_payments
    return -sum(one.measured * one.quantity for one in cohorts) / YEARS, sum(one.quantity for one in cohorts)


def apparent_fall(record: RunRecord) -> Part:
    """Measured fall, % of the level that it is measured against."""
    fewer = sum(one.measured * one.quantity for one in record.cohort_payments)
    found = metric(record, "sick_days")
    return 100.0 * fewer, fewer + float(found.recorded[found.counted].sum())


def not_caused(record: RunRecord) -> Part:
    """Measured fall less the true one, % of the measured."""
    measured, true = measured_and_true(record)
    return 100.0 * (measured - true), measured


_TROUGH = (
    "the worst tenth of the staff and years that are alike; as the case is, half of the staff get better by 4 % by themselves "
    "and the luck of the years, 8 %, hides it"
)
SICK_LEAVE = (
    Observable(row="C15", how="tyhy_sib: measured change of sick days a year against the year before", setups=(AS_AGREED,), seeds=SEEDS, of=days),
    Observable(
        row="S15.apparent",
        how="tyhy_sib, worst tenth of 16 000 staff, years alike, help that does nothing for sick days: measured fall against the year before",
        setups=(NO_EFFECT,),
        seeds=12,
        of=apparent_fall,
        chosen=_TROUGH,
    ),
    Observable(
        row="S15.trial",
        how="the same against colleagues drawn by lot",
        setups=(NO_EFFECT_LOT,),
        seeds=12,
        of=apparent_fall,
        chosen=_TROUGH,
    ),
    Observable(row="S15.share", how="tyhy_sib: measured fall that is not caused, of the measured", setups=(AS_AGREED,), seeds=SEEDS, of=not_caused),
    Observable(
        row="S38.historical", how="tyhy_sib: measured fall over the true one", setups=(AS_AGREED,), seeds=SEEDS, of=measured_and_true, pooled=True
    ),
)
