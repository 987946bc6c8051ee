"""Select: who is taken of those sent, and in which pay group each is recorded. Creaming can happen only here."""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from utfall.model.model import ContractModel
    from utfall.model.parties.organisations import ProviderAgent

NOBODY = np.empty(0, np.int32)


def select(model: "ContractModel") -> None:
    """Reads sent, sent_to, assessments; writes newcomers, enrolment, choice, pay groups as recorded, clocks that count from enrolment."""
    model.newcomers = _taken(model) if model.sent.size else NOBODY
    if model.newcomers.size:
        last = min(model.month + model.service_months - 1, model.case.contract.length)
        model.until[model.newcomers] = last
        model.rosters.will_end(last)
        model.bank.longest = max(model.bank.longest, model.month - int(model.people.start_month[model.newcomers.min()]))
        for meter in model.meters_from_enrolment:
            meter.begin(model.newcomers, model.month)
        if model.severity is not None:
            model.severity.record(model)


def _taken(model: "ContractModel") -> np.ndarray:
    return _first_come(model) if nobody_chooses(model) and model.case.people.places is None else _provider_by_provider(model)


def _provider_by_provider(model: "ContractModel") -> np.ndarray:
    """Those taken; each provider in turn takes of those sent to it and sends the others back."""
    taken = []
    for provider in model.providers:
        persons = model.sent[model.sent_to == provider.number]
        if persons.size:
            chosen = _chosen(model, provider, persons)
            model.people.enrol(persons[chosen], provider.number)
            model.referrals.send_back(model.month, persons[~chosen])
            taken.append(persons[chosen])
    return np.concatenate(taken)


def _first_come(model: "ContractModel") -> np.ndarray:
    """Where nobody chooses, and no limit holds over all providers: the first in line at each provider while it has places, all at once."""
    sent, to, people = model.sent, model.sent_to, model.people
    room = model.rosters.room(model.places, people.in_service, model.works)
    if model.month > model.case.contract.length:
        room[:] = 0
    order = np.argsort(to.astype(np.int16), kind="stable")
    if (np.bincount(to, minlength=room.size) > room).any():
        line = np.lexsort((people.place_in_line[sent], to))
        before = np.searchsorted(to[line], np.arange(room.size))
        taken = np.empty(sent.size, dtype=bool)
        taken[line] = np.arange(sent.size) - before[to[line]] < room[to[line]]
        model.referrals.send_back(model.month, sent[order[~taken[order]]])
        order = order[taken[order]]
    newcomers = sent[order]
    people.enrol(newcomers, to[order])
    return newcomers


def nobody_chooses(model: "ContractModel") -> bool:
    """Whether no provider has a choice of whom to take."""
    service = model.case.contract.service
    return not (model.case.mechanisms.selection and (service.who_selects == "provider" or service.may_refuse))


def _chosen(model: "ContractModel", provider: "ProviderAgent", persons: np.ndarray) -> np.ndarray:
    """(n,) whom the provider takes: its own choice where it has one, else the first in line while there are places."""
    places = places_free(model, provider)
    if not provider.works or model.month > model.case.contract.length:
        return np.zeros(persons.size, dtype=bool)
    if not nobody_chooses(model):
        model.choice[persons] |= places > 0
        return provider.select(persons, places)
    chosen = np.zeros(persons.size, dtype=bool)
    chosen[np.argsort(model.people.place_in_line[persons], kind="stable")[:places]] = True
    return chosen


def places_free(model: "ContractModel", provider: "ProviderAgent") -> int:
    """Places free with one provider: its own, and its part of what is left over all."""
    low, high = model.rosters.bounds(provider.number)
    own = int(model.places[provider.number])
    if own < model.people.params.eligible:
        own -= int(np.count_nonzero(model.people.in_service[model.rosters.ids[low:high]]))
    if model.case.people.places is None:
        return max(own, 0)
    left = model.case.people.places - int(np.count_nonzero(model.people.in_service))
    part = left if len(model.providers) == 1 else int(np.ceil(left * model.provider_share[provider.number]))
    return max(min(own, part, left), 0)
