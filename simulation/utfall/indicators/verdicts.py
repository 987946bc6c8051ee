"""Verdicts on two contracts on the same people and luck: more, fewer, cannot tell, no change; and whether a fee does as well."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from utfall.indicators import words
from utfall.indicators.differences import Difference, differences, telling, verdict
from utfall.indicators.finding import CAVEATS, Finding
from utfall.indicators.marks import Mark, mark
from utfall.indicators.values import Rows, Setting

EFFECT, AT_12 = "true_effect_eligible", "caused_at_12"
LASTING = "per 100 eligible lastingly in the outcome after a year"
FEE = "fee_agreed_hours"
BETTER = "better than a fee"
WITH_MORE = "more than a fee, with more money"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A difference on the one yardstick that two contracts share, in words: what is counted, and how well the sign is founded."""

    difference: Difference
    what: str
    mark: Mark

    @property
    def told(self) -> bool:
        """Whether the sign is sure."""
        return verdict(self.difference) in ("more", "less")


def comparison(rows: Rows, against: Rows, setting: Setting) -> Comparison | None:
    """The two contracts by who is lastingly in the outcome after a year; by months over the follow-up where only those can be told."""
    found = differences(rows, against, setting, (AT_12, EFFECT))
    names = [name for name in (AT_12, EFFECT) if name in found and (name == EFFECT or setting.main_kind == "state")]
    best = telling([found[name] for name in names])
    name = next((name for name in names if found[name] is best), None)
    return None if name is None else Comparison(found[name], LASTING if name == AT_12 else found[name].unit, mark(rows, name, against))


def compared(names: tuple[str, str], difference: Difference, what: str, founded: Mark = "assumed") -> Finding:
    """The verdict sentence on two contracts: `what` says the unit, such as "lastingly in the outcome per 100 eligible"."""
    ours, theirs = (f"“{name}”" for name in names)
    judged = verdict(difference)
    caveat = "" if difference.draws > 1 or judged in ("no change", "not defined") else CAVEATS["chance"]
    if judged == "no change":
        return Finding(f"No change between {ours} and {theirs}: the same in every run.", "counted", "no change")
    if judged == "not defined" or difference.mean is None or difference.low is None or difference.high is None:
        return Finding(f"{ours} and {theirs} cannot be compared: one of them has no value.", "counted", "undefined")
    if judged == "cannot tell":
        said = words.estimate(difference.mean, difference.low, difference.high, what)
        text = f"Cannot tell which causes more, {ours} or {theirs}: the difference is {said}{draws_in_words(difference)}."
        return Finding(text, "assumed", "cannot tell", caveat)
    ends = sorted((abs(difference.low), abs(difference.high)))
    said = words.estimate(abs(difference.mean), ends[0], ends[1], f"{'more' if judged == 'more' else 'fewer'} {what} than {theirs}")
    return Finding(f"{ours} causes {said}{draws_in_words(difference)}.", founded, judged, caveat)


def leaning(names: tuple[str, str], made: Comparison) -> Finding:
    """The sentence on two contracts of which one causes more in nearly every draw, while the luck of single runs covers the difference."""
    difference = made.difference
    ours, theirs = (f"“{name}”" for name in names)
    mean, low, high = difference.mean or 0.0, difference.low or 0.0, difference.high or 0.0
    sign = 1 if mean > 0 else -1
    ends = sorted((sign * low, sign * high))
    size = words.estimate(abs(mean), ends[0], ends[1], f"{'more' if mean > 0 else 'fewer'} {made.what}".strip())
    share = f"{round((difference.by_point or 0.0) * difference.draws)} of {difference.draws} draws"
    return Finding(f"{ours} causes {'more' if mean > 0 else 'less'} than {theirs} in {share}: {size}.", made.mark, "leans", CAVEATS["luck"])


def draws_in_words(difference: Difference) -> str:
    """In how many draws the difference has which sign, after a semicolon; empty where nothing was drawn, or one draw alone."""
    if difference.draws < 2 or difference.draws_above_0 is None or difference.draws_below_0 is None:
        return ""
    above, below = (round(share * difference.draws) for share in (difference.draws_above_0, difference.draws_below_0))
    return f"; more in {above} and fewer in {below} of {difference.draws} draws"


def compare_findings(names: tuple[str, str], rows: Rows, against: Rows, setting: Setting) -> tuple[Finding, ...]:
    """The verdict sentence on one contract against another, on the one yardstick they share."""
    found = comparison(rows, against, setting)
    return () if found is None else (compared(names, found.difference, found.what, found.mark),)


def better_than_a_fee(rows: Rows, references: Mapping[str, Rows]) -> bool:
    """Whether "better than paying a fee" may be written: more effect than nothing and than a fee with agreed hours."""
    for name in ("nothing", FEE):
        if name not in references:
            return False
        found = differences(rows, references[name], names=(EFFECT,)).get(EFFECT)
        if found is None or verdict(found) != "more":
            return False
    return True


def borne(rows: Rows) -> float:
    """What investors lost on average, in minor units, 0 or more: the fee is what payers paid, and the contract had that much more to spend."""
    flows = [value for row in rows if (value := row.values.get("_multiple")) is not None and value.bottom > 0]
    return max(sum(value.bottom - value.top for value in flows) / len(flows), 0.0) if flows else 0.0


def with_more(names: Sequence[str], lost: Sequence[float], setting: Setting) -> str:
    """The sentence on contracts that beat a fee of what payers paid, and had what investors lost (minor units, one a contract) to spend besides."""
    said = dict.fromkeys(words.money(some, setting.currency) for some in (min(lost), max(lost)))
    who, one = ", ".join(f"“{name}”" for name in names), len(names) == 1
    verbs = ("causes", "it") if one else ("each cause", "they")
    return (
        f"{who} {verbs[0]} more than a fee of the payers' outlay with agreed hours, in at least 90 % of runs; "
        f"but {verbs[1]} had more to spend: investors lost another {' to '.join(said)}."
    )


def against_fee(name: str, rows: Rows, references: Mapping[str, Rows], setting: Setting) -> tuple[Finding, ...]:
    """Whether a contract beats the same money paid as a fee with agreed hours; nothing where that reference was not run."""
    if FEE not in references:
        return ()
    lost = borne(rows)
    if not better_than_a_fee(rows, references):
        more = f" The fee is what payers paid; investors lost another {words.money(lost, setting.currency)}." if lost else ""
        made = compare_findings((name, "a fee with agreed hours"), rows, references[FEE], setting)
        return tuple(replace(one, text=one.text + more) for one in made)
    steady = all(mark(rows, EFFECT, references[one]) == "supported" for one in ("nothing", FEE))
    rule, text = BETTER, f"“{name}” is better than paying a fee: it causes more than the same outlay with agreed hours, in at least 90 % of runs."
    if lost:
        rule, text = WITH_MORE, with_more((name,), (lost,), setting)
    return (Finding(text, "supported" if steady else "assumed", rule, CAVEATS["price"]),)
