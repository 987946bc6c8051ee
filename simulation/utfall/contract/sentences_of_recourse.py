"""Whole sentences of terms that hold pay back or take it back: penalty, clawback, retention."""

from utfall.contract.metrics.declarations import Metric
from utfall.contract.phrases import counted
from utfall.contract.sentences_by_cohort import amount_words
from utfall.contract.terms.clauses import metric_of
from utfall.contract.terms.clawback import Clawback
from utfall.contract.terms.declarations import Term
from utfall.contract.terms.lines import level_words
from utfall.contract.terms.penalty import Penalty
from utfall.contract.terms.retention import Retention
from utfall.contract.words import Names, duration, joined, mid_sentence, money, per_cent


def penalty(term: Penalty, names: Names) -> str:
    """Who falls short pays."""
    metric = metric_of(names.contract, term.metric)
    payers = joined([mid_sentence(names.party(payer)) for payer, _ in term.payers]) if term.payers else names.party("holder")
    who = f"{_party(term, names)} {_pay(term, names)} {payers}"
    if term.below is None:
        price = "nothing" if term.price is None else money(term.price)
        return f"{who} {price} for each {counted(metric, names)}."
    level = names.by_group([level_words(level) for level in term.below])
    if term.price is not None:
        return f"{who} {money(term.price)} for each {metric.unit} by which {_whose(metric, names)} falls short of {level}."
    sum_ = "nothing" if term.pays is None else amount_words(term.pays)
    return f"{who} {sum_} if {_whose(metric, names)} is below {level}."


def clawback(term: Clawback, names: Names) -> str:
    """What was paid goes back if it does not last."""
    within = names.by_group([duration(time) for time in term.if_lost_within])
    share = per_cent(term.share.fraction)
    paid = joined([_named(id_, names) for id_ in term.of])
    return f"{_party(term, names)} {_pay(term, names)} back {share} of what {paid} paid for a person whose outcome is lost within {within}."


def retention(term: Retention, names: Names) -> str:
    """A part is held until something else is reached."""
    held = f"{per_cent(term.share.fraction)} of what {joined([_named(id_, names) for id_ in term.of])} pays is held back"
    if term.released_if is None:
        return f"{held} until the contract ends."
    metric = metric_of(names.contract, term.released_if)
    if term.reaches is None:
        return f"{held}, and released for each {counted(metric, names)}."
    level = names.by_group([level_words(level) for level in term.reaches])
    return f"{held}, and released if {_whose(metric, names)} reaches {level}; if not, it is not paid."


def _whose(metric: Metric, names: Names) -> str:
    return metric.title or f"the result on {names.title(metric)}"


def _named(id_: str, names: Names) -> str:
    return names.title(next(term for term in names.contract.terms if term.id == id_))


def _party(term: Term, names: Names) -> str:
    return names.party(term.payee)


def _pay(term: Term, names: Names) -> str:
    return "pay" if term.payee == "providers" and len(names.contract.providers) != 1 else "pays"
