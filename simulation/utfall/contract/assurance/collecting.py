"""What a penalty is worth: it can be collected only from what there is (limited liability)."""

from utfall.contract.contract import Assurance


def collected(owed: int, means: int) -> int:
    """Minor units that can be had of what is owed from a party with `means` (below 0: nothing)."""
    return min(owed, max(means, 0))


def expected_gain_of_false_claim(rules: Assurance, amount: int, means: int, chance: float | None = None) -> float:
    """Minor units that a false claim is expected to bring: paid unless detected; then not paid, and the penalty as far as it can be collected.

    chance  of being audited (None: the share audited)
    """
    caught = (rules.audit.fraction if chance is None else chance) * rules.detection.fraction
    penalty = 0 if rules.penalty is None else collected(rules.penalty.minor, means)
    lost = (amount if rules.repay else 0) + penalty
    return amount - caught * lost


def deterring_share(rules: Assurance, amount: int, means: int) -> float:
    """Share of claims that must be audited for a false claim not to pay: w / (d (w + F)); over 1 where no share is enough [becker-1968]."""
    penalty = 0 if rules.penalty is None else collected(rules.penalty.minor, means)
    at_stake = rules.detection.fraction * ((amount if rules.repay else 0) + penalty)
    return float("inf") if at_stake == 0 else amount / at_stake
