"""What a contract plans for: people at once, and the hours that its staff give over all of it if they do what was agreed."""

from utfall.contract.contract import Contract
from utfall.contract.parties import Provider
from utfall.model.outlook import service_months
from utfall.model.places import places_of
from utfall.scenario.case import Case


def planned_starts(case: Case) -> float:
    """People who are planned to start."""
    people = case.people
    starts = people.offered * (people.take_up if case.contract.service.joining == "voluntary" else 1.0)
    return starts if people.places is None else min(starts, people.places)


def planned_caseload(case: Case, provider: Provider) -> float:
    """People a provider is staffed for at once: its places, else its share of those in service at the height of the contract."""
    places = places_of(case.contract, provider)
    if places is not None:
        return float(places)
    at_once = planned_starts(case) * min(1.0, service_months(case) / case.people.enrolment)
    return max(at_once * share_of_hours(case.contract, provider), 1.0)


def share_of_hours(contract: Contract, provider: Provider) -> float:
    """A provider's share of all staff hours."""
    total = sum(other.hours.monthly for other in contract.providers)
    return provider.hours.monthly / total if total > 0 else 1.0 / len(contract.providers)


def months_of_service(case: Case) -> int:
    """Contract months in which somebody can be served."""
    lasts = case.contract.service.lasts
    return case.contract.length if lasts is None else min(case.contract.length, case.people.enrolment + lasts.months - 1)


def planned_hours(case: Case, provider: Provider) -> float:
    """Staff hours that a provider gives in all if all goes as planned.

    Staff follow the caseload: monthly hours x the person-months served over the planned caseload, those who are expected to leave left out.
    """
    stay, months = 1.0 - (case.people.drop_out if case.mechanisms.dropout else 0.0), min(service_months(case), months_of_service(case))
    served = months if stay == 1.0 else (1.0 - stay**months) / (1.0 - stay)
    person_months = planned_starts(case) * share_of_hours(case.contract, provider) * served
    return provider.hours.monthly * min(person_months / planned_caseload(case, provider), float(months_of_service(case)))
