"""Units of the bare numbers of the shared values, which no text of theirs says."""

from collections.abc import Mapping

#: Unit -> names of values that are written as bare numbers.
UNITS: Mapping[str, str] = {
    "logits": "builds boosts stay_by_worth leave_by_sanction leave_by_change exit_if_shallow common_spread",
    "logits per sd": "take_up_by_need drop_out_by_need conceal_by_need entry_by_need exit_by_need",
    "logits per unit of the shock": "take_up_by_shock entry_by_shock exit_by_shock",
    "logits per unit of capability": "helps_entry helps_exit",
    "log rate per unit of capability": "helps_events",
    "log rate per sd": "events_by_need",
    "log rate per unit of the shock": "events_by_shock",
    "sd": "shock_spread shows audit_insight",
    "sd of the log": "response_spread integrity_person_spread integrity_provider_spread bid_spread",
    "correlation": "response_by_need screening_accuracy screening_response referrer_accuracy",
    "share a month": "shock_persistence common_persistence engagement_speed patience staff_speed motivation_speed motivation_return",
    "months": "worker_half_life referrer_window entry_wait",
    "months' income": "accept_noise",
    "months of staff cost": "reserves",
    "contacts an hour": "contacts_per_hour",
    "hours a course": "course_hours",
    "hours a month": "hours_half_satisfied",
    "hours an hour": "service_drawn",
    "bidders": "rival_bidders",
    "contracts": "fund_contracts",
    "ratio": "belief_in_own_effect effect_spread renewal_length",
    "provider worker-months": "social_value least_wealth integrity_median renegotiation reputation clients_weight",
    "weight": "mission_weight mission_led_weight impact_weight",
    "1 / sd": "need_weight mission_led_need_weight",
    "1 / share": "rating_pull renewal_steepness",
    "1 / unit of trust": "trust_pull",
    "1 (relative risk aversion)": "risk_aversion investor_risk_aversion",
    "index": "control_effect support maturity mission_sorting legitimacy_at_start lost_to_profit",
    "index a year": "maturity_growth maturity_shock",
    "share": "time_value worker_lost_at_first service_given_up selection_noise control_scale trust base_spread common_spread_of_results "
    "investor_pressure rating_fall gaming_start mandate_break places_lost fund_common bid_shading price_by_skill threshold_by_skill "
    "lost_to_secrecy asked_for_doubt trust_by_detection taken_over",
    "share a year": "maturity_pull won_by_results trust_by_results feedback",
    "share per doubling": "doing setup_learning",
    "standard errors": "evaluator_leaning",
    "log per log": "turnover_by_pressure",
    "logs per unit of motivation": "turnover_by_motivation",
}
_OF = {name: unit for unit, names in UNITS.items() for name in names.split()}


def unit_of(name: str, value: object) -> str:
    """The unit of a value by its name, or as it is written (2 % per month). Raises KeyError for a bare number without one."""
    if not isinstance(value, str):
        return _OF[name]
    number, _, rest = value.partition(" ")
    if number.isalpha():  # an amount of money, or a word
        return f"{number} {rest.partition(' ')[2]}" if rest else "word"
    return rest
