"""Complexity as one number: how much hangs on knowing which work helps, and whom it helps.

Where any hour of any task does the same for everybody, whoever buys can prescribe it. Where tasks and people differ, only who does the work
knows what to do, and paying for the outcome buys that knowledge [prendergast-2002]. At a share c of the differences as written

    builds of task t on a capability = mean + c (own - mean), over the tasks that build it
    sd of the log of responsiveness = c x own

so that the mean of what an hour builds stays, and 0 is the simple problem.
"""

from dataclasses import replace

from utfall.base.laws import Task
from utfall.people.parameters import PopulationParameters


def as_complex(params: PopulationParameters, share: float) -> PopulationParameters:
    """The population with so much (0-1) of the differences between tasks, and between people, that its file writes."""
    if share == 1.0:
        return params
    means = [_mean([task.builds[number] for task in params.tasks]) for number in range(len(params.capabilities))]
    tasks = tuple(replace(task, builds=_nearer(task, means, share)) for task in params.tasks)
    return replace(params, tasks=tasks, response_spread=share * params.response_spread, complexity=share)


def _mean(builds: list[float]) -> float:
    """Over the tasks that build it at all."""
    found = [one for one in builds if one != 0.0]
    return sum(found) / len(found) if found else 0.0


def _nearer(task: Task, means: list[float], share: float) -> tuple[float, ...]:
    return tuple(mean + share * (own - mean) if own != 0.0 else 0.0 for own, mean in zip(task.builds, means, strict=True))
