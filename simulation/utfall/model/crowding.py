"""What others lost: months to limited openings."""

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
