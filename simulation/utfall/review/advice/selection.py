"""Who selects, and whether prices by group follow need."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from statistics import fmean, pstdev

from utfall.contract.terms.declarations import Outcome
from utfall.review.facts import Facts
from utfall.review.rule import Change, Danger, Rule

SELECTS, PRICES = "who selects", "price groups against need"
#: A hardest group is paid at most so many times the easiest.
MOST = 4.0
#: From so large a share of an even share of hours on, what everybody is promised leaves little to give by price.
EVEN = 0.9


def provider_selects(facts: Facts) -> Iterator[Danger]:
    """The provider chooses whom to take."""
    if facts.contract.service.who_selects == "provider":
        key = "contract.service.who_selects"
        text = facts.warning(key) or "the provider selects: where prices do not follow the cost of each person, easy cases pay best"
        yield Danger(key, text, Change(says="chance deciding who is taken", settings={key: "random"}))


def may_refuse(facts: Facts) -> Iterator[Danger]:
    """Somebody else selects, and the provider may still send people back."""
    if facts.contract.service.may_refuse and facts.contract.service.who_selects != "provider":
        key = "contract.service.may_refuse"
        yield Danger(key, "the provider may send people back: the hard ones come back first", Change(says="nobody sent back", settings={key: False}))


def _chance(facts: Facts) -> tuple[float, ...]:
    """How near each pay group is to the main outcome: its rate of entry, or less need where no state is the main outcome."""
    state = next((outcome for outcome in facts.people.outcomes if outcome.id == facts.main), None)
    if state is not None and len(set(state.entry)) > 1:
        return state.entry
    return tuple(2.0**-group.need for group in facts.people.groups)


def prices_against_need(facts: Facts) -> Iterator[Danger]:
    """Groups differ in need, and prices do not rise with it."""
    near = _chance(facts)
    pairs = [(a, b) for a, b in combinations(range(len(near)), 2) if near[a] != near[b]]
    for term in facts.contract.in_force:
        if not isinstance(term, Outcome) or not pairs:
            continue
        prices = [price.minor for price in term.price]
        wrong = sum((prices[a] - prices[b]) * (near[a] - near[b]) >= 0 for a, b in pairs)
        if 2 * wrong > len(pairs):
            which = (
                "the harder pay group is paid no more"
                if len(pairs) == 1
                else f"of {len(pairs)} pairs of pay groups {wrong} pay no more for the harder one"
            )
            text = f"{which}: who is far from the outcome is worth least"
            yield Danger(f"contract.terms.{term.id}.price", text, _by_need(facts, term, near))


def _by_need(facts: Facts, term: Outcome, near: Sequence[float]) -> Change:
    """Prices in inverse proportion to how near a group is, so that a person is worth about as much in each."""
    base, nearest = fmean(price.minor for price in term.price), max(near)
    prices = [base * min(nearest / max(one, 1e-9), MOST) for one in near]
    row = {group: facts.money(price, term.price[0].per) for group, price in zip(facts.contract.groups, prices, strict=True)}
    says = f"prices that rise with distance from the outcome, up to {MOST:g} times"
    return Change(says=says, settings={f"contract.terms.{term.id}.price": row}, without=(f"contract.terms.{term.id}.price",), same_money=True)


def mixed_groups(facts: Facts) -> Iterator[Danger]:
    """Prices differ by group, and people differ more inside groups than between them."""
    terms = [term for term in facts.contract.in_force if isinstance(term, Outcome) and len({price.minor for price in term.price}) > 1]
    groups = facts.people.groups
    inside, between = fmean(group.need_spread for group in groups), pstdev([group.need for group in groups])
    least = facts.contract.service.minimum_hours
    caseload = facts.people.places or sum(provider.places or 0 for provider in facts.contract.providers)
    if not terms or inside <= between or not caseload:
        return
    nearly = EVEN * sum(provider.hours.monthly for provider in facts.contract.providers) / caseload
    if least is not None and least.monthly >= nearly - 1e-9:
        return
    text = f"need differs more inside pay groups (sd {inside:.2g}) than between them ({between:.2g}): a dearer group is paid for its easiest people"
    key = "contract.service.minimum_hours"
    change = Change(says=f"at least {nearly:.2g} hours a month for everybody", settings={key: f"{nearly:.6g} hours per month"}, without=(key,))
    yield Danger(f"contract.terms.{terms[0].id}.price", text, change)


RULES = (
    Rule(
        id="provider_selects", topic=SELECTS, severity="high", source="ellis-1998", looks_at=("creaming", "equity", "effect"), find=provider_selects
    ),
    Rule(id="may_refuse", topic=SELECTS, severity="medium", source="ellis-1998", looks_at=("creaming", "equity", "effect"), find=may_refuse),
    Rule(
        id="prices_against_need",
        topic=PRICES,
        severity="medium",
        source="work-programme",
        looks_at=("equity", "parking", "effect"),
        find=prices_against_need,
    ),
    Rule(id="mixed_groups", topic=PRICES, severity="medium", source="work-programme", looks_at=("equity", "parking", "effect"), find=mixed_groups),
)
