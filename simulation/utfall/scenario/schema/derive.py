"""Tables derived from the frozen records of `contract`: a term, a metric or a limit is declared once, there."""

import types
from dataclasses import MISSING, fields
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import create_model

from utfall.base.quantities import Amount, Flow, Mark, Money, Price, Rate, Return, Share, Time
from utfall.scenario.schema import words
from utfall.scenario.schema.leaf import Leaf
from utfall.scenario.schema.meanings import holds, meaning
from utfall.scenario.schema.table import Marker, One, Table, TableType, key

_LEAVES: dict[Any, Leaf] = {
    Money: words.MONEY,
    Price: words.PRICE,
    Amount: words.AMOUNT,
    Share: words.SHARE,
    Rate: words.RATE,
    Time: words.TIME,
    Flow: words.FLOW,
    Mark: words.MARK,
    Return: words.RETURN,
    float: words.NUMBER,
    int: words.MONTH,
    bool: words.SWITCH,
    str: words.TEXT,
}


def leaf_of(hint: Any) -> Leaf:
    """The type of a key from the annotation of a field."""
    if get_origin(hint) in (Union, types.UnionType) and hint != Amount:
        return leaf_of(next(arg for arg in get_args(hint) if arg is not type(None)))
    if get_origin(hint) is Annotated:
        inner, mark = get_args(hint)
        return words.by_group(leaf_of(get_args(inner)[0])) if mark == "by group" else words.name_of(mark)
    if get_origin(hint) is Literal:
        return words.word(get_args(hint))
    if get_origin(hint) is tuple:
        item = get_args(hint)[0]
        if get_origin(item) is tuple:
            domain, value = get_args(item)
            return words.keyed(get_args(domain)[1] if get_origin(domain) is Annotated else "payers", leaf_of(value))
        return words.names_of(leaf_of(item).refers or "people.groups")
    return _LEAVES[hint]


def table_of(record: type, name: str, instead: dict[str, Marker | None]) -> TableType:
    """The table of a record.

    instead  keys whose type is given here rather than by the field; None leaves a field out
    """
    hints = get_type_hints(record, include_extras=True)
    needed = {field.name for field in fields(record) if field.default is MISSING and field.default_factory is MISSING} - set(_DEFAULTS.get(name, ()))
    found: dict[str, Any] = {}
    for field in fields(record):
        if field.name not in instead:
            required = field.name in needed
            described = key(meaning(name, field.name), holds(field.name, field.default), required)
            found[field.name] = (Annotated[Any, leaf_of(hints[field.name])], described)
    for word, marker in instead.items():
        if marker is not None:
            found[word] = (Annotated[Any, marker], key(meaning(name, word), holds(word, None), word in needed or word in _ALWAYS))
    return create_model(name, __base__=Table, __doc__=record.__doc__, **found)


_ALWAYS = ("design", "unit")
_DEFAULTS = {"capital": ("holder",)}


def one(record: type, name: str, instead: dict[str, Marker | None]) -> One:
    """A table inside a table, derived from a record."""
    return One(table_of(record, name, instead))
