"""What help is worth to a provider this month, looked up in the given tables."""

from typing import NamedTuple

from .given import Part, Table


class Weights(NamedTuple):
    """What a unit of money, a full-time month and an hour count, minor units."""

    pay: float
    mission: float
    hour: float


class Worth(NamedTuple):
    """Minor units: of a unit of help, of one under the reference push, of a pushed entry, of a logit held back; and the believed entry logit."""

    help: float
    pushed: float
    entry: float
    held: float
    logit: float


def node(part: Part, state: int, progress: list[int]) -> int:
    """Where a person of a state and a progress on each row stands in a part of the table."""
    code = sum(radix * min(max(at, 0), size - 1) for radix, size, at in zip(part.radix, part.sizes, progress, strict=True))
    return part.lookup[state + 3 * code]


def look_up(table: Table, weights: Weights, month: int, need_class: int, at: tuple[int, list[int], list[float]]) -> Worth:
    """Worths in a person-month of service, between the two nodes of believed help; `at`: state, progress, believed capability."""
    state, progress, believed = at
    place = sum(axis / table.step * k for axis, k in zip(table.axis, believed, strict=True))
    place = min(max(place, 0.0), table.nodes - 1.000001)
    left = int(place)
    share = place - left
    found = [0.0] * 4
    for part in table.parts:
        cells = part.cells[month - 1, node(part, state, progress), need_class]
        low, high = cells[left].tolist(), cells[left + 1].tolist()
        for q in range(4):
            below, above = (weights.pay * c[3 * q] + weights.mission * c[3 * q + 1] - weights.hour * c[3 * q + 2] for c in (low, high))
            found[q] += below + share * (above - below)
    logits = table.logits[need_class]
    return Worth(*found, logits[left] + share * (logits[left + 1] - logits[left]))


def whole_service(table: Table, weights: Weights, inside: bool, need_class: int) -> float:
    """What serving a person is worth from its start to its end, minor units."""
    money, months, hours = (sum(part.start[int(inside)][need_class][k] for part in table.parts) for k in range(3))
    return weights.pay * money + weights.mission * months - weights.hour * hours
