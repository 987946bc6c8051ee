"""Arrive: who is referred this month, and to whom."""

from typing import TYPE_CHECKING

import numpy as np

from utfall.model.parties.sending import weigh_providers

if TYPE_CHECKING:
    from utfall.model.model import ContractModel


def arrive(model: "ContractModel") -> None:
    """Reads offered, take_up, the queue; writes sent, sent_to, referred, and the clocks of metrics that count from referral."""
    month, people = model.month, model.people
    if people.depart(month):
        model.rosters.stale = True
    arriving = people.arrivals(month) if month <= model.case.people.latest_start else slice(0, 0)
    newly = np.arange(arriving.start, arriving.stop, dtype=np.int32)
    for meter, counted in model.meters_from_referral if newly.size else ():
        begun = newly[counted[arriving]]
        if begun.size:
            meter.begin(begun, month)
    if not newly.size and not model.referrals.waiting:
        model.sent = model.sent_to = newly
        return
    if newly.size:
        weigh_providers(model, arriving)
    offered = people.referrals(month) if newly.size and month <= model.case.people.enrolment else newly[:0]
    if model.case.contract.service.joining == "voluntary":
        offered = offered[people.take_up[offered]]
    model.sent, model.sent_to = model.referrals.due(month, offered)
    if people.there_until is not None and model.sent.size:
        near = people.there(month)[model.sent]
        model.sent, model.sent_to = model.sent[near], model.sent_to[near]
    model.referred[model.sent] = True
