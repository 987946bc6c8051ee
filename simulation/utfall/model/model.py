"""ContractModel: one run of one case, month by month, as a Mesa model."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

import mesa
import numpy as np
from numpy.typing import NDArray

from utfall.base.automata import PayStream
from utfall.base.draws import Purpose, normals
from utfall.base.errors import UsageError
from utfall.base.responses import responses
from utfall.behaviour.decisions import ProviderRule
from utfall.behaviour.hours import PAY
from utfall.behaviour.valuation.classes import classify
from utfall.behaviour.valuation.events import flags
from utfall.behaviour.valuation.problem import task_columns
from utfall.behaviour.valuation.product import capped_rows
from utfall.contract.lookahead import reach
from utfall.contract.metrics.activity_level import agreed_units
from utfall.contract.metrics.basket import known_in, parts_of
from utfall.contract.metrics.declarations import Activity, Metric
from utfall.contract.terms.clauses import attachment_clauses, block_clauses, person_clauses
from utfall.contract.terms.cohort_clauses import CohortRule, SteppedClause, cohort_clauses
from utfall.contract.terms.dated_clauses import dated_clauses
from utfall.contract.terms.term_clauses import term_clauses
from utfall.contract.terms.tournament import Tournament
from utfall.model.around.steering import reported, with_reports
from utfall.model.around.surroundings import Around
from utfall.model.finished.series import Collector
from utfall.model.finished.watch import Watch
from utfall.model.foresight.expectations import Expectations
from utfall.model.foresight.foreseen import NOTHING
from utfall.model.foresight.looked_at import looked_at, tasks_looked_at
from utfall.model.foresight.outlook import Outlooks, believed_social_value, classes_of, motives_of
from utfall.model.foresight.planned import service_months
from utfall.model.foresight.renewal import RENEWAL, metric_shown, with_renewal
from utfall.model.main import main_of, main_outcome
from utfall.model.measuring.bank import Bank, padded
from utfall.model.measuring.baskets import BasketMeter, piece_of
from utfall.model.measuring.cohort_measured import Measured
from utfall.model.measuring.comparing import Comparing, compared_by_lot
from utfall.model.measuring.evaluation import reported_estimate
from utfall.model.measuring.event_metering import share_marks
from utfall.model.measuring.measuring_costs import measuring_costs
from utfall.model.measuring.metering import NEVER, NO_EMISSION, Emission, Meter, Month, StateMeter
from utfall.model.measuring.meters import make_meters
from utfall.model.parties.areas import Areas, area_names
from utfall.model.parties.believing import Believing
from utfall.model.parties.books import Books
from utfall.model.parties.casebook import Casebook, need_signals
from utfall.model.parties.entry import Entry
from utfall.model.parties.learners import Learners
from utfall.model.parties.objective import Objective
from utfall.model.parties.offices import offices
from utfall.model.parties.organisations import InvestorAgent, PayerAgent, ProviderAgent
from utfall.model.parties.places import places_of
from utfall.model.parties.ratings import Ratings
from utfall.model.parties.referral import Referrals
from utfall.model.parties.reviews import renews, reviews_of
from utfall.model.parties.rosters import Rosters
from utfall.model.parties.rules import rule_of
from utfall.model.parties.sending import choose_whom_to_send, let_commissioner_choose
from utfall.model.parties.staff import Staff
from utfall.model.parties.tender import NO_TENDER, award, awarded
from utfall.model.paying.accounts import Clauses, open_accounts
from utfall.model.paying.auditing import Audits
from utfall.model.paying.claims import first_due
from utfall.model.paying.holding import holding
from utfall.model.paying.settlement import Settlement
from utfall.model.paying.severity import severity_of
from utfall.model.phases import MONTH
from utfall.people.continuity import Workers
from utfall.people.make import make_population
from utfall.people.truth import Successes
from utfall.scenario import Scenario, load
from utfall.scenario.case import Case

Ids = NDArray[np.int32]
WORKER_HOURS = 160.0


class ContractModel(mesa.Model):
    """One contract, one population, one seed.

    Organisations are Mesa agents (`providers`, `payers`, `investors` are AgentSets' members); people are columns (`people`), one record
    each as `people[i]`. `step()` lives one month: the phases of `MONTH`, in order. `running` is False after the last month.
    """

    def __init__(
        self,
        scenario: Case | Scenario | str,
        seed: int = 1,
        *,
        outlooks: Outlooks | None = None,
        expectations: Expectations | None = None,
        rules: Mapping[str, ProviderRule] | None = None,
    ) -> None:
        """Make the run ready for its first month.

        scenario      a case, or a scenario or its name (then at central values, all months)
        outlooks      value tables shared between runs; expectations: the case's one Forecast (stakes, risk, signing)
        rules         provider id (or "*" for all) -> a rule of one's own
        """
        super().__init__(rng=seed)
        if not 0 <= seed < 2**32:
            raise UsageError(f"a seed is a whole number from 0 to {2**32 - 1}; found {seed}")
        self.case = _as_case(scenario)
        self.award = award(self.case, seed, expectations)
        self.case = awarded(self.case, self.award)
        self.run_seed = seed
        self.month = 0
        self._make_people(seed)
        self.seed_number = seed = self.people.seed
        self.outlooks = outlooks or Outlooks()
        self._make_contract(seed)
        self._make_organisations(seed, rules or {}, expectations)
        self._make_room()

    def step(self) -> None:
        """Live one month."""
        if self.month >= self.case.months:
            self.running = False
            return
        self.month += 1
        for phase in MONTH:
            phase(self)
        self.running = self.month < self.case.months

    def run(self) -> "ContractModel":
        """Live all months that are left, past Mesa's own bookkeeping."""
        while self.month < self.case.months:
            self.month += 1
            for phase in MONTH:
                phase(self)
        self.running = False
        return self

    @property
    def datacollector(self) -> Collector:
        """The series so far, as Mesa users expect them."""
        return Collector(self)

    @cached_property
    def ones(self) -> NDArray[np.float64]:
        """(N,) ones, shared by the facts of all metrics that count successes."""
        return np.ones(len(self.people))

    @cached_property
    def selection_luck(self) -> NDArray[np.float64]:
        """(N,) a standard normal a person, luck of selection; drawn when somebody first chooses."""
        luck: NDArray[np.float64] = normals(self.seed_number, int(Purpose.SELECTION), 0, 0, len(self.people))
        return luck

    def counted_from_referral(self, meter: Meter) -> NDArray[np.bool_]:
        """(N,) whose clock starts at referral: who is counted by `among`, and the control group of a comparison by lot."""
        people = self.people
        if meter.metric.among == "eligible":
            return np.ones(len(people), dtype=bool)
        return (people.offered if meter.metric.among == "offered" else np.zeros(len(people), dtype=bool)) | people.control

    def settle_cohort(self, due: tuple[CohortRule, int, int, int]) -> None:
        """Measure one cohort (persons first referred in months low .. high) against its comparison, and pay what is due."""
        clause, number, low, high = due
        case = self.case
        if self.reviews is not None:
            clause, case = self.reviews.targets.now(clause), replace(case, contract=self.settlement.contract)
        people = self.people
        first, end = int(people.started[low - 1]), int(people.started[min(high, people.months)])  # numbered as they are referred
        treated = np.flatnonzero(self.counted(clause.metric)[first:end]) + first
        last = number == max(self.case.people.cohorts, 1) - 1
        agreed = None
        if isinstance(clause, SteppedClause) and isinstance(clause.metric, Activity) and clause.metric.agreed is not None:
            agreed = agreed_units(clause.metric, people.group[treated], people.columns.served_months[treated])
        by = people.provider[treated]
        served = np.bincount(by[by >= 0], minlength=len(self.providers))
        of = Measured(number, self.comparing.recorded(clause.metric, treated, (low, high)), served, last, agreed)
        self.settlement.cohort(self.month, clause, of, reported_estimate(case, clause, of))
        if clause.metric.id in self.measuring_costs:
            self.measuring_costs[clause.metric.id].others(self, self.comparing.sizes(clause.metric))
        self.cohort_members[clause.id, number] = treated

    def counted(self, metric: Metric) -> NDArray[np.bool_]:
        """(N,) whom a metric counts; `completed` are those served to the end."""
        people = self.people
        if metric.among == "eligible":
            found = np.ones(len(people), dtype=bool)
        elif metric.among == "offered":
            found = people.offered
        else:
            enrolled = people.enrol_month > 0
            found = enrolled if metric.among == "enrolled" else enrolled & ~people.dropped
        return found if metric.groups is None else found & self.in_groups(metric, people.group)

    def in_groups(self, metric: Metric, group: NDArray[np.int16]) -> NDArray[np.bool_]:
        """Which persons, whose pay groups are `group` (n,), are in a pay group that the metric counts."""
        ids = self.case.contract.groups
        return np.array([metric.groups is None or id_ in metric.groups for id_ in ids], dtype=bool)[group]

    def clock(self, metric: Metric) -> NDArray[np.int32]:
        """(N,) contract month of a metric's person-month 1 so far (0: not started)."""
        start = self.meters[self.by_metric[metric.id]].start
        return np.where(start < NEVER, start, 0)

    def paid_capabilities(self) -> set[int]:
        """Numbers of the capabilities that some paid metric counts: a score's own, those that help a paid state, those that a paid task builds."""
        people, found = self.case.people, set()
        large = (*self.clauses.cohorts, *self.clauses.dated, *self.clauses.tournaments)
        paid = [clause.metric for clause in self.clauses.persons] + [clause.metric for clause in large if clause.metric is not None]
        metrics = [part for metric in paid for part in parts_of(metric, self.case.contract)]
        for metric in metrics:
            outcome = getattr(metric, "outcome", None)
            found |= {score.capability for score in people.scores if score.id == outcome}
            counted = [law for law in people.outcomes if law.id == outcome or (outcome is None and metric.unit == "money")]
            if isinstance(metric, Activity):
                found |= {j for j, b in enumerate(people.tasks[self.case.contract.tasks.index(metric.task)].builds) if b > 0}
            found |= {j for law in counted for j, (on, off) in enumerate(zip(law.helps_entry, law.helps_exit, strict=True)) if on or off}
        return found

    def _make_people(self, seed: int) -> None:
        case = self.case
        self.people = make_population(case.people, seed, case.months, case.luck, case.mechanisms)
        if self.people.wide is not None:
            self.people.wide.counted = case.follow_up
        self.outcome, self.main, self.seen_outcome = main_outcome(case), main_of(case), looked_at(case)
        self.lots = self.people.place_in_line
        self.ratings, self.audits = Ratings(len(case.contract.providers)), Audits(self)
        choose_whom_to_send(self)
        self.service_months = service_months(case)
        scores = tuple(score.capability for score in case.people.scores)
        self.tasks = task_columns(tasks_looked_at(case), self.seen_outcome, scores, case.profile.belief_in_own_effect)
        self.builds = self.tasks.builds.max(axis=1) > 0.0
        service = case.contract.service
        refusable = service.who_selects == "provider" or service.may_refuse
        signals = need_signals(self.people, seed, case.profile.screening_accuracy, may_be_refused=refusable)
        classes = classify([classes_of(case, number) for number in range(len(case.people.groups))], self.people.group, signals)
        self.casebook = Casebook(case, self.people, self.tasks, classes)
        let_commissioner_choose(self)

    def _make_contract(self, seed: int) -> None:
        contract, people = self.case.contract, len(self.people)
        self.clauses = Clauses(
            person_clauses(contract),
            attachment_clauses(contract),
            block_clauses(contract),
            cohort_clauses(contract),
            dated_clauses(contract),
            term_clauses(contract, Tournament),
        )
        self.accounts = open_accounts(contract, self.clauses)
        self.settlement = Settlement(contract, self.clauses, self.accounts, people)
        self.meters, self.clause_meters, self.by_metric, self.looking_back = make_meters(self.case, self.clauses, seed, self.outlooks)
        self.holding = holding(self, self.looking_back) if self.settlement.recourse.active else None
        groups = range(len(contract.groups))
        self.first_due = [np.array([first_due(meter.metric, group) for group in groups]) for meter in self.meters]
        self.baskets = tuple(meter for meter in self.meters if isinstance(meter, BasketMeter))
        self.comparing = Comparing(self)
        self.measuring_costs = measuring_costs(contract)
        self.severity = severity_of(self)
        self.recorded_group = self.people.group if self.severity is None else self.severity.group
        at_referral = [m for m in self.meters if m.metric.among in {"eligible", "offered"} or compared_by_lot(contract, m.metric)]
        self.meters_from_referral = [(meter, self.counted_from_referral(meter)) for meter in at_referral]
        self.meters_from_enrolment = [meter for meter in self.meters if meter.metric.among in {"enrolled", "completed"}]
        self.cohorts_due = self._cohort_calendar()
        self.cohort_members: dict[tuple[str, int], NDArray[np.int64]] = {}

    def _cohort_calendar(self) -> dict[int, list[tuple[CohortRule, int, int, int]]]:
        """Contract month -> cohorts that are measured then: the last window of the cohort has closed, and the lag has passed."""
        calendar: dict[int, list[tuple[CohortRule, int, int, int]]] = {}
        enrolment, cohorts = self.case.people.enrolment, max(self.case.people.cohorts, 1)
        for clause in self.clauses.cohorts:
            for k in range(cohorts):
                low, high = k * enrolment // cohorts + 1, (k + 1) * enrolment // cohorts
                month = known_in(clause.metric, self.case.contract, max(high, low))
                if isinstance(clause, SteppedClause) and isinstance(clause.metric, Activity):
                    month += self.service_months - 1  # known when the service of the last who starts has ended
                calendar.setdefault(min(month, self.case.months), []).append((clause, k, low, max(high, low)))
        return calendar

    def _make_organisations(self, seed: int, rules: Mapping[str, ProviderRule], expectations: Expectations | None) -> None:
        contract, profile = self.case.contract, self.case.profile
        self.foreseen = NOTHING if expectations is None else expectations.foreseen
        self.books = Books(contract.providers)
        self.reserves = np.array([provider.reserves.minor for provider in contract.providers], dtype=np.int64)
        self.payers = [PayerAgent(self, payer) for payer in contract.payers]
        self.investors = [InvestorAgent(self, investor) for investor in contract.investors]
        self.providers: list[ProviderAgent] = []
        luck = normals(seed, int(Purpose.PRODUCTIVITY), 0, 0, len(contract.providers))
        seen = with_reports(with_renewal(self.case, expectations) if renews(self) else self.case)
        for number, provider in enumerate(contract.providers):
            rule = rules.get(provider.id) or rules.get("*") or rule_of(self.case, provider.id)
            motives = motives_of(rule, profile)
            outlook = self.outlooks.of(seen, provider, self.foreseen, motives) if rule.needs_outlook else None
            agent = ProviderAgent(self, number, provider, rule, outlook)
            self.books.worth[number] = motives.mission_weight * believed_social_value(self.case)
            agent.productivity *= float(np.exp(provider.productivity_spread * luck[number]))
            self.providers.append(agent)
        self.productivity = np.array([provider.productivity for provider in self.providers])
        self.worker_month = WORKER_HOURS * float(np.mean([provider.wage for provider in self.providers]))
        self.integrity_luck = normals(seed, int(Purpose.INTEGRITY_PROVIDER), 0, 0, len(self.providers))
        self.monthly_overhead = bool(self.books.beside[1].any())
        self.start_fee = [self._start_fee(provider.declared.id) for provider in self.providers]
        everybody = len(self.people)
        self.places = np.array([everybody if places_of(contract, p) is None else places_of(contract, p) for p in contract.providers], dtype=np.int64)
        self.offices, self.alone = offices(self.providers)
        self._make_bank()
        self.stakes = [0.0] * len(self.providers)
        self.signed = True
        self.expected = expectations
        self.learners = Learners(self)
        self.declined: tuple[str, ...] = ()
        self.around = Around(self)
        if expectations is not None:
            expectations.apply(self)
        self._take_award()
        self.reviews = reviews_of(self, expectations)
        self.entry = Entry() if contract.competition.entry else None

    def _take_award(self) -> None:
        """The price that won the tender; where nobody bid within the prices written, nobody works."""
        if self.award is NO_TENDER:
            return
        if not np.isfinite(self.award.price):
            self.signed, self.declined = False, tuple(provider.declared.id for provider in self.providers)
            for provider in self.providers:
                provider.signed = False
            return
        self.settlement.prices = self.award.price
        self.books.means[:, PAY] *= self.award.price

    def _start_fee(self, provider: str) -> NDArray[np.float64]:
        """(groups,) minor units that a start brings a provider."""
        fee = np.zeros(len(self.case.contract.groups))
        for clause in self.clauses.attachments:
            share = 1.0 if clause.subcontract else reach(clause, self.case.contract, provider)
            fee += np.where(clause.groups, clause.fee_minor, 0) * share
        return fee

    def _make_bank(self) -> None:
        """Meters that run together, and the recorded progress that the value tables read: all providers look at the same rows."""
        banked = [meter for meter in self.meters if isinstance(meter, StateMeter) and len(meter.parts) == 1]
        self.lone_meters = [meter for meter in self.meters if meter not in banked]
        self.all_plain = not self.lone_meters and all(meter.plain for meter in banked)
        outlook = next((provider.outlook for provider in self.providers if provider.outlook is not None), None)
        streams = () if outlook is None else outlook.tables[0].problem.streams
        capped, marks = capped_rows(streams), flags(streams)
        lanes = {meter.number: lane for lane, meter in enumerate(banked)}
        rows, parts = self._rows_of_streams(streams, lanes)
        first_cap = len(lanes) + len(parts)
        tables = self.outlooks.kept(self.case, "lanes", lambda: padded(banked))
        kinds = [(meter.metric.among, any(meter is other for other, _ in self.meters_from_referral)) for meter in banked]
        clocks = [kinds.index(kind) for kind in kinds]
        self.bank = Bank(
            banked, tables, [sorted(set(clocks)).index(clock) for clock in clocks], (len(self.people), len(parts) + len(capped) + len(marks))
        )
        for column, (number, part) in enumerate(parts, start=len(lanes)):
            self.meters[number].share_progress(part, self.bank.progress[column])
        for column, outcome in enumerate(marks, start=first_cap + len(capped)):
            share_marks(self, streams, outcome, self.bank.progress[column])
        self.casebook.rows = np.array([*rows, *range(first_cap, first_cap + len(capped) + len(marks))], dtype=np.int64)
        self.casebook.progress = self.bank.progress
        self.capped_columns = tuple((stream.clause, stream.cap, first_cap + number) for number, stream in enumerate(capped))

    def _rows_of_streams(self, streams: tuple[PayStream, ...], lanes: dict[int, int]) -> tuple[list[int], list[tuple[int, int]]]:
        """Row of progress behind each stream that has an automaton, and (meter, part) of the rows that follow those of the lanes."""
        by_clause = {clause.id: number for clause, number in self.clause_meters}
        large = (*self.clauses.cohorts, *self.clauses.dated, *self.clauses.tournaments)
        by_clause |= {clause.id: self.by_metric[clause.metric.id] for clause in large if clause.metric is not None} | self.looking_back
        first = metric_shown(self.case)
        by_clause |= {} if first is None else {RENEWAL: self.by_metric[first.id]}
        by_clause |= {id_: self.by_metric[metric] for id_, metric in reported(self.case).items()}
        parts: dict[tuple[int, int], int] = {}
        rows, seen = [], dict.fromkeys(by_clause, 0)
        for stream in streams:
            if stream.automaton is not None:
                key = piece_of(self, by_clause[stream.clause], seen[stream.clause])
                number = key[0]
                rows.append(lanes[number] if number in lanes else len(lanes) + parts.setdefault(key, len(parts)))
                seen[stream.clause] += 1
        return rows, list(parts)

    def _make_room(self) -> None:
        people, months, tasks = len(self.people), self.case.months, len(self.case.people.tasks)
        contract = self.case.contract
        self.rosters = Rosters(people, len(self.providers))
        weights = self.settlement.provider_weight
        self.provider_share = weights / weights.sum()
        self.referrals = Referrals(people, weights, self.seed_number, Areas(contract, people, self.seed_number) if area_names(contract) else None)
        self.works = np.array([provider.works for provider in self.providers])
        self._make_expected_service()
        self.staff = Staff(self)
        self.believing = Believing(self)
        self.objective = Objective(self, () if self.expected is None else self.expected.providers)
        self.until = np.zeros(people, np.int32)
        self.referred, self.choice = np.zeros(people, dtype=bool), np.zeros(people, dtype=bool)
        self.sent = self.sent_to = self.newcomers = np.empty(0, np.int32)
        self.no_hours = np.zeros((tasks, 0))
        self.hours = self.effects = self.no_hours
        self.costs = np.zeros(len(self.providers), np.int64)
        self.least_hours = 0.0 if contract.service.minimum_hours is None else contract.service.minimum_hours.monthly
        self.units = np.zeros(people)
        self.true_emissions: list[Emission | None] = [None] * len(self.meters)
        self.emissions: list[Emission] = [NO_EMISSION] * len(self.meters)
        self.measured_month: Month
        self.entries_checked = 0
        self.felt_control: NDArray[np.float64] | None = None
        self.penalties: list[tuple[int, str, int]] = []
        self.units_alone: dict[tuple[int, str], NDArray[np.float64]] = {}
        self.clocks: dict[tuple[str, bool], NDArray[np.int32]] = {}
        self.truths: dict[tuple[int, str], Successes] = {}
        self.kept_capability = np.zeros_like(self.people.capability)
        self.watch = Watch(self)
        self.hours_by_task, self.hours_this_month = np.zeros(tasks), np.zeros(tasks)
        self.hours_rows = np.zeros((months, tasks))
        self.rows = {name: np.zeros(months) for name in ("served", "motivation")}
        if self.reviews is not None:
            self.reviews.weigh(self)

    def _make_expected_service(self) -> None:
        """Who works with whom, where workers leave, and what service people expect, where they decide.

        `turnover` (P,) is read each month, and whoever decides on staff may write it.
        """
        wide = self.people.wide
        if wide is not None and wide.participants is not None:
            shares = self.books.plans / np.maximum(self.books.plans.sum(axis=1, keepdims=True), 1e-12)
            planned = (self.books.staff / self.books.planned)[:, None] * shares
            hours = np.ascontiguousarray(planned.mean(axis=0)[:, None])
            wide.participants.plan(responses(hours, self.tasks.eta, self.tasks.quadratic)[:, 0])
        law = self.case.people.continuity
        self.turnover = np.zeros(len(self.providers)) if law is None else np.full(len(self.providers), law.leaves)
        if law is not None and wide is not None and self.case.mechanisms.turnover:
            workers = np.maximum(np.rint(self.books.staff / WORKER_HOURS), 1.0).astype(np.int64)
            wide.workers = Workers(law, self.turnover, workers, len(self.people), self.case.months)


def _as_case(scenario: Case | Scenario | str) -> Case:
    if isinstance(scenario, Case):
        return scenario
    return (load(scenario) if isinstance(scenario, str) else scenario).case()
