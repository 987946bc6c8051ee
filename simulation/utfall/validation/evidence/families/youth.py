"""Innovation Fund: cheap steps and dear ones on one list of prices."""

from utfall.base.records import RunRecord
from utfall.indicators.people import effects
from utfall.validation.evidence.families.reading import less, over, recorded_share
from utfall.validation.evidence.observable import Observable, Part, mean_of
from utfall.validation.evidence.setup import Setup

SEEDS, PEOPLE = 16, 4000
LIST = Setup("innovation_fund", people=PEOPLE)
#: The same staff on the same people, without a price on anything that they do.
FEE = Setup("innovation_fund", people=PEOPLE, sets=(("behaviour.providers", "equal_effort"),))


def in_work_at_12(record: RunRecord) -> Part:
    """Participants in lasting work at month 12, with the contract less the same people without, points."""
    persons = record.persons
    gain = persons.durable_at_12.astype(float) - persons.durable_at_12_without.astype(float)
    return mean_of(gain, persons.enrolled, 100.0)


def _dear_steps(record: RunRecord) -> Part:
    parts = [recorded_share(record, step) for step in ("level_2", "level_3")]
    return sum(part[0] for part in parts), parts[0][1]


def _gain(record: RunRecord) -> Part:
    """Months in work that the contract adds a head, over the same people without it: the list takes others than a fee does."""
    return mean_of(effects(record), record.persons.enrolled)


YOUTH = (
    Observable(
        row="C30",
        how="innovation_fund: participants in lasting work at month 12, with less without, points",
        setups=(LIST,),
        seeds=SEEDS,
        of=in_work_at_12,
        proxy="the source has education, employment or training, against a matched group",
    ),
    Observable(
        row="S11.level_1",
        how="innovation_fund: rate of level 1 under the list of prices over that under agreed hours",
        setups=(LIST, FEE),
        seeds=SEEDS,
        of=lambda list_, fee: over(recorded_share(list_, "level_1"), recorded_share(fee, "level_1")),
    ),
    Observable(
        row="S11.level_2_3",
        how="the same of levels 2 and 3",
        setups=(LIST, FEE),
        seeds=SEEDS,
        of=lambda list_, fee: over(_dear_steps(list_), _dear_steps(fee)),
    ),
    Observable(
        row="S11.goal",
        how="the same: months in work added to each enrolled over the same person without, difference",
        setups=(LIST, FEE),
        seeds=SEEDS,
        of=lambda list_, fee: less(_gain(list_), _gain(fee)),
    ),
)
