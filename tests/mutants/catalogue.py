"""The mutants: what is wrong, where, and which row of `utfall validate` sees it.

Compiled kernels are changed at their seam with Python: what goes in, or what comes out.
"""

from dataclasses import replace

import numpy as np

from utfall.base.quantities import Rate
from utfall.people.levels import exit_level

from .apply import Mutant


def _turned(original):
    return lambda score, places: original(score.max() + score.min() - score, places)


def _short_hours(original):
    def hours(self, view):
        decided = original(self, view)
        return replace(decided, hours=0.95 * decided.hours)

    return hours


def _uncapped(original):
    return lambda term, *rest, **named: original(replace(term, cap=None), *rest, **named)


def _parts_rounded_down(_original):
    return lambda amount, weights: [int(amount) * int(weight) // int(sum(weights)) for weight in weights]


def _one_success_more(original):
    return lambda term, estimate: original(term, replace(estimate, measured=estimate.measured - 1.0 / max(estimate.quantity, 1.0)))


def _first_last(original):
    return classmethod(lambda cls, capital: original.__func__(cls, replace(capital, tranches=capital.tranches[::-1])))


def _undiscounted(original):
    def looks(model, plan, payer):
        return original(model, plan, replace(payer, discount=Rate(0.0)))

    return looks


def _leaves_for_enters(_original):
    return lambda _rate, group, outcome, spread: exit_level(outcome.exit[0], group, outcome, spread)


def _twin_served(original):
    def advance(self, month, *rest, **named):
        gone = original(self, month, *rest, **named)
        self.history_without[:, month] = self.history[:, month]
        return gone

    return advance


def _dear_hours(original):
    return lambda problem: original(replace(problem, wage=2.0 * problem.wage))


def _never_fails(original):
    def run(case, seed, **named):
        return original(replace(case, mechanisms=replace(case.mechanisms, insolvency=False)), seed, **named)

    return run


def _free(replies):
    return replace(replies, cost=(0.0,) * len(replies.cost))


MUTANTS = (
    Mutant(wrong="whoever promises least is chosen first", where="utfall.behaviour.selection:best_first", row="T13a.goal", made=_turned),
    Mutant(
        wrong="a look at need sees need itself, whatever its accuracy",
        where="utfall.model.parties.casebook:noisy_looks",
        row="T5b.lift",
        made=lambda original: lambda seed, purpose, _accuracy, need: original(seed, purpose, 1.0, need),
    ),
    Mutant(
        wrong="the errors of a test are normal whatever their shape",
        where="utfall.model.measuring.errors:errors_of",
        row="T13b.ceiling",
        made=lambda original: lambda _shape, *rest: original("normal", *rest),
    ),
    Mutant(wrong="effort is 5 % short", where="utfall.behaviour.providers.optimiser:Optimiser.hours", row="T1.effort", made=_short_hours),
    Mutant(
        wrong="an hour counts twice its cost when looking ahead",
        where="utfall.behaviour.valuation.table:solve",
        row="gain:first entry",
        made=_dear_hours,
    ),
    Mutant(
        wrong="who looks ahead forgets its mission",
        where="utfall.behaviour.valuation.table:solve",
        row="T7.sum",
        made=lambda original: lambda problem: original(replace(problem, mission=0.0)),
    ),
    Mutant(
        wrong="risk is liked as much as it should be disliked",
        where="utfall.behaviour.signing:certainty_equivalent",
        row="T15f.price",
        made=lambda original: lambda mean, variance, *rest: original(mean, -variance, *rest),
    ),
    Mutant(
        wrong="motivation that has gone does not come back",
        where="utfall.behaviour.motivation:motivation_step",
        row="T6a.back",
        made=lambda original: lambda motivation, *rest: np.minimum(motivation, original(motivation, *rest)),
    ),
    Mutant(
        wrong="who claims reckons that every audit finds what is false",
        where="utfall.behaviour.claims:expected_gain",
        row="T4c.audit",
        made=lambda original: lambda view: original(replace(view, detection=1.0)),
    ),
    Mutant(
        wrong="nobody is fined for a claim that is found false",
        where="utfall.model.paying.auditing:Audits.fine",
        row="T4c.pays",
        made=lambda _: lambda self, model, persons: None,
    ),
    Mutant(
        wrong="penalties are taken from who has nothing",
        where="utfall.contract.assurance.collecting:collected",
        row="T4c.floor",
        made=lambda _: lambda owed, _means: owed,
    ),
    Mutant(
        wrong="who may end service does so where waiting pays",
        where="utfall.behaviour.endings:ends_where_it_pays",
        row="T8b.paid",
        made=lambda original: lambda view: ~original(view),
    ),
    Mutant(
        wrong="targets that follow results are not foreseen",
        where="utfall.contract.review.foresight:kept_by_cohort",
        row="T9.for_ever",
        made=lambda _: lambda months, *_rest: (1.0,) * len(months),
    ),
    Mutant(
        wrong="the hopeful bidder asks for more, not for less",
        where="utfall.behaviour.bidding:believed",
        row="T24.winner",
        made=lambda original: lambda view: original(view)._replace(effect=1.0 / original(view).effect),
    ),
    Mutant(
        wrong="bidders are sure of the base rate",
        where="utfall.behaviour.bidding:reckoned",
        row="T24.base",
        made=lambda original: lambda view: original(replace(view, base_signal=0.0, base_spread=0.0)),
    ),
    Mutant(
        wrong="bidders take off each signal what they would if it alone chose the winner",
        where="utfall.behaviour.bidding:curses",
        row="T24.shaded",
        made=lambda original: lambda view: (original(replace(view, base=0.0, by_base=0.0))[0], original(replace(view, base=1.0, by_base=1.0))[1]),
    ),
    Mutant(
        wrong="own results are laid to the own effect alone",
        where="utfall.behaviour.beliefs:Belief.seen",
        row="T25.belief",
        made=lambda original: lambda self, value, _of_base, of_effect, variance: original(self, value, 0.0, of_effect, variance),
    ),
    Mutant(wrong="a cap is ignored", where="utfall.contract.cohorts:cohort_due", row="T15d.mean", made=_uncapped),
    Mutant(wrong="parts of a sum are rounded down", where="utfall.base.money:split", row="T29.fee", made=_parts_rounded_down),
    Mutant(
        wrong="a line asks for one success more",
        where="utfall.contract.terms.threshold:threshold_reached",
        row="T20a.known",
        made=_one_success_more,
    ),
    Mutant(
        wrong="outcomes are read a month late",
        where="utfall.contract.metrics.units:at",
        row="T27.entry_exit",
        made=lambda original: lambda time, group: original(time, group) + (time is not None),
    ),
    Mutant(
        wrong="what is lost again is not taken back",
        where="utfall.contract.terms.clawback:clawback_due",
        row="T30.kept",
        made=lambda original: lambda *given: 0 * original(*given),
    ),
    Mutant(
        wrong="a mix of comparisons weighs each by the square of its weight",
        where="utfall.contract.comparisons.estimate:_mixed",
        row="T1c.weight",
        made=lambda original: lambda parts, people: original([(weight * weight, part) for weight, part in parts], people),
    ),
    Mutant(
        wrong="a penalty is agreed and never due",
        where="utfall.contract.terms.penalty:penalty_due",
        row="T20h.mean",
        made=lambda original: lambda *given, **named: 0 * original(*given, **named),
    ),
    Mutant(
        wrong="a comparison group is read 5 % too high",
        where="utfall.contract.comparisons.estimate:of_group",
        row="T11.lot",
        made=lambda original: lambda values, bias=0.0: original(values, bias + 0.05),
    ),
    Mutant(
        wrong="the last layer of capital is repaid first",
        where="utfall.contract.waterfall:Waterfall.of",
        row="T15e.senior",
        made=_first_last,
    ),
    Mutant(
        wrong="a guarantee is not paid",
        where="utfall.contract.waterfall:Waterfall._make_good",
        row="T15e.loss",
        made=lambda _: lambda self, state, booked: state,
    ),
    Mutant(wrong="a payer does not discount", where="utfall.model.parties.signing:_as_it_looks", row="T18b.horizon", made=_undiscounted),
    Mutant(
        wrong="a pool counts only what falls on who pays",
        where="utfall.behaviour.commissioners.pooled_budget:PooledBudget.sign",
        row="T18.ratio",
        made=lambda _: lambda self, view: view.saved - view.pays >= 0.0,
    ),
    Mutant(
        wrong="the places of the best paid are tendered anew",
        where="utfall.contract.competition:works_like",
        row="T14.round",
        made=lambda original: lambda paid, *rest: original(-paid, *rest),
    ),
    Mutant(
        wrong="who plans counts on any number of later hours at the wage",
        where="utfall.model.foresight.shadow_price:planned_at",
        row="T5f.parked",
        made=lambda _: lambda solve, wage, *_rest: solve(wage),
    ),
    Mutant(
        wrong="each provider counts on all that its success adds to what all are paid",
        where="utfall.contract.ahead.sharing:Parts.of",
        row="T22.wage",
        made=lambda _: lambda self, clause, contract: 1.0,
    ),
    Mutant(wrong="who is out of money goes on", where="utfall.model.run:run_case", row="T16.ruin", made=_never_fails),
    Mutant(wrong="people enter as often as they leave", where="utfall.people.levels:entry_level", row="T8b.agreed", made=_leaves_for_enters),
    Mutant(wrong="the twin is served too", where="utfall.people.population:Population.advance", row="T27.independent", made=_twin_served),
    Mutant(
        wrong="the common shock is left out",
        where="utfall.people.make:_common_shock",
        row="T28.loss",
        made=lambda original: lambda *given: 0.0 * original(*given),
    ),
    Mutant(
        wrong="people of earlier years lived under no shock",
        where="utfall.people.compared:common_from",
        row="T20a.years",
        made=lambda original: lambda *given: 0.0 * original(*given),
    ),
    Mutant(
        wrong="places do not bind",
        where="utfall.people.openings:tightness",
        row="T19.total",
        made=lambda _: lambda *_given: 1.0,
    ),
    Mutant(
        wrong="every run has the seed of the first",
        where="utfall.model.run:run_case",
        row="T27.copula",
        made=lambda original: lambda case, _seed, **named: original(case, 1, **named),
    ),
    Mutant(
        wrong="one below the line is taken for the line",
        where="utfall.contract.ahead.standing:one_below",
        row="T21.counted",
        made=lambda original: lambda standing, line: original(standing, line + 1),
    ),
    Mutant(
        wrong="a line that is too far is worked for as hard as can be",
        where="utfall.model.foresight.best_reply:best_share",
        row="line:0.55",
        made=lambda _: lambda *_given: 1.0,
    ),
    Mutant(
        wrong="what hours cost is left out under a line",
        where="utfall.model.foresight.replies:replies_of",
        row="line:0.4",
        made=lambda original: lambda *given: _free(original(*given)),
    ),
)
