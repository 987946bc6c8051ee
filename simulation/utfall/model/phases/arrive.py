"""Arrive: who is referred this month, and to whom."""

from typing import TYPE_CHECKING

import numpy as np

from utfall.model.parties.sending import weigh_providers

if TYPE_CHECKING:
    from utfall.model.model import ContractModel

NOBODY = np.empty(0, np.int32)


def arrive(model: "ContractModel") -> None:
    """Reads offered, take_up, the queue; writes sent, sent_to, referred, and the clocks of metrics that count from referral."""
    month, people = model.month, model.people
    if people.there_until is not None and people.depart(month):
        model.rosters.stale = True
    arriving = people.arrivals(month)
    if arriving.start < arriving.stop:
        _begin_clocks(model, arriving)
        weigh_providers(model, arriving)
    elif not model.referrals.waiting:
        model.sent = model.sent_to = NOBODY
        return
    offered = people.referrals(month) if month <= model.case.people.enrolment else NOBODY
    if model.case.contract.service.joining == "voluntary":
        offered = offered[people.take_up[offered]]
    model.sent, model.sent_to = model.referrals.due(month, offered)
    if people.there_until is not None and model.sent.size:
        near = people.there(month)[model.sent]
        model.sent, model.sent_to = model.sent[near], model.sent_to[near]
    model.referred[model.sent] = True


def _begin_clocks(model: "ContractModel", arriving: slice) -> None:
    """The clocks of metrics that count from referral start for those who arrive."""
    newly = np.arange(arriving.start, arriving.stop, dtype=np.int32)
    for meter, counted in model.meters_from_referral:
        begun = newly[counted[arriving]]
        if begun.size:
            meter.begin(begun, model.month)
