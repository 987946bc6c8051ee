"""What lies around the contract; all of it illustration."""

from collections.abc import Callable

from utfall.base.records import RunRecord
from utfall.indicators.values import Indicator, RunValue, missing, plain, ratio


def _of(name: str, switch: str) -> Callable[[RunRecord], RunValue]:
    def compute(record: RunRecord) -> RunValue:
        found = record.around.get(name)
        return missing(f"mechanisms.{switch} is off") if found is None else plain(found)

    return compute


def illustrations(record: RunRecord) -> RunValue:
    """Mechanisms at work whose size no evidence gives."""
    return plain(record.around.get("illustrations", 0.0))


def hours_taken_over(record: RunRecord) -> RunValue:
    """Hours of the practice that ordinary services gave after the end, per enrolled."""
    hours = record.around.get("hours_taken_over")
    enrolled = float(record.persons.enrolled.sum())
    return missing("mechanisms.aftermath is off") if hours is None else ratio(hours, enrolled, "nobody enrolled")


SURROUNDINGS = (
    Indicator(
        name="illustrations",
        unit="mechanisms",
        compute=illustrations,
        question="How much of it rests on sizes that no evidence gives?",
        formula="switches on among preparation, legitimacy, trust, steering, clients_view, aftermath",
        sentence="{} mechanisms are illustrations: no evidence gives their sizes.",
    ),
    Indicator(
        name="legitimacy_end",
        unit="index (0 to 1)",
        compute=_of("legitimacy_end", "legitimacy"),
        question="Illustration: how legitimate is the contract at its end?",
        formula="start, less a share of investors' gain, plus a share of visible successes",
        undefined="mechanisms.legitimacy is off",
        sentence="Illustration: legitimacy ends at {}.",
    ),
    Indicator(
        name="trust_end",
        unit="index (0 to 1)",
        compute=_of("trust_end", "trust"),
        question="Illustration: how far are providers trusted at the end?",
        formula="mean over providers: start, plus a share of shared successes, less a share of claims found false",
        undefined="mechanisms.trust is off",
        sentence="Illustration: trust ends at {}.",
    ),
    Indicator(
        name="satisfaction",
        unit="index (0 to 1)",
        compute=_of("satisfaction", "clients_view"),
        good_for=(("people", 1),),
        question="Illustration: how do people find the service?",
        formula="mean over E of (1 - 2^(-hours a month / half)) x share with the same worker x (1 - share of benefit withheld)",
        undefined="mechanisms.clients_view is off; nobody enrolled",
        sentence="Illustration: people find the service {} of what it could be.",
    ),
    Indicator(
        name="hours_taken_over",
        unit="hours per enrolled",
        compute=hours_taken_over,
        question="Illustration: what do ordinary services take over when the money ends?",
        formula="hours given by ordinary services in place of cut-off service / E",
        undefined="mechanisms.aftermath is off; nobody enrolled",
        sentence="Illustration: ordinary services gave {} hours after the end.",
    ),
)
