"""Capital, limits, assurance and rules of service as sentences."""

from utfall.base.quantities import Money, Return
from utfall.contract.contract import Capital, Contract, Fee, Tranche
from utfall.contract.metrics.units import yearly_rate
from utfall.contract.words import Names, duration, joined, money, per_cent, rate, sentence_case

SELECTS = {
    "provider": "The provider chooses whom to take on.",
    "commissioner": "The commissioner chooses who is served.",
    "random": "Chance decides who is offered a place.",
    "everyone": "Everyone who comes is served while there is room.",
}
SURPLUS = {"investors": "the investors", "payers": "the payers", "providers": "the providers", "next_cohort": "serving more people, then the payers"}


def capital_sentences(contract: Contract, names: Names) -> list[str]:
    """Who puts up money, when, in which order it is repaid, and where what is left goes."""
    capital = contract.capital
    if capital is None:
        return []
    when = "at the start" if capital.drawdown == "at_start" else "as costs fall due"
    said = [_tranche(tranche, capital, names, when) for tranche in capital.tranches]
    repaid = [names.party(tranche.investor) for tranche in capital.tranches if tranche.kind not in {"grant", "guarantee"}]
    if len(repaid) > 1:
        said.append(f"Repaid in this order: {joined(repaid, 'then')}.")
    if capital.return_cap is not None:
        said.append(f"Investors get back their capital and at most {_return(capital.return_cap)} on it.")
    if capital.recycled:
        said.append("What comes in is used for the programme's costs before new capital is drawn.")
    said += [_fee(fee, names) for fee in capital.fees]
    if capital.per_provider:
        said.append("Each provider has a structure of its own, alike.")
    said.append(f"What is left goes to {SURPLUS[capital.surplus_to]}.")
    return said


def _fee(fee: Fee, names: Names) -> str:
    parts = [f"{money(fee.set_up)} at the start"] if fee.set_up is not None else []
    parts += [f"{money(fee.running)} per {fee.running.per}"] if fee.running is not None else []
    parts += [f"{per_cent(fee.of_success.fraction)} of outcome pay"] if fee.of_success is not None else []
    return f"{names.party(fee.to)} gets {joined(parts) if parts else 'nothing'} out of the capital."


def _tranche(tranche: Tranche, capital: Capital, names: Names, when: str) -> str:
    amount = tranche.amount
    if amount is None:
        size = money(capital.need) if len(capital.tranches) == 1 else f"the rest of the {money(capital.need)}"
    elif isinstance(amount, Money):
        size = money(amount)
    else:
        size = f"{per_cent(amount.fraction)} of capital {amount.of}"
    if tranche.kind == "guarantee":
        return f"{names.party(tranche.investor)} puts in no money but makes good the first {size} that {_covered(tranche, capital, names)}."
    interest = "" if tranche.interest is None else f", at {rate(tranche.interest)} interest"
    cap = "" if tranche.return_cap is None else f", with at most {_return(tranche.return_cap)} on it"
    cap += "" if tranche.return_target is None else f", in the hope of {_return(tranche.return_target)}"
    loss = "is not repaid" if tranche.kind == "grant" else "is lost as far as outcomes are not paid for"
    return f"{size} of capital comes from {names.party(tranche.investor)}, {when}{interest}{cap}; it {loss}."


def _covered(guarantee: Tranche, capital: Capital, names: Names) -> str:
    """Whose losses a guarantee covers: "the others lose", or "A friend loses"."""
    if guarantee.guarantees is None:
        return "the others lose"
    investors = [names.party(tranche.investor) for tranche in capital.tranches if tranche.id in guarantee.guarantees]
    return f"{joined(investors)} {'lose' if len(investors) > 1 else 'loses'}" if investors else "nobody loses"


def _return(cap: Return) -> str:
    return f"{per_cent(cap.fraction)} {'a year' if cap.per_year else 'in total'}"


def limit_sentences(contract: Contract, names: Names) -> list[str]:
    """The limits, in one sentence, and what prices do over time."""
    limits = contract.limits
    most = []
    if limits.per_person is not None:
        most.append(f"{names.by_group([money(limit) for limit in limits.per_person])} per person")
    if limits.per_year is not None:
        most.append(f"{money(limits.per_year)} per contract year")
    most += [f"{money(limit)} from {names.party(payer)}" for payer, limit in limits.by_payer]
    most += [f"{money(limit)} for {id_.replace('_', ' ')}" for id_, limit in limits.by_term]
    if limits.total is not None:
        most.append(f"{money(limits.total)} in total")
    said = [f"All terms together pay at most {joined(most)}."] if most else []
    if limits.last_payment_month is not None:
        said.append(f"Nothing is paid after contract month {limits.last_payment_month}.")
    if limits.indexation is not None:
        said.append(f"Prices change by {per_cent(yearly_rate(limits.indexation))} each contract year.")
    return said


def assurance_sentences(contract: Contract) -> list[str]:
    """Audits, where something is claimed, and who measures, where something is compared."""
    evaluator = ["Those who are paid for a gain choose who measures it."] if is_measured_for_payee(contract) else []
    return [*_audits(contract), *_severity(contract), *evaluator]


def is_measured_for_payee(contract: Contract) -> bool:
    """Whether a gain that is paid for is measured by whom the payee has chosen."""
    compared = any(metric.compared_with is not None and metric.id in contract.paid for metric in contract.metrics)
    return compared and contract.assurance.evaluator == "chosen_by_payee"


def _severity(contract: Contract) -> list[str]:
    """Who says which pay group a person is in, where it is not the register."""
    rules = contract.assurance
    if rules.severity == "register" or len(contract.groups) == 1:
        return []
    text = "Providers record which pay group each person is in"
    if rules.audit.fraction == 0:
        return [f"{text}, and no record is audited."]
    fine = "" if rules.penalty is None else f", at a penalty of {money(rules.penalty)}"
    fine += "" if rules.audit_cost is None else f"; an audit costs {money(rules.audit_cost)}"
    found = f"an audit finds {per_cent(rules.detection.fraction)} of the false ones, which are put right{fine}"
    return [f"{text}; {per_cent(rules.audit.fraction)} of new records are audited; {found}."]


def _audits(contract: Contract) -> list[str]:
    rules = contract.assurance
    if not any(metric.data_source == "provider_report" and metric.id in contract.paid for metric in contract.metrics):
        return []
    if rules.audit.fraction == 0:
        return ["Providers report their own results and no claim is audited."]
    how = ", the most doubtful first" if rules.chosen == "by_risk" else ""
    how += f", at most {rules.audit_capacity.monthly:g} a month" if rules.audit_capacity is not None else ""
    text = f"{per_cent(rules.audit.fraction)} of claims are audited{how}; an audit finds {per_cent(rules.detection.fraction)} of the false ones"
    if rules.repay:
        text += ", which are not paid"
    if rules.penalty is not None:
        text += f", and each costs a penalty of {money(rules.penalty)}"
    if rules.audit_cost is not None:
        text += f"; an audit costs {money(rules.audit_cost)}"
    return [f"{text}."]


def _coming_and_going(names: Names) -> list[str]:
    """A stock that some join and others leave."""
    stock = None if names.people is None else names.people.stock
    if stock is None:
        return []
    flows = f"{stock.arrivals:g} people a month become eligible and {stock.departures:g} a month stop being so"
    return [f"{flows}; who has left is served and counted no more."]


def service_sentences(contract: Contract, names: Names) -> list[str]:
    """Who selects, who may refuse, how long service lasts."""
    rules = contract.service
    said = [SELECTS[rules.who_selects], *_coming_and_going(names)]
    if rules.may_refuse and rules.who_selects != "provider":
        said.append(f"{names.party('providers')} may refuse a person who is sent.")
    if rules.joining == "mandatory":
        said.append("Those who are sent must take part.")
    if rules.lasts is not None:
        said.append(f"A person is served for at most {duration(rules.lasts)}.")
    if rules.end_reported_within is not None:
        who, until = names.party("providers"), duration(rules.end_reported_within)
        said.append(f"{sentence_case(who)} may choose the day on which service is said to have ended, up to {until} after the last of it.")
    if rules.minimum_hours is not None:
        hours = rules.minimum_hours.monthly
        said.append(f"Each person gets at least {hours:g} hour{'' if hours == 1 else 's'} a month.")
    return said
