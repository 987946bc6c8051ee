"""Goal and metric: one goal, the goal itself, not one day, not an activity, and not one's own word for it."""

from collections.abc import Iterator
from math import ceil

from utfall.contract.metrics.declarations import Activity, StateAt
from utfall.contract.terms.declarations import ActivityTerm
from utfall.contract.warnings import unaudited
from utfall.review.advice.common import months_in_the_goal, only
from utfall.review.facts import Facts
from utfall.review.rule import Change, Danger, Rule

TOPIC = "goal and metric"
_STAYS = ("title", "among", "compared_with", "data_source", "lag", "missed", "mistaken", "groups", "cost")
#: So large a share of false claims is found where audits take the danger of one's own word away.
_FOUND = 0.2


def several_goals(facts: Facts) -> Iterator[Danger]:
    """Pay on several things that hours must be shared between."""
    seen = [(metric, facts.sees(metric)) for metric in facts.paid]
    goals = list(dict.fromkeys(goal for _, those in seen for goal in sorted(those)))
    if len(goals) < 2:
        return
    first = facts.main if any(facts.main in those for _, those in seen) else goals[0]
    kept = [metric.id for metric, those in seen if first in those]
    named = ", ".join(facts.wanted(goal) for goal in goals)
    text = f"{len(goals)} things are paid for ({named}): hours go where they pay most, not where they help most"
    alone = all(facts.sees(metric) == {first} for metric in facts.paid if metric.id in kept)
    change = only(facts, kept, f'only "{facts.wanted(first)}" paid for') if len(kept) < len(facts.paid) and alone else None
    yield Danger("contract.metric", text, change)


def not_the_goal(facts: Facts) -> Iterator[Danger]:
    """No paid metric moves with the main outcome, though an outcome is paid for."""
    outcomes = [metric for metric in facts.paid if not isinstance(metric, Activity)]
    if outcomes and facts.main and not any(facts.main in facts.sees(metric) for metric in facts.paid):
        text = f"nothing that is paid for is {facts.title(facts.main)}, which the case says matters most: the measurable wins over the wanted"
        yield Danger(f"contract.metrics.{outcomes[0].id}", text, months_in_the_goal(facts))


def activity_alone(facts: Facts) -> Iterator[Danger]:
    """Activity is all that is paid for by number."""
    if not facts.paid or not all(isinstance(metric, Activity) for metric in facts.paid):
        return
    for term in facts.contract.in_force:
        key = f"contract.terms.{term.id}"
        if isinstance(term, ActivityTerm) and facts.warning(key):
            yield Danger(key, facts.warning(key), months_in_the_goal(facts))


def one_day(facts: Facts) -> Iterator[Danger]:
    """A state is looked at on one day only."""
    for metric in facts.paid:
        key = f"contract.metrics.{metric.id}"
        text = facts.warning(key, "looks at one day")
        if isinstance(metric, StateAt) and text:
            yield Danger(key, text, _six_months(facts, metric))


def _six_months(facts: Facts, metric: StateAt) -> Change | None:
    if metric.after_enrolment is None:
        return None
    within = max(time.months for time in metric.after_enrolment) + 12
    kept = {key: value for key, value in facts.at("contract", "metrics", metric.id).items() if key in _STAYS}
    row = {**kept, "kind": "sustained", "outcome": metric.outcome, "lasts": "6 months", "within": f"{within} months"}
    says = f"six months without a break, within {within} months, in place of one day"
    return Change(says=says, settings={f"contract.metrics.{metric.id}": row}, same_money=True)


def unaudited_word(facts: Facts) -> Iterator[Danger]:
    """Those who are paid report, and nobody looks, or audits find next to nothing."""
    keys = {f"contract.metrics.{metric.id}.data_source": metric for metric in facts.paid}
    told = [key for key in keys if facts.warning(key)]
    if told:
        named = ", ".join(keys[key].title or keys[key].id for key in told)
        it, ticked = "it" if len(told) == 1 else "them", all(keys[key].self_certified for key in told)
        how = ", who tick the list themselves" if ticked else ""
        text = f"{named}: reported by those who are paid for {it}{how}, and {unaudited(facts.contract)}"
        yield Danger(told[0], text, _register(told) if ticked else _audited(facts), tuple(told))


def _register(told: list[str]) -> Change:
    """What the payee ticks is looked up: audits of a list that hardly ever tells the truth leave most of it false."""
    without = tuple(key.replace(".data_source", ".self_certified") for key in told)
    return Change(says="a register in place of the list", settings=dict.fromkeys(told, "register"), without=without)


def _audited(facts: Facts) -> Change | None:
    """As many audits as find a fifth of false claims; None where all claims audited would find fewer."""
    key, detection = "contract.assurance.audit", facts.contract.assurance.detection.fraction
    if detection < _FOUND:
        return None
    share = f"{ceil(100 * _FOUND / detection - 1e-9)} %"
    return Change(says=f"{share} of claims audited", settings={key: share}, without=(key,))


def chosen_day(facts: Facts) -> Iterator[Danger]:
    """Those who are paid pick the day on which they are looked at."""
    key = "contract.service.end_reported_within"
    ends = any(isinstance(metric, StateAt) and metric.after_service is not None for metric in facts.paid)
    if ends and facts.warning(key):
        yield Danger(key, facts.warning(key), Change(says="service that ends when it ends", without=(key,)))
    for metric in facts.paid:
        key = f"contract.metrics.{metric.id}.reported"
        if facts.warning(key):
            without = (key, f"contract.metrics.{metric.id}.until")
            yield Danger(key, facts.warning(key), Change(says="the day agreed beforehand", without=without))


def own_severity(facts: Facts) -> Iterator[Danger]:
    """Those who are paid say which pay group a person is in."""
    key = "contract.assurance.severity"
    if facts.warning(key) and len(facts.contract.groups) > 1:
        yield Danger(key, facts.warning(key), Change(says="a register in place of the provider's record", settings={key: "register"}))


def chosen_measurer(facts: Facts) -> Iterator[Danger]:
    """Those who are paid choose who measures."""
    key = "contract.assurance.evaluator"
    if facts.warning(key):
        yield Danger(key, facts.warning(key), Change(says="an independent evaluator", settings={key: "independent"}))


RULES = (
    Rule(
        id="several_goals",
        topic=TOPIC,
        severity="high",
        source="sitra-ten-tips",
        looks_at=("lasting", "effect", "hours_to_measure"),
        find=several_goals,
    ),
    Rule(id="not_the_goal", topic=TOPIC, severity="high", source="vinnova-57", looks_at=("lasting", "effect"), find=not_the_goal),
    Rule(id="activity_alone", topic=TOPIC, severity="high", source="vinnova-57", looks_at=("lasting", "effect"), find=activity_alone),
    Rule(id="one_day", topic=TOPIC, severity="medium", source="vinnova-57", looks_at=("lasting", "hollow", "effect"), find=one_day),
    Rule(id="unaudited_word", topic=TOPIC, severity="high", source="vinnova-57", looks_at=("false", "payments", "effect"), find=unaudited_word),
    Rule(
        id="chosen_day",
        topic=TOPIC,
        severity="medium",
        source="courty-marschke-2004",
        looks_at=("payments", "anyway", "effect"),
        find=chosen_day,
    ),
    Rule(id="own_severity", topic=TOPIC, severity="medium", source="vinnova-57", looks_at=("misrecorded", "payments"), find=own_severity),
    Rule(id="chosen_measurer", topic=TOPIC, severity="medium", source="sitra-ten-tips", looks_at=("off_the_mark", "payments"), find=chosen_measurer),
)
