"""Pictures of a contract itself, before anything is run."""

from pathlib import Path
from typing import TYPE_CHECKING

from utfall.base.errors import UsageError
from utfall.contract.words import Names, sentence_case
from utfall.results.figures import who_pays
from utfall.results.figures.output import png, svg_file
from utfall.results.figures.who_pays import Flow, Role, WhoPays

if TYPE_CHECKING:
    from utfall.scenario import Scenario


def who_pays_of(scenario: "Scenario") -> WhoPays:
    """What the figure draws."""
    case = scenario.case()
    contract, names = case.contract, Names(case.contract, case.people)
    terms = [told.sentences[0] for told in scenario.told() if told.key.startswith(("contract.terms.", "subcontract.terms."))]
    rows = scenario.who_pays_whom()
    sentences = [*terms, *[""] * (len(rows) - len(terms))]
    flows = tuple(Flow(source, target, what, told) for (source, target, what), told in zip(rows, sentences, strict=True))
    roles: dict[str, Role] = {sentence_case(names.title(payer)): "payer" for payer in contract.payers}
    roles |= {sentence_case(names.title(provider)): "provider" for provider in contract.providers}
    roles |= {sentence_case(names.title(investor)): "investor" for investor in contract.investors}
    roles |= {sentence_case(names.party("providers")): "provider"} if contract.providers else {}
    roles |= {sentence_case(names.party("holder")): "holder"} if contract.capital is not None else {}
    seen = dict.fromkeys(name for flow in flows for name in (flow.source, flow.target))
    parties = tuple((name, roles.get(name, _joint(name, roles))) for name in seen)
    return WhoPays(title=scenario.title, parties=parties, flows=flows)


def _joint(name: str, roles: "dict[str, Role]") -> "Role":
    """Several payers who share a term are one box."""
    return "payer" if any(role == "payer" and party in name for party, role in roles.items()) else "other"


def draw_who_pays(scenario: "Scenario", file: str) -> Path:
    """Draw who pays whom into an .svg or .png file; raises UsageError for another ending or a folder that is not there."""
    path = Path(file)
    if path.suffix not in {".svg", ".png"}:
        raise UsageError(f"--figure {file}: the file ends in .svg or .png")
    if not path.parent.is_dir():
        raise UsageError(f"--figure {file}: there is no folder {path.parent}")
    figure = who_pays.draw(who_pays_of(scenario))
    return png(figure, path) if path.suffix == ".png" else svg_file(figure, path)
