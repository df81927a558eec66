"""interviews.csv, speakers.csv and guide.csv: what people write there is checked row by row."""

import pytest

from qualcode.errors import InterchangeError
from qualcode.interchange import (
    INTERVIEW_COLUMNS,
    SPEAKER_COLUMNS,
    document_name,
    parse_codebook,
    read_guide,
    read_interviews,
    read_speakers,
    write_csv,
    write_xlsx,
)
from qualcode.model import GuideItem, Interview, Speaker


def written(tmp_path, text):
    file = tmp_path / "table.csv"
    file.write_text(text, encoding="utf-8")
    return file


def problems_of(read, file, **options):
    with pytest.raises(InterchangeError) as caught:
        read(file, **options)
    assert caught.value.code == "QC-CO01"
    return [str(problem) for problem in caught.value.problems]


def test_interviews_are_read_with_or_without_the_ending_of_the_file(tmp_path):
    file = written(
        tmp_path,
        "document,site,date,mode,notes\n"
        'a.docx,k1,2024-05-17,online," to\nlinjer"\n'
        "nr. 2.1,k2,2024-05,on-site,\n"
        "c,,2024,,\n"
        "d,,,,\n",
    )
    assert read_interviews(file) == [
        Interview("a", "k1", "2024-05-17", "online", " to\nlinjer"),
        Interview("nr. 2.1", "k2", "2024-05", "on-site"),
        Interview("c", "", "2024"),
        Interview("d", ""),
    ]


def test_document_and_site_are_enough(tmp_path):
    assert read_interviews(written(tmp_path, "document,site\na,k1\n")) == [Interview("a", "k1")]


def test_how_a_table_was_read_is_said(tmp_path):
    interviews = read_interviews(written(tmp_path, "document;site\na;k1\n"))
    assert ["semicolons" in note for note in interviews.notes] == [True]


def test_dates_of_a_workbook_are_read(tmp_path):
    from datetime import date

    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["document", "site", "date"])
    book.active.append(["a", "k1", date(2024, 5, 17)])
    book.save(tmp_path / "interviews.xlsx")
    assert read_interviews(tmp_path / "interviews.xlsx") == [Interview("a", "k1", "2024-05-17")]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (",k1,,\n", "row 2: 'document' is empty"),
        ("a,k1,,\nA.docx,k2,,\n", "row 3: the document has a row already (row 2)"),
        ("a,Nordby Kommune,,\n", "row 2: 'site' is a text of 14 characters"),
        ("a,k1,17.5.2024,\n", "row 2: 'date' is no date. Such as 2024-05-17"),
        ("a,k1,2024-02-30,\n", "'date' is no date"),
        ("a,k1,2024-W01-1,\n", "'date' is no date"),
        ("a,k1,20240517,\n", "'date' is no date"),
        ("a,k1,,onsite\n", "'mode' is 'onsite'. Allowed: on-site, online, or empty. Did you mean 'on-site'?"),
    ],
)
def test_a_slip_in_interviews_names_its_row(tmp_path, rows, words):
    found = problems_of(read_interviews, written(tmp_path, "document,site,date,mode\n" + rows))
    assert any(words in problem for problem in found), found


def test_speakers_are_read(tmp_path):
    file = written(
        tmp_path,
        "document,label,speaker_id,role,area,notes\na.txt, I1 ,p01,interviewer,,\na,B,p02,informant,boern,=x\na,b,,,,\n",
    )
    assert read_speakers(file) == [
        Speaker("a", "I1", "p01", "interviewer"),
        Speaker("a", "B", "p02", "informant", "boern", "=x"),
        Speaker("a", "b", ""),
    ]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("a,,p1,,\n", "'label' is empty"),
        ("a,B,p1,,\na.docx,B,p2,,\n", "row 3: the label of this document has a row already (row 2)"),
        ("a,B,p1,interviewee,\n", "'role' is 'interviewee'. Allowed: interviewer, informant, or empty"),
        ("a,B,,informant,\n", "an informant without a speaker_id"),
        ("a,B,p 1,informant,\n", "'speaker_id' is a text of 3 characters"),
        ("a,B,p1,,børn og unge\n", "'area' is a text of 12 characters"),
    ],
)
def test_a_slip_in_speakers_names_its_row(tmp_path, rows, words):
    found = problems_of(read_speakers, written(tmp_path, "document,label,speaker_id,role,area\n" + rows))
    assert any(words in problem for problem in found), found


def test_all_problems_of_a_table_come_at_once_without_the_words_in_it(tmp_path):
    file = written(tmp_path, "document,label,speaker_id,role\na,,HEM MELIG,HEM MELIG\n,B,HEM MELIG,\n")
    found = problems_of(read_speakers, file)
    assert len(found) == 5
    assert "HEM" not in " ".join(found)


def test_what_write_csv_wrote_reads_the_same(tmp_path):
    interviews = [["a", "k1", "2024-05-17", "online", "=1\n- to"], ["b, c", "", "", "", ""]]
    write_csv(tmp_path / "interviews.csv", INTERVIEW_COLUMNS, interviews)
    assert read_interviews(tmp_path / "interviews.csv") == [Interview(*row) for row in interviews]
    speakers = [["a", "-B", "p1", "informant", "boern", '"'], ["a", "I", "", "", "", ""]]
    write_csv(tmp_path / "speakers.csv", SPEAKER_COLUMNS, speakers)
    assert read_speakers(tmp_path / "speakers.csv") == [Speaker(*row) for row in speakers]


CODEBOOK = parse_codebook(
    "version: 1\nlanguage: da\ntitle: T\ncodes: [{id: partner, name: P, children: [{id: politi, name: Politi}]}]\n"
)


def test_the_guide_is_read(tmp_path):
    file = written(
        tmp_path,
        "question,text,codes,asked_in\n"
        '1,"Hvem, og hvordan?",partner.politi; partner,a.docx; b\n'
        "2,Hvad ellers?,partner partner,\n"
        "3,Andet?,,a\n",
    )
    assert read_guide(file, codebook=CODEBOOK, documents=["a", "b"]) == [
        GuideItem("1", "Hvem, og hvordan?", ("partner.politi", "partner"), ("a", "b")),
        GuideItem("2", "Hvad ellers?", ("partner",)),
        GuideItem("3", "Andet?", (), ("a",)),
    ]


def test_a_guide_without_a_record_of_where_things_were_asked_is_read(tmp_path):
    assert read_guide(written(tmp_path, "question,text,codes\n1,Hvem?,x\n")) == [
        GuideItem("1", "Hvem?", ("x",))
    ]


def test_a_column_that_is_nearly_the_right_one_is_not_passed_over(tmp_path):
    with pytest.raises(InterchangeError) as caught:
        read_guide(written(tmp_path, "question,text,codes,asked\n1,Hvem?,,a\n"))
    assert "unknown column 'asked'. Did you mean 'asked_in'?" in str(caught.value)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (",Hvem?,,\n", "'question' is empty"),
        ("1,Hvem?,,\n1,Hvad?,,\n", "row 3: the question has a row already (row 2)"),
        ("1,Hvem?,partner.polti,\n", "unknown code 'partner.polti'. Did you mean 'partner.politi'?"),
        ("1,Hvem?,,c\n", "unknown document 'c'"),
    ],
)
def test_a_slip_in_the_guide_names_its_row(tmp_path, rows, words):
    file = written(tmp_path, "question,text,codes,asked_in\n" + rows)
    found = problems_of(read_guide, file, codebook=CODEBOOK, documents=["a", "b"])
    assert any(words in problem for problem in found), found


@pytest.mark.parametrize(
    ("written_name", "name"),
    [
        ("a.DOCX", "a"),
        (" a.txt\n", "a"),
        ("a.b", "a.b"),
        ("a.docx.txt", "a.docx"),
        ("a\u030a.md", "å"),
        (".txt", ""),
    ],
)
def test_a_document_is_known_by_its_name_without_ending(written_name, name):
    assert document_name(written_name) == name


def test_a_workbook_serves_as_well_as_csv(tmp_path):
    write_xlsx(tmp_path / "s.xlsx", {"s": (["document", "label", "speaker_id"], [["a", "-B", "007"]])})
    assert read_speakers(tmp_path / "s.xlsx") == [Speaker("a", "-B", "007")]
