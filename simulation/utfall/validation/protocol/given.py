"""What a case gives about people and what helps them: input of the model, with what holds where a file is silent."""

from utfall.scenario.explain import vocabulary
from utfall.validation.protocol.markdown import table

PARTS = ("people", "outcomes", "capabilities", "tasks", "market")
#: Types of keys that hold no quantity.
WORDS = ("text", "table", "named tables", "id", "word", "switch", "refused")


def given_by_a_case() -> str:
    """Markdown: every quantity of people, outcomes, capabilities, tasks and market that a scenario file may give."""
    found = [row for row in vocabulary() if row.path.split(".")[0] in PARTS and row.type not in WORDS]
    rows = dict.fromkeys((f"`{row.path}`", row.meaning, row.type, row.example, row.default) for row in found)
    return table(("key", "meaning", "type", "unit, by example", "without it"), rows)
