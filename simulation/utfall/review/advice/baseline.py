"""Baseline: is what would have come anyway known, or agreed, remembered, predicted, or left out?"""

from collections.abc import Iterator, Mapping, Sequence

from utfall.base.quantities import Price
from utfall.contract.comparisons.declarations import Historical, Predicted, PrePost
from utfall.contract.contract import Comparison
from utfall.contract.metrics.declarations import Activity, Metric
from utfall.contract.phrases import AMONG
from utfall.contract.terms.dated_steps import CohortMilestones
from utfall.contract.terms.declarations import Milestones, Outcome, RateCard, Term
from utfall.review.advice.common import ALIKE, ENOUGH, months_beyond_people_alike, people_alike
from utfall.review.facts import Facts, metrics_of
from utfall.review.rule import Change, Danger, Rule

TOPIC = "baseline"
_TO_ALIKE = f"{ENOUGH} untreated people who resemble them in place of it"


def _used(facts: Facts) -> Iterator[Comparison]:
    """Comparisons that a paid metric is measured against, alone or in a mix."""
    named = {metric.compared_with for metric in facts.paid}
    mixed = {part for one in facts.contract.comparisons if one.id in named for part, _ in getattr(one, "parts", ())}
    yield from (one for one in facts.contract.comparisons if one.id in named | mixed and one.design != "mix")


def _alike(comparison: Comparison) -> Change:
    key = f"contract.comparisons.{comparison.id}"
    return Change(says=_TO_ALIKE, settings={key: people_alike()}, without=(key,))


def own_past(facts: Facts) -> Iterator[Danger]:
    """People are compared with their own past."""
    for comparison in _used(facts):
        key = f"contract.comparisons.{comparison.id}"
        if isinstance(comparison, PrePost) and facts.warning(key):
            yield Danger(key, facts.warning(key), _alike(comparison))


def agreed_level(facts: Facts) -> Iterator[Danger]:
    """A level was agreed, or taken from elsewhere, and not measured beside the programme."""
    for comparison in _used(facts):
        key = f"contract.comparisons.{comparison.id}"
        if comparison.expected is not None:
            text = facts.warning(key) or "the level without the programme is taken as known and not measured: all that differs counts as caused"
            yield Danger(key, text, _alike(comparison))


def earlier_years(facts: Facts) -> Iterator[Danger]:
    """People of earlier years stand for today."""
    for comparison in _used(facts):
        if isinstance(comparison, Historical) and comparison.expected is None:
            who = comparison.title or "people of earlier years"
            text = f"{who} stand for today: what else has changed since then is paid for, or not paid, as if the programme had done it"
            yield Danger(f"contract.comparisons.{comparison.id}", text, _alike(comparison))


def model_error(facts: Facts) -> Iterator[Danger]:
    """A model predicts what would have come."""
    for comparison in _used(facts):
        if isinstance(comparison, Predicted) and comparison.expected is None and comparison.error > 0:
            text = f"what a model predicts is off by about {100 * comparison.error:.0f} % for all at once: that error is paid for, or not paid"
            yield Danger(f"contract.comparisons.{comparison.id}.error", text, _alike(comparison))


def few_people(facts: Facts) -> Iterator[Danger]:
    """Few people stand for what would have come."""
    for comparison in _used(facts):
        key = f"contract.comparisons.{comparison.id}.people"
        if facts.warning(key):
            drawn = comparison.design == "randomised"
            more = max(10 * comparison.people, ENOUGH)
            change = None if drawn else Change(says=f"{more} people in the comparison", settings={key: more})
            yield Danger(key, facts.warning(key), change)


def no_comparison(facts: Facts) -> Iterator[Danger]:
    """Whoever would have succeeded anyway is paid for too."""
    metrics = {metric.id: metric for metric in facts.paid}
    terms = [term for term in facts.contract.in_force if isinstance(term, Outcome | RateCard | Milestones)]
    alone = [term for term in terms if any(id_ in metrics and _bare(metrics[id_]) for id_ in metrics_of(term))]
    if alone:
        text = "nothing is compared: who would have succeeded anyway is paid for too"
        yield Danger("contract.comparisons", text, _paid_on_difference(facts, alone, metrics))
    for counted in facts.contract.in_force:
        if isinstance(counted, CohortMilestones) and counted.metric in metrics and _bare(metrics[counted.metric]):
            text = "heads are counted, and nothing is compared: whatever else moves their number is paid for, or not paid"
            yield Danger(f"contract.terms.{counted.id}.metric", text, months_beyond_people_alike(facts))


def _bare(metric: Metric) -> bool:
    return metric.compared_with is None and not isinstance(metric, Activity)


def _paid_on_difference(facts: Facts, terms: Sequence[Term], metrics: Mapping[str, Metric]) -> Change | None:
    """Each price becomes a price for the difference from people alike; None where a price differs by group or cannot be written so."""
    settings: dict[str, object] = {f"contract.comparisons.{ALIKE}": people_alike()}
    nothing = f"{facts.contract.currency} 0"
    limited = {id_ for id_, _ in facts.contract.limits.by_term}
    for term in terms:
        rows = _prices(term)
        row = facts.at("contract", "terms", term.id)
        if rows is None or term.id in limited or any(_of_service(metrics.get(id_)) for id_, _ in rows):
            return None
        kept = {key: row[key] for key in ("title", "payer", "payee", "from_month", "until_month") if key in row}
        for id_, price in rows:
            if id_ in metrics:
                paid: dict[str, object] = {"kind": "cohort_linear", "metric": id_, "price": facts.money(price.minor, price.per), "floor": nothing}
                settings[f"contract.terms.{term.id}_{id_}"] = kept | paid
                settings |= {f"contract.metrics.{id_}.compared_with": ALIKE, f"contract.metrics.{id_}.among": "offered"}
    without = tuple(f"contract.terms.{term.id}" for term in terms)
    says = f"each price paid for the difference of all who are offered a place from {ENOUGH} people who resemble them"
    return Change(says=says, settings=settings, without=without, same_money=True)


def _of_service(metric: Metric | None) -> bool:
    """Whether a metric counts from the end of service, which nobody outside has."""
    return getattr(metric, "after_service", None) is not None


def _prices(term: Term) -> list[tuple[str, Price]] | None:
    """(metric, price) of each row of a term; None where prices differ by group, are capped, or stand for steps."""
    if isinstance(term, Outcome) and term.cap_per_person is None and _one(term.price):
        return [(term.metric, term.price[0])]
    if isinstance(term, RateCard) and all(_one(prices) for _, prices in term.prices):
        return [(id_, prices[0]) for id_, prices in term.prices]
    return None


def _one(prices: Sequence[Price]) -> bool:
    return len({price.minor for price in prices}) == 1


def who_is_counted(facts: Facts) -> Iterator[Danger]:
    """People who drop out, or who did not join, are left out of what is measured."""
    for metric in facts.paid:
        key = f"contract.metrics.{metric.id}.among"
        if facts.warning(key):
            drawn = any(one.id == metric.compared_with and one.design == "randomised" for one in facts.contract.comparisons)
            among = "offered" if drawn else "enrolled"
            says = AMONG.get(among, "everybody who started counted, and not only those who complete")
            yield Danger(key, facts.warning(key), Change(says=says, settings={key: among}))


_OFF = ("off_the_mark", "payments", "effect")
RULES = (
    Rule(id="own_past", topic=TOPIC, severity="high", source="ashenfelter-1978", looks_at=_OFF, find=own_past),
    Rule(id="agreed_level", topic=TOPIC, severity="high", source="sitra-ten-tips", looks_at=_OFF, find=agreed_level),
    Rule(id="earlier_years", topic=TOPIC, severity="medium", source="transforming-rehabilitation", looks_at=_OFF, find=earlier_years),
    Rule(id="model_error", topic=TOPIC, severity="medium", source="payoff-talk", looks_at=_OFF, find=model_error),
    Rule(id="few_people", topic=TOPIC, severity="medium", source="vinnova-57", looks_at=_OFF, find=few_people),
    Rule(
        id="no_comparison",
        topic=TOPIC,
        severity="medium",
        source="payoff-talk",
        looks_at=("anyway", "years_bought", "effect", "lasting"),
        find=no_comparison,
    ),
    Rule(id="who_is_counted", topic=TOPIC, severity="high", source="payoff-talk", looks_at=_OFF, find=who_is_counted),
)
