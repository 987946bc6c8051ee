"""What the kept tables of the benches say, in short, for the page on validation."""

from collections import Counter
from pathlib import Path

from utfall.validation.phenomena.phenomena import PHENOMENA
from utfall.validation.protocol.markdown import table
from utfall.validation.published import read_csv

FOLDER = Path(__file__).parents[4] / "results" / "published"
BENCHES = (("theory", "closed forms of contract theory"), ("behaviour", "the providers' rule against brute force, factor sweeps, lines, causes"))
#: Parts of the behaviour bench, beside cohorts at a line, that tests make at full length and hold against what is kept.
AT_FULL_LENGTH = ("gain: first entry", "sweep: six months in all")
WORLDS = {
    "as_it_is": "as it is, which the others are held against",
    "entry_exit": "luck shared by entry and exit",
    "copula": "luck shared in part",
    "independent": "luck of its own for each world",
    "probit": "probit in place of logit",
    "cloglog": "complementary log-log in place of logit",
    "target_satisficer": "providers that ease off once their target is met",
    "adaptive": "providers that return to what money followed",
}


def rows_of(name: str) -> list[dict[str, str]]:
    """Lines of a kept table."""
    return read_csv(FOLDER / f"{name}.csv")


def benches_table() -> str:
    """Markdown: how many rows each bench has, how many hold, and through which code they run."""
    lines = []
    for name, what in BENCHES:
        rows = rows_of(name)
        paths, holds = Counter(row["path"] for row in rows), sum(row["verdict"] == "holds" for row in rows)
        lines.append((what, str(len(rows)), str(holds), *(str(paths[path]) for path in ("production", "test", "formula"))))
    return table(("bench", "rows", "hold", "through production code", "through the test path", "formula against itself"), lines)


def made_again_table() -> str:
    """Markdown: how many rows of the kept benches the tests make again, and how near they must come."""
    theory, behaviour = rows_of("theory"), rows_of("behaviour")
    sure = sum(row["grade"] == "exact" or row["error"] == "0" for row in theory)
    lucky = sum(row["grade"] == "statistical" for row in theory)
    whole = sum(row["id"] in AT_FULL_LENGTH or (row["id"].startswith("line: ") and row["id"] != "line: hump") for row in behaviour)
    lines = [
        ("`theory.csv`", str(len(theory)), str(sure), f"{lucky}, with a quarter of the runs", str(len(theory) - sure - lucky)),
        ("`behaviour.csv`", str(len(behaviour)), str(whole), "0", str(len(behaviour) - whole)),
    ]
    return table(("table", "rows", "the same digits", "within 4 standard errors", "only that they hold, in a shorter form"), lines)


def same_answer_table() -> str:
    """Markdown: how many signs of the flagship comparison are kept in each other world."""
    found: dict[str, Counter[str]] = {world: Counter() for world in WORLDS}
    for row in rows_of("same_answer"):
        found.setdefault(row["world"], Counter())[row["fate"]] += 1
    said = [
        (world, str(sum(fates.values()) - fates["same"]), *(str(fates[fate]) for fate in ("kept", "unsure", "turned")))
        for world, fates in found.items()
    ]
    return table(
        ("world", "signs that could be others", "kept", "cannot be told", "turned"), [(WORLDS.get(world, world), *rest) for world, *rest in said]
    )


def phenomena_table() -> str:
    """Markdown: in what share of a wide space of parameters each phenomenon holds, and what it goes with most."""
    words = {one.id: one.words for one in PHENOMENA}
    lines = [
        (words[row["phenomenon"]], *(f"{100 * float(row[share]):.0f} %" for share in ("holds", "turned", "unsure")), _with(row))
        for row in rows_of("phenomena")
    ]
    return table(("phenomenon", "holds", "turned", "cannot tell", "goes most with (rank correlation)"), lines)


def _with(row: dict[str, str]) -> str:
    return f"{row['most_with']} ({float(row['rank_correlation']):+.2f})".replace("-", "\u2212")
