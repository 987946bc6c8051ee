"""The evidence bench: all rows, looked for and judged."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from utfall.base.errors import UsageError
from utfall.validation.evidence.evidence import Evidence, evidence
from utfall.validation.evidence.misses import known_misses, surprises
from utfall.validation.evidence.observable import Observed
from utfall.validation.evidence.observe import observe
from utfall.validation.evidence.registry import NOT_TESTABLE, OBSERVABLES
from utfall.validation.evidence.setup import Change, unchanged
from utfall.validation.evidence.verdict import Verdict, judged

#: With --quick a quarter of the seeds of each row are run.
_QUARTER = 4


@dataclass(frozen=True, slots=True)
class EvidenceTable:
    """Verdicts in the order of the files.

    quick   whether a quarter of the seeds was run; then verdicts are not held against the list of known misses
    """

    verdicts: tuple[Verdict, ...]
    quick: bool = False

    @property
    def surprises(self) -> tuple[str, ...]:
        """Where the missed rows differ from the list."""
        return () if self.quick else surprises(self.verdicts)

    @property
    def holds(self) -> bool:
        """Whether exactly the known rows are missed."""
        return not self.surprises

    def count(self, word: str, *roles: str) -> int:
        """Rows with a verdict, of some roles (all of them where none is named)."""
        return sum(one.word == word and (not roles or one.evidence.role in roles) for one in self.verdicts)


def chosen(names: Iterable[str]) -> tuple[Evidence, ...]:
    """Rows of these names: C25 means all of its parts; all rows where there is no name.

    Raises UsageError for a name that no row has.
    """
    wanted = tuple(names)
    known = {part for row in evidence() for part in (row.id, row.id.partition(".")[0])}
    for name in wanted:
        if name not in known:
            raise UsageError(f"there is no row of evidence {name}; `utfall validate --evidence --list` names them")
    return tuple(row for row in evidence() if not wanted or row.id in wanted or row.id.partition(".")[0] in wanted)


def look(rows: Iterable[Evidence], tell: Callable[[str], None], *, quick: bool = False, change: Change = unchanged) -> EvidenceTable:
    """Look for rows in the model and judge them; `tell` hears of each scenario as its rows begin."""
    by_row = {one.row: one for one in OBSERVABLES}
    files: dict[str, list[str]] = {}
    asked = tuple(rows)
    for row in asked:
        if row.id in by_row and not by_row[row.id].missing:
            files.setdefault(by_row[row.id].setups[0].name, []).append(row.id)
    found: dict[str, Observed] = {}
    for file, ids in files.items():
        tell(f"{file}: {', '.join(ids)}")
        found |= observe(ids, change, share=_QUARTER if quick else 1)
    verdicts = []
    for row in asked:
        verdict = judged(row, by_row[row.id], found[row.id]) if row.id in found else _not_testable(row)
        verdicts.append(replace(verdict, reason=known_misses().get(row.id, "")) if verdict.word == "missed" else verdict)
    return EvidenceTable(tuple(verdicts), quick)


def _not_testable(row: Evidence) -> Verdict:
    waiting = next((one.missing for one in OBSERVABLES if one.row == row.id), ())
    reason = f"the library has no scenario {', '.join(waiting)}" if waiting else NOT_TESTABLE.get(row.id, "nothing in the model is looked at for it")
    return Verdict(evidence=row, word="not testable", reason=reason)
