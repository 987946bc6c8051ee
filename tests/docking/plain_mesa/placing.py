"""The best push, looked up in a table by entry logit and log ratio of worth to price."""

LOW_LOGIT, LOGIT_STEP, LAST_LOGIT = -10.0, 0.25, 56 - 1e-6
RATIO_STEP, LAST_RATIO = 0.2, 80 - 1e-6


def push_hours(lower: list[float], upper: list[float], share: float, ratio: float) -> float:
    """Best hours of placement between two rows of the table, at a log ratio of worth to price."""
    place = ratio / RATIO_STEP
    if place <= 0.0:
        return 0.0
    place = min(place, LAST_RATIO)
    j = int(place)
    first = lower[j] + share * (upper[j] - lower[j])
    second = lower[j + 1] + share * (upper[j + 1] - lower[j + 1])
    return first + (place - j) * (second - first)
