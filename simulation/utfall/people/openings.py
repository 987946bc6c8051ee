"""Limited openings, compiled: entry intensities scaled so that no more people enter than there are places.

A person whose entry logit is x looks with intensity h = -log(1 - p) = log(1 + e^x). With S the sum of intensities of all who look, J
openings and elasticity a, the market takes M = J^(1 - a) S^a (a matching function, [crepon-2013]: a = 0 fixed places, a = 1 as many as are
looked for). Where M is less than the sum of p, all intensities are scaled by the t that solves

    sum_i (1 - exp(-h_i t)) = M,

which is sampling without replacement with weights h. A rationed chance is written back as its logit, log(exp(h t) - 1).
"""

import numba as nb

from utfall.base.rules import exponential, logarithm, logistic
from utfall.people.columns import Floats, Int32s, States
from utfall.people.levels import NEVER


@nb.njit(cache=True, error_model="numpy")
def intensity(logit: float) -> float:
    """log(1 + e^x): the rate at which somebody enters whose monthly chance has this logit."""
    if logit > 30.0:
        return logit
    odds = exponential(logit)
    return odds if odds < 1e-8 else logarithm(1.0 + odds)


@nb.njit(cache=True, error_model="numpy")
def intensities(out: Floats, logits: Floats, before: States) -> None:
    """(n,) intensities of those who are out of the outcome, 0 for who is in."""
    for i in range(out.size):
        out[i] = intensity(logits[i]) if before[i] == 0 else 0.0


@nb.njit(cache=True, error_model="numpy")
def tightness(looking: Floats, outside: float, outsiders: float, openings: float, elasticity: float) -> float:
    """The t that scales all intensities, 1 where openings do not bind.

    looking     (n,) intensities; outside: that of each of so many `outsiders`
    openings    places of the month

    Newton's method from below on an increasing concave function, so that it never overshoots.
    """
    search, entries = outsiders * outside, outsiders * (1.0 - exponential(-outside))
    for i in range(looking.size):
        search += looking[i]
        entries += 1.0 - exponential(-looking[i])
    if search <= 0.0:
        return 1.0
    taken = exponential((1.0 - elasticity) * logarithm(max(openings, 1e-9)) + elasticity * logarithm(search))
    if taken >= entries:
        return 1.0
    t = taken / search
    for _ in range(60):
        left = exponential(-outside * t)
        short, slope = taken - outsiders * (1.0 - left), outsiders * outside * left
        for i in range(looking.size):
            left = exponential(-looking[i] * t)
            short -= 1.0 - left
            slope += looking[i] * left
        step = short / slope
        t += step
        if abs(step) < 1e-13:
            break
    return min(t, 1.0)


@nb.njit(cache=True, error_model="numpy")
def rationed(logit: float, t: float) -> float:
    """The logit of a chance whose intensity is scaled by t."""
    scaled = intensity(logit) * t
    odds = scaled if scaled < 1e-8 else exponential(scaled) - 1.0
    return logarithm(odds) if odds > 1e-26 else NEVER


@nb.njit(cache=True, error_model="numpy")
def ration(logits: Floats, t: float) -> None:
    """Scale the intensities behind (n,) logits, in place; nothing happens at t = 1."""
    if t < 1.0:
        for i in range(logits.size):
            logits[i] = rationed(logits[i], t)


@nb.njit(cache=True, error_model="numpy")
def ration_pushed(entry: Floats, push: Floats, out: Floats, t: float) -> None:
    """The same for entry logits and what a push adds to them; the rationed ones are written to `entry` and `out`, (n,) each."""
    for i in range(entry.size):
        low, high = entry[i] + min(push[i], 0.0), entry[i] + push[i]
        entry[i] = rationed(low, t)
        out[i] = rationed(high, t) - entry[i] if push[i] > 0.0 else 0.0


@nb.njit(cache=True, error_model="numpy")
def add_losses(lost: Floats, looking: Floats, leave: Floats, t: tuple[float, float], left: Int32s) -> None:
    """Add the months in the outcome that each person may expect to lose because fewer openings are left, (n,).

    t      tightness without and with the contract; left (n,) months, this one included, over which effects still count
    An entry missed with chance p0 - p1 costs 1 + (1 - p0 - q) + (1 - p0 - q)^2 ... months, q the chance of leaving in a month.
    """
    for i in range(lost.size):
        if looking[i] > 0.0 and left[i] > 0:
            before, after = 1.0 - exponential(-looking[i] * t[0]), 1.0 - exponential(-looking[i] * t[1])
            moves = before + logistic(leave[i])
            lasting = (1.0 - (1.0 - moves) ** left[i]) / moves if moves > 1e-9 else float(left[i])
            lost[i] += (before - after) * lasting
