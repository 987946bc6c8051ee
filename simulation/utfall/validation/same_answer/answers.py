"""What is asked of each world, and the sign of what came out with whether it is sure."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Literal

import numpy as np

from utfall.experiment.carry_out import carry_out
from utfall.experiment.execute import Hands
from utfall.experiment.from_design import Changes, request_of
from utfall.experiment.request import Request, Variant
from utfall.experiment.runner import versions
from utfall.indicators.pooling import Resampler, columns, quotient
from utfall.results.frames import ExperimentResult
from utfall.results.store import Store
from utfall.validation.same_answer.worlds import WORLDS, World

DESIGN = "metric_choice_koto"
AGREED = "agreed"
#: Seeds at central values; how sure a sign must be is the 95 % interval of a mean.
RUNS = 20
Sign = Literal["+", "-", "?"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One line of the table.

    id, words   what is said of a contract where the sign is +
    arm         the contract, as the design names it
    indicator   of the contract, less that of the agreed one; less `line` where one is given and nothing is compared
    scale       what a unit is multiplied by to be read
    """

    id: str
    words: str
    arm: str
    indicator: str
    line: float | None = None
    scale: float = 1.0

    def can_differ(self, world: World) -> bool:
        """Whether a world can change the answer: in a difference of two contracts the world without one cancels, and how luck is shared with it."""
        return world.differs != "luck" or self.line is not None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came out of one question in one world: mean, its 95 % interval, and its sign (?: the interval includes 0)."""

    question: str
    world: str
    mean: float
    low: float
    high: float

    @property
    def sign(self) -> Sign:
        """Plus, minus, or cannot tell."""
        return "+" if self.low > 0.0 else "-" if self.high < 0.0 else "?"


ARMS = {
    "public_gain_direct": "Public gain, all to providers",
    "job_on_day_90": "In work on day 90",
    "sustained_6m": "Six months without a break",
    "hours_3m": "Hours over three months",
    "language_course": "Language courses",
    "work_and_language": "Work and language",
}
SHARES = {"job_on_day_90": ARMS["job_on_day_90"], "sustained_6m": ARMS["sustained_6m"], "hours_3m": ARMS["hours_3m"]}
QUESTIONS = (
    *(
        Question(id=f"{arm}.caused", words=f"{title}: more lastingly in work after a year", arm=arm, indicator="caused_at_12_enrolled")
        for arm, title in ARMS.items()
    ),
    *(Question(id=f"{arm}.months", words=f"{title}: more months in work", arm=arm, indicator="true_effect_eligible") for arm, title in ARMS.items()),
    *(
        Question(
            id=f"{arm}.anyway",
            words=f"{title}: most of what is paid would have come anyway",
            arm=arm,
            indicator="deadweight_share",
            line=0.5,
            scale=100.0,
        )
        for arm, title in SHARES.items()
    ),
)


def requested(world: World, runs: int, people: int | None = None, arms: Collection[str] = ()) -> Request:
    """The flagship comparison in one world: main view at central values, prices scaled to one forecast budget; all arms where none is named."""
    asked = request_of(DESIGN, "", Changes(people=people, central=True, luck=world.luck, command=f"same answer: {world.id}"))
    variants = tuple(_in_world(variant, world) for variant in asked.variants if not arms or variant.label in arms)
    return Request(
        kind="experiment",
        title=f"{asked.title} ({world.title})",
        question=asked.question,
        variants=variants,
        runs=runs,
        seed=1,
        central=True,
        luck=world.luck,
        equal_budget=True,
        notes=asked.notes,
        command=asked.command,
    )


def _in_world(variant: Variant, world: World) -> Variant:
    scenario = variant.scenario.replace(dict(world.settings)) if world.settings else variant.scenario
    return Variant(label=variant.label, title=variant.title, scenario=scenario, settings=variant.settings)


def answers(result: ExperimentResult, world: str, questions: tuple[Question, ...] = QUESTIONS) -> Iterator[Answer]:
    """Every question of one world."""
    agreed = result.variant(AGREED).rows
    for question in questions:
        rows = result.variant(question.arm).rows
        resampler = Resampler.of(rows)
        own = columns(rows, question.indicator)
        mean = float(quotient(own.top.sum(), own.bottom.sum()))
        spread = quotient(resampler.sums(own.top), resampler.sums(own.bottom))
        if question.line is None:
            other = columns(agreed, question.indicator)
            mean -= float(quotient(other.top.sum(), other.bottom.sum()))
            spread = spread - quotient(resampler.sums(other.top), resampler.sums(other.bottom))
        else:
            mean, spread = mean - question.line, spread - question.line
        low, high = resampler.interval(spread)
        edges = (np.nan if low is None else low, np.nan if high is None else high)
        yield Answer(question.id, world, *(question.scale * number for number in (mean, *edges)))


def all_answers(store: Store, hands: Hands, runs: int = RUNS, people: int | None = None, worlds: tuple[World, ...] = WORLDS) -> tuple[Answer, ...]:
    """Every question in every world; runs that are stored are not made again."""
    carried = partial(carry_out, store=store, hands=hands, versions=versions())
    return tuple(answer for world in worlds for answer in answers(carried(requested(world, runs, people)), world.id))
