"""Pages whose tables are generated: each stands between its marks, the words around them are a person's."""

import re
from collections.abc import Callable, Mapping

from utfall.base.errors import UsageError
from utfall.validation.protocol.given import given_by_a_case
from utfall.validation.protocol.luck import luck_table
from utfall.validation.protocol.parameters import rival_values, shared_values, task_values
from utfall.validation.protocol.process import indicators_table, phases_table, rules_table, switches_table
from utfall.validation.protocol.published import benches_table, made_again_table, phenomena_table, same_answer_table
from utfall.validation.protocol.states import states_table

PROTOCOL: Mapping[str, Callable[[], str]] = {
    "state variables": states_table,
    "the month": phases_table,
    "switches": switches_table,
    "rules": rules_table,
    "draws": luck_table,
    "indicators": indicators_table,
    "given by a case": given_by_a_case,
    "shared values": shared_values,
    "tasks": task_values,
    "rival profiles": rival_values,
}
VALIDATION: Mapping[str, Callable[[], str]] = {
    "benches": benches_table,
    "made again": made_again_table,
    "same answer": same_answer_table,
    "phenomena": phenomena_table,
}
#: Page -> its tables.
PAGES: Mapping[str, Mapping[str, Callable[[], str]]] = {"docs/odd.md": PROTOCOL, "docs/validation.md": VALIDATION}
_MARKED = re.compile(r"<!-- made from code: (?P<name>[a-z ]+) -->\n.*?<!-- end -->", re.DOTALL)


def written_anew(text: str, blocks: Mapping[str, Callable[[], str]] = PROTOCOL) -> str:
    """The page with every table between marks as the code has it now; raises UsageError where a mark is missing or unknown."""
    found = [match["name"] for match in _MARKED.finditer(text)]
    if sorted(found) != sorted(blocks):
        raise UsageError(f"the page has marks for {', '.join(found)}; it must have each of {', '.join(blocks)} once")
    return _MARKED.sub(lambda match: f"<!-- made from code: {match['name']} -->\n{blocks[match['name']]()}<!-- end -->", text)
