"""`check` says where providers cannot look at everything that a contract pays at once."""

from utfall.scenario import load

MANY = {
    "contract.metrics.long": {"kind": "sustained", "outcome": "work", "lasts": "12 months", "within": "36 months", "gap": "3 months"},
    "contract.metrics.added": {"kind": "sustained", "outcome": "work", "lasts": "15 months", "within": "36 months", "in_a_row": False},
    "contract.terms.long": {"kind": "outcome", "metric": "long", "price": "SEK 20 000 per person"},
    "contract.terms.added": {"kind": "outcome", "metric": "added", "price": "SEK 20 000 per person"},
}


def test_terms_that_have_too_many_states_together_are_told() -> None:
    plain = load("first_steps")
    assert not any("apart" in note for note in plain.notes)
    many = plain.replace(MANY)
    assert any("more than 200 states: providers look at 3 sets of terms apart" in note for note in many.notes)
    one = many.replace({"contract.metric": ["long"]})
    assert not any("apart" in note for note in one.notes)
