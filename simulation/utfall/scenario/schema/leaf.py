"""Leaves of the file: one value, plain or with where it is from, or one for each group."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, core_schema

from utfall.base.parse import Hint, RefusalError, shown
from utfall.base.sourced import DISTS, Sourced, number_of, unit_of
from utfall.scenario.near import did_you_mean

Sub = tuple[str, ...]
Fault = tuple[Sub, str]
#: The type of what is read again elsewhere, as what it is there.
AS_WRITTEN = "table"
VALUE_KEYS = ("value", "range", "dist", "spread", "source", "as_of", "note")
EVERY_TABLE = ("source", "note")


@dataclass(frozen=True, slots=True)
class Bad:
    """What was found where something else was expected: a message for each fault, with its place below the key."""

    faults: tuple[Fault, ...]


class ByGroupValues(dict[str, Sourced]):
    """A value for each named group, `other` for the rest."""


class Mapping(dict[str, Any]):
    """Values by the name of something: prices by metric, gains by capability."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """The type of a key.

    word      its name in the documentation; `parse` reads one value or raises RefusalError
    example   a value that would be right
    by_group  may be a table by group
    sourced   may be a table that says where the value is from
    refers    what its words name ("contract.metrics"); empty: nothing
    many      a list of such values; one or many: `one_or_many`
    keyed     a table from names of this kind to such values; one or keyed: `one_or_keyed`
    allowed   the words it may be
    per       the "per" of examples
    """

    word: str
    parse: Callable[[object, Hint], object]
    example: str
    by_group: bool = False
    sourced: bool = True
    refers: str = ""
    many: bool = False
    one_or_many: bool = False
    keyed: str = ""
    one_or_keyed: bool = False
    allowed: tuple[str, ...] = ()
    per: str = ""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(self._validate)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"title": self.word, "examples": [self.example], **({"enum": list(self.allowed)} if self.allowed else {})}

    def _validate(self, found: object, info: ValidationInfo) -> object:
        return self.read(found, cast(Hint, (info.context or {}).get("hint", Hint())))

    def read(self, found: object, hint: Hint) -> object:
        """The value read, or `Bad` with everything that is wrong in it."""
        faults: list[Fault] = []
        if self.per:
            hint = replace(hint, per=self.per)
        value = self._read(found, hint, faults)
        return Bad(tuple(faults)) if faults else value

    def _read(self, found: object, hint: Hint, faults: list[Fault]) -> object:
        table = found if isinstance(found, dict) else None
        if self.keyed and not (self.one_or_keyed and (table is None or "value" in table)):
            if table is None:
                faults.append(((), f"found {shown(found)}; write a table, as in {self.example}"))
                return None
            item = replace(self, keyed="")
            return Mapping({key: item._below(value, hint, faults, key) for key, value in table.items() if key not in EVERY_TABLE})
        if self.many and not (self.one_or_many and not isinstance(found, list)):
            if not isinstance(found, list):
                faults.append(((), f"found {shown(found)}; write a list, as in {self.example}"))
                return None
            return tuple(self._one(value, hint, faults, (str(i),)) for i, value in enumerate(found))
        if self.by_group and table is not None and "value" not in table:
            return ByGroupValues({key: self._one(value, hint, faults, (key,)) for key, value in table.items() if key not in EVERY_TABLE})
        return self._one(found, hint, faults, ())

    def _below(self, found: object, hint: Hint, faults: list[Fault], key: str) -> object:
        inner: list[Fault] = []
        value = self._read(found, hint, inner)
        faults.extend(((key, *sub), message) for sub, message in inner)
        return value

    def _one(self, found: object, hint: Hint, faults: list[Fault], sub: Sub) -> Sourced:
        if isinstance(found, dict):
            return self._table(found, hint, faults, sub)
        return Sourced(self._parse(found, hint, faults, sub), str(found) if not isinstance(found, bool) else shown(found))

    def _parse(self, found: object, hint: Hint, faults: list[Fault], sub: Sub) -> object:
        try:
            if isinstance(found, float) and not math.isfinite(found):
                raise RefusalError(f"found {found}; write an ordinary number")
            return self.parse(found, hint)
        except RefusalError as refused:
            faults.append((sub, str(refused)))
            return None

    def _table(self, found: dict[str, object], hint: Hint, faults: list[Fault], sub: Sub) -> Sourced:
        nothing = Sourced(None, "")
        if not self.sourced or "value" not in found:
            faults.append((sub, f"found a table; write one value, as in {self.example}" + (", or value = ... in it" if self.sourced else "")))
            return nothing
        for key in found:
            if key not in VALUE_KEYS:
                faults.append(((*sub, key), f'unknown key "{key}"{did_you_mean(key, VALUE_KEYS)}'))
        before = len(faults)
        value = self._parse(found["value"], hint, faults, sub)
        low, high = self._range(found, hint, faults, sub)
        dist = found.get("dist", "uniform")
        if dist not in DISTS:
            faults.append(((*sub, "dist"), f"{shown(dist)} is not one of: {', '.join(DISTS)}"))
        spread = found.get("spread", 0.0)
        if isinstance(spread, bool) or not isinstance(spread, (int, float)) or not 0 <= spread < 10:
            message = "write a number without quotes, 0 or more: how much members differ (sd of the log)"
            faults.append(((*sub, "spread"), f"found {shown(spread)}; {message}"))
        for key in ("source", "note"):
            if not isinstance(found.get(key, ""), str):
                faults.append(((*sub, key), f"found {shown(found[key])}; write words in quotes"))
        if not isinstance(found.get("as_of", ""), (str, date)):
            faults.append(((*sub, "as_of"), f"found {shown(found['as_of'])}; write a date, as in 2019-03-31"))
        if len(faults) > before:
            return nothing
        source, as_of, note = (str(found.get(key, "")) for key in ("source", "as_of", "note"))
        result = Sourced(value, str(found["value"]), low, high, cast(Any, dist), float(cast(float, spread)), source, as_of, note)
        if self.word == AS_WRITTEN:  # its range too is read elsewhere
            return replace(result, low=None, high=None)
        fault = _range_fault(result, found)
        if fault:
            faults.append((sub, fault))
        return result

    def _range(self, found: dict[str, object], hint: Hint, faults: list[Fault], sub: Sub) -> tuple[object, object]:
        ends = found.get("range")
        if ends is None:
            return None, None
        if not isinstance(ends, list) or len(ends) != 2:
            faults.append(((*sub, "range"), f"found {shown(ends)}; write the lowest and the highest, as in [{self.example}, {self.example}]"))
            return None, None
        low = self._parse(ends[0], hint, faults, (*sub, "range", "0"))
        high = self._parse(ends[1], hint, faults, (*sub, "range", "1"))
        return low, high


def _range_fault(value: Sourced, found: dict[str, object]) -> str | None:
    """What is wrong between a value and its range."""
    if value.low is None:
        return None
    low, high = cast(list[object], found["range"])
    if isinstance(value.value, (str, bool)):
        return "words and switches have no range; write variants instead"
    if len({unit_of(v) for v in (value.value, value.low, value.high)}) > 1:
        return f"value and range have different units: {value.text}, {low}, {high}"
    bottom, middle, top = (number_of(v) for v in (value.low, value.value, value.high))
    wrong = (
        (bottom > top, f"the range goes from {low} down to {high}; write the lowest first"),
        (not bottom <= middle <= top, f"value {value.text} is outside its range {low} to {high}"),
        (value.dist == "lognormal" and bottom <= 0, "a lognormal value is above 0 throughout its range"),
    )
    return next((message for is_so, message in wrong if is_so), None)
