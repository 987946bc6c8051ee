"""Utfall: outcome contracts, simulated. What was paid beside what was caused.

    import utfall

    koto = utfall.load("koto_sib")
    one_day = koto.replace({"contract.metric": "job_on_day_90"})   # scenarios are immutable values
    result = utfall.compare([koto, one_day], runs=500, seed=1)
    result.table()

    model = utfall.ContractModel(koto, seed=1)    # a mesa.Model: step it, look inside
    model.step()

Nothing is imported until it is asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from utfall.experiment.api import compare as compare
    from utfall.experiment.api import run as run
    from utfall.model.model import ContractModel as ContractModel
    from utfall.scenario import load as load

__all__ = ["ContractModel", "compare", "load", "run"]

_HOMES = {"ContractModel": "utfall.model.model", "compare": "utfall.experiment.api", "load": "utfall.scenario", "run": "utfall.experiment.api"}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'utfall' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
