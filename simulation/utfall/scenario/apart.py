"""Whether providers can look at all that a contract pays for a person at once, or must look at sets of terms apart."""

from utfall.behaviour.valuation.product import MOST_STATES, parts
from utfall.contract.lookahead import Facts, Outlook, pay_streams
from utfall.scenario.case import Case


def sets_apart(case: Case) -> int:
    """Sets of terms that value tables are solved for, at most over pay groups; 1: all at once, exactly.

    Terms on cohorts are left out: what they are worth to a provider waits for the Forecast.
    """
    people, found = case.people, 1
    events = tuple(outcome.id for outcome in people.events)
    for group in range(len(people.groups)):
        facts = Facts(case.contract, group, people.outcomes, people.scores, people.tasks, events)
        found = max(found, len(parts(pay_streams(facts, Outlook(provider=case.contract.providers[0].id)))))
    return found


def apart_in_words(case: Case) -> tuple[str, ...]:
    """The note for `check`, where it is an approximation."""
    count = sets_apart(case)
    if count == 1:
        return ()
    return (
        f"what is paid for a person has more than {MOST_STATES} states: providers look at {count} sets of terms apart and add up what each is worth",
    )
