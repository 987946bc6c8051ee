"""What the twin takes as given, unpacked to plain lists and numbers."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from utfall.model.foresight.outlook import Outlooks
from utfall.scenario.case import Case

from .pushes import best_pushes

MOST = 60.0


@dataclass(frozen=True, slots=True, eq=False)
class Desk:
    """What one provider knows and has, numbers and lists only.

    cells[month - 1][node][class][x]   worths (minor units) of a unit of help, of one under the reference push, of a pushed entry
    lookup        node of state + 3 x progress; logits[class][x] entry logit as it believes it; step between x nodes; axis x per capability
    gain          x a month that full coaching builds, as it believes; belief: capability that it believes a unit of true response builds
    wage, most    minor units an hour; hours of one task a person can take in a month
    builds, eta, push_boost, push_eta   the two tasks as they are (push_boost 0: no placement); push: best hours of placement
    push_at       response of the reference push of the tables; classes: into which a signal of need is cut
    """

    cells: list[Any]
    lookup: list[int]
    logits: list[list[float]]
    step: float
    last: float
    axis: float
    gain: float
    belief: float
    wage: float
    most: float
    builds: float
    eta: float
    push_boost: float
    push_eta: float
    push: list[list[float]]
    push_at: float
    classes: int


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """What is true for all: share of capability kept a month, what it helps, exit logit of the shallow, months in a row that are paid, price."""

    keep: float
    helps_entry: float
    helps_exit: float
    if_shallow: float
    lasts: int
    price: int


@cache
def outlooks() -> Outlooks:
    """Value tables, solved once a process and shared over runs, as production shares them."""
    return Outlooks()


_DESKS: dict[Any, Desk] = {}


def desk(case: Case, number: int) -> Desk:
    """The desk of a provider, unpacked to lists once a case."""
    key = (case.fingerprint, number)
    if key not in _DESKS:
        _DESKS[key] = desk_of(case, number, outlooks().of(case, case.contract.providers[number]))
    return _DESKS[key]


def desk_of(case: Case, number: int, solved: Any) -> Desk:
    """The desk of provider `number`, from its value tables as solved; all pay reaches it, mission as in the profile."""
    table = solved.tables[0]
    provider, profile, part, law = case.contract.providers[number], case.profile, table.parts[0], table.problem.law
    mission, wage = profile.mission_weight * profile.social_value, float(provider.cost.minor)
    number = part.blocks.number  # block of every node in every served month; none where the table is whole
    cells = (part.cells[number] if number.size else part.cells).astype(float).reshape(-1, part.product.nodes, *part.cells.shape[1:3], 4, 3)
    later = max(wage, table.problem.wage)  # hours of later months cost what the table was solved at
    worths = (cells[..., 0] + mission * cells[..., 1] - later * cells[..., 2])[..., :3]
    coaching = next(task for task in case.people.tasks if any(task.builds))
    push = next((task for task in case.people.tasks if task.is_placement), None)
    return Desk(
        cells=worths.tolist(),
        lookup=part.product.lookup.tolist(),
        logits=table.logits.tolist(),
        step=table.x_most / (table.nodes - 1),
        last=table.nodes - 1.000001,
        axis=float(law.axis[0]),
        gain=profile.belief_in_own_effect * coaching.builds[0] * float(law.axis[0]),
        belief=profile.belief_in_own_effect,
        wage=wage,
        most=MOST,
        classes=table.problem.classes.count,
        builds=coaching.builds[0],
        eta=coaching.eta,
        push_boost=push.boosts[0] if push else 0.0,
        push_eta=push.eta if push else 1.0,
        push=best_pushes(push.boosts[0], push.eta) if push else [],
        push_at=solved.tasks.push_at,
    )
