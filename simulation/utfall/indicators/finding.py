"""One finding: a sentence with the mark that says what it rests on, and the small rules that all findings share."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from utfall.indicators import words
from utfall.indicators.marks import Mark
from utfall.indicators.values import Summary

BANNER = "A model for learning and testing designs, not a forecast."
#: Standing remarks; whoever prints a finding prints its remark too, once for all findings that share it.
CAVEATS = {
    "price": "No fact we have shows how strongly providers answer a price.",
    "motivation": "A loss of motivation holds under the form of control that it names; nothing that we have read tells the forms apart.",
    "creaming": "Whether choosing the easy costs effect depends on how need and response go together, and no fact we have fixes that.",
    "optimism": "Optimism is one of three explanations of the same facts.",
    "coupling": "Which people would have succeeded anyway is decided by the simulation's shared luck; no data could tell.",
    "luck": "Most draws of what we do not know agree on the sign of that difference, though chance covers it in single runs.",
    "chance": "Only chance was drawn: what we do not know of the parameters is in no interval.",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence: which rule wrote it, how well it is founded, and the standing remark that must be printed with it."""

    text: str
    mark: Mark
    rule: str
    caveat: str = ""

    @property
    def marked(self) -> str:
        """The sentence with its mark in front, as `--json` prints it."""
        return f"{self.mark}: {self.text}"


Found = Mapping[str, Summary]


def remarks(found: Iterable[Finding]) -> tuple[str, ...]:
    """The standing remarks of some findings, each once, in their order."""
    return tuple(dict.fromkeys(finding.caveat for finding in found if finding.caveat))


def has(found: Found, name: str) -> Summary | None:
    """An indicator that has a mean."""
    summary = found.get(name)
    return None if summary is None or summary.mean is None else summary


def sure(summary: Summary) -> int:
    """1 or -1 where the interval over runs is above or below 0, else 0."""
    if summary.low is None or summary.high is None:
        return 0
    return 1 if summary.low > 0 else -1 if summary.high < 0 else 0


def in_words(summary: Summary, unit: str = "") -> str:
    """An indicator in a sentence: mean and interval."""
    return "not defined" if summary.mean is None else words.estimate(summary.mean, summary.low, summary.high, unit)
