"""One run as an experiment would make it: the same parameter point, clock and expectations, so that what is followed is what is stored."""

from dataclasses import replace
from typing import TYPE_CHECKING

from utfall.experiment.defaults import defaults
from utfall.experiment.request import Request, Variant
from utfall.model.foresight.forecast import forecast
from utfall.model.model import ContractModel

if TYPE_CHECKING:
    from utfall.experiment.jobs import Luck
    from utfall.scenario import Scenario


def request_of(scenario: "Scenario", seed: int, *, central: bool, luck: "Luck | None") -> Request:
    """The request for one seed of one scenario; what the file says of uncertainty and luck holds where nothing is said."""
    file = defaults(scenario)
    variant = Variant(label=scenario.id, title=scenario.title, scenario=scenario)
    return Request(kind="run", title="", question="", variants=(variant,), runs=1, seed=seed, central=central or file.central, luck=luck or file.luck)


def model_of(scenario: "Scenario", seed: int, *, central: bool = False, luck: "Luck | None" = None) -> ContractModel:
    """The model of a run before its first month."""
    request = request_of(scenario, seed, central=central, luck=luck)
    clock = request.clock()
    point = -1 if request.central else (seed - 1) // 10
    case = scenario.case(point, months=clock.months, follow_up=clock.follow_up)
    return ContractModel(replace(case, luck=clock.luck), seed, expectations=forecast(scenario.case()))
