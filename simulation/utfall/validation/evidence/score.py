"""Held-out rows beside two naive forecasts: by what was frozen before they were run, and apart from it by what the model says now."""

from collections.abc import Callable, Iterable, Sequence
from math import isfinite

from utfall.validation.evidence.evidence import SIGN_SHARE, Evidence
from utfall.validation.evidence.figures import number
from utfall.validation.evidence.frozen import freezes, scored
from utfall.validation.evidence.observe import observable_of
from utfall.validation.evidence.verdict import Forecasts, Verdict, forecasts

NONE = "none"
_Nearest = Callable[[Verdict], str]


def beside(verdict: Verdict) -> Forecasts:
    """The forecast by which a row is scored beside two naive ones."""
    return forecasts(verdict.evidence, scored(verdict.evidence.id))


def in_cells(verdict: Verdict) -> tuple[str, ...]:
    """As frozen, no effect, as bid, nearest, what the model says now: each with how far outside the band it lies."""
    row, off = verdict.evidence, beside(verdict)
    no_effect, as_bid, now = (_cell(row, value) for value in (row.no_effect, row.as_bid, verdict.obtained))
    return as_frozen(row), no_effect, as_bid, off.nearest, f"{now}, its sign missed" if verdict.share < SIGN_SHARE else now


def as_frozen(row: Evidence) -> str:
    """Every frozen forecast of a row, with its commit and version; what was forecast by another measure has no distance."""
    said = []
    for freeze in freezes():
        if row.id in freeze.forecasts:
            said.append(f"{_cell(row, freeze.forecasts[row.id])}, {freeze.name}")
        if other := freeze.by_another_measure.get(row.id):
            said.append(f"not scored: {number(other.value)} by another measure ({other.measure}), {freeze.name}")
    return "; ".join(said) or NONE


def sentences(rows: Iterable[Verdict]) -> str:
    """Markdown: whose forecasts were nearest to the bands, and how many of those that the model won lie in the band."""
    held = list(rows)
    fixed = [one for one in held if observable_of(one.evidence.id).restates]
    forecast = [one for one in held if one not in fixed and isfinite(scored(one.evidence.id))]
    frozen, now = _told(forecast, _as_frozen, _frozen_met), _told([one for one in held if one not in fixed], _now, _met)
    return (
        f"{_freezes()}\n\n**As frozen**: {_named(forecast)} were forecast as they are looked for now; in the band: "
        f"{_named([one for one in forecast if _frozen_met(one)])}. {frozen}\n\n"
        "**What the model says now** was said when all of these rows had been run and seen: it is no forecast, and no score. "
        f"{now} Left out, for an input was set to them: {_named(fixed)}. A row that does not show its sign is not won.\n"
    )


def _freezes() -> str:
    return "\n".join(f"- Frozen at {one.name}, on {one.dated}. Known by then: {one.seen}." for one in freezes())


def _told(rows: Sequence[Verdict], nearest: _Nearest, met: Callable[[Verdict], bool]) -> str:
    said = [(one, nearest(one)) for one in rows if nearest(one)]
    alone = [one for one, who in said if who == "model"]
    among = [one for one, who in said if who != "model" and "model" in who]
    beyond = [one for one, who in said if "model" not in who]
    return (
        f'"No effect" or "as bid" says something of {len(said)}: the model is nearest alone in {_named(alone)}, as near as one of them '
        f"in {_named(among)}, further off in {_named(beyond)}. Won, and in the band: {_named([one for one in alone if met(one)])}."
    )


def _named(rows: Sequence[Verdict]) -> str:
    return f"{len(rows)} ({', '.join(one.evidence.id for one in rows)})" if rows else "none"


def _as_frozen(verdict: Verdict) -> str:
    return beside(verdict).nearest


def _frozen_met(verdict: Verdict) -> bool:
    return beside(verdict).model == 0.0


def _now(verdict: Verdict) -> str:
    """Nearest by what the model says now; a row whose sign does not show is as one further off."""
    who = forecasts(verdict.evidence, verdict.obtained).nearest
    return "sign" if who and verdict.share < SIGN_SHARE else who


def _met(verdict: Verdict) -> bool:
    return verdict.evidence.off(verdict.obtained) == 0.0


def _cell(row: Evidence, value: float | None) -> str:
    return "" if value is None or not isfinite(value) else f"{number(value)} ({number(row.off(value))})"
