"""What no paid metric counts: dimensions of capability, and the tasks that build them."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from utfall.contract.metrics.basket import parts_of
from utfall.contract.metrics.declarations import Activity

if TYPE_CHECKING:
    from utfall.model.model import ContractModel

Floats = NDArray[np.float64]


def unpaid_capability(model: "ContractModel") -> Floats:
    """(N,) change of capability in dimensions that no paid metric counts, summed (logits); nan: no such dimension."""
    counted = _paid_capabilities(model)
    left = [number for number in range(model.people.capability.shape[0]) if number not in counted]
    return model.people.capability[left].sum(axis=0) if left else np.full(len(model.people), np.nan)


def unpaid_tasks(model: "ContractModel") -> NDArray[np.bool_]:
    """(tasks,) whether a task builds a dimension that no paid metric counts."""
    counted = _paid_capabilities(model)
    return np.array([any(b > 0 and j not in counted for j, b in enumerate(task.builds)) for task in model.case.people.tasks])


def _paid_capabilities(model: "ContractModel") -> set[int]:
    """Numbers of the capabilities that some paid metric counts: a score's own, those that help a paid state, those that a paid task builds."""
    people, found = model.case.people, set()
    large = (*model.clauses.cohorts, *model.clauses.dated, *model.clauses.tournaments)
    paid = [clause.metric for clause in model.clauses.persons] + [clause.metric for clause in large if clause.metric is not None]
    metrics = [part for metric in paid for part in parts_of(metric, model.case.contract)]
    for metric in metrics:
        outcome = getattr(metric, "outcome", None)
        found |= {score.capability for score in people.scores if score.id == outcome}
        counted = [law for law in people.outcomes if law.id == outcome or (outcome is None and metric.unit == "money")]
        if isinstance(metric, Activity):
            found |= {j for j, b in enumerate(people.tasks[model.case.contract.tasks.index(metric.task)].builds) if b > 0}
        found |= {j for law in counted for j, (on, off) in enumerate(zip(law.helps_entry, law.helps_exit, strict=True)) if on or off}
    return found
