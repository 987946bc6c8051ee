"""Select: who is taken of those sent. Creaming can happen only here."""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from utfall.model.model import ContractModel
    from utfall.model.organisations import ProviderAgent


def select(model: "ContractModel") -> None:
    """Reads sent, sent_to, assessments; writes newcomers, enrolment, choice, and the clocks of metrics that count from enrolment."""
    taken = []
    for provider in model.providers if model.sent.size else ():
        persons = model.sent[model.sent_to == provider.number]
        if persons.size:
            chosen = _chosen(model, provider, persons)
            model.people.enrol(persons[chosen], provider.number)
            model.referrals.send_back(model.month, persons[~chosen])
            taken.append(persons[chosen])
    model.newcomers = np.concatenate(taken) if taken else np.empty(0, np.int32)
    if model.newcomers.size:
        model.until[model.newcomers] = min(model.month + model.service_months - 1, model.case.contract.length)
        model.enrolled_any = True
        for meter in model.meters_from_enrolment:
            meter.begin(model.newcomers, model.month)


def _chosen(model: "ContractModel", provider: "ProviderAgent", persons: np.ndarray) -> np.ndarray:
    """(n,) whom the provider takes: its own choice where it has one, else the first in line while there are places."""
    service = model.case.contract.service
    places = _places(model, provider)
    if not provider.works or model.month > model.case.contract.length:
        return np.zeros(persons.size, dtype=bool)
    if model.case.mechanisms.selection and (service.who_selects == "provider" or service.may_refuse):
        model.choice[persons] |= places > 0
        return provider.select(persons, places)
    chosen = np.zeros(persons.size, dtype=bool)
    chosen[np.argsort(model.people.place_in_line[persons], kind="stable")[:places]] = True
    return chosen


def _places(model: "ContractModel", provider: "ProviderAgent") -> int:
    """Places free with one provider: its own, and its part of what is left over all."""
    low, high = model.rosters.bounds(provider.number)
    own = model.people.params.eligible
    if provider.declared.places is not None:
        own = provider.declared.places - int(np.count_nonzero(model.people.in_service[model.rosters.ids[low:high]]))
    if model.case.people.places is None:
        return max(own, 0)
    left = model.case.people.places - int(np.count_nonzero(model.people.in_service))
    part = left if len(model.providers) == 1 else int(np.ceil(left * model.provider_share[provider.number]))
    return max(min(own, part, left), 0)
