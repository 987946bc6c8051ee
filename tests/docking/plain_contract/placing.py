"""The best push, looked up by entry logit and by the log of worth over price."""

from ..plain_mesa.pushes import LOGITS, RATIOS


def push_hours(table: list[list[float]], logit: float, ratio: float) -> tuple[float, float]:
    """Best hours between the nodes of the table, and how fast they rise with the log ratio; none where worth does not exceed price."""
    if ratio <= 0.0:
        return 0.0, 0.0
    row = min(max((logit - LOGITS[0]) / 0.25, 0.0), len(LOGITS) - 1.000001)
    column = min(ratio / 0.2, len(RATIOS) - 1.000001)
    i, j = int(row), int(column)
    first, second = (table[i][k] + (row - i) * (table[i + 1][k] - table[i][k]) for k in (j, j + 1))
    return first + (column - j) * (second - first), (second - first) / 0.2
