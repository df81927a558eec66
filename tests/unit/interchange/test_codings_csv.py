"""Codings from a file fit the text and the codebook, row by row, or nothing is taken."""

import pytest

from qualcode.errors import CodingError, InterchangeError, UsageError
from qualcode.interchange import KnownDocument, parse_codebook, read_codings, write_codings
from qualcode.model import Coding, DocumentVersion, Span, Utterance

BOOK = parse_codebook(
    """
version: 1
language: da
title: T
codes:
  - id: partner
    name: Partnere
    codable: false
    children:
      - {id: politi, name: Politi}
      - {id: skole, name: Skoler}
  - {id: tid, name: Tid}
"""
)
# Two turns of 10 and 6 characters, and one that is empty.
VERSION = DocumentVersion.from_utterances(
    "a", [Utterance("I", "x" * 10), Utterance("B", "y" * 6), Utterance("B", "")]
)
SHA = VERSION.short_sha
DOCUMENTS = {"a": KnownDocument.of(VERSION), "nr. 2": KnownDocument("0" * 12, 5, (Span(0, 5),))}
SPANS = "document,version,start,end,code,coder,memo\n"
SEGMENTS = "document,segment,code,coder,memo\n"


def read(tmp_path, text, **options):
    file = tmp_path / "codings.csv"
    file.write_text(text, encoding="utf-8")
    return read_codings(file, resolve=DOCUMENTS, codebook=BOOK, **options)


def problems_of(tmp_path, text, **options):
    with pytest.raises(CodingError) as caught:
        read(tmp_path, text, **options)
    assert caught.value.code == "QC-CD01"
    return [str(problem) for problem in caught.value.problems]


def said(codings):
    """Return what codings say, without their ids."""
    return [(c.document, c.span.start, c.span.end, c.code, c.coder, c.stance, c.memo) for c in codings]


def test_a_document_is_known_by_version_length_and_turns():
    assert DOCUMENTS["a"] == KnownDocument(SHA, 18, (Span(0, 10), Span(11, 17), Span(18, 18)))


def test_spans_are_read(tmp_path):
    codings = read(
        tmp_path,
        f'{SPANS}a.docx,{SHA},0,18,tid,anna," memo\n"\na,{VERSION.sha256}, 3 ,4,partner.politi,bo,\n',
    )
    assert said(codings) == [
        ("a", 0, 18, "tid", "anna", "experience", " memo\n"),
        ("a", 3, 4, "partner.politi", "bo", "experience", ""),
    ]
    assert {(coding.version, coding.round) for coding in codings} == {(SHA, 1)}


def test_segments_are_turns_with_interviewers_counted(tmp_path):
    codings = read(tmp_path, f"{SEGMENTS}a,1,tid,anna,\na,2,tid,anna,=x\nnr. 2,1,tid,bo,\n")
    assert said(codings) == [
        ("a", 0, 10, "tid", "anna", "experience", ""),
        ("a", 11, 17, "tid", "anna", "experience", "=x"),
        ("nr. 2", 0, 5, "tid", "bo", "experience", ""),
    ]
    assert codings[0].version == SHA


def test_a_segment_may_say_the_version_that_it_was_counted_in(tmp_path):
    text = "document,version,segment,code,coder,memo\na,{},1,tid,anna,\n"
    assert len(read(tmp_path, text.format(SHA))) == 1
    assert "is not the current one" in problems_of(tmp_path, text.format("1" * 12))[0]


def test_stance_round_and_id_follow_the_fixed_columns(tmp_path):
    head = SPANS.strip() + ",stance,round,id,created_at,colour\n"
    given = "6f9619ff-8b86-4011-b42d-00c04fc964ff"
    first, second = read(
        tmp_path,
        f"{head}a,{SHA},0,1,tid,anna,,wish,2,{given},2024-05-17T10:00:00+00:00,red\na,{SHA},0,1,tid,anna,,,,7,soon,\n",
    )
    assert (first.stance, first.round, first.id) == ("wish", 2, given)
    assert first.created_at == "2024-05-17T10:00:00+00:00"
    assert (second.stance, second.round, second.created_at) == ("experience", 1, "")


def test_the_same_file_gives_the_same_ids_and_a_copied_row_another(tmp_path):
    head = SPANS.strip() + ",id\n"
    given = "6f9619ff-8b86-4011-b42d-00c04fc964ff"
    rows = f"a,{SHA},0,1,tid,anna,,\na,{SHA},0,2,tid,anna,,{given}\na,{SHA},0,3,tid,anna,,{given}\n"
    once, again = (read(tmp_path, head + rows) for _ in range(2))
    assert once == again
    assert once[1].id == given
    assert len({coding.id for coding in once}) == 3


def test_the_coder_of_a_file_without_names_can_be_said(tmp_path):
    text = "document,segment,code\na,1,tid\n"
    assert said(read(tmp_path, text, default_coder="anna"))[0][4] == "anna"
    assert "--coder NAME" in problems_of(tmp_path, text)[0]


def test_a_statement_that_stands_twice_counts_once_and_keeps_its_memo(tmp_path):
    row = f"a,{SHA},0,1,tid,anna,"
    codings = read(tmp_path, f"{SPANS}{row}\n{row}memo\n{row}memo\n")
    assert [coding.memo for coding in codings] == ["memo"]


def test_two_memos_for_one_statement_are_a_question_for_a_person(tmp_path):
    row = f"a,{SHA},0,1,tid,anna,"
    assert problems_of(tmp_path, f"{SPANS}{row}one\n{row}two\n") == [
        "codings.csv, row 3: the row says the same as row 2, with another memo. A statement stands once. "
        "Put the two memos into one row."
    ]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("b,{sha},0,1,tid,anna,", "unknown document 'b'"),
        (",{sha},0,1,tid,anna,", "'document' is empty"),
        ("a,,0,1,tid,anna,", "'version' is empty. The first 12 characters"),
        ("a,000000000000,0,1,tid,anna,", "version '000000000000' is not the current one. It is {sha}"),
        ("a,{short},0,1,tid,anna,", "is not the current one"),
        ("a,1.23457E+11,0,1,tid,anna,", "A spreadsheet has taken it for a number"),
        ("a,{sha},-1,1,tid,anna,", "'start' is '-1'"),
        ("a,{sha},,1,tid,anna,", "'start' is an empty text"),
        ("a,{sha},0,1_0,tid,anna,", "'end' is '1_0'"),
        ("a,{sha},0,١٢,tid,anna,", "'end' is '١٢'"),
        ("a,{sha},0,+3,tid,anna,", "'end' is a text of 2 characters"),
        ("a,{sha},0,1.0,tid,anna,", "'end' is '1.0'"),
        ("a,{sha},0,1e1,tid,anna,", "'end' is '1e1'"),
        ("a,{sha},0,99999999999999999999,tid,anna,", "'end' is '99999999999999999999'"),
        ("a,{sha},3,3,tid,anna,", "start 3 is not before end 3"),
        ("a,{sha},4,3,tid,anna,", "start 4 is not before end 3"),
        ("a,{sha},0,19,tid,anna,", "end 19 lies beyond the text. The text has 18 characters"),
        (
            "a,{sha},0,1,partner.polti,anna,",
            "unknown code 'partner.polti'. A full id of the codebook. Did you mean 'partner.politi'?",
        ),
        (
            "a,{sha},0,1,partner,anna,",
            "only groups others. A code that is codable. Choose one below it: partner.politi, partner.skole",
        ),
        ("a,{sha},0,1,,anna,", "'code' is empty"),
        ("a,{sha},0,1,tid,,", "there is no coder"),
        ('a,{sha},0,1,tid,"a\nb",', "'coder' has a line break"),
    ],
)
def test_a_row_that_does_not_fit_names_what_is_wrong(tmp_path, row, words):
    found = problems_of(tmp_path, SPANS + row.format(sha=SHA, short=SHA[:11]) + "\n")
    assert len(found) == 1
    assert found[0].startswith("codings.csv, row 2")
    assert words.format(sha=SHA) in found[0]


@pytest.mark.parametrize("segment", ["0", "4", "-1", "", "1.0", "B"])
def test_a_turn_that_is_not_there_is_refused(tmp_path, segment):
    assert (
        "A turn of the document, from 1 to 3"
        in problems_of(tmp_path, f"{SEGMENTS}a,{segment},tid,anna,\n")[0]
    )


def test_a_turn_without_text_cannot_be_coded(tmp_path):
    assert "turn 3 has no text" in problems_of(tmp_path, f"{SEGMENTS}a,3,tid,anna,\n")[0]


def test_stance_and_round_are_checked(tmp_path):
    found = problems_of(tmp_path, f"{SEGMENTS.strip()},stance,round\na,1,tid,anna,,hope,0\n")
    assert "Allowed: experience, wish, counterexample" in found[0]
    assert "'round' is '0'" in found[1]


def test_all_problems_come_at_once_and_a_long_list_is_counted(tmp_path):
    found = problems_of(tmp_path, SPANS + "b,,,,,,\n" + "a,,0,1,tid,anna,\n" * 70)
    assert len(found) == 51
    assert [problem.split(": ")[1].split(".")[0] for problem in found[:4]] == [
        "unknown document 'b'",
        "'code' is empty",
        "there is no coder",
        "'version' is empty",
    ]
    assert found[-1] == "and 23 more."


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (
            "document,segment,start,end,code,score,rank,suggested,evidence",
            "both positions (start, end) and segments",
        ),
        ("document,code,coder,memo", "no column version, start, end"),
        ("document,start,end,code,coder,memo", "no column version"),
    ],
)
def test_a_file_in_neither_form_or_in_both_is_refused(tmp_path, head, words):
    with pytest.raises(InterchangeError) as caught:
        read(tmp_path, head + "\n")
    assert caught.value.code == "QC-CD02"
    assert words in str(caught.value)


def test_neither_memos_nor_misplaced_words_stand_in_an_error_or_a_repr(tmp_path):
    """A file whose columns are shifted has text where ids should be."""
    words = "HEMMELIG sagde hun"
    found = problems_of(
        tmp_path,
        f"{SPANS}{words},{words},{words},{words},{words},,{words}\na,{SHA},{words},1,tid,x,{words}\n",
    )
    assert "HEMMELIG" not in " ".join(found)
    assert "HEMMELIG" not in repr(read(tmp_path, f"{SEGMENTS}a,1,tid,anna,HEMMELIG\n"))


CODINGS = [
    Coding(
        "6f9619ff-8b86-4011-b42d-00c04fc964ff",
        "a",
        SHA,
        Span(2, 9),
        "tid",
        "bo",
        "wish",
        '=1\n- "a", b; -c',
        2,
    ),
    Coding(
        "7f9619ff-8b86-4011-b42d-00c04fc964ff",
        "a",
        SHA,
        Span(0, 9),
        "tid",
        "bo",
        created_at="2024-05-17T10:00:00",
    ),
    Coding("8f9619ff-8b86-4011-b42d-00c04fc964ff", "a", SHA, Span(0, 9), "tid", "anna"),
]


@pytest.mark.parametrize("name", ["codings.csv", "codings.xlsx"])
def test_written_codings_read_the_same_in_reading_order(tmp_path, name):
    file, other = tmp_path / name, tmp_path / f"other-{name}"
    write_codings(file, CODINGS)
    write_codings(other, reversed(CODINGS))
    assert read_codings(file, resolve=DOCUMENTS, codebook=BOOK) == CODINGS[::-1]
    assert file.read_bytes() == other.read_bytes()
    assert file.stat().st_mode & 0o777 == 0o600


def test_the_fixed_columns_come_first(tmp_path):
    write_codings(tmp_path / "c.csv", [])
    head = (tmp_path / "c.csv").read_text()
    assert head == "document,version,start,end,code,coder,memo,stance,round,id,created_at\n"


def test_codings_are_written_as_csv_or_workbook_only(tmp_path):
    with pytest.raises(UsageError):
        write_codings(tmp_path / "codings.json", [])
