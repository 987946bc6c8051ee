"""The one Forecast: what a contract comes to if every provider does what was agreed.

Forty seeds of a stream of their own, central values, all `equal_effort`. Signing, stakes, risk, block fees and equal budgets are made
of it; no rule uses means of the runs being made. Where lines that cohorts must reach move what providers do, some more runs tell what they
answer to prices (`replies`);
where there is a tender, runs at a lower and a higher base rate tell what pay makes of it (`base_moved`).
"""

from collections.abc import Collection
from dataclasses import replace
from math import ceil

import numpy as np

from utfall.base.records import RunRecord
from utfall.contract.review.weights import may_reweigh
from utfall.contract.terms.declarations import Block
from utfall.model.finish import finish
from utfall.model.foresight.base_moved import SEEDS as MOVED_SEEDS
from utfall.model.foresight.base_moved import base_moved
from utfall.model.foresight.cohort_forecast import cohort_forecasts
from utfall.model.foresight.expectations import Expectations, ProviderExpectation
from utfall.model.foresight.foreseen import Foreseen, dates_forecasts, left_by_limits, linear_forecasts, ranks_forecasts, share_had, shares
from utfall.model.foresight.least import least_forecasts
from utfall.model.foresight.plan import plan_of
from utfall.model.foresight.price_runs import with_prices_tried
from utfall.model.foresight.replies import SEEDS as PRICE_SEEDS
from utfall.model.foresight.replies import searched
from utfall.model.model import ContractModel
from utfall.model.paying.accounts import OUTCOME_KINDS
from utfall.model.paying.settlement import Settlement
from utfall.scenario.case import Case

SEEDS = 40
FIRST_SEED = 2**31
#: A rough forecast has so many people over its seeds, and at least so many seeds.
ROUGH_PEOPLE, LEAST_SEEDS = 10_000, 10
_FIXED = {"block", "attachment"}


def forecast(case: Case, seeds: int = SEEDS) -> Expectations:
    """Run the case at its own values under agreed hours and add up what the parties may expect.

    case   at central values (point -1); a case without counterfactual-dependent pay could do with less, but one path serves all
    """
    agreed = _as_agreed(case)
    moves = bool(searched(case))
    records: list[RunRecord] = []
    settled: list[Settlement] = []
    first: list[ContractModel] = []
    for number in range(seeds):
        model = ContractModel(agreed, FIRST_SEED + number).run()
        records.append(finish(model))
        settled.append(model.settlement)
        if number < PRICE_SEEDS and moves:
            first.append(model)
    drawn = round(float(np.mean([record.capital_drawn for record in records])))
    cohorts = [settlement.cohorts for settlement in settled]
    foreseen = Foreseen(
        cohorts=cohort_forecasts(case.contract, cohorts, drawn),
        dates=dates_forecasts([settlement.steps for settlement in settled]),
        ranks=ranks_forecasts([settlement.rounds for settlement in settled]),
        linear=linear_forecasts(case.contract, cohorts),
        released=shares([settlement.recourse.totals for settlement in settled]),
        limits=left_by_limits(case.contract, [sum(s.outcome_by_payer.values()) for s in settled], [s.limiter.cut for s in settled]),
        least=least_forecasts(case, records),
        had=share_had([settlement.had.tolist() for settlement in settled]),
    )
    expected = replace(expectations_of(agreed, tuple(records)), foreseen=foreseen, listed=_listed(case, settled))
    if case.contract.competition.tender is not None and expected.plan is not None:
        moved = base_moved(agreed, FIRST_SEED, min(seeds, MOVED_SEEDS))
        expected = replace(expected, plan=replace(expected.plan, in_without=moved.in_without, by_base=moved.by_base))
    return replace(expected, foreseen=with_prices_tried(case, expected, first)) if moves else expected


def rough_payments(case: Case) -> float:
    """What payers pay in all under agreed hours (minor units): the mean over the first few seeds of the forecast, fewer the more people there are."""
    agreed = _as_agreed(case)
    seeds = min(SEEDS, max(LEAST_SEEDS, ceil(ROUGH_PEOPLE / case.people.eligible)))
    return float(np.mean([-_party(finish(ContractModel(agreed, FIRST_SEED + number).run()), "payer") for number in range(seeds)]))


def _as_agreed(case: Case) -> Case:
    return replace(case, profile=replace(case.profile, providers=(("*", "equal_effort"),)), mechanisms=replace(case.mechanisms, review=False))


def _listed(case: Case, settled: list[Settlement]) -> tuple[tuple[str, float], ...]:
    """Mean of what falls due under each clause per person at list prices, where reviews weigh one against another."""
    if case.contract.review is None or not may_reweigh(case.contract.review):
        return ()
    return tuple((id_, float(np.mean([one.scales.listed(id_) for one in settled]))) for id_ in settled[0].paid)


def expectations_of(case: Case, records: tuple[RunRecord, ...]) -> Expectations:
    """Means and variances over forecast runs."""
    by_clause = {name: float(np.mean([_of_clause(record, number) for record in records])) for number, name in enumerate(records[0].ledger.clauses)}
    kinds = dict(zip(records[0].ledger.clauses, records[0].ledger.clause_kinds, strict=True))
    providers = tuple(_provider(records, number, provider.id) for number, provider in enumerate(case.contract.providers))
    plan = plan_of(records, [payer.id for payer in case.contract.payers], case.profile.risk_free)
    variable = float(np.mean([_variable(record) for record in records]))
    payers = float(np.mean([-_party(record, "payer") for record in records]))
    return Expectations(
        by_clause=tuple(by_clause.items()),
        variable=variable,
        payers=payers,
        providers=providers,
        outcome_time=float(np.mean([(r.persons.outcome_time - r.persons.outcome_time_without).sum() for r in records])),
        kinds=tuple(kinds.items()),
        plan=replace(plan, at_stake=variable / payers if payers > 0.0 else 0.0),
    )


def block_fee(case: Case, expected: Expectations, factor: float) -> int:
    """Minor units a month over the contract that give providers their outside option (0) in the forecast, at prices times `factor`.

    Under agreed hours a price changes payments only, so that one forecast serves all prices.
    """
    blocks = {term.id for term in case.contract.terms if isinstance(term, Block)}
    net = sum(provider.net_mean for provider in expected.providers)
    net -= sum(amount for clause, amount in expected.by_clause if clause in blocks)
    outcome = sum(provider.outcome_mean for provider in expected.providers)
    return round((-net + outcome - factor * outcome) / case.contract.length)


def _of_clause(record: RunRecord, clause: int) -> float:
    ledger = record.ledger
    kinds = np.array(ledger.account_kinds)
    back = (kinds[ledger.target] == "payer") | ((kinds[ledger.target] == "holder") & (kinds[ledger.source] == "provider"))
    return float(np.where(back, -ledger.amount, ledger.amount)[ledger.clause == clause].sum())


def _kind_mask(record: RunRecord, kinds: Collection[str]) -> np.ndarray:
    return np.array([kind in kinds for kind in record.ledger.clause_kinds])[record.ledger.clause]


def _variable(record: RunRecord) -> float:
    """What payers pay under outcome, activity and cohort terms, less what they get back (where fewer points than none pay back)."""
    ledger, mask = record.ledger, _kind_mask(record, OUTCOME_KINDS)
    payers = np.array([kind == "payer" for kind in ledger.account_kinds])
    return float(ledger.amount[mask & payers[ledger.source]].sum() - ledger.amount[mask & payers[ledger.target]].sum())


def _provider(records: tuple[RunRecord, ...], number: int, id_: str) -> ProviderExpectation:
    outcome, income, net = [], [], []
    path = np.zeros(records[0].months + 1)
    for record in records:
        ledger = record.ledger
        account = ledger.accounts.index(id_)
        to, back = ledger.target == account, (ledger.source == account) & _kind_mask(record, OUTCOME_KINDS)
        outcome.append(float(ledger.amount[to & _kind_mask(record, OUTCOME_KINDS)].sum() - ledger.amount[back].sum()))
        came = to & _kind_mask(record, OUTCOME_KINDS)
        path += np.bincount(ledger.month[came], ledger.amount[came], path.size) - np.bincount(ledger.month[back], ledger.amount[back], path.size)
        income.append(float(ledger.amount[to].sum() - ledger.amount[back].sum()))
        net.append(income[-1] - record.providers[number].cost)
    return ProviderExpectation(
        outcome_mean=float(np.mean(outcome)),
        outcome_variance=float(np.var(outcome)),
        income=float(np.mean(income)),
        net_mean=float(np.mean(net)),
        net_variance=float(np.var(net)),
        path=tuple((np.cumsum(path)[1:] / path.sum()).tolist()) if path.sum() > 0 else (),
    )


def _party(record: RunRecord, kind: str) -> float:
    """Net cash of all parties of a kind."""
    return float(sum(int(flow.sum()) for id_, flow in record.flows.items() if record.party_kinds.get(id_) == kind))
