"""What a contract plans for: people at once, and the hours that its staff give over all of it if they do what was agreed."""

from utfall.contract.ahead.sharing import Parts
from utfall.contract.contract import Contract
from utfall.contract.parties import Provider
from utfall.model.parties.places import places_of
from utfall.scenario.case import Case


def service_months(case: Case) -> int:
    """Months of service per person."""
    lasts = case.contract.service.lasts
    return case.contract.length if lasts is None else lasts.months


def takers(case: Case) -> float:
    """People who are planned to want a place."""
    return case.people.offered * (case.people.take_up if case.contract.service.joining == "voluntary" else 1.0)


def planned_starts(case: Case) -> float:
    """People who are planned to be served at once or one after another, as far as there are places over all providers."""
    return takers(case) if case.people.places is None else min(takers(case), case.people.places)


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


def share_of_heads(case: Case, provider: Provider) -> float:
    """A provider's share of all who are planned to be served at once: by places where providers have them, else by staff hours."""
    if all(places_of(case.contract, other) is None for other in case.contract.providers):
        return share_of_hours(case.contract, provider)
    return planned_caseload(case, provider) / sum(planned_caseload(case, other) for other in case.contract.providers)


def parts_of(case: Case, provider: Provider) -> Parts:
    """What a provider plans to have of pay for many people at once."""
    return Parts(heads=share_of_heads(case, provider), hours=share_of_hours(case.contract, provider))


def months_of_service(case: Case) -> int:
    """Contract months in which somebody can be served."""
    lasts = case.contract.service.lasts
    return case.contract.length if lasts is None else min(case.contract.length, case.people.enrolment + lasts.months - 1)


def staff_hours_each(case: Case, provider: Provider) -> float:
    """Staff hours that a provider has for a person over the whole service if all goes as planned.

    Staff follow the caseload: monthly hours over the planned caseload, for the months that a person is expected to stay; a place that
    somebody waits for does not stand empty.
    """
    months = min(service_months(case), months_of_service(case))
    leave = case.people.drop_out if case.mechanisms.dropout and planned_starts(case) >= takers(case) else 0.0
    served = float(months) if leave == 0.0 else (1.0 - (1.0 - leave) ** months) / leave
    return provider.hours.monthly * served / planned_caseload(case, provider)


def planned_hours(case: Case, provider: Provider) -> float:
    """Staff hours that a provider gives in all if all goes as planned."""
    persons = planned_starts(case) * share_of_hours(case.contract, provider)
    return min(persons * staff_hours_each(case, provider), provider.hours.monthly * months_of_service(case))
