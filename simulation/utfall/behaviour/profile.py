"""The shared behaviour profile: how parties behave, the same in every case."""

from dataclasses import dataclass, field

from utfall.base.mechanisms import ControlForm
from utfall.behaviour.character import Character
from utfall.behaviour.others import Others
from utfall.behaviour.surroundings import Surroundings


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Parameters of behaviour; money is in minor units of the scenario's currency.

    belief_in_own_effect   what a provider thinks an hour builds, over the truth (ratio)
    mission_weight         theta: weight on the social value of outcome time (unitless)
    social_value           believed social value of a full-time month (minor units)
    need_weight            omega: mission grows as exp(omega x need) (1/sd)
    screening_accuracy     correlation of the signal of need with need inside the group
    screening_response     correlation of the signal of responsiveness with it
    selection_noise        sd of noise in selection, as a share of the cost of serving one person
    worker_error           chance that workers are wrong on whether a person is in the outcome this month
    integrity_median       median integrity cost of a false claim, in provider worker-months
    integrity_person_spread, integrity_provider_spread   sd of its log
    risk_aversion          gamma: premium = gamma / (2 (W + W_min)) x Var(net income)
    least_wealth           W_min in provider worker-months
    motivation_form        none, linear, concave, categorical
    control_effect         chi: motivation lost under full control (share)
    control_scale          stake at which 63 % of full control is felt (share of income), concave form
    motivation_speed       share of the gap closed a month (1/month)
    trust                  share of control that trust takes away
    staff_speed            share of the gap between staff and wanted staff closed a month
    discount               social discount rate a month
    risk_free              yearly risk-free rate, hurdle of investors
    investor_risk_aversion same form as risk_aversion
    providers, payers, investors   party id -> name of its rule (`*`: all providers)
    others                 how the parties beside providers behave
    character              what providers are like beside
    around                 what lies around a contract (illustrations)
    """

    belief_in_own_effect: float
    mission_weight: float
    social_value: float
    need_weight: float
    screening_accuracy: float
    screening_response: float
    selection_noise: float
    worker_error: float
    integrity_median: float
    integrity_person_spread: float
    integrity_provider_spread: float
    risk_aversion: float
    least_wealth: float
    motivation_form: ControlForm
    control_effect: float
    control_scale: float
    motivation_speed: float
    trust: float
    staff_speed: float
    discount: float
    risk_free: float
    investor_risk_aversion: float
    providers: tuple[tuple[str, str], ...] = ()
    payers: tuple[tuple[str, str], ...] = ()
    investors: tuple[tuple[str, str], ...] = ()
    others: Others = field(default_factory=Others)
    character: Character = field(default_factory=Character)
    around: Surroundings = field(default_factory=Surroundings)
