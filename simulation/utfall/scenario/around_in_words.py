"""What lies around the contract, in words: each sentence says that it is an illustration."""

from utfall.base.mechanisms import Mechanisms
from utfall.behaviour.surroundings import Surroundings
from utfall.contract.consequences import Consequence
from utfall.contract.contract import Contract
from utfall.contract.preparation import Preparation
from utfall.contract.sentences import Told
from utfall.contract.words import duration, money, per_cent

NO_EVIDENCE = "Illustration, no evidence gives the sizes: "


def around_told(contract: Contract, law: Surroundings, mechanisms: Mechanisms) -> tuple[Told, ...]:
    """One for each mechanism around the contract that is on."""
    said = {
        **_before(contract.preparation),
        **_reported(contract),
        "legitimacy": (
            "investors' profit and secrecy draw down the contract's legitimacy, visible results build it up; payers sign, renew and keep it by that.",
            "a contract that pays well and shows little may not outlive the next board",
        ),
        "trust": (
            "trust in a provider grows with shared results, falls with claims found false; it moves referrals, cost of new prices, felt control.",
            "who is caught once gets fewer people, and is watched as if it would do it again",
        ),
        "clients_view": (
            f"people find the service as good as the time they get ({law.hours_half_satisfied:g} hours a month: half), one worker, and no sanctions"
            + (f"; a month with one wholly satisfied is worth {law.clients_weight:g} worker-months to a provider." if law.clients_weight else "."),
            "time goes to people whom it does not move" if law.clients_weight else "",
        ),
        "aftermath": (
            f"when the money ends, ordinary services go on with {per_cent(law.taken_over)} of the hours for those whose service it cuts off.",
            "what is not taken over ends with the contract, and what was learned fades",
        ),
    }
    return tuple(
        Told(f"mechanisms.{name}", (NO_EVIDENCE + text,), (Consequence(cause),) if cause else ())
        for name, (text, cause) in said.items()
        if getattr(mechanisms, name)
    )


def _before(of: Preparation | None) -> dict[str, tuple[str, str]]:
    """What was done before the contract, as far as it is at work."""
    if of is None:
        return {}
    parts = [] if of.takes is None else [f"takes {duration(of.takes)} of the contract's time"]
    parts += [] if of.cost is None else [f"costs {money(of.cost)}"]
    parts.append(f"takes away {per_cent(of.quality.fraction)} of the errors of baselines")
    stake = "; what error is left falls to the payees' side, whose adviser has a stake" if of.adviser == "with_a_stake" else ""
    skill = f"; a gap of {of.skill_gap:g} in negotiating skill moves prices and thresholds" if of.skill_gap else ""
    cause = "who is paid sets the line that it is measured by" if stake else "time and money that go into it reach nobody"
    return {"preparation": (f"preparation {', '.join(parts)}{stake}{skill}.", cause)}


def _reported(contract: Contract) -> dict[str, tuple[str, str]]:
    """What is reported and not paid."""
    titles = {metric.id: metric.title or metric.id.replace("_", " ") for metric in contract.metrics}
    named = " and ".join(f'"{titles[name]}"' for name in contract.steering)
    text = f"a success on {named} is reported and not paid: it is worth something to a provider's name."
    return {"steering": (text, "hours move a little to what is shown")} if named else {}


def around_sentences(contract: Contract, law: Surroundings, mechanisms: Mechanisms) -> tuple[str, ...]:
    """The sentences alone."""
    return tuple(sentence for told in around_told(contract, law, mechanisms) for sentence in told.sentences)
