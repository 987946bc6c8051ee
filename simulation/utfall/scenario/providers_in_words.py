"""What a file turns on for providers, and what setting up costs them: sentences, and what each may cause."""

from utfall.base.mechanisms import Mechanisms
from utfall.behaviour.character import Character
from utfall.behaviour.profile import Profile
from utfall.contract.consequences import Consequence
from utfall.contract.contract import Contract
from utfall.contract.sentences import Told
from utfall.contract.words import money, per_cent

ASSUMED = " (sizes assumed)."


def providers_told(contract: Contract, profile: Profile, mechanisms: Mechanisms) -> tuple[Told, ...]:
    """One for each thing that is asked for and at work, with its key in the file."""
    said = {
        "learning": (_learning(profile.character), "who took its help to do more than it does gives less of it once results say so"),
        "staffing": (_staffing(profile.staff_speed), "hours come late where they are wanted, and stay a while where they are not"),
        "pressure": (_pressure(contract, profile.character), "results that fall behind bring more of what is paid for, and no more of the rest"),
    }
    told = [Told(f"mechanisms.{name}", (text,), (Consequence(cause),)) for name, (text, cause) in said.items() if text and getattr(mechanisms, name)]
    return (*_setting_up(contract), *told)


def providers_sentences(contract: Contract, profile: Profile, mechanisms: Mechanisms) -> tuple[str, ...]:
    """The sentences alone."""
    return tuple(sentence for told in providers_told(contract, profile, mechanisms) for sentence in told.sentences)


def _setting_up(contract: Contract) -> tuple[Told, ...]:
    """What it costs each provider to begin, after what like contracts have taught."""
    by_cost: dict[str, list[str]] = {}
    for provider in contract.providers:
        if provider.set_up is not None:
            by_cost.setdefault(money(provider.set_up), []).append(provider.title)
    causes = (Consequence("what it costs to begin is spent before anyone is served: it weighs most on small contracts"),)
    who = {cost: titles[0] if len(titles) == 1 else f"each of {len(titles)} providers" for cost, titles in by_cost.items()}
    said = tuple(f"Setting up costs {whom} {cost}, in contract month 1." for cost, whom in who.items())
    return (Told("providers", said, causes),) if said else ()


def _learning(law: Character) -> str:
    moving = f"; leaders and skilled staff come and go (sd {law.maturity_shock:g} of data maturity a year)" if law.maturity_shock > 0.0 else ""
    return (
        f"Providers learn: each doubling of service given makes them {per_cent(law.doing)} better, each year of records at full data maturity "
        f"{per_cent(law.feedback)}; they correct what they believe of their own effect by their results" + moving + ASSUMED
    )


def _staffing(speed: float) -> str:
    return f"Providers hire and let go: each month {per_cent(speed)} of the way from the staff they have to the staff they want" + ASSUMED


def _pressure(contract: Contract, law: Character) -> str:
    if contract.capital is None:
        return ""
    text = "Investors press for what is paid when results fall behind the forecast: at a full shortfall each unit of pay that does not reach "
    return text + f"the providers weighs {per_cent(law.investor_pressure)} with them" + ASSUMED
