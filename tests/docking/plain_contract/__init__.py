"""The whole month once more as plain objects under Mesa: a person is an agent, a provider is an agent, rules are loops.

Written to be read, and to be held against the production model person by person and payment by payment. Start with `model`, then `provider`.

run.py       one run, and what is compared of it
model.py     the month, phase by phase
given.py     what is taken as given and nothing else: the file's records, draws, and value tables with the index that they are looked up by
people.py    who people are, and their month with and without the contract
metrics.py   three metrics (so long in a row, at one moment, months), hours of an activity, and a success that is lost
values.py    what help is worth, looked up in the given tables
placing.py   the best push towards a quick job; searched for in `plain_mesa.pushes`, as levels are solved in `plain_mesa.levels`
hours.py     water-filling: the price of an hour at which what people could use fits the budget
provider.py  selection, hours, motivation
claiming.py  false claims, what they leave of the worth of a success, audits and penalties
paying.py    terms: prices, start fees, monthly fees, activity pay, retention, clawback; caps, limits, payers' parts; the purse of every party

Nothing of `utfall` is imported but in `given`. What it leaves out stands in docs/validation.md.
"""

from .run import run_contract

__all__ = ["run_contract"]
