"""Ratings of providers: what is published of their results and of what audits found."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from utfall.contract.metrics.units import last_month
from utfall.model.foresight.renewal import metric_shown

if TYPE_CHECKING:
    from utfall.model.model import ContractModel

Floats = NDArray[np.float64]
#: People of average luck who stand in front of a provider's own, so that few results move a rating little.
IN_FRONT = 10.0


class Ratings:
    """What the public knows of P providers.

    audited, found   (P,) claims audited and found false so far
    """

    __slots__ = ("audited", "found")

    def __init__(self, providers: int) -> None:
        self.audited, self.found = np.zeros(providers), np.zeros(providers)

    def now(self, model: "ContractModel") -> Floats:
        """(P,) success share of those whose window has closed, shrunk to the mean of all; less what audits found. 0 for all if kept secret."""
        contract = model.case.contract
        if not contract.open:
            return np.zeros(len(model.providers))
        counted, reached = results(model)
        mean = reached.sum() / counted.sum() if counted.sum() > 0 else 0.0
        rating: Floats = (reached + IN_FRONT * mean) / (counted + IN_FRONT)
        if contract.assurance.published:
            rating = rating - model.case.profile.others.rating_fall * self.found / np.maximum(self.audited, 1.0)
        return rating


def results(model: "ContractModel", metric: str | None = None, group: int | None = None) -> tuple[Floats, Floats]:
    """(P,) people of each provider whose window on a metric (default: the first paid one) has closed, and units recorded for them."""
    return _recorded(model, metric, group)


def successes(model: "ContractModel") -> tuple[Floats, Floats]:
    """(P,) people of each provider whose window on the first paid metric has closed, and those of them for whom anything was recorded."""
    return _recorded(model, people_only=True)


def _recorded(model: "ContractModel", metric: str | None = None, group: int | None = None, *, people_only: bool = False) -> tuple[Floats, Floats]:
    providers = len(model.providers)
    first = metric_shown(model.case)
    name = metric or ("" if first is None else first.id)
    if name not in model.by_metric:
        return np.zeros(providers), np.zeros(providers)
    meter, people = model.meters[model.by_metric[name]], model.people
    closed = np.array([last_month(meter.metric, g) for g in range(len(model.case.contract.groups))])[people.group]
    known = (people.provider >= 0) & (meter.start + closed - 1 + meter.lag <= model.month)
    if group is not None:
        known &= people.group == group
    by = people.provider[known]
    units = meter.recorded[known]
    reached = np.bincount(by, 1.0 * (units > 0.0) if people_only else units, minlength=providers).astype(np.float64)
    return np.bincount(by, minlength=providers).astype(np.float64), reached
