"""How sure, and what would change it: from differences paired by seed and from the draws of the assumed values."""

from utfall.indicators.differences import LEAST_DRAWS, NEARLY_ALL, telling
from utfall.indicators.sensitivity import by_point
from utfall.indicators.verdicts import AT_12, EFFECT, LASTING
from utfall.results.doubts import draws_of
from utfall.results.figures.data import Estimate
from utfall.results.figures.numbers import full_text, interval_text, mean_text, percent, plain
from utfall.results.figures.verdicts import dots, level_sentence, size_of, verdict
from utfall.results.frames import Difference, ExperimentResult
from utfall.results.report.data import MarkedLine, SureLine
from utfall.results.report.estimates import estimate, name_of, of
from utfall.results.report.influence import MORE_DRAWS, draws_run, flip, movers

LEVEL_AT_12 = "caused_at_12_enrolled"


def differences(result: ExperimentResult) -> dict[str, Estimate]:
    """What each other contract causes minus what the first does, by label."""
    first, *others = result.main
    return {v.label: estimate(_apart(result, v.label, first.label)) for v in others}


def leans(result: ExperimentResult) -> dict[str, float]:
    """Share of draws in which another contract causes more (above 0) or less (below 0) than the first, by label: those of nearly one sign."""
    first, *others = result.main
    found = {v.label: _apart(result, v.label, first.label) for v in others}
    return {label: (d.by_point or 0.0) * (1 if (d.mean or 0.0) > 0 else -1) for label, d in found.items() if d is not None and d.leans}


def _apart(result: ExperimentResult, variant: str, against: str) -> Difference | None:
    """One contract less another on the yardstick of the findings: who is lastingly in the outcome after a year, else months over the follow-up."""
    found = result.differences_of(variant, against)
    return telling([found[name] for name in (AT_12, EFFECT) if name in found and found[name].mean is not None])


def _surest(result: ExperimentResult, shown: str) -> list[Difference]:
    """The first contract less each other: those that can be told, largest first, those that lean, the one `shown`, then those closest."""
    first, *others = result.main
    found = [d for v in others if (d := _apart(result, first.label, v.label)) is not None]

    def rank(d: Difference) -> tuple[int, float]:
        size = abs(d.mean or 0.0)
        if d.verdict in ("more", "less"):
            return 0, -size
        return (1, -size) if d.leans else (2, -1.0 if d.against == shown else size)

    return sorted(found, key=rank)


def sure(result: ExperimentResult, shown: str) -> tuple[SureLine, ...]:
    """At most three lines: what can be told of the reader's contract against others, then the contract that the answer speaks of, then the closest.

    With one contract, and where month 12 cannot be told, its own level over the whole follow-up comes first.
    """
    first, *others = result.main
    if not others:
        return _level(result)
    level = _level(result) if of(first, EFFECT).tells and not of(first, LEVEL_AT_12).tells else ()
    return (*level, *(_line(result, d) for d in _surest(result, shown)))[:3]


def _level(result: ExperimentResult) -> tuple[SureLine, ...]:
    variant = result.main[0]
    effect = of(variant, EFFECT)
    values = [v.value for row in variant.rows if (v := row.values.get(EFFECT)) is not None and v.value is not None]
    if not values:
        return ()
    above = sum(value > 0 for value in values) / len(values)
    unit = variant.summaries[EFFECT].unit
    name = "It" if len(result.main) == 1 else f"“{name_of(variant)}”"
    filled, most = dots(above, len(values))
    text = f"{level_sentence(effect, f'{unit} over the whole follow-up', name)} Above 0 in {plain(filled)} of {plain(most)} runs."
    return (SureLine(filled, _lead(result) if effect.tells else "", text, most),)


def _lead(result: ExperimentResult) -> str:
    """How sure a sign is that holds in nearly all runs: enough to act on only where what we do not know was drawn often enough."""
    if result.uncertainty == "central":
        return "Sure of chance, at central values only:"
    draws = draws_of(result)
    return "Sure enough to act:" if draws >= LEAST_DRAWS else f"{draws_run(draws)}, too few to act on:"


def _line(result: ExperimentResult, d: Difference) -> SureLine:
    first, other = name_of(result.variant(d.variant)), name_of(result.variant(d.against))
    apart = estimate(d)
    said, unit = verdict(apart), LASTING if d.indicator == AT_12 else d.unit
    share = (d.share_above_0 if (d.mean or 0.0) >= 0 else d.share_below_0) or 0.0
    filled, most = dots(share, d.pairs)
    if said == "no change":
        return SureLine(most, "No change:", f"“{first}” and “{other}” cause the same in every run.", most)
    more, less = (first, other) if (d.mean or 0.0) > 0 else (other, first)
    if d.leans and said == "cannot tell":
        turned = estimate(d) if more == first else Estimate(-(d.mean or 0.0), -(d.high or 0.0), -(d.low or 0.0))
        draws = f"{plain(round(d.draws * (d.by_point or 0.0)))} of {plain(d.draws)} draws"
        return SureLine(None, f"Sure in {draws}, not in single runs:", f"“{more}” causes more than “{less}”, {full_text(turned)} {unit}.")
    if said == "cannot tell" or apart.mean is None:
        return SureLine(None, "Cannot tell", f"“{first}” from “{other}”: the difference is {full_text(apart)} {unit}.")
    size = size_of(apart)
    text = f"“{more}” causes more than “{less}” in {plain(filled)} of {plain(most)} runs: {mean_text(size)} {unit} ({interval_text(size)})."
    return SureLine(filled, _lead(result), text, most)


def changes(result: ExperimentResult, shown: str) -> tuple[MarkedLine, ...]:
    """What would turn the surest thing that the answer says: assumed values inside whose range the sign flips; how steady the sign is."""
    first = result.main[0]
    d = next(iter(_surest(result, shown)), None)
    if result.uncertainty == "central":
        return (MarkedLine("The assumed values were held at their central values, so the interval rests on chance alone."),)
    against = None if d is None else result.variant(d.against).rows
    points = by_point(first.rows, EFFECT if d is None else d.indicator, against)
    if len(points) < LEAST_DRAWS:
        return (MarkedLine(f"{draws_run(len(points), ' of the assumed values')}: too few to say what would change the answer. {MORE_DRAWS}"),)
    # Named as in the answer: what must change for the sign to turn, most influential first.
    flips = [line for moves in movers(result, points) if (line := flip(moves, points)) is not None]
    lines = [MarkedLine(f"{line} The answer would turn.", "assumed") for line in flips[:3]]
    return (*lines, *_steadiness(d, result, turns=bool(flips)))


def _steadiness(d: Difference | None, result: ExperimentResult, *, turns: bool) -> tuple[MarkedLine, ...]:
    """How often the sign is the same; a steady sign alone is not called supported, for that asks for a fact that was not fitted, too."""
    if d is None or d.by_point is None:
        return ()
    first, other = name_of(result.main[0]), name_of(result.variant(d.against))
    steady = d.by_point >= NEARLY_ALL
    word, none = "more" if (d.mean or 0.0) > 0 else "less", "" if turns else " Which value would turn it, if one does, cannot be told from chance."
    text = f"In {percent(d.by_point)} of the draws of all assumed values, “{first}” causes {word} than “{other}”.{none}"
    return (MarkedLine(text, "" if steady else "assumed"),)
