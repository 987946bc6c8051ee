"""Workers of the providers, and the service that people who decide for themselves expect of them."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from utfall.base.quantities import WORKER_HOURS
from utfall.base.responses import responses
from utfall.people.continuity import Workers

if TYPE_CHECKING:
    from utfall.model.model import ContractModel


def expect_service(model: "ContractModel") -> None:
    """What service people expect, where they decide for themselves: the hours of the plan, as the mean provider has them."""
    wide = model.people.wide
    if wide is not None and wide.participants is not None:
        shares = model.books.plans / np.maximum(model.books.plans.sum(axis=1, keepdims=True), 1e-12)
        planned = (model.books.staff / model.books.planned)[:, None] * shares
        hours = np.ascontiguousarray(planned.mean(axis=0)[:, None])
        wide.participants.plan(responses(hours, model.tasks.eta, model.tasks.quadratic)[:, 0])


def turnover_of(model: "ContractModel") -> NDArray[np.float64]:
    """(P,) monthly chances that a worker leaves, read each month and written by whoever decides on staff; counts the workers where they leave."""
    law, wide = model.case.people.continuity, model.people.wide
    turnover = np.zeros(len(model.providers)) if law is None else np.full(len(model.providers), law.leaves)
    if law is not None and wide is not None and model.case.mechanisms.turnover:
        workers = np.maximum(np.rint(model.books.staff / WORKER_HOURS), 1.0).astype(np.int64)
        wide.workers = Workers(law, turnover, workers, len(model.people), model.case.months)
    return turnover
