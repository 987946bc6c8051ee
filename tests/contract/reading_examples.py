"""Reading of the worked examples: amounts, columns, and which example a test is about."""

import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from utfall.base import parse
from utfall.base.quantities import Amount, Change, Money, Share, Time

EXAMPLES = Path(__file__).parent.parent / "worked_examples"


def examples(name: str, table: str = "example") -> Any:
    """Every example of a file, under its own sentence."""
    found = tomllib.loads((EXAMPLES / f"{name}.toml").read_text())[table]
    return pytest.mark.parametrize("example", found, ids=[example["says"] for example in found])


def minor(text: str) -> int:
    """Minor units; negative amounts are for these examples only."""
    sign = -1 if " -" in text else 1
    return sign * parse.money(text.replace(" -", " "), parse.Hint(currency=text[:3])).minor


def money(text: str) -> Money:
    return Money(minor(text), text[:3])


def amount(text: str) -> Amount:
    return parse.amount(text, parse.Hint()) if "%" in text else money(text)


def change(text: str) -> Change:
    return parse.change(text, parse.Hint())


def share(text: str) -> Share:
    return parse.share(text, parse.Hint())


def time(text: str) -> Time:
    return parse.time(text, parse.Hint())


def column(pairs: list[list[float]]) -> np.ndarray:
    """[[60, 1], [40, 0]] as a column of 100 values."""
    return np.concatenate([np.full(int(people), float(value)) for people, value in pairs])
