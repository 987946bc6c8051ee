"""The doubt of a result as `--json` prints it: the twins of what the page draws."""

import math

from utfall.base.money import MINOR
from utfall.indicators.sensitivity import Influence, shares
from utfall.results.assumed import assumed_values
from utfall.results.doubts import Converging, Robust, Subject, convergence, robustness, spreads
from utfall.results.frames import ExperimentResult

Json = dict[str, object]


def doubts_json(result: ExperimentResult) -> Json:
    """spread: chance against ignorance; convergence: whether the runs were enough; sensitivity: verdicts over parameter points."""
    return {
        "spread": [
            _of(subject)
            | {"share_of_ignorance": parts.share_of_ignorance, "low": parts.low, "high": parts.high, "points": parts.points}
            | {"variance_of_chance": _money(parts.chance, subject, 2), "variance_of_ignorance": _money(parts.ignorance, subject, 2)}
            for subject, parts in spreads(result)
        ],
        "convergence": [_converging(one) for one in convergence(result)],
        "sensitivity": [_robust(one, {value.key: value.name for value in assumed_values(result)}) for one in robustness(result)],
    }


def _of(subject: Subject) -> Json:
    return {"variant": subject.variant, "against": subject.against or None, "indicator": subject.indicator, "unit": subject.unit}


def _converging(one: Converging) -> Json:
    settled, subject = one.running, one.subject
    columns = {name: [_money(x, subject) for x in getattr(settled, name).tolist()] for name in ("mean", "low", "high")}
    wanted = None if one.wanted is None else _money(one.wanted, subject)
    return _of(subject) | {"wanted": wanted, "asked": one.asked, "enough": one.enough, "runs": list(settled.runs), **columns}


def _robust(one: Robust, names: dict[str, str]) -> Json:
    return _of(one.subject) | {
        "points": len(one.points),
        **{word.replace(" ", "_"): count for word, count in shares(one.points).items()},
        "least_rank": one.least_rank,
        "hangs_on": [_influence(found, names.get(found.key, found.key)) for found in one.told],
    }


def _influence(found: Influence, name: str) -> Json:
    halves = {"low_half": found.low, "high_half": found.high}
    return {"key": found.key, "name": name, "rank": found.rank, "chance": found.chance, "decides": found.decides} | {
        half: {"above_0": above, "points": points} for half, (above, points) in halves.items()
    }


def _money(value: float, subject: Subject, power: int = 1) -> float | None:
    if not math.isfinite(value):
        return None
    return value / MINOR**power if subject.money else value
