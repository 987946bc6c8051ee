"""Pair indicators: a run and its named reference run under the same seed, from their stored values.

References by name: `nothing`, `fee_agreed_hours`, `fee_alone`; `planner` (spends the same hours where they cause most) and
`motivation_held` (motivation on its path under a fee with agreed hours) where they were run.
"""

from collections.abc import Mapping

from utfall.indicators.values import Indicator, RunRow, RunValue, missing, plain, ratio

References = Mapping[str, RunRow]
FEE = "fee_agreed_hours"
NO_FEE = "the reference run under a fee with agreed hours is missing"


def pair_values(row: RunRow, references: References) -> dict[str, RunValue]:
    """Every pair indicator of a run, given its reference runs under the same seed."""
    return {indicator.name: indicator.pair(row, references) for indicator in PAIRS if indicator.pair is not None}


def best_with_same_hours(row: RunRow, references: References) -> RunValue:
    """True effect over that of a planner who spends the same hours where they cause most."""
    planner = references.get("planner")
    if planner is None:
        return missing("the planner's reference run is missing")
    ours, best = row.values["true_effect_eligible"], planner.values["true_effect_eligible"]
    if ours.value is None or best.value is None:
        return missing(ours.reason or best.reason)
    return ratio(ours.value, best.value, "the planner caused nothing")


def goodhart_shift(row: RunRow, references: References) -> RunValue:
    """Slope of true outcome time after the window on the recorded value, minus the same slope under a fee with agreed hours."""
    fee = references.get(FEE)
    if fee is None:
        return missing(NO_FEE)
    first = next((name for name, value in row.values.items() if name.startswith("_paid.") and value.value == 1), None)
    if first is None:
        return missing("no metric is paid")
    name = f"_goodhart.{first.removeprefix('_paid.')}"
    here, there = row.values.get(name), fee.values.get(name)
    if here is None or there is None:
        return missing("outcome time after the window was not kept")
    if here.value is None or there.value is None:
        return missing(here.reason or there.reason)
    return plain(here.value - there.value)


def _unpaid_share(row: RunRow, unpaid: list[str]) -> RunValue:
    hours = {name.partition(".")[2]: value.top for name, value in row.values.items() if name.startswith("hours_by_task.")}
    return ratio(sum(hours.get(task, 0.0) for task in unpaid), sum(hours.values()), "no hours were given")


def crowding_task(row: RunRow, references: References) -> RunValue:
    """1 - share of hours on tasks that build unpaid dimensions here over that share under a fee with agreed hours."""
    fee = references.get(FEE)
    if fee is None:
        return missing(NO_FEE)
    unpaid = [name.removeprefix("_unpaid_task.") for name, value in row.values.items() if name.startswith("_unpaid_task.") and value.value == 1]
    if not unpaid:
        known = any(name.startswith("_unpaid_task.") for name in row.values)
        return missing("no task builds an unpaid dimension" if known else "which tasks build unpaid dimensions was not kept")
    here, there = _unpaid_share(row, unpaid), _unpaid_share(fee, unpaid)
    if here.value is None or there.value is None:
        return missing(here.reason or there.reason)
    return ratio(there.value - here.value, there.value, "the fee spends no hours on unpaid dimensions")


def crowding_motivation(row: RunRow, references: References) -> RunValue:
    """Effect with motivation held at its path under a fee with agreed hours, minus this run's, per eligible."""
    held = references.get("motivation_held")
    if held is None:
        return missing("the reference run with motivation held is missing")
    ours, theirs = row.values["true_effect_eligible"], held.values["true_effect_eligible"]
    if ours.value is None or theirs.value is None:
        return missing(ours.reason or theirs.reason)
    return plain(theirs.value - ours.value)


PAIRS = (
    Indicator(
        name="best_with_same_hours",
        unit="share",
        needs="pair",
        pair=best_with_same_hours,
        good_for=(("people", 1), ("payer", 1)),
        question="How far is it from the best with the same hours?",
        formula="true effect / that of a planner with the same hours",
        undefined="planner not run",
        sentence="It reaches {} of what the same hours could cause.",
    ),
    Indicator(
        name="goodhart_shift",
        unit="months per unit recorded",
        needs="pair",
        pair=goodhart_shift,
        good_for=(("payer", 1),),
        question="Does the measure still say what it said before it was paid?",
        formula="slope of true outcome time in the 12 months after the window on the recorded value, here - under a fee with agreed hours",
        undefined="fee not run; no paid metric; all recorded alike",
        sentence="A recorded unit says {} months more than under a fee.",
    ),
    Indicator(
        name="crowding_task",
        unit="share",
        needs="pair",
        pair=crowding_task,
        good_for=(("people", -1),),
        question="Did pay crowd out work on what is not paid?",
        formula="1 - share of hours on tasks that build unpaid dimensions, here / under fee",
        undefined="fee not run; every dimension paid",
        sentence="Work on what nobody pays for fell by {}.",
    ),
    Indicator(
        name="crowding_motivation",
        unit="{effect} per eligible",
        needs="pair",
        pair=crowding_motivation,
        good_for=(("people", -1),),
        question="What did lost motivation cost?",
        formula="effect with motivation held at its path under the fee - this run's",
        undefined="reference not run",
        sentence="Lost motivation cost {} for each eligible person, over all forms of control that were drawn.",
    ),
)
