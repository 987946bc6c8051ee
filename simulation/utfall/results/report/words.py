"""Fixed words of the page, one place; a second language is a second table with the same keys."""

from collections.abc import Mapping
from types import MappingProxyType

ENGLISH: Mapping[str, str] = MappingProxyType(
    {
        "skip": "Skip to the report",
        "contents": "Contents",
        "question": "Question.",
        "answer": "The answer",
        "banner": "A model for learning and testing designs, not a forecast",
        "caused": "caused",
        "paid_for": "paid for",
        "right_cost": "right: {currency} paid per {each}",
        "same_numbers": "The same numbers as a table",
        "as_table": "The numbers as a table",
        "swipe": "Swipe to see all of the figure",
        "how_sure": "How sure are we?",
        "of_dots": "of {count} dots filled",
        "would_change": "What would change the answer?",
        "marks": "What a conclusion rests on",
        "counted": "counted",
        "counted_means": "follows from the arithmetic of the clause",
        "supported": "supported",
        "supported_means": "the same sign in at least 90 % of draws of all assumed values (no fact from outside the model has been compared yet)",
        "assumed": "assumed",
        "assumed_means": "the sign turns inside the ranges of the assumed values, or fewer than 10 draws of them were run",
        "contract": "The contract in words",
        "contract_first": "Of the contracts compared, the first:",
        "fund": "The fund",
        "fund_lead": "Each row is what the fund puts into one contract and gets back from it; the last is all of them in one purse, run by run. "
        "Where the fund loses less often than its contracts, they carry each other.",
        "compare": "Paid beside caused",
        "compare_lead": "The same people and the same luck under each contract and without it. Gold is what was paid for. "
        "Blue is what would not have happened without it.",
        "outlay": "Effect against outlay",
        "outlay_lead": "A dearer contract can cause more because it pays more. Here each metric is laid against what it cost the payers.",
        "references": "Against buying nothing, and against paying a fee",
        "references_lead": "The same people and luck, with what the payers paid spent in other ways. What investors lost is in no fee. Better than "
        "paying a fee may be said only where the contract causes more than nothing and more than the fee with agreed hours, and where "
        "investors lost nothing.",
        "as_written": "At the prices of the file",
        "as_written_lead": "Above, prices are scaled so that every contract has the same forecast payments. Here they are as written.",
        "behaviour": "What the providers did",
        "served": "Who was served",
        "money": "Money by party",
        "money_lead": "Every payment is one ledger entry; the accounts sum to zero each month.",
        "dues": "What may fall due, when, and who loses",
        "dues_lead": "Sums as they change hands, not discounted; savings are not in them. One run in ten: the dearest tenth of runs (of the "
        "others, the worst) lies beyond. A dear run is often one of a happier world, in which more people succeed, with the contract or without it.",
        "assume": "What we assumed",
        "assume_lead": "Most influential first: the effect of the first contract at the low and at the high end of a range, on a straight line "
        "through the draws.",
        "assumed_values": "{count} assumed values with their ranges",
        "assumption": "Assumption and range",
        "ends": "Low end to high end",
        "used": "Used",
        "range": "Range",
        "source": "Source",
        "hold": "Do the verdicts hold?",
        "hold_lead": "All assumed values are drawn together, ten runs a draw. The verdict at a draw is that of its runs alone, on the same people "
        "and luck under each contract.",
        "enough": "How many runs are enough",
        "method": "Method and provenance",
        "method_lead": "Each run simulates the same people twice, with the contract and without it, on the same draws. What is caused is the "
        "difference, person by person. Providers, investors and payers "
        "decide from what they can see. It is a model for learning and testing designs, not a forecast.",
        "fonts": "Fonts: Utfall Sans and Utfall Serif, from Source Sans 3 and Source Serif 4, SIL Open Font License 1.1.",
        "findings": "What else the runs show",
    }
)
