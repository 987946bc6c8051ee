"""The month: nine phases, in this order and no other.

arrive   people are referred             select   providers take people: the only door for creaming
deliver  hours by task: the only door for parking and task shift      respond  people change, in both worlds
measure  records are made                verify   claims, audits         settle   money moves
adapt    motivation, insolvency          record   series
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from utfall.model.phases.adapt import adapt
from utfall.model.phases.arrive import arrive
from utfall.model.phases.deliver import deliver
from utfall.model.phases.measure import measure
from utfall.model.phases.record import record
from utfall.model.phases.respond import respond
from utfall.model.phases.select import select
from utfall.model.phases.settle import settle
from utfall.model.phases.verify import verify

if TYPE_CHECKING:
    from utfall.model.model import ContractModel

MONTH: tuple[Callable[["ContractModel"], None], ...] = (arrive, select, deliver, respond, measure, verify, settle, adapt, record)
