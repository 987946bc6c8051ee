"""An evaluator that owes the payee nothing."""

from dataclasses import dataclass

from utfall.behaviour.evaluators.views import EvaluationView


@dataclass(frozen=True, slots=True)
class Independent:
    """Reports what it measured.

    Theory   a third party drawn and paid by others than those it measures reports the truth [duflo-2013]; no parameter
    Reads    the measured gain
    """

    def report(self, view: EvaluationView) -> float:
        """As measured."""
        return view.measured
