"""Terms: who pays whom how much, and why not more."""

from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from .metrics import SUCCESSES
from .people import Participant

if TYPE_CHECKING:
    from .model import TwinContract

MONTHS_OF = {"month": Fraction(1), "year": Fraction(1, 12)}


class Payment(NamedTuple):
    """One payment: person -1 where it is for none in particular."""

    month: int
    source: str
    target: str
    amount: int
    clause: str
    person: int


class Purse:
    """Every payment, and what each party has of them, minor units."""

    def __init__(self) -> None:
        self.payments: list[Payment] = []
        self.balance: dict[str, int] = defaultdict(int)

    def move(self, payment: Payment) -> None:
        """Money changes hands; nothing is no payment, and less than nothing goes the other way."""
        if payment.amount < 0:
            payment = payment._replace(source=payment.target, target=payment.source, amount=-payment.amount)
        if payment.amount:
            self.payments.append(payment)
            self.balance[payment.source] -= payment.amount
            self.balance[payment.target] += payment.amount


class Line(NamedTuple):
    """What falls due to a provider for a person (None: for nobody in particular), minor units."""

    person: Participant | None
    provider: int
    amount: int


class Settler:
    """Settles a month. What has been paid in all and in this contract year counts against the limits."""

    def __init__(self, model: "TwinContract") -> None:
        self.model = model
        self.in_all = 0
        self.in_year: dict[int, int] = defaultdict(int)
        self.owing: list[tuple[Any, list[tuple[Participant, int]]]] = []

    def settle(self, newcomers: list[Participant], units: dict[str, list[tuple[Participant, float]]]) -> None:
        """The month's payments in their order: start fees, monthly fees, outcomes and activities, what was held, what goes back, fines, costs."""
        model, contract = self.model, self.model.case.contract
        for term in contract.terms:
            if term.kind == "attachment":
                self.pay(term, [Line(person, person.provider, grown(term.fee[person.group].minor, model.growth())) for person in newcomers])
        for term in contract.terms:
            if term.kind == "block" and model.month <= contract.length:
                fee = round(MONTHS_OF[term.fee.per] * term.fee.minor)
                fee = fee if model.growth() == 1.0 else round(Fraction(fee * model.growth()))
                parts = largest_remainder(fee, [Fraction(str(float(provider.hours.monthly))) for provider in contract.providers])
                self.pay(term, [Line(None, number, part) for number, part in enumerate(parts)])
        for term in model.person_terms:
            self.pay_units(term, units[term.metric])
        if model.month == contract.length:
            self.release()
        for take in model.clawbacks:
            self.lose(take, model.lost[take.id])
        self.take_back()
        for number, fine in model.fines:
            provider = model.providers[number]
            amount = min(fine, max(provider.cash, 0))
            model.purse.move(Payment(model.month, provider.declared.id, contract.payers[0].id, amount, "penalty", -1))
        for provider in model.providers if model.month <= contract.length else ():
            beside = provider.beside * sum(person.provider == provider.number for person in newcomers)
            model.purse.move(Payment(model.month, provider.declared.id, "staff", beside, "overhead", -1))
        for provider in model.providers:
            cost = sum(hours * task.cost for hours, task in zip(provider.hours_this_month, model.tasks, strict=True))
            model.purse.move(Payment(model.month, provider.declared.id, "staff", round(provider.wage * cost), "wages", -1))

    def pay_units(self, term: Any, units: list[tuple[Participant, float]]) -> None:
        """Price x units of each person, once where a unit is a success, under the person's cap; a share may be held back."""
        hold = self.retention(term)
        looks_back = hold or any(term.id in take.of for take in self.model.clawbacks)
        once = self.model.metric(term.metric).kind in SUCCESSES
        lines = []
        for person, count in units:
            before = (person.earned if looks_back else person.paid).get(term.id, 0)
            amount = round(grown(term.price[person.group].minor, self.model.growth()) * count)
            if once and before:
                amount = 0
            if term.cap_per_person is not None:
                amount = min(amount, max(term.cap_per_person[person.group].minor - before, 0))
            if looks_back:
                person.earned[term.id] = before + amount
            if hold and not self.model.released:
                back = round(Fraction(str(hold.share.fraction)) * amount)
                person.held[term.id] = person.held.get(term.id, 0) + back
                amount -= back
            lines.append(Line(person, person.provider, amount))
        self.pay(term, lines)

    def retention(self, term: Any) -> Any:
        """The term that holds back a share of this one, if any."""
        return next((one for one in self.model.case.contract.terms if one.kind == "retention" and term.id in one.of), None)

    def release(self) -> None:
        """The contract ends: what was held is paid."""
        self.model.released = True
        for term in self.model.person_terms:
            held = [Line(person, person.provider, person.held.pop(term.id)) for person in self.model.people if term.id in person.held]
            self.pay(term, held)

    def lose(self, take: Any, lost: list[Participant]) -> None:
        """Successes were lost in time: a share of what was paid for them is owed back."""
        share = Fraction(str(take.share.fraction))
        owed = [(person, round(share * person.paid.get(take.of[0], 0))) for person in lost]
        if any(amount for _, amount in owed):
            self.owing.append((take, owed))

    def take_back(self) -> None:
        """What is owed back, first owed first, as far as each provider has it; the rest stays owed."""
        waiting, self.owing = self.owing, []
        for take, owed in waiting:
            term, means = self.model.term(take.of[0]), [max(provider.cash, 0) for provider in self.model.providers]
            left = []
            for person, amount in owed:
                back = min(amount, means[person.provider])
                means[person.provider] -= back
                self.pay(term, [Line(person, person.provider, -back)], clause=f"{take.id}.{term.id}")
                if amount > back:
                    left.append((person, amount - back))
            if left:
                self.owing.append((take, left))

    def pay(self, term: Any, lines: list[Line], clause: str = "") -> None:
        """Lines in the order in which they fall due, as far as the limits let them; each is split among the payers."""
        model = self.model
        for person, provider, due in lines:
            amount = self.under_limits(person, due)
            self.in_all += amount
            self.in_year[(model.month - 1) // 12] += amount
            number = -1 if person is None else person.number
            if person is not None:
                person.paid_in_all += amount
                person.paid[term.id] = person.paid.get(term.id, 0) + amount
            parts = largest_remainder(amount, [Fraction(str(share)) for _, share in term.payers])
            for (payer, _), part in zip(term.payers, parts, strict=True):
                model.purse.move(Payment(model.month, payer, model.providers[provider].declared.id, part, clause or term.id, number))

    def under_limits(self, person: Participant | None, amount: int) -> int:
        """What the most a person, a contract year and in all leave of an amount; money back makes room again."""
        limits = self.model.case.contract.limits
        if limits.per_person is not None and person is not None:
            amount = min(amount, max(limits.per_person[person.group].minor - person.paid_in_all, 0))
        if limits.per_year is not None:
            amount = min(amount, max(limits.per_year.minor - self.in_year[(self.model.month - 1) // 12], 0))
        if limits.total is not None:
            amount = min(amount, max(limits.total.minor - self.in_all, 0))
        return amount


def grown(price: int, growth: float) -> int:
    """A price as prices have grown, whole minor units."""
    return price if growth == 1.0 else round(price * growth)


def largest_remainder(amount: int, shares: list[Fraction]) -> list[int]:
    """Whole parts in proportion to the shares: each rounded down, what is left over one by one to the largest remainders, ties in order."""
    if amount < 0:
        return [-part for part in largest_remainder(-amount, shares)]
    exact = [amount * share / sum(shares) for share in shares]
    parts = [int(part) for part in exact]
    order = sorted(range(len(shares)), key=lambda i: (parts[i] - exact[i], i))
    for i in order[: amount - sum(parts)]:
        parts[i] += 1
    return parts
