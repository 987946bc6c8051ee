"""Money in one run: payments, cost, what it costs each payer, what capital and providers got. All in minor units."""

import numpy as np

from utfall.base.records import RunRecord
from utfall.indicators import netvalue
from utfall.indicators.values import Floats, Indicator, RunValue, missing, plain, ratio

OUTCOME_KINDS = ("outcome", "cohort")
NO_INVESTOR = "the contract has no investors"


def _numbers(kinds: tuple[str, ...], wanted: tuple[str, ...]) -> list[int]:
    return [number for number, kind in enumerate(kinds) if kind in wanted]


def payments_of_payers(record: RunRecord) -> Floats:
    """What payers paid less what came back to them, by contract month, (months,)."""
    ledger = record.ledger
    payers = _numbers(ledger.account_kinds, ("payer",))
    signs = np.isin(ledger.source, payers).astype(np.float64) - np.isin(ledger.target, payers).astype(np.float64)
    by_month = np.bincount(ledger.month, weights=signs * ledger.amount, minlength=record.months + 1)
    return by_month[1 : record.months + 1].astype(np.float64)


def outcome_payments(record: RunRecord) -> RunValue:
    """What payers paid on outcome terms."""
    ledger = record.ledger
    ours = np.isin(ledger.source, _numbers(ledger.account_kinds, ("payer",))) & np.isin(ledger.clause, _numbers(ledger.clause_kinds, OUTCOME_KINDS))
    return plain(int(ledger.amount[ours].sum()))


def payments(record: RunRecord) -> RunValue:
    """What payers paid in all, less what came back to them."""
    return plain(float(payments_of_payers(record).sum()))


def programme_cost(record: RunRecord) -> RunValue:
    """Resources used: no transfers, no interest."""
    return plain(float(netvalue.cost_by_month(record).sum()))


def _savings(record: RunRecord, payer: str, cashable: bool) -> float:
    """Savings of a payer's purse, discounted: whole, or cashable after equalisation."""
    purse, total = netvalue.sector(record, payer), np.zeros(record.months)
    for line in record.values:
        owner, amount = netvalue.sector(record, line.falls_on), netvalue.counted(line, cashable)
        kept = line.kept if cashable else 1.0
        if owner == purse:
            total = total + amount * kept
        if purse == "state" and kept != 1.0:
            total = total + amount * (1.0 - kept)
        if line.kind == "transfer" and line.to and netvalue.sector(record, line.to) == purse:
            total = total - amount
    return float((total * netvalue.discounts(record)).sum())


def _payer_net_cost(record: RunRecord, cashable: bool) -> dict[str, RunValue]:
    weights, found = netvalue.discounts(record), {}
    for party, kind in record.party_kinds.items():
        if kind == "payer":
            if not record.values:
                found[party] = missing("no values are given")
                continue
            outlay = -float((record.flows[party] * weights).sum())
            found[party] = plain(outlay - _savings(record, party, cashable))
    return found


def payer_net_cost(record: RunRecord) -> dict[str, RunValue]:
    """Payments minus own savings, notional, discounted."""
    return _payer_net_cost(record, cashable=False)


def payer_net_cost_cashable(record: RunRecord) -> dict[str, RunValue]:
    """Payments minus own savings that can be cashed, after equalisation, discounted."""
    return _payer_net_cost(record, cashable=True)


def investors(record: RunRecord) -> list[str]:
    """Parties that put up capital."""
    return [party for party, kind in record.party_kinds.items() if kind == "investor"]


def finance_cost(record: RunRecord) -> RunValue:
    """All paid to capital less capital."""
    capital = investors(record)
    if not capital:
        return missing(NO_INVESTOR)
    return plain(sum(int(record.flows[party].sum()) for party in capital))


def provider_margin(record: RunRecord) -> RunValue:
    """(Income - cost) / cost over all providers."""
    cost = sum(provider.cost for provider in record.providers)
    return ratio(sum(provider.income for provider in record.providers) - cost, cost, "the providers had no cost")


def insolvencies(record: RunRecord) -> RunValue:
    """Providers that ran out of cash."""
    return plain(sum(provider.insolvent for provider in record.providers))


def unsigned(record: RunRecord) -> RunValue:
    """1 if a party declined, so that nothing came about."""
    return plain(float(not record.signed))


MONEY = (
    Indicator(
        name="payments",
        unit="{currency}",
        money=True,
        compute=payments,
        question="What did the payers pay?",
        formula="ledger: from payers less back to payers",
        sentence="The payers paid {}.",
    ),
    Indicator(
        name="outcome_payments",
        unit="{currency}",
        money=True,
        compute=outcome_payments,
        question="What did they pay on outcomes?",
        formula="ledger: from payers on outcome terms",
        sentence="{} was paid for outcomes.",
    ),
    Indicator(
        name="programme_cost",
        unit="{currency}",
        money=True,
        compute=programme_cost,
        question="What did it use up?",
        formula="resources used; no transfers, no interest",
        sentence="The programme used {}.",
    ),
    Indicator(
        name="payer_net_cost",
        unit="{currency}",
        money=True,
        members=payer_net_cost,
        family="PAYER",
        good_for=(("payer", -1),),
        question="What does it cost a payer once its savings are counted?",
        formula="payments - savings of its purse, discounted",
        undefined="no values",
        sentence="Its savings counted, it costs this payer {}.",
    ),
    Indicator(
        name="payer_net_cost_cashable",
        unit="{currency}",
        money=True,
        members=payer_net_cost_cashable,
        family="PAYER",
        good_for=(("payer", -1),),
        question="And counting only what it can cash?",
        formula="payments - cashable savings after equalisation, discounted",
        undefined="no values",
        sentence="Counting what can be cashed, it costs this payer {}.",
    ),
    Indicator(
        name="finance_cost",
        unit="{currency}",
        money=True,
        compute=finance_cost,
        good_for=(("payer", -1), ("investor", 1)),
        question="What did the capital cost?",
        formula="all paid to capital - capital",
        undefined="no investors",
        sentence="Capital cost {}.",
    ),
    Indicator(
        name="provider_margin",
        unit="share of cost",
        compute=provider_margin,
        good_for=(("provider", 1),),
        question="Did the providers earn?",
        formula="(income - cost) / cost",
        undefined="no cost",
        sentence="The providers' margin is {}.",
    ),
    Indicator(
        name="insolvencies",
        unit="per run",
        compute=insolvencies,
        good_for=(("provider", -1),),
        question="Who ran out of cash?",
        formula="providers out of cash",
        sentence="{} providers ran out of cash.",
    ),
    Indicator(
        name="unsigned",
        unit="share of runs",
        compute=unsigned,
        question="Did it come about?",
        formula="runs in which a party declined / runs",
        sentence="In {} of the runs a party declined.",
    ),
)
