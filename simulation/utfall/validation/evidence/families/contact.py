"""More contact: the same job seekers with a third of the caseload."""

from utfall.base.records import RunRecord
from utfall.validation.evidence.families.reading import ahead_from, value
from utfall.validation.evidence.observable import Observable, Part, of_group
from utfall.validation.evidence.setup import Setup

SEEDS, PEOPLE, PRIMES = 24, 4000, 18
#: Hours a month and person: a short meeting a month; three times that.
LITTLE, MUCH = 0.7, 2.1


def _with_hours(each: float) -> Setup:
    """Everybody starts at once and gets the same hours, as agreed and not as paid; hours are those of the file's 20 000 people."""
    return Setup(
        "work_programme",
        sets=(
            ("behaviour.providers", "equal_effort"),
            ("people.enrolment", "1 month"),
            ("providers.prime.places", 1200),
            ("providers.prime.hours", f"{each * 20000 / PRIMES:.0f} hours per month"),
            ("contract.service.minimum_hours", "0 hours per month"),
        ),
        people=PEOPLE,
    )


SETUPS = (_with_hours(LITTLE), _with_hours(MUCH))


def more_work(little: RunRecord, much: RunRecord) -> Part:
    """JSA 25+ in lasting work a year after they came, %: much over little."""
    counts = [float((r.persons.durable_at_12 & r.persons.enrolled & of_group(r, "jsa_25_plus")).sum()) for r in (little, much)]
    return 100.0 * (counts[1] - counts[0]), counts[0]


def payback(little: RunRecord, much: RunRecord) -> Part:
    """Months until what is saved in benefits has covered what the hours cost more; no month within the run: no value."""
    saved = [value(record, "benefit").difference for record in (little, much)]
    return ahead_from((saved[1] - saved[0]) - (much.series["cost"] - little.series["cost"]))


CONTACT = (
    Observable(
        row="S36.work",
        how="work_programme at agreed hours, everybody at once: jsa_25_plus in lasting work at month 12, 2.1 hours a month over 0.7",
        setups=SETUPS,
        seeds=SEEDS,
        of=more_work,
    ),
    Observable(
        row="S36.payback",
        how="the same two: first month from which benefits saved have covered the dearer hours",
        setups=SETUPS,
        seeds=SEEDS,
        of=payback,
    ),
)
