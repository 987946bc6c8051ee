"""Automata of each kind of metric, as tables: next progress and units emitted for a month out, in durably, in shallowly."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace

import numpy as np

from utfall.base.automata import Automaton

Key = Hashable
#: A person-month after any contract.
FOREVER = 9999
#: From (progress, 0 out / 1 in durably / 2 in shallowly) to (next progress, units).
Rule = Callable[[Key, int], tuple[Key, float]]


def tabulate(rule: Rule, starts: tuple[Key, Key], window: tuple[int, int], *, per_person: bool, outcome: int) -> Automaton:
    """Every progress that can be reached from `starts` (out at enrolment, in at enrolment), numbered in order of discovery, then merged."""
    numbers: dict[Key, int] = {}
    for key in starts:
        numbers.setdefault(key, len(numbers))
    rows: list[list[tuple[Key, float]]] = []
    queue = list(numbers)
    while len(rows) < len(queue):
        row = [rule(queue[len(rows)], state) for state in (0, 1, 2)]
        rows.append(row)
        for key, _ in row:
            if key not in numbers:
                numbers[key] = len(numbers)
                queue.append(key)
    step = [[numbers[key] for key, _ in row] for row in rows]
    emits = [[units for _, units in row] for row in rows]
    block = merged(step, emits)
    kept = sorted(set(block), key=block.index)
    renumber = {b: i for i, b in enumerate(kept)}
    first_of = [block.index(b) for b in kept]
    return Automaton(
        first=window[0],
        last=window[1],
        start=np.array([renumber[block[numbers[key]]] for key in starts], dtype=np.int16),
        step=np.array([[renumber[block[target]] for target in step[i]] for i in first_of], dtype=np.int16),
        emits=np.array([emits[i] for i in first_of], dtype=np.float64),
        per_person=per_person,
        outcome=outcome,
    )


def merged(step: Sequence[Sequence[int]], emits: Sequence[Sequence[float]]) -> list[int]:
    """Block of each state: two states share one when no future tells them apart (Moore's refinement)."""
    block = _numbered([tuple(row) for row in emits])
    while True:
        finer = _numbered([(block[i], *(block[target] for target in row)) for i, row in enumerate(step)])
        if max(finer) == max(block):
            return finer
        block = finer


def _numbered(keys: Sequence[Hashable]) -> list[int]:
    numbers: dict[Hashable, int] = {}
    return [numbers.setdefault(key, len(numbers)) for key in keys]


def flow(out: float, durable: float, shallow: float) -> Rule:
    """The same units every month, whatever went before."""
    return lambda key, state: (key, (out, durable, shallow)[state])


def entries(again: bool) -> Rule:
    """A change from out to in after enrolment; who is in at enrolment (key "in") must leave first."""

    def rule(key: Key, state: int) -> tuple[Key, float]:
        if key == "done":
            return "done", 0.0
        if state == 0:
            return "out", 0.0
        return ("in" if again else "done", 1.0) if key == "out" else ("in", 0.0)

    return rule


def spells(lasts: int, gap: int, in_a_row: bool, again: bool) -> Rule:
    """So many months in; keys (months in, months of the present break). Months of a break do not count towards `lasts`."""

    def rule(key: Key, state: int) -> tuple[Key, float]:
        if key == "done" or not isinstance(key, tuple):
            return "done", 0.0
        months, broken = key
        if state > 0:
            if months + 1 < lasts:
                return (months + 1, 0), 0.0
            return (0, 0) if again else "done", 1.0
        if months == 0 or not in_a_row:
            return (months, 0), 0.0
        return ((months, broken + 1), 0.0) if broken < gap else ((0, 0), 0.0)

    return rule


def added_up(needed: float, durable: float, shallow: float, again: bool) -> Rule:
    """So many full-time months in all; a month in counts for its share of full time. Keys are full-time months so far."""

    def rule(key: Key, state: int) -> tuple[Key, float]:
        if not isinstance(key, float):
            return key, 0.0
        so_far = round(key + (0.0, durable, shallow)[state], 9)
        if so_far < needed - 1e-9:
            return so_far, 0.0
        return (0.0 if again else "done"), 1.0

    return rule


def times(per_month: float, most: float) -> Rule:
    """Units of time in, up to `most` units in all (inf: no limit); keys are months counted."""
    months = -1 if np.isinf(most) else int(np.ceil(most / per_month - 1e-9))

    def rule(key: Key, state: int) -> tuple[Key, float]:
        if state == 0 or key == months or not isinstance(key, int):
            return key, 0.0
        if months < 0:
            return key, per_month
        return key + 1, per_month if key + 1 < months else most - per_month * (months - 1)

    return rule


def values(out: float, durable: float, shallow: float, on_entry: float) -> Rule:
    """Money a month out or in, and `on_entry` for each change from out to in; the key is whether the person was in."""

    def rule(_key: Key, state: int) -> tuple[Key, float]:
        entered = on_entry if _key is False and state > 0 else 0.0
        return state > 0, (out, durable, shallow)[state] + entered

    return rule


def after(followed: Automaton, then: Rule, last: int, outcome: int) -> Automaton:
    """`then`, from the month after `followed` first emits; months are carried along only where the two windows differ.

    Keys: ("wait", person-month or 0, progress, was in) before, ("then", key) after.
    """
    clock = followed.first > 1 or followed.last < last

    def rule(key: Key, state: int) -> tuple[Key, float]:
        if not isinstance(key, tuple):
            return key, 0.0
        if key[0] == "then":
            following, units = then(key[1], state)
            return ("then", following), units
        month, progress = key[1] + 1, key[2]
        if clock and month > followed.last:
            return ("wait", followed.last, -1), 0.0
        kept = month if clock else 0
        if clock and month < followed.first:
            return ("wait", kept, progress), 0.0
        if followed.emits[progress, state] > 0:
            return ("then", 0), 0.0
        return ("wait", kept, int(followed.step[progress, state])), 0.0

    starts = (("wait", 0, int(followed.start[0])), ("wait", 0, int(followed.start[1])))
    return tabulate(rule, starts, (1, last), per_person=False, outcome=outcome)


def lost_after(followed: Automaton, lasts: int) -> Automaton:
    """One unit in the first month out of the outcome within `lasts` months of the month in which `followed` first emits.

    Keys: ("wait", person-month, progress), ("risk", months at risk so far), "kept" (or lost, or never won: nothing more can happen).
    """

    def rule(key: Key, state: int) -> tuple[Key, float]:
        if not isinstance(key, tuple):
            return "kept", 0.0
        if key[0] == "risk":
            if state == 0:
                return "kept", 1.0
            return (("risk", key[1] + 1), 0.0) if key[1] + 1 < lasts else ("kept", 0.0)
        month, progress = key[1] + 1, key[2]
        if month >= followed.first:
            if followed.emits[progress, state] > 0:
                return ("risk", 0), 0.0
            progress = int(followed.step[progress, state])
        return (("wait", month, progress), 0.0) if month < followed.last else ("kept", 0.0)

    starts = (("wait", 0, int(followed.start[0])), ("wait", 0, int(followed.start[1])))
    return tabulate(rule, starts, (1, followed.last + lasts), per_person=True, outcome=followed.outcome)


def both_of(first: Automaton, second: Automaton) -> Automaton:
    """One unit in the month in which the later of two successes comes, in either order; keys: month, and each progress or "done".

    Both must follow the same outcome.
    """
    last = max(first.last, second.last)
    clock = (first.first, first.last) != (1, last) or (second.first, second.last) != (1, last)

    def one(automaton: Automaton, key: Key, month: int, state: int) -> Key:
        if not isinstance(key, int) or (clock and not automaton.first <= month <= automaton.last):
            return key
        return "done" if automaton.emits[key, state] > 0 else int(automaton.step[key, state])

    def rule(key: Key, state: int) -> tuple[Key, float]:
        if not isinstance(key, tuple):
            return "over", 0.0
        month = key[0] + 1
        moved = one(first, key[1], month, state), one(second, key[2], month, state)
        if moved == ("done", "done"):
            return "over", 1.0
        return (min(month, last) if clock else 0, *moved), 0.0

    starts = tuple((0, int(first.start[i]), int(second.start[i])) for i in (0, 1))
    return tabulate(rule, (starts[0], starts[1]), (1, last), per_person=True, outcome=first.outcome)


def at_contract_month(automaton: Automaton, month: int) -> Automaton:
    """The same at the end of one contract month, whenever the person began."""
    return replace(automaton, at_month=month)
