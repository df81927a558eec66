"""Answers to suggestions come from people's spreadsheets whole and as they were meant, or not at all."""

import csv

import pytest

from qualcode.errors import InterchangeError
from qualcode.interchange import KnownDocument, parse_codebook, read_decisions, write_csv, write_xlsx
from qualcode.model import Span, suggestion_id

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
SHA, MODEL = "04cb05f0c2ca", "text/1-2ca93f245c72"
DOCUMENTS = {"a": KnownDocument(SHA, 100, ()), "b": KnownDocument("b" * 12, 40, ())}
COLUMNS = (
    "document", "segment", "start", "end", "code", "score", "rank", "suggested", "evidence",
    "version", "model", "answer", "as_code", "coder",
)  # fmt: skip
SAID = "Så sagde hun HEMMELIGMARKOER7Q igen"


def row(answer="", as_code="", **cells):
    """Return a row as `qualcode suggest` writes it, with a person's answer."""
    usual = {
        "document": "a",
        "segment": 3,
        "start": 10,
        "end": 25,
        "code": "partner.skole",
        "score": 0.997833,
        "rank": 1,
        "suggested": "yes",
        "evidence": f"ord: æble, øl; ligner: b 4; {SAID}",
        "version": SHA,
        "model": MODEL,
        "coder": "anna",
    }
    return usual | {"answer": answer, "as_code": as_code} | cells


def read(path, **options):
    return read_decisions(path, resolve=DOCUMENTS, codebook=BOOK, **options)


def file_of(tmp_path, *rows, columns=COLUMNS):
    path = tmp_path / "answers.csv"
    write_csv(path, columns, rows)
    return path


def answers(tmp_path, *rows, **options):
    return [(one.answer, one.code, one.coder) for one in read(file_of(tmp_path, *rows), **options)]


def problems_of(tmp_path, *rows, **options):
    with pytest.raises(InterchangeError) as caught:
        read(file_of(tmp_path, *rows), **options)
    assert caught.value.code == "QC-DE01"
    assert "HEMMELIG" not in str(caught.value)
    return [str(problem) for problem in caught.value.problems]


def test_all_that_the_suggestion_said_comes_back_but_for_the_words(tmp_path):
    (decision,) = read(file_of(tmp_path, row("accept")))
    about = decision.suggestion
    assert (about.document, about.version, about.segment, about.span) == ("a", SHA, 3, Span(10, 25))
    assert (about.code, about.score, about.rank, about.suggested, about.model) == (
        "partner.skole",
        0.997833,
        1,
        True,
        MODEL,
    )
    assert about.id == suggestion_id("a", SHA, Span(10, 25), "partner.skole", MODEL)
    assert about.evidence == ""
    assert "HEMMELIG" not in repr(decision)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("accept", "accept"), ("ja", "accept"), (" Ja ", "accept"), ("YES", "accept"),
        ("reject", "reject"), ("Nej", "reject"), ("no", "reject"),
        ("later", "later"), ("senere", "later"),
    ],
)  # fmt: skip
def test_answers_are_understood_in_danish_and_english(tmp_path, written, meant):
    code = "partner.skole" if meant == "accept" else ""
    assert answers(tmp_path, row(written)) == [(meant, code, "anna")]


@pytest.mark.parametrize("written", ["", "accept_as", "ja", "nej", "later"])
def test_another_code_stands_in_its_own_column_whatever_stands_beside_it(tmp_path, written):
    assert answers(tmp_path, row(written, "tid")) == [("accept_as", "tid", "anna")]


def test_rows_without_an_answer_are_passed_over_even_where_they_would_not_do(tmp_path):
    left = row(code="partner.skoel", version="000000000000", score="?")
    assert answers(tmp_path, left, row("reject"), row(" ")) == [("reject", "", "anna")]


def test_the_row_says_who_answered_else_the_call(tmp_path):
    mixed = (row("accept", coder=""), row("reject", code="tid", coder="bo"))
    assert [who for _, _, who in answers(tmp_path, *mixed, default_coder="anna")] == ["anna", "bo"]


def test_a_branch_can_be_turned_down(tmp_path):
    assert answers(tmp_path, row("reject", code="partner")) == [("reject", "", "anna")]


def test_the_same_answer_twice_is_one_answer_and_not_a_problem(tmp_path):
    assert set(answers(tmp_path, row("ja"), row("accept"))) == {("accept", "partner.skole", "anna")}


def test_the_file_gives_the_same_however_it_was_saved(tmp_path):
    """Danish Excel: semicolons, decimal commas, CRLF, and a code page or a byte order mark."""
    rows = [
        row("ja"),
        row(code="tid", score=9.5e-05, as_code="partner.politi"),
        row("nej", score=1.0, rank=2),
    ]
    wanted = _meant(
        read(file_of(tmp_path, rows[0], rows[1], rows[2] | {"segment": 4, "start": 30, "end": 44}))
    )
    rows[2] |= {"segment": 4, "start": 30, "end": 44}
    for encoding in ("cp1252", "utf-8-sig"):
        path = tmp_path / f"{encoding}.csv"
        with path.open("w", encoding=encoding, newline="") as file:
            writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
            writer.writerow(COLUMNS)
            writer.writerows([_danish(one[column]) for column in COLUMNS] for one in rows)
        assert _meant(read(path)) == wanted, encoding
    write_xlsx(tmp_path / "a.xlsx", {"forslag": (COLUMNS, rows)})
    assert _meant(read(tmp_path / "a.xlsx")) == wanted
    assert [(answer, code) for answer, code, *_ in wanted] == [
        ("accept", "partner.skole"),
        ("accept_as", "partner.politi"),
        ("reject", ""),
    ]


def _danish(value):
    """Return a cell as Danish Excel shows it."""
    if not isinstance(value, float):
        return value
    return f"{value:.1E}".replace(".", ",") if value < 0.001 else f"{value:g}".replace(".", ",")


def _meant(decisions):
    return [(one.answer, one.code, one.coder, one.suggestion) for one in decisions]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"answer": "acept"}, "'answer' is 'acept'"),
        ({"answer": SAID}, f"'answer' is a text of {len(SAID)} characters"),
        ({"answer": "acept", "as_code": "tid"}, "'answer' is 'acept'"),
        ({"answer": "accept_as"}, "'as_code' is empty"),
        ({"as_code": "partner.skole"}, "the suggested code itself"),
        ({"answer": "ja", "code": "partner.skoel"}, "Did you mean 'partner.skole'?"),
        ({"as_code": "tdi"}, "'as_code' is 'tdi', which the codebook lacks"),
        ({"as_code": SAID}, f"'as_code' is a text of {len(SAID)} characters"),
        ({"answer": "ja", "code": "partner"}, "'partner' only groups others"),
        ({"as_code": "partner"}, "'partner' only groups others"),
        ({"answer": "ja", "coder": ""}, "there is no coder"),
        ({"answer": "ja", "document": "aa"}, "unknown document 'aa'"),
        ({"answer": "ja", "version": "0" * 12}, f"It is {SHA}"),
        ({"answer": "ja", "version": "4,00E+02"}, "use .xlsx"),
        ({"answer": "ja", "version": ""}, "version an empty text"),
        ({"answer": "ja", "model": ""}, "'model' is empty"),
        ({"answer": "ja", "start": 25}, "25 to 25 is no place"),
        ({"answer": "ja", "end": 101}, "10 to 101 is no place"),
        ({"answer": "ja", "end": "2.5"}, "'end' is '2.5'"),
        ({"answer": "ja", "segment": "tre"}, "'segment' is 'tre'"),
        ({"answer": "ja", "score": "høj"}, "'score' is 'høj'"),
        ({"answer": "ja", "score": "1.2"}, "'score' is '1.2'"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_row_is_named_with_its_place(tmp_path, wrong, said):
    (problem,) = problems_of(tmp_path, row("ja", code="tid"), row() | wrong)
    assert problem.startswith("answers.csv, row 3: ")
    assert said in problem


def test_all_problems_of_a_file_come_at_once(tmp_path):
    found = problems_of(
        tmp_path,
        row("acept", coder=""),
        row("ja", version="0" * 12),
        row("ja"),
        row(as_code="nix", score="x"),
    )
    assert [problem.partition(":")[0] for problem in found] == [
        "answers.csv, row 2", "answers.csv, row 2", "answers.csv, row 3", "answers.csv, row 5", "answers.csv, row 5",
    ]  # fmt: skip


def test_two_answers_to_one_suggestion_are_a_question_to_the_person(tmp_path):
    (problem,) = problems_of(tmp_path, row("ja"), row("ja", code="tid"), row("nej"))
    assert problem.startswith("answers.csv, row 4: ")
    assert "as row 2" in problem


def test_two_people_may_differ(tmp_path):
    assert len(answers(tmp_path, row("ja"), row("nej", coder="bo"))) == 2


@pytest.mark.parametrize("column", ["model", "version", "answer", "score"])
def test_a_column_that_is_missing_is_named(tmp_path, column):
    path = file_of(tmp_path, row("ja"), columns=[name for name in COLUMNS if name != column])
    with pytest.raises(InterchangeError, match=f"the column '{column}' is missing") as caught:
        read(path)
    assert caught.value.code == "QC-TB01"


def test_a_misspelt_column_of_other_codes_is_not_taken_for_no_answer(tmp_path):
    columns = ["as-code" if name == "as_code" else name for name in COLUMNS]
    path = tmp_path / "a.csv"
    write_csv(path, columns, [[row("")[name] for name in COLUMNS[:-2]] + ["tid", "anna"]])
    with pytest.raises(InterchangeError, match="Did you mean 'as_code'"):
        read(path)
