"""Places of a provider: what was agreed, and what the cap on caseloads leaves."""

from utfall.base.quantities import WORKER_HOURS
from utfall.contract.contract import Contract
from utfall.contract.parties import Provider


def places_of(contract: Contract, provider: Provider) -> int | None:
    """Most people it serves at once (None: no limit): its places, and so many per full-time worker."""
    if contract.service.caseload is None:
        return provider.places
    most = max(int(contract.service.caseload * provider.hours.monthly / WORKER_HOURS + 1e-9), 1)
    return most if provider.places is None else min(provider.places, most)
