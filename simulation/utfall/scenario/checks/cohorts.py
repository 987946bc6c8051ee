"""What terms that pay a cohort by a line or by steps, or fine it, may not say."""

from collections.abc import Callable, Iterator
from typing import Any

from utfall.base.errors import Problem
from utfall.base.quantities import Change, Price, Share, ShareOfCapital
from utfall.contract.terms.lines import level_words
from utfall.scenario.checks.plain import by_group, part, plain, plains, rows
from utfall.scenario.schema.contract import metric_unit
from utfall.scenario.understand import Understood, problem_at

Path = tuple[str, ...]
_LINES = ("change", "level", "sure")


def threshold(understood: Understood, path: Path, row: Any) -> Iterator[Problem]:
    """One payment, one line, and something to compare with where the line is a change."""
    yield from _one_of(understood, path, row, ("pays", "price"))
    if all(getattr(row, word) is None for word in _LINES):
        yield problem_at(understood, path, "write one of: change, level")
    elif row.change is not None and row.level is not None:
        yield problem_at(understood, path, "write only one of: change, level")
    if plain(row.only_if_repaid) and part(understood, "capital") is None:
        yield problem_at(understood, (*path, "only_if_repaid"), "there is no capital to be repaid; leave it out, or write [capital]")
    elif plain(row.only_if_repaid) and row.all_cohorts is not None:
        yield problem_at(understood, (*path, "only_if_repaid"), "not with all_cohorts; leave out one of the two")
    name, metric = _metric(understood, row)
    if metric is None:
        return
    if row.change is not None and metric.compared_with is None:
        yield problem_at(understood, (*path, "change"), f'a change against what? give "{name}" a compared_with, or use level')
    elif row.sure is not None and metric.compared_with is None:
        yield problem_at(understood, (*path, "sure"), f'more than chance explains against what? give "{name}" a compared_with')
    elif row.all_cohorts is not None and metric.compared_with is None:
        yield problem_at(understood, (*path, "all_cohorts"), f'a change against what? give "{name}" a compared_with')
    for word in ("change", "all_cohorts"):
        yield from _points(understood, (*path, word), plain(getattr(row, word)), name)
    yield from level_problems(understood, (path, "level"), plain(row.level), name, metric)
    yield from of_capital(understood, (*path, "pays"), plain(row.pays))


def tiers(understood: Understood, path: Path, row: Any) -> Iterator[Problem]:
    """At least one step, each on a change that can be told."""
    if row.tiers is not None and not rows(row.tiers) and not understood.layers.get((*path, "tiers")):
        yield problem_at(understood, (*path, "tiers"), "has no step; write at least one")
    name, metric = _metric(understood, row)
    for id_, tier in rows(row.tiers).items():
        here, at_least = (*path, "tiers", id_), plain(tier.at_least)
        yield from of_capital(understood, (*here, "pays"), plain(tier.pays))
        if metric is None or not isinstance(at_least, Change):
            continue
        yield from _points(understood, (*here, "at_least"), at_least, name)
        if metric.compared_with is None and at_least.unit == "share" and not _in_shares(understood, name):
            message = f'a share of what? give "{name}" a compared_with, or write days, hours, months or events'
            yield problem_at(understood, (*here, "at_least"), message)


def penalty(understood: Understood, path: Path, row: Any) -> Iterator[Problem]:
    """One payment, and a level to fall short of where it is a sum."""
    yield from _one_of(understood, path, row, ("pays", "price"))
    if row.pays is not None and row.below is None:
        yield problem_at(understood, (*path, "pays"), "for falling short of what? write below")
    yield from of_capital(understood, (*path, "pays"), plain(row.pays))
    name, metric = _metric(understood, row)
    if metric is None:
        return
    for level in by_group(understood, row.below).values():
        found = list(level_problems(understood, (path, "below"), level, name, metric))
        yield from found
        if found:
            return


def dated_steps(understood: Understood, path: Path, row: Any) -> Iterator[Problem]:
    """A head-count, and dates on each of which at most, or at least, so many people are asked for."""
    name, metric = _metric(understood, row)
    if metric is not None and plain(metric.kind) != "headcount":
        message = f'counts people on dates: a metric of kind "headcount"; "{name}" is of kind "{plain(metric.kind)}"'
        yield problem_at(understood, (*path, "metric"), message)
    if row.steps is not None and not rows(row.steps) and not understood.layers.get((*path, "steps")):
        yield problem_at(understood, (*path, "steps"), "has no step; write at least one")
    length = plain(getattr(part(understood, "contract"), "length", None))
    for id_, step in rows(row.steps).items():
        here, most, least = (*path, "steps", id_), plain(step.at_most), plain(step.at_least)
        if most is None and least is None:
            yield problem_at(understood, here, "write at_most or at_least: how many people?")
        elif most is not None and least is not None and most < least:
            yield problem_at(understood, (*here, "at_most"), f"at most {most} and at least {least} cannot both be; nothing could ever be paid")
        at = plain(step.at_month)
        if at is not None and length is not None and at > length.months:
            yield problem_at(understood, (*here, "at_month"), f"month {at} is after the end of the contract, in month {length.months}")
        yield from of_capital(understood, (*here, "pays"), plain(step.pays))


def tournament(understood: Understood, path: Path, row: Any) -> Iterator[Problem]:
    """A result of each provider's people, prizes, and providers to rank."""
    name, metric = _metric(understood, row)
    if metric is not None and plain(metric.kind) in ("headcount", "cost_avoided"):
        message = f'ranks providers by the mean of those they serve; "{name}" is of kind "{plain(metric.kind)}", which is counted for all'
        yield problem_at(understood, (*path, "metric"), message)
    if row.prizes is not None and not plains(row.prizes):
        yield problem_at(understood, (*path, "prizes"), "there is no prize; write at least one sum")
    payee = plain(row.payee)
    if payee is not None and payee not in ("providers", "holder"):
        yield problem_at(understood, (*path, "payee"), f'prizes go to the providers by rank, not to "{payee}"; write "providers", or "holder"')


def _one_of(understood: Understood, path: Path, row: Any, words: tuple[str, ...]) -> Iterator[Problem]:
    written = [word for word in words if getattr(row, word) is not None]
    if len(written) != 1:
        yield problem_at(understood, path, f"write {'only ' if written else ''}one of: {', '.join(words)}")


def _metric(understood: Understood, row: Any) -> tuple[str, Any]:
    name = plain(row.metric) or ""
    return name, rows(part(understood, "contract", "metrics")).get(name)


def _in_shares(understood: Understood, name: str) -> bool:
    """Whether a metric's mean is a share of persons."""
    table = understood.layers.get(("contract", "metrics", name))
    return isinstance(table, dict) and metric_unit(table) == "person"


def _points(understood: Understood, path: Path, change: object, name: str) -> Iterator[Problem]:
    """Points are hundredths of a share of persons."""
    if isinstance(change, Change) and change.unit == "point" and not _in_shares(understood, name):
        yield problem_at(understood, path, f'points are hundredths of a share of persons; "{name}" counts otherwise, so write a share of it: "10 %"')


def level_problems(understood: Understood, at: tuple[Path, str], level: object, name: str, metric: Any) -> Iterator[Problem]:
    """A level (`at`: the term and the key) in the unit of the metric; of an activity a share of what was agreed."""
    if level is None:
        return
    path, key = at
    if plain(metric.kind) == "activity":
        if isinstance(level, Share) and metric.agreed is None:
            message = f'"{path[-1]}" pays at {level_words(level)} of what was agreed; say what was agreed: agreed = "8 per month"'
            yield problem_at(understood, ("contract", "metrics", name), message)
        elif not isinstance(level, Share):
            message = f'the level of an activity is a share of what was agreed; write it as "90 %", not {level_words(level)}'  # type: ignore[arg-type]
            yield problem_at(understood, (*path, key), message)
    elif _in_shares(understood, name) != isinstance(level, Share):
        wanted = '"50 %" (of those counted)' if _in_shares(understood, name) else "a number, or a price for money"
        yield problem_at(understood, (*path, key), f'"{name}" is not counted in {level_words(level)}; write {wanted}')  # type: ignore[arg-type]
    elif plain(metric.kind) == "cost_avoided" and not isinstance(level, Price):
        yield problem_at(understood, (*path, key), f'"{name}" is counted in money; write it as "{understood.currency} 1 200 per person"')


def of_capital(understood: Understood, path: Path, amount: object) -> Iterator[Problem]:
    """A share of the capital asks for some."""
    if isinstance(amount, ShareOfCapital) and part(understood, "capital") is None:
        yield problem_at(understood, path, "there is no capital to take a share of; write a sum, or [capital]")


CHECKS: dict[str, Callable[[Understood, Path, Any], Iterator[Problem]]] = {
    "cohort_threshold": threshold,
    "cohort_tiers": tiers,
    "penalty": penalty,
    "cohort_milestones": dated_steps,
    "tournament": tournament,
}
