"""The library as pages, generated from the files: docs/systems.md holds the first, scenarios/README.md the tables of the second below its mark."""

from collections.abc import Iterable, Iterator, Sequence

from utfall.contract.drawn import drawn
from utfall.contract.payment_forms import FORMS
from utfall.scenario.brief import assumed_in, counted_in_words
from utfall.scenario.cards import Card
from utfall.scenario.schema.parties import THEMES

COMMAND = "utfall scenarios --pages"
#: In scenarios/README.md everything below this is generated.
MARK = f"<!-- below: {COMMAND} -->\n"
_HEAD = f"""# Systems

Every contract of the library: what it teaches, what a run of it shows, what is assumed. Generated from the files by `{COMMAND}`; change the files.
How to find the case nearest to a problem stands in [scenarios/README.md](../scenarios/README.md). Each runs: `utfall run NAME --runs 100`, after
`utfall show NAME`. Each begins with who pays whom, drawn; `utfall show NAME --figure FILE` makes a picture of it. What is not read is assumed,
and says so; what a work says is in `scenarios/references.toml` under the key named here.
"""
_NOT_SHOWN = """## What a run does not show

What was asked of these cases when they were chosen, and does not come out of the file as it is written. Nothing was tuned until it did.
"""
_ALL_SHOWN = """## What a run does not show

All that was asked of each case when it was chosen comes out of its file as it is written: the sections below say what that was, and a test holds each
sentence of it. What happened once, to one small group, comes as one of the things that chance brings, and not in most runs: what Denver repaid,
and that nothing was paid for saved cost in Norrköping (in a third of the runs). Where assumed values were moved after such a sentence had failed,
[calibration.md](calibration.md#values-set-by-hand) says so.
"""
_NOT_REPRODUCED = """## What was read and is not reproduced

A source says it of the real case, and a run does not bring it, or not on average.
"""
_NUMBERS = """## Where the numbers are from

Values at work in each case. Read: its source stands in `scenarios/references.toml`. Recalled: of a source that was not read again. Set: sizes,
dates and terms that nobody read, and what is 0 or 100 % by its meaning; they are the same in every run, where those with a range are drawn.
"""
_UNKNOWN = "other"


def systems_page(cards: Sequence[Card]) -> str:
    """docs/systems.md: a table of all cases, then a section each."""
    table = _table(("case", "where and when", "theme", "form of payment", "what it teaches"), (_row(card) for card in cards))
    return "\n".join((_HEAD, table, _NUMBERS, _numbers(cards), *_missing(cards), *(_section(card) for card in cards)))


def finding_tables(cards: Sequence[Card]) -> str:
    """scenarios/README.md below its mark: the cases by theme and by the form of their payments."""
    return "\n".join(("## By problem\n", *_by_theme(cards), "## By form of payment\n", _by_form(cards)))


def _by_theme(cards: Sequence[Card]) -> Iterator[str]:
    for theme in (*THEMES, ""):
        some = [card for card in cards if card.entry.theme == theme]
        if some:
            head = (theme or _UNKNOWN, "what is paid for, and what it teaches", "where")
            yield _table(head, ((_name(card), f"{card.entry.summary} {card.entry.teaches}", card.entry.country) for card in some))


def _by_form(cards: Sequence[Card]) -> str:
    rows = []
    for form, meaning in FORMS.items():
        have = [_name(card) for card in cards if form in card.forms]
        have += [f"`{card.entry.id}:{name}`" for card in cards if form not in card.forms for name, forms in card.variants.items() if form in forms]
        rows.append((form, meaning, ", ".join(have) or "none yet"))
    return _table(("form", "what it means", "cases"), rows)


def _row(card: Card) -> tuple[str, ...]:
    entry = card.entry
    where = ", ".join(word for word in (entry.country, entry.years) if word)
    return f"[`{entry.id}`](#{entry.id})", where or entry.status or "invented", entry.theme, ", ".join(card.forms), entry.teaches


def _numbers(cards: Sequence[Card]) -> str:
    head = ("case", "values", "read", "recalled", "calibrated", "assumed", "shared by all cases", "its own with a range", "its own, set")
    rows = []
    for card in cards:
        of = assumed_in(card.scenario.leaves)
        counts = (
            of.sourced + of.recalled + of.calibrated + of.assumed,
            of.sourced,
            of.recalled,
            of.calibrated,
            of.assumed,
            of.shared,
            of.open,
            of.fixed,
        )
        rows.append((f"`{card.entry.id}`", *map(str, counts)))
    return _table(head, rows)


def _missing(cards: Sequence[Card]) -> Iterator[str]:
    """What was asked and does not come, then what a source says and does not come; a list that is empty says so, or is left out."""
    notes = [(f"[`{card.entry.id}`](#{card.entry.id})", card.scenario.case_notes) for card in cards]
    asked = [(case, row.asked, row.comes, row.why) for case, note in notes for row in note.not_shown]
    yield _NOT_SHOWN + "\n" + _table(("case", "what was asked", "what comes", "why"), asked) if asked else _ALL_SHOWN
    if read := [(case, row.read, f"`{row.source}`", row.comes, row.why) for case, note in notes for row in note.not_reproduced]:
        yield _NOT_REPRODUCED + "\n" + _table(("case", "what was read", "where", "what comes", "why"), read)


def _section(card: Card) -> str:
    entry, assumed, notes = card.entry, assumed_in(card.scenario.leaves), card.scenario.case_notes
    place = ", ".join(word for word in (entry.country, entry.years, entry.status, entry.theme) if word)
    figure = "\n".join(drawn(card.scenario.who_pays_whom()))
    widest = ", ".join(f"`{row.path}` {row.value} ({row.range})" for row in assumed.widest)
    lines = [
        ("What it teaches", entry.teaches),
        ("What was asked of a run", " ".join(notes.asked)),
        ("What a run shows", entry.shows),
        ("What a run does not show", " ".join(f"{row.asked} {row.comes} {row.why}" for row in notes.not_shown)),
        ("What was read and is not reproduced", " ".join(f"{row.read} {row.comes} {row.why}" for row in notes.not_reproduced)),
        ("Form of the payments", f"{', '.join(card.forms)}."),
        ("What is assumed", counted_in_words(assumed) + (f" The case's own of which least is known: {widest}." if widest else "")),
        ("What is left out", " ".join(notes.left_out)),
        ("Sources", ", ".join(f"`{key}`" for key in dict.fromkeys((*assumed.sources, *notes.works)))),
        ("Variants", "; ".join(f"`:{name}` {title}" for name, title in entry.variants)),
    ]
    said = "".join(f"- **{name}.** {text}\n" for name, text in lines if text)
    head = f'<a id="{entry.id}"></a>\n\n## {entry.title} (`{entry.id}`)\n\n{place}{". " if place else ""}{entry.summary}\n\n'
    return f"{head}```text\n{figure}\n```\n\n{said}"


def _name(card: Card) -> str:
    return f"[`{card.entry.id}`](../docs/systems.md#{card.entry.id})"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cell.strip().replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)
