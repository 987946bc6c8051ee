"""All checks, in one list."""

from collections.abc import Callable, Iterator

from utfall.base.errors import Problem
from utfall.scenario.checks import (
    baskets,
    comparisons,
    endings,
    market,
    metrics,
    money,
    names,
    people,
    preparation,
    reviews,
    stages,
    structure,
    targets,
    terms,
)
from utfall.scenario.layers import in_order
from utfall.scenario.understand import Understood

Check = Callable[[Understood], Iterator[Problem]]
CHECKS: tuple[Check, ...] = (
    structure.structure,
    structure.shared_structure,
    names.names,
    people.people,
    people.stock,
    people.referral,
    people.groups,
    people.outcomes,
    targets.targets,
    people.values,
    people.tasks,
    stages.stages,
    market.market,
    preparation.preparation,
    reviews.weights,
    preparation.steering,
    metrics.metrics,
    baskets.baskets,
    endings.endings,
    comparisons.comparisons,
    comparisons.compared,
    terms.terms,
    terms.currencies,
    money.capital,
    money.providers,
    money.passed_on,
    money.spreads,
)


def problems_in(understood: Understood, references: dict[str, str]) -> list[Problem]:
    """Everything wrong with a file, by line."""
    found = [problem for check in CHECKS for problem in check(understood)]
    found += [*understood.behind.problems, *names.sources(understood, references)]
    return in_order(understood.layers, found)
