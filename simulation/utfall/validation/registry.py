"""The bench as a list: every entry of theory, and those that the model cannot express, with the reason."""

from utfall.validation.entry import Entry
from utfall.validation.row import NotExpressed
from utfall.validation.theory import (
    accounts,
    common,
    contests,
    copying,
    distortion,
    endings,
    finance,
    gaming,
    inspection,
    linear,
    lines,
    market,
    measurement,
    motives,
    multitask,
    parking,
    portfolios,
    proxies,
    purses,
    ruin,
    selection,
    sizes,
    tails,
    timing,
    turnover,
    whole,
)

THEORY: tuple[Entry, ...] = (
    *linear.ENTRIES,
    *whole.ENTRIES,
    *multitask.ENTRIES,
    *distortion.ENTRIES,
    *gaming.ENTRIES,
    *inspection.ENTRIES,
    *selection.ENTRIES,
    *parking.ENTRIES,
    *motives.ENTRIES,
    *timing.ENTRIES,
    *endings.ENTRIES,
    *contests.ENTRIES,
    *measurement.ENTRIES,
    *proxies.ENTRIES,
    *tails.ENTRIES,
    *finance.ENTRIES,
    *portfolios.ENTRIES,
    *ruin.ENTRIES,
    *purses.ENTRIES,
    *sizes.ENTRIES,
    *market.ENTRIES,
    *copying.ENTRIES,
    *turnover.ENTRIES,
    *lines.ENTRIES,
    *common.ENTRIES,
    *accounts.ENTRIES,
)

NOT_EXPRESSED: tuple[NotExpressed, ...] = (
    NotExpressed("T1c", "weight on a comparator", "no party of the model weighs the common shock when it sets a comparison"),
    NotExpressed("T4b", "muddled information (noisy motives)", "no payer infers a person's type from a report"),
    NotExpressed(
        "T5c", "mixed payment, cost shared (Ellis and McGuire)", "the provider's benefit to a person is valued by outcome time, not by a quadratic"
    ),
    NotExpressed("T5d", "cream, skimp and dump between two places (Ellis)", "people do not choose a provider by distance and service"),
    NotExpressed(
        "T5e", "price equal to marginal social value (Ma)", "no provider reckons that quality brings it people, though referrers may go by results"
    ),
    NotExpressed("T5h", "risk-adjusted price with a poor signal (Glazer and McGuire)", "prices by group are written, not solved for"),
    NotExpressed("T6c", "image motives (Bénabou and Tirole)", "nobody infers motives from what others do"),
    NotExpressed("T8e", "failures let go in the year whose rate they cannot spoil", "who is paid by a yearly rate does not choose when service ends"),
    NotExpressed("T8c", "rush before a deadline", "no task has a quota, and no provider discounts within a contract"),
    NotExpressed("T8d", "results pulled forward at a year's end (Oyer)", "a result happens when it happens; only the day that is read may be chosen"),
    NotExpressed("T13c", "proxies that turn (extremal)", "the value of an outcome is linear in it"),
    NotExpressed(
        "T13d", "proxies that are not causes", "what a task does to a score and to an outcome is known, not estimated, so that no line is fitted"
    ),
    NotExpressed("T17", "the same for a payer who minds paying for nothing", "no payer minds a payment for nothing more than any other payment"),
    NotExpressed("T20h", "a rebate for failures", "no term is a rebate on a treatment's price"),
    NotExpressed("T22", "credit shared by several providers", "one provider serves a person at a time, and results are its own"),
    NotExpressed("T23", "selection of bad science, static part", "no provider has false positives as a choice of its method"),
)
