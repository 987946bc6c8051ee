"""What an evaluator sees, and the promise that every evaluator keeps."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationView:
    """One gain of a cohort over its comparison, as it was measured.

    measured   gain per person counted, more is better, in the metric's unit       from: records of those counted and compared with
    error      its standard error, the same unit                                   from: the spread inside the finite groups
    leaning    standard errors by which an evaluator may lean                      from: its profile
    """

    measured: float
    error: float
    leaning: float


class EvaluatorRule(Protocol):
    """A way of reporting what was measured: a view in, the reported gain out, no state of its own."""

    def report(self, view: EvaluationView) -> float:
        """The gain that is reported and paid on, in the metric's unit."""
