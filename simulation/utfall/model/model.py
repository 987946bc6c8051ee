"""ContractModel: one run of one case, month by month, as a Mesa model."""

from collections.abc import Mapping
from functools import cached_property

import mesa
import numpy as np
from numpy.typing import NDArray

from utfall.base.draws import Purpose, normals
from utfall.base.errors import UsageError
from utfall.base.quantities import WORKER_HOURS
from utfall.behaviour.decisions import ProviderRule
from utfall.behaviour.shut import all_open
from utfall.behaviour.valuation.classes import classify
from utfall.behaviour.valuation.problem import task_columns
from utfall.contract.metrics.after_service import from_end_of_service
from utfall.contract.terms.clauses import attachment_clauses, block_clauses, person_clauses
from utfall.contract.terms.cohort_clauses import cohort_clauses
from utfall.contract.terms.dated_clauses import dated_clauses
from utfall.contract.terms.term_clauses import term_clauses
from utfall.contract.terms.tournament import Tournament
from utfall.model.around.steering import with_reports
from utfall.model.around.surroundings import Around
from utfall.model.finished.series import Collector
from utfall.model.finished.watch import Watch
from utfall.model.foresight.expectations import Expectations
from utfall.model.foresight.foreseen import NOTHING
from utfall.model.foresight.least import with_minimums
from utfall.model.foresight.looked_at import looked_at, tasks_looked_at
from utfall.model.foresight.outlook import Outlooks, believed_social_value, classes_of, motives_of
from utfall.model.foresight.planned import service_months
from utfall.model.foresight.renewal import with_renewal
from utfall.model.main import main_of, main_outcome
from utfall.model.measuring.banking import make_bank
from utfall.model.measuring.baskets import BasketMeter
from utfall.model.measuring.comparing import Comparing, compared_by_lot
from utfall.model.measuring.counted import counted_from_referral
from utfall.model.measuring.measuring_costs import measuring_costs
from utfall.model.measuring.metering import NO_EMISSION, Emission, Month
from utfall.model.measuring.meters import make_meters
from utfall.model.parties.areas import Areas, area_names
from utfall.model.parties.believing import Believing
from utfall.model.parties.books import Books
from utfall.model.parties.casebook import Casebook, need_signals
from utfall.model.parties.endings import endings_of
from utfall.model.parties.entry import Entry
from utfall.model.parties.expected_service import expect_service, turnover_of
from utfall.model.parties.learners import Learners
from utfall.model.parties.objective import Objective
from utfall.model.parties.offices import offices
from utfall.model.parties.organisations import InvestorAgent, PayerAgent, ProviderAgent
from utfall.model.parties.places import places_of
from utfall.model.parties.ratings import Ratings
from utfall.model.parties.referral import Referrals
from utfall.model.parties.retender import Retenders
from utfall.model.parties.reviews import renews, reviews_of
from utfall.model.parties.rosters import Rosters
from utfall.model.parties.rules import rule_of
from utfall.model.parties.sending import choose_whom_to_send, let_commissioner_choose
from utfall.model.parties.staff import Staff
from utfall.model.parties.stages import Stages
from utfall.model.parties.tender import award, awarded, take_award
from utfall.model.paying.accounts import Clauses, open_accounts, start_fee
from utfall.model.paying.auditing import Audits
from utfall.model.paying.claims import first_due
from utfall.model.paying.cohorts import cohort_calendar
from utfall.model.paying.holding import holding
from utfall.model.paying.settlement import Settlement
from utfall.model.paying.severity import severity_of
from utfall.model.phases import MONTH
from utfall.model.phases.adapt import felt_control
from utfall.people.make import make_population
from utfall.people.truth import Successes
from utfall.scenario import Scenario, load
from utfall.scenario.case import Case

Ids = NDArray[np.int32]


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
        self.casebook, self.stages, self.shut = Casebook(case, self.people, self.tasks, classes), Stages(case.people.tasks), all_open()
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
        self.meters_from_referral = [(meter, counted_from_referral(self, meter)) for meter in at_referral]
        at_start = [meter for meter in self.meters if not from_end_of_service(meter.metric)]
        self.meters_from_enrolment = [meter for meter in at_start if meter.metric.among in {"enrolled", "completed"}]
        self.cohorts_due = cohort_calendar(self)
        self.cohort_members: dict[tuple[str, int], NDArray[np.int64]] = {}

    def _make_organisations(self, seed: int, rules: Mapping[str, ProviderRule], expectations: Expectations | None) -> None:
        contract, profile = self.case.contract, self.case.profile
        self.foreseen = NOTHING if expectations is None else expectations.foreseen
        self.books = Books(contract.providers)
        self.reserves = self.settlement.reserves
        self.payers = [PayerAgent(self, payer) for payer in contract.payers]
        self.investors = [InvestorAgent(self, investor) for investor in contract.investors]
        self.providers: list[ProviderAgent] = []
        luck = normals(seed, int(Purpose.PRODUCTIVITY), 0, 0, len(contract.providers))
        self.looked_ahead = with_reports(with_minimums(with_renewal(self.case, expectations) if renews(self) else self.case, expectations))
        for number, provider in enumerate(contract.providers):
            rule = rules.get(provider.id) or rules.get("*") or rule_of(self.case, provider.id)
            motives = motives_of(rule, profile)
            weights = self.settlement.by_weight
            outlook = self.outlooks.of(self.looked_ahead, provider, self.foreseen, motives, weights) if rule.needs_outlook else None
            agent = ProviderAgent(self, number, provider, rule, outlook)
            self.books.worth[number] = motives.mission_weight * believed_social_value(self.case)
            agent.productivity *= float(np.exp(provider.productivity_spread * luck[number]))
            self.providers.append(agent)
        self.productivity = np.array([provider.productivity for provider in self.providers])
        self.worker_month = WORKER_HOURS * float(np.mean([provider.wage for provider in self.providers]))
        self.integrity_luck = normals(seed, int(Purpose.INTEGRITY_PROVIDER), 0, 0, len(self.providers))
        self.monthly_overhead = bool(self.books.beside[1].any())
        self.start_fee = [start_fee(contract, self.clauses, provider.declared.id) for provider in self.providers]
        everybody = len(self.people)
        self.places = np.array([everybody if places_of(contract, p) is None else places_of(contract, p) for p in contract.providers], dtype=np.int64)
        self.offices, self.alone = offices(self.providers)
        self.bank, self.lone_meters, self.capped_columns = make_bank(self)
        self.stakes = [0.0] * len(self.providers)
        self.signed = True
        self.expected = expectations
        self.learners = Learners(self)
        self.declined: tuple[str, ...] = ()
        self.around = Around(self)
        if expectations is not None:
            expectations.apply(self)
        self.felt_control = felt_control(self)
        take_award(self)
        self.reviews = reviews_of(self, expectations)
        self.entry = Entry() if contract.competition.entry else None
        again = contract.competition.retender
        self.retenders = None if again is None else Retenders(again, len(self.providers))
        self.endings = endings_of(self)

    def _make_room(self) -> None:
        people, months, tasks = len(self.people), self.case.months, len(self.case.people.tasks)
        contract = self.case.contract
        self.rosters = Rosters(self.people.group, len(contract.groups), len(self.providers))
        weights = self.settlement.provider_weight
        self.provider_share = weights / weights.sum()
        self.referrals = Referrals(people, weights, self.seed_number, Areas(contract, people, self.seed_number) if area_names(contract) else None)
        self.works = np.array([provider.works for provider in self.providers])
        expect_service(self)
        self.turnover = turnover_of(self)
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
        self.penalties: list[tuple[int, str, int]] = []
        self.units_alone: dict[tuple[int, str], NDArray[np.float64]] = {}
        self.clocks: dict[tuple[str, bool], NDArray[np.int32]] = {}
        self.truths: dict[tuple[int, str, tuple[int, int] | None], Successes] = {}
        self.kept_capability = np.zeros_like(self.people.capability)
        self.watch = Watch(self)
        self.hours_by_task, self.hours_this_month = np.zeros(tasks), np.zeros(tasks)
        self.hours_rows = np.zeros((months, tasks))
        self.rows = {name: np.zeros(months) for name in ("served", "motivation")}
        if self.reviews is not None:
            self.reviews.weigh(self)


def _as_case(scenario: Case | Scenario | str) -> Case:
    if isinstance(scenario, Case):
        return scenario
    return (load(scenario) if isinstance(scenario, str) else scenario).case()
