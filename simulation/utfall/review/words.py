"""What a pair of runs shows, in a sentence or two."""

from utfall.review.chosen_hours import hours_agreed
from utfall.review.paired import Judged, Measured, Seen
from utfall.review.rule import Change
from utfall.review.sizing import Luck
from utfall.review.yardsticks import TRACE
from utfall.scenario import Scenario

JUDGED: dict[Judged, str] = {
    "helps": "the change takes danger away",
    "harms": "the change makes it worse",
    "moves": "sure in nine runs of ten",
    "leans to help": "better in nearly every draw, though single runs go both ways",
    "leans to harm": "worse in nearly every draw, though single runs go both ways",
    "leans": "one sign in nearly every draw, though single runs go both ways",
    "helps on average": "better on average, though single runs go both ways",
    "harms on average": "worse on average, though single runs go both ways",
    "moves on average": "sure on average, though single runs go both ways",
    "cannot tell": "cannot tell",
    "no change": "no difference in any run",
    "not defined": "has no value here",
}
#: What is sure is told beside the danger's own measure where it moves by so much of its level.
WORTH_TELLING = 0.005
UNSURE: tuple[Judged, ...] = ("cannot tell", "no change", "not defined")


def how_measured(luck: Luck, people: int, of_contract: int) -> tuple[str, ...]:
    """What the numbers of a review rest on, and how to read them."""
    spread = f"over {luck.draws} draws of what is uncertain" if luck.draws > 1 else "at one draw of what is uncertain"
    if luck.central:
        spread = "at central values, so that they differ by luck alone: what is uncertain is not drawn (--runs 100 without --point draws it)"
    fewer = f"{people} eligible people in place of {of_contract}: chance weighs more than in the contract itself"
    size = f"{people} eligible people" if people == of_contract else fewer
    return (
        f"{luck.runs} pairs of runs for each danger, {spread}; {size}.",
        "A difference stands with the 95 % interval of its mean in brackets; nine of ten single pairs lie between the ends that follow.",
    )


def hours_as_agreed(scenario: Scenario) -> tuple[str, ...]:
    """What pairs cannot show where all providers work the hours that were agreed, and what is done about it."""
    if not hours_agreed(scenario):
        return ()
    return (
        "All providers of this case work agreed hours whatever is paid. Where a danger works through hours and its pair shows no difference, "
        "it is run again with providers that choose their hours.",
    )


def sentences(measured: Measured) -> tuple[str, ...]:
    """How large the danger is here and what the change does; then what else is sure."""
    change, first = measured.found.danger.change, measured.telling
    if change is None or first is None:
        reason = measured.reason or "nothing that this danger is measured by has a value"
        missing = f"No pair of runs: {reason}."
        return (*_as_it_is(measured)[:1], missing)
    taken = f" (taken for granted: {change.taken_for_granted})" if change.taken_for_granted else ""
    others = [one for one in measured.seen if one is not first and one.judged not in UNSURE and _moves(one)]
    return (
        *_as_it_is(measured),
        f"With {change.says}{_money(measured, change)}{taken}: {_one(first, measured)}.{_not_here(first)}",
        *(f"Also: {_one(one, measured)}." for one in others),
        *_if_chosen(measured.chosen),
    )


def _if_chosen(chosen: Measured | None) -> tuple[str, ...]:
    """The same pair with providers that choose their hours: the danger's own measure, and what is caused."""
    if chosen is None:
        return ()
    head = "With providers that choose their hours in both contracts of the pair"
    if chosen.telling is None:
        return (f"{head}: no runs: {chosen.reason or 'nothing that this danger is measured by has a value'}.",)
    others = [one for one in chosen.seen if one is not chosen.telling and one.judged not in UNSURE and _moves(one)]
    return (f"{head}: {_one(chosen.telling, chosen)}.", *(f"Also then: {_one(one, chosen)}." for one in others))


def _as_it_is(measured: Measured) -> tuple[str, ...]:
    """Yardsticks that the contract has a value of and the changed one, or none at all, has not."""
    alone = [one for one in measured.seen if one.before is not None and one.after is None]
    return tuple(f"As it is: {one.yardstick.what}: {one.yardstick.level(one.before or 0.0, measured.setting)}." for one in alone)


def _moves(seen: Seen) -> bool:
    return seen.before is None or abs(seen.difference.mean or 0.0) > WORTH_TELLING * abs(seen.before)


def _not_here(seen: Seen) -> str:
    """Whether what the danger is measured by is nothing as it is."""
    nothing = seen.yardstick.good < 0 and seen.before is not None and abs(seen.before) < TRACE
    return " As it is, the danger does not show in these runs." if nothing else ""


def _money(measured: Measured, change: Change) -> str:
    """Whether it is for the same money, and what was paid then: forecasts have agreed hours, runs have not."""
    paid = measured.paid
    if not change.same_money or paid is None or paid.before is None or paid.after is None:
        return ""
    sums = (paid.yardstick.number(one, measured.setting) for one in (paid.after, paid.before))
    told = f"in these runs {' in place of '.join(sums)} is paid"
    if measured.factor == 1.0:
        return f" at prices as written ({told})"
    return f", for the same money as forecast (prices times {measured.factor:.3g}; {told})"


def _one(seen: Seen, measured: Measured) -> str:
    stick, setting, apart = seen.yardstick, measured.setting, seen.difference
    if seen.before is None or seen.after is None or apart.mean is None:
        return f"{stick.what}: {JUDGED['not defined']}"
    if seen.judged == "no change":
        return f"{stick.what}: {stick.level(seen.before, setting)}; {JUDGED['no change']}"
    levels = f"{stick.what}: {stick.level(seen.after, setting)} in place of {stick.number(seen.before, setting)}"
    mean = stick.said(apart.mean, apart.mc_low, apart.mc_high, setting, difference=True)
    spread = f", single runs {stick.ends(apart.low, apart.high, setting)}" if apart.low is not None and apart.high is not None else ""
    return f"{levels}; difference {mean}{spread}; {JUDGED[seen.judged]}"
