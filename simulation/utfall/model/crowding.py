"""What others lost: months to limited openings, hours of ordinary service."""

from typing import TYPE_CHECKING

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
