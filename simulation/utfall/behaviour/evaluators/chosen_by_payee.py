"""An evaluator that the payee chooses and pays."""

from dataclasses import dataclass

from utfall.behaviour.evaluators.views import EvaluationView


@dataclass(frozen=True, slots=True)
class ChosenByPayee:
    """Gives the payee the benefit of the doubt: reports the gain so many standard errors too high.

    Theory   auditors chosen and paid by those they audit report to their liking; drawn and paid by others they report the truth
             [duflo-2013]. There is as much room for it as there is doubt, so that a larger study leaves less
    Unit     leaning: standard errors of the gain (profile `evaluator_leaning`, assumed)
    Reads    the measured gain and its standard error
    """

    def report(self, view: EvaluationView) -> float:
        """Measured, and as much of the doubt as the evaluator leans by."""
        return view.measured + view.leaning * view.error
