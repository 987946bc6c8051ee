"""Findings on one contract, in plain words: each a sentence by rule, with its number, its interval and its mark.

A sentence says a direction only if the interval over runs excludes 0; else it says that it cannot tell. Titles of metrics and parties
come from the scenario and are not escaped here: who prints them does that.
"""

from utfall.indicators import words
from utfall.indicators.finding import BANNER, CAVEATS, Finding, Found, has, in_words, sure
from utfall.indicators.level import level
from utfall.indicators.marks import mark
from utfall.indicators.pool_forms import by_form
from utfall.indicators.pooling import columns, percentiles, pooled
from utfall.indicators.spread import spread
from utfall.indicators.values import Rows, Setting


def findings(rows: Rows, found: Found, setting: Setting) -> tuple[Finding, ...]:
    """The findings of one variant: what it causes and pays for, what a year cost, who loses, what the provider did, how sure."""
    rules = (
        _signing,
        level,
        _unit_of_money,
        _measured_gain,
        _cost,
        _risk,
        _return,
        _pocket,
        _creaming,
        _parking,
        _gaming,
        _motivation,
        _illustrations,
        _how_sure,
    )
    made = [finding for rule in rules for finding in rule(rows, found, setting)]
    return (*made, Finding(BANNER, "counted", "banner"))


def _signing(rows: Rows, found: Found, setting: Setting) -> list[Finding]:
    """That at some points of what we do not know nobody signs, and who declines there; that it ends early."""
    made = []
    share, runs = has(found, "points_unsigned"), has(found, "unsigned")
    if share is not None and runs is not None and runs.mean:
        who = [party for party, kind in setting.parties if (one := has(found, f"declined.{party}")) is not None and one.mean]
        parties = f": {' and '.join(setting.title(party) for party in who)} would not gain by it" if who else ""
        points = len({row.point for row in rows})
        where = f"in {words.of_runs(runs.mean, runs.n)} runs"
        if share.mean and points > 1:
            where = f"at {round(share.mean * points)} of {points} draws of what is uncertain"
        made.append(Finding(f"The contract is not signed {where}{parties}.", mark(rows, "unsigned"), "signing"))
    ended = has(found, "ended_early")
    if ended is not None and ended.mean:
        made.append(Finding(f"The contract ends early in {words.of_runs(ended.mean, ended.n)} runs.", mark(rows, "ended_early"), "ending"))
    return made


def _unit_of_money(rows: Rows, found: Found, setting: Setting) -> list[Finding]:
    share = has(found, "attributable_share")
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
        text = (
            "Cannot tell whether the measured difference pays more or less than the true one would earn: "
            f"{words.estimate(100 * share, 100 * low, 100 * high)} % of what is paid."
        )
        return [Finding(text, "assumed", "measured gain")]
    said = f"{words.estimate(abs(100 * share), near, far)} %"
    text = f"Of what is paid on the measured difference, {said} is beyond what the true one would earn."
    if share < 0:
        text = f"What is paid on the measured difference falls short of what the true one would earn, by {said} of what is paid."
    return [Finding(text, mark(rows, "_over_payment"), "measured gain")]


def _cost(rows: Rows, found: Found, setting: Setting) -> list[Finding]:
    cost, name = found.get("payments_per_effect_year"), "true_effect_eligible"
    if cost is None or setting.main_kind != "state":
        return []
    effect = found.get(name)
    caused = effect is not None and sure(effect) > 0
    if cost.mean is None or cost.mean <= 0 or (cost.mc_low is None and not caused):
        return [Finding("No cost per caused year: nothing was caused for certain.", mark(rows, name), "undefined")]
    if cost.mc_low is None:
        text = f"One more year in the outcome cost {words.money(cost.mean, setting.currency)}; too few runs for an interval."
        return [Finding(text, mark(rows, name), "cost")]
    said = words.money_estimate(cost.mean, cost.mc_low, cost.mc_high, setting.currency)
    return [Finding(f"One more year in the outcome cost {said}.", mark(rows, name), "cost")]


def _risk(rows: Rows, found: Found, setting: Setting) -> list[Finding]:
    made = []
    works = found.get("true_effect_eligible")
    gains = [party for party, kind in setting.parties if kind == "payer" and (cost := has(found, f"payer_net_cost.{party}")) and sure(cost) < 0]
    lead = "The programme works" if works is not None and sure(works) > 0 else ""
    lead += (" and " if lead else "") + f"{setting.title(gains[0])} gains" if gains else ""
    for party, kind in setting.parties:
        chance = has(found, f"loss_probability.{party}")
        if kind != "investor" or chance is None or chance.mean is None:
            continue
        loss = f"{setting.title(party)}: a loss in {words.of_runs(chance.mean, chance.n)} runs."
        made.append(Finding(f"{lead}; {loss}" if lead else loss, mark(rows, f"_result.{party}"), "risk"))
    return made


def _return(rows: Rows, found: Found, setting: Setting) -> list[Finding]:
    irr = found.get("investor_irr")
    if irr is None or irr.reason == "the contract has no investors":
        return []
    if irr.mean is None:
        said = "No return can be computed" if irr.reason.startswith("no IRR") else "No single return can be computed"
        return [Finding(f"{said}: {irr.reason.removeprefix('no IRR: ')}.", mark(rows, "finance_cost"), "IRR")]
    said = f"{'loses' if irr.mean < 0 else 'earns'} {words.number(abs(irr.mean), 1)} %"
    return [Finding(f"Capital {said} a year, on the mean flow of all runs.", mark(rows, "finance_cost"), "IRR")]


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
    taken = has(found, "creaming")
    if taken is None or sure(taken) <= 0:
        return []
    text = f"Those taken are {in_words(taken)} sd nearer to the outcome than those referred."
    return [Finding(text, mark(rows, "creaming"), "creaming", CAVEATS["creaming"])]


def _parking(rows: Rows, found: Found, setting: Setting) -> list[Finding]:
    share = has(found, "parking")
    if share is None or share.mean is None or sure(share) <= 0:
        return []
    text = f"{words.estimate(100 * share.mean, 100 * (share.low or 0.0), 100 * (share.high or 0.0))} of 100 taken get almost no hours."
    return [Finding(text, mark(rows, "parking"), "parking", CAVEATS["creaming"])]


def _gaming(rows: Rows, found: Found, setting: Setting) -> list[Finding]:
    share = has(found, "gaming_share")
    if share is None or share.mean is None or sure(share) <= 0:
        return []
    text = f"{words.estimate(100 * share.mean, 100 * (share.low or 0.0), 100 * (share.high or 0.0))} of 100 hours only move the measure."
    return [Finding(text, mark(rows, "gaming_share"), "gaming")]


def _motivation(rows: Rows, found: Found, setting: Setting) -> list[Finding]:
    """How far motivation falls, under each form of control under which it falls in nearly all runs."""
    told = []
    for form, some in by_form(rows).items():
        index = columns(some, "motivation_end")
        mean, (low, high, _) = pooled(index), percentiles(index.value)
        if mean is not None and high is not None and high < 1.0:
            said = words.estimate(round(100.0 * mean), round(100.0 * (low or 0.0)), round(100.0 * high), "%")
            told.append(f"to {said} of where it started" + (f" under the form {form}" if form else ""))
    if not told:
        return []
    text = f"Motivation of the providers' workers falls, by the end, {', '.join(told)}."
    return [Finding(text, mark(rows, "motivation_end", about=1.0), "motivation", CAVEATS["motivation"])]


def _illustrations(rows: Rows, found: Found, setting: Setting) -> list[Finding]:
    on = has(found, "illustrations")
    if on is None or not on.mean:
        return []
    how_many = "One mechanism" if on.mean == 1 else f"{on.mean:.0f} mechanisms"
    text = f"{how_many} of this run {'is an illustration' if on.mean == 1 else 'are illustrations'}: no evidence gives the size."
    return [Finding(text, "assumed", "illustration")]


def _how_sure(rows: Rows, found: Found, setting: Setting) -> list[Finding]:
    parts = spread(rows, "true_effect_eligible")
    if parts is None or parts.share_of_ignorance is None or parts.low is None or parts.high is None:
        return []
    said, ends = words.per_cent(parts.share_of_ignorance), " to ".join(words.per_cent(end) for end in (parts.low, parts.high))
    return [Finding(f"Of the spread of the effect over runs, {said} ({ends}) is what we do not know; the rest is chance.", "counted", "how sure")]
