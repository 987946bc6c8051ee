"""How a contract finds its providers, and new ones after it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Competition:
    """Rules of the market for the contract itself.

    tender   bidders who offer to do it at a share of the prices written, the lowest wins (None: prices as written)
    entry    whether a newcomer takes the place of a provider that has stopped
    """

    tender: int | None = None
    entry: bool = False


NO_COMPETITION = Competition()
