from hypothesis import example, given
from hypothesis import strategies as st

from tests.contract.contract_samples import money, steady
from utfall.base.quantities import Money, Rate, Return
from utfall.contract.contract import Capital, Tranche
from utfall.contract.waterfall import Waterfall

minor = st.integers(0, 200_000)
months = st.lists(st.tuples(minor, minor), min_size=1, max_size=15)
returns = st.one_of(st.none(), st.builds(Return, st.sampled_from([0.0, 0.1, 0.5]), st.booleans()))
capitals = st.builds(
    lambda need, drawdown, cap, to, recycled, second: Capital(
        holder="fund",
        need=Money(need, "EUR"),
        drawdown=drawdown,
        return_cap=cap,
        surplus_to=to,
        recycled=recycled,
        tranches=(
            (Tranche(id="senior", investor="bank", interest=Rate(0.01), amount=Money(need // 3, "EUR")), Tranche(id="junior", investor="friend"))
            if second
            else (Tranche(id="junior", investor="friend"),)
        ),
    ),
    st.integers(0, 10**6),
    st.sampled_from(["at_start", "as_costs_fall_due"]),
    returns,
    st.sampled_from(["investors", "payers", "providers"]),
    st.booleans(),
    st.booleans(),
)


@steady(150)
@given(capitals, months)
@example(Capital(holder="fund", need=Money(0, "EUR"), tranches=(Tranche(id="junior", investor="friend"),)), [(0, 1)])  # nothing was ever asked for
def test_the_holder_never_has_less_than_nothing_and_keeps_nothing_at_the_end(capital, flow):
    rules = Waterfall.of(capital)
    state, booked, _ = rules.open(rules.start())
    cash = sum(transfer.amount for transfer in booked)
    spent = received = 0
    for i, (cost, pay) in enumerate(flow):
        state, received, cash = rules.receive(state, pay), received + pay, cash + pay
        state, booked, short = rules.pay_costs(state, cost)
        assert 0 <= short <= cost
        cash += sum(transfer.amount for transfer in booked) - (cost - short)
        spent += cost - short
        state = rules.accrue(state)
        last = i == len(flow) - 1
        others = () if capital.surplus_to == "investors" and capital.return_cap is None else (("town", 0), ("state", 3))
        state, booked, _ = rules.distribute(state, final=last, costs_to_come=not last, surplus=others)
        cash -= sum(transfer.amount for transfer in booked)
        assert cash == state.cash >= 0
    assert cash == 0
    assert sum(state.drawn) <= capital.need.minor
    assert spent <= sum(state.drawn) + received
    assert all(0 <= repaid <= drawn for repaid, drawn in zip(state.repaid, state.drawn, strict=True))
    if capital.return_cap is not None:
        years = len(flow) / 12 if capital.return_cap.per_year else 1
        assert sum(state.gained) <= sum(capital.return_cap.fraction * drawn * years + 1 for drawn in state.drawn)


def test_a_cap_per_year_counts_from_when_capital_was_put_in_until_it_is_given_back():
    """1 000 put in for 6 of 30 months at 12 % a year: 60 beyond it, however late the contract ends; by twelfths, IRR is at most 1.01 ** 12 - 1."""
    rules = Waterfall.of(
        Capital(
            holder="fund", need=money(1000), tranches=(Tranche(id="loan", investor="friend"),), return_cap=Return(0.12, True), surplus_to="payers"
        )
    )
    state, got = rules.start(), {}
    for month in range(1, 31):
        if month == 13:
            state = rules.pay_costs(state, 100_000).state
        if month == 18:
            state = rules.receive(state, 100_000)
        state = rules.accrue(state)
        if month == 30:
            state = rules.receive(state, 100_000)
        state, booked, _ = rules.distribute(state, final=month == 30, surplus=(("town", 1),))
        got |= {(month, transfer.target): transfer.amount for transfer in booked}
    assert got == {(18, "friend"): 100_000, (30, "friend"): 6_000, (30, "town"): 94_000}


def test_what_is_left_where_no_capital_was_ever_needed_goes_to_those_who_stood_ready():
    rules = Waterfall.of(
        Capital(holder="fund", need=money(1000), tranches=(Tranche(id="a", investor="bank", amount=money(250)), Tranche(id="b", investor="friend")))
    )
    state = rules.receive(rules.start(), 8_000)
    state, booked, _ = rules.distribute(state, final=True)
    assert [(t.target, t.amount) for t in booked] == [("bank", 2_000), ("friend", 6_000)]
    assert state.cash == 0


def test_the_first_repaid_tranche_is_made_whole_before_the_next_sees_anything():
    senior = Tranche(id="senior", investor="bank", amount=money(400), interest=Rate(0.01))
    rules = Waterfall.of(Capital(holder="fund", need=money(1000), tranches=(senior, Tranche(id="junior", investor="friend"))))
    state, booked, _ = rules.pay_costs(rules.start(), 100_000)
    assert [(t.source, t.amount, t.clause) for t in booked] == [("bank", 40_000, "capital.senior"), ("friend", 60_000, "capital.junior")]
    state = rules.receive(rules.accrue(state), 50_000)
    state, booked, _ = rules.distribute(state, final=False)
    assert [(t.target, t.amount) for t in booked] == [("bank", 40_400), ("friend", 9_600)]
    assert state.outstanding == (0, 50_400)


def test_a_grant_is_not_repaid_and_a_guarantor_makes_good_what_is_lost_up_to_its_promise():
    grant = Tranche(id="gift", investor="charity", kind="grant", amount=money(300))
    promise = Tranche(id="promise", investor="town", kind="guarantee", amount=money(200))
    rules = Waterfall.of(Capital(holder="fund", need=money(1000), tranches=(Tranche(id="loan", investor="friend"), grant, promise)))
    state, booked, _ = rules.pay_costs(rules.start(), 100_000)
    assert {t.source: t.amount for t in booked} == {"friend": 70_000, "charity": 30_000}
    state, booked, _ = rules.distribute(rules.receive(state, 10_000), final=True)
    assert [(t.source, t.target, t.amount, t.clause) for t in booked] == [
        ("holder", "friend", 10_000, "capital.loan"),
        ("town", "friend", 20_000, "capital.promise"),
    ]
    assert state.outstanding[0] == 40_000


def test_pass_through_is_paid_from_receipts_only():
    rules = Waterfall.of(Capital(holder="fund", need=money(1000), tranches=(Tranche(id="loan", investor="friend"),)))
    state, booked, short = rules.pay_on(rules.receive(rules.start(), 5_000), 8_000)
    assert (state.receipts, booked, short) == (0, [], 3_000)
