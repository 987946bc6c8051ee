"""Mistakes deep in the model, in kernels and phases: what the row calls is a whole run, or a floor further up, and never what is changed.

Most change one line of the text (`rewritten`), so that a mistake dies loudly when the line is no longer there.
"""

from utfall.people.coupling import couple
from utfall.people.steps import draw_words, move, move_shocks

from .apply import Mutant, compiled, rewritten

MONTH = "utfall.people.month:run_month"


def _line(old, new):
    """One line of the text reads otherwise."""
    return lambda original: rewritten(original, old, new)


def _step(name, kernel, old, new):
    """A step of the month's kernel reads otherwise."""
    return lambda original: rewritten(original, **{name: compiled(kernel, old, new)})


def _five_percent_short(original):
    """Hours by person and by task, as the kernel fills them in."""

    def fill(*given):
        original(*given)
        for column in given[7:9]:
            column[:] = 0.95 * column

    return fill


DEEP = (
    Mutant(
        wrong="the twin is helped too",
        where=MONTH,
        row="T12.share",
        made=_line("1, a:z], luck[:n], entry[:n], leave[:n])", "1, a:z], luck[:n], entry[:n] + columns.capability[0, a:z], leave[:n])"),
    ),
    Mutant(
        wrong="help keeps people out",
        where=MONTH,
        row="T12.cost",
        made=_line("add_help(entry[:n], columns.capability[j, a:z], laws", "add_help(entry[:n], columns.capability[j, a:z], -laws"),
    ),
    Mutant(
        wrong="luck shared in part is spread too wide",
        where=MONTH,
        row="T27.copula",
        made=_step("couple", couple, "RHO_REST * normal_quantile(unit", "normal_quantile(unit"),
    ),
    Mutant(
        wrong="the luck of the first month is used in every month",
        where=MONTH,
        row="T16.ruin",
        made=_line("stream(_TRANSITION, month, o)", "stream(_TRANSITION, 1, o)"),
    ),
    Mutant(
        wrong="two neighbours share their luck",
        where=MONTH,
        row="T20h.spread",
        made=_step("draw_words", draw_words, "np.uint32(person + i)", "np.uint32((person + i) // 2)"),
    ),
    Mutant(
        wrong="who would leave stays, and who would stay leaves",
        where=MONTH,
        row="T30.kept",
        made=_step("move", move, "stays = -(leave[i]", "stays = (leave[i]"),
    ),
    Mutant(
        wrong="a bad time is over after a month",
        where=MONTH,
        row="T11.later",
        made=_step("move_shocks", move_shocks, "persistence * shock[i] + innovation", "innovation"),
    ),
    Mutant(
        wrong="every run has the seed of the first",
        where="utfall.model.run:run_case",
        row="T20h.spread",
        made=lambda original: lambda case, _seed, **named: original(case, 1, **named),
    ),
    Mutant(
        wrong="all tests of a person err alike",
        where="utfall.model.measuring.metering:ScoreMeter._error",
        row="T16.walk",
        made=_line("(month.month, self.number)", "(1, 0)"),
    ),
    Mutant(
        wrong="the lot that draws the control group is the luck of the first month",
        where="utfall.people.make:_lots",
        row="T26.over_payment",
        made=_line("int(Purpose.LOT), 0, 0", "int(Purpose.TRANSITION), 1, 0"),
    ),
    Mutant(
        wrong="who brings most is taken last",
        where="utfall.behaviour.selection:expected_surplus",
        row="cause:creaming, with",
        made=_line("return surplus", "return surplus.max() + surplus.min() - surplus"),
    ),
    Mutant(
        wrong="effort is 5 % short",
        where="utfall.behaviour.hours:fill_caseloads",
        row="T1.run_hours",
        made=_five_percent_short,
    ),
    Mutant(
        wrong="who plans takes a push into work for one that lasts",
        where="utfall.behaviour.valuation.sweep:chances",
        row="gain:sustained 6",
        made=lambda original: compiled(original, "= min(alone, helped)", "= helped"),
    ),
    Mutant(
        wrong="who plans reckons that help drives people out of work",
        where="utfall.behaviour.valuation.table:_probe",
        row="gain:sustained 12",
        made=_line("base[1:] - _on(problem)[1] * x1", "base[1:] + _on(problem)[1] * x1"),
    ),
    Mutant(
        wrong="an audit finds with the luck by which it was drawn",
        where="utfall.model.paying.auditing:Audits.caught",
        row="T4c.pays",
        made=_line("int(Purpose.DETECTION)", "int(Purpose.AUDIT)"),
    ),
    Mutant(
        wrong="the control group is read from those who are offered the service",
        where="utfall.model.measuring.comparing:Comparing._control",
        row="T26.over_payment",
        made=_line("drawn = people.control[first:end]", "drawn = ~people.control[first:end]"),
    ),
    Mutant(
        wrong="reserves count twice before a provider is out of money",
        where="utfall.model.phases.adapt:adapt",
        row="T16.ever",
        made=_line("cash = model.reserves +", "cash = 2 * model.reserves +"),
    ),
    Mutant(
        wrong="a cap is ignored",
        where="utfall.contract.finance.amounts:minor_of",
        row="T15d.mean",
        made=lambda original: lambda amount, *rest: 1000 * original(amount, *rest),
    ),
    Mutant(
        wrong="what has been paid leaves as much to be paid as before",
        where="utfall.contract.limits:Limiter._book",
        row="T15d.total",
        made=_line("self._room[key] -= paid", "self._room[key] -= 0 * paid"),
    ),
    Mutant(
        wrong="a shock common to all only ever helps",
        where="utfall.people.make:_common_shock",
        row="T28.loss",
        made=_line("return params.common_spread * path", "return params.common_spread * np.abs(path)"),
    ),
)
