"""Which state providers look at: the one that matters, or the one around it where their pay hangs on that.

Paid for people who are off benefit, a provider looks at being off benefit, which one reaches by the outcome or by leaving for neither: with
monthly chances p and w the chance is 1 - (1 - p)(1 - w), and a task's push is what it adds to the logit of that.
"""

from dataclasses import replace
from math import expm1, log1p

from utfall.base.laws import StateOutcome, Task
from utfall.base.rules import logistic
from utfall.model.main import main_outcome
from utfall.people.expected_openings import usual_tightness
from utfall.people.levels import entry_level, exit_level, logit_of
from utfall.people.outsiders import mean_rates
from utfall.people.participants import better_to_take
from utfall.scenario.case import Case

Levels = tuple[float, float]


def looked_at(case: Case) -> int:
    """Number of the state outcome that providers look at: the one around the main one where a paid metric counts it, else the main one."""
    main = main_outcome(case)
    counted = {getattr(metric, "outcome", None) for metric in case.contract.metrics if metric.id in case.contract.paid}
    around = (number for number, law in enumerate(case.people.outcomes) if law.contains == main and law.id in counted)
    return next(around, main) if case.mechanisms.third_state else main


def tasks_looked_at(case: Case) -> tuple[Task, ...]:
    """The tasks, with their pushes on the outcome looked at, as far as people take what they are pushed to."""
    number, main = looked_at(case), main_outcome(case)
    tasks = _as_people_answer(case, main)
    if number < 0 or case.people.outcomes[number].contains < 0:
        return tasks
    law = case.people.outcomes[number]
    entry, _, _ = mean_rates(law, case.people.groups)
    plain = logit_of(_either(entry, law.leaves))
    found = []
    for task in tasks:
        pushed = (logistic(logit_of(rate) + task.boosts[of]) for rate, of in ((entry, law.contains), (law.leaves, number)))
        push = logit_of(_either(next(pushed), next(pushed))) - plain
        found.append(replace(task, boosts=tuple(push if of == number else boost for of, boost in enumerate(task.boosts))))
    return tuple(found)


def _as_people_answer(case: Case, number: int) -> tuple[Task, ...]:
    """The tasks, with what is left of a push towards a quick job where people decide whether to take it (`participants`).

    Its workers learn which share of people of the mean hazards takes one, a: a push of b logits then brings in about as many as
    ln(1 + a (exp(b) - 1)).
    """
    law, tasks = case.people.participation, case.people.tasks
    if law is None or not case.mechanisms.participants or number < 0 or law.incomes[0] <= 0.0:
        return tasks
    outcome = case.people.outcomes[number]
    entry, leave, _ = mean_rates(outcome, case.people.groups)
    gain = better_to_take(logit_of(entry), logit_of(leave), outcome.exit_if_shallow, law.incomes, law.patience)
    taken = logistic(gain / (law.noise * law.incomes[0]))
    found = []
    for task in tasks:
        left = tuple(log1p(taken * expm1(boost)) if of == number and boost > 0.0 else boost for of, boost in enumerate(task.boosts))
        found.append(replace(task, boosts=left))
    return tuple(found)


def law_looked_at(case: Case, number: int, group: int) -> tuple[StateOutcome, Levels]:
    """The law of a state outcome as tables take it, and its levels of entry and exit for a group (logits, mean over the temporary shock).

    Where openings are limited, entry is what the usual tightness of the market leaves of it.
    Of one around another: neither is worth no outcome time, and is left at the rate at which people come back.
    """
    law, here = case.people.outcomes[number], case.people.groups[group]
    entry = _with_openings(case, law.contains if law.contains >= 0 else number, law.entry[group])
    if law.contains >= 0:
        either = _either(entry, law.leaves)
        sooner = logit_of(law.returns) - logit_of(law.exit[group])
        law = replace(law, intensity=law.intensity * entry / either, intensity_shallow=0.0, exit_if_shallow=sooner)
        entry = either
    return law, (entry_level(entry, here, law, 0.0), exit_level(law.exit[group], here, law, 0.0))


def _with_openings(case: Case, number: int, entry: float) -> float:
    """A monthly chance of entry as openings leave it, over the months of the contract."""
    if not case.mechanisms.displacement or case.people.market is None:
        return entry
    return 1.0 - (1.0 - entry) ** usual_tightness(case.people, number, case.contract.length)


def _either(entry: float, leaves: float) -> float:
    return 1.0 - (1.0 - entry) * (1.0 - leaves)
