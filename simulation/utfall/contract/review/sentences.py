"""The rules of review as sentences."""

from utfall.contract.contract import Contract
from utfall.contract.review.declarations import Review
from utfall.contract.terms.lines import level_words
from utfall.contract.words import Names, every, joined, per_cent, sentence_case

CONSEQUENCES = {"warning": "is warned", "lose_places": "loses places", "terminate": "loses the contract"}


def review_sentences(contract: Contract, names: Names) -> list[str]:
    """What may change, by which rule, who may leave, and what falling short brings; nothing where there is no review."""
    review = contract.review
    if review is None:
        return []
    start = [f"{_title(names, metric)} {per_cent(share.fraction)}" for metric, share in review.weights]
    said = _changes(review, names)
    said += [f"At the start prices weigh: {joined(start, 'and')}."] if start else []
    if review.most_margin is not None:
        cut = "all" if review.given_back.fraction == 1 else per_cent(review.given_back.fraction)
        said.append(f"Where a provider earns more than {per_cent(review.most_margin.fraction)} on its cost, {cut} of the excess is cut from prices.")
    if review.rescue.fraction > 0:
        said.append(f"A provider that runs out of money is helped with up to {per_cent(review.rescue.fraction)} of its reserves.")
    if review.may_end_early:
        said.append(f"{joined([names.party(party) for party in review.may_end_early], 'or')} may end the contract early.")
    for minimum in review.minimums:
        level = names.by_group([level_words(level) for level in minimum.level])
        said.append(f"A provider below {level} on {_title(names, minimum.metric)} {CONSEQUENCES[minimum.consequence]}.")
    return said


def _title(names: Names, metric: str) -> str:
    return names.title(next(one for one in names.contract.metrics if one.id == metric))


def _changes(review: Review, names: Names) -> list[str]:
    if review.every is None:
        return []
    when = f"{sentence_case(every(review.every))} the contract is reviewed"
    if review.rule == "ratchet":
        return [f"{when}: the target moves {per_cent(review.ratchet.fraction)} of the way to what was reached."]
    if review.rule == "adaptive":
        return [f"{when}: prices move by at most {per_cent(review.step.fraction)} towards planned spending."]
    if review.rule == "reweigh":
        by = "payers decide" if review.agreed_by == "payers" else "both sides must agree"
        held = "" if review.held_against is None else f" or by what became of them under {_title(names, review.held_against)}"
        moves = f"{per_cent(review.step.fraction)} of weight moves from the metric whose successes prove least true, by audits{held}, to the others"
        return [f"{when}: {moves}, planned pay kept; {by}."]
    what = f"; it may change {joined(list(review.may_change), 'and')}" if review.may_change else ""
    return [f"{when}{what}."]
