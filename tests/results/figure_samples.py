"""Made-up numbers for tests of figures and report; they are no result of any model."""

from utfall.results.figures.data import (
    Cash,
    CoinRow,
    Coins,
    Estimate,
    HoursByTask,
    HoursOverTime,
    HoursRow,
    MetricRow,
    OutlayCurve,
    OutlayCurves,
    OutlayPoint,
    PaidCaused,
    PartyCash,
    Served,
    Task,
)
from utfall.results.figures.doubt_data import Convergence, Settling, VerdictBlock, VerdictRow, Verdicts

LABELS = {
    "public_gain": "Tax and benefit saved over 3 years",
    "hours_3m": "Hours worked over 3 months",
    "sustained_6m": "In work 6 months in a row",
    "work_and_language": "Work and language, half each",
    "job_on_day_90": "Job on day 90",
    "language_course": "Language course finished",
}
SEVEN = [
    ("public_gain", (13, 8, 18), (13, 9, 17), (31000, 24000, 44000)),
    ("hours_3m", (42, 37, 47), (12, 8, 16), (38000, 29000, 57000)),
    ("sustained_6m", (37, 32, 42), (11, 7, 15), (41000, 30000, 64000)),
    ("work_and_language", (55, 50, 61), (8, 4, 12), (58000, 38000, 118000)),
    ("job_on_day_90", (68, 62, 73), (5, 1, 9), (93000, 51000, 480000)),
    ("language_course", (81, 76, 86), (2, -2, 6), (233000, 90000, None)),
]
TASKS = (
    Task("coaching", "Coaching", "builds"),
    Task("language", "Language teaching", "builds"),
    Task("aftercare", "Aftercare", "builds"),
    Task("placement", "Quick placement", "pushes"),
    Task("logging", "Logging contacts", "shows"),
)


def paid_caused() -> PaidCaused:
    rows = tuple(
        MetricRow(
            id=i,
            label=LABELS[i],
            note="the agreed contract" if i == "public_gain" else "",
            own=i == "public_gain",
            paid=Estimate(*p),
            caused=Estimate(*c),
            cost=Estimate(*m),
        )
        for i, p, c, m in SEVEN[::-1]
    )
    return PaidCaused(
        rows=rows,
        per="per 100 eligible",
        currency="EUR",
        runs=400,
        yardstick="Caused: in lasting work at month 12 who, on the same luck, would not have been without the programme.",
    )


def coins() -> Coins:
    made = {
        "hours_3m": ((0.29, 0.2, 0.38), (0.52, 0.45, 0.6), (0.16, 0.1, 0.2), (0.03, 0.01, 0.05)),
        "sustained_6m": ((0.45, 0.3, 0.6), (0.62, 0.5, 0.7), (-0.08, -0.15, -0.02), (0.01, 0, 0.02)),
        "job_on_day_90": ((0.08, 0.02, 0.14), (0.55, 0.5, 0.6), (0.29, 0.2, 0.35), (0.08, 0.05, 0.11)),
        "language_course": ((0.03, -0.03, 0.08), (0.58, 0.5, 0.65), (0.35, 0.3, 0.4), (0.04, 0.02, 0.06)),
    }
    first = CoinRow(
        label=LABELS["public_gain"],
        own=True,
        reason="Paid on the measured difference between two groups: no payment belongs to one person. Over-payment: 4 % (−11 to 19).",
    )
    rows = [
        CoinRow(label=LABELS[k], attributable=Estimate(*a), deadweight=Estimate(*d), hollow=Estimate(*h), false=Estimate(*f))
        for k, (a, d, h, f) in made.items()
    ]
    return Coins(rows=(first, *rows), currency="EUR", runs=400)


def hours() -> HoursByTask:
    shares = {
        "public_gain": (0.55, 0.2, 0.1, 0.13, 0.02),
        "hours_3m": (0.4, 0.15, 0.08, 0.32, 0.05),
        "sustained_6m": (0.42, 0.14, 0.16, 0.25, 0.03),
        "job_on_day_90": (0.21, 0.08, 0.03, 0.36, 0.32),
        "language_course": (0.05, 0.9, 0.0, 0.03, 0.02),
        "work_and_language": (0.2, 0.5, 0.02, 0.2, 0.08),
    }
    rows = tuple(
        HoursRow(label=LABELS[k], own=k == "public_gain", shares=tuple(Estimate(x, max(0, x - 0.03), x + 0.03) for x in v)) for k, v in shares.items()
    )
    return HoursByTask(tasks=TASKS, rows=rows, runs=400)


def hours_time() -> HoursOverTime:
    columns = []
    for m in range(36):
        t = 1 / (1 + 2.718 ** (-(m - 9) / 2))
        mix = [0.44 - 0.23 * t, 0.25 - 0.17 * t, 0.05 - 0.02 * t, 0.2 + 0.16 * t, 0.06 + 0.26 * t]
        columns.append([x / sum(mix) for x in mix])
    return HoursOverTime(contract=LABELS["job_on_day_90"], tasks=TASKS, runs=400, shares=tuple(zip(*columns, strict=True)))


def served() -> Served:
    return Served(
        contract=LABELS["job_on_day_90"],
        runs=400,
        enrolled=tuple(Estimate(x, x - 0.05, x + 0.05) for x in (0.62, 0.66, 0.55, 0.4, 0.22)),
        parked=tuple(Estimate(x, 0, x + 0.05) for x in (0.0, 0.01, 0.05, 0.14, 0.18)),
        hours=tuple(Estimate(x, x * 0.8, x * 1.2) for x in (56, 64, 39, 16, 2.1)),
        effect=(Estimate(0.1, -0.1, 0.4), Estimate(0.9, 0.5, 1.3), Estimate(0.7, 0.3, 1.1), Estimate(0.15, -0.1, 0.4), Estimate(0.02, -0.1, 0.1)),
        creaming=Estimate(0.24, 0.15, 0.33),
    )


def outlay() -> OutlayCurves:
    curves = []
    for n, (key, label) in enumerate(LABELS.items()):
        points = []
        for k, factor in enumerate((0.25, 0.5, 1, 2)):
            x = 600 + 900 * factor * (1 + 0.05 * n)
            y = (2.2 - 0.33 * n) * (1 - 2.718 ** (-1.2 * factor)) - (0.25 * factor if n > 3 else 0)
            points.append(
                OutlayPoint(price=f"×{factor}", outlay=Estimate(x, 0.93 * x, 1.07 * x), effect=Estimate(y, y - 0.35, y + 0.35), current=k == 2)
            )
        curves.append(OutlayCurve(id=key, label=label, points=tuple(points)))
    highest = {"best": LABELS["public_gain"], "best_share": 0.925, "draws": 40}
    return OutlayCurves(curves=tuple(curves), currency="EUR", effect_unit="full-time months", runs=40, **highest)


def cash() -> Cash:
    def flat(until: int, depth: float, end: float) -> tuple[float, ...]:
        return tuple(depth * min(1, m / until) + (end - depth) * max(0, (m - 30) / 30) for m in range(61))

    rows = []
    for key, label, kind, depth, end, spread in (
        ("fund", "The fund", "investor", -11.6e6, -4.7e6, 7e6),
        ("providers", "Providers", "provider", 0.3e6, 1.0e6, 0.6e6),
        ("state", "The state", "payer", -0.5e6, 6.4e6, 1.5e6),
    ):
        mean = flat(20, depth, end)
        low, high = (tuple(v + s * spread * m / 60 for m, v in enumerate(mean)) for s in (-1, 1))
        ends = tuple(end + spread * (k - 9.5) / 10 for k in range(20))
        carries = "payments and cashable savings, discounted" if kind == "payer" else "cash in less cash out"
        net = Estimate(end, end - spread, end + spread)
        rows.append(PartyCash(id=key, label=label, kind=kind, mean=mean, low=low, high=high, ends=ends, net=net, carries=carries))
    return Cash(contract=LABELS["public_gain"], currency="EUR", parties=tuple(rows), runs=400)


def verdicts() -> Verdicts:
    """Twenty draws: one contract that causes less at all of them, one whose verdict turns, one that chance covers everywhere."""

    def row(label: str, first: float, step: float, half: float) -> VerdictRow:
        return VerdictRow(label=label, draws=tuple(Estimate(m := first + step * k, m - half, m + half) for k in range(20)))

    months = (row("Job on day 90", -0.9, 0.02, 0.1), row("Hours worked over 3 months", -0.4, 0.05, 0.1))
    return Verdicts(
        first="Tax and benefit saved over 3 years",
        blocks=(
            VerdictBlock(unit="per 100 eligible lastingly in the outcome after a year", rows=months),
            VerdictBlock(unit="full-time months per eligible", rows=(row("In work 6 months in a row", -0.1, 0.01, 0.3),)),
        ),
    )


def convergence() -> Convergence:
    """One mean that settled, one that did not, one without a yardstick."""

    def panel(label: str, role: str, centre: float, wanted: float | None, enough: int | None) -> Settling:
        runs = tuple(range(10, 210, 10))
        half = [float("nan"), *(2.0 * centre / n**0.5 for n in runs[1:])]
        mean = [centre * (1.0 + 0.3 / k) for k in range(1, 21)]
        low, high = (tuple(m + side * h for m, h in zip(mean, half, strict=True)) for side in (-1.0, 1.0))
        return Settling(
            label=label,
            unit="full-time months per eligible",
            role=role,
            runs=runs,
            mean=tuple(mean),
            low=low,
            high=high,
            wanted=wanted,
            enough=enough,
            why="not yet" if wanted else "no yardstick",
        )

    panels = (
        panel("Tax and benefit saved over 3 years", "caused", 0.9, 0.18, 100),
        panel("Job on day 90", "caused", 0.3, 0.01, None),
        panel("Paid in all", "paid", 3100.0, None, None),
    )
    return Convergence(panels=panels, runs=200, asked=None, draws=20)
