"""What can be counted. A metric says what is counted; a term says what is paid for it."""

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from utfall.base.quantities import ByGroup, Flow, Mark, Price, Share, Time
from utfall.base.shapes import Shape

Id = Annotated[str, "id"]
OutcomeId = Annotated[str, "outcomes"]
TaskId = Annotated[str, "tasks"]
MetricId = Annotated[str, "contract.metrics"]
ComparisonId = Annotated[str, "contract.comparisons"]
ValueId = Annotated[str, "values"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """Common to every kind.

    among          who is counted
    compared_with  id of a comparison; None: nothing
    data_source    how it is known; under provider_report nothing is paid without a claim
    missed         share of true successes that are not recorded
    mistaken       share of non-successes recorded as successes
    lag            months from the month something falls due to the month it is known
    noise          sd of the error: of a score, in sd; of time, hours or money, of its log, one error a person
    reported       on the day agreed, or on a day that the provider chooses (`metrics.chosen_date`)
    hidden_from_providers   paid on, but the providers do not know it
    self_certified   a claim rests on a list that the payee ticks, so that a false one is a small untruth (only under provider_report)
    groups         pay groups that it counts (None: all)
    cost           what it costs to measure, per person counted
    """

    kind: ClassVar[str] = ""
    unit: ClassVar[str] = ""
    id: Id
    title: str = ""
    among: Literal["eligible", "offered", "enrolled", "completed"] = "enrolled"
    compared_with: ComparisonId | None = None
    data_source: Literal["register", "provider_report", "survey", "evaluator"] = "register"
    lag: Time | None = None
    missed: Share = Share(0.0)
    mistaken: Share = Share(0.0)
    noise: float = 0.0
    reported: Literal["on_the_day", "when_provider_chooses"] = "on_the_day"
    hidden_from_providers: bool = False
    self_certified: bool = False
    groups: tuple[str, ...] | None = None
    cost: Price | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StateAt(Metric):
    """In the outcome at one moment: so long after enrolment, at a contract month, or so long after service is said to have ended.

    `until`: how long after the day agreed a provider may choose another.
    """

    kind: ClassVar[str] = "state_at"
    unit: ClassVar[str] = "person"
    outcome: OutcomeId
    after_enrolment: ByGroup[Time] | None = None
    at_month: int | None = None
    after_service: ByGroup[Time] | None = None
    until: Time | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstEntry(Metric):
    """First entry into the outcome after enrolment, inside a time."""

    kind: ClassVar[str] = "first_entry"
    unit: ClassVar[str] = "person"
    outcome: OutcomeId
    within: ByGroup[Time]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sustained(Metric):
    """In the outcome for so long (in a row, unless said otherwise), the whole spell inside a time.

    `full_time`: a month counts for the share of full time in it (what is earned, at one wage), so that `lasts` is of full-time months.
    """

    kind: ClassVar[str] = "sustained"
    unit: ClassVar[str] = "person"
    outcome: OutcomeId
    lasts: ByGroup[Time]
    within: ByGroup[Time]
    in_a_row: bool = True
    gap: ByGroup[Time] | None = None
    full_time: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeIn(Metric):
    """Time in the outcome inside a window; with `follows` only after another metric has succeeded."""

    kind: ClassVar[str] = "time_in"
    unit: ClassVar[str] = "time"
    outcome: OutcomeId
    per: Literal["day", "week", "month"]
    within: ByGroup[Time]
    follows: MetricId | None = None
    at_most: ByGroup[Time] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Intensity(Metric):
    """Hours in the outcome inside a window that starts so long after enrolment."""

    kind: ClassVar[str] = "intensity"
    unit: ClassVar[str] = "hour"
    outcome: OutcomeId
    window: ByGroup[Time]
    starts: ByGroup[Time] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Score(Metric):
    """A score at one moment, or its gain since enrolment; with `at_least` a success if it reaches the mark; `until` as in `state_at`.

    noise_shape   tails of the whole error of what is read, the score's own included (`base.shapes`); its sd is the same
    """

    kind: ClassVar[str] = "score"
    unit: ClassVar[str] = "point"
    outcome: OutcomeId
    after_enrolment: ByGroup[Time]
    gain: bool = False
    at_least: ByGroup[Mark] | None = None
    until: Time | None = None
    noise_shape: Shape = "normal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity(Metric):
    """Units of a task that were done: contacts, courses, hours. Never an outcome."""

    kind: ClassVar[str] = "activity"
    unit: ClassVar[str] = "activity"
    task: TaskId
    per: Literal["contact", "course", "hour"]
    agreed: ByGroup[Flow] | None = None
    hours: Flow | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CostAvoided(Metric):
    """Money that did not have to be spent, or came in, inside a window after enrolment, against a comparison."""

    kind: ClassVar[str] = "cost_avoided"
    unit: ClassVar[str] = "money"
    values: tuple[ValueId, ...]
    window: ByGroup[Time]


@dataclass(frozen=True, slots=True, kw_only=True)
class Events(Metric):
    """Events of a person inside a window after enrolment: each of them, or (`yes_no`) a success if there was none."""

    kind: ClassVar[str] = "events"
    unit: ClassVar[str] = "event"
    outcome: OutcomeId
    window: ByGroup[Time]
    yes_no: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Headcount(Metric):
    """How many of those counted are in the outcome, or not in it, on the dates of the term that pays on it."""

    kind: ClassVar[str] = "headcount"
    unit: ClassVar[str] = "person"
    outcome: OutcomeId
    counts: Literal["in", "not_in"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Basket(Metric):
    """Several metrics in one number: the weighted sum of their units.

    weights  metric id -> weight, summing to 1
    drawn    how many of them count, drawn by lot after the behaviour (None: all)
    """

    kind: ClassVar[str] = "basket"
    unit: ClassVar[str] = "point"
    weights: tuple[tuple[MetricId, Share], ...]
    drawn: int | None = None


#: Every kind of the language.
METRICS: dict[str, type[Metric]] = {
    kind.kind: kind for kind in (StateAt, FirstEntry, Sustained, TimeIn, Intensity, Score, Events, Headcount, Activity, CostAvoided, Basket)
}
