"""What comparisons may not say, and what may not be compared."""

from collections.abc import Iterator
from typing import Any

from utfall.base.errors import Problem
from utfall.base.quantities import Price, Share
from utfall.contract.comparisons.declarations import MOST_MONTHS_BACK
from utfall.scenario.checks.plain import by_group, part, plain, rows
from utfall.scenario.schema.leaf import Mapping
from utfall.scenario.understand import Understood, problem_at

Path = tuple[str, ...]
#: Kinds whose units a person's own past, or people whom nobody serves, cannot have.
_WITHOUT_PAST = {"activity": "an activity is part of the service", "headcount": "heads are counted on dates of the contract"}


def comparisons(understood: Understood) -> Iterator[Problem]:
    """Comparisons that say too much or too little."""
    for name, row in rows(part(understood, "contract", "comparisons")).items():
        path, design = ("contract", "comparisons", name), plain(row.design)
        if design == "randomised" and row.expected is not None:
            yield problem_at(understood, (*path, "expected"), "a randomised comparison is measured, not given; leave out expected")
        if design == "agreed" and row.expected is None:
            yield problem_at(understood, path, 'an agreed comparison needs what was expected, as in expected = "55 %"')
        if design == "agreed" and row.people is not None:
            yield problem_at(understood, (*path, "people"), "an agreed comparison is a number, not people; leave out people")
        if design in ("historical", "predicted") and row.expected is not None and row.people is not None:
            yield problem_at(understood, (*path, "people"), "the level is given (expected), so nobody is measured; leave out one of them")
        yield from _numbers(understood, path, row)


def _numbers(understood: Understood, path: Path, row: Any) -> Iterator[Problem]:
    bias, error = plain(getattr(row, "bias", None)), plain(getattr(row, "error", None))
    if bias is not None and bias <= -1:
        yield problem_at(understood, (*path, "bias"), f"{bias:g} leaves no level at all; a bias is a share of the level, above -1")
    if error is not None and error < 0:
        yield problem_at(understood, (*path, "error"), "a standard deviation is 0 or more")
    window = plain(getattr(row, "window", None))
    if window is not None and window.months > MOST_MONTHS_BACK:
        yield problem_at(understood, (*path, "window"), f"a look back goes over at most {MOST_MONTHS_BACK} months")


def compared(understood: Understood) -> Iterator[Problem]:
    """Metrics and what they are compared with."""
    known = rows(part(understood, "contract", "comparisons"))
    for name, row in rows(part(understood, "contract", "metrics")).items():
        path = ("contract", "metrics", name)
        if isinstance(row.compared_with, Mapping):
            yield from _shares(understood, path, row.compared_with)
        used = [(id_, known[id_]) for id_ in _named(row) if id_ in known]
        if plain(row.among) == "eligible" and any(plain(one.design) == "randomised" for _, one in used):
            yield problem_at(understood, (*path, "among"), 'the control group is eligible too and would count as served; write among = "offered"')
        for id_, one in used:
            if plain(one.design) == "pre_post":
                yield from _past(understood, path, row, (id_, one))
            yield from _unit(understood, plain(row.kind), name, (id_, one))


def _unit(understood: Understood, kind: str, metric: str, used: tuple[str, Any]) -> Iterator[Problem]:
    """What was expected is said in what the metric counts: money a person, or not money."""
    id_, one = used
    levels = [level for level in by_group(understood, getattr(one, "expected", None)).values() if level is not None]
    path = ("contract", "comparisons", id_, "expected")
    if kind == "cost_avoided" and any(not isinstance(level, Price) for level in levels):
        write = f'expected = "{understood.currency or "EUR"} 1 200 per person"'
        yield problem_at(understood, path, f'"{metric}" is counted in money; write what a person would have cost or brought: {write}')
    elif kind != "cost_avoided" and any(isinstance(level, Price) for level in levels):
        yield problem_at(understood, path, f'"{metric}" is not counted in money; write the share in the outcome, or the number a person')


def _named(row: Any) -> tuple[str, ...]:
    return tuple(row.compared_with) if isinstance(row.compared_with, Mapping) else (plain(row.compared_with) or "",)


def _shares(understood: Understood, path: Path, shares: Mapping) -> Iterator[Problem]:
    found = {name: plain(leaf) for name, leaf in shares.items()}
    wrong = {name: share for name, share in found.items() if not isinstance(share, Share)}
    for name, share in wrong.items():
        yield problem_at(understood, (*path, "compared_with", name), f'"{share}" is not a share; write it as "50 %"')
    total = 100 * sum(share.fraction for share in found.values() if isinstance(share, Share))
    if not wrong and abs(total - 100) > 0.05:
        yield problem_at(understood, (*path, "compared_with"), f"shares sum to {total:g} %, not 100 %")


def _past(understood: Understood, path: Path, row: Any, with_: tuple[str, Any]) -> Iterator[Problem]:
    """A metric that has a past, and one short enough."""
    kind = plain(row.kind)
    if kind in _WITHOUT_PAST:
        yield problem_at(understood, (*path, "compared_with"), f'"{with_[0]}" is their own past; {_WITHOUT_PAST[kind]} and has none')
        return
    times = [value for word in ("within", "window", "after_enrolment") for value in by_group(understood, getattr(row, word, None)).values()]
    longest = max((time.months for time in times if time is not None), default=0)
    if with_[1].window is None and longest > MOST_MONTHS_BACK:
        message = f'looks {longest} months ahead, and a look back goes over at most {MOST_MONTHS_BACK}; give "{with_[0]}" a window'
        yield problem_at(understood, (*path, "compared_with"), message)
