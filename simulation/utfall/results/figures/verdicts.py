"""The four verdicts of a paired difference, and the rule that turns them into words."""

from typing import Literal

from utfall.results.figures.data import Estimate
from utfall.results.figures.numbers import full_text

Verdict = Literal["more", "less", "cannot tell", "no change"]


def verdict(difference: Estimate) -> Verdict:
    """More when the interval lies above 0, less when below, no change when every run is the same, else cannot tell."""
    if difference.mean == 0 and difference.low == 0 and difference.high == 0:
        return "no change"
    if not difference.tells:
        return "cannot tell"
    return "more" if (difference.low or 0.0) > 0 else "less"


def size_of(difference: Estimate) -> Estimate:
    """A difference that lies on one side of 0 without its sign, for sentences whose words give the direction."""
    low, high = sorted((abs(difference.low or 0.0), abs(difference.high or 0.0)))
    return Estimate(abs(difference.mean or 0.0), low, high)


def level_sentence(caused: Estimate, per: str, name: str = "It") -> str:
    """Whether a contract causes anything at all; `name` begins the sentence where it does."""
    if caused.mean is None:
        return f"Cannot tell whether the contract causes anything: {caused.reason or 'not defined'}."
    if not caused.tells:
        return f"Cannot tell whether the contract causes anything: {full_text(caused)} {per}."
    return f"{name} causes {full_text(caused)} {per}."


def dots(share: float, runs: int) -> tuple[int, int]:
    """A share of runs as (filled, all) dots: a dot a run up to 20 runs, else 20. All filled only when it holds in every run, none only in none."""
    most = min(max(runs, 1), 20)
    if share <= 0:
        return 0, most
    return (most if share >= 1 else min(most - 1, max(1, round(most * share)))), most
