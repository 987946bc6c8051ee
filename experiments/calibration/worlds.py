"""The runs that the fit looks at: the same luck for every set of values."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from parameters import KOTO, OWN_RECORDS, PAID_DIRECTLY, WORK_PROGRAMME, settings
from rows import KOTO_LEVEL

from utfall.base.records import RunRecord
from utfall.behaviour.valuation.cache import TableCache
from utfall.contract.parties import Provider
from utfall.model.foresight.forecast import forecast
from utfall.model.foresight.foreseen import NOTHING, Foreseen
from utfall.model.foresight.outlook import ByWeight, Judged, Outlooks
from utfall.model.run import run_case
from utfall.scenario import load
from utfall.scenario.case import Case
from utfall.validation.evidence.families import koto as of_koto
from utfall.validation.evidence.families import reading
from utfall.validation.evidence.families import work_programme as of_work_programme
from utfall.validation.evidence.observable import Part
from utfall.validation.evidence.observe import observe
from utfall.validation.evidence.setup import as_believed

Values = Mapping[str, float]
Change = Mapping[str, object]
#: Rows as `utfall validate --evidence` looks for them, in the same functions.
OF_WORK_PROGRAMME: dict[str, Callable[[RunRecord], Part]] = {
    "C01": lambda r: of_work_programme.rate(r, "jsa_25_plus"),
    "C02": lambda r: of_work_programme.rate(r, "jsa_18_24"),
    "C03": lambda r: of_work_programme.rate(r, "new_esa"),
    "C04": lambda r: of_work_programme.rate(r, "esa_ex_ib"),
    "C05": of_work_programme.rate,
    "C09": of_work_programme.ceiling,
    "S01": of_work_programme.easy_over_hard,
}
AGAINST_BELIEVED: dict[str, Callable[[RunRecord, RunRecord], Part]] = {
    "C06": lambda r, planned: reading.over(of_work_programme.rate(planned, "jsa_25_plus"), of_work_programme.rate(r, "jsa_25_plus")),
    "C08": of_work_programme.below_plan,
}
OF_KOTO: dict[str, Callable[[RunRecord], Part]] = {"C10": of_koto.earnings, "C11": of_koto.public_gain, "C12": reading.paid_over_capital}
#: Rows that are looked at as `utfall validate --evidence` does, by what is run for them.
OBSERVED = {PAID_DIRECTLY: ("S08.drop", "S09", "S35.duration", "S27.people", "S27.organisations"), OWN_RECORDS: ("S29", "C32.claim")}
FORECAST_SEEDS = 8


class Planning(Outlooks):
    """Value tables of a fit: all groups of a case are kept at once, and nobody asks what hours were truly worth."""

    __slots__ = ()

    def __init__(self) -> None:
        super().__init__()
        self.tables = TableCache(48, 2_500_000_000)

    def judged(self, case: Case, provider: Provider, foreseen: Foreseen = NOTHING, weights: ByWeight = ()) -> Judged:
        """The tables of the plan stand for the true ones; the indicators made of these are not looked at."""
        latest = next(reversed(self._made.values()))
        return Judged(latest, latest)


@dataclass(frozen=True, slots=True)
class Size:
    """How much is run: people and seeds of each case (the seeds are of no experiment and of no table of evidence)."""

    people: int = 6000
    seeds: Sequence[int] = field(default_factory=lambda: range(1001, 1009))
    koto_seeds: Sequence[int] = field(default_factory=lambda: range(1001, 1025))
    paid_seeds: Sequence[int] = field(default_factory=lambda: range(1001, 1009))
    record_seeds: Sequence[int] = field(default_factory=lambda: range(1001, 1013))


def work_programme(values: Values, size: Size, change: Change | None = None) -> dict[str, float]:
    """What the Work Programme shows, at central values; the plan is what providers would get where help builds what they believe."""
    scenario = load(WORK_PROGRAMME).replace({**settings(values, WORK_PROGRAMME), **(change or {})}).scaled(size.people)
    case, outlooks = scenario.case(), Planning()
    expected = forecast(case, FORECAST_SEEDS)
    true = [run_case(case, seed, outlooks=outlooks, expectations=expected) for seed in size.seeds]
    planned = [run_case(as_believed(case), seed, outlooks=outlooks, expectations=expected) for seed in size.seeds]
    found = {row: pooled(of(record) for record in true) for row, of in OF_WORK_PROGRAMME.items()}
    both = list(zip(true, planned, strict=True))
    return found | {row: pooled(of(*records) for records in both) for row, of in AGAINST_BELIEVED.items()}


def koto(values: Values, size: Size, change: Change | None = None) -> dict[str, float]:
    """What Koto-SIB shows, at central values."""
    case, outlooks = load(KOTO).replace({**settings(values, KOTO), **(change or {})}).case(), Planning()
    expected = forecast(case, FORECAST_SEEDS)
    records = [run_case(case, seed, outlooks=outlooks, expectations=expected) for seed in size.koto_seeds]
    level = np.mean([reading.value(record, "earnings").per_offered_without for record in records]) / 100.0
    return {row: pooled(of(record) for record in records) for row, of in OF_KOTO.items()} | {KOTO_LEVEL: float(level)}


def paid_directly(values: Values, size: Size, change: Change | None = None) -> dict[str, float]:
    """What Koto-SIB's programme shows where whoever serves is paid, on one day, on six months, on records of their own."""
    return _observed(PAID_DIRECTLY, values, size.paid_seeds, change)


def own_records(values: Values, size: Size, change: Change | None = None) -> dict[str, float]:
    """What records of those who are paid on them show: severity in `first_steps`, a checklist in `troubled_families`."""
    return _observed(OWN_RECORDS, values, size.record_seeds, change)


#: What is run, by name.
LOOKS: dict[str, Callable[..., dict[str, float]]] = {
    WORK_PROGRAMME: work_programme,
    KOTO: koto,
    PAID_DIRECTLY: paid_directly,
    OWN_RECORDS: own_records,
}


def _observed(name: str, values: Values, seeds: Sequence[int], change: Change | None) -> dict[str, float]:
    laid = {**settings(values, name), **(change or {})}
    return {row: seen.mean for row, seen in observe(OBSERVED[name], lambda scenario: scenario.replace(laid), seeds).items()}


def pooled(parts: Iterable[Part]) -> float:
    """A row of evidence over all seeds: a ratio of sums."""
    tops, bottoms = zip(*parts, strict=True)
    return float(np.sum(tops) / np.sum(bottoms))
