"""The register's recent record of people before they are first referred, which a referrer may look at."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from utfall.people.history import MONTHS_BEFORE
from utfall.people.population import Population

if TYPE_CHECKING:
    from utfall.model.model import ContractModel

Floats = NDArray[np.float64]


def recent_record(model: "ContractModel", window: int) -> Floats:
    """(N,) how bad the last `window` months (1-12) were: months outside the outcome that is looked at, or events of it."""
    people, params = model.people, model.case.people
    states, events = [outcome.id for outcome in params.outcomes], [outcome.id for outcome in params.events]
    if params.peak_of in events:
        return recent_events(people, events.index(params.peak_of), window)
    if states:
        return months_outside(people, states.index(params.peak_of) if params.peak_of in states else max(model.outcome, 0), window)
    return recent_events(people, model.main.number, window) if events else np.zeros(len(people))


def months_outside(people: Population, outcome: int, window: int) -> Floats:
    """(N,) months outside an outcome among the last `window` (1-12) before first referral, as the register has them."""
    latest = int(people.start_month[-1])
    states = np.concatenate([people.before()[outcome], people.history[outcome, :latest]])
    return _counted(people, states == 0, people.start_month - 1 + MONTHS_BEFORE, window)


def recent_events(people: Population, number: int, window: int) -> Floats:
    """(N,) events among the last `window` (1-12) months before first referral."""
    assert people.events is not None
    latest = int(people.start_month[-1])
    counts = np.concatenate([people.before_events()[number], people.events.counts[number, 1:latest]])
    return _counted(people, counts, people.start_month - 2 + MONTHS_BEFORE, window)


def _counted(people: Population, rows: NDArray[np.generic], last: NDArray[np.int32], window: int) -> Floats:
    """(N,) sum over the `window` rows of (months, N) that end with each person's `last`."""
    persons = np.arange(len(people))
    return np.sum([rows[last - back, persons] for back in range(min(max(window, 1), MONTHS_BEFORE))], axis=0).astype(np.float64)
