"""What hangs on how control works on motivation is told form by form: the forms are rivals, and a mean over them answers no question."""

import numpy as np

from utfall.base.mechanisms import CONTROL_FORMS
from utfall.indicators.pooling import Resampler, by_seed, columns, percentiles, pooled, quotient, said
from utfall.indicators.values import EFFECT_UNITS, Indicator, Rows, Setting, Summary

CROWDING, BY_FORM = "crowding_motivation", "crowding_motivation_by_form"


def by_form(rows: Rows) -> dict[str, Rows]:
    """The runs under each form of control, in the order of the forms; runs that do not say theirs under ""."""
    numbers = columns(rows, "_motivation_form").value
    told = ["" if np.isnan(number) else CONTROL_FORMS[int(number)] for number in numbers]
    return {form: [row for row, own in zip(rows, told, strict=True) if own == form] for form in (*CONTROL_FORMS, "") if form in told}


def crowding_by_form(rows: Rows, setting: Setting) -> dict[str, Summary]:
    """`crowding_motivation` of the runs under each form; undefined where the reference was not run."""
    unit = f"{EFFECT_UNITS.get(setting.main_kind, '')} per eligible"
    held = {form: some for form, some in by_form(by_seed(rows)).items() if form and any(CROWDING in row.values for row in some)}
    if not held:
        return {BY_FORM: said(None, (None, None), unit, rows, "the reference run with motivation held is missing")}
    return {f"{BY_FORM}.{form}": _summary(some, unit) for form, some in held.items()}


def _summary(rows: Rows, unit: str) -> Summary:
    found, resampler = columns(rows, CROWDING), Resampler.of(rows)
    low, high, sd = percentiles(found.value)
    interval = resampler.interval(quotient(resampler.sums(found.top), resampler.sums(found.bottom)))
    undefined, nothing = int((~found.defined).sum()), float((found.bottom == 0).mean())
    return Summary(pooled(found), low, high, *interval, sd, undefined, nothing, unit, len(rows))


FORMS = (
    Indicator(
        name=BY_FORM,
        unit="{effect} per eligible",
        needs="ensemble",
        family="FORM",
        pool=crowding_by_form,
        good_for=(("people", -1),),
        question="What did lost motivation cost, under this form of control?",
        formula="crowding_motivation over the runs under the form",
        undefined="reference not run",
        sentence="Lost motivation cost {} for each eligible person under this form.",
    ),
)
