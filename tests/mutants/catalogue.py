"""The mutants: what is wrong, where, and which row of `utfall validate` sees it: at seams between rooms.

Compiled kernels are changed at their seam with Python: what goes in, or what comes out.
"""

from dataclasses import replace

from utfall.base.quantities import Rate
from utfall.people.levels import exit_level

from .apply import Mutant


def _parts_rounded_down(_original):
    return lambda amount, weights: [int(amount) * int(weight) // int(sum(weights)) for weight in weights]


def _one_success_more(original):
    return lambda term, estimate: original(term, replace(estimate, measured=estimate.measured - 1.0 / max(estimate.quantity, 1.0)))


def _undiscounted(original):
    def looks(model, plan, payer):
        return original(model, plan, replace(payer, discount=Rate(0.0)))

    return looks


def _leaves_for_enters(_original):
    return lambda _rate, group, outcome, spread: exit_level(outcome.exit[0], group, outcome, spread)


def _free(replies):
    return replace(replies, cost=(0.0,) * len(replies.cost))


SEAMS = (
    Mutant(
        wrong="the errors of a test are normal whatever their shape",
        where="utfall.model.measuring.errors:errors_of",
        row="T13b.ceiling",
        made=lambda original: lambda _shape, *rest: original("normal", *rest),
    ),
    Mutant(
        wrong="risk is liked as much as it should be disliked",
        where="utfall.behaviour.signing:certainty_equivalent",
        row="T15f.price",
        made=lambda original: lambda mean, variance, *rest: original(mean, -variance, *rest),
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
        wrong="who may end service does so where waiting pays",
        where="utfall.behaviour.endings:ends_where_it_pays",
        row="T8f.paid",
        made=lambda original: lambda view: ~original(view),
    ),
    Mutant(
        wrong="who holds failures does not look at the award that they spoil",
        where="utfall.behaviour.rate_year:worth_of_letting_go",
        row="T8b.let_go",
        made=lambda original: lambda counted, now, later, fares, year: original(counted, now, later, fares, replace(year, award=0.0)),
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
        wrong="a guarantee is not paid",
        where="utfall.contract.waterfall:Waterfall._make_good",
        row="T15e.loss",
        made=lambda _: lambda self, state, booked: state,
    ),
    Mutant(wrong="a payer does not discount", where="utfall.model.parties.signing:_as_it_looks", row="T18b.horizon", made=_undiscounted),
    Mutant(
        wrong="each provider counts on all that its success adds to what all are paid",
        where="utfall.contract.ahead.sharing:Parts.of",
        row="T22.wage",
        made=lambda _: lambda self, clause, contract: 1.0,
    ),
    Mutant(wrong="people enter as often as they leave", where="utfall.people.levels:entry_level", row="T8f.agreed", made=_leaves_for_enters),
    Mutant(
        wrong="people of earlier years lived under no shock",
        where="utfall.people.compared:common_from",
        row="T20a.years",
        made=lambda original: lambda *given: 0.0 * original(*given),
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
