"""Tables of the file: plain ones, named ones, and ones whose shape follows from a word in them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Annotated, Any, cast

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, core_schema

from utfall.base.parse import Hint, shown
from utfall.scenario.near import did_you_mean
from utfall.scenario.schema.leaf import Bad, Leaf
from utfall.scenario.schema.words import TEXT


def key(meaning: str, default: str = "", required: bool = False) -> Any:
    """A key of a table: what it means, what holds without it (in words), whether it must be there."""
    return Field(default=None, description=meaning, json_schema_extra={"holds": default, "required": required})


class Table(BaseModel):
    """One table. Unknown keys are kept aside in `model_extra`; every table takes `source` and `note`."""

    model_config = ConfigDict(extra="allow", frozen=True, arbitrary_types_allowed=True, protected_namespaces=())

    source: Annotated[Any, TEXT] = key("where the values below are from, unless one says its own: a reference, assumed, calibrated or illustrative")
    note: Annotated[Any, TEXT] = key("a remark")


TableType = type[Table]


@dataclass(frozen=True, slots=True)
class One:
    """A table inside a table."""

    model: TableType

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return self.model.model_json_schema()

    def read(self, found: object, info: ValidationInfo) -> object:
        """The table read, or `Bad`."""
        if not isinstance(found, dict):
            return Bad((((), f"found {shown(found)}; write a table"),))
        return self.model.model_validate(found, context=info.context)


@dataclass(frozen=True, slots=True)
class Kinds:
    """A table whose shape is chosen by a word in it.

    tag     the key of that word ("kind", "design")
    tables  word -> shape
    hint    what an example price in such a table would be per
    """

    tag: str
    tables: dict[str, TableType]
    hint: Callable[[dict[str, Any], dict[str, Any]], str] | None = None

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"oneOf": [model.model_json_schema() for model in self.tables.values()]}

    def read(self, found: object, info: ValidationInfo) -> object:
        """The table of the chosen kind, or `Bad`."""
        if not isinstance(found, dict):
            return Bad((((), f"found {shown(found)}; write a table"),))
        chosen = found.get(self.tag)
        chosen = chosen.get("value") if isinstance(chosen, dict) else chosen
        if isinstance(chosen, str) and chosen in self.tables:
            return self.tables[chosen].model_validate(found, context=self._context(found, info))
        if chosen is None:
            return Bad((((self.tag,), f'"{self.tag}" is missing; write one of: {", ".join(self.tables)}'),))
        close = did_you_mean(chosen, tuple(self.tables)) if isinstance(chosen, str) else ""
        return Bad(
            (((self.tag,), f"unknown {self.tag} {shown(chosen)}" + (close or f"; there are: {', '.join(self.tables)} (utfall explain KIND)")),)
        )

    def _context(self, found: dict[str, Any], info: ValidationInfo) -> dict[str, Any]:
        context = cast(dict[str, Any], info.context or {})
        if self.hint is None:
            return context
        hint = cast(Hint, context.get("hint", Hint()))
        return {**context, "hint": replace(hint, per=self.hint(found, context) or hint.per)}


@dataclass(frozen=True, slots=True)
class Named:
    """A table of named tables; the names are ids (`what` in words: "term")."""

    item: One | Kinds

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "object", "additionalProperties": self.item.__get_pydantic_json_schema__(schema, handler)}

    def read(self, found: object, info: ValidationInfo) -> object:
        """The tables by name, or `Bad`."""
        if not isinstance(found, dict):
            return Bad((((), f"found {shown(found)}; write a table of named tables"),))
        return {name: self.item.read(table, info) for name, table in found.items() if name not in ("source", "note") or isinstance(table, dict)}


Marker = Leaf | One | Kinds | Named


@cache
def markers_of(model: TableType) -> dict[str, Marker]:
    """Every key of a table with its type, in the order of the vocabulary. Asked for once a table: a schema does not change."""
    return {name: cast(Marker, field.metadata[0]) for name, field in model.model_fields.items()}


def marker_of(model: TableType, name: str) -> Marker:
    """The type of a key."""
    return markers_of(model)[name]


def is_required(model: TableType, name: str) -> bool:
    """Whether a key must be there."""
    return bool(cast(dict[str, Any], model.model_fields[name].json_schema_extra)["required"])


def keys_of(model: TableType) -> tuple[str, ...]:
    """The keys of a table in the order of the vocabulary, `source` and `note` last."""
    return (*(name for name in model.model_fields if name not in ("source", "note")), "source", "note")
