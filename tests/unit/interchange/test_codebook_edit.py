"""codebook.yaml after a change: what was not touched stays as it was written, and the file says what was meant."""

from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.errors import CodebookError
from qualcode.interchange import parse_codebook, write_codebook
from qualcode.interchange.codebook_edit import edit_codebook
from qualcode.model import Code
from qualcode.model.codebook_changes import Add, Merge, Move, Redefine, ReId, Rename, Retire, Split, apply

TEXT = """\
# Kodetræet
version: "1"
language: da
title: Prøve

codes:
  # parter
  - id: partner
    name: 'Partnere'   # flertal
    codable: false
    color: "#17b"
    children:
      - {id: skole, name: Skole, cues: [skolen, "no"]}
      # politiet
      - id: politi
        name: Politi
        definition: >-
          Politiet,
          som part.
  # temaer
  - id: tema
    name: Tema
"""
BOOK = parse_codebook(TEXT)


def came_from(new):
    return {code.id: was for code in new for was in code.was if was in BOOK and code.id not in BOOK}


def edited(*changes):
    new = apply(BOOK, changes)
    text, kept = edit_codebook(TEXT, new, came_from(new))
    assert parse_codebook(text) == new
    return text, kept


def test_only_what_changed_is_written_anew():
    text, kept = edited(Rename("partner.politi", "Politiet: alle"))
    assert kept
    assert [line.strip() for line in text.splitlines() if line not in TEXT.splitlines()] == [
        'version: "1.1"',
        'name: "Politiet: alle"',
    ]


def test_a_moved_code_takes_its_manner_along():
    text, _ = edited(Move("partner.politi", "tema"), Redefine("partner.skole", cues=("skole",)))
    assert "{id: skole, name: Skole, cues: [skole]}" in text
    assert "'Partnere'   # flertal" in text
    assert text.index("id: politi") > text.index("id: tema")


def test_a_file_that_no_codebook_is_is_written_anew():
    text, kept = edit_codebook("# kun en bemærkning\n", BOOK, {})
    assert (parse_codebook(text), kept) == (BOOK, False)


SOME = st.sampled_from(["partner", "partner.skole", "partner.politi", "tema"])
CHANGES = st.one_of(
    st.builds(
        Add,
        st.builds(
            Code, st.sampled_from(["ny", "tema.ny"]), st.sampled_from(["Ny", "no", "a: b", "#x", "to\nx"])
        ),
    ),
    st.builds(Rename, SOME, st.sampled_from(["Ny", "yes", "- a", "'", 'æ "ø"'])),
    st.builds(ReId, SOME, st.sampled_from(["nyt", "andet"])),
    st.builds(Move, SOME, st.sampled_from(["", "tema", "partner"])),
    st.builds(Merge, st.tuples(SOME, SOME), st.sampled_from(["tema", "faelles"])),
    st.builds(Split, SOME, st.just(("en", "to"))),
    st.builds(Retire, SOME),
    st.builds(
        Redefine, SOME, st.sampled_from(["", "Ny\ndefinition.", " # ", "en: to"]), cues=st.just(("a", "no"))
    ),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(CHANGES, min_size=1, max_size=4))
def test_the_file_says_exactly_what_was_meant(changes):
    try:
        new = apply(BOOK, changes)
        parse_codebook(write_codebook(new))
    except CodebookError:
        return
    text, _ = edit_codebook(TEXT, new, came_from(new))
    assert parse_codebook(text) == parse_codebook(write_codebook(new))
