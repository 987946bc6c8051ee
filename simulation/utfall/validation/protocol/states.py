"""State variables of every entity, from the docstrings of the classes that hold them."""

import inspect
import re
from collections.abc import Iterator

from utfall.base.ledger import Ledger
from utfall.model.around.legitimacy import Legitimacy
from utfall.model.around.trust import Trust
from utfall.model.measuring.metering import Meter
from utfall.model.parties.believing import Believing
from utfall.model.parties.books import Books
from utfall.model.parties.casebook import Casebook
from utfall.model.parties.organisations import ProviderAgent
from utfall.model.parties.ratings import Ratings
from utfall.model.parties.referral import Referrals
from utfall.model.parties.reviews import Reviews
from utfall.model.paying.auditing import Audits
from utfall.model.paying.settlement import Settlement
from utfall.people.columns import Columns
from utfall.people.continuity import Workers
from utfall.people.events import EventColumns
from utfall.people.ordinary import OrdinaryServices
from utfall.people.outsiders import Openings
from utfall.people.participants import Participants
from utfall.people.population import Population
from utfall.people.sanctions import Sanctions
from utfall.validation.protocol.markdown import table

#: Entity -> the classes whose instances hold its state.
HOLDERS: tuple[tuple[str, type], ...] = (
    ("person", Columns),
    ("person", Population),
    ("person, events", EventColumns),
    ("person, who decides (`participants`)", Participants),
    ("person, sanctioned", Sanctions),
    ("person and worker (`turnover`)", Workers),
    ("record of a person by a metric", Meter),
    ("what providers know of a person", Casebook),
    ("referrer", Referrals),
    ("provider", Books),
    ("provider", ProviderAgent),
    ("provider (`learning`)", Believing),
    ("public", Ratings),
    ("auditor", Audits),
    ("contract", Settlement),
    ("contract (`review`)", Reviews),
    ("every party", Ledger),
    ("outsiders (`displacement`)", Openings),
    ("ordinary services (`services`)", OrdinaryServices),
    ("public (`legitimacy`)", Legitimacy),
    ("pairs of parties (`trust`)", Trust),
)
_FIELD = re.compile(r"(?P<names>[a-z]\w*(?:, [a-z]\w*)*)(?:  +| (?=\())(?P<meaning>\S.*)")


def states_table() -> str:
    """Markdown: entity, variables, shape and meaning, where kept."""
    rows = [
        (entity, ", ".join(f"`{name}`" for name in names), meaning, f"`{_place(holder)}`")
        for entity, holder in HOLDERS
        for names, meaning in variables(holder)
    ]
    return table(("entity", "variable", "shape, unit, meaning", "kept in"), rows)


def variables(holder: type) -> Iterator[tuple[tuple[str, ...], str]]:
    """Names and meaning of what a class's docstring lists, in its order; a line that lists nothing goes on with the one before."""
    names: tuple[str, ...] = ()
    meaning = ""
    for line in inspect.cleandoc(holder.__doc__ or "").splitlines()[1:]:
        found = _FIELD.fullmatch(line)
        if found is None and line.startswith(" ") and names:
            meaning = f"{meaning} {line.strip()}"
            continue
        if names:
            yield names, meaning
        names, meaning = (tuple(found["names"].split(", ")), found["meaning"]) if found else ((), "")
    if names:
        yield names, meaning


def _place(holder: type) -> str:
    return f"{holder.__module__.removeprefix('utfall.').replace('.', '/')}.py"
