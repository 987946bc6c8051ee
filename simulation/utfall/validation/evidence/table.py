"""The evidence bench: all rows, looked for and judged."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from utfall.base.errors import UsageError
from utfall.scenario.schema.behaviour import PROFILES, SHARED
from utfall.validation.evidence.evidence import Evidence, evidence
from utfall.validation.evidence.misses import known_misses, surprises
from utfall.validation.evidence.observable import Observed
from utfall.validation.evidence.observe import observable_of, observe
from utfall.validation.evidence.registry import NOT_TESTABLE, OBSERVABLES, PRICE_RESPONSE
from utfall.validation.evidence.setup import under
from utfall.validation.evidence.verdict import Verdict, judged, obtained

#: With --quick a quarter of the seeds of each row are run.
_QUARTER = 4


@dataclass(frozen=True, slots=True)
class EvidenceTable:
    """Verdicts in the order of the files.

    quick         whether a quarter of the seeds was run
    calibration   behaviour profile; only the shared one at full length is held against the list of known misses
    """

    verdicts: tuple[Verdict, ...]
    quick: bool = False
    calibration: str = SHARED

    @property
    def surprises(self) -> tuple[str, ...]:
        """Where the missed rows differ from the list."""
        return () if self.quick or self.calibration != SHARED else surprises(self.verdicts)

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


def look(rows: Iterable[Evidence], tell: Callable[[str], None], *, quick: bool = False, calibration: str = SHARED) -> EvidenceTable:
    """Look for rows in the model under a calibration and judge them; `tell` hears of each scenario as its rows begin.

    Rows that hang on how providers answer a price are looked for under every rival of the shared calibration, too.
    """
    asked = tuple(rows)
    found = _look(asked, tell, quick, calibration)
    rivals = [name for name in PROFILES if name != SHARED] if calibration == SHARED else []
    answers = [row for row in asked if row.id in PRICE_RESPONSE]
    others = {name: _look(answers, lambda text, name=name: tell(f"{name}: {text}"), quick, name) for name in rivals if answers}  # type: ignore[misc]
    verdicts = (_verdict(row, found, others) for row in asked)
    return EvidenceTable(tuple(verdicts), quick, calibration)


def _look(rows: Sequence[Evidence], tell: Callable[[str], None], quick: bool, calibration: str) -> dict[str, Observed]:
    """What rows show under a calibration, as far as the library has their scenarios."""
    by_row = {one.row: one for one in OBSERVABLES}
    files: dict[str, list[str]] = {}
    for row in rows:
        if row.id in by_row and not by_row[row.id].missing:
            files.setdefault(by_row[row.id].setups[0].name, []).append(row.id)
    found: dict[str, Observed] = {}
    for file, ids in files.items():
        tell(f"{file}: {', '.join(ids)}")
        found |= observe(ids, under(calibration), share=_QUARTER if quick else 1)
    return found


def _verdict(row: Evidence, found: Mapping[str, Observed], others: Mapping[str, Mapping[str, Observed]]) -> Verdict:
    if row.id not in found:
        return with_reason(Verdict(evidence=row, word="not testable"))
    observable = observable_of(row.id)
    verdict = judged(row, observable, found[row.id])
    rivals = tuple((name, obtained(row, observable, seen[row.id])) for name, seen in others.items() if row.id in seen)
    return with_reason(replace(verdict, rivals=rivals))


def with_reason(verdict: Verdict) -> Verdict:
    """A verdict with why it is no plain success: the known miss, what it restates, what was looked at first, why it cannot be tested."""
    row = verdict.evidence.id
    looked = next((one for one in OBSERVABLES if one.row == row), None)
    reason = verdict.reason
    if verdict.word == "missed":
        reason = known_misses().get(row, "")
    elif looked is None:
        reason = NOT_TESTABLE.get(row, "nothing in the model is looked at for it")
    elif looked.missing:
        reason = f"the library has no scenario {', '.join(looked.missing)}"
    elif verdict.word in {"restated", "met at a chosen region"}:
        reason = looked.restates or looked.chosen
    return replace(verdict, reason=reason)
