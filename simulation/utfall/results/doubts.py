"""What a result says of its own doubt: chance against ignorance, whether the runs were enough, whether verdicts hold over what nobody knows."""

from collections.abc import Iterable
from dataclasses import dataclass

from utfall.indicators.convergence import Running, running
from utfall.indicators.differences import telling
from utfall.indicators.pooling import LEAST_POINTS
from utfall.indicators.sensitivity import AtPoint, Influence, by_point, influences, least_rank
from utfall.indicators.spread import Spread, spread
from utfall.indicators.verdicts import AT_12, EFFECT
from utfall.results.assumed import drawn_at
from utfall.results.frames import ExperimentResult, VariantResult
from utfall.results.rows import Row

#: What is followed of a single contract; of several, the effect of the first and each difference in it.
FOLLOWED = (EFFECT, "caused_at_12_enrolled", "paid_for", "payments")
#: Runs are enough where the mean is known to within this share of the mean of the first contract.
A_TENTH = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """An indicator of a contract, or of a contract less another (labels; `against` empty: the level)."""

    variant: str
    against: str
    indicator: str
    unit: str
    money: bool


@dataclass(frozen=True, slots=True, eq=False)
class Converging:
    """How the mean of a subject settled.

    wanted   half of the 95 % interval that is narrow enough; None where nothing says so: the first contract's own mean cannot be told from 0
    asked    it is what `--precision` asked for; too_few: assumed values were drawn, fewer than ten times, so that the interval holds chance alone
    """

    subject: Subject
    running: Running
    wanted: float | None
    asked: bool
    too_few: bool

    @property
    def enough(self) -> int | None:
        """Runs that were enough; None: not yet, no yardstick, or too few draws to say."""
        return None if self.wanted is None or self.too_few else self.running.enough(self.wanted)


@dataclass(frozen=True, slots=True, eq=False)
class Robust:
    """Whether a verdict holds: the subject at each parameter point, and the assumed values that go with it, closest first."""

    subject: Subject
    points: tuple[AtPoint, ...]
    influences: tuple[Influence, ...]

    @property
    def told(self) -> tuple[Influence, ...]:
        """Assumed values that stand out among all."""
        return tuple(one for one in self.influences if one.told)

    @property
    def least_rank(self) -> float | None:
        """The least rank correlation that could have stood out."""
        return least_rank(len(self.points), len(self.influences))


def spreads(result: ExperimentResult) -> tuple[tuple[Subject, Spread], ...]:
    """Chance and ignorance of the effect of each contract, and of each difference from the first; none at central values."""
    found = []
    for subject in (*_levels(result, (EFFECT,)), *_differences(result, EFFECT)):
        parts = spread(result.variant(subject.variant).rows, subject.indicator, _against(result, subject))
        if parts is not None:
            found.append((subject, parts))
    return tuple(found)


def convergence(result: ExperimentResult) -> tuple[Converging, ...]:
    """How the headline means settled: four of a single contract; of several the effect of the first, and each difference from it."""
    several = len(result.main) > 1
    wanted, draws = asked_precision(result), draws_of(result)
    found = []
    first = [subject for subject in _levels(result, (EFFECT,) if several else FOLLOWED) if subject.variant == result.main[0].label]
    for subject in (*first, *(_differences(result, EFFECT) if several else ())):
        settled = running(result.variant(subject.variant).rows, subject.indicator, _against(result, subject))
        if settled is None:
            continue
        asked = wanted is not None and subject.indicator == EFFECT and bool(subject.against) == several
        found.append(Converging(subject, settled, wanted if asked else _tenth(result, subject.indicator), asked, 0 < draws < LEAST_POINTS))
    return tuple(found)


def robustness(result: ExperimentResult) -> tuple[Robust, ...]:
    """Each contract against the first on the yardstick of the findings; a single contract against nothing. None at central values."""
    subjects = list(_told(result)) if len(result.main) > 1 else _levels(result, (EFFECT,))
    found = []
    for subject in subjects:
        points = by_point(result.variant(subject.variant).rows, subject.indicator, _against(result, subject))
        if points:
            found.append(Robust(subject, points, influences(points, drawn_at(result, (point.point for point in points)))))
    return tuple(found)


def draws_of(result: ExperimentResult) -> int:
    """Draws of the assumed values; 0 at central values."""
    return 0 if result.uncertainty == "central" else len({row.point for row in result.main[0].rows})


def asked_precision(result: ExperimentResult) -> float | None:
    """What `--precision` asked for; None where it did not."""
    found = result.provenance.get("precision")
    return None if found is None else float(found)


def _tenth(result: ExperimentResult, name: str) -> float | None:
    """A tenth of the first contract's mean; None where that mean cannot be told from 0."""
    found = result.main[0].summaries.get(name)
    if found is None or found.mean is None or found.mc_low is None or found.mc_high is None or found.mc_low <= 0.0 <= found.mc_high:
        return None
    return A_TENTH * abs(found.mean)


def _against(result: ExperimentResult, subject: Subject) -> tuple[Row, ...] | None:
    return result.variant(subject.against).rows if subject.against else None


def _levels(result: ExperimentResult, names: Iterable[str]) -> list[Subject]:
    return [_subject(variant, "", name) for name in names for variant in result.main if variant.rows and name in variant.summaries]


def _differences(result: ExperimentResult, name: str) -> list[Subject]:
    first, *others = result.main
    both = [v for v in others if v.rows and first.rows and name in v.summaries and name in first.summaries]
    return [_subject(variant, first.label, name) for variant in both]


def _told(result: ExperimentResult) -> Iterable[Subject]:
    """Each contract less the first, by who is lastingly in the outcome after a year, or by months where only those can be told."""
    first, *others = result.main
    for variant in others:
        found = result.differences_of(variant.label, first.label)
        best = telling([found[name] for name in (AT_12, EFFECT) if name in found and found[name].mean is not None])
        if best is not None:
            yield _subject(variant, first.label, best.indicator)


def _subject(variant: VariantResult, against: str, name: str) -> Subject:
    found = variant.summaries[name]
    return Subject(variant=variant.label, against=against, indicator=name, unit=found.unit, money=found.money)
