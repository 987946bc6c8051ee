"""What people decide: whether they stay, whether they take a quick job, what a sanction costs them.

stay     engagement e moves towards what the service is worth, w = r x sum of what the month builds over what the planned hours build; the
         logit of leaving for good is that of the file - by_worth (min(e, 2) - 1) + by_sanction x sanction + by_change x share of the months
         served with another worker than the present one. Who gets the planned hours from one worker leaves at the file's rate [hirschman-1970]
accept   a quick job is taken with chance logistic((V_quick - V_wait) / (noise x w_d)), values of searching on from the person's own
         hazards [mccall-1970]:
             V_d = w_d + delta ((1 - q) V_d + q V)      V_q = w_q + delta ((1 - q_s) V_q + q_s V)      V = b + delta (p V_d + (1 - p) V)
         w_d, w_q what a lasting and a quick job bring in a month, the time given up taken off; b the benefit, less what a sanction withholds
disclose where a provider may turn people away, those of standardised need z hide theirs with chance logistic(level + slope z), so that an
         assessment sees only noise: good news is told, bad news is not [milgrom-1981]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numba as nb
import numpy as np
from numpy.typing import NDArray

from utfall.base.draws import Purpose
from utfall.base.rules import logistic
from utfall.people.columns import Floats, Int32s
from utfall.people.levels import logit_of
from utfall.people.parameters import Participation
from utfall.people.persons import chances

if TYPE_CHECKING:
    from utfall.people.population import Population

_MOST_ENGAGED = 2.0


@nb.njit(cache=True, error_model="numpy")
def better_to_take(entry: float, leave: float, if_shallow: float, incomes: tuple[float, float, float], patience: float) -> float:
    """V_quick - V_wait, minor units; logits of entry and of leaving, incomes a month: lasting job, quick job, benefit."""
    p, q, quick = logistic(entry), logistic(leave), logistic(leave + if_shallow)
    lasting, short = 1.0 - patience * (1.0 - q), 1.0 - patience * (1.0 - quick)
    wait = (incomes[2] + patience * p * incomes[0] / lasting) / (1.0 - patience * (1.0 - p) - patience * p * patience * q / lasting)
    return (incomes[1] + patience * quick * wait) / short - wait


@nb.njit(cache=True, error_model="numpy")
def accept(out: Floats, push: Floats, logits: tuple[Floats, Floats], benefit: Floats, luck: Floats, law: tuple[float, ...]) -> None:
    """(n,) pushes as people answer them: what a quick job would add is 0 for who turns it down. `luck` (n,) logits of uniforms.

    law   if_shallow, income of a lasting and of a quick job, patience, noise (minor units)
    """
    entry, leave = logits
    for i in range(out.size):
        out[i] = push[i]
        if push[i] > 0.0:
            gain = better_to_take(entry[i], leave[i], law[0], (law[1], law[2], benefit[i]), law[3])
            if not luck[i] < gain / law[4]:
                out[i] = 0.0


def conceals(population: Population, standard: Floats) -> NDArray[np.bool_] | None:
    """(N,) who hides its need, given need in sd of the group; None where people do not decide."""
    law = population.params.participation
    if law is None or not population.mechanisms.participants or law.conceals <= 0.0:
        return None
    base: Floats = logit_of(law.conceals) + law.conceals_by_need * standard
    return chances(population.seed, int(Purpose.DISCLOSE), 0, base, 0.0, base)


class Participants:
    """How people take the service.

    engagement   (N,) 1 at the start; planned: what the planned hours build for a person of mean responsiveness (0: nothing is planned)
    """

    def __init__(self, law: Participation, builds: Floats, people: int) -> None:
        self.law = law
        self.engagement = np.ones(people)
        self._weights = builds.sum(axis=0)
        self.planned = 0.0

    def plan(self, effects: Floats) -> None:
        """Take (K,) responses to the planned hours as what people expect."""
        self.planned = self._worth(effects[:, None])[0]

    def _worth(self, effects: Floats) -> Floats:
        worth = np.zeros(effects.shape[1])
        for weight, row in zip(self._weights, effects, strict=True):
            worth += weight * row
        return worth

    def leaving(self, served: Int32s, effects: Floats, response: Floats, sanctions: Floats, interrupted: Floats | None) -> Floats:
        """(n,) what the month adds to the logit of leaving for good; engagement moves. `response` (N,), the others (n,)."""
        law = self.law
        if self.planned > 0.0:
            worth = response[served] * self._worth(effects) / self.planned
            self.engagement[served] += law.engagement_speed * (worth - self.engagement[served])
        added: Floats = law.by_sanction * sanctions - law.by_worth * (np.minimum(self.engagement[served], _MOST_ENGAGED) - 1.0)
        return added if interrupted is None else added + law.by_change * interrupted

    def answer(self, push: Floats, logits: tuple[Floats, Floats], if_shallow: float, luck: Floats, benefit: Floats, out: Floats) -> Floats:
        """(n,) pushes as people answer them; unchanged where nothing is known of their income."""
        law, (lasting, quick, _) = self.law, self.law.incomes
        if lasting <= 0.0:
            return push
        accept(out, push, logits, benefit, luck, (if_shallow, lasting, quick, law.patience, law.noise * lasting))
        return out
