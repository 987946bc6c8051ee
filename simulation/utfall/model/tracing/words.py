"""How a trace says things."""

from utfall.base.money import money_words
from utfall.base.records import PersonPayments
from utfall.contract.words import Names, joined

MINUS = "\u2212"
STATES = {0: "out of", 1: "in", 2: "in, by a push alone,"}


def money(minor: float, currency: str) -> str:
    """An amount to the whole unit of money, for arithmetic that no ledger holds."""
    return money_words(100 * round(minor / 100), currency)


def hours(given: dict[str, float], names: Names) -> str:
    """2.5 h of coaching and 1 h of language teaching, to the half hour."""
    parts = [f"{round(2.0 * amount) / 2.0:g} h of {names.task(task)}" for task, amount in given.items() if amount >= 0.25]
    return joined(parts) if parts else "no hours"


def units(amount: float, unit: str, currency: str) -> str:
    """What a metric recorded: a success, 3 days, EUR 602."""
    if unit == "money":
        return money_words(round(amount), currency).replace("-", MINUS)
    return "a success" if unit == "person" and amount == 1.0 else f"{amount:.4g} {unit}{'' if amount == 1.0 else 's'}"


def outcome_words(ours: float, without: float, kind: str) -> str:
    """How the person fared over the follow-up, in the world of the contract and in the other."""
    if kind == "events":
        return f"{-ours:.0f} event{'' if ours == -1.0 else 's'} over the follow-up; without the contract {-without:.0f}."
    what = f"In the outcome for {ours:.1f} full-time months" if kind == "state" else f"Outcome {ours:.2f} sd"
    return f"{what} {'of' if kind == 'state' else 'over'} the follow-up; without the contract {without:.{1 if kind == 'state' else 2}f}."


def change_of_state(before: int, now: int, outcome: str) -> str:
    """What a transition is called."""
    if now == 0:
        return f"is no longer {outcome}"
    if before == 0:
        return f"is {outcome}" + (", entered by a push alone" if now == 2 else "")
    return f"is still {outcome}, " + ("now only by a push" if now == 2 else "now durably")


def split_of(payment: PersonPayments, number: int, currency: str) -> str:
    """What was paid for a person under one clause, and what it was paid for."""
    paid, true, without = (float(column[number]) for column in (payment.paid, payment.due_true, payment.due_without))
    lasting, lasting_without = float(payment.lasting[number]), float(payment.lasting_without[number])
    parts = [
        (paid - true, "for nothing that happened"),
        (without, "for what would have happened anyway"),
        (lasting - lasting_without, "for what the contract caused"),
        ((true - without) - (lasting - lasting_without), "for what it caused and did not last"),
    ]
    told = [(amount, what) for amount, what in parts if abs(amount) >= 0.5]
    whole = len(told) == 1 and abs(told[0][0] - paid) < 0.5
    said = told[0][1] if whole else joined([f"{money(amount, currency)} {what}" for amount, what in told])
    return f"{payment.title}: {money(paid, currency)}, {said}."
