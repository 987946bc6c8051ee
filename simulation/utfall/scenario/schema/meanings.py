"""What keys mean whose type is declared by a record of `contract`: one line each, and what holds without them."""

_MEANINGS = {
    "title": "the full name, for readers",
    "kind": "what shape the table has",
    "design": "how the comparison is made",
    "among": "whom the metric counts",
    "compared_with": "the comparison that says what would have happened anyway",
    "data_source": "how it is known; under provider_report nothing is paid without a claim",
    "lag": "time from when something falls due to when it is known",
    "missed": "share of true successes that are not recorded",
    "mistaken": "share of non-successes that are recorded as successes",
    "noise": "standard deviation of the error on a score, in sd",
    "outcome": "the outcome that is looked at",
    "after_enrolment": "time from a person's start to the one moment that is looked at",
    "at_month": "the contract month at whose end it is looked at",
    "within": "time from a person's start in which the whole spell must lie",
    "lasts": "how long",
    "in_a_row": "whether without a break",
    "gap": "the longest break that does not count as one",
    "unit": "what is counted",
    "follows": "counts only after this metric has succeeded",
    "at_most": "the most that is counted for a person",
    "window": "time from a person's start (or from `starts`) over which is counted",
    "starts": "time from a person's start to the first counted month",
    "gain": "whether the gain since enrolment counts, rather than the level",
    "at_least": "the mark from which a score is a success",
    "task": "the task whose units are counted",
    "agreed": "how much was agreed, for a level on an activity",
    "hours": "hours after which a course is done, in the month in which they are reached",
    "values": "the values that are summed",
    "people": "size of the comparison group",
    "expected": "the level without the programme: the share IN the outcome, or hours or money a person",
    "payer": "who pays: a payer, or shares that sum to 100 %",
    "payee": "who is paid: a party, `holder` (of the capital) or `providers` (whoever served the person)",
    "groups": "pay groups in which the term is in force",
    "from_month": "first contract month in which it pays",
    "until_month": "last contract month in which it pays",
    "fee": "the fee",
    "metric": "the metric that is paid on",
    "price": "money for each unit that is counted",
    "cap_per_person": "the most that is paid for a person",
    "pays_again": "whether a person can be paid for more than once",
    "prices": "a price for each metric, once a person and row",
    "steps": "named steps: so long in the outcome, so much",
    "share": "share of the measured sum of money that is paid",
    "once_repaid": "the share that is paid once the capital is repaid",
    "floor": "the least that is paid (a negative gain is paid back without it)",
    "cap": "the most that is paid",
    "per_person": "the most for a person",
    "per_year": "the most in a contract year",
    "total": "the most in all",
    "by_payer": "the most that each payer pays",
    "by_term": "the most that each term pays",
    "last_payment_month": "the last contract month in which anything is paid",
    "indexation": "yearly rise of prices",
    "who_selects": "who chooses among those referred; results depend on it most, so it has no default",
    "may_refuse": "whether a provider may send people back when it does not select",
    "joining": "whether people choose to join",
    "caseload": "most people per full-time worker",
    "minimum_hours": "the least that each person served gets",
    "audit": "share of claims that are audited",
    "detection": "chance that an audit detects a false claim",
    "penalty": "penalty for each detected claim",
    "repay": "whether what was paid on a detected claim is paid back",
    "published": "whether audits are published",
    "holder": "who holds the capital",
    "need": "money needed before outcomes are paid",
    "drawdown": "when the capital is drawn",
    "tranches": "the layers of the capital",
    "return_cap": "the most that the capital may earn",
    "recycled": "whether what outcomes pay is spent on the service before new capital",
    "surplus_to": "who gets what is left",
    "investor": "who puts up the money",
    "amount": "how much; left out: the rest of the need",
    "interest": "yearly interest",
    "pass_through": "share of each outcome payment to the holder that reaches the providers in the same month",
    "terms": "what the holder pays its providers",
}
_SPECIAL = {
    "sustained.lasts": "how long in the outcome is a success",
    "step.lasts": "how long in the outcome reaches this step",
    "service.lasts": "months of service for each person",
    "tranche.kind": "what kind of money it is",
    "score.outcome": "the score that is read",
    "block.fee": "a fee per month or per year, whatever happens",
    "attachment.fee": "a fee for each person who starts",
}
_HOLDS = {
    "lag": "none",
    "groups": "all",
    "until_month": "the whole length",
    "payer": "the only payer",
    "payee": "the holder of the capital, else the providers",
    "people": "the eligible less those offered",
    "lasts": "to the end of the contract",
}


def meaning(table: str, name: str) -> str:
    """What a key means, in one line."""
    return _SPECIAL.get(f"{table}.{name}") or _MEANINGS.get(name, name.replace("_", " "))


def holds(name: str, default: object) -> str:
    """What holds when the key is not there, in words."""
    if name in _HOLDS:
        return _HOLDS[name]
    if isinstance(default, bool):
        return "true" if default else "false"
    if isinstance(default, (str, int, float)):
        return str(default)
    fraction = getattr(default, "fraction", None)
    return "none" if fraction is None else f"{100 * fraction:g} %"
