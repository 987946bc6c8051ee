"""Every row that the model is looked at for, and those that it cannot be looked at for, with the reason."""

from types import MappingProxyType

from utfall.validation.evidence.families.checklist import CHECKLIST
from utfall.validation.evidence.families.chosen_day import CHOSEN_DAY
from utfall.validation.evidence.families.classes import CLASSES
from utfall.validation.evidence.families.contact import CONTACT
from utfall.validation.evidence.families.false_records import FALSE_RECORDS
from utfall.validation.evidence.families.housing import HOUSING
from utfall.validation.evidence.families.indicator import INDICATOR
from utfall.validation.evidence.families.justice import JUSTICE
from utfall.validation.evidence.families.koto import KOTO
from utfall.validation.evidence.families.motives import MOTIVES
from utfall.validation.evidence.families.nystart import NYSTART
from utfall.validation.evidence.families.pool import POOLED
from utfall.validation.evidence.families.preschool import PRESCHOOL
from utfall.validation.evidence.families.purses import PURSES
from utfall.validation.evidence.families.selection import SELECTION
from utfall.validation.evidence.families.sick_leave import SICK_LEAVE
from utfall.validation.evidence.families.stated import STATED
from utfall.validation.evidence.families.tender import TENDER
from utfall.validation.evidence.families.weak import WEAK
from utfall.validation.evidence.families.work_programme import WORK_PROGRAMME
from utfall.validation.evidence.families.youth import YOUTH
from utfall.validation.evidence.observable import Observable

OBSERVABLES: tuple[Observable, ...] = (
    *WORK_PROGRAMME,
    *TENDER,
    *CONTACT,
    *KOTO,
    *INDICATOR,
    *SELECTION,
    *CHECKLIST,
    *PRESCHOOL,
    *YOUTH,
    *HOUSING,
    *JUSTICE,
    *SICK_LEAVE,
    *NYSTART,
    *PURSES,
    *MOTIVES,
    *FALSE_RECORDS,
    *POOLED,
    *CHOSEN_DAY,
    *STATED,
    *WEAK,
    *CLASSES,
)

#: Rows that hang on how providers answer a price: looked for under rival calibrations, too.
PRICE_RESPONSE = frozenset(
    (
        *("C01", "C02", "C03", "C04", "C05", "C06", "C08", "S01", "S02.rates", "S02.income", "S04.spend", "S04.loop"),
        *("C10", "C11", "C12", "S08.drop", "S31", "S31.elsewhere", "S35.easy", "S35.duration"),
    )
)

NOT_TESTABLE = MappingProxyType(
    {
        "C34": "a figure of the market and not of a contract: the library is no sample of it",
        "S06.after": "that no end falls after the limit is a rule of the contract, and a run keeps no date of each",
        "S19.reward": "motivation is an index from 0 to 1, which has no scale of standard deviations; its sign is a row of the theory bench (T6)",
        "S19.feedback": "what support adds to motivation is set to nothing, for nothing that was read gives its size in this model's unit",
        "S42.manager": "managers are paid fees out of the capital and are no party: nobody keeps what their work costs them",
    }
)
