"""What lies around the contract, in words: each sentence says that it is an illustration."""

from utfall.base.mechanisms import Mechanisms
from utfall.behaviour.surroundings import Surroundings
from utfall.contract.consequences import Consequence
from utfall.contract.sentences import Told
from utfall.contract.words import per_cent

NO_EVIDENCE = "Illustration, no evidence gives the sizes: "


def around_told(law: Surroundings, mechanisms: Mechanisms) -> tuple[Told, ...]:
    """One for each mechanism around the contract that is on."""
    said = {
        "legitimacy": (
            "investors' profit and secrecy draw down the contract's legitimacy, visible results build it up; payers sign, renew and keep it by that.",
            "a contract that pays well and shows little may not outlive the next board",
        ),
        "trust": (
            "trust in a provider grows with results that are shared and falls with claims found false; it moves referrals, and how control is felt.",
            "who is caught once gets fewer people, and is watched as if it would do it again",
        ),
        "steering": ("a success that is reported and not paid is worth something to a provider's name.", "hours move a little to what is shown"),
        "clients_view": (
            f"people find the service as good as the time they get ({law.hours_half_satisfied:g} hours a month: half), one worker, and no sanctions.",
            "",
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


def around_sentences(law: Surroundings, mechanisms: Mechanisms) -> tuple[str, ...]:
    """The sentences alone."""
    return tuple(sentence for told in around_told(law, mechanisms) for sentence in told.sentences)
