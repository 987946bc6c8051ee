"""What people decide by, from the shared values and from what their own work and benefit come to in the file."""

from utfall.contract.metrics.units import IN_A_MONTH
from utfall.contract.parties import Value
from utfall.people.parameters import Participation
from utfall.scenario.build.context import Resolved
from utfall.scenario.build.parties import values


def participation(at: Resolved) -> Participation:
    """Shared values, and the incomes that the file's values give."""
    shared = at.shared
    return Participation(
        by_worth=shared.stay_by_worth,
        by_sanction=shared.leave_by_sanction,
        by_change=shared.leave_by_change,
        engagement_speed=shared.engagement_speed,
        patience=shared.patience,
        noise=shared.accept_noise,
        conceals=shared.conceal.fraction,
        conceals_by_need=shared.conceal_by_need,
        incomes=_incomes(at),
    )


def _incomes(at: Resolved) -> tuple[float, float, float]:
    """Minor units a month of a lasting job, of a quick one, and of benefit, to the individual; all 0 where the file gives no earnings.

    Tax is taken to grow with the hours worked. The value of the time that work takes is taken off.
    """
    row = at.document.outcomes[at.main]
    if row.kind != "state" or row.contains is not None:
        return 0.0, 0.0, 0.0
    lasting, quick = row.intensity.fraction, at.shared.intensity_shallow.fraction
    here = [
        value for value in values(at) if at.states[value.outcome] == at.main or at.document.outcomes[at.states[value.outcome]].contains == at.main
    ]
    earned = sum(_month(value, row.full.monthly, lasting) for value in here if value.sign > 0 and value.falls_on == "individual")
    taxed = sum(
        _month(value, row.full.monthly, lasting) for value in here if value.sign > 0 and value.kind == "transfer" and value.to == "individual"
    )
    benefit = sum(_month(value, 0.0, 1.0) for value in here if value.sign < 0 and value.kind == "transfer" and value.to == "individual")
    if earned <= 0.0 or lasting <= 0.0:
        return 0.0, 0.0, 0.0
    net = (earned - taxed) * (1.0 - at.shared.time_value)
    return net, net * quick / lasting, benefit


def _month(value: Value, full: float, intensity: float) -> float:
    """Minor units that a value comes to in a month of a lasting job."""
    return value.price.minor * (full * intensity if value.price.per == "hour" else IN_A_MONTH[value.price.per])
