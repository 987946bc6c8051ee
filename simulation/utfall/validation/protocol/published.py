"""What the kept tables of the benches say, in short, for the page on validation."""

from collections import Counter
from pathlib import Path

from utfall.validation.phenomena.phenomena import PHENOMENA
from utfall.validation.protocol.markdown import table
from utfall.validation.published import read_csv

FOLDER = Path(__file__).parents[4] / "results" / "published"
BENCHES = (("theory", "closed forms of contract theory"), ("behaviour", "the providers' rule against brute force, factor sweeps, lines, causes"))
WORLDS = {
    "as_it_is": "as it is",
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
