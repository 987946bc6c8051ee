"""When to say that a person's service has ended, where a contract counts from that day and leaves it to the provider.

With monthly chances T between out, in durably and in shallowly, and so many months that it may still be put off,

    now(y) = sum over what is paid of price x P(in after the distance | y);   V_0 = now;   V_k = max(now, T V_(k-1))

A provider ends where now is at least what waiting a month is expected to bring, T V_(k-1): an optimal stop by backward
induction, of which the behaviour that was found (ending as soon as the person is in, holding out else) follows [courty-marschke-2004].
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from utfall.behaviour.rate_year import RateYearView, lets_go

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class EndingView:
    """People whose service is over and not yet said to have ended, n columns, as their provider sees them.

    now, later   (n,) minor units that it expects if it says so now; if it waits a month and does then as pays best
    year         under a rate standard, its year; now and later are then chances of a success
    """

    now: Floats
    later: Floats
    year: RateYearView | None = None


def ends_where_it_pays(view: EndingView) -> NDArray[np.bool_]:
    """(n,) for whom to say so now: where waiting brings no more; under a rate standard, by what the year's award and the next are worth."""
    return view.now >= view.later if view.year is None else lets_go(view.now, view.later, view.year)


def worth_of_ending(step: Floats, paid: Sequence[tuple[float, int]], most: int) -> Floats:
    """(most + 1, 3, 2) minor units by months left to choose and state: if service is said to end now, and if that waits a month.

    step   (3, 3) monthly chance of each state (out, durably in, shallowly in) given the one before
    paid   (minor units that reach the provider, months after the end) of each metric that counts from it
    """
    inside = np.array([0.0, 1.0, 1.0])
    now = sum((price * np.linalg.matrix_power(step, months) @ inside for price, months in paid), np.zeros(3))
    found, value = np.zeros((most + 1, 3, 2)), now
    for left in range(most + 1):
        later = step @ value if left else np.full(3, -np.inf)
        found[left, :, 0], found[left, :, 1] = now, later
        value = np.maximum(now, later)
    return found
