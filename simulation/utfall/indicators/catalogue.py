"""The one dictionary of indicators: name -> question, unit, formula, how it is said."""

from types import MappingProxyType

from utfall.indicators.behaviour import BEHAVIOUR
from utfall.indicators.caused import CAUSED
from utfall.indicators.money import MONEY
from utfall.indicators.paid import PAID
from utfall.indicators.pairs import PAIRS
from utfall.indicators.pool_cohorts import COHORTS
from utfall.indicators.pool_forms import FORMS
from utfall.indicators.pool_ratios import RATIOS
from utfall.indicators.pool_returns import RETURNS
from utfall.indicators.pool_risk import RISK
from utfall.indicators.reached import REACHED
from utfall.indicators.split import SPLIT
from utfall.indicators.standing import STANDING
from utfall.indicators.surroundings import SURROUNDINGS
from utfall.indicators.values import Indicator
from utfall.indicators.worth import WORTH

THEMES = MappingProxyType(
    {
        "What was caused": CAUSED,
        "What was paid, and for what": (*SPLIT, *PAID),
        "Whom it reached": REACHED,
        "What it did to behaviour": BEHAVIOUR,
        "Around the contract (illustrations)": SURROUNDINGS,
        "Against a reference run": PAIRS,
        "Whether it stood": STANDING,
        "Money": (*MONEY, *WORTH),
        "All runs together": (*RATIOS, *COHORTS, *RISK, *RETURNS, *FORMS),
    }
)

INDICATORS: MappingProxyType[str, Indicator] = MappingProxyType({one.name: one for theme in THEMES.values() for one in theme})
