"""Switches: each mechanism of the model can be turned off alone, so that its effect can be seen and tested."""

from dataclasses import dataclass
from typing import Literal, get_args

ControlForm = Literal["none", "linear", "concave", "categorical"]
#: Rival forms of how control works on motivation; a run's facts hold the number of its own.
CONTROL_FORMS: tuple[ControlForm, ...] = get_args(ControlForm)


@dataclass(frozen=True, slots=True)
class Mechanisms:
    """True: the mechanism works."""

    noise: bool = True
    claims: bool = True
    selection: bool = True
    placement: bool = True
    motivation: bool = True
    dropout: bool = True
    common_shock: bool = True
    insolvency: bool = True
    counterfactual: bool = True
    displacement: bool = True
    third_state: bool = True
    services: bool = True
    budget: bool = True
    turnover: bool = False
    staffing: bool = False
    learning: bool = False
    pressure: bool = False
    participants: bool = False
    review: bool = True
    preparation: bool = False
    legitimacy: bool = False
    trust: bool = False
    steering: bool = False
    clients_view: bool = False
    aftermath: bool = False
