"""Shared values of what lies around a contract; all are illustrations."""

from typing import Annotated, Any

from utfall.scenario.schema import words
from utfall.scenario.schema.table import Table, key


class SurroundingValues(Table):
    """Sizes that no evidence gives; each counts only with its own switch."""

    price_by_skill: Annotated[Any, words.NUMBER] = key("rise of prices where the payees alone negotiate with skill, share")
    threshold_by_skill: Annotated[Any, words.NUMBER] = key("fall of thresholds there, share")
    legitimacy_at_start: Annotated[Any, words.NUMBER] = key("legitimacy of an open contract at the start, 0 to 1")
    lost_to_secrecy: Annotated[Any, words.NUMBER] = key("share of it that a contract kept from the public starts without")
    lost_to_profit: Annotated[Any, words.NUMBER] = key("legitimacy lost when investors gain as much as they put in")
    won_by_results: Annotated[Any, words.NUMBER] = key("share of the gap to full legitimacy closed by a year of nothing but visible successes")
    asked_for_doubt: Annotated[Any, words.NUMBER] = key("savings that payers ask for on top where all legitimacy is lacking, share of payments")
    trust_by_results: Annotated[Any, words.NUMBER] = key("share of the gap to full trust closed by a year of nothing but shared successes")
    trust_by_detection: Annotated[Any, words.NUMBER] = key("share of trust lost in a month in which all audited claims are found false")
    trust_pull: Annotated[Any, words.NUMBER] = key("referrals grow as exp(pull x trust)")
    renegotiation: Annotated[Any, words.NUMBER] = key("what a change of prices costs where there is no trust, in provider worker-months")
    reputation: Annotated[Any, words.NUMBER] = key("worth of a success that is reported and not paid, in provider worker-months")
    hours_half_satisfied: Annotated[Any, words.NUMBER] = key("hours a month at which a person is half satisfied with the time it gets")
    clients_weight: Annotated[Any, words.NUMBER] = key(
        "worth to a provider of a month with a client wholly satisfied with the time it gets, in provider worker-months"
    )
    taken_over: Annotated[Any, words.NUMBER] = key("share of the hours that ordinary services go on giving when the money ends")
