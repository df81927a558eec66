"""The tree for people, and how two codebooks differ."""

from qualcode.interchange import codebook_tree, diff_codebooks
from qualcode.model import Code, Codebook


def book(*codes, version="1"):
    return Codebook(version, "da", "Eksempel", codes)


OLD = book(
    Code("partner", "Partnere", codable=False),
    Code("partner.politi", "Politiet", "Politiet er part."),
    Code("partner.skole", "Skoler"),
    Code("barriere", "Barrierer", codable=False),
    Code("barriere.tid", "Tid"),
)


def test_the_tree_shows_ids_and_names():
    assert codebook_tree(OLD).splitlines() == [
        "Eksempel (version 1, da)",
        "├── partner  Partnere",
        "│   ├── politi  Politiet",
        "│   └── skole  Skoler",
        "└── barriere  Barrierer",
        "    └── tid  Tid",
    ]


def test_a_branch_shows_what_stands_below_it():
    lines = codebook_tree(OLD, {"partner.politi": 3, "partner.skole": 2, "barriere.tid": 1}).splitlines()
    assert lines[1:4] == [
        "├── partner  Partnere (5)",
        "│   ├── politi  Politiet (3)",
        "│   └── skole  Skoler (2)",
    ]


def test_no_difference_is_said():
    diff = diff_codebooks(OLD, OLD)
    assert not diff
    assert diff.describe("da") == ["Der er ingen forskel."]
    assert diff.to_frame().empty


def test_every_kind_of_change_is_told_apart():
    new = book(
        Code("partner", "Samarbejdspartnere", codable=False),
        Code("partner.ekstern", "Eksterne", codable=False),
        Code("partner.ekstern.politi", "Politiet", "Politiet er part.", cues=("betjent", "politi")),
        Code("barriere", "Barrierer"),
        version="2",
    )
    diff = diff_codebooks(OLD, new)
    assert [code.id for code in diff.added] == ["partner.ekstern"]
    assert [code.id for code in diff.removed] == ["partner.skole", "barriere.tid"]
    assert [(old.id, new.id) for old, new in diff.moved] == [("partner.politi", "partner.ekstern.politi")]
    assert [(old.name, new.name) for old, new in diff.renamed] == [("Partnere", "Samarbejdspartnere")]
    changes = [(c.code, c.field, c.old, c.new) for c in diff.redefined]
    assert changes == [
        ("partner.ekstern.politi", "cues", "", "betjent; politi"),
        ("barriere", "codable", "false", "true"),
    ]
    assert diff.describe("da") == [
        "Version 1 → 2.",
        "Ny: partner.ekstern (Eksterne)",
        "Fjernet: partner.skole (Skoler)",
        "Fjernet: barriere.tid (Tid)",
        "Flyttet: partner.politi → partner.ekstern.politi",
        "Nyt navn: partner: Partnere → Samarbejdspartnere",
        "Ændret: partner.ekstern.politi: cues",
        "Ændret: barriere: codable",
    ]
    assert diff.describe("en")[1] == "New: partner.ekstern (Eksterne)"
    frame = diff.to_frame()
    assert list(frame.columns) == ["change", "code", "field", "old", "new"]
    assert frame.change.value_counts().to_dict() == {
        "removed": 2,
        "redefined": 2,
        "added": 1,
        "moved": 1,
        "renamed": 1,
    }


def test_a_change_without_a_new_version_is_pointed_out():
    lines = diff_codebooks(OLD, book(*OLD.codes[:-1], Code("barriere.tid", "Travlhed"))).describe("en")
    assert "still 1" in lines[0]


def test_a_moved_code_may_get_another_name_but_not_another_meaning_too():
    old = book(Code("a", "A"), Code("b", "B"), Code("a.x", "Navn", "Samme"), Code("a.y", "Navn", "Samme"))
    new = book(Code("a", "A"), Code("b", "B"), Code("b.x", "Andet navn", "Samme"), Code("b.y", "Ny", "Ny"))
    diff = diff_codebooks(old, new)
    assert [(o.id, n.id) for o, n in diff.moved] == [("a.x", "b.x")]
    assert [(o.name, n.name) for o, n in diff.renamed] == [("Navn", "Andet navn")]
    assert [code.id for code in diff.added] == ["b.y"]


def test_of_two_codes_that_could_have_moved_the_surest_is_taken():
    old = book(Code("a", "A"), Code("b", "B"), Code("c", "C"), Code("a.x", "X", "en"), Code("b.x", "X", "to"))
    new = book(Code("a", "A"), Code("b", "B"), Code("c", "C"), Code("c.x", "X", "to"))
    diff = diff_codebooks(old, new)
    assert [(o.id, n.id) for o, n in diff.moved] == [("b.x", "c.x")]
    assert [code.id for code in diff.removed] == ["a.x"]


def test_a_repr_shows_no_texts():
    new = book(Code("partner", "Partnere", "HEMMELIG"))
    assert "HEMMELIG" not in repr(diff_codebooks(OLD, new))
    assert "HEMMELIG" not in repr(diff_codebooks(OLD, new).redefined[0])
