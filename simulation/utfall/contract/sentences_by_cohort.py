"""Sentences of cohort terms that pay by a line, steps, dates or rank: what follows "X pays Y"."""

from utfall.base.money import thousands
from utfall.base.quantities import Amount, Change, Money
from utfall.contract.metrics.declarations import Activity, Events, Headcount, Metric
from utfall.contract.phrases import compared, counted, remarks
from utfall.contract.terms.clauses import metric_of
from utfall.contract.terms.dated_steps import CohortMilestones
from utfall.contract.terms.lines import change_words, level_words
from utfall.contract.terms.threshold import CohortThreshold
from utfall.contract.terms.tiers import CohortTiers
from utfall.contract.terms.tournament import Tournament
from utfall.contract.words import Names, every, joined, money, per_cent


def amount_words(amount: Amount) -> str:
    """EUR 1 200, or 40 % of capital drawn."""
    return money(amount) if isinstance(amount, Money) else f"{per_cent(amount.fraction)} of capital {amount.of}"


def threshold(term: CohortThreshold, names: Names) -> str:
    """EUR 100 000 if a cohort has ..., below that nothing."""
    metric = metric_of(names.contract, term.metric)
    if term.price is not None:
        said = f"{money(term.price)} for each {_unit(metric, names)}"
    else:
        said = "nothing" if term.pays is None else amount_words(term.pays)
    line = joined([*_lines(term, metric, names)])
    if term.all_cohorts is not None:
        line += f", or {change_words(term.all_cohorts)} in all cohorts together"
    if term.only_if_repaid:
        line += ", and the capital has been repaid"
    return f"{said} if {line}{compared(metric, names)}; below that nothing{remarks(metric, names)}"


def tiers(term: CohortTiers, names: Names) -> str:
    """By steps: so much from so much on."""
    metric = metric_of(names.contract, term.metric)
    steps = [f"{amount_words(tier.pays)} from {change_words(tier.at_least)}" for tier in term.tiers]
    what = f"{_result(metric, names)}{compared(metric, names)}"
    return f"by {what}: {'; '.join(steps)}; only the highest step reached counts{remarks(metric, names)}"


def dated_steps(term: CohortMilestones, names: Names) -> str:
    """By the number of people on agreed dates."""
    metric = metric_of(names.contract, term.metric)
    steps = []
    for step in term.steps:
        ends = [f"at most {thousands(step.at_most)}"] if step.at_most is not None else []
        ends += [f"at least {thousands(step.at_least)}"] if step.at_least is not None else []
        steps.append(f"month {step.at_month}: {amount_words(step.pays)} if {joined(ends)}")
    late = "a step reached late is paid then" if term.late == "pays_when_reached" else "a step missed on its date is lost"
    return f"by the number of {counted(metric, names)}: {'; '.join(steps)}; {late}"


def tournament(term: Tournament, names: Names) -> str:
    """Prizes by rank."""
    metric = metric_of(names.contract, term.metric)
    prizes = joined([money(prize) for prize in term.prizes])
    return f"{prizes} {every(term.every)}, by rank in {_result(metric, names)}{remarks(metric, names)}"


def _unit(metric: Metric, names: Names) -> str:
    return f"{counted(metric, names)} avoided" if isinstance(metric, Events) and not metric.yes_no else counted(metric, names)


def _result(metric: Metric, names: Names) -> str:
    """What is ranked or stepped: a share of people, a number of events, or units."""
    what = counted(metric, names)
    if metric.title:
        return metric.title
    if isinstance(metric, Headcount):
        return f"the number of {what}"
    return f"the number of each {what}" if isinstance(metric, Events) else f"what is counted for each {what}"


def _lines(term: CohortThreshold, metric: Metric, names: Names) -> list[str]:
    """Every line that must be reached, as part of a sentence."""
    said = []
    whose = "any one cohort has" if term.all_cohorts is not None else "the cohort has"
    if term.cohort_by == "end_of_service":
        whose = "those whose service is said to have ended in a contract year has"
    if term.change is not None:
        # A price has named what is counted; where a sum is paid the metric's title does.
        what = f" {metric.title}" if term.price is None and metric.title and isinstance(metric, Events) else ""
        said.append(f"{whose} at least {_more(term.change, metric)}{what}")
    if term.level is not None:
        if isinstance(metric, Activity):
            said.append(f"at least {level_words(term.level)} of the agreed {metric.per}s of {names.task(metric.task)} are delivered")
        else:
            said.append(_level(level_words(term.level), _unit(metric, names), whose.removesuffix(" has")))
    if term.sure is not None:
        said.append(f"the difference is beyond chance ({per_cent(term.sure.fraction)} sure)")
    return said or ["it is measured"]


def _level(level: str, what: str, whose: str) -> str:
    """The share of the cohort that is in work for 6 months is at least 50 %; of what is no person, so much for each."""
    if not what.startswith("person "):
        return f"{whose} has at least {level} for {what}"
    return f"the share of {whose} {what.removeprefix('person ').replace('who ', 'that ', 1)} is at least {level}"


def _more(change: Change, metric: Metric) -> str:
    fewer = isinstance(metric, Events) and not metric.yes_no
    return f"{change_words(change)} {'fewer' if fewer else 'more'}"
