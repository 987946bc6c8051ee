"""How many runs are enough: more seeds, until the mean of the true effect is known to within what was asked (`--precision`).

A request grows by seeds, so that what is made once is used again, and the number of runs depends on results alone: the same for any
number of workers, and for a command that was stopped and started again.
"""

from collections.abc import Callable
from dataclasses import replace
from math import ceil

from utfall.experiment.request import Request
from utfall.results.frames import ExperimentResult

EFFECT = "true_effect_eligible"
#: Runs are added by so many at least: ten parameter points of ten seeds, with fewer there is no interval over points.
STEP = 100
#: How many where nothing else bounds them.
MOST = 10_000


def until_precise(request: Request, wanted: float, most: int, carried: Callable[[Request], ExperimentResult]) -> ExperimentResult:
    """The request with as many runs, up to `most`, as make `half_width` at most `wanted`; a note says what was reached."""
    runs = min(STEP, most)
    while True:
        grown = replace(request, runs=runs, references=runs if request.references else 0)
        result = carried(grown)
        half = half_width(result)
        if half is None or half <= wanted or runs >= most:
            return replace(result, notes=(in_words(half, wanted, runs), *result.notes))
        runs = next_runs(runs, half, wanted, most)


def half_width(result: ExperimentResult) -> float | None:
    """Half of the 95 % interval of the mean true effect (its unit per eligible); of the widest difference in it where contracts are compared.

    None where a contract has no such effect.
    """
    names = {variant.label for variant in result.main}
    pairs = [one for one in result.differences if one.indicator == EFFECT and {one.variant, one.against} <= names]
    ends: list[tuple[float | None, float | None]] = [(one.mc_low, one.mc_high) for one in pairs]
    if len(result.main) == 1:
        ends = [(found.mc_low, found.mc_high) for variant in result.main if (found := variant.summaries.get(EFFECT)) is not None]
    halves = [0.5 * (high - low) for low, high in ends if low is not None and high is not None]
    return max(halves) if halves and len(halves) == len(ends) else None


def next_runs(runs: int, half: float, wanted: float, most: int) -> int:
    """As many as should do, for an interval narrows with the root of the runs: a twentieth more, whole steps, at most four times as many as now."""
    needed = 1.05 * runs * (half / wanted) ** 2
    return min(most, STEP * ceil(min(max(needed, runs + STEP), 4.0 * runs) / STEP))


def in_words(half: float | None, wanted: float, runs: int) -> str:
    """What was reached, and how many runs would do where it was not."""
    if half is None:
        return f"precision: the true effect has no interval here, so {runs} runs were made"
    reached = f"precision: the mean true effect (or difference) is known to within {half:.3g} after {runs} runs"
    if half <= wanted:
        return f"{reached}; {wanted:g} was asked for"
    return f"{reached}, the most allowed; {wanted:g} was asked for, and about {runs * (half / wanted) ** 2:.0f} runs would do"
