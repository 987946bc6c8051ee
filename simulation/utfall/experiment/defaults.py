"""What a scenario file says of how it is run, where the command line says nothing."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from utfall.experiment.jobs import Luck
    from utfall.scenario import Scenario

RUNS = 200
SEED = 1


@dataclass(frozen=True, slots=True)
class Defaults:
    """Runs, first seed, central values instead of draws, coupling of the two worlds."""

    runs: int
    seed: int
    central: bool
    luck: "Luck"


def defaults(scenario: "Scenario") -> Defaults:
    """The `run` table of a scenario, with what holds where a key is missing."""
    run = scenario.understood.document.run

    def said(name: str, otherwise: object) -> object:
        leaf = None if run is None else getattr(run, name)
        return otherwise if leaf is None else leaf.value

    return Defaults(int(str(said("runs", RUNS))), int(str(said("seed", SEED))), said("uncertainty", "draw") == "central", "monotone")
