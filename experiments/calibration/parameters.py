"""What is free in the joint calibration, where it is written, and what was thought of it before."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import exp, log

Settings = dict[str, object]
#: What is run: two cases, Koto-SIB's programme paid directly to whoever serves, and two in which records are kept by who is paid on them.
WORK_PROGRAMME, KOTO, PAID_DIRECTLY, OWN_RECORDS = "work_programme", "koto_sib", "koto_sib_paid_directly", "own_records"
PROGRAMMES = (WORK_PROGRAMME, KOTO, PAID_DIRECTLY)
EVERYWHERE = (*PROGRAMMES, OWN_RECORDS)
#: Sd of an even distribution over its range.
OF_RANGE = 0.29
#: Free levels move in steps of a tenth, in logs; nothing is thought of them before.
STEP = 0.1
#: Monthly entry of the groups that no target is about, over the entry of the group that one is about.
LIKE_JSA = {"jsa_early": 2.0 / 2.8, "jsa_ex_ib": 1.2 / 2.8, "jsa_prison_leavers": 1.6 / 2.8}
LIKE_ESA = {"esa_volunteers": 1.0 / 0.9, "ib_is_volunteers": 0.6 / 0.9}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One free value.

    scenarios   in which it is set, through `settings(value)`
    low, high   its range: prior mean in the middle, prior sd 0.29 of it (levels: bounds alone, in logs over `start`)
    level       a fact of one case, fitted to its own level; no prior
    """

    name: str
    scenarios: tuple[str, ...]
    settings: Callable[[float], Settings]
    start: float
    low: float
    high: float
    level: bool = False

    def value(self, u: float) -> float:
        """The value at `u`, in prior sd from the prior mean (levels: in steps of a tenth in logs from where they stood)."""
        if self.level:
            return self.start * exp(STEP * u)
        return 0.5 * (self.low + self.high) + OF_RANGE * (self.high - self.low) * u

    def inverse(self, value: float) -> float:
        """`u` of a value."""
        if self.level:
            return log(value / self.start) / STEP
        return (value - 0.5 * (self.low + self.high)) / (OF_RANGE * (self.high - self.low))

    @property
    def bounds(self) -> tuple[float, float]:
        """Least and greatest `u`."""
        return (-10.0, 10.0) if self.level else (-0.5 / OF_RANGE, 0.5 / OF_RANGE)

    @property
    def at_start(self) -> float:
        """`u` of the value that the library had before the fit."""
        return self.inverse(self.start)


def _shared(name: str) -> Callable[[float], Settings]:
    return lambda value: {f"behaviour.override.{name}": round(value, 6)}


def _task(name: str, key: str, form: str = "{:.6f}") -> Callable[[float], Settings]:
    rows = {"tasks.coaching.like": "coaching", "tasks.quick_placement.like": "quick_placement"}
    return lambda value: {**rows, f"tasks.{name}.{key}": form.format(value) if "hours" in form else round(value, 6)}


def _entry(*groups: tuple[str, float]) -> Callable[[float], Settings]:
    return lambda value: {f"outcomes.work.entry.{name}": f"{100 * value * over:.5f} % per month" for name, over in groups}


def _koto_hour_cost(value: float) -> Settings:
    return {f"providers.{name}.cost": f"EUR {value:.2f} per hour" for name in ("live_palvelut", "others")}


PARAMETERS = (
    Parameter("gain", PROGRAMMES, _task("coaching", "builds.work"), 0.09, 0.05, 0.15),
    Parameter("half_way", PROGRAMMES, _task("coaching", "half_way", "{:.5f} hours per month"), 2.5, 1.4, 4.2),
    Parameter("decay", PROGRAMMES, lambda x: {"capabilities.work.decay": f"{100 * x:.5f} % per month"}, 0.05, 0.02, 0.08),
    Parameter("belief_in_own_effect", EVERYWHERE, _shared("belief_in_own_effect"), 2.1, 1.0, 3.0),
    Parameter("mission_weight", EVERYWHERE, _shared("mission_weight"), 0.11, 0.0, 0.5),
    Parameter("entry_by_need", PROGRAMMES, _shared("entry_by_need"), 0.75, 0.4, 1.2),
    Parameter("exit_by_need", PROGRAMMES, _shared("exit_by_need"), 0.35, 0.1, 0.6),
    Parameter("screening_accuracy", EVERYWHERE, _shared("screening_accuracy"), 0.7, 0.4, 0.95),
    Parameter("quick_placement", PROGRAMMES, _task("quick_placement", "boosts.work"), 1.3, 0.8, 2.5),
    Parameter("integrity_median", (PAID_DIRECTLY, OWN_RECORDS), _shared("integrity_median"), 2.8, 1.4, 5.6),
    Parameter("minimum_hours", (WORK_PROGRAMME,), lambda x: {"contract.service.minimum_hours": f"{x:.5f} hours per month"}, 0.6, 0.3, 1.0),
    Parameter("koto_hour_cost", (KOTO, PAID_DIRECTLY), _koto_hour_cost, 33.2, 25.0, 45.0),
    Parameter("koto_entry", (KOTO, PAID_DIRECTLY), lambda x: {"outcomes.work.entry": f"{100 * x:.5f} % per month"}, 0.0466, 0.02, 0.1, level=True),
    Parameter("entry_jsa_18_24", (WORK_PROGRAMME,), _entry(("jsa_18_24", 1.0)), 0.0278, 0.01, 0.1, level=True),
    Parameter("entry_jsa_25_plus", (WORK_PROGRAMME,), _entry(("jsa_25_plus", 1.0), *LIKE_JSA.items()), 0.0222, 0.01, 0.1, level=True),
    Parameter("entry_jsa_early", (WORK_PROGRAMME,), _entry(("jsa_early", 1.0)), 0.0079, 0.005, 0.05, level=True),
    Parameter("entry_new_esa", (WORK_PROGRAMME,), _entry(("new_esa", 1.0), *LIKE_ESA.items()), 0.0064, 0.002, 0.04, level=True),
    Parameter("entry_esa_ex_ib", (WORK_PROGRAMME,), _entry(("esa_ex_ib", 1.0)), 0.002, 0.0005, 0.02, level=True),
)


def settings(values: Mapping[str, float], scenario: str) -> Settings:
    """What a scenario is changed by under some values of the parameters."""
    found: Settings = {}
    for parameter in PARAMETERS:
        if scenario in parameter.scenarios and parameter.name in values:
            found |= parameter.settings(values[parameter.name])
    return found
