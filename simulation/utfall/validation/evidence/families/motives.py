"""What pay does to the wish to do the work, and a fee at the start: one town, one provider."""

from utfall.base.records import RunRecord
from utfall.indicators.people import effects, total_hours
from utfall.validation.evidence.families.reading import less, over
from utfall.validation.evidence.observable import Observable, Part, mean_of, plain
from utfall.validation.evidence.setup import Setup

SEEDS = 24
_FEE = (("contract.terms.fee.kind", "block"), ("contract.terms.fee.title", "fee"), ("contract.terms.fee.fee", "SEK 200 000 per month"))


def _paid(mission: float, price: int) -> Setup:
    """A fee that covers the cost, and so much for each person six months in work."""
    weight, amount = ("behaviour.override.mission_weight", mission), ("contract.terms.job.price", f"SEK {price} per person")
    return Setup("first_steps", sets=(*_FEE, amount, weight))


#: Three tenths of the price at the start, as in the French trial (recalled), and the rest for the result.
_UP_FRONT = (
    ("contract.terms.start.kind", "attachment"),
    ("contract.terms.start.title", "start fee"),
    ("contract.terms.start.fee", "SEK 18 000 per start"),
    ("contract.terms.job.price", "SEK 42 000 per person"),
)
PRIVATE = Setup("first_steps", sets=_UP_FRONT)
PUBLIC = Setup("first_steps", sets=(*_UP_FRONT, ("behaviour.providers", "mission")))


def more_hours(without: RunRecord, paid: RunRecord) -> Part:
    """Hours a head under a stake less without one."""
    hours = [mean_of(total_hours(record), record.persons.enrolled) for record in (paid, without)]
    return less(hours[0], hours[1])


def _effect(record: RunRecord) -> Part:
    return mean_of(effects(record), record.persons.enrolled)


def _enrolled(record: RunRecord) -> Part:
    return plain(float(record.persons.enrolled.sum()))


_STAKES = "mission weight and stakes at which hours are neither none nor all; between the two weights the sign turns"
_SPLITS = "three tenths up front, as is recalled of the French trial; nothing up front gives 0.7, SEK 10 000 of 55 000 gives 0.04"
MOTIVES = (
    Observable(
        row="S22.dull",
        how="first_steps with a fee, mission weight 0: hours a head with SEK 40 000 a result less without",
        setups=(_paid(0.0, 0), _paid(0.0, 40_000)),
        seeds=SEEDS,
        of=more_hours,
        chosen=_STAKES,
    ),
    Observable(
        row="S22.interesting",
        how="first_steps with a fee, mission weight 0.35: hours a head with SEK 2 000 a result less without",
        setups=(_paid(0.35, 0), _paid(0.35, 2_000)),
        seeds=SEEDS,
        of=more_hours,
        chosen=_STAKES,
    ),
    Observable(
        row="S33.effect",
        how="first_steps, three tenths up front: months added a head, shared rule over rule mission",
        setups=(PRIVATE, PUBLIC),
        seeds=SEEDS,
        of=lambda private, public: over(_effect(private), _effect(public)),
        chosen=_SPLITS,
    ),
    Observable(
        row="S33.enrolment",
        how="the same: people enrolled",
        setups=(PRIVATE, PUBLIC),
        seeds=SEEDS,
        of=lambda private, public: over(_enrolled(private), _enrolled(public)),
        chosen=_SPLITS,
    ),
)
