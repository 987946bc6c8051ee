"""The shared behaviour values, one name each; sections of the file are for its readers."""

from typing import Annotated, Any

from utfall.scenario.schema import words
from utfall.scenario.schema.other_parties import OtherParties
from utfall.scenario.schema.surroundings import SurroundingValues
from utfall.scenario.schema.table import key

#: Profiles by name: the shared one, and its rivals, each a file beside it that is laid over it.
SHARED = "shared"
PROFILES = (SHARED, "optimistic", "well_informed")
SECTIONS = ("people", "outcomes", "providers", "society", "other_parties", "surroundings")


class SharedValues(OtherParties, SurroundingValues):
    """How people and parties behave, the same in every case."""

    take_up: Annotated[Any, words.SHARE] = key("share of those offered who start")
    take_up_by_need: Annotated[Any, words.NUMBER] = key("logits of joining per sd of need")
    take_up_by_shock: Annotated[Any, words.NUMBER] = key("logits of joining per unit of the temporary shock")
    response_spread: Annotated[Any, words.NUMBER] = key("s: sd of the log of responsiveness")
    response_by_need: Annotated[Any, words.NUMBER] = key("w: correlation of responsiveness with need")
    shock_persistence: Annotated[Any, words.NUMBER] = key("share of the temporary shock that is left a month later")
    shock_spread: Annotated[Any, words.NUMBER] = key("stationary sd of the temporary shock")
    common_persistence: Annotated[Any, words.NUMBER] = key("share of the common shock that is left a month later")
    common_spread: Annotated[Any, words.NUMBER] = key("stationary sd of the common shock, logits")
    drop_out: Annotated[Any, words.RATE] = key("rate of leaving the service for good")
    drop_out_by_need: Annotated[Any, words.NUMBER] = key("logits of leaving per sd of need")
    stay_by_worth: Annotated[Any, words.NUMBER] = key("logits that a service worth twice the planned takes from leaving it")
    leave_by_sanction: Annotated[Any, words.NUMBER] = key("logits on leaving in a month without any benefit")
    leave_by_change: Annotated[Any, words.NUMBER] = key("logits on leaving for who had other workers all along")
    engagement_speed: Annotated[Any, words.NUMBER] = key("share of the gap between engagement and worth closed a month")
    patience: Annotated[Any, words.NUMBER] = key("weight of next month's income against this month's")
    accept_noise: Annotated[Any, words.NUMBER] = key("spread of unseen reasons for taking a quick job, in months' income of a lasting one")
    time_value: Annotated[Any, words.NUMBER] = key("value of the time that work takes, share of net pay")
    conceal: Annotated[Any, words.SHARE] = key("share of those of mean need who hide it where they may be turned away")
    conceal_by_need: Annotated[Any, words.NUMBER] = key("logits of hiding it per sd of need")
    worker_leaves: Annotated[Any, words.RATE] = key("rate at which workers leave (only with mechanisms.turnover)")
    worker_lost_at_first: Annotated[Any, words.NUMBER] = key("share of what help builds that a new worker does not reach at first")
    worker_half_life: Annotated[Any, words.NUMBER] = key("months with a new worker after which half of that is won back")
    service_given_up: Annotated[Any, words.NUMBER] = key("share of ordinary service that users of the programme give up")
    service_drawn: Annotated[Any, words.NUMBER] = key("hours of ordinary staff that an hour of the programme takes away")
    entry_by_need: Annotated[Any, words.NUMBER] = key("b: logits off entry per sd of need")
    entry_by_shock: Annotated[Any, words.NUMBER] = key("logits off entry per unit of the temporary shock")
    exit_by_need: Annotated[Any, words.NUMBER] = key("c: logits on exit per sd of need")
    exit_by_shock: Annotated[Any, words.NUMBER] = key("logits on exit per unit of the temporary shock")
    exit_if_shallow: Annotated[Any, words.NUMBER] = key("logits on exit for who entered by a push alone")
    intensity_shallow: Annotated[Any, words.SHARE] = key("share of full for who entered by a push alone")
    events_by_need: Annotated[Any, words.NUMBER] = key("log rate of events per sd of need")
    events_by_shock: Annotated[Any, words.NUMBER] = key("log rate of events per unit of the temporary shock")
    belief_in_own_effect: Annotated[Any, words.NUMBER] = key("what a provider thinks an hour builds, over the truth")
    belief_prior: Annotated[Any, words.word(("optimism", "winners_curse"))] = key("why a provider overrates its effect: it is so, or it won a tender")
    rival_bidders: Annotated[Any, words.NUMBER] = key("bidders of that tender, under winners_curse")
    mission_weight: Annotated[Any, words.NUMBER] = key("theta: weight on the believed social value of outcome time")
    social_value: Annotated[Any, words.NUMBER] = key("believed social value of a full-time month, in provider worker-months")
    need_weight: Annotated[Any, words.NUMBER] = key("omega: mission grows as exp(omega x need)")
    mission_led_weight: Annotated[Any, words.NUMBER] = key("theta of providers led by a mission (rule mission)")
    mission_led_need_weight: Annotated[Any, words.NUMBER] = key("omega of providers led by a mission (rule mission)")
    screening_accuracy: Annotated[Any, words.NUMBER] = key("rho: correlation of the signal of need with need inside a group")
    screening_response: Annotated[Any, words.NUMBER] = key("correlation of the signal of responsiveness with it")
    selection_noise: Annotated[Any, words.NUMBER] = key("sd of noise in selection, share of the cost of serving one person")
    worker_error: Annotated[Any, words.SHARE] = key("chance that workers are wrong on whether a person is in the outcome this month")
    risk_aversion: Annotated[Any, words.NUMBER] = key("gamma of providers")
    least_wealth: Annotated[Any, words.NUMBER] = key("wealth below which risk aversion grows no more, in provider worker-months")
    staff_speed: Annotated[Any, words.NUMBER] = key("share of the gap to wanted staff closed a month")
    reserves: Annotated[Any, words.NUMBER] = key("reserves in months of staff cost, where a file gives none")
    integrity_median: Annotated[Any, words.NUMBER] = key("median cost of a false claim, in provider worker-months")
    integrity_person_spread: Annotated[Any, words.NUMBER] = key("sd of its log between persons")
    integrity_provider_spread: Annotated[Any, words.NUMBER] = key("sd of its log between providers")
    motivation_form: Annotated[Any, words.word(("drawn", "concave", "none", "linear", "categorical"))] = key(
        "how control works on motivation; drawn: one of the four at each point, with equal weight (concave at central values)"
    )
    control_effect: Annotated[Any, words.NUMBER] = key("chi: motivation lost under full control")
    control_scale: Annotated[Any, words.NUMBER] = key("share of income at stake at which 63 % of full control is felt")
    motivation_speed: Annotated[Any, words.NUMBER] = key("share of the gap closed a month")
    trust: Annotated[Any, words.NUMBER] = key("share of control that trust takes away")
    motivation_return: Annotated[Any, words.NUMBER] = key("share of the gap closed a month while motivation comes back")
    support: Annotated[Any, words.NUMBER] = key("motivation that a contract felt as support adds")
    turnover_by_pressure: Annotated[Any, words.NUMBER] = key("logs of turnover per log of the price of an hour over the wage")
    turnover_by_motivation: Annotated[Any, words.NUMBER] = key("logs of turnover per unit of motivation lost")
    mission_sorting: Annotated[Any, words.NUMBER] = key("mission of workers who come, per share of income beyond half that does not hang on outcomes")
    base_spread: Annotated[Any, words.NUMBER] = key("prior sd of what a provider believes of the base rate, and sd of a bidder's signal of it, share")
    effect_spread: Annotated[Any, words.NUMBER] = key("prior sd of its own effect, over what it believes")
    common_spread_of_results: Annotated[Any, words.NUMBER] = key("sd that providers reckon a year's results to have in common, share")
    maturity: Annotated[Any, words.NUMBER] = key("data maturity at the start, mean of seven parts, 0 to 1")
    maturity_growth: Annotated[Any, words.NUMBER] = key("rise of data maturity a year")
    maturity_shock: Annotated[Any, words.NUMBER] = key("sd of what leadership and skills gain or lose of data maturity in a year beside")
    maturity_pull: Annotated[Any, words.NUMBER] = key(
        "share of the gap to leadership and skills that the other parts of data maturity close in a year"
    )
    doing: Annotated[Any, words.NUMBER] = key("gain in productivity per doubling of service given")
    feedback: Annotated[Any, words.NUMBER] = key("gain in productivity a year at full data maturity")
    setup_learning: Annotated[Any, words.NUMBER] = key("share of the cost of setting up saved per doubling of like contracts")
    investor_pressure: Annotated[Any, words.NUMBER] = key("weight that investors press on pay that does not reach the provider, at a full shortfall")
    hour_cost: Annotated[Any, words.keyed("currency", words.per(words.PRICE, "hour"))] = key("price of a staff hour, by currency")
    discount: Annotated[Any, words.RATE] = key("social discount rate")
    risk_free: Annotated[Any, words.RATE] = key("risk-free rate")
    investor_risk_aversion: Annotated[Any, words.NUMBER] = key("gamma of investors")
