"""One structure of capital for each provider, where the contract says so."""

from collections.abc import Sequence

from utfall.contract.contract import Capital
from utfall.contract.waterfall import Waterfall


def structures(capital: Capital, providers: Sequence[str]) -> dict[str, Waterfall]:
    """Provider id -> its waterfall: the same structure copied, need and tranches each in full; without `per_provider` one, under ""."""
    return {provider: Waterfall.of(capital) for provider in providers} if capital.per_provider else {"": Waterfall.of(capital)}
