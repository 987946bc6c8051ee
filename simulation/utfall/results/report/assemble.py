"""From a finished result to the data of its report. Choices of what to say are made here and in the files it calls, by rule."""

import re

from utfall.indicators.verdicts import EFFECT
from utfall.results import dues_tables
from utfall.results.figures.numbers import MINUS, SPACE, plain
from utfall.results.figures.paid_caused import widest
from utfall.results.frames import ExperimentResult
from utfall.results.report import answer, curves, doubt, influence, money, paid, people, robust, settled, tables
from utfall.results.report.data import FundPage, MarkedLine, Piece, ReportData
from utfall.results.report.estimates import name_of
from utfall.results.report.words import ENGLISH

#: A currency and its amount, or an amount and its sign, stay on one line.
KEPT_TOGETHER = re.compile(r"(?<=\b[A-Z]{3}) (?=\d)|(?<=\d) (?=%|million)")
#: Keys of the provenance that have a place of their own on the page.
PLACED = ("assumed", "precision")
NAMES = {
    "version": "Version",
    "model_version": "Model version",
    "indicator_version": "Indicator version",
    "luck": "Coupling of the two worlds",
    "command": "Do it again",
    "seconds": "Time taken",
}


def assemble(result: ExperimentResult, fund: FundPage | None = None) -> ReportData:
    """Everything that the page shows; fund: of a portfolio, whose answer then comes first."""
    if not result.main or not any(v.rows for v in result.main):
        return _nothing(result)
    a = paid.paid_caused(result)
    found = widest(a)
    shown = found.id if found is not None else result.main[0].label
    first = result.main[0].label
    assumptions = influence.assumptions(result)
    return ReportData(
        case=result.title or result.scenario,
        question=result.question,
        banner=ENGLISH["banner"],
        answer=answer.answer(a, doubt.differences(result), doubt.leans(result)) if fund is None else fund.answer,
        numbers=answer.numbers(a) if fund is None else fund.numbers,
        paid_caused=a,
        sure=doubt.sure(result, shown),
        changes=doubt.changes(result, shown),
        findings=tuple(MarkedLine(_typeset(one.text), one.mark) for one in result.findings if one.rule != "banner"),
        remarks=tuple(map(_typeset, result.remarks)),
        sentences=tuple(KEPT_TOGETHER.sub(SPACE, sentence) for sentence in result.main[0].sentences),
        first=name_of(result.main[0]) if len(result.main) > 1 else "",
        coins=paid.coins(result),
        outlay=curves.outlay(result),
        references=tables.references(result),
        as_written=tables.as_written(result),
        hours=people.hours(result),
        hours_time=people.hours_over_time(result, shown),
        served=tuple(s for label in dict.fromkeys((first, shown)) if (s := people.served(result, label)) is not None),
        fund=fund,
        cash=money.cash(result, first),
        dues=dues_tables.all_of(result),
        dues_said=_typeset(dues_tables.reading(result)),
        chance=influence.chance(result),
        shares=robust.shares(result),
        verdicts=robust.verdicts(result),
        hangs_on=tuple(MarkedLine(_typeset(line.text), line.mark) for line in robust.hangs_on(result)),
        convergence=settled.settled(result),
        assumptions=assumptions,
        unmoved=influence.unmoved(result, assumptions),
        centre=next((s.mean for name, s in result.main[0].summaries.items() if name == EFFECT), None),
        ends_unit=result.main[0].summaries[EFFECT].unit if EFFECT in result.main[0].summaries else "",
        provenance=_provenance(result),
        monte_carlo=tables.monte_carlo(result),
        notes=tuple(_typeset(note[:1].upper() + note[1:]) for note in result.notes),
    )


def _nothing(result: ExperimentResult) -> ReportData:
    """The page of a result without a finished run: it says so, and how to find out why."""
    reasons = sorted({f"{row.error[0]}: {row.error[1]}" for v in result.variants for row in v.failed})
    return ReportData(
        case=result.title or result.scenario,
        question=result.question,
        banner=ENGLISH["banner"],
        answer=(Piece("No run finished, so there is no answer."),),
        numbers=(),
        provenance=_provenance(result),
        notes=(*result.notes, *reasons[:5]),
    )


def _typeset(text: str) -> str:
    """A hyphen before a number is a minus sign."""
    return KEPT_TOGETHER.sub(SPACE, re.sub(r"(?<![\w.])-(?=\d)", MINUS, text))


def _provenance(result: ExperimentResult) -> tuple[tuple[str, str], ...]:
    seeds = f"{plain(result.seed)} to {plain(result.seed + result.runs - 1)} for each contract of the main view"
    drawn = "drawn from their ranges; ten seeds share a draw" if result.uncertainty == "draw" else "held at their central values"
    prints = [f"{v.label} {v.fingerprint}" for v in result.main if v.fingerprint]
    total = sum(len(v.rows) for v in result.variants)
    rows = [
        ("Scenario", result.scenario),
        ("Fingerprints", "; ".join(prints)),
        ("Runs", f"{plain(total)} finished, {plain(result.failed)} failed, all views together"),
        ("Seeds", seeds),
        ("Assumed values", drawn),
        ("Prices", "scaled to equal forecast payments" if result.equal_budget else "as written"),
        (
            "People and time",
            f"{plain(result.people)} eligible people; {plain(result.months)} months, effects counted over {plain(result.follow_up)} months",
        ),
        *((NAMES.get(key, key.replace("_", " ").capitalize()), value) for key, value in result.provenance.items() if key not in PLACED),
    ]
    return tuple((name, value) for name, value in rows if value)
