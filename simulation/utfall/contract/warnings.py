"""What is legal and odd: each warning names its key and says what the clause makes worthwhile, never anybody's motive."""

from collections import Counter

from utfall.base.money import money_words, thousands
from utfall.base.quantities import Money
from utfall.contract import warnings_by_kind as kinds
from utfall.contract.contract import Comparison, Contract
from utfall.contract.metrics.declarations import Metric, StateAt
from utfall.contract.phrases import agreed_level
from utfall.contract.terms.declarations import ActivityTerm, Attachment, CohortLinear, Milestones, Outcome, RateCard, Term
from utfall.contract.words import Names, PeopleWords, duration, money, per_cent, plain

#: Fewer people than this in a comparison: chance alone decides much.
FEW = 100
#: Where audits find a smaller share of false claims than this, a claim is as good as unaudited.
FOUND_LITTLE = 0.1
Warning_ = tuple[str, str]


def contract_warnings(contract: Contract, eligible: int, people: PeopleWords | None = None) -> list[Warning_]:
    """(key, text) of everything odd in a contract for `eligible` people, in the order of the file."""
    names = Names(contract, people)
    said: list[Warning_] = []
    for payer in contract.payers:
        said += _of_payer(contract, payer.id)
    said += _of_capital(contract, names)
    said += [("contract.open", "the contract is secret and audits are not published; nobody outside can see a fault")] if not contract.open else []
    for metric in contract.metrics:
        if metric.id in contract.paid:
            said += _of_metric(metric, names)
    for comparison in contract.comparisons:
        said += _of_comparison(comparison, names, eligible)
    for term in contract.in_force:
        said += _of_term(term, contract)
    return said + _of_two_terms(contract) + _of_limits(contract) + _of_selection(contract) + kinds.of_rules(contract)


def _of_payer(contract: Contract, id_: str) -> list[Warning_]:
    payer = next(payer for payer in contract.payers if payer.id == id_)
    said: list[Warning_] = []
    if payer.horizon is not None and contract.signing == "decided" and payer.horizon.months < contract.length:
        text = f"looks {duration(payer.horizon)} ahead in a contract of {contract.length} months; later gains do not count in its decision"
        said.append((f"payers.{id_}.horizon", text))
    if contract.values and not any(value.falls_on in {payer.id, payer.purse} or value.to in {payer.id, payer.purse} for value in contract.values):
        said.append((f"payers.{id_}.purse", f"no value falls on {plain(payer.purse)}; this payer never saves anything that is counted"))
    return said


def _of_capital(contract: Contract, names: Names) -> list[Warning_]:
    capital = contract.capital
    if capital is None:
        return []
    said: list[Warning_] = []
    if all(term.payee != "holder" for term in contract.in_force):
        said.append(("capital", f"no term that is in force pays {names.party('holder')}: what investors put in cannot come back"))
    if any(tranche.amount is None for tranche in capital.tranches):
        return said
    amounts = [_amount(tranche.amount, capital.need) for tranche in capital.tranches if tranche.kind != "guarantee"]
    if sum(amounts) == capital.need.minor:
        return said
    return [*said, ("capital.tranches", f"tranches sum to {thousands(sum(amounts) // 100)} where {thousands(capital.need.minor // 100)} is needed")]


def _amount(amount: object, need: Money) -> int:
    return amount.minor if isinstance(amount, Money) else round(getattr(amount, "fraction", 0.0) * need.minor)


def _of_metric(metric: Metric, names: Names) -> list[Warning_]:
    key = f"contract.metrics.{metric.id}"
    said: list[Warning_] = []
    if metric.data_source == "provider_report" and (little := unaudited(names.contract)):
        how = ", who tick the list themselves" if metric.self_certified else ""
        said.append((f"{key}.data_source", f"is reported by those it pays{how}, and {little}"))
    if isinstance(metric, StateAt) and metric.reported == "on_the_day":
        said.append((key, f'looks at one day only; being "{names.outcome(metric.outcome)}" the day before or after counts for nothing'))
    if metric.among == "completed":
        said.append((f"{key}.among", "people who drop out are not counted, so losing a hard case raises the result"))
    design = {comparison.id: comparison.design for comparison in names.contract.comparisons}.get(metric.compared_with or "")
    if design == "randomised" and metric.among in {"enrolled", "completed"}:
        said.append((f"{key}.among", "compares those enrolled with a control group of everyone drawn; the choice to join undoes the lot"))
    return said + kinds.of_metric(metric)


def unaudited(contract: Contract) -> str:
    """That no claim is audited, or so few of the false ones found that it comes to the same; empty where audits find more."""
    rules = contract.assurance
    found = rules.audit.fraction * rules.detection.fraction
    if found >= FOUND_LITTLE - 1e-9:
        return ""
    return f"audits find {per_cent(found)} of false claims" if found > 0 else "no claim is audited"


def _of_comparison(comparison: Comparison, names: Names, eligible: int) -> list[Warning_]:
    whole = {comparison.id} | {other.id for other in names.contract.comparisons if comparison.id in dict(getattr(other, "parts", ()))}
    used = [metric for metric in names.contract.metrics if metric.compared_with in whole and metric.id in names.contract.paid]
    key = f"contract.comparisons.{comparison.id}"
    if not used:
        return []
    if comparison.design == "agreed":
        level = agreed_level(comparison, used[0], names)
        return [(key, f"the comparison is agreed beforehand ({level}); all that differs from it counts as caused")]
    if comparison.design in {"pre_post", "predicted", "mix"} or comparison.expected is not None:
        return kinds.of_past(comparison)
    if comparison.people < FEW:
        return [(f"{key}.people", f"{thousands(comparison.people)} people: chance alone moves the result a lot")]
    if 10 * comparison.people < eligible:
        text = f"{thousands(comparison.people)} people stand for {thousands(eligible)}: chance in the small group moves the result a lot"
        return [(f"{key}.people", text)]
    return []


def _prices(term: Term) -> list[int]:
    if isinstance(term, Outcome | ActivityTerm):
        return [price.minor for price in term.price]
    if isinstance(term, RateCard):
        return [price.minor for _, prices in term.prices for price in prices]
    if isinstance(term, Milestones):
        return [price.minor for step in term.steps for price in step.price]
    if isinstance(term, Attachment):
        return [price.minor for price in term.fee]
    return []


def _of_term(term: Term, contract: Contract) -> list[Warning_]:
    key = f"contract.terms.{term.id}"
    said: list[Warning_] = []
    if isinstance(term, ActivityTerm):
        said.append((key, "pays for activity: it is due whether or not anyone is helped"))
    prices = _prices(term)
    if prices and min(prices) == 0:
        where = "pays nothing" if max(prices) == 0 else "pays nothing in one group or step"
        said.append((f"{key}.price", f"a price of 0: {where}"))
    limits = contract.limits
    if prices and limits.per_person is not None and max(prices) > max(limit.minor for limit in limits.per_person):
        limit = max(limit.minor for limit in limits.per_person)
        said.append((f"{key}.price", f"the price is over the limit per person ({money_words(limit, contract.currency)}); the rest is never paid"))
    if isinstance(term, RateCard | Milestones) and limits.per_person is not None and len(prices) > len(contract.groups):
        text = f"several small steps share one limit per person ({money(limits.per_person[0])}); the cheap ones may fill it"
        said.append((key, text))
    if term.groups == ():
        said.append((f"{key}.groups", "is in force for no group; it never pays"))
    if term.from_month > contract.length:
        said.append((f"{key}.from_month", f"starts after the contract of {contract.length} months; it pays only what falls due later"))
    if isinstance(term, CohortLinear) and term.floor is None:
        said.append((f"{key}.floor", "there is no floor: where the difference is negative, money goes back"))
    return said + kinds.of_term(term, contract)


def _of_two_terms(contract: Contract) -> list[Warning_]:
    paid_by: Counter[str] = Counter()
    for term in contract.in_force:
        metrics = [id_ for id_, _ in term.prices] if isinstance(term, RateCard) else [getattr(term, "metric", "")]
        paid_by.update({id_ for id_ in metrics if id_ in contract.paid})
    return [(f"contract.metrics.{id_}", "two terms pay on this metric: one success, two payments") for id_, count in paid_by.items() if count > 1]


def _of_limits(contract: Contract) -> list[Warning_]:
    limits = contract.limits
    if limits.total is not None and limits.total.minor == 0:
        return [("contract.limits.total", "a total of 0: nothing is ever paid")]
    if limits.last_payment_month is not None and limits.last_payment_month < contract.length:
        text = f"nothing is paid after month {limits.last_payment_month} of a contract of {contract.length} months; later successes are not paid for"
        return [("contract.limits.last_payment_month", text)]
    return []


def _of_selection(contract: Contract) -> list[Warning_]:
    """One price for all beside a provider that selects."""
    if contract.service.who_selects != "provider":
        return []
    flat = [term.id for term in contract.in_force if isinstance(term, Outcome | RateCard | Milestones) and _one_price(term)]
    text = "the provider selects and gets one price for all ({}): easy cases pay best"
    return [("contract.service.who_selects", text.format(", ".join(flat)))] if flat else []


def _one_price(term: Outcome | RateCard | Milestones) -> bool:
    if isinstance(term, Outcome):
        rows = [term.price]
    elif isinstance(term, RateCard):
        rows = [prices for _, prices in term.prices]
    else:
        rows = [step.price for step in term.steps]
    return all(len({price.minor for price in row}) == 1 for row in rows)
