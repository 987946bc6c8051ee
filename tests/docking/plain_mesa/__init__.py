"""The twin: the same model as plain Python objects under Mesa, one object a person, to dock the production model to and to time it against.

What it takes as given (`Desk`): draws, the record of the case, value tables (what `behaviour.valuation` solved). What it does by itself, in
plain Python: levels, classes, the best push, beliefs, marginal values, water-filling with placement, capability, transitions in both
worlds, progress of the metric, payments and cash. It covers the nearest case to workload W: one group, one state outcome, one capability,
coaching with or without quick placement, providers that optimise, everybody served from the first month to the last, one price for so many
months in a row, no shocks and no drop-out. The rest of the month (selection, more metrics and terms, claims and audits, motivation) is in
`tests/docking/plain_contract`.

Written for speed as far as plain objects go: plain loops, local names, tables as lists. Read `run`, then `provider` and `participant`.
"""

from .run import run_twin

__all__ = ["run_twin"]
