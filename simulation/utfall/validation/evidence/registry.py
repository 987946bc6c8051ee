"""Every row that the model is looked at for, and those that it cannot be looked at for, with the reason."""

from types import MappingProxyType

from utfall.validation.evidence.families.contact import CONTACT
from utfall.validation.evidence.families.koto import KOTO
from utfall.validation.evidence.families.preschool import PRESCHOOL
from utfall.validation.evidence.families.tender import TENDER
from utfall.validation.evidence.families.work_programme import WORK_PROGRAMME
from utfall.validation.evidence.observable import Observable

OBSERVABLES: tuple[Observable, ...] = (*WORK_PROGRAMME, *TENDER, *KOTO, *CONTACT, *PRESCHOOL)

NOT_TESTABLE = MappingProxyType(
    {
        "C34": "a figure of the market and not of a contract: the library is no sample of it",
        "S19.reward": "motivation is an index from 0 to 1, which has no scale of standard deviations; its sign is a row of the theory bench (T6)",
        "S19.feedback": "what support adds to motivation is set to nothing, for nothing that was read gives its size in this model's unit",
    }
)
