"""A better classifier against a higher price: what each takes away from parking inside price groups (weak evidence)."""

from math import sqrt

from utfall.base.records import RunRecord
from utfall.indicators.people import total_hours
from utfall.validation.evidence.families.reading import less, over
from utfall.validation.evidence.observable import Observable, Part, mean_of
from utfall.validation.evidence.setup import Setup

#: Seeds and people of the Work Programme's terms; seeds of the town.
SEEDS, PEOPLE, TOWN_SEEDS = 16, 600, 24
#: How far the two groups of the town lie from the mean, in sd of need over everybody: what a look at need of this accuracy tells.
BAD, BETTER = 0.35, 0.7

#: Hours are short, prices five times those of the contract, and reserves so deep that risk bends nothing.
_SHORT = (
    ("contract.terms.job_outcome.price", "GBP 6 000 per person"),
    ("contract.terms.sustainment.price", "GBP 1 175 per month"),
    ("providers.prime.hours", "1 000 hours per month"),
    ("providers.prime.reserves", "GBP 100 million"),
    ("contract.service.minimum_hours", "0.1 hours per month"),
)
_DEARER = (
    ("contract.terms.job_outcome.price.health", "GBP 9 000 per person"),
    ("contract.terms.job_outcome.price.long_term", "GBP 6 000 per person"),
    ("contract.terms.sustainment.price.health", "GBP 1 762.50 per month"),
    ("contract.terms.sustainment.price.long_term", "GBP 1 175 per month"),
)
#: As wide a spread of need over everybody as before, most of it between the groups.
_BY_NEED = (
    ("people.groups.health.need", 1.19),
    ("people.groups.health.need_spread", 0.5),
    ("people.groups.long_term.need", -0.87),
    ("people.groups.long_term.need_spread", 0.5),
    ("outcomes.work.entry.health", "0.9 % per month"),
    ("outcomes.work.entry.long_term", "3.7 % per month"),
)


def _programme(*sets: tuple[str, object]) -> Setup:
    return Setup("work_and_health:weeks_counted", sets=sets, people=PEOPLE)


def _town(accuracy: float, far: int) -> Setup:
    """Two groups as a classifier of this accuracy draws them, so much for the far one; everybody's need has sd 1."""
    groups: list[tuple[str, object]] = []
    for name, side in (("near", -accuracy), ("far", accuracy)):
        cells = {"title": name, "share": "50 %", "need": side, "need_spread": sqrt(1.0 - accuracy**2)}
        groups += [(f"people.groups.{name}.{key}", value) for key, value in cells.items()]
    return Setup(
        "first_steps",
        sets=(
            *groups,
            ("contract.terms.job.price.near", "SEK 40 000 per person"),
            ("contract.terms.job.price.far", f"SEK {far} per person"),
            ("contract.service.who_selects", "random"),
            ("providers.bridge.hours", "150 hours per month"),
            ("providers.bridge.reserves", "SEK 1 000 million"),
        ),
    )


CLASSIFIED = (_programme(*_SHORT, *_BY_NEED), _programme(*_SHORT, *_DEARER))
TOWN = (_town(BETTER, 60_000), _town(BAD, 90_000))


def order(classifier: RunRecord, price: RunRecord) -> Part:
    """Parking index under the higher price less under the better classifier: above 0 where the classifier reduces it more."""
    return less(parking(price), parking(classifier))


def parking(record: RunRecord) -> Part:
    """Hours of the easiest fifth of a price group over those of its hardest, half an hour added to both, for some get none."""
    hours, persons = total_hours(record) + 0.5, record.persons
    easy, hard = (mean_of(hours, persons.enrolled & (persons.fifth == fifth)) for fifth in (0, 4))
    return over(easy, hard)


CLASSES = (
    Observable(
        row="S03",
        how="work_and_health:weeks_counted, few hours, five times its prices: hours easiest over hardest fifth in a group, "
        "health price +50 %, less two groups drawn by need at one price",
        setups=CLASSIFIED,
        seeds=SEEDS,
        of=order,
        chosen="prices at which hours are short and not dear, and a classifier that leaves a quarter of the variance inside a group, "
        "which then has less of a gap to show; in another town a classifier that is twice as good does less than the price",
    ),
    Observable(
        row="S03.elsewhere",
        how="first_steps, two groups, 150 hours: the same index, far price +50 % on groups drawn at accuracy .35, less groups at .7, old price",
        setups=TOWN,
        seeds=TOWN_SEEDS,
        of=order,
    ),
)
