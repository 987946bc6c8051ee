"""What others lost: months to limited openings, hours of ordinary service, prevention that is no longer funded."""

from typing import TYPE_CHECKING

import numpy as np

from utfall.contract.limits import budgets

if TYPE_CHECKING:
    from utfall.model.model import ContractModel


def market_months(model: "ContractModel") -> float:
    """Full-time months of the main outcome, per eligible person, that people outside the service may expect to have lost to limited openings."""
    people, wide = model.people, model.people.wide
    places = None if wide is None else wide.openings.get(model.outcome)
    if places is None or not people.has_counterfactual:
        return 0.0
    others = float(places.lost[people.enrol_month == 0].sum())
    return (others * people.params.outcomes[model.outcome].intensity + places.outside) / len(people)


def service_hours(model: "ContractModel") -> float:
    """Hours of ordinary service that people outside the service lost to it, per person not enrolled."""
    wide, others = model.people.wide, model.people.enrol_month == 0
    if wide is None or wide.ordinary is None or not others.any():
        return 0.0
    return float(wide.ordinary.lost[others].mean())


def prevention_unfunded(model: "ContractModel") -> float:
    """Minor units of other prevention, per eligible person, that the payments of each contract year pushed out of the payers' budgets.

    A purse that holds B a year and means to spend P on prevention has B - P to spare; what the contract takes beyond that comes out of P.
    """
    contract, ledger = model.case.contract, model.accounts.ledger.columns()
    if not model.case.mechanisms.budget or not any(payer.prevention is not None for payer in contract.payers):
        return 0.0
    purses = budgets(contract.payers)
    number = {name: n for n, name in enumerate(ledger.accounts)}
    lost = 0.0
    for purse, held in dict(purses.values()).items():
        members = [payer for payer in contract.payers if payer.id in purses and purses[payer.id][0] == purse]
        planned = sum(p.prevention.minor * (12 if p.prevention.per == "month" else 1) for p in members if p.prevention is not None)
        paid = np.zeros(-(-model.month // 12))
        for payer in members:
            for mine, sign in ((ledger.source == number[payer.id], 1.0), (ledger.target == number[payer.id], -1.0)):
                np.add.at(paid, (ledger.month[mine] - 1) // 12, sign * ledger.amount[mine])
        lost += float(np.clip(paid - (held - planned), 0.0, planned).sum())
    return lost / len(model.people)
