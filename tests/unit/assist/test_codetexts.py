"""What the codebook says of each code."""

from qualcode.assist.codetexts import codable_codes, code_texts
from qualcode.model import Code, Codebook
from unit.assist.made_up import CODEBOOK, CODES


def book(*codes):
    return Codebook("1", "da", "Eksempel", codes)


def test_branches_that_only_group_are_not_suggested():
    assert codable_codes(CODEBOOK) == CODES


def test_a_branch_that_may_be_used_is():
    assert codable_codes(book(Code("a", "A"), Code("a.b", "B"))) == ("a", "a.b")


def test_meaning_examples_and_cues_are_a_text_each():
    code = Code(
        "a",
        "Politi",
        "Samarbejde",
        "Når de ringer",
        "Ikke retten",
        ("Jeg ringede",),
        ("betjent", "anmeldelse"),
    )
    assert code_texts(book(code), ("a",)) == [
        (0, "Politi Samarbejde Når de ringer"),
        (0, "Jeg ringede"),
        (0, "betjent\nanmeldelse"),
    ]


def test_what_a_code_is_not_for_says_nothing_for_it():
    assert "retten" not in str(code_texts(book(Code("a", "Politi", not_when="retten")), ("a",)))


def test_what_belongs_to_a_neighbour_is_said_of_the_neighbour():
    """And only by the sentence that names it."""
    skole = Code("p.skole", "Skole", not_when="Sagsbehandlingen dér. Anmeldelser: p.politi. Dommere: p.ret.")
    codes = (Code("p", "Partner", codable=False), skole, Code("p.politi", "Politi", "Ordensmagt"))
    assert code_texts(book(*codes), ("p.skole", "p.politi")) == [
        (0, "Partner Skole"),
        (1, "Politi Ordensmagt Anmeldelser:  ."),
    ]


def test_a_neighbour_is_named_by_its_whole_id():
    codes = (
        Code("p", "P"),
        Code("p.a", "A", not_when="se p.ab"),
        Code("p.ab", "Ab", "b"),
        Code("p.abc", "Abc", "c"),
    )
    assert [text for _, text in code_texts(book(*codes), ("p.ab", "p.abc"))] == ["Ab b se  ", "Abc c"]


def test_a_code_that_names_itself_gets_nothing_for_it():
    assert code_texts(book(Code("p", "P"), Code("p.a", "A", "x", not_when="ikke p.a")), ("p.a",)) == [
        (0, "A x")
    ]


def test_a_code_without_a_definition_takes_the_names_above_it_along():
    codes = (
        Code("a", "Barriere", codable=False),
        Code("a.b", "Tid"),
        Code("a.c", "Regler", "Regler hindrer"),
    )
    assert code_texts(book(*codes), ("a.b", "a.c")) == [(0, "Barriere Tid"), (1, "Regler Regler hindrer")]


def test_numbers_are_those_of_the_codes_asked_for():
    texts = code_texts(CODEBOOK, CODES[3:5])
    assert {number for number, _ in texts} == {0, 1}
    assert "Tavshedspligt" in texts[0][1]


def test_what_says_nothing_is_no_text():
    assert code_texts(book(Code("a", " ", cues=("", " "))), ("a",)) == []
