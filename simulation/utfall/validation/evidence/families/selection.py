"""Who is taken where the provider chooses: one town, one price."""

from utfall.base.records import RunRecord
from utfall.indicators.reached import creaming
from utfall.validation.evidence.families.reading import less, over
from utfall.validation.evidence.families.work_programme import easy_over_hard
from utfall.validation.evidence.observable import Observable, Part, mean_of
from utfall.validation.evidence.setup import Setup

SEEDS = 24
PAYS_PROVIDER = Setup("first_steps")
#: At 5 % a month who is far from work gains as much from the same hours as who is near; at 20 % more, for the near find work anyway.
UNRELATED = Setup("first_steps", sets=(("outcomes.work.entry", "5 % per month"),))
RISING = Setup("first_steps", sets=(("outcomes.work.entry", "20 % per month"),))
GENEROUS = Setup(
    "first_steps",
    sets=(
        ("contract.terms.job.price", "SEK 200 000 per person"),
        ("providers.bridge.hours", "6 000 hours per month"),
        ("contract.service.who_selects", "random"),
    ),
    people=2000,
)
MISSION = Setup("first_steps", sets=(("behaviour.providers", "mission"), ("behaviour.override.mission_led_need_weight", 1.0)))


def change(record: RunRecord) -> Part:
    """What the same hours add for those taken against all who could be, size of the difference alone, %."""
    persons = record.persons
    pool = mean_of(persons.gain_same_service, persons.choice)
    top, bottom = less(over(mean_of(persons.gain_same_service, persons.choice & persons.enrolled), pool, 100.0), (100.0, 1.0))
    return abs(top), bottom


def harder(record: RunRecord) -> Part:
    """Need of those taken less of those who could be, sd."""
    found = creaming(record)
    return -found.top, found.bottom


_RATES = "what share of people finds work by itself was run at several values first"
SELECTION = (
    Observable(
        row="S01.elsewhere",
        how="first_steps at five times the price and five times the hours, people sent by lot: hours of the easiest fifth over those of the hardest",
        setups=(GENEROUS,),
        seeds=SEEDS,
        of=easy_over_hard,
        chosen="five times the price; at three times the easy get less in five seeds of six only",
    ),
    Observable(
        row="S10",
        how="first_steps where 5 % a month find work: months that the same hours add for those taken, against all who could be",
        setups=(UNRELATED,),
        seeds=SEEDS,
        of=change,
        chosen=_RATES,
    ),
    Observable(row="S10.elsewhere", how="the same where 20 % a month find work", setups=(RISING,), seeds=SEEDS, of=change, chosen=_RATES),
    Observable(
        row="S32",
        how="first_steps under the rule mission, need weight 1: need of those taken less of those who could be",
        setups=(MISSION,),
        seeds=SEEDS,
        of=harder,
        chosen="need weight 1, the top of its range; at the shared 0.5 the easy are taken",
    ),
    Observable(row="S32.elsewhere", how="first_steps: the same under the shared rule", setups=(PAYS_PROVIDER,), seeds=SEEDS, of=harder),
)
