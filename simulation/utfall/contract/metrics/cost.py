"""What measuring costs."""

from utfall.contract.metrics.declarations import Metric


def measuring_cost(metric: Metric, counted: int) -> int:
    """Minor units for measuring so many people once; the payers owe it to the evaluator, whatever is found."""
    return 0 if metric.cost is None else metric.cost.minor * counted
