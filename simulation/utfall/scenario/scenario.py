"""A scenario: an immutable value that can be asked for cases, variants and changed copies."""

import re
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from utfall.base.errors import InputError, Problem, UsageError
from utfall.base.sourced import Sourced
from utfall.contract.contract import Contract
from utfall.contract.sentences import Told, contract_sentences, contract_told, who_pays_whom
from utfall.scenario.apart import apart_in_words
from utfall.scenario.around_in_words import around_sentences, around_told
from utfall.scenario.at_rest import at_rest, said_in
from utfall.scenario.behind import put_behind
from utfall.scenario.build import clock
from utfall.scenario.build.context import ALL, Resolved
from utfall.scenario.build.contract import contract
from utfall.scenario.build.forms import form_in_words, with_form
from utfall.scenario.build.parties import mechanisms, profile
from utfall.scenario.build.people import population
from utfall.scenario.build.preparation import prepared
from utfall.scenario.case import Case
from utfall.scenario.case_notes import CaseNotes, case_notes
from utfall.scenario.checks.all import problems_in
from utfall.scenario.checks.plain import groups_of
from utfall.scenario.compose import Sets, variants_of, with_sets, with_variant
from utfall.scenario.fee import FeeBought, as_settings, under_fee
from utfall.scenario.fingerprint import canonical_rows, fingerprint
from utfall.scenario.layers import Layers
from utfall.scenario.listing import ValueRow, value_rows
from utfall.scenario.own_rules import OWN, OwnRules
from utfall.scenario.people_in_words import people_sentences, people_told
from utfall.scenario.providers_in_words import providers_sentences, providers_told
from utfall.scenario.remarks import notes, warnings
from utfall.scenario.resolve import At, at_point, at_top, resolved
from utfall.scenario.scale import repriced, scaled_contract, scaled_people, with_fee
from utfall.scenario.toml_text import to_toml
from utfall.scenario.understand import Understood, understand

#: Draws number contract months up to here (`base.draws`).
MAX_MONTHS = 959


@dataclass(frozen=True)
class Scenario:
    """A composed, valid scenario.

    id          name of the file, with `:VARIANT` for a variant
    layers      the composed tree and where each key is written; treated as read-only
    references  what `source` may name
    people      eligible people of a run (None: as the file says); other sizes scale with them
    budget_factor   on all prices of outcome, activity, rate card and milestone terms and shares of a gain
    own         rules of one's own that providers may follow
    block_fee   minor units a month that the payers pay the providers beside the terms; at the size of the run, so it is not scaled
    place       (number, correlation of common shocks) of the contract's place in a portfolio; (0, _): it stands alone
    fee         of a reference contract: the amount of its fee and what that buys (None: as the file says)
    """

    id: str
    layers: Layers
    references: dict[str, str] = field(repr=False, compare=False)
    people: int | None = None
    budget_factor: float = 1.0
    block_fee: int = 0
    own: OwnRules | None = None
    place: tuple[int, float] = (0, 0.0)
    fee: FeeBought | None = None

    def __getstate__(self) -> dict[str, Any]:
        return {name: self.__dict__[name] for name in self.__dataclass_fields__}

    @cached_property
    def understood(self) -> Understood:
        """What the file says."""
        return understand(put_behind(self.layers))

    @property
    def raw(self) -> dict[str, Any]:
        """A copy of the composed tree, as written."""
        return deepcopy(self.layers.tree)

    @property
    def title(self) -> str:
        """The name, for readers."""
        return str(self.understood.document.about.title.value)

    @property
    def about(self) -> dict[str, str]:
        """Title, summary, country, years, status, theme, teaches, shows, as far as given."""
        table = self.understood.document.about
        words = ("title", "summary", "country", "years", "status", "theme", "teaches", "shows")
        return {word: str(leaf.value) for word in words if (leaf := getattr(table, word)) is not None}

    @property
    def case_notes(self) -> CaseNotes:
        """What the file says of its case beside its numbers."""
        return case_notes(self.understood.document.about)

    @property
    def variants(self) -> tuple[str, ...]:
        """Ids of the variants of the file."""
        return variants_of(self.layers)

    @property
    def variant_titles(self) -> dict[str, str]:
        """Title of each variant."""
        return {name: str(row.get("title", name)) for name, row in self.layers.tree.get("variants", {}).items() if isinstance(row, dict)}

    def variant(self, name: str) -> "Scenario":
        """The scenario with one of its variants laid over it."""
        return validated(self.laid(name))

    def laid(self, name: str) -> "Scenario":
        """The same, not looked through for mistakes: for a library that is known to be sound."""
        layers, problems = with_variant(self.layers, name)
        if problems:
            raise InputError(problems)
        return replace(self, id=f"{self.id.partition(':')[0]}:{name}", layers=layers)

    @property
    def agreed(self) -> Contract:
        """The contract alone, at central values."""
        return self._contract(self._at(at_point(-1)))

    def replace(self, settings: Sets) -> "Scenario":
        """The scenario with values set by dotted path: `replace({"contract.metric": "job_on_day_90"})`."""
        return validated(replace(self, layers=with_sets(self.layers, settings)))

    def with_fee(self, fee: FeeBought) -> "Scenario":
        """The scenario with another amount of its fee, and what that buys. What the file says is understood once for all amounts."""
        return replace(self, fee=fee).like(self)

    def like(self, other: "Scenario") -> "Scenario":
        """The scenario itself; it takes over what another of the same tree has understood already."""
        if self.layers is other.layers:
            self.__dict__["understood"], self.__dict__["_rows"] = other.understood, other._rows
            if (self.people, self.budget_factor, self.block_fee) == (other.people, other.budget_factor, other.block_fee):  # no clock hangs on a fee
                self.__dict__["_longest"] = other._longest
        return self

    def scaled(self, people: int) -> "Scenario":
        """The scenario with so many eligible people, and everything that hangs on their number scaled with it."""
        changed = replace(self, people=people)
        changed.case()
        return changed

    def with_budget_factor(self, factor: float) -> "Scenario":
        """All prices of outcome, activity, rate card and milestone terms times a factor."""
        if not 0 <= factor < 1e6:
            raise UsageError(f"a budget factor is 0 or more; found {factor}")
        return replace(self, budget_factor=factor)

    def with_rules(self, own: OwnRules) -> "Scenario":
        """The scenario with rules of one's own; a file's only rule is followed by all providers where the scenario names no own rule."""
        changed = replace(self, own=own)
        told = self.understood.document.behaviour
        named = [] if told is None or told.providers is None else [told.providers, *getattr(told.providers, "values", tuple)()]
        if own.objects or any(str(getattr(one, "value", "")).startswith(OWN) for one in named):
            return changed
        if len(own.names) > 1:
            raise UsageError(f"{own.file} has the rules {', '.join(own.names)}; say which: --set behaviour.providers={OWN}{own.names[0]}")
        return changed.replace({"behaviour.providers": OWN + own.names[0]})

    def with_block_fee(self, minor_per_month: int) -> "Scenario":
        """A fee that the payers pay the providers each month beside the terms, in minor units."""
        return replace(self, block_fee=minor_per_month)

    def in_place(self, number: int, alike: float) -> "Scenario":
        """The scenario as contract `number` (from 1) of a portfolio: people of its own luck, common shocks correlated with those of other places."""
        return replace(self, place=(number, alike))

    @property
    def scale(self) -> float:
        """How many times larger than the file a run is."""
        return 1.0 if self._size is None else self._size / int(self.understood.document.people.eligible.value)

    @property
    def _size(self) -> int | None:
        """Eligible people of a run, when they are not those of the file."""
        run, eligible = self.understood.document.run, int(self.understood.document.people.eligible.value)
        size = self.people if self.people is not None or run is None or run.people is None else int(run.people.value)
        return None if size == eligible else size

    @property
    def runs(self) -> int:
        """Runs that a command makes unless it is told otherwise."""
        run = self.understood.document.run
        return 200 if run is None or run.runs is None else int(run.runs.value)

    @property
    def seed(self) -> int:
        """First seed unless a command is told otherwise."""
        run = self.understood.document.run
        return 1 if run is None or run.seed is None else int(run.seed.value)

    def case(self, point: int = -1, months: int | None = None, follow_up: int | None = None) -> Case:
        """Everything a run needs beside its seed, at a parameter point (-1: central values)."""
        run = self.understood.document.run
        if run is not None and run.uncertainty is not None and run.uncertainty.value == "central":
            point = -1
        follow_up = self.follow_up if follow_up is None else follow_up
        months = max(self.default_months, self._latest_start + follow_up) if months is None else months
        if months > MAX_MONTHS:
            raise UsageError(f"a run of {months} months is longer than {MAX_MONTHS}; shorten the contract, its windows or run.months")
        at = self._at(at_point(point))
        people, agreed = population(at), self._contract(at)
        rules = with_form(profile(at, agreed.providers), point)
        if self.place[0]:
            people = replace(people, place=self.place[0], places_alike=self.place[1])
        if self.scale != 1.0:
            people = scaled_people(people, self.scale)
        switches = mechanisms(at)
        return Case(
            id=self.id,
            title=self.title,
            fingerprint=self.fingerprint,
            point=point,
            sentences=contract_sentences(agreed, people)
            + people_sentences(people, switches)
            + providers_sentences(agreed, rules, switches)
            + around_sentences(agreed, rules.around, switches),
            people=people,
            contract=agreed,
            profile=rules,
            mechanisms=switches,
            months=months,
            follow_up=follow_up,
            own=self.own,
        )

    def _at(self, take: At) -> Resolved:
        understood = self.understood
        groups = groups_of(understood) or (ALL,)
        document = resolved(understood.document, take, groups)
        return Resolved(document, resolved(understood.shared, take, groups, "behaviour"), understood.currency, groups)

    def _contract(self, at: Resolved) -> Contract:
        table = self.understood.document.providers
        spreads = {name: row.productivity.spread for name, row in table.items() if row.productivity is not None}
        found = contract(at, spreads)
        if self.fee is not None:
            found = under_fee(found, self.fee)
        if self.budget_factor != 1.0:
            found = repriced(found, self.budget_factor)
        if self.scale != 1.0:
            found = scaled_contract(found, self.scale)
        found = prepared(found, at, self.scale)
        return with_fee(found, self.block_fee) if self.block_fee else found

    @cached_property
    def _longest(self) -> tuple[int, int, int]:
        """(latest month of enrolment, follow-up, months), taken at the upper ends of all ranges, so that they hold at every point."""
        at = self._at(at_top)
        found, run = self._contract(at), at.document.run
        enrolment = population(at).latest_start
        follow_up = run.follow_up.months if run is not None and run.follow_up is not None else clock.follow_up_of(found)
        months = run.months if run is not None and run.months is not None else clock.months_of(found, enrolment, follow_up)
        return enrolment, follow_up, months

    @property
    def _latest_start(self) -> int:
        return self._longest[0]

    @property
    def follow_up(self) -> int:
        """Months over which effects are counted, unless a comparison asks for more."""
        return self._longest[1]

    @property
    def default_months(self) -> int:
        """Months that a run lasts, unless a comparison asks for more."""
        return self._longest[2]

    @cached_property
    def fingerprint(self) -> str:
        """Identity of everything that can change a run (16 hex digits)."""
        own = () if self.own is None else (self.own.digest,)
        place = self.place if self.place[0] else ()
        fee = () if self.fee is None else (self.fee,)
        beside = (self._size, self.budget_factor, self.block_fee, self.default_months, self.follow_up, *own, *place, *fee)
        return fingerprint(self._rows, beside)

    @cached_property
    def _rows(self) -> str:
        return canonical_rows(self.understood)

    @cached_property
    def leaves(self) -> tuple[ValueRow, ...]:
        """Every number with its range, unit, source and place."""
        prior = self.understood.shared.belief_prior
        idle = at_rest(self.case(), str(prior.value if isinstance(prior, Sourced) else prior), said_in(self.understood.document))
        return value_rows(self.understood, idle)

    @cached_property
    def warnings(self) -> list[Problem]:
        """What is legal and odd."""
        case = self.case()
        return warnings(self.understood, case.contract, case.people)

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """What a reader would not see."""
        found = list(notes(self.understood, self.agreed, self.leaves))
        form = self.understood.shared.motivation_form
        found += form_in_words(str(form.value if isinstance(form, Sourced) else form))
        found += apart_in_words(self.case())
        if self.scale != 1.0:
            ratio = f"1:{1 / self.scale:.3g}" if self.scale < 1 else f"{self.scale:.3g}:1"
            found.append(f"scaled {ratio}; payment risk is {'larger' if self.scale < 1 else 'smaller'} than in the contract")
        return tuple(found)

    def sentences(self) -> tuple[str, ...]:
        """The contract in plain words, one sentence a clause."""
        return self.case().sentences

    def told(self) -> tuple[Told, ...]:
        """The contract clause by clause: what each says, and what it may cause."""
        case = self.case()
        beside = people_told(case.people, case.mechanisms) + providers_told(case.contract, case.profile, case.mechanisms)
        beside += around_told(case.contract, case.profile.around, case.mechanisms)
        return contract_told(case.contract, case.people) + beside

    def who_pays_whom(self) -> list[tuple[str, str, str]]:
        """(from, to, for what) of every flow of money that was agreed, in words."""
        case = self.case()
        return who_pays_whom(case.contract, case.people)

    def toml(self) -> str:
        """The composed scenario as a file of its own."""
        if self.fee is None:
            return to_toml(self.layers.tree)
        contract = self.agreed
        per = {provider.id: provider.overhead.per for provider in contract.providers if provider.overhead is not None}
        settings = as_settings(self.fee, self.layers.get(("providers",)), contract.currency, per)
        return to_toml(with_sets(self.layers, settings).tree)


def validated(scenario: Scenario) -> Scenario:
    """The scenario itself, or all its problems at once."""
    problems = problems_in(scenario.understood, scenario.references)
    if problems:
        raise InputError(problems)
    return scenario


def id_of(stem: str) -> str:
    """An id from the name of a file, whatever it is called."""
    return re.sub(r"[^A-Za-z0-9_]+", "_", stem).strip("_")[:60] or "scenario"
