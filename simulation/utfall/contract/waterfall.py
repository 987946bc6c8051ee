"""Capital before outcomes: who puts money in, how the holder pays costs, and how what comes in is given back.

Pure: a state goes in, a state and transfers come out. Tranches stand in the order in which they are repaid. A clause id is
`capital.TRANCHE`, or `capital.surplus` for what goes to payers or providers.
"""

from dataclasses import dataclass
from typing import NamedTuple

from utfall.base.money import exact, round_half_even, split
from utfall.base.quantities import Money, Rate, Return
from utfall.contract.contract import Capital, Tranche
from utfall.contract.metrics.units import share_of_a_month

HOLDER = "holder"


class Transfer(NamedTuple):
    """Money to book: from, to, minor units, clause."""

    source: str
    target: str
    amount: int
    clause: str


class CapitalState(NamedTuple):
    """Where the capital stands, in minor units; one number a tranche.

    drawn        put in so far; repaid: capital given back
    interest     owed and not paid; gained: interest and return paid so far
    lent         capital not given back, summed over the months so far, for a cap per year
    pot          capital in the holder's account that is not spent
    receipts     outcome pay in the holder's account
    """

    drawn: tuple[int, ...]
    repaid: tuple[int, ...]
    interest: tuple[int, ...]
    gained: tuple[int, ...]
    lent: tuple[int, ...]
    pot: int = 0
    receipts: int = 0

    @property
    def outstanding(self) -> tuple[int, ...]:
        """Capital not yet given back."""
        return tuple(drawn - repaid for drawn, repaid in zip(self.drawn, self.repaid, strict=True))

    @property
    def cash(self) -> int:
        """All in the holder's account."""
        return self.pot + self.receipts


class Outcome(NamedTuple):
    """A new state, what to book, and how much of what was asked could not be paid."""

    state: CapitalState
    transfers: list[Transfer]
    shortfall: int = 0


@dataclass(frozen=True, slots=True)
class Waterfall:
    """The rules of one contract's capital, with the amount of each tranche in minor units."""

    capital: Capital
    amounts: tuple[int, ...]
    guarantees: tuple[int, ...]

    @classmethod
    def of(cls, capital: Capital) -> "Waterfall":
        """Amounts of the tranches that put money in; one without an amount takes the rest of the need."""
        promised = [tranche.kind == "guarantee" for tranche in capital.tranches]
        given = [_minor(tranche, capital.need) for tranche in capital.tranches]
        rest = max(capital.need.minor - sum(amount or 0 for amount, only in zip(given, promised, strict=True) if not only), 0)
        sizes = [rest if amount is None else amount for amount in given]
        amounts = tuple(0 if only else size for size, only in zip(sizes, promised, strict=True))
        return cls(capital, amounts, tuple(size if only else 0 for size, only in zip(sizes, promised, strict=True)))

    def start(self) -> CapitalState:
        """Before the first month."""
        none = (0,) * len(self.amounts)
        return CapitalState(none, none, none, none, none)

    def open(self, state: CapitalState) -> Outcome:
        """First month: the whole need is drawn where the contract says so."""
        return self._draw(state, sum(self.amounts)) if self.capital.drawdown == "at_start" else Outcome(state, [])

    def receive(self, state: CapitalState, amount: int) -> CapitalState:
        """Outcome pay came in."""
        return state._replace(receipts=state.receipts + amount)

    def pay_costs(self, state: CapitalState, cost: int) -> Outcome:
        """Have `cost` ready: unspent capital, then new capital, then receipts (receipts first where they are recycled).

        The money leaves the holder's account in the state; the payments themselves are the caller's. What drawn capital and receipts
        do not cover is the shortfall: it is not paid.
        """
        if cost <= 0:
            return Outcome(state, [])
        left = cost
        if self.capital.recycled or self.capital.surplus_to == "next_cohort":
            left, state = _from_receipts(state, left)
        undrawn = sum(self.amounts) - sum(state.drawn)
        state, booked, _ = self._draw(state, min(max(left - state.pot, 0), undrawn))
        from_pot = min(left, state.pot)
        left, state = _from_receipts(state._replace(pot=state.pot - from_pot), left - from_pot)
        return Outcome(state, booked, left)

    def pay_on(self, state: CapitalState, amount: int) -> Outcome:
        """Pass-through: paid out of receipts only; what they do not cover is the shortfall."""
        left, after = _from_receipts(state, amount)
        return Outcome(after, [], left)

    def accrue(self, state: CapitalState) -> CapitalState:
        """A month's interest on capital outstanding, rounded per tranche and month; and a month more for which it is lent."""
        owed = [
            interest + _interest(tranche.interest, outstanding)
            for interest, tranche, outstanding in zip(state.interest, self.capital.tranches, state.outstanding, strict=True)
        ]
        lent = tuple(months + outstanding for months, outstanding in zip(state.lent, state.outstanding, strict=True))
        return state._replace(interest=tuple(owed), lent=lent)

    def distribute(self, state: CapitalState, *, final: bool, costs_to_come: bool = False, surplus: tuple[tuple[str, int], ...] = ()) -> Outcome:
        """Give back what the holder has: by tranche, capital then interest; then return up to the cap; then the rest.

        final    the last month: unspent capital goes back too, the rest is shared out, guarantees make good what is lost
        costs_to_come   the programme still has costs: receipts that are recycled stay; while capital may still be drawn, only the first
                        of several layers is repaid, so that nobody further down is paid before those above have put in all they will
        surplus  (party, weight): payers by what they paid, or providers by what they did, for what goes to them
        """
        if not final and (state.receipts <= 0 or (self.capital.recycled and costs_to_come)):
            return Outcome(state, [])
        if final:
            state = state._replace(receipts=state.receipts + state.pot, pot=0)
        booked: list[Transfer] = []
        layers = [i for i, tranche in enumerate(self.capital.tranches) if tranche.kind != "grant" and self.amounts[i]]
        waits = costs_to_come and not final and len(layers) > 1 and sum(self.amounts) > sum(state.drawn)
        for i, tranche in enumerate(self.capital.tranches):
            if not waits or i == layers[0]:
                state = self._repay(state, i, tranche, booked)
        if waits:
            return Outcome(state, booked)
        state = self._returns(state, booked)
        if final:
            state = self._make_good(self._rest(state, surplus, booked), booked)
        return Outcome(state, booked)

    def _draw(self, state: CapitalState, amount: int) -> Outcome:
        """Draw from all tranches in proportion to what each has left to put in."""
        left = [agreed - drawn for agreed, drawn in zip(self.amounts, state.drawn, strict=True)]
        amount = min(amount, sum(left))
        if amount <= 0:
            return Outcome(state, [])
        parts = split(amount, left)
        drawn = tuple(old + part for old, part in zip(state.drawn, parts, strict=True))
        booked = [Transfer(t.investor, HOLDER, part, f"capital.{t.id}") for t, part in zip(self.capital.tranches, parts, strict=True) if part]
        return Outcome(state._replace(drawn=drawn, pot=state.pot + amount), booked)

    def _repay(self, state: CapitalState, i: int, tranche: Tranche, booked: list[Transfer]) -> CapitalState:
        """Capital then interest of one tranche; a grant is not repaid."""
        if tranche.kind == "grant" or state.receipts <= 0:
            return state
        capital = min(state.receipts, state.outstanding[i])
        interest = min(state.receipts - capital, state.interest[i], self._room(state, i))
        if capital + interest:
            booked.append(Transfer(HOLDER, tranche.investor, capital + interest, f"capital.{tranche.id}"))
        return state._replace(
            receipts=state.receipts - capital - interest,
            repaid=_plus(state.repaid, i, capital),
            interest=_plus(state.interest, i, -interest),
            gained=_plus(state.gained, i, interest),
        )

    def _returns(self, state: CapitalState, booked: list[Transfer]) -> CapitalState:
        """Return on capital: up to the cap where there is one, else all that is left where the surplus is the investors'."""
        if sum(state.outstanding[i] for i, t in enumerate(self.capital.tranches) if t.kind != "grant"):
            return state
        while state.receipts > 0:
            owners = [i for i, t in enumerate(self.capital.tranches) if self._shares_surplus(t) and state.drawn[i] and self._room(state, i)]
            if not owners:
                break
            for i, part in zip(owners, split(state.receipts, [state.drawn[i] for i in owners]), strict=True):
                paid = min(part, self._room(state, i))
                if paid:
                    booked.append(Transfer(HOLDER, self.capital.tranches[i].investor, paid, f"capital.{self.capital.tranches[i].id}"))
                state = state._replace(receipts=state.receipts - paid, gained=_plus(state.gained, i, paid))
        return state

    def _shares_surplus(self, tranche: Tranche) -> bool:
        """Whether a tranche gets a return beyond its interest: up to a cap, or all where the surplus is the investors'."""
        capped = self.capital.return_cap is not None or tranche.return_cap is not None
        return tranche.kind != "grant" and (capped or self.capital.surplus_to == "investors")

    def _make_good(self, state: CapitalState, booked: list[Transfer]) -> CapitalState:
        """Guarantors pay what those they cover have lost, first to who is repaid first, up to what they promised."""
        for guarantor, promised in zip(self.capital.tranches, self.guarantees, strict=True):
            left = promised
            for i, tranche in enumerate(self.capital.tranches):
                covered = tranche.kind != "grant" and (guarantor.guarantees is None or tranche.id in guarantor.guarantees)
                paid = min(left, state.outstanding[i]) if covered else 0
                if paid:
                    booked.append(Transfer(guarantor.investor, tranche.investor, paid, f"capital.{guarantor.id}"))
                    state, left = state._replace(repaid=_plus(state.repaid, i, paid)), left - paid
        return state

    def _rest(self, state: CapitalState, surplus: tuple[tuple[str, int], ...], booked: list[Transfer]) -> CapitalState:
        """What no tranche may have goes to payers or providers, by weight (alike where all weights are 0).

        Where it is the investors' and no capital was ever needed, it goes to those who stood ready, by what they had agreed to (alike if to nothing).
        """
        if not surplus and not sum(state.drawn):
            ready = [i for i, tranche in enumerate(self.capital.tranches) if self._shares_surplus(tranche) and self._room(state, i)]
            surplus = tuple((self.capital.tranches[i].investor, self.amounts[i]) for i in ready if self.amounts[i] or not any(self.amounts))
        if state.receipts <= 0 or not surplus:
            return state
        weights = [weight for _, weight in surplus] if any(weight for _, weight in surplus) else [1] * len(surplus)
        parts = split(state.receipts, weights)
        booked += [Transfer(HOLDER, party, part, "capital.surplus") for (party, _), part in zip(surplus, parts, strict=True) if part]
        return state._replace(receipts=0)

    def _room(self, state: CapitalState, i: int) -> int:
        """How much more than its capital a tranche may still get; a cap per year counts like interest, by twelfths while capital is out."""
        caps = [cap for cap in (self.capital.tranches[i].return_cap, self.capital.return_cap) if cap is not None]
        if not caps:
            return state.receipts
        return max(min(_most(cap, state.drawn[i], state.lent[i]) for cap in caps) - state.gained[i], 0)


def _minor(tranche: Tranche, need: Money) -> int | None:
    if tranche.amount is None:
        return None
    return tranche.amount.minor if isinstance(tranche.amount, Money) else round_half_even(exact(tranche.amount.fraction) * need.minor)


def _interest(rate: Rate | None, outstanding: int) -> int:
    return 0 if rate is None else round_half_even(share_of_a_month(rate) * outstanding)


def _most(cap: Return, drawn: int, lent: int) -> int:
    return round_half_even(exact(cap.fraction) * (exact(lent) / 12 if cap.per_year else drawn))


def _from_receipts(state: CapitalState, wanted: int) -> tuple[int, CapitalState]:
    """(still wanted, state) after taking what receipts hold."""
    taken = max(min(wanted, state.receipts), 0)
    if taken == 0:
        return wanted, state
    return wanted - taken, state._replace(receipts=state.receipts - taken)


def _plus(numbers: tuple[int, ...], i: int, more: int) -> tuple[int, ...]:
    return tuple(number + more if j == i else number for j, number in enumerate(numbers))
