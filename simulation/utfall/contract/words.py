"""Names, durations and by-group values as the sentences say them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from utfall.base.money import money_words
from utfall.base.quantities import Money, Price, Rate, Time
from utfall.contract.contract import Contract
from utfall.contract.metrics.units import yearly_rate


class Titled(Protocol):
    """Something with an id and a title."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...


class ComingAndGoing(Protocol):
    """How many become eligible and stop being so, a month."""

    @property
    def arrivals(self) -> float: ...
    @property
    def departures(self) -> float: ...


class PeopleWords(Protocol):
    """What the sentences need to know of the people: titles, the word for a person's first day, who is sent."""

    @property
    def groups(self) -> Sequence[Titled]: ...
    @property
    def outcomes(self) -> Sequence[Titled]: ...
    @property
    def scores(self) -> Sequence[Titled]: ...
    @property
    def events(self) -> Sequence[Titled]: ...
    @property
    def tasks(self) -> Sequence[Titled]: ...
    @property
    def clock_starts(self) -> str: ...
    @property
    def stock(self) -> ComingAndGoing | None: ...
    @property
    def referral(self) -> str: ...
    @property
    def peak_of(self) -> str: ...


def plain(id_: str) -> str:
    """An id as words."""
    return id_.replace("_", " ")


def sentence_case(text: str) -> str:
    """First letter large."""
    return text[:1].upper() + text[1:]


def mid_sentence(title: str) -> str:
    """A title inside a sentence: the town, of The town."""
    return title[:1].lower() + title[1:] if title.startswith("The ") else title


def joined(items: Sequence[str], last: str = "and") -> str:
    """a, b and c."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}"


def per_cent(fraction: float) -> str:
    """50 %."""
    return f"{round(100 * fraction, 4):g} %"


def duration(time: Time) -> str:
    """26 weeks, as the contract says it."""
    unit = time.unit.rstrip("s")
    return f"{time.count:g} {unit}" if time.count == 1 else f"{time.count:g} {unit}s"


def every(time: Time) -> str:
    """Every year, every 6 months."""
    return f"every {time.unit.rstrip('s')}" if time.count == 1 else f"every {duration(time)}"


def rate(of: Rate) -> str:
    """5 % a year, or 0.5 % a month where that is the rounder number."""
    yearly = yearly_rate(of)
    return f"{per_cent(yearly)} a year" if abs(yearly - round(yearly, 4)) < 1e-9 else f"{per_cent(of.monthly)} a month"


def money(amount: Money | Price) -> str:
    """EUR 1 200, without its unit."""
    return money_words(amount.minor, amount.currency)


@dataclass(frozen=True, slots=True)
class Names:
    """Titles of everything a contract mentions; ids as words where there is no title."""

    contract: Contract
    people: PeopleWords | None = None

    def party(self, id_: str) -> str:
        """A payer, provider, investor, `holder` or `providers`."""
        contract = self.contract
        if id_ == "holder":
            return "the holder of the capital" if contract.capital is None else self.party(contract.capital.holder)
        if id_.startswith("holder."):  # one structure of capital for each provider
            return f"{self.party('holder')} of {self.party(id_.partition('.')[2])}"
        if id_ == "providers":
            return self.title(contract.providers[0]) if len(contract.providers) == 1 else "the providers"
        parties: tuple[Titled, ...] = (*contract.payers, *contract.providers, *contract.investors)
        known = {party.id: party for party in parties}
        return self.title(known[id_]) if id_ in known else plain(id_)

    @staticmethod
    def title(thing: Titled) -> str:
        """Its title, or its id as words."""
        return thing.title or plain(thing.id)

    def outcome(self, id_: str) -> str:
        """A person is ..."""
        return self._among(id_, () if self.people is None else (*self.people.outcomes, *self.people.scores, *self.people.events))

    def task(self, id_: str) -> str:
        """What is done."""
        return self._among(id_, () if self.people is None else self.people.tasks)

    def group(self, id_: str) -> str:
        """A pay group."""
        return self._among(id_, () if self.people is None else self.people.groups)

    @property
    def start(self) -> str:
        """The word for a person's first day."""
        return "enrolment" if self.people is None else self.people.clock_starts

    def _among(self, id_: str, things: Sequence[Titled]) -> str:
        return next((self.title(thing) for thing in things if thing.id == id_), plain(id_))

    def by_group(self, texts: Sequence[str]) -> str:
        """One text where all groups agree, else each with its groups; the commonest comes last, as "the other groups" where it has several."""
        distinct = list(dict.fromkeys(texts))
        if len(distinct) == 1:
            return distinct[0]
        commonest = max(reversed(distinct), key=list(texts).count)
        said = []
        for text in [*(other for other in distinct if other != commonest), commonest]:
            groups = [self.group(id_) for id_, own in zip(self.contract.groups, texts, strict=True) if own == text]
            several = text == commonest and len(groups) > 1
            said.append(f"{text} ({'the other groups' if several else ', '.join(groups)})")
        return " or ".join(said)
