"""A payment with a floor and a cap (a call spread), seen from ahead: when neither binds."""

from utfall.contract.ahead.normal import below


def chance_between(mean: float, sd: float, floor: float, cap: float) -> float:
    """Chance that neither binds, so that one more unit is paid: what `Outlook.linear` holds for a clause."""
    if sd == 0.0:
        return float(floor < mean < cap)
    return below((cap - mean) / sd) - below((floor - mean) / sd)
