"""What a review says: rules of advice, the dangers that they find in a contract, and the changes that take them away."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from utfall.review.facts import Facts

Severity = Literal["high", "medium", "low"]
SEVERITIES: tuple[Severity, ...] = ("high", "medium", "low")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change of a contract.

    says        what it does, in words that go on "With ..."
    settings    dotted key -> value; without: dotted keys that are left out first
    same_money  prices are scaled so that forecast payments are those of the contract as it is
    as_if       settings of both contracts of the pair, and in words what they take for granted
    """

    says: str
    settings: Mapping[str, object] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    same_money: bool = False
    as_if: Mapping[str, object] = field(default_factory=dict)
    taken_for_granted: str = ""


@dataclass(frozen=True, slots=True)
class Danger:
    """One danger in one contract: where it stands, what is dangerous, and the change that takes it away (None: no change of the file does).

    covers   keys of warnings of `check` that it tells beside its own
    """

    key: str
    text: str
    change: Change | None = None
    covers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One piece of advice.

    id, topic   names; severity: how much of the case's purpose it can undo
    source      a key of scenarios/references.toml
    looks_at    yardsticks (`review.yardsticks`) of the danger, the first that can be told is told
    find        the dangers in a contract
    by_hours    whether pay is dangerous here by what it does to hours, among other things (False: who signs, and what is written in the books)
    """

    id: str
    topic: str
    severity: Severity
    source: str
    looks_at: tuple[str, ...]
    find: Callable[[Facts], Iterable[Danger]]
    by_hours: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """A danger and the rule that found it."""

    rule: Rule
    danger: Danger

    @property
    def name(self) -> str:
        """Unique in a review: the rule, and the last part of the key."""
        return f"{self.rule.id}:{self.danger.key}"
