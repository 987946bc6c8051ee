"""The contract in plain words: one sentence a clause, in the order of the file."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from utfall.base.quantities import Money, Price, Time
from utfall.contract.comparisons.estimate import better
from utfall.contract.consequences import Consequence, of_assurance, of_capital, of_limits, of_pass_through, of_service, of_term
from utfall.contract.contract import Contract
from utfall.contract.metrics.declarations import Metric
from utfall.contract.phrases import compared, counted, remarks, shared_out
from utfall.contract.review.sentences import review_sentences
from utfall.contract.rules_in_words import assurance_sentences, capital_sentences, limit_sentences, service_sentences
from utfall.contract.sentences_by_cohort import amount_words, dated_steps, threshold, tiers, tournament
from utfall.contract.sentences_of_parties import purse_sentences, referral_sentences, value_sentences
from utfall.contract.sentences_of_recourse import clawback, penalty, retention
from utfall.contract.terms.clauses import pays_per_person
from utfall.contract.terms.clawback import Clawback
from utfall.contract.terms.dated_steps import CohortMilestones
from utfall.contract.terms.declarations import ActivityTerm, Attachment, Block, CohortLinear, Milestones, Outcome, RateCard, Term
from utfall.contract.terms.penalty import Penalty
from utfall.contract.terms.retention import Retention
from utfall.contract.terms.threshold import CohortThreshold
from utfall.contract.terms.tiers import CohortTiers
from utfall.contract.terms.tournament import Tournament
from utfall.contract.words import Names, PeopleWords, duration, joined, money, per_cent, sentence_case


class Told(NamedTuple):
    """One clause: its key in the file, what it says, and what it may cause."""

    key: str
    sentences: tuple[str, ...]
    may_cause: tuple[Consequence, ...]


def contract_told(contract: Contract, people: PeopleWords | None = None) -> tuple[Told, ...]:
    """Who pays whom for what, who carries the risk, and the rules of service, clause by clause: terms in force first, in file order."""
    names = Names(contract, people)
    rows = [(f"contract.terms.{term.id}", [_of_term(term, names)], of_term(term, contract)) for term in contract.in_force]
    if contract.subcontract is not None:
        rows += [(f"subcontract.terms.{term.id}", [_of_term(term, names, "holder")], of_term(term, contract)) for term in contract.subcontract.terms]
        if to_holder(contract):
            rows.append(("subcontract.pass_through", [_pass_through(contract, names)], of_pass_through(contract)))
    rows += [
        ("capital", capital_sentences(contract, names), of_capital(contract)),
        ("values", value_sentences(contract), ()),
        ("contract.limits", [*limit_sentences(contract, names), *purse_sentences(contract, names)], of_limits(contract)),
        ("contract.assurance", assurance_sentences(contract), of_assurance(contract)),
        ("contract.review", list(review_sentences(contract, names)), ()),
        ("contract.service", [*service_sentences(contract, names), *referral_sentences(contract, names, people)], of_service(contract)),
    ]
    return tuple(Told(key, tuple(sentence_case(text) for text in said), causes) for key, said, causes in rows if said)


def contract_sentences(contract: Contract, people: PeopleWords | None = None) -> tuple[str, ...]:
    """All that the clauses say, in order."""
    return tuple(text for told in contract_told(contract, people) for text in told.sentences)


def who_pays_whom(contract: Contract, people: PeopleWords | None = None) -> list[tuple[str, str, str]]:
    """(from, to, for what) of every term in force and of the capital, in words."""
    names = Names(contract, people)
    rows = [_row(term, names) for term in contract.in_force]
    if contract.subcontract is not None:
        rows += [(names.party("holder"), names.party(_payee(term)), _title(term, names)) for term in contract.subcontract.terms]
        own = contract.subcontract
        passed = (own.by_provider or (("providers", own.pass_through),)) if to_holder(contract) else ()
        rows += [(names.party("holder"), names.party(to), f"{per_cent(share.fraction)} of outcome pay") for to, share in passed if share.fraction > 0]
    if contract.capital is not None:
        rows += [
            (names.party(tranche.investor), names.party("holder"), f"capital ({tranche.kind.replace('_', ' ')})")
            for tranche in contract.capital.tranches
        ]
        repaid = [tranche for tranche in contract.capital.tranches if tranche.kind not in {"grant", "guarantee"} and to_holder(contract)]
        rows += [(names.party("holder"), names.party(tranche.investor), "repayment, as far as outcomes are paid for") for tranche in repaid]
        rows += [(names.party("holder"), names.party(fee.to), "fee out of the capital") for fee in contract.capital.fees]
    return [(sentence_case(source), sentence_case(target), what) for source, target, what in rows]


def to_holder(contract: Contract) -> bool:
    """Whether any term in force pays the holder of the capital; else there is nothing to pass on, and nothing to repay with."""
    return any(term.payee == "holder" for term in contract.in_force)


def _row(term: Term, names: Names) -> tuple[str, str, str]:
    """Who pays whom for one term; a penalty and what is taken back flow the other way."""
    source, target = _payer_names(term, names), names.party(term.payee)
    return (target, source, _title(term, names)) if isinstance(term, Penalty | Clawback) else (source, target, _title(term, names))


def _pass_through(contract: Contract, names: Names) -> str:
    share = 1.0 if contract.subcontract is None else contract.subcontract.pass_through.fraction
    holder, providers = names.party("holder"), names.party("providers")
    if contract.subcontract is not None and contract.subcontract.by_provider:
        parts = joined([f"{per_cent(own.fraction)} reaches {names.party(id_)}" for id_, own in contract.subcontract.by_provider])
        return f"Of a change in outcome pay that comes from a provider's people, {parts}; {holder} keeps the rest."
    if share == 1:
        return f"If outcome pay rises or falls, all of the change reaches {providers}."
    if share == 0:
        return f"If outcome pay rises or falls, none of the change reaches {providers}; {holder} keeps it."
    return f"If outcome pay rises or falls, about {per_cent(share)} of the change reaches {providers}; {holder} keeps the rest."


def _of_term(term: Term, names: Names, payer: str = "") -> str:
    """The whole sentence; `payer` stands for the payers of a subcontract's terms."""
    if type(term) in WHOLE:
        return WHOLE[type(term)](term, names)
    who = names.party(payer) if payer else _payer_names(term, names)
    verb = "pay" if len(term.payers) > 1 and not payer else "pays"
    whom = names.party(_payee(term) if payer else term.payee)
    return f"{who} {verb} {whom} {SENTENCES[type(term)](term, names)}{_when(term, names)}."


def _payee(term: Term) -> str:
    """Payee of a subcontract's term: a holder does not pay itself."""
    return "providers" if term.payee == "holder" else term.payee


def _payer_names(term: Term, names: Names) -> str:
    if len(term.payers) == 1:
        return names.party(term.payers[0][0])
    return joined([f"{names.party(id_)} ({per_cent(share)})" for id_, share in term.payers]) if term.payers else names.party("holder")


def _when(term: Term, names: Names) -> str:
    only = "" if term.groups is None else f", for {joined([names.group(id_) for id_ in term.groups]) if term.groups else 'no group'} only"
    if term.until_month is not None:
        return f"{only}, in contract months {term.from_month} to {term.until_month}"
    return f"{only}, from contract month {term.from_month}" if term.from_month > 1 else only


def _title(term: Term, names: Names) -> str:
    if term.title:
        return term.title
    metric = getattr(term, "metric", "")
    if not metric:
        return names.title(term)
    if isinstance(term, CohortLinear) and term.share is not None:
        return f"{per_cent(term.share.fraction)} of {shared_out(_metric(metric, names), names)}"
    return f"each {counted(_metric(metric, names), names)}"


def _metric(id_: str, names: Names) -> Metric:
    return next(metric for metric in names.contract.metrics if metric.id == id_)


def _prices(prices: Sequence[Price], names: Names) -> str:
    return names.by_group([money(price) for price in prices])


def _block(term: Block, names: Names) -> str:
    return f"{money(term.fee)} per {term.fee.per}, whatever happens"


def _attachment(term: Attachment, names: Names) -> str:
    return f"{_prices(term.fee, names)} for each person who starts"


def _unit_price(term: Outcome | ActivityTerm, names: Names) -> str:
    metric = _metric(term.metric, names)
    text = f"{_prices(term.price, names)} for each {_each(term.price[0], metric, names)}"
    if term.cap_per_person is not None:
        text += f", at most {names.by_group([money(cap) for cap in term.cap_per_person])} a person"
    if isinstance(term, Outcome) and term.pays_again and metric.unit == "person":
        text += ", each time it happens"
    return text + remarks(metric, names)


def _each(price: Price, metric: Metric, names: Names) -> str:
    """What the price is for; a price in another unit of time than the metric's says its own."""
    phrase = counted(metric, names)
    own = getattr(metric, "per", price.per)
    return phrase if own == price.per or metric.unit != "time" else phrase.replace(own, price.per, 1)


def _rows(term: RateCard, names: Names) -> list[tuple[str, Sequence[Price]]]:
    return [(id_, prices) for id_, prices in term.prices if id_ in names.contract.paid]


def _rate_card(term: RateCard, names: Names) -> str:
    lines = [f"{_prices(prices, names)} for each {_each(prices[0], _metric(id_, names), names)}" for id_, prices in _rows(term, names)]
    if len(lines) > 1:
        return f"by a price list, each success once a person: {'; '.join(lines)}"
    return f"{lines[0]}, once a person" if pays_per_person(_metric(_rows(term, names)[0][0], names)) else lines[0]


def _step(lasts: Sequence[Time], names: Names) -> str:
    return names.by_group([duration(time) for time in lasts])


def _milestones(term: Milestones, names: Names) -> str:
    metric = _metric(term.metric, names)
    steps = [f"{_prices(step.price, names)} after {_step(step.lasts, names)}" for step in term.steps]
    return f"step by step for each {counted(metric, names)}: {'; '.join(steps)}{remarks(metric, names)}"


def _cohort_linear(term: CohortLinear, names: Names) -> str:
    metric = _metric(term.metric, names)
    if term.share is not None:
        text = f"{per_cent(term.share.fraction)} of {shared_out(metric, names)}"
    elif term.price is not None:
        what = counted(metric, names)
        fewer = better(metric) < 0 and metric.compared_with is not None
        text = f"{money(term.price)} for each {what} avoided" if fewer else f"{money(term.price)} for each additional {what}"
    else:
        text = f"nothing for {counted(metric, names)}"
    text += compared(metric, names)
    text += ", and may have to be paid back where the difference is negative" if term.floor is None else _floor(term)
    if term.cap is not None:
        text += f", up to {amount_words(term.cap)}"
    if term.once_repaid is not None:
        left = f"{per_cent(term.once_repaid.fraction)}" if term.once_repaid.fraction > 0 else "nothing more"
        text += f"; once the capital is repaid, {left}"
    return text + remarks(metric, names)


def _floor(term: CohortLinear) -> str:
    if term.floor is None:
        return ""
    nothing = isinstance(term.floor, Money) and term.floor.minor == 0
    return f", never less than {'nothing' if nothing else amount_words(term.floor)}"


SENTENCES: dict[type[Term], Callable[..., str]] = {
    Block: _block,
    Attachment: _attachment,
    ActivityTerm: _unit_price,
    Outcome: _unit_price,
    RateCard: _rate_card,
    Milestones: _milestones,
    CohortLinear: _cohort_linear,
    CohortThreshold: threshold,
    CohortTiers: tiers,
    CohortMilestones: dated_steps,
    Tournament: tournament,
}
#: Kinds whose sentence is not "X pays Y ...".
WHOLE: dict[type[Term], Callable[..., str]] = {Penalty: penalty, Clawback: clawback, Retention: retention}
