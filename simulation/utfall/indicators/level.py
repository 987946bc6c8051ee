"""What one contract pays for and causes: the finding that stands first, and beside each other where contracts are compared."""

from utfall.indicators import words
from utfall.indicators.ensemble import point_means
from utfall.indicators.finding import CAVEATS, Finding, Found, has, in_words, sure
from utfall.indicators.marks import mark
from utfall.indicators.values import Rows, Setting, Summary

#: Units of work done: they count no person.
ACTIVITY = ("course", "contact")
OVER_ALL = "true_effect_eligible"
CONTRACT = "the contract"


def level(rows: Rows, found: Found, setting: Setting, name: str = "") -> list[Finding]:
    """What is paid for beside what is caused; a contract on a difference in money, or on a score, shows only what is caused.

    name   of the contract where it is one of several; else the sentence speaks of "the contract"
    """
    yardstick = "caused_at_12_enrolled" if setting.main_kind == "state" else "true_effect"
    caused = has(found, yardstick)
    if caused is None:
        return []
    who = f"“{name}”" if name else CONTRACT
    caveat = CAVEATS["chance"] if len(point_means(rows, yardstick)) < 2 else ""
    if sure(caused) == 0:
        return [_unsure(rows, found, setting, who, caveat)]
    paid = _paid_side(found, setting)
    if not paid:
        return [Finding(_effect(caused, setting, who), mark(rows, yardstick), "effect", caveat)]
    lead = f"{who}:" if name else f"Pay for {setting.paid[0][1]}, and"
    text = f"{lead} {paid} to cause {in_words(caused)}."
    return [Finding(text, mark(rows, yardstick), "gap", caveat or CAVEATS["price"])]


def _unsure(rows: Rows, found: Found, setting: Setting, who: str, caveat: str) -> Finding:
    """That it cannot be told; of a state only at month 12 where the months over the whole follow-up can be told."""
    over = has(found, OVER_ALL)
    caused = found["caused_at_12_enrolled" if setting.main_kind == "state" else "true_effect"]
    if setting.main_kind != "state" or over is None or sure(over) == 0:
        what = "per 100" if setting.main_kind == "state" else caused.unit
        return Finding(f"Cannot tell whether {who} causes anything: {in_words(caused, what)}.", "assumed", "cannot tell", caveat)
    months = f"causes {in_words(over, over.unit)} over the whole follow-up"
    if who != CONTRACT:
        paid = _paid_side(found, setting)
        return Finding(f"{who}: {paid}; it {months}." if paid else f"{who} {months}.", mark(rows, OVER_ALL), "months", caveat)
    months = f"{_capital(who)} {months}"
    unknown = f"how many are lastingly in the outcome at month 12 cannot be told: {in_words(caused, 'per 100')}"
    return Finding(f"{months}; {unknown}.", mark(rows, OVER_ALL), "months", caveat)


def _paid_side(found: Found, setting: Setting) -> str:
    """What is paid for, where it can stand beside who is in a state; else nothing."""
    unit = dict(setting.metric_units).get(setting.paid[0][0], "") if setting.paid else ""
    paid = has(found, "paid_for")
    if paid is None or paid.mean is None or unit in ("", "money") or setting.main_kind != "state":
        return ""
    return _paid_for(paid.mean, unit)


def _paid_for(count: float, unit: str) -> str:
    """Persons are counted, amounts are said as the people they would make up, activity in its own units."""
    said = words.number(count)
    if unit in ACTIVITY:
        return f"for 100 enrolled you pay for {said} {unit if said == '1' else unit + 's'}"
    return f"of 100 enrolled you pay for {said if unit == 'person' else 'the equivalent of ' + said}"


def _effect(caused: Summary, setting: Setting, who: str) -> str:
    """The effect alone, where its sign is sure."""
    mean, low, high = (value or 0.0 for value in (caused.mean, caused.low, caused.high))
    ends = sorted((abs(low), abs(high)))
    if setting.main_kind == "events" and mean > 0:
        return f"{_capital(who)} prevents {words.estimate(mean, low, high)} {caused.unit.replace(' avoided', '')}."
    if setting.main_kind != "state":
        return f"{_capital(who)} causes {words.estimate(mean, low, high)} {caused.unit}."
    said = words.estimate(abs(mean), ends[0], ends[1], "more" if mean > 0 else "fewer")
    return f"Of 100 enrolled, {who} makes {said} lastingly in the outcome after a year."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
