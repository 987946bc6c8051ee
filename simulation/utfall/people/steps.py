"""Steps of a month, each a short loop over few contiguous columns, which the compiler turns into vector code.

A loop that fuses them is several times slower. The formulas are in `base.rules` and `base.draws`; `month` says how they join.
"""

import numba as nb
import numpy as np
from numpy.typing import NDArray

from utfall.base.draws import bell, philox, unit_logit
from utfall.base.rules import entry_logit_unhelped, exit_logit_unhelped
from utfall.people.columns import Floats, Int32s, States

Words = NDArray[np.uint32]

#: Persons worked on at a time, so that what the loops share stays in the first cache.
BLOCK = 1024


@nb.njit(cache=True, error_model="numpy")
def draw_words(first: Words, second: Words, person: int, counter: np.uint32, key: np.uint32) -> None:
    """Two words each for persons from `person` on."""
    for i in range(first.size):
        first[i], second[i] = philox(np.uint32(person + i), counter, key)


@nb.njit(cache=True, error_model="numpy")
def draw_words_of(first: Words, persons: Int32s, counter: np.uint32, key: np.uint32) -> None:
    """A word each for the persons named."""
    for i in range(first.size):
        first[i], _ = philox(np.uint32(persons[i]), counter, key)


@nb.njit(cache=True, error_model="numpy")
def luck_of(luck: Floats, words: Words) -> None:
    """L = log(U / (1 - U)) of each word."""
    for i in range(luck.size):
        luck[i] = unit_logit(words[i])


@nb.njit(cache=True, error_model="numpy")
def move_shocks(shock: Floats, words: Words, persistence: float, innovation: float) -> None:
    """The temporary shock moves by one month."""
    for i in range(shock.size):
        shock[i] = persistence * shock[i] + innovation * bell(words[i])


@nb.njit(cache=True, error_model="numpy")
def decay(capability: Floats, keep: float) -> None:
    """What is left of a capability after a month."""
    for i in range(capability.size):
        capability[i] *= keep


@nb.njit(cache=True, error_model="numpy")
def entry_logits(out: Floats, base: Floats, shock: Floats, by_shock: float, common: float) -> None:
    """Entry logits at capability 0."""
    for i in range(out.size):
        out[i] = entry_logit_unhelped(base[i], by_shock, shock[i], common)


@nb.njit(cache=True, error_model="numpy")
def exit_logits(out: Floats, base: Floats, shock: Floats, by_shock: float, common: float) -> None:
    """Exit logits of a durable spell at capability 0."""
    for i in range(out.size):
        out[i] = exit_logit_unhelped(base[i], by_shock, shock[i], common)


@nb.njit(cache=True, error_model="numpy")
def add_help(out: Floats, capability: Floats, helps: float) -> None:
    """What a capability adds to a logit."""
    for i in range(out.size):
        out[i] += helps * capability[i]


@nb.njit(cache=True, error_model="numpy")
def move_without(after: States, before: States, luck: Floats, entry: Floats, leave: Floats) -> None:
    """Next state with ordinary services only; no boost, so no entry is shallow."""
    for i in range(after.size):
        x = entry[i] if before[i] == np.uint8(0) else -leave[i]
        after[i] = np.uint8(luck[i] < x)


@nb.njit(cache=True, error_model="numpy")
def move(after: States, before: States, luck: Floats, entry: Floats, leave: Floats, boost: Floats, if_shallow: float) -> None:
    """Next state in the contract world: 0 out, 1 durable, 2 shallow."""
    for i in range(after.size):
        state = before[i]
        x = entry[i]
        push = boost[i]
        stays = -(leave[i] + (if_shallow if state == np.uint8(2) else 0.0))
        entered = np.uint8(1) if luck[i] < x + min(push, 0.0) else (np.uint8(2) if luck[i] < x + push else np.uint8(0))
        kept = state if luck[i] < stays else np.uint8(0)
        after[i] = entered if state == np.uint8(0) else kept
