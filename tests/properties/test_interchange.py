"""What is written is what is read: any text in any cell, any codebook, any codings."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.interchange import (
    KnownDocument,
    guard,
    parse_codebook,
    read_codings,
    read_table,
    unguard,
    write_codebook,
    write_codings,
    write_csv,
    write_xlsx,
)
from qualcode.interchange.checks import folded, tidy
from qualcode.model import STANCES, Code, Codebook, Coding, Span

# Texts made of what is risky in cells, mixed with any character that a file can hold.
RISKY = st.sampled_from(
    [*"=+-@＝＋－＠'\"`;,\t\r\n \u00a0\u200b\ufeff\u2028\x85\x0b_x", "_x000D_", "''", "\r\n"]
)
ANY = st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00")
TEXTS = st.one_of(st.text(ANY), st.lists(st.one_of(RISKY, ANY)).map("".join))
CELLS = st.lists(st.lists(TEXTS, min_size=2, max_size=2), max_size=5)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("tables")


@given(st.one_of(TEXTS, st.text()), st.booleans())
def test_a_guarded_text_comes_back(text, in_csv):
    assert unguard(guard(text, in_csv=in_csv), in_csv=in_csv) == text


@given(TEXTS, TEXTS, st.booleans())
def test_two_texts_are_never_guarded_alike(first, second, in_csv):
    same = guard(first, in_csv=in_csv) == guard(second, in_csv=in_csv)
    assert same == (first == second)


@given(TEXTS, st.booleans())
def test_a_guarded_text_begins_with_nothing_that_runs(text, in_csv):
    seen = guard(text, in_csv=in_csv)
    assert seen[:1] not in set("=+-@＝＋－＠\t\r")
    assert guard(text, in_csv=in_csv) in (text, "'" + text) or in_csv


@given(cells=CELLS)
def test_any_text_survives_csv(folder, cells):
    file = folder / "t.csv"
    write_csv(file, ["a", "b"], cells)
    assert [list(row.values()) for row in read_table(file)] == [row for row in cells if any(row)]


@given(cells=CELLS)
def test_any_text_survives_a_workbook(folder, cells):
    file = folder / "t.xlsx"
    write_xlsx(file, {"s": (["a", "b"], cells)})
    assert [list(row.values()) for row in read_table(file)] == [row for row in cells if any(row)]


def tidied(texts, **limits):
    return st.one_of(st.text(ANY, **limits), st.lists(st.one_of(RISKY, ANY), **limits).map("".join)).map(tidy)


LINES = st.text(st.characters(blacklist_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=8).map(
    tidy
)
NAMES = LINES.filter(folded)
PARTS = st.text(st.characters(categories=["Ll", "Nd"]), min_size=1, max_size=3).map(tidy).filter(str.isalnum)


@st.composite
def codebooks(draw):
    """Return a codebook whose texts are as they would be read."""
    version, language = draw(NAMES), draw(st.sampled_from(["da", "no", "en-GB"]))
    codes = _codes(draw, "", 0)
    return Codebook(version, language, draw(NAMES), tuple(codes))


def _codes(draw, parent, level):
    made = []
    above = parent.split(".")
    fresh = PARTS.filter(lambda part: part not in above)  # a code below one of its own id would be a cycle
    parts = draw(st.lists(fresh, max_size=3 if level < 3 else 0, unique_by=folded))
    names = draw(st.lists(NAMES, min_size=len(parts), max_size=len(parts), unique_by=folded))
    for part, name in zip(parts, names, strict=True):
        full = f"{parent}.{part}" if parent else part
        below = _codes(draw, full, level + 1)
        made.append(
            Code(
                id=full,
                name=name,
                definition=draw(tidied(TEXTS, max_size=20)),
                use_when=draw(st.sampled_from(["", "når\n\n  så: -\n#"])),
                examples=tuple(draw(st.lists(tidied(TEXTS, max_size=8).filter(bool), max_size=2))),
                cues=tuple(draw(st.lists(NAMES, max_size=2))),
                color=draw(st.sampled_from(["", "#1F77b4"])),
                codable=draw(st.booleans()) or not below,
            )
        )
        made += below
    return made


@given(codebooks())
def test_a_written_codebook_reads_the_same(book):
    assert parse_codebook(write_codebook(book)) == book


BOOK = Codebook("1", "da", "T", (Code("a", "A"), Code("b", "B")))
DOCUMENTS = {"d": KnownDocument("0" * 12, 50, ()), "e": KnownDocument("f" * 12, 50, ())}


@st.composite
def codings(draw):
    document = draw(st.sampled_from("de"))
    start, end = sorted(draw(st.lists(st.integers(0, 50), min_size=2, max_size=2, unique=True)))
    return Coding(
        id=str(uuid.UUID(int=draw(st.integers(0, 2**128 - 1)), version=4)),
        document=document,
        version=DOCUMENTS[document].version,
        span=Span(start, end),
        code=draw(st.sampled_from("ab")),
        coder=draw(NAMES),
        stance=draw(st.sampled_from(STANCES)),
        memo=draw(TEXTS),
        round=draw(st.integers(1, 9)),
        created_at=draw(st.sampled_from(["", "2024-05-17T10:00:00+00:00"])),
    )


@given(
    made=st.lists(codings(), max_size=5, unique_by=(lambda c: c.key, lambda c: c.id)),
    name=st.sampled_from(["c.csv", "c.xlsx"]),
)
def test_written_codings_read_the_same(folder, made, name):
    file = folder / name
    write_codings(file, made)
    again = read_codings(file, resolve=DOCUMENTS, codebook=BOOK)
    assert sorted(again, key=lambda c: c.id) == sorted(made, key=lambda c: c.id)
