"""The codes of another study: by what the codebooks say or a person, never by likeness."""

from qualcode.model import Code, Codebook
from qualcode.model.code_map import map_codes

OLD = Codebook(
    "1", "da", "x", (Code("a", "A"), Code("b", "B"), Code("c", "C", "om c"), Code("d", "D"), Code("e", "E"))
)
NEW = Codebook(
    "2",
    "da",
    "x",
    (
        Code("alfa", "A", was=("a",)),
        Code("bd", "B og D", was=("b", "d")),
        Code("c", "C", "om noget andet"),
        Code("f", "E"),
    ),
)


def test_from_the_earlier_to_the_later():
    made = map_codes(OLD, NEW)
    assert dict(made.here) == {"a": "alfa", "b": "bd", "c": "c", "d": "bd"}
    assert dict(made.notes) == {"c": "redefined"}
    assert made.unmapped == ("e",)
    assert made.lost(["a", "e"]) == {"e": "f"}  # looks like it, and is only proposed


def test_from_the_later_to_the_earlier():
    """A renamed code is found; one that was two has no single place."""
    made = map_codes(NEW, OLD)
    assert made.here["alfa"] == "a"
    assert made.here["c"] == "c"
    assert set(made.unmapped) == {"bd", "f"}
    assert made.notes["c"] == "redefined"


def test_a_person_decides():
    made = map_codes(OLD, NEW, told={"e": "f", "a": ""})
    assert (made.here["e"], made.here["a"]) == ("f", "")
    assert not made.lost(["a", "b", "c", "d", "e"])


def test_a_list_of_findings_has_no_codebook():
    made = map_codes(None, NEW, used=["alfa", "strange", ""])
    assert made.unmapped == ("strange",)
    assert made.lost(["alfa", "strange", ""]) == {"strange": ""}
