"""Targets that move with results: the ratchet, and what it leaves of the reward of doing better today."""


def next_target(target: float, result: float, ratchet: float) -> float:
    """(1 - ratchet) target + ratchet result: the next period is asked for more after a success, and for less after a failure."""
    return (1.0 - ratchet) * target + ratchet * result
