"""Layers of capital with guarantees, grants and a surplus that serves more people: nothing is made or lost."""

from hypothesis import example, given
from hypothesis import strategies as st

from tests.contract.contract_samples import steady
from utfall.base.quantities import Money, Rate, Return, ShareOfCapital
from utfall.contract.contract import Capital, Tranche
from utfall.contract.metrics.declarations import METRICS
from utfall.contract.phrases import PHRASES
from utfall.contract.sentences import SENTENCES, WHOLE
from utfall.contract.terms.every import EVERY_TERM
from utfall.contract.waterfall import HOLDER, Waterfall

minor = st.integers(0, 200_000)


def layered(need: int, promise: int, covers: tuple[str, ...] | None, to: str) -> Capital:
    cap = Return(0.1, False) if to == "next_cohort" else None
    return Capital(
        holder="fund",
        need=Money(need, "EUR"),
        return_cap=cap,
        surplus_to=to,  # type: ignore[arg-type]
        tranches=(
            Tranche(id="senior", investor="bank", interest=Rate(0.004), amount=ShareOfCapital(0.5, "agreed")),
            Tranche(id="mezzanine", investor="friend", amount=Money(need // 4, "EUR")),
            Tranche(id="gift", investor="charity", kind="grant"),
            Tranche(id="promise", investor="town", kind="guarantee", amount=Money(promise, "EUR"), guarantees=covers),
        ),
    )


@steady(150)
@given(
    minor,
    minor,
    st.sampled_from([None, ("senior",), ("mezzanine",), ()]),
    st.sampled_from(["investors", "next_cohort"]),
    st.lists(st.tuples(minor, minor), min_size=1, max_size=8),
)
@example(need=251, promise=1, covers=None, to="investors", flow=[(251, 188)])  # interest of the last month is lost too
def test_guarantors_pay_what_was_lost_and_promised_and_no_more(need, promise, covers, to, flow):
    rules = Waterfall.of(layered(need, promise, covers, to))
    state, cash = rules.start(), 0
    for i, (cost, pay) in enumerate(flow):
        state, cash = rules.receive(state, pay), cash + pay
        state, booked, short = rules.pay_costs(state, cost)
        cash += sum(transfer.amount for transfer in booked) - (cost - short)
        last = i == len(flow) - 1
        if last:
            before = rules.distribute(rules.accrue(state), final=False).state.outstanding if not state.pot else None
        state, booked, _ = rules.distribute(rules.accrue(state), final=last, surplus=(("town", 1),))
        cash -= sum(transfer.amount for transfer in booked if transfer.source == HOLDER)
        assert cash == state.cash >= 0
    made_good = [t for t in booked if t.clause == "capital.promise"]
    assert sum(t.amount for t in made_good) <= promise
    assert {t.target for t in made_good} <= {"bank", "friend"}
    if covers is not None:
        assert {t.target for t in made_good} <= {{"senior": "bank", "mezzanine": "friend"}[id_] for id_ in covers}
    assert all(0 <= repaid <= drawn for repaid, drawn in zip(state.repaid, state.drawn, strict=True))
    if before is not None and covers is None:
        assert sum(t.amount for t in made_good) == min(promise, before[0] + before[1])
    assert state.repaid[2] == 0


def test_every_kind_can_be_said():
    assert set(PHRASES) == set(METRICS.values())
    assert set(SENTENCES) | set(WHOLE) == set(EVERY_TERM.values())
