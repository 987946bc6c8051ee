"""A run is a function: a case and a seed go in, a record comes out."""

from utfall.base.records import RunRecord
from utfall.model.finish import finish
from utfall.model.foresight.expectations import Expectations
from utfall.model.foresight.outlook import Outlooks
from utfall.model.model import ContractModel
from utfall.scenario.case import Case


def run_case(case: Case, seed: int, *, outlooks: Outlooks | None = None, expectations: Expectations | None = None) -> RunRecord:
    """Run one case with one seed.

    outlooks      value tables to share between runs (made anew when left out)
    expectations  the case's Forecast; without it stakes are 0, risk counts for nothing and everybody signs
    """
    return finish(ContractModel(case, seed, outlooks=outlooks, expectations=expectations).run())
