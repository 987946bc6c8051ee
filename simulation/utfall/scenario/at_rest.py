"""Which shared values a case does not use: those of switches that are off, and of outcomes, parties and clauses that it does not have."""

from collections.abc import Iterator, Mapping

from utfall.base.mechanisms import Mechanisms
from utfall.contract.contract import Contract
from utfall.scenario.case import Case
from utfall.scenario.schema.document import Document

#: Switch -> shared values that count only with it.
OF_SWITCH: dict[str, tuple[str, ...]] = {
    "dropout": ("drop_out", "drop_out_by_need"),
    "common_shock": ("common_persistence", "common_spread"),
    "motivation": ("control_effect", "control_scale", "motivation_speed", "trust", "motivation_return", "support"),
    "turnover": ("worker_leaves", "worker_lost_at_first", "worker_half_life", "turnover_by_pressure", "turnover_by_motivation", "mission_sorting"),
    "staffing": ("staff_speed",),
    "learning": (
        "effect_spread", "common_spread_of_results", "maturity", "maturity_growth", "maturity_shock", "maturity_pull",
        "doing", "feedback",
    ),
    "pressure": ("investor_pressure",),
    "participants": (
        "stay_by_worth", "leave_by_sanction", "leave_by_change", "engagement_speed", "patience", "accept_noise", "time_value",
        "conceal", "conceal_by_need",
    ),
    "preparation": ("price_by_skill", "threshold_by_skill"),
    "legitimacy": ("legitimacy_at_start", "lost_to_secrecy", "lost_to_profit", "won_by_results", "asked_for_doubt"),
    "trust": ("trust_by_results", "trust_by_detection", "trust_pull", "renegotiation"),
    "steering": ("reputation",),
    "clients_view": ("hours_half_satisfied", "clients_weight"),
    "aftermath": ("taken_over",),
}  # fmt: skip
#: Shared values that investors weigh before they sign.
OF_SIGNING = ("impact_weight", "fund_contracts", "fund_common", "investor_risk_aversion", "risk_free")
#: Rule of the referrer -> shared values that it reads.
OF_REFERRER = {"by_need": ("referrer_accuracy",), "at_a_peak": ("referrer_window",), "by_rating": ("rating_pull", "rating_fall")}


def said_in(document: Document) -> dict[str, str]:
    """Name of a shared value -> the key of the file that says it instead."""
    people, providers = document.people, document.providers.values()
    found = {} if people.take_up is None else {"take_up": "people.take_up says it"}
    unlike = people.responsiveness
    for key in ("spread", "by_need"):
        if unlike is not None and getattr(unlike, key) is not None:
            found[f"response_{key}"] = f"people.responsiveness.{key} says it"
    for key, name in (("cost", "hour_cost"), ("reserves", "reserves")):
        if all(getattr(row, key) is not None for row in providers):
            found[name] = f"every provider says its {key}"
    return found


def at_rest(case: Case, belief: str, said: Mapping[str, str]) -> dict[str, str]:
    """Name of a shared value, or of a capability's -> why it does nothing in this case. A rule of one's own may read any: then none is at rest.

    belief   why a provider overrates its effect (`belief_prior`)
    said     shared values in whose stead the file says its own (`said_in`)
    """
    if case.own is not None:
        return {}
    found = {name: f"mechanisms.{switch} is off" for switch, names in OF_SWITCH.items() if not _on(case.mechanisms, switch) for name in names}
    return found | dict(said) | dict(_of_people(case)) | dict(_of_rules(case)) | dict(_of_market(case, belief)) | dict(_of_course(case.contract))


def _on(mechanisms: Mechanisms, switch: str) -> bool:
    return bool(getattr(mechanisms, switch))


def _of_people(case: Case) -> Iterator[tuple[str, str]]:
    people = case.people
    if not people.events:
        yield from ((name, "no outcome is of events") for name in ("events_by_need", "events_by_shock", "helps_events"))
    if not people.outcomes:
        yield from ((name, "no outcome is a state") for name in ("helps_entry", "helps_exit"))
    if people.ordinary is None:
        yield from ((name, "people.ordinary_service is not said") for name in ("service_given_up", "service_drawn"))
    for rule, names in OF_REFERRER.items():
        if people.referral != rule:
            yield from ((name, f"nobody refers {rule}") for name in names)


def _of_rules(case: Case) -> Iterator[tuple[str, str]]:
    if "mission" not in {rule for _, rule in case.profile.providers}:
        yield from ((name, "no provider has the rule mission") for name in ("mission_led_weight", "mission_led_need_weight"))
    payers = {rule for _, rule in case.profile.payers}
    if "relational" not in payers:
        yield from ((name, "no payer has the rule relational") for name in ("renewal_steepness", "renewal_length"))


def _of_market(case: Case, belief: str) -> Iterator[tuple[str, str]]:
    contract = case.contract
    if contract.competition.tender is None:
        yield "bid_shading", "there is no tender"
        if not case.mechanisms.learning:
            yield "base_spread", "mechanisms.learning is off"
        if belief != "winners_curse":
            yield "bid_spread", "there is no tender"
    if belief != "winners_curse":
        yield "rival_bidders", "belief_prior is not winners_curse"
    if not contract.competition.entry:
        yield "entry_wait", "nobody new may enter"
    if contract.signing == "given":
        yield from ((name, "signing is given") for name in OF_SIGNING)


def _of_course(contract: Contract) -> Iterator[tuple[str, str]]:
    """What happens on the way: selection, boards, reviews, claims and audits."""
    if contract.service.who_selects != "provider" and not contract.service.may_refuse:
        yield "selection_noise", "providers do not select"
    if contract.assurance.severity != "provider_report" and all(metric.data_source != "provider_report" for metric in contract.metrics):
        yield from ((f"integrity_{name}", "providers report nothing") for name in ("median", "person_spread", "provider_spread"))
    if all(payer.mandate is None for payer in contract.payers):
        yield "mandate_break", "no payer has a mandate"
    minimums = () if contract.review is None else contract.review.minimums
    if all(one.consequence != "lose_places" for one in minimums):
        yield "places_lost", "nobody can lose places"
    if contract.assurance.chosen != "by_risk":
        yield "audit_insight", "audits are not chosen by risk"
    if contract.assurance.audit_capacity is None:
        yield "gaming_start", "audits have no capacity"
    if contract.assurance.evaluator != "chosen_by_payee":
        yield "evaluator_leaning", "the evaluator is independent"
    if all(provider.set_up is None for provider in contract.providers):
        yield "setup_learning", "no provider has a cost of setting up"
