"""The bench as a list: every entry of theory, and those that the model cannot express, with the reason."""

from utfall.validation.entry import Entry
from utfall.validation.row import NotExpressed
from utfall.validation.theory import gaming, linear, multitask

THEORY: tuple[Entry, ...] = (*linear.ENTRIES, *multitask.ENTRIES, *gaming.ENTRIES)

NOT_EXPRESSED: tuple[NotExpressed, ...] = (
    NotExpressed("T4b", "muddled information (noisy motives)", "no payer of the model infers a person's type from a report"),
    NotExpressed("T4c", "share of false claims in the inspection game", "an auditor's share of audits is a rule of the contract, not its best reply"),
)
