"""The Forecast's runs at prices a unit: providers follow their own rules, and work by a price in place of each line."""

from collections.abc import Sequence
from dataclasses import replace

from utfall.model.finish import finish
from utfall.model.foresight.expectations import Expectations
from utfall.model.foresight.foreseen import Foreseen
from utfall.model.foresight.foreseen import expected as foreseen_by_clause
from utfall.model.foresight.outlook import Outlooks
from utfall.model.foresight.replies import TRIED, Replies, Seen, Target, replies_of, searched, seen_in, targets_of
from utfall.model.model import ContractModel
from utfall.scenario.case import Case


def with_prices_tried(case: Case, expected: Expectations, same: Sequence[ContractModel]) -> Foreseen:
    """What is foreseen, with what providers answer to prices.

    same   runs under agreed hours, whose luck the runs at prices share
    """
    foreseen = expected.foreseen
    ahead = dict(foreseen_by_clause(case.contract, foreseen))
    targets = targets_of(searched(case), ahead, case)
    if not targets:
        return foreseen
    agreed = [ahead[one.clause].standing.rate if one.step < 0 else ahead[one.clause].dates[one.step].rate for one in targets]
    before = [seen_in(model, finish(model), targets) for model in same]
    seeds, outlooks = [model.run_seed for model in same], Outlooks()
    tried = [_seen(case, _at(expected, targets, share), targets, seeds, outlooks) for share in TRIED]
    return replace(foreseen, replies=replies_of(targets, agreed, before, tried))


def _at(expected: Expectations, targets: tuple[Target, ...], share: float) -> Expectations:
    return replace(expected, foreseen=replace(expected.foreseen, replies=Replies(targets=targets), tried=share))


def _seen(case: Case, expected: Expectations, targets: tuple[Target, ...], seeds: Sequence[int], outlooks: Outlooks) -> list[Seen]:
    """Runs at one share of the highest prices, the contract being signed and nothing about it moving."""
    contract = replace(case.contract, signing="given", competition=replace(case.contract.competition, tender=None))
    given = replace(case, contract=contract, mechanisms=replace(case.mechanisms, review=False))
    models = [ContractModel(given, seed, outlooks=outlooks, expectations=expected).run() for seed in seeds]
    return [seen_in(model, finish(model), targets) for model in models]
