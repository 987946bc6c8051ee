"""What runs say of the claims of the sources: pairs of small runs, one line an arm. docs/claims.md tells what came out.

Usage: python experiments/claims.py [ID ...]      (all of them take a few minutes; 20 seeds, central values, few people)
"""

import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from utfall.experiment.api import How, compare
from utfall.results.frames import VariantResult
from utfall.scenario import Scenario, load

SEEDS = 20
PREPARED = {"mechanisms.preparation": True}


@dataclass(frozen=True)
class Arm:
    """A contract of a pair: a name of the library, and what is set in it."""

    scenario: str
    title: str
    settings: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Pair:
    """Arms that show a claim; people: size of the run (0: as the file says)."""

    id: str
    looks_at: tuple[str, ...]
    arms: tuple[Arm, ...]
    people: int = 0


def vary(scenario: str, **named: dict[str, object]) -> tuple[Arm, ...]:
    """Arms of one contract by title."""
    return tuple(Arm(scenario, title.replace("_", " "), settings) for title, settings in named.items())


def named(*scenarios: str) -> tuple[Arm, ...]:
    """Contracts of the library as they are."""
    return tuple(Arm(scenario, scenario) for scenario in scenarios)


EFFECT = ("true_effect_eligible", "caused_at_12")
LEARNING = {"mechanisms.learning": True}
CUT_OFF = {"people.enrolment": "12 months", "contract.service.lasts": "12 months", "contract.length": "14 months", "mechanisms.aftermath": True}
REWEIGH = {"every": "6 months", "rule": "reweigh", "step": "50 %", "held_against": "month_9", "weights": {"job_on_day_90": "100 %", "month_9": "0 %"}}
MONTH_9 = {
    "contract.metrics.month_9": {"kind": "state_at", "title": "a job at month 9", "outcome": "work", "after_enrolment": "9 months"},
    "contract.terms.price_list.prices.month_9": "EUR 3 000 per person",
    "contract.metric": ["job_on_day_90", "month_9"],
}
PAIRS = (
    Pair(
        "E0.1",
        ("payments", "over_payment"),
        vary("tyhy_sib:level_not_surveyed", not_prepared={}, half_a_year={"contract.preparation.quality": "75 %"}),
    ),
    Pair("E0.2", ("true_effect_eligible", "payments"), named("tyhy_sib", "tyhy_sib:well_being")),
    Pair(
        "E0.4",
        ("caused_at_12", "hours_by_task.language_teaching"),
        vary("koto_sib:language_course", not_steered={}, steered={"contract.steering": ["sustained_6m"], "mechanisms.steering": True}),
        1000,
    ),
    Pair("E0.5", ("payments", "investor_multiple", "effect_at_end"), named("team_nystart", "team_nystart:longer_window")),
    Pair(
        "E0.6",
        ("legitimacy_end", "investor_multiple"),
        vary(
            "innovation_fund", as_it_is={"mechanisms.legitimacy": True}, capped={"mechanisms.legitimacy": True, "capital.return_cap": "10 % in total"}
        ),
        1000,
    ),
    Pair(
        "E0.7",
        ("payments", *EFFECT),
        vary(
            "first_steps", alike=PREPARED | {"contract.preparation.skill_gap": 0.0}, payees_alone=PREPARED | {"contract.preparation.skill_gap": 1.0}
        ),
        500,
    ),
    Pair("E0.10", ("unsigned", "loss_probability.backer"), named("portugal_sib", "portugal_sib:for_the_return", "portugal_sib:for_the_tax")),
    Pair("E0.12", ("true_effect_eligible", "payments", "over_payment"), named("lapsi_sib", "lapsi_sib:provider_selects", "lapsi_sib:late_start")),
    Pair(
        "E0.13",
        EFFECT,
        vary("koto_sib", as_the_others={"providers.live_palvelut.productivity": 1.0}, better={"providers.live_palvelut.productivity": 1.5}),
        1000,
    ),
    Pair("E0.14", ("trust_end", *EFFECT), vary("koto_sib", off={}, on={"mechanisms.trust": True}), 1000),
    Pair("E1.1", ("creaming", "true_effect_eligible"), named("fair_chance", "fair_chance:no_gate")),
    Pair("E1.2", ("unsigned", "true_effect_eligible"), named("tiohundra", "tiohundra:separate")),
    Pair(
        "E1.3",
        ("satisfaction", "payments", *EFFECT),
        vary(
            "koto_sib:job_on_day_90",
            professionals={"mechanisms.clients_view": True},
            clients_too={"mechanisms.clients_view": True, "behaviour.override.clients_weight": 0.2},
        ),
        1000,
    ),
    Pair(
        "E1.4",
        ("continuity", *EFFECT),
        vary(
            "first_steps",
            workers_stay={"mechanisms.turnover": True, "behaviour.override.worker_leaves": "0.5 % per month"},
            workers_leave={"mechanisms.turnover": True, "behaviour.override.worker_leaves": "10 % per month"},
        ),
        500,
    ),
    Pair(
        "E1.5",
        ("unsigned", "true_effect_eligible"),
        vary("utfallslabb:all_late", one_year={}, eight_years={"payers.municipality.horizon": "96 months", "payers.region.horizon": "96 months"}),
    ),
    Pair("E2.3", ("payments", "payer_net_cost.council", "payer_net_cost.central_fund"), named("uk_outcomes_fund"), 1000),
    Pair(
        "E2.4",
        ("unsigned", "true_effect_eligible"),
        named("utfallslabb", "utfallslabb:start_alone", "utfallslabb:start_then_late", "utfallslabb:all_late"),
    ),
    Pair(
        "E2.5",
        ("payments", "investor_multiple"),
        vary("peterborough", after_six_months={}, after_two_years={"contract.metrics.reconvictions.lag": "24 months"}),
    ),
    Pair(
        "E2.6",
        ("programme_cost", "missed_share"),
        vary(
            "first_steps",
            own_cost={"contract.metrics.six_months.cost": "SEK 4 000 per person", "contract.metrics.six_months.missed": "20 %"},
            with_help={"contract.metrics.six_months.cost": "SEK 1 000 per person", "contract.metrics.six_months.missed": "5 %"},
        ),
        500,
    ),
    Pair("E2.9", ("gaming_share", "placement_share"), named("koto_sib:job_on_day_90", "koto_sib:language_course"), 1000),
    Pair("E2.9", ("false_share", "deadweight_share", "attributable_share"), named("climate_bond", "climate_bond:own_word")),
    Pair(
        "E2.10",
        ("price_at_end", "payments", *EFFECT),
        vary("first_steps", nothing_moves={}, prices_move={"contract.review": {"every": "6 months", "rule": "adaptive", "may_change": ["price"]}}),
        500,
    ),
    Pair(
        "E2.10",
        ("weight_at_end.job_on_day_90", "weight_at_end.month_9", "gaming_share", "payments", *EFFECT),
        vary(
            "koto_sib",
            never=MONTH_9 | {"contract.review": REWEIGH | {"every": "60 months"}},
            payers_decide=MONTH_9 | {"contract.review": REWEIGH | {"agreed_by": "payers"}},
            both_agree=MONTH_9 | {"contract.review": REWEIGH},
            payers_once_a_year=MONTH_9 | {"contract.review": REWEIGH | {"every": "12 months", "agreed_by": "payers"}},
        ),
        1000,
    ),
    Pair("E2.12", ("renewal_chance", *EFFECT), vary("first_steps", by_contract={}, relational={"behaviour.payers": "relational"}), 500),
    Pair(
        "E2.17",
        ("payments", "loss_probability.both", "true_effect_eligible"),
        (
            *named("buzinezzclub"),
            Arm("buzinezzclub", "their own level", {"contract.comparisons.national.expected": "EUR 19 100 per person"}),
            *named("buzinezzclub:city_forecast"),
        ),
    ),
    Pair("E2.19", ("effect_at_end", *EFFECT), named("team_nystart", "team_nystart:ends_at_home")),
    Pair("E3.2", ("value_effect.benefit", "value_effect.income_tax", "payments"), named("koto_sib"), 1000),
    Pair("E3.5", ("deadweight_share", "attributable_share"), named("work_programme"), 3000),
    Pair(
        "E3.6",
        (
            "net_value_1y",
            "net_value_5y",
            "net_value_5y.municipality",
            "net_value_5y.region",
            "net_value_5y.state",
            "net_value_5y.individual",
            "payback_months",
            "potential_realised",
        ),
        named("optima"),
    ),
    Pair(
        "E3.8",
        ("net_value_5y", "true_effect", "caused_at_12_enrolled"),
        named("optima", "optima:benefits_half", "optima:half_the_effect", "optima:many_would_anyway", "optima:same_effect_anyway"),
    ),
    Pair("E4.7", ("false_share", "payments"), vary("first_steps", as_it_was={}, read_kindly={"contract.metrics.six_months.mistaken": "10 %"}), 500),
    Pair(
        "E4.8",
        ("programme_cost", "net_value_horizon"),
        vary("first_steps", free={}, fetched_and_cleaned={"contract.metrics.six_months.cost": "SEK 5 000 per person"}),
        500,
    ),
    Pair(
        "E4.10",
        ("missed_share", "payments", *EFFECT),
        vary("first_steps", registered={}, a_third_missed={"contract.metrics.six_months.missed": "33 %"}),
        500,
    ),
    Pair("E0.8", EFFECT, named("investeringspulje:slow_to_mature", "investeringspulje:quick_to_mature"), 1500),
    Pair("E0.9", ("programme_cost", "provider_margin"), named("national_fund_scaling", "national_fund_scaling:bespoke"), 2000),
    Pair(
        "E0.11",
        ("payments", "over_payment"),
        vary(
            "tyhy_sib:level_not_surveyed",
            independent={"contract.preparation.error": -0.1},
            with_a_stake={"contract.preparation.error": -0.1, "contract.preparation.adviser": "with_a_stake"},
        ),
    ),
    Pair(
        "E2.15",
        ("true_effect_eligible", "programme_cost"),
        named("national_fund_scaling", "national_fund_scaling:apart", "national_fund_scaling:waiting"),
    ),
    Pair(
        "E2.16",
        ("true_effect_eligible", "unpaid_effect", "payments"),
        named("ppp_availability", "ppp_availability:agreed_hours", "ppp_availability:clean_counts"),
    ),
    Pair("E4.1", EFFECT, named("investeringspulje", "investeringspulje:without_figures"), 1500),
    Pair(
        "E4.2",
        ("caused_at_12", "programme_cost", "effect_years_per_million"),
        named("investeringspulje:cheap_support", "investeringspulje", "investeringspulje:dear_support"),
    ),
    Pair("E3.11", ("payments", "payback_months", "true_effect_eligible"), named("optima", "optima:pays_back")),
    Pair("E4.4", ("maturity_end", *EFFECT), named("investeringspulje", "investeringspulje:led_and_skilled"), 1500),
    Pair("E4.6", ("maturity_end", *EFFECT), named("investeringspulje", "investeringspulje:leaders_come_and_go"), 1500),
    Pair("E2.14", EFFECT, vary("koto_sib:sustained_6m", known_method={}, learned=LEARNING), 1000),
    Pair(
        "E3.12",
        ("hours_taken_over", "effect_at_end"),
        vary("first_steps", stops=CUT_OFF | {"behaviour.override.taken_over": 0.0}, taken_over=CUT_OFF | {"behaviour.override.taken_over": 1.0}),
        500,
    ),
    Pair(
        "E4.9",
        (
            "net_value_horizon",
            "net_value_horizon.municipality",
            "net_value_horizon.municipalities",
            "net_value_horizon.state",
            "net_value_horizon.individual",
            "net_value_horizon.region",
        ),
        named("investeringspulje", "investeringspulje:refund_ended"),
        1500,
    ),
)

#: Claims that the run of another shows too; claims that an experiment of this folder shows.
ALSO = {
    "E1.6": ("E0.12", "E2.10"),
    "E2.1": ("E1.5",),
    "E2.2": ("E3.6",),
    "E2.18": ("E1.2", "E3.8"),
    "E3.1": ("E3.6",),
    "E3.3": ("E3.6",),
    "E3.4": ("E1.2",),
    "E3.7": ("E3.6",),
    "E3.9": ("E3.6",),
    "E3.10": ("E2.19",),
    "E4.3": ("E0.4", "E4.1", "E4.9"),
    "E4.5": ("E4.4",),
}
EXPERIMENTS = {
    "E0.3": "metric_choice_koto",
    "E2.7": "utfallsfonden",
    "E2.8": "utfallsfonden",
    "E2.11": "metric_choice_koto",
    "E2.13": "complexity",
}


def main(wanted: list[str]) -> None:
    """Run the pairs that are asked for and print what came out."""
    for id_ in wanted:
        if id_ in EXPERIMENTS:
            print(f"{id_} is shown by experiments/{EXPERIMENTS[id_]}.toml", flush=True)
    wanted = [shown for id_ in wanted for shown in ALSO.get(id_, (id_,))]
    with tempfile.TemporaryDirectory() as folder:
        for pair in PAIRS:
            if not wanted or pair.id in wanted:
                _tell(pair, _run(pair, str(Path(folder) / "runs.sqlite")))


def _run(pair: Pair, store: str) -> tuple[VariantResult, ...]:
    how = How(point=True, workers=1, store=store)
    arms = [_arm(arm, pair.people) for arm in pair.arms]
    if len(arms) == 1:
        from utfall.experiment.api import run  # noqa: PLC0415

        return run(arms[0], runs=SEEDS, how=how).main
    return compare(arms, runs=SEEDS, how=how).main


def _arm(arm: Arm, people: int) -> Scenario:
    found = load(arm.scenario)
    found = found.replace({**arm.settings, "about.title": arm.title})
    return found.scaled(people) if people else found


def _tell(pair: Pair, found: tuple[VariantResult, ...]) -> None:
    for variant in found:
        print(pair.id, variant.title, *(f"{name} {_number(variant, name)};" for name in pair.looks_at), flush=True)


def _number(variant: VariantResult, name: str) -> str:
    summary = variant.summaries.get(name)
    if summary is None or summary.mean is None:
        return f"- ({'not there' if summary is None else summary.reason})"
    times = 0.01 if summary.money else 1.0
    ends = "" if summary.low is None or summary.high is None else f" ({times * summary.low:.3g} to {times * summary.high:.3g})"
    return f"{times * summary.mean:.4g}{ends} {summary.unit}"


if __name__ == "__main__":
    main(sys.argv[1:])
