"""Beliefs of the providers over a run (`mechanisms.learning`): what results, a control group and unlike hours teach, and what follows from it.

Each month every person served carries two chances of being in the outcome, as the provider's own law has them: without any help, and with help
of the believed effect. When a service ends, the recorded state is held against them; once a year a provider learns and looks ahead anew. What it
learns of the base rate moves no table. Tables are solved at no more than five beliefs of the effect, and shared by all who look between two; scores
are read at the first belief.
Who won a tender begins with what it bid on, of its effect and of the base rate.
"""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from utfall.base.draws import Purpose, normals
from utfall.behaviour.beliefs import Belief, Results
from utfall.behaviour.marginals import Known
from utfall.behaviour.maturity import LEADING, PARTS, Maturity
from utfall.behaviour.valuation.blend import blended, neighbours
from utfall.model.foresight.outlook import motives_of
from utfall.model.parties.offices import offices

if TYPE_CHECKING:
    from utfall.model.model import ContractModel

Floats = NDArray[np.float64]
#: Nodes of believed effect, over the first belief.
NODES = (0.05, 0.4, 0.7, 1.0, 1.4)
YEAR = 12
#: People whose results are too few to learn from.
FEW = 10


class Believing:
    """State of the beliefs of one run; costs nothing where learning is off or nobody looks ahead.

    beliefs   one a provider; maturity  how much of their records they can learn from
    """

    def __init__(self, model: "ContractModel") -> None:
        self._model, profile = model, model.case.profile
        self._who = [p for p in model.providers if p.outlook is not None] if model.case.mechanisms.learning and model.outcome >= 0 else []
        self.first = profile.belief_in_own_effect
        spread = profile.character.effect_spread * self.first
        self._prior = Belief(model.award.base, self.first, profile.character.base_spread**2, spread**2)
        self.beliefs = [self._prior for _ in model.providers]
        self._outlooks = [provider.outlook for provider in model.providers]
        self._results = [Results() for _ in model.providers]
        self._control = Results()
        self._chances = np.zeros((2, len(model.people))) if self._who else np.zeros((2, 0))
        self._served = np.zeros(len(model.providers))
        self._skill = model.productivity.copy()
        self.maturity = _maturity(model)

    @property
    def learns(self) -> bool:
        """Whether anybody does."""
        return bool(self._who)

    def begin(self, number: int) -> None:
        """A newcomer takes a provider's place: with a newcomer's beliefs, its own productivity and no results so far."""
        if self._who:
            self.beliefs[number], self._results[number], self._served[number] = self._prior, Results(), 0.0
            self._skill[number] = self._model.productivity[number]
            self.maturity.anew(number)
            self._model.providers[number].outlook = self._outlooks[number]
            self._model.offices, self._model.alone = offices(self._model.providers)

    def look_anew(self) -> None:
        """Metrics weigh otherwise than before: everybody who learns looks ahead anew, with what it believes by now."""
        model = self._model
        for provider in self._who:
            motives = motives_of(provider.rule, model.case.profile)
            weights = model.settlement.by_weight
            self._outlooks[provider.number] = model.outlooks.of(model.looked_ahead, provider.declared, model.foreseen, motives, weights)
            self._look_ahead_anew(provider.number)

    def follow(self, known: Known) -> None:
        """A month of service, after hours are decided: results of those whose last it is, as workers know them; then both chances move on."""
        model = self._model
        if not self._who:
            return
        served = known.who.astype(np.int64)
        began, state = known.began == model.month, np.zeros(len(model.people), dtype=np.bool_)
        state[served] = known.state > 0
        self._chances[:, served[began]] = state[served[began]]
        ended = served[model.until[served] == model.month]
        for provider in self._who:
            mine = ended[model.people.provider[ended] == provider.number]
            self._results[provider.number] = self._added(self._results[provider.number], mine, state)
        self._move(served, known.capability, model.tasks.boosts @ model.effects)
        self._compare()

    def _compare(self) -> None:
        """The same for the control group, as the register has it, over as many months."""
        model, people = self._model, self._model.people
        month = model.month - people.start_month
        inside = np.flatnonzero(people.control & (month >= 0) & (month < model.service_months))
        state = people.state_of(model.seen_outcome) > 0
        first, last = inside[month[inside] == 0], inside[month[inside] == model.service_months - 1]
        self._chances[:, first] = state[first]
        self._control = self._added(self._control, last, state)
        self._move(inside, np.zeros((people.capability.shape[0], inside.size)), np.zeros(inside.size))

    def learn(self) -> None:
        """After a month: once a year, what the year's results teach."""
        model = self._model
        if self._who:
            self._served += model.rosters.offsets[1:] - model.rosters.offsets[:-1]
            if model.month % YEAR == 0 and model.month <= model.case.contract.length:
                self._year(model.month / YEAR)

    def _year(self, years: float) -> None:
        model, character = self._model, self._model.case.profile.character
        self.maturity.year(years, self._leaders_come_and_go())
        usable = self.maturity.mean
        for provider in self._who:
            results, belief = self._results[provider.number], self.beliefs[provider.number]
            if results.people < FEW:
                continue
            belief = results.learned(belief, character.common_spread_of_results)
            belief = results.varied(belief, float(usable[provider.number]))
            if model.case.contract.open and self._control.people >= FEW:
                belief = self._control.compared(belief)
            self.beliefs[provider.number], self._results[provider.number] = belief, Results()
            self._look_ahead_anew(provider.number)
        self._control = Results()
        planned = np.maximum(model.books.planned * YEAR, 1.0)
        done = 1.0 + character.doing * np.log2(1.0 + self._served / planned)
        model.productivity[:] = self._skill * done * (1.0 + character.feedback * usable * years)
        model.offices, model.alone = offices(model.providers)

    def _leaders_come_and_go(self) -> Floats | None:
        """(2, providers) luck of a year's changes of leadership and of skills; None where there are none."""
        model, count = self._model, len(self._model.providers)
        if self.maturity.shock <= 0.0:
            return None
        return np.array([normals(model.seed_number, int(Purpose.MATURITY), model.month, lane, count) for lane in range(len(LEADING))])

    def _look_ahead_anew(self, number: int) -> None:
        model, provider = self._model, self._model.providers[number]
        motives = motives_of(provider.rule, model.case.profile)
        effect, weights = self.beliefs[number].effect, model.settlement.by_weight
        nodes = [
            (node, model.outlooks.of(model.looked_ahead, provider.declared, model.foreseen, motives._replace(belief=node), weights))
            for node in neighbours([self.first * node for node in NODES], effect)
        ]
        provider.outlook = blended(nodes, effect, self.first)

    def _move(self, persons: NDArray[np.int64], capability: Floats, push: Floats) -> None:
        """Both chances of some persons one month on, by the law that the value tables believe."""
        model = self._model
        groups = model.people.group[persons]
        outlook = self._who[0].outlook
        assert outlook is not None
        for g, table in enumerate(outlook.tables):
            here = groups == g
            law, classes, who = table.problem.law, table.problem.classes, persons[here]
            need = (classes.weights @ classes.needs)[model.casebook.need_class[who]]
            help_ = law.axis @ capability[:, here]
            for row, x in enumerate((np.zeros(who.size), help_)):
                enter = _logistic(law.entry_level - law.entry_by_need * need + law.on_entry * x + push[here])
                leave = _logistic(law.exit_level + law.exit_by_need * need - law.on_exit * x)
                chance = self._chances[row, who]
                self._chances[row, who] = chance * (1.0 - leave) + (1.0 - chance) * enter

    def _added(self, results: Results, persons: NDArray[np.int64], inside: NDArray[np.bool_]) -> Results:
        """The results with those of some persons; `inside` (N,) whether each is in the outcome, as recorded."""
        if not persons.size:
            return results
        plain, helped = self._chances[:, persons]
        over = inside[persons] - plain
        gain = (helped - plain) / self.first
        return Results(
            people=results.people + persons.size,
            over=results.over + float(over.sum()),
            gain=results.gain + float(gain.sum()),
            gain_square=results.gain_square + float((gain * gain).sum()),
            cross=results.cross + float((gain * over).sum()),
            chance=results.chance + float((helped * (1.0 - helped)).sum()),
        )


def _logistic(x: Floats) -> Floats:
    found: Floats = 1.0 / (1.0 + np.exp(-np.clip(x, -50.0, 50.0)))
    return found


def _maturity(model: "ContractModel") -> Maturity:
    """Maturity at the start; what a provider does not say of itself is the shared value."""
    shared, providers = model.case.profile.character, model.case.contract.providers
    parts = [[shared.maturity if own is None else own for own in (provider.maturity or (None,) * len(PARTS))] for provider in providers]
    rises = [shared.maturity_growth if provider.maturity_growth is None else provider.maturity_growth for provider in providers]
    return Maturity(np.array(parts, dtype=float), np.array(rises, dtype=float), shared.maturity_shock, shared.maturity_pull)
