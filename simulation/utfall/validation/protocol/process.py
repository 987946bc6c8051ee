"""What happens in which order, what can be switched off, who decides by which rule, what is reported."""

import inspect
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields

from utfall.base.mechanisms import Mechanisms
from utfall.behaviour.catalogue import AUDITORS, COMMISSIONERS, EVALUATORS, INVESTORS, PROVIDER_RULES, REFERRERS
from utfall.indicators.catalogue import THEMES
from utfall.model.phases import MONTH
from utfall.validation.protocol.markdown import table

PARTIES: tuple[tuple[str, Mapping[str, object]], ...] = (
    ("provider", PROVIDER_RULES),
    ("referrer", REFERRERS),
    ("payer", COMMISSIONERS),
    ("investor", INVESTORS),
    ("auditor", AUDITORS),
    ("evaluator", EVALUATORS),
)


def phases_table() -> str:
    """Markdown: the phases of a month in their order, what happens in each, what it reads and writes."""
    rows = [(str(number), f"`{_name(phase)}`", _about(phase), *_reads_and_writes(phase)) for number, phase in enumerate(MONTH, start=1)]
    return table(("", "phase", "what happens", "reads", "writes"), rows)


def _name(phase: Callable[..., object]) -> str:
    return str(getattr(phase, "__name__", phase))


def _about(phase: Callable[..., object]) -> str:
    said = _first_line(sys.modules[phase.__module__]).partition(": ")[2]
    return (said[:1].upper() + said[1:]).rstrip(".")


def _reads_and_writes(phase: Callable[..., object]) -> tuple[str, str]:
    reads, _, writes = _first_line(phase).removeprefix("Reads ").partition("; writes ")
    return reads, writes.rstrip(".")


def _first_line(thing: object) -> str:
    return (inspect.getdoc(thing) or "").partition("\n")[0]


def switches_table() -> str:
    """Markdown: mechanisms that work unless a file says no, and those that work only where a file says yes."""
    on, off = ([f"`{field.name}`" for field in fields(Mechanisms) if field.default is default] for default in (True, False))
    return table(("without a word", "mechanisms"), [("on", ", ".join(on)), ("off", ", ".join(off))])


def rules_table() -> str:
    """Markdown: each rule of each party in a sentence."""
    return table(("party", "rule", "what it does"), _rules())


def _rules() -> Iterable[tuple[str, str, str]]:
    for party, known in PARTIES:
        for name, rule in known.items():
            yield party, f"`{name}`", _first_line(rule if isinstance(rule, type) else type(rule))


def indicators_table() -> str:
    """Markdown: what is reported, by theme."""
    return table(("theme", "indicators"), [(theme, ", ".join(f"`{one.name}`" for one in ones)) for theme, ones in THEMES.items()])
