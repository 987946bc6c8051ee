"""Targets that move with results: the ratchet, and what it leaves of the reward of doing better today."""


def next_target(target: float, result: float, ratchet: float) -> float:
    """(1 - ratchet) target + ratchet result: the next period is asked for more after a success, and for less after a failure."""
    return (1.0 - ratchet) * target + ratchet * result


def kept_of_incentive(ratchet: float, discount: float, periods: int | None = None) -> float:
    """Share of one period's marginal pay that is left once the provider counts what it does to its later targets (Weitzman 1980).

    discount  of one period (1: none); periods still to come, this one included (None: for ever)
    1 - sum over k = 1 .. periods - 1 of discount^k ratchet (1 - ratchet)^(k - 1); for ever (1 - d) / (1 - d (1 - r)).
    """
    if periods is None:
        return (1.0 - discount) / (1.0 - discount * (1.0 - ratchet))
    return 1.0 - sum(discount**k * ratchet * (1.0 - ratchet) ** (k - 1) for k in range(1, periods))
