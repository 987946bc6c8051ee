"""Findings in plain words: each a sentence by rule, with its number, its interval and its mark.

A sentence says a direction only if the interval over runs excludes 0; else it says that it cannot tell. Titles of metrics and parties
come from the scenario and are not escaped here: who prints them does that.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from utfall.indicators import words
from utfall.indicators.ensemble import Difference, differences, point_means, spread, verdict
from utfall.indicators.marks import Mark, mark
from utfall.indicators.pooling import columns, percentiles, pooled
from utfall.indicators.values import Rows, Setting, Summary

BANNER = "A model for learning and testing designs, not a forecast."
#: Units of work done: they count no person.
ACTIVITY = ("course", "contact")
CHANCE_ONLY = " Only chance was drawn: what we do not know of the parameters is not in this interval."
CAVEATS = {
    "price": "No fact we have shows how providers answer a change of price; shown for two calibrations.",
    "motivation": "Any loss of motivation is shown under the form of control that the scenario names.",
    "creaming": "Whether choosing the easy costs effect depends on how need and response go together, and no fact we have fixes that.",
    "optimism": "Optimism is one of three explanations of the same facts.",
    "coupling": "Which people would have succeeded anyway is decided by the simulation's shared luck; no data could tell.",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence: which rule wrote it, how well it is founded, and the standing remark that must be printed with it."""

    text: str
    mark: Mark
    rule: str
    caveat: str = ""


Found = Mapping[str, Summary]


def findings(rows: Rows, found: Found, setting: Setting) -> tuple[Finding, ...]:
    """The findings of one variant: what it causes and pays for, what a year cost, who loses, what the provider did, how sure."""
    rules = (_gap, _unit_of_money, _measured_gain, _cost, _risk, _return, _pocket, _creaming, _parking, _gaming, _motivation, _how_sure)
    made = [finding for rule in rules for finding in rule(rows, found, setting)]
    return (*made, Finding(BANNER, "counted", "banner"))


def _has(found: Found, name: str) -> Summary | None:
    summary = found.get(name)
    return None if summary is None or summary.mean is None else summary


def _sure(summary: Summary) -> int:
    """1 or -1 where the interval over runs is above or below 0, else 0."""
    if summary.low is None or summary.high is None:
        return 0
    return 1 if summary.low > 0 else -1 if summary.high < 0 else 0


def _said(summary: Summary, unit: str = "") -> str:
    return "not defined" if summary.mean is None else words.estimate(summary.mean, summary.low, summary.high, unit)


def _drawn(rows: Rows, name: str) -> str:
    return CHANCE_ONLY if len(point_means(rows, name)) < 2 else ""


def _gap(rows: Rows, found: Found, setting: Setting) -> list[Finding]:
    """What is paid for beside what is caused; a contract on a difference in money, or on a score, shows only what is caused."""
    name = "caused_at_12_enrolled" if setting.main_kind == "state" else "true_effect"
    caused, paid = _has(found, name), _has(found, "paid_for")
    if caused is None:
        return []
    if _sure(caused) == 0:
        return [Finding(_nothing_told(caused, found, setting) + _drawn(rows, name), "assumed", "cannot tell")]
    unit = dict(setting.metric_units).get(setting.paid[0][0], "") if setting.paid else ""
    if paid is None or paid.mean is None or unit in ("", "money") or setting.main_kind != "state":
        return [Finding(_effect(caused, setting), mark(rows, name), "effect")]
    text = f"Pay for {setting.paid[0][1]}, and {_paid_for(paid.mean, unit)} to cause {_said(caused)}."
    return [Finding(text, mark(rows, name), "gap", CAVEATS["price"])]


def _nothing_told(caused: Summary, found: Found, setting: Setting) -> str:
    """That it cannot be told; of a state only at month 12 where the months over the whole follow-up can be told."""
    over = _has(found, "true_effect_eligible")
    if setting.main_kind != "state" or over is None or _sure(over) == 0:
        what = "per 100" if setting.main_kind == "state" else caused.unit
        return f"Cannot tell whether the contract causes anything: {_said(caused, what)}."
    text = f"Cannot tell whether the contract brings anyone lastingly into the outcome by month 12: {_said(caused, 'per 100')}"
    return f"{text}; over the whole follow-up it causes {_said(over, over.unit)}."


def _paid_for(count: float, unit: str) -> str:
    """Persons are counted, amounts are said as the people they would make up, activity in its own units."""
    said = words.number(count)
    if unit in ACTIVITY:
        return f"for 100 enrolled you pay for {said} {unit if said == '1' else unit + 's'}"
    return f"of 100 enrolled you pay for {said if unit == 'person' else 'the equivalent of ' + said}"


def _effect(caused: Summary, setting: Setting) -> str:
    """The effect alone, where its sign is sure."""
    mean, low, high = (value or 0.0 for value in (caused.mean, caused.low, caused.high))
    ends = sorted((abs(low), abs(high)))
    if setting.main_kind != "state":
        return f"The contract causes {words.estimate(mean, low, high)} {caused.unit}."
    said = words.estimate(abs(mean), ends[0], ends[1], "more" if mean > 0 else "fewer")
    return f"Of 100 enrolled, the contract makes {said} lastingly in the outcome after a year."


def _unit_of_money(rows: Rows, found: Found, setting: Setting) -> list[Finding]:
    share = _has(found, "attributable_share")
    if share is None or share.mean is None:
        return []
    unit, small = words.small_money(setting.currency)
    low, high = (None if end is None else 100 * end for end in (share.low, share.high))
    said = words.estimate(100 * share.mean, low, high)
    text = f"Of each {unit} paid for outcomes, {said} {small} bought something new that lasted."
    return [Finding(text, mark(rows, "attributable_share"), "krona", CAVEATS["coupling"])]


def _measured_gain(rows: Rows, found: Found, setting: Setting) -> list[Finding]:
    """What a contract on a measured difference pays beside what the true difference is due, run by run."""
    column = columns(rows, "_over_payment")
    share, (low, high, _) = pooled(column), percentiles(column.value)
    if share is None or low is None or high is None:
        return []
    near, far = sorted((abs(100 * low), abs(100 * high)))
    if low <= 0 <= high:
        text = f"Cannot tell whether more is paid than the true effect is due: {words.estimate(100 * share, 100 * low, 100 * high)} % of the payment."
        return [Finding(text, "assumed", "measured gain")]
    side = "more" if share > 0 else "less"
    text = f"Of what is paid on the measured difference, {words.estimate(abs(100 * share), near, far)} % is {side} than the true effect is due."
    return [Finding(text, mark(rows, "_over_payment"), "measured gain")]


def _cost(rows: Rows, found: Found, setting: Setting) -> list[Finding]:
    cost, name = found.get("payments_per_effect_year"), "true_effect_eligible"
    if cost is None or setting.main_kind != "state":
        return []
    effect = found.get(name)
    sure = effect is not None and _sure(effect) > 0
    if cost.mean is None or cost.mean <= 0 or (cost.mc_low is None and not sure):
        return [Finding("No cost per caused year: nothing was caused for certain.", mark(rows, name), "undefined")]
    if cost.mc_low is None:
        text = f"One more year in the outcome cost {words.money(cost.mean, setting.currency)}; too few runs for an interval."
        return [Finding(text, mark(rows, name), "cost")]
    said = words.money_estimate(cost.mean, cost.mc_low, cost.mc_high, setting.currency)
    return [Finding(f"One more year in the outcome cost {said}.", mark(rows, name), "cost")]


def _risk(rows: Rows, found: Found, setting: Setting) -> list[Finding]:
    made = []
    works = found.get("true_effect_eligible")
    gains = [party for party, kind in setting.parties if kind == "payer" and (cost := _has(found, f"payer_net_cost.{party}")) and _sure(cost) < 0]
    lead = "The programme works" if works is not None and _sure(works) > 0 else ""
    lead += (" and " if lead else "") + f"{setting.title(gains[0])} gains" if gains else ""
    for party, kind in setting.parties:
        chance = _has(found, f"loss_probability.{party}")
        if kind != "investor" or chance is None or chance.mean is None:
            continue
        loss = f"{setting.title(party)}: a loss in {words.of_20(chance.mean)} runs."
        made.append(Finding(f"{lead}; {loss}" if lead else loss, mark(rows, f"_result.{party}"), "risk"))
    return made


def _return(rows: Rows, found: Found, setting: Setting) -> list[Finding]:
    irr = found.get("investor_irr")
    if irr is None or irr.reason == "the contract has no investors":
        return []
    if irr.mean is None:
        said = "No return can be computed" if irr.reason.startswith("no IRR") else "No single return can be computed"
        return [Finding(f"{said}: {irr.reason.removeprefix('no IRR: ')}.", mark(rows, "finance_cost"), "IRR")]
    return [Finding(f"The mean flow earns capital {words.number(irr.mean, 1)} % a year.", mark(rows, "finance_cost"), "IRR")]


def _pocket(rows: Rows, found: Found, setting: Setting) -> list[Finding]:
    society = found.get("payback_months")
    if society is None or (not society.reason.startswith("not within") and society.mean is None):
        return []
    if society.mean is None:
        return [Finding(f"Over all parties it does not pay back: {society.reason}.", mark(rows, "net_value_horizon"), "pocket")]
    waits = [
        f"the {name.partition('.')[2]} {'waits ' + words.number(late.mean) + ' months' if late.mean is not None else 'does not get its money back'}"
        for name, late in found.items()
        if name.startswith("payback_months.")
        and name.partition(".")[2] in ("municipality", "region", "state", "insurance")
        and (late.mean is None or late.mean > society.mean)
        and late.reason != "no value moves"
    ]
    text = f"Over all parties it pays back in {words.number(society.mean)} months" + (f", but {' and '.join(waits)}." if waits else ".")
    return [Finding(text, mark(rows, "net_value_horizon"), "pocket")]


def _creaming(rows: Rows, found: Found, setting: Setting) -> list[Finding]:
    taken = _has(found, "creaming")
    if taken is None or _sure(taken) <= 0:
        return []
    text = f"Those taken are {_said(taken)} sd nearer to the outcome than those referred."
    return [Finding(text, mark(rows, "creaming"), "creaming", CAVEATS["creaming"])]


def _parking(rows: Rows, found: Found, setting: Setting) -> list[Finding]:
    share = _has(found, "parking")
    if share is None or share.mean is None or _sure(share) <= 0:
        return []
    text = f"{words.estimate(100 * share.mean, 100 * (share.low or 0.0), 100 * (share.high or 0.0))} of 100 taken get almost no hours."
    return [Finding(text, mark(rows, "parking"), "parking", CAVEATS["creaming"])]


def _gaming(rows: Rows, found: Found, setting: Setting) -> list[Finding]:
    share = _has(found, "gaming_share")
    if share is None or share.mean is None or _sure(share) <= 0:
        return []
    text = f"{words.estimate(100 * share.mean, 100 * (share.low or 0.0), 100 * (share.high or 0.0))} of 100 hours only move the measure."
    return [Finding(text, mark(rows, "gaming_share"), "gaming")]


def _motivation(rows: Rows, found: Found, setting: Setting) -> list[Finding]:
    index = _has(found, "motivation_end")
    if index is None or index.mean is None or index.high is None or index.high >= 1.0:
        return []
    text = f"Motivation falls to {_said(index)} of where it started."
    return [Finding(text, mark(rows, "motivation_end", about=1.0), "motivation", CAVEATS["motivation"])]


def _how_sure(rows: Rows, found: Found, setting: Setting) -> list[Finding]:
    parts = spread(rows, "true_effect_eligible")
    if parts is None or parts.share_of_ignorance is None:
        return []
    said = words.per_cent(parts.share_of_ignorance)
    return [Finding(f"Of the spread of the effect over runs, {said} is what we do not know; the rest is chance.", "counted", "how sure")]


def compared(names: tuple[str, str], difference: Difference, what: str, founded: Mark = "assumed") -> Finding:
    """The verdict sentence on two variants: `what` says the unit, such as "lastingly in the outcome per 100 eligible"."""
    ours, theirs = names
    judged = verdict(difference)
    if judged == "no change":
        return Finding(f"No change between {ours} and {theirs}: the same in every run.", "counted", "no change")
    if judged == "not defined" or difference.mean is None or difference.low is None or difference.high is None:
        return Finding(f"{ours} and {theirs} cannot be compared: one of them has no value.", "counted", "undefined")
    if judged == "cannot tell":
        said = words.estimate(difference.mean, difference.low, difference.high, what)
        return Finding(f"Cannot tell which causes more, {ours} or {theirs}: the difference is {said}.", "assumed", "cannot tell")
    ends = sorted((abs(difference.low), abs(difference.high)))
    said = words.estimate(abs(difference.mean), ends[0], ends[1], f"{'more' if judged == 'more' else 'fewer'} {what} than {theirs}")
    return Finding(f"{ours} causes {said}.", founded, judged)


def compare_findings(names: tuple[str, str], rows: Rows, against: Rows, setting: Setting) -> tuple[Finding, ...]:
    """Verdict sentences on one variant against another, on the one yardstick they share."""
    name = "caused_at_12" if setting.main_kind == "state" else "true_effect_eligible"
    found = differences(rows, against, setting).get(name)
    if found is None:
        return ()
    what = "per 100 eligible lastingly in the outcome after a year" if setting.main_kind == "state" else found.unit
    return (compared(names, found, what, mark(rows, name, against)),)


def better_than_a_fee(rows: Rows, references: Mapping[str, Rows]) -> bool:
    """Whether "better than paying a fee" may be written: more effect than nothing and than a fee with agreed hours."""
    for name in ("nothing", "fee_agreed_hours"):
        if name not in references:
            return False
        found = differences(rows, references[name]).get("true_effect_eligible")
        if found is None or verdict(found) != "more":
            return False
    return True
