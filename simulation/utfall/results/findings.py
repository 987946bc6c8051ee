"""The findings of a result, each with its mark in front: those of each contract, and verdicts against the first and the references."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from utfall.indicators.findings import BANNER, Finding, better_than_a_fee, compare_findings
from utfall.indicators.findings import findings as findings_of
from utfall.indicators.values import Setting

if TYPE_CHECKING:
    from utfall.results.frames import ExperimentResult, VariantResult

#: With several contracts only these rules speak for each of them; the others are in its report.
FOR_EACH = ("gap", "effect", "cannot tell")


def findings(result: "ExperimentResult") -> tuple[str, ...]:
    """Sentences in the order in which a person should read them; what failed comes first."""
    said = list(_failed(result))
    main = [variant for variant in result.main if variant.rows]
    if not main:
        return (*said, "No run finished.")
    if len(main) == 1:
        said += [_text(finding) for finding in _all(main[0])]
    else:
        said += [f"{_marked(f)}{v.title}: {_small(f.text)}" for v in main for f in _all(v) if f.rule in FOR_EACH]
        said += [_text(finding) for v in main[1:] for finding in compare_findings((v.title, main[0].title), v.rows, main[0].rows, _setting(v))]
    said += [sentence for variant in main for sentence in _against_fees(result, variant)]
    return (*said, BANNER)


def _failed(result: "ExperimentResult") -> Iterable[str]:
    if result.failed:
        yield f"{result.failed} runs failed and are in no number; --json lists their keys, and `utfall run NAME --only KEY` makes one again."


def _all(variant: "VariantResult") -> list[Finding]:
    return [finding for finding in findings_of(variant.rows, variant.summaries, _setting(variant)) if finding.rule != "banner"]


def _against_fees(result: "ExperimentResult", variant: "VariantResult") -> Iterable[str]:
    references = {kind: reference.rows for kind, reference in result.references(variant.label).items()}
    if not references:
        return
    agreed = references.get("fee_agreed_hours")
    if better_than_a_fee(variant.rows, references):
        yield f"supported: {variant.title} is better than paying a fee: it causes more than the same money with agreed hours, in 90 % of runs."
    elif agreed:
        names = (variant.title, "a fee with agreed hours")
        yield from (_text(finding) for finding in compare_findings(names, variant.rows, agreed, _setting(variant)))


def _setting(variant: "VariantResult") -> Setting:
    return variant.rows[0].setting


def _marked(finding: Finding) -> str:
    return f"{finding.mark}: "


def _text(finding: Finding) -> str:
    return f"{_marked(finding)}{finding.text}" + (f" ({finding.caveat})" if finding.caveat else "")


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
