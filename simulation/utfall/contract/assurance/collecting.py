"""What a penalty is worth: it can be collected only from what there is (limited liability)."""


def collected(owed: int, means: int) -> int:
    """Minor units that can be had of what is owed from a party with `means` (below 0: nothing)."""
    return min(owed, max(means, 0))
