"""Tables for R and pandas: every cell follows from the codings, and every column is explained."""

import re
import stat

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import InterchangeError, MissingExtraError
from qualcode.interchange.statistics import (
    CODEBOOK_COLUMNS,
    column_names,
    document_table,
    long_table,
    wide_table,
    write_statistics,
)
from qualcode.model import Code, Codebook, Coding, DocumentVersion, Interview, Segment, Span, Utterance

BOOK = Codebook(
    "1",
    "da",
    "Eksempel",
    (
        Code("barriere", "Barriere", codable=False),
        Code("barriere.tid", "Mangel på tid"),
        Code("barriere.fælles-mål", "Uklare fælles mål"),
        Code("partner", "Partner"),
    ),
)
VERSION = DocumentVersion.from_utterances(
    "k1", [Utterance("I", "Hvad hæmmer?"), Utterance("P", "=Vi mangler tid 😀."), Utterance("P", "Og ro.")]
)
WHO = [("i1", "interviewer", ""), ("p1", "informant", "boern"), ("p1", "informant", "boern")]
SEGMENTS = [
    Segment("k1", VERSION.short_sha, turn.number, turn.span, turn.number, *who, "s1")
    for turn, who in zip(VERSION.turns, WHO, strict=True)
]


def coding(number, start, end, code, coder="anna", **more):
    return Coding(str(number), "k1", VERSION.short_sha, Span(start, end), code, coder, **more)


CODINGS = [
    coding(1, 13, 32, "barriere.tid", memo="Central"),
    coding(2, 20, 35, "partner", "bo", stance="wish"),  # over the border of two turns
    coding(3, 0, 5, "partner"),
]


def test_segments_by_codes_as_nothing_and_one():
    frame = wide_table(SEGMENTS, CODINGS, BOOK).to_frame()
    assert list(frame.columns) == [
        "document", "version", "segment", "speaker_id", "role", "area", "site",
        "code_barriere__tid", "code_barriere__faelles_maal", "code_partner",
    ]  # fmt: skip
    assert frame["code_barriere__tid"].tolist() == [0, 1, 0]
    assert frame["code_barriere__faelles_maal"].tolist() == [0, 0, 0]
    assert frame["code_partner"].tolist() == [1, 1, 1]
    assert frame["role"].tolist() == ["interviewer", "informant", "informant"]


def test_documents_by_codes_count_informants_segments():
    interviews = [Interview("k1", "s1", mode="online")]
    frame = document_table(SEGMENTS, CODINGS, BOOK, interviews=interviews).to_frame()
    assert frame.iloc[0].to_dict() == {
        "document": "k1", "site": "s1", "mode": "online", "segments": 2,
        "code_barriere__tid": 1, "code_barriere__faelles_maal": 0, "code_partner": 2,
    }  # fmt: skip
    everybody = document_table(SEGMENTS, CODINGS, BOOK, informants_only=False).to_frame()
    assert everybody.loc[0, ["segments", "code_partner"]].tolist() == [3, 3]


def test_one_row_a_coding_with_who_speaks():
    frame = long_table(SEGMENTS, CODINGS, BOOK).to_frame()
    assert frame[
        ["coding", "segment", "segments", "speaker_id", "code", "coder", "stance"]
    ].values.tolist() == [
        ["3", 1, 1, "i1", "partner", "anna", "experience"],
        ["1", 2, 1, "p1", "barriere.tid", "anna", "experience"],
        ["2", 2, 2, "p1", "partner", "bo", "wish"],
    ]


def test_words_are_there_only_when_asked_for():
    for make in (wide_table, long_table):
        plain = make(SEGMENTS, CODINGS, BOOK)
        assert "mangler" not in str(plain.rows) + repr(plain)
        assert "Central" not in str(plain.rows)
        with pytest.raises(InterchangeError, match="QC-SX03"):
            make(SEGMENTS, CODINGS, BOOK, with_text=True)
    wide = wide_table(SEGMENTS, CODINGS, BOOK, versions={"k1": VERSION}, with_text=True).to_frame()
    assert wide["text"].tolist() == ["Hvad hæmmer?", "=Vi mangler tid 😀.", "Og ro."]
    long = long_table(SEGMENTS, CODINGS, BOOK, versions={"k1": VERSION}, with_text=True).to_frame()
    assert long["memo"].tolist() == ["", "Central", ""]


def test_every_column_is_explained_and_codes_by_their_ids():
    for table in (
        wide_table(SEGMENTS, CODINGS, BOOK),
        document_table(SEGMENTS, CODINGS, BOOK),
        long_table(SEGMENTS, CODINGS, BOOK),
    ):
        explained = table.codebook_frame()
        assert explained["name"].tolist() == list(table.to_frame().columns)
        assert (explained["meaning"].str.len() > 5).all()
        assert tuple(explained.columns) == CODEBOOK_COLUMNS
    codes = wide_table(SEGMENTS, CODINGS, BOOK).codebook_frame().set_index("code")["name"]
    assert codes["barriere.fælles-mål"] == "code_barriere__faelles_maal"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (Coding("9", "k1", "000000000000", Span(0, 3), "partner", "anna"), "QC-SX01"),
        (coding(9, 0, 3, "findes.ikke"), "QC-SX02"),
    ],
)
def test_codings_that_do_not_fit_are_refused(wrong, code):
    for make in (wide_table, document_table, long_table):
        with pytest.raises(InterchangeError, match=code):
            make(SEGMENTS, [wrong], BOOK)


@given(
    st.lists(st.integers(1, 9), min_size=1, max_size=12),
    st.lists(
        st.tuples(st.integers(0, 60), st.integers(1, 30), st.sampled_from(["barriere.tid", "partner"])),
        max_size=12,
    ),
)
def test_a_cell_is_one_where_a_coding_shares_a_character(lengths, made):
    """Checked against the definition, segment by segment."""
    segments, place = [], 0
    for number, length in enumerate(lengths, start=1):
        segments.append(Segment("k1", "v", number, Span(place, place + length), number))
        place += length + 1
    codings = [
        Coding(str(n), "k1", "v", Span(start, start + length), code, "anna")
        for n, (start, length, code) in enumerate(made)
    ]
    frame = wide_table(segments, codings, BOOK).to_frame()
    for code, column in (("barriere.tid", "code_barriere__tid"), ("partner", "code_partner")):
        expected = [int(any(c.code == code and c.span.overlaps(s.span) for c in codings)) for s in segments]
        assert frame[column].tolist() == expected


IDS = st.lists(st.text(st.sampled_from("abAø.-_1é漢"), min_size=1, max_size=8), unique=True, max_size=12)


@given(IDS)
def test_names_of_columns_are_safe_and_each_is_another(ids):
    names = column_names(ids, taken=["document", "code_a"])
    assert all(re.fullmatch(r"code_[A-Za-z0-9_]+", name) for name in names)
    assert len({name.casefold() for name in names} | {"code_a"}) == len(ids) + 1


def test_csv_is_read_by_pandas_as_it_was_and_only_by_the_owner(tmp_path):
    table = wide_table(SEGMENTS, CODINGS, BOOK, versions={"k1": VERSION}, with_text=True)
    data, explained = write_statistics(tmp_path / "undersøgelse.csv", table)
    read = pd.read_csv(data)
    assert read["code_partner"].tolist() == [1, 1, 1]
    assert read["text"][1] == "'=Vi mangler tid 😀."  # made harmless for spreadsheets
    assert pd.read_csv(explained)["name"].tolist() == list(read.columns)
    assert explained.name == "undersøgelse.columns.csv"
    assert stat.S_IMODE(data.stat().st_mode) == stat.S_IMODE(explained.stat().st_mode) == 0o600


def test_parquet_without_pyarrow_names_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(MissingExtraError, match=r"qualcode\[parquet\]"):
        write_statistics(tmp_path / "a.parquet", wide_table(SEGMENTS, CODINGS, BOOK))
    assert list(tmp_path.iterdir()) == []


def test_parquet_comes_back_with_its_types(tmp_path):
    pytest.importorskip("pyarrow", reason="pyarrow is not installed: parquet is not tested")
    table = long_table(SEGMENTS, CODINGS, BOOK)
    data, explained = write_statistics(tmp_path / "a.parquet", table)
    pd.testing.assert_frame_equal(pd.read_parquet(data), table.to_frame())
    assert pd.read_parquet(explained)["code"].tolist() == table.codebook_frame()["code"].tolist()
    assert stat.S_IMODE(data.stat().st_mode) == 0o600


def test_another_ending_is_refused(tmp_path):
    with pytest.raises(InterchangeError, match="QC-SX04"):
        write_statistics(tmp_path / "a.sav", wide_table(SEGMENTS, CODINGS, BOOK))


def test_tables_without_codings_have_all_columns():
    assert wide_table(SEGMENTS, [], BOOK).to_frame()["code_partner"].sum() == 0
    assert long_table(SEGMENTS, [], BOOK).to_frame().empty
    assert document_table([], [], BOOK).to_frame().empty


def test_a_branch_that_was_given_has_a_column():
    """A code may have become a branch after it was given: its codings count, too."""
    codings = [*CODINGS, coding(4, 13, 32, "barriere")]
    wide = wide_table(SEGMENTS, codings, BOOK).to_frame()
    assert wide["code_barriere"].tolist() == [0, 1, 0]
    assert document_table(SEGMENTS, codings, BOOK).to_frame()["code_barriere"].tolist() == [1]
