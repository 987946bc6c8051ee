"""What was caused: differences between the world with the contract and the same people's world without it."""

import numpy as np

from utfall.base.records import RunRecord
from utfall.indicators.people import FIFTHS, by_cell, effects
from utfall.indicators.values import Floats, Indicator, RunValue, mean_over, missing, plain, ratio

NOBODY = "nobody was eligible"
NOT_ENROLLED = "nobody was enrolled"
ONLY_STATES = "defined for an outcome that people are in or out of"


def true_effect_eligible(record: RunRecord) -> RunValue:
    """Mean over A of Y - Y0: the total effect, with what others lost."""
    return ratio(float(effects(record).sum()), record.people, NOBODY)


def true_effect(record: RunRecord) -> RunValue:
    """Mean over E of Y - Y0."""
    return mean_over(effects(record), record.persons.enrolled, NOT_ENROLLED)


def true_effect_standardised(record: RunRecord) -> RunValue:
    """Mean over E inside each cell of group x fifth, weighted by the cells' share of A; empty cells count 0 and are flagged."""
    everybody = np.ones(record.people, dtype=np.bool_)
    sums, enrolled = by_cell(record, effects(record), record.persons.enrolled)
    _, eligible = by_cell(record, effects(record), everybody)
    if enrolled.sum() == 0:
        return missing(NOT_ENROLLED)
    means = np.divide(sums, enrolled, out=np.zeros_like(sums), where=enrolled > 0)
    empty = int(((enrolled == 0) & (eligible > 0)).sum())
    flag = f"{empty} of {int((eligible > 0).sum())} cells have nobody enrolled and count as 0" if empty else ""
    return ratio(float((means * eligible).sum()), record.people, NOBODY, flag)


def true_effect_offered(record: RunRecord) -> RunValue:
    """Mean over O of Y - Y0: the causal figure of a voluntary scheme (intention to treat)."""
    return mean_over(effects(record), record.persons.offered, "nobody was offered the service")


def effect_on_others(record: RunRecord) -> RunValue:
    """Mean of Y - Y0 over those of A that were not enrolled."""
    return mean_over(effects(record), ~record.persons.enrolled, "everybody was enrolled")


def direct_effect(record: RunRecord) -> RunValue:
    """True Y of O minus true Y of the randomised control, both in the contract world: what a perfect trial would measure."""
    control = mean_over(record.persons.outcome_time, record.persons.control, "there is no randomised control group")
    offered = mean_over(record.persons.outcome_time, record.persons.offered, "nobody was offered the service")
    if offered.value is None or control.value is None:
        return missing(control.reason or offered.reason)
    return plain(offered.value - control.value)


def _durable_gain(record: RunRecord) -> Floats:
    persons = record.persons
    return persons.durable_at_12.astype(np.float64) - persons.durable_at_12_without.astype(np.float64)


def caused_at_12(record: RunRecord) -> RunValue:
    """100 x mean over A of y(12) - y0(12), durable states."""
    if record.main_kind != "state":
        return missing(ONLY_STATES)
    return ratio(100.0 * float(_durable_gain(record).sum()), record.people, NOBODY)


def caused_at_12_enrolled(record: RunRecord) -> RunValue:
    """The same over E: what stands beside `paid_for`."""
    if record.main_kind != "state":
        return missing(ONLY_STATES)
    return mean_over(_durable_gain(record), record.persons.enrolled, NOT_ENROLLED, 100.0)


def effect_by_need(record: RunRecord) -> dict[str, RunValue]:
    """Mean of Y - Y0 over all of A in each fifth of need, those left out included; 1 is the easiest."""
    gains = effects(record)
    return {str(f + 1): mean_over(gains, record.persons.fifth == f, "nobody is in this fifth") for f in range(FIFTHS)}


def equity(record: RunRecord) -> RunValue:
    """Effect in the hardest two fifths of need minus in the easiest two."""
    gains, fifth = effects(record), record.persons.fifth
    hard = mean_over(gains, fifth >= 3, "the hardest two fifths are empty")
    easy = mean_over(gains, fifth <= 1, "the easiest two fifths are empty")
    if hard.value is None or easy.value is None:
        return missing(hard.reason or easy.reason)
    return plain(hard.value - easy.value)


def effect_at_end(record: RunRecord) -> RunValue:
    """y(F) - y0(F): per 100 eligible for a state, mean for a score."""
    gains = record.persons.at_end - record.persons.at_end_without
    return ratio((100.0 if record.main_kind == "state" else 1.0) * float(gains.sum()), record.people, NOBODY)


def unpaid_effect(record: RunRecord) -> RunValue:
    """Mean over A of the change of capability in dimensions that no paid metric counts."""
    column = record.persons.unpaid_capability
    if np.isnan(column).any():
        return missing("every dimension is counted by a paid metric")
    return ratio(float(column.sum()), record.people, NOBODY)


_PEOPLE = (("people", 1), ("payer", 1))

CAUSED = (
    Indicator(
        name="true_effect_eligible",
        unit="{effect} per eligible",
        compute=true_effect_eligible,
        good_for=_PEOPLE,
        question="What did the contract cause, counted over everybody it could have served?",
        formula="mean over A of Y - Y0",
        undefined="nobody eligible",
        sentence="The contract caused {} for each eligible person.",
    ),
    Indicator(
        name="true_effect",
        unit="{effect} per enrolled",
        compute=true_effect,
        good_for=_PEOPLE,
        question="What did it cause for those it served?",
        formula="mean over E of Y - Y0",
        undefined="nobody enrolled",
        sentence="It caused {} for each person enrolled.",
    ),
    Indicator(
        name="true_effect_standardised",
        unit="{effect} per enrolled",
        compute=true_effect_standardised,
        good_for=_PEOPLE,
        question="What would it have caused for the enrolled, had they been like the eligible?",
        formula="mean over E by group x fifth of need, weighted to A; empty cells 0, flagged",
        undefined="nobody enrolled",
        sentence="With the need of all eligible, it would have caused {} for each person enrolled.",
    ),
    Indicator(
        name="true_effect_offered",
        unit="{effect} per offered",
        compute=true_effect_offered,
        good_for=_PEOPLE,
        question="What did the offer cause, take-up included?",
        formula="mean over O of Y - Y0",
        undefined="nobody offered",
        sentence="The offer caused {} for each person offered.",
    ),
    Indicator(
        name="effect_on_others",
        unit="{effect} per person not enrolled",
        compute=effect_on_others,
        good_for=(("people", 1),),
        question="What did it do to those it did not serve?",
        formula="mean of Y - Y0 over A outside E",
        undefined="everybody enrolled",
        sentence="Those not enrolled gained or lost {} each.",
    ),
    Indicator(
        name="direct_effect",
        unit="{effect} per offered",
        compute=direct_effect,
        good_for=_PEOPLE,
        question="What would a perfect trial have measured?",
        formula="mean Y over O minus mean Y over the randomised control",
        undefined="no randomised control",
        sentence="A perfect trial would have measured {}.",
    ),
    Indicator(
        name="caused_at_12",
        unit="per 100 eligible",
        compute=caused_at_12,
        good_for=_PEOPLE,
        question="How many more are lastingly in the outcome after a year?",
        formula="100 x mean over A of y(12) - y0(12), durable",
        undefined="scores and events",
        sentence="Of 100 eligible, {} more are lastingly in the outcome after a year.",
    ),
    Indicator(
        name="caused_at_12_enrolled",
        unit="per 100 enrolled",
        compute=caused_at_12_enrolled,
        good_for=_PEOPLE,
        question="And of those it served?",
        formula="100 x mean over E of y(12) - y0(12), durable",
        undefined="nobody enrolled; scores and events",
        sentence="Of 100 enrolled, {} more are lastingly in the outcome after a year.",
    ),
    Indicator(
        name="effect_by_need",
        unit="{effect} per eligible",
        members=effect_by_need,
        family="FIFTH",
        good_for=_PEOPLE,
        question="Who gained, from the easiest to the hardest?",
        formula="mean of Y - Y0 over A in fifth 1 (easiest) ... 5",
        undefined="an empty fifth",
        sentence="In this fifth of need it caused {} each.",
    ),
    Indicator(
        name="equity",
        unit="{effect}",
        compute=equity,
        good_for=(("people", 1),),
        question="Did the hardest gain more than the easiest?",
        formula="effect in the hardest two fifths minus in the easiest two",
        undefined="empty fifths",
        sentence="The hardest two fifths gained {} more than the easiest two.",
    ),
    Indicator(
        name="effect_at_end",
        unit="{level}",
        compute=effect_at_end,
        good_for=_PEOPLE,
        question="What is left at the end of follow-up?",
        formula="mean over A of y(F) - y0(F)",
        undefined="nobody eligible",
        sentence="At the end of follow-up, {} is left.",
    ),
    Indicator(
        name="unpaid_effect",
        unit="sd per eligible",
        compute=unpaid_effect,
        good_for=(("people", 1),),
        question="What happened to what nobody pays for?",
        formula="mean change of capability in dimensions that no paid metric counts",
        undefined="every dimension is paid for",
        sentence="What no metric counts changed by {}.",
    ),
)
