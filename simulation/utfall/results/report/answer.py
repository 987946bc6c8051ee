"""The answer in words and the three numbers below it, chosen by rule from the rows of figure a and their differences."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from utfall.results.figures.data import Estimate, MetricRow, PaidCaused
from utfall.results.figures.numbers import SPACE, full_text, interval_text, mean_text, money, money_interval
from utfall.results.figures.paid_caused import bought, cannot_tell, widest
from utfall.results.figures.verdicts import verdict
from utfall.results.report.data import KeyNumber, Piece, Role


def own_row(data: PaidCaused) -> MetricRow:
    """The reader's contract: the marked row, else the first."""
    return next((row for row in data.rows if row.own), data.rows[0])


def answer(data: PaidCaused, differences: Mapping[str, Estimate], leans: Mapping[str, float] = MappingProxyType({})) -> tuple[Piece, ...]:
    """One to three sentences. `differences`: effect of each other contract (by id) minus that of the reader's contract.

    leans   share of draws in which another contract causes more (above 0) or less (below 0), where nearly all draws agree
    """
    own, shown = own_row(data), widest(data)
    lead, tells = _lead(data, own, differences, leans)
    if shown is None:
        return _nothing_told(data, own, lead if tells else "")
    start = f"{lead} {_why(data, shown)}" if lead else ""
    subject = "This contract " if len(data.rows) == 1 else f"“{shown.label}” "
    if shown.paid.mean is None:
        return Piece(start + subject), Piece(f"{data.causes} {mean_text(shown.caused)}", "caused"), Piece(f" {data.of_what}.")
    return (
        Piece(start + subject),
        Piece(f"pays for {bought(shown)}", "paid"),
        Piece(" and "),
        Piece(f"{data.causes} {mean_text(shown.caused)}", "caused"),
        Piece(f" {data.of_what}."),
    )


def _why(data: PaidCaused, shown: MetricRow) -> str:
    """Why this contract is the one spoken of, where others could have been; empty where it is the only one that can be told, or has no gap."""
    compared = [row for row in data.rows if row.caused.tells and row.paid.mean is not None and not row.work]
    wide = shown in compared and len(compared) > 1 and (shown.paid.mean or 0.0) > (shown.caused.mean or 0.0)
    return "Widest gap: " if wide else ""


def _lead(data: PaidCaused, own: MetricRow, differences: Mapping[str, Estimate], leans: Mapping[str, float]) -> tuple[str, bool]:
    """The sentence on which contract causes more, and whether it tells; empty with one contract."""
    others = [row for row in data.rows if row is not own]
    said = {row.id: verdict(differences.get(row.id, Estimate(None))) for row in others}
    if not others:
        return "", False
    better = [row for row in others if said[row.id] == "more"]
    if better:
        best = max(better, key=lambda row: differences[row.id].mean or 0.0)
        return f"“{best.label}” causes more than “{own.label}”.", True
    if all(word == "less" for word in said.values()):
        return f"Keep “{own.label}”.", True
    if all(word == "no change" for word in said.values()):
        return "What the contract pays for changes nothing here: every run is the same.", True
    sure = [row for row in others if said[row.id] == "less" or row.id in leans]
    if not sure:
        return "Cannot tell which of these contracts causes most.", False
    sure = sorted(sure, key=lambda row: -abs(differences[row.id].mean or 0.0))
    less = [row for row in sure if said[row.id] == "less"]
    return _gaps(own, less, [row for row in sure if row not in less], leans) + _apart(own, [row for row in others if row not in sure]), True


def _gaps(own: MetricRow, less: list[MetricRow], leaning: list[MetricRow], leans: Mapping[str, float]) -> str:
    """Every gap that is sure, widest first: in 90 % of runs, or in nearly all draws of what is uncertain."""
    sentences = []
    below, above = ([row for row in leaning if (leans[row.id] > 0) is up] for up in (False, True))
    if less:
        also = f" and, in {_share(below, leans)} of draws, than {_named(below)}" if below else ""
        sentences.append(f"“{own.label}” causes more than {_named(less)}{also}.")
    for rows, word in ((() if less else below, "less"), (above, "more")):
        if rows:
            sentences.append(f"{_named(rows)} cause{'s' if len(rows) == 1 else ''} {word} than “{own.label}” in {_share(rows, leans)} of draws.")
    return " ".join(sentences)


def _named(rows: Sequence[MetricRow]) -> str:
    """Two contracts by name; of more, the first and how many others."""
    names = [f"“{row.label}”" for row in rows]
    return " and ".join(names if len(names) < 3 else [names[0], f"{len(names) - 1} others"])


def _share(rows: Sequence[MetricRow], leans: Mapping[str, float]) -> str:
    """The share of draws that all of them reach."""
    least = f"{100 * min(abs(leans[row.id]) for row in rows):.0f} %"
    return least if len(rows) == 1 else f"at least {least}"


def _apart(own: MetricRow, rows: list[MetricRow]) -> str:
    """Who cannot be told from the reader's contract."""
    if not rows:
        return ""
    names = " or ".join(f"“{row.label}”" for row in rows) if len(rows) < 3 else f"the {len(rows)} others"
    return f" Cannot tell {names} from “{own.label}”."


def _nothing_told(data: PaidCaused, own: MetricRow, lead: str) -> tuple[Piece, ...]:
    """What can be told of the contracts against each other, or that no level can; then what the reader's contract pays for and causes."""
    start, name = f"{lead or f'{cannot_tell(data)}.'} ", "It" if len(data.rows) == 1 else f"“{own.label}”"
    if own.paid.mean is None or own.caused.mean is None:
        return (Piece(start.strip()),)
    return (
        Piece(f"{start}{name} "),
        Piece(f"pays for {bought(own)}", "paid"),
        Piece(" and "),
        Piece(f"{data.causes} {full_text(own.caused)}", "caused"),
        Piece(f" {data.of_what}."),
    )


def numbers(data: PaidCaused) -> tuple[KeyNumber, ...]:
    """Paid for, caused, and money per caused outcome of the contract that the answer speaks of."""
    shown = widest(data) or own_row(data)
    name = "" if len(data.rows) == 1 else f" · {shown.label}"
    return (
        _number(f"Paid for, {data.per}", shown.paid, name, "paid"),
        _number(f"Caused, {data.per}", shown.caused, name, "caused"),
        _cost(data, shown, name),
    )


def _number(label: str, found: Estimate, name: str, role: Role) -> KeyNumber:
    """A number with its interval; where there is none, the reason in small letters."""
    if found.mean is None:
        return KeyNumber(label, "no number", (found.reason or "not defined") + name, role)
    return KeyNumber(label, mean_text(found), interval_text(found) + name, role)


def _cost(data: PaidCaused, shown: MetricRow, name: str) -> KeyNumber:
    label = f"Paid by payers per {data.each}"
    if not shown.caused.tells or shown.cost.mean is None:
        return KeyNumber(label, "cannot tell", "no outcome was caused for certain" + name)
    return KeyNumber(label, f"{data.currency}{SPACE}{money(shown.cost.mean)}", money_interval(shown.cost) + name)
