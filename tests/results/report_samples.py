"""A made-up page for tests of the report; its numbers are no result of any model."""

from dataclasses import replace

from tests.results import figure_samples as figures
from utfall.results.figures.data import Cell, Estimate, Table, TableRow
from utfall.results.report.answer import answer, numbers
from utfall.results.report.data import Assumption, MarkedLine, ReportData, SureLine


def report() -> ReportData:
    a = figures.paid_caused()
    differences = {row.id: Estimate(-1.0, -1.9, -0.2) for row in a.rows if not row.own}
    return ReportData(
        case="Koto-SIB, Finland: choice of metric",
        question="Which metric should the contract pay for?",
        banner="Synthetic numbers for a test",
        answer=answer(a, differences),
        numbers=numbers(a),
        paid_caused=a,
        sure=_sure(),
        changes=(
            MarkedLine("If short jobs lasted: with an exit rate under 3 % a month, day 90 causes as much.", "assumed"),
            MarkedLine("Job on day 90 pays once, so nothing after day 90 is paid for.", "counted"),
        ),
        findings=(MarkedLine("Under “Job on day 90” 32 % of the hours only move the measure.", "supported"),),
        sentences=(
            "The ministry pays a fund half of what the state gains over three years.",
            "The fund pays the providers a fee and a share of the result.",
        ),
        coins=figures.coins(),
        outlay=figures.outlay(),
        references=_references(),
        hours=figures.hours(),
        hours_time=figures.hours_time(),
        served=(figures.served(),),
        cash=figures.cash(),
        chance="Of the spread between runs, 38 % is chance (other people, other luck) and 62 % is ignorance (values that we do not know).",
        shares=_shares(),
        verdicts=figures.verdicts(),
        hangs_on=(MarkedLine("Whether “Job on day 90” causes more hangs on “exit from short jobs”.", "assumed"),),
        convergence=figures.convergence(),
        assumptions=_assumptions(),
        centre=1.3,
        ends_unit="full-time months per eligible",
        provenance=(
            ("Scenario", "koto_sib"),
            ("Fingerprint", "7b1e0f9c" * 4),
            ("Seeds", "1 to 400"),
            ("Failed runs", "0"),
            ("Command", "utfall demo --runs 400 --seed 1"),
        ),
        monte_carlo=Table(
            "95 % interval of the mean", ("Indicator", "Mean", "Interval"), (TableRow("true_effect_eligible", (Cell("1.21"), Cell("1.18 to 1.24"))),)
        ),
    )


def _sure() -> tuple[SureLine, ...]:
    """How sure the answer is."""
    return (
        SureLine(19, "Sure enough to act:", "“Tax and benefit saved over 3 years” causes more than “Job on day 90” in 19 of 20 runs."),
        SureLine(12, "Cannot tell", "“Tax and benefit saved over 3 years” from “Hours worked over 3 months”: 0.1 full-time months (−0.4 to 0.6)."),
    )


def _references() -> Table:
    """The contract beside nothing and beside a fee."""
    return Table(
        "Mean, and 90 % of 40 runs",
        ("What is bought", "Effect", "Outlay"),
        (
            TableRow("This contract", (Cell("1.2", "0.8 to 1.6"), Cell("1 480", "1 400 to 1 550")), own=True),
            TableRow("Nothing", (Cell("0"), Cell("0"))),
            TableRow("Fee with agreed hours", (Cell("1.0", "0.7 to 1.3"), Cell("1 480", "1 400 to 1 550"))),
        ),
    )


def _shares() -> Table:
    """What the spread between runs comes from."""
    return Table(
        "What the spread comes from",
        ("Contract", "Chance", "Ignorance"),
        (TableRow("This contract", (Cell("38 %"), Cell("62 %", "50 to 70 %"))), TableRow("Another", (Cell("90 %"), Cell("10 %", "2 to 20 %")))),
    )


def _assumptions() -> tuple[Assumption, ...]:
    """What was assumed, with what the ends of its range do."""
    return (
        Assumption(name="Monthly exit from short jobs", key="outcomes.work.exit", used="6 %", range="3 % to 9 %", source="assumed", ends=(1.8, 0.7)),
        Assumption(
            name="Effect of coaching on entry",
            key="tasks.coaching.builds",
            used="0.25",
            range="0.15 to 0.35",
            source="calibrated",
            ends=(0.8, 1.7),
        ),
        Assumption(name="Openings a month", key="openings", used="120", range="90 to 160", source="register"),
    )


def hostile(name: str) -> ReportData:
    """The same page with `name` wherever a scenario can put a name."""
    page = report()
    row = replace(page.paid_caused.rows[0], label=name, note=name)
    a = replace(page.paid_caused, rows=(row, *page.paid_caused.rows[1:]))
    coins = replace(page.coins, rows=(replace(page.coins.rows[0], label=name, reason=name), *page.coins.rows[1:]))
    tasks = tuple(replace(task, label=name) for task in page.hours.tasks)
    party = replace(page.cash.parties[0], label=name)
    return replace(
        page,
        case=name,
        question=name,
        paid_caused=a,
        answer=answer(a, {}),
        coins=coins,
        sentences=(name,),
        hours=replace(page.hours, tasks=tasks),
        cash=replace(page.cash, parties=(party, *page.cash.parties[1:]), contract=name),
        provenance=(("Scenario", name),),
        served=(replace(page.served[0], contract=name),),
        changes=(MarkedLine(name, "assumed"),),
    )
