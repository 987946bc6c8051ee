"""What a danger is measured by: one number of each run, in words, and which way is good."""

from collections.abc import Callable
from dataclasses import dataclass

from utfall.base.money import MINOR
from utfall.indicators import words
from utfall.indicators.ensemble import unit_of
from utfall.indicators.values import RunRow, RunValue, Setting, missing

#: A share below this is said to be under it.
TRACE = 0.001
Value = Callable[[RunRow], RunValue]


@dataclass(frozen=True, slots=True)
class Yardstick:
    """One measure.

    name   of the rule's list; what: in words, without its unit; good: +1 more is better, -1 less is better, 0 neither
    kind   share (shown in per cent), money (minor units), number
    unit   in words; empty: the unit of the indicator of that name in the setting (`of`)
    """

    name: str
    what: str
    good: int
    kind: str
    value: Value
    unit: str = ""
    of: str = ""

    def unit_in(self, setting: Setting) -> str:
        """The unit in words."""
        return unit_of(self.of, setting) if self.of else self.unit

    def level(self, value: float, setting: Setting) -> str:
        """A level in words; of a small share that it is small."""
        if self.kind == "share" and 0.0 < abs(value) < TRACE:
            return f"under {100 * TRACE:g} %"
        return self.said(value, None, None, setting)

    def number(self, value: float, setting: Setting) -> str:
        """A level in words, without a unit that stands beside it anyway."""
        text, unit = self.level(value, setting), self.unit_in(setting)
        return text.removesuffix(unit).rstrip() if self.kind == "number" else text

    def ends(self, low: float, high: float, setting: Setting) -> str:
        """Two ends of an interval in words, without unit."""
        if self.kind == "money":
            return words.span(low / MINOR, high / MINOR)
        times = 100.0 if self.kind == "share" else 1.0
        return words.span(times * low, times * high)

    def said(self, mean: float, low: float | None, high: float | None, setting: Setting, *, difference: bool = False) -> str:
        """A level or a difference with its interval, in words."""
        if self.kind == "money":
            return words.money_estimate(mean, low, high, setting.currency)
        times = 100.0 if self.kind == "share" else 1.0
        unit = ("points" if difference else "%") if self.kind == "share" else self.unit_in(setting)
        return words.estimate(times * mean, None if low is None else times * low, None if high is None else times * high, unit)


def _stored(name: str) -> Value:
    def value(row: RunRow) -> RunValue:
        return row.values.get(name) or missing("not in this run")

    return value


def _off_the_mark(row: RunRow) -> RunValue:
    """What cohorts were paid too much or too little against their true difference, whichever way, over what they were paid."""
    found = row.values.get("_over_payment")
    if found is None or found.value is None:
        return missing("nothing is paid on cohorts")
    return RunValue(abs(found.value), "", abs(found.top), found.bottom)


def _years_bought(row: RunRow) -> RunValue:
    """Years in the outcome caused over a million that payers paid, both discounted."""
    years, paid = row.values.get("_effect_years"), row.values.get("_payments")
    if years is None or paid is None or years.value is None or not paid.value or paid.value <= 0:
        return missing("nothing was paid")
    millions = paid.value / (100.0 * words.MILLION)
    return RunValue(years.value / millions, "", years.value, millions)


def _payers_net(row: RunRow) -> RunValue:
    """What all payers pay, less what their purses save."""
    found = [value.value for name, value in row.values.items() if name.startswith("payer_net_cost.") and value.value is not None]
    return RunValue(sum(found), "", sum(found), 1.0) if found else missing("no values")


def _hours_to_measure(row: RunRow) -> RunValue:
    """Hours that push an entry or only move the measure."""
    pushed, gamed = row.values.get("placement_share"), row.values.get("gaming_share")
    if pushed is None or gamed is None or pushed.value is None or gamed.value is None:
        return missing("no hours")
    return RunValue(pushed.value + gamed.value, "", pushed.top + gamed.top, pushed.bottom)


_ALL = (
    Yardstick("effect", "caused", 1, "number", _stored("true_effect_eligible"), of="true_effect_eligible"),
    Yardstick("lasting", "caused, lastingly in the outcome after a year", 1, "number", _stored("caused_at_12"), "per 100 eligible"),
    Yardstick("at_end", "what is left at the end of follow-up", 1, "number", _stored("effect_at_end"), of="effect_at_end"),
    Yardstick("equity", "the gain of the hardest two fifths less that of the easiest", 1, "number", _stored("equity"), of="equity"),
    Yardstick("creaming", "how much nearer those taken are than those referred", -1, "number", _stored("creaming"), "sd of need"),
    Yardstick("parking", "enrolled people who got almost no hours", -1, "share", _stored("parking")),
    Yardstick("hollow", "paid for what did not last", -1, "share", _stored("hollow_share")),
    Yardstick("false", "paid for what did not happen", -1, "share", _stored("false_share")),
    Yardstick("anyway", "paid for what would have come anyway", -1, "share", _stored("deadweight_share")),
    Yardstick("misrecorded", "people recorded in a pay group not theirs", -1, "number", _stored("misrecorded"), "per 100 enrolled"),
    Yardstick(
        "off_the_mark",
        "share of payments on differences that is too much or too little",
        -1,
        "share",
        _off_the_mark,
    ),
    Yardstick("years_bought", "years in the outcome that a million buys", 1, "number", _years_bought),
    Yardstick("hours_to_measure", "hours that only push or move the measure", -1, "share", _hours_to_measure),
    Yardstick("unpaid", "change in what nobody pays for", 1, "number", _stored("unpaid_effect"), "sd per eligible"),
    Yardstick("payments", "payments of the payers", 0, "money", _stored("payments")),
    Yardstick(
        "payers_net", "cost to the payers, less what their own purses save (who is counted as saving, not how much is saved)", 0, "money", _payers_net
    ),
    Yardstick("multiple", "what came back for each unit of capital", 1, "number", _stored("_multiple")),
    Yardstick("net_value", "net value per eligible", 1, "money", _stored("net_value_horizon")),
    Yardstick("insolvencies", "providers that run out of money", -1, "number", _stored("insolvencies"), "a run"),
    Yardstick("unsigned", "runs in which the contract is not signed", -1, "share", _stored("unsigned")),
)
YARDSTICKS: dict[str, Yardstick] = {yardstick.name: yardstick for yardstick in _ALL}
