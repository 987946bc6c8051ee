"""The best push of a month, searched for anew: hours of placement by entry logit and by the log of worth over price.

Worth of e hours: W (logistic(l + boost (1 - exp(-e / eta))) - logistic(l)) - e. Over wide stretches hours beside the best are worth the
same to the last bit, and the search ends where rounding has it: so it is the same search, on an exponential of the same polynomial.
"""

from functools import cache
from math import factorial, ldexp

LOGITS = [-10.0 + 0.25 * i for i in range(57)]
RATIOS = [0.2 * j for j in range(81)]
GOLDEN = 0.6180339887498949
_TERM = [1.0 / factorial(n) for n in range(14)]


def exponential(x: float) -> float:
    """exp(x): 2 to a whole power times a Taylor polynomial of degree 13."""
    x = min(max(x, -700.0), 700.0)
    whole = round(x * 1.4426950408889634)
    r = (x - whole * 6.93145751953125e-1) - whole * 1.42860682030941723212e-6
    r2 = r * r
    r4 = r2 * r2
    low = ((1.0 + r) + r2 * (0.5 + r * _TERM[3])) + r4 * ((_TERM[4] + r * _TERM[5]) + r2 * (_TERM[6] + r * _TERM[7]))
    high = ((_TERM[8] + r * _TERM[9]) + r2 * (_TERM[10] + r * _TERM[11])) + r4 * (_TERM[12] + r * _TERM[13])
    return ldexp(low + (r4 * r4) * high, whole)


def logistic(x: float) -> float:
    """1 / (1 + exp(-x))."""
    return 1.0 / (1.0 + exponential(-x))


@cache
def best_pushes(boost: float, eta: float) -> list[list[float]]:
    """[logit][ratio] best hours: the best of 64 responses, then golden section between its neighbours; 0 where no hour pays."""
    table = []
    for logit in LOGITS:
        alone, row = logistic(logit), []
        chances = [logistic(logit + boost * (1.0 - exponential(-(eta * k * 0.1) / eta))) for k in range(65)]
        for ratio in RATIOS:
            worth = exponential(ratio)
            nets = [worth * (chance - alone) - eta * k * 0.1 for k, chance in enumerate(chances)]
            nets[0] = 0.0
            at = max(range(65), key=lambda k: (nets[k], -k))
            row.append(_refine(logit, worth, boost, eta, at) if at else 0.0)
        table.append(row)
    return table


def _refine(logit: float, worth: float, boost: float, eta: float, at: int) -> float:
    low, high = eta * (at - 1) * 0.1, eta * (at + 1) * 0.1
    for _ in range(30):
        left, right = high - GOLDEN * (high - low), low + GOLDEN * (high - low)
        of_left = worth * logistic(logit + boost * (1.0 - exponential(-left / eta))) - left
        of_right = worth * logistic(logit + boost * (1.0 - exponential(-right / eta))) - right
        low, high = (low, right) if of_left > of_right else (left, high)
    return 0.5 * (low + high)
