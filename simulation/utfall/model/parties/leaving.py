"""What the rest of a contract is worth to each party that may leave it."""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from utfall.model.model import ContractModel
    from utfall.model.parties.reviews import Reviews


def worth_of_staying(model: "ContractModel", reviews: "Reviews") -> dict[str, float]:
    """Party -> minor units: what the Forecast says is still to come, in proportion to what has come so far; only those that may leave.

    payers       savings still to be made less payments still to be made, both times results over the forecast
    investors    what is still to be repaid, times results over the forecast, less what is still to be put up
    providers    net income so far, for as long again as is left
    """
    plan, month, length = reviews.plan, model.month, model.case.contract.length
    found: dict[str, float] = {}
    for provider in model.providers:
        if provider.works:
            found[provider.declared.id] = float(model.accounts.ledger.balance[provider.account]) * (length - month) / month
    if plan is None:
        return {party: worth for party, worth in found.items() if party in reviews.rules.may_end_early}
    ratio = reviews.results(model)
    for payer in model.case.contract.payers:
        found[payer.id] = ratio * float((plan.saved_by[payer.id][month:] + plan.flow_of[payer.id][month:]).sum())
    for investor in model.case.contract.investors:
        flow = plan.flow_of[investor.id][month:]
        found[investor.id] = float(np.minimum(flow, 0.0).sum() + ratio * np.maximum(flow, 0.0).sum())
    return {party: worth for party, worth in found.items() if party in reviews.rules.may_end_early}
