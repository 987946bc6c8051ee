"""Purses of payers, and who is sent where, as sentences."""

from utfall.contract.contract import Contract
from utfall.contract.parties import Value
from utfall.contract.words import Names, PeopleWords, duration, every, joined, money, per_cent, plain, sentence_case

REFERRAL = {
    "by_need": "Those who look neediest are sent first.",
    "at_a_peak": "Those with the worst recent record are sent first.",
    "by_rating": "Providers with better published results are sent more people.",
}


def purse_sentences(contract: Contract, names: Names) -> list[str]:
    """Budgets, mandates and pools, where there are any."""
    said = []
    for payer in contract.payers:
        if payer.budget is not None:
            said.append(f"{names.party(payer.id)} can pay at most {money(payer.budget)} per {payer.budget.per}.")
        if payer.prevention is not None:
            said.append(f"Out of that it means to spend {money(payer.prevention)} per {payer.prevention.per} on other prevention.")
        if payer.mandate is not None:
            said.append(f"Every {duration(payer.mandate)} {names.party(payer.id)} has a new board, which may end the contract.")
        if contract.signing == "decided" and payer.signed_horizon is not None:
            saves = "" if payer.horizon is None else f", its savings as far as {duration(payer.horizon)}"
            said.append(f"When it decides, {names.party(payer.id)} counts what is signed as far as {duration(payer.signed_horizon)} ahead{saves}.")
    for pool in dict.fromkeys(payer.pool for payer in contract.payers if payer.pool is not None):
        members = [names.party(payer.id) for payer in contract.payers if payer.pool == pool]
        said.append(f"{joined(members)} decide{'s' if len(members) == 1 else ''} and pay{'s' if len(members) == 1 else ''} out of one purse.")
    rules = contract.competition
    if rules.tender is not None:
        said.append(f"{rules.tender} bidders offer to do it for a share of these prices; the lowest offer wins.")
        said.append("Each bidder has an unsure look of its own at what its help adds, and at how many get there without it.")
    if rules.entry:
        said.append("A newcomer takes the place of a provider that has stopped.")
    if rules.retender is not None:
        again, when = rules.retender, sentence_case(every(rules.retender.every))
        who = f"the {per_cent(again.at_risk.fraction)} of providers that are paid least a month of service"
        said.append(f"{when} the places of {who} are tendered; {per_cent(again.replaced.fraction)} go to new ones like the others.")
    return said


def value_sentences(contract: Contract) -> list[str]:
    """What of a value can really be saved, where it is not all."""
    return [
        _saved(value) for value in contract.values if value.cashable.fraction < 1.0 or value.rising_to is not None or value.refilled.fraction > 0.0
    ]


def _saved(value: Value) -> str:
    said = f"of {value.title.replace('_', ' ')} that is avoided, {per_cent(value.cashable.fraction)} can really be saved"
    if value.rising_to is not None and value.after is not None:
        said += f" at first, and {per_cent(value.rising_to.fraction)} after {duration(value.after)}"
    return said + (f"; others fill {per_cent(value.refilled.fraction)} of the places that are freed." if value.refilled.fraction > 0.0 else ".")


def referral_sentences(contract: Contract, names: Names, people: PeopleWords | None) -> list[str]:
    """Who is sent first, and to whom."""
    said = [] if people is None else [*_sent_first(people)]
    said += [f"{names.title(p)} works in {joined(list(p.areas))}." for p in contract.providers if p.areas]
    if contract.service.caseload is not None:
        said.append(f"A full-time worker has at most {contract.service.caseload:g} people at once.")
    return said


def _sent_first(people: PeopleWords) -> list[str]:
    looked_at = [outcome.title or plain(outcome.id) for outcome in (*people.outcomes, *people.events) if outcome.id == people.peak_of]
    if people.referral == "at_a_peak" and looked_at:
        return [f"Those with the worst recent record ({looked_at[0]}) are sent first."]
    return [REFERRAL[people.referral]] if people.referral in REFERRAL else []
