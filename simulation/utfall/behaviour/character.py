"""What providers are like beyond the first profile: motives, staff, learning, pressure from investors. The same in every case."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Character:
    """Parameters of providers; all assumed unless the shared file says more.

    mission_led_weight, mission_led_need_weight   theta (unitless) and omega (1/sd) of the rule `mission`
    motivation_return    share of the gap closed a month while motivation comes back (1/month)
    support              motivation that a contract felt as support adds (index) [frey-1997]
    turnover_by_pressure     logs of the rate at which workers leave, per log of the shadow price of an hour over the wage
    turnover_by_motivation   logs of it per unit of motivation lost
    mission_sorting      mission of those who come, over the mean, per share of income that does not hang on outcomes beyond half (unitless)
    base_spread          prior sd of what a provider believes of the base rate (share)
    effect_spread        prior sd of its own effect, over what it believes (ratio)
    common_spread_of_results   sd that providers reckon a year's results to have in common, beside chance (share)
    maturity             data maturity at the start, mean of seven parts (0-1)
    maturity_growth      rise of it a year (1/year)
    maturity_shock       sd of what leadership and skills gain or lose of it in a year beside (index) [danish-pool]
    maturity_pull        share of the gap to leadership and skills that its other five parts close in a year (1/year) [danish-pool]
    doing                gain in productivity per doubling of service given (share)
    feedback             gain in productivity a year at full maturity (share)
    setup_learning       share of the cost of setting up saved per doubling of like contracts (share)
    investor_pressure    weight that investors press on pay that does not reach the provider, at a full shortfall (share)
    """

    mission_led_weight: float = 0.5
    mission_led_need_weight: float = 0.5
    motivation_return: float = 0.03
    support: float = 0.0
    turnover_by_pressure: float = 0.5
    turnover_by_motivation: float = 1.0
    mission_sorting: float = 0.5
    base_spread: float = 0.1
    effect_spread: float = 0.5
    common_spread_of_results: float = 0.05
    maturity: float = 0.46
    maturity_growth: float = 0.1
    maturity_shock: float = 0.0
    maturity_pull: float = 0.0
    doing: float = 0.05
    feedback: float = 0.05
    setup_learning: float = 0.15
    investor_pressure: float = 0.3
