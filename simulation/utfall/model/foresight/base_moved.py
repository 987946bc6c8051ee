"""How outcome pay hangs on the base rate, for bidders who do not know it: the Forecast again where more or fewer get there by themselves.

The base rate is the share of those enrolled who would be in the outcome at the end of their service without it: what a year's results are held
against once providers learn (`parties/believing.py`). What a contract pays does not follow that share in proportion: six months in a row hang on
when a person enters and how long it stays, a cap or a line on how many do. So there is no formula: everybody's chance of entry is moved by some
logits either way, all else as it is, the contract is run again under agreed hours on the same luck, and what pay moves by is laid beside what the
share moves by.

Approximate in that an error about the base rate is taken to lie in entry and none in exit, and pay to be linear in the share between the two
(first_steps: 3.4 times its pay for all people below and 4.0 above. Pay in proportion to the share would be 2.8 times; the difference in pay
between those in the outcome at the end and the others, as they are now, 1.1 times: too little, for who enters sooner also lasts more often in time).
"""

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from utfall.base.records import RunRecord
from utfall.base.rules import logistic
from utfall.model.finish import finish
from utfall.model.foresight.looked_at import looked_at
from utfall.model.main import main_outcome
from utfall.model.model import ContractModel
from utfall.model.paying.accounts import OUTCOME_KINDS
from utfall.people.levels import logit_of
from utfall.scenario.case import Case

#: By how much entry is moved either way, logits: the share moves by about as much as bidders do not know it (`base_spread`).
MOVED = 0.4
SEEDS = 10


class Moved(NamedTuple):
    """The base rate (share), and what outcome pay grows by, over itself, for each person (1) in whom it is higher."""

    in_without: float
    by_base: float


def base_moved(agreed: Case, first_seed: int, seeds: int = SEEDS) -> Moved:
    """Base rate, and slope of pay in it; both 0 where no state is looked at.

    agreed   the case at central values, all providers on agreed hours
    """
    if looked_at(agreed) < 0:
        return Moved(0.0, 0.0)
    (low, less), (share, pay), (high, more) = (_seen(_with_entry(agreed, by), first_seed, seeds) for by in (-MOVED, 0.0, MOVED))
    return Moved(share, (more - less) / (high - low) / pay if pay > 0.0 and high > low else 0.0)


def _with_entry(case: Case, by: float) -> Case:
    """The case with everybody's entry into the main outcome moved by some logits."""
    main = main_outcome(case)
    outcomes = tuple(
        replace(law, entry=tuple(float(logistic(logit_of(rate) + by)) for rate in law.entry)) if number == main and by else law
        for number, law in enumerate(case.people.outcomes)
    )
    return replace(case, people=replace(case.people, outcomes=outcomes))


def _seen(case: Case, first_seed: int, seeds: int) -> tuple[float, float]:
    """Share in the outcome without help, and outcome pay (minor units a run)."""
    inside, people, pay = 0, 0, 0.0
    for number in range(seeds):
        model = ContractModel(case, first_seed + number).run()
        state = _at_end_of_service(model)
        inside, people = inside + int(state.sum()), people + state.size
        pay += _outcome_pay(finish(model))
    return (inside / people if people else 0.0), pay / seeds


def _at_end_of_service(model: ContractModel) -> np.ndarray:
    """(enrolled,) whether each would be in the outcome looked at when its service ends, in the world without the contract."""
    people = model.people
    who = np.flatnonzero(people.enrol_month > 0)
    last = np.minimum(people.enrol_month[who] + model.service_months - 1, model.case.contract.length)
    found: np.ndarray = people.history_without[model.seen_outcome, last, who] > 0
    return found


def _outcome_pay(record: RunRecord) -> float:
    """What providers get for outcomes, less what they pay back."""
    ledger = record.ledger
    kinds = np.array([kind in OUTCOME_KINDS for kind in ledger.clause_kinds])[ledger.clause]
    providers = np.isin(np.arange(len(ledger.accounts)), [ledger.accounts.index(one.id) for one in record.providers])
    return float(ledger.amount[kinds & providers[ledger.target]].sum() - ledger.amount[kinds & providers[ledger.source]].sum())
