"""People: who they are, and how they live a month with and without the contract."""

from math import exp, hypot, log, sqrt
from typing import TYPE_CHECKING, Any

import mesa

from ..plain_mesa.levels import level
from .given import Draws

if TYPE_CHECKING:
    from .model import TwinContract

OUT, DURABLE, SHALLOW = 0, 1, 2
HISTORY = 12  # months before the first in which the common shock already moves


class Participant(mesa.Agent):
    """A person. Everything that is true of it, what its provider believes of it, and how far it has come on each metric."""

    def __init__(self, model: "TwinContract", number: int) -> None:
        super().__init__(model)
        self.number = number
        self.group = 0
        self.start = 0
        self.need = self.response = self.shock = 0.0
        self.entry = self.leave = 0.0
        self.capability = [0.0] * len(model.case.people.capabilities)
        self.state = self.without = OUT
        # with a provider
        self.provider = -1
        self.enrolled = 0
        self.served = False
        self.until = 0
        self.refusals = 0
        self.sent_to = 0
        self.need_class = 0
        self.believed_response = 1.0
        self.believed = list(self.capability)
        self.hours = [0.0] * len(model.case.people.tasks)
        self.gain = list(self.capability)
        self.boost = 0.0
        # on each metric
        self.streak: dict[str, int] = {}
        self.at_risk: dict[str, int] = {}
        self.reached: set[str] = set()
        self.recorded: dict[str, float] = {}
        # money by clause
        self.earned: dict[str, int] = {}
        self.paid: dict[str, int] = {}
        self.held: dict[str, int] = {}
        self.paid_in_all = 0

    def live(self, world: "World", month: int, odds: float, shock: float) -> None:
        """The month's shock, capability, and both worlds on one draw."""
        law = world.outcome
        self.shock = world.persistence * self.shock + world.innovation * shock
        for j, kept in enumerate(world.keeps):
            self.capability[j] = kept * self.capability[j] + self.gain[j]
        common = world.common[month]
        entry = self.entry - law.entry_by_shock * self.shock + common
        leave = self.leave + law.exit_by_shock * self.shock - 0.5 * common
        self.without = DURABLE if odds < (-leave if self.without else entry) else OUT
        entry += sum(helps * k for helps, k in zip(law.helps_entry, self.capability, strict=True))
        leave -= sum(helps * k for helps, k in zip(law.helps_exit, self.capability, strict=True))
        if self.state == OUT:
            durable, any_ = odds < entry + min(self.boost, 0.0), odds < entry + self.boost
            self.state = DURABLE if durable else SHALLOW if any_ else OUT
        elif odds >= -(leave + (law.exit_if_shallow if self.state == SHALLOW else 0.0)):
            self.state = OUT
        self.gain, self.boost = [0.0] * len(self.gain), 0.0

    def may_drop_out(self, world: "World", odds: float) -> None:
        """Who is served may leave for good, and then loses the outcome where the file says so."""
        if self.served and odds < world.leaving + world.leaving_by_need * self.need:
            self.served = False
            if world.outcome.drop_out_ends_it:
                self.state = OUT


class World:
    """What is true for all."""

    def __init__(self, case: Any, draws: Draws) -> None:
        people = case.people
        self.outcome = people.outcomes[0]
        self.keeps = [1.0 - capability.decay for capability in people.capabilities]
        self.persistence = people.shock_persistence
        self.innovation = people.shock_spread * sqrt(1.0 - people.shock_persistence**2)
        share = people.drop_out if case.mechanisms.dropout else 0.0
        by_need = people.drop_out_by_need
        groups = tuple((group.share, by_need * group.need, by_need * group.need_spread) for group in people.groups)
        self.leaving, self.leaving_by_need = level(share, groups), by_need
        path = list(draws.normal("COMMON", HISTORY + case.months + 1))
        keeps = people.common_persistence
        for t in range(1, len(path)):
            path[t] = keeps * path[t - 1] + sqrt(1.0 - keeps**2) * path[t]
        spread = people.common_spread if case.mechanisms.common_shock else 0.0
        self.common = [spread * path[month + HISTORY] for month in range(case.months + 1)]


def make_people(model: "TwinContract", draws: Draws) -> list[Participant]:
    """Everybody eligible in the order of first referral, in month 0."""
    people, law = model.case.people, model.world.outcome
    starts = [1 + int(u * people.enrolment) for u in sorted(draws.uniform("START"))] if people.enrolment > 1 else [1] * people.eligible
    levels = [_levels(people, group, number) for number, group in enumerate(people.groups)]
    made = []
    for i in range(people.eligible):
        person = Participant(model, i)
        person.start = starts[i]
        person.group = _group(people.groups, draws.uniform("GROUP")[i])
        group, bell = people.groups[person.group], draws.normal("NEED")[i]
        person.need = group.need + group.need_spread * bell
        start, entry, leave = levels[person.group]
        person.entry = entry - law.entry_by_need * person.need
        person.leave = leave + law.exit_by_need * person.need
        person.shock = people.shock_spread * draws.normal("SHOCK")[i]
        s, w = people.response_spread, people.response_by_need
        person.response = exp(s * (w * bell + sqrt(1.0 - w * w) * draws.normal("RESPONSE")[i]) - 0.5 * s * s)
        odds = start - (law.entry_by_need + law.exit_by_need) * person.need - (law.entry_by_shock + law.exit_by_shock) * person.shock
        person.state = person.without = DURABLE if draws.odds("IN_AT_START")[i] < odds else OUT
        _assess(model, person, bell, draws)
        made.append(person)
    return made


def _group(groups: Any, luck: float) -> int:
    """The pay group by draw from the groups' shares."""
    total, below = sum(group.share for group in groups), 0.0
    for number, group in enumerate(groups[:-1]):
        below += group.share
        if luck < below / total:
            return number
    return len(groups) - 1


def _levels(people: Any, group: Any, number: int) -> tuple[float, float, float]:
    """Levels of the odds in month 0, of entry and of exit, at which the means over the group are those of the file."""
    law, shock = people.outcomes[0], people.shock_spread
    by_need, by_shock = law.entry_by_need + law.exit_by_need, law.entry_by_shock + law.exit_by_shock
    start = level(law.start[number], ((1.0, -by_need * group.need, hypot(by_need * group.need_spread, by_shock * shock)),))
    spread = hypot(law.entry_by_need * group.need_spread, law.entry_by_shock * shock)
    entry = level(law.entry[number], ((1.0, -law.entry_by_need * group.need, spread),))
    spread = hypot(law.exit_by_need * group.need_spread, law.exit_by_shock * shock)
    return start, entry, level(law.exit[number], ((1.0, law.exit_by_need * group.need, spread),))


def _assess(model: "TwinContract", person: Participant, bell: float, draws: Draws) -> None:
    """What a provider makes of need and responsiveness: a class cut from a noisy signal, and an expected factor."""
    people, profile, i = model.case.people, model.case.profile, person.number
    accuracy = profile.screening_accuracy
    signal = accuracy * bell + sqrt(max(1.0 - accuracy**2, 0.0)) * draws.normal("SIGNAL")[i]
    classes = model.tables[0].groups[person.group].classes
    edges = [-1.75 + 3.5 * k / (classes - 2) for k in range(classes - 1)]
    person.need_class = sum(edge < signal for edge in edges)
    accuracy, spread = profile.screening_response, people.response_spread
    if accuracy and spread:
        standard = log(person.response) / spread + 0.5 * spread
        look = accuracy * standard + sqrt(1.0 - accuracy**2) * draws.normal("RESPONSE_SIGNAL")[i]
        person.believed_response = exp(accuracy * spread * look - 0.5 * (accuracy * spread) ** 2)
