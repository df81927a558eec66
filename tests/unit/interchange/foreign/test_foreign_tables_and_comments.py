"""Tables made by hand or exported, and Word comments: codes and passages by name and words."""

import docx as python_docx
import pytest

from qualcode.errors import InterchangeError, UserError
from qualcode.interchange import write_xlsx
from qualcode.interchange.foreign import examine_foreign, read_foreign
from unit.interchange.foreign.foreign_files import FIRST, SECOND, TEXT, commented, passages, run, word

TEXTS = {"gruppe1": TEXT, "gruppe2": "Vi  mangler\u00a0tid. Og ro. Og ro."}


def table(path, text):
    path.write_text(text, encoding="utf-8")
    return path


def tree(project):
    """Return the codes as paths."""
    codes = {code.guid: code for code in project.codes}

    def path(code):
        return f"{path(codes[code.parent])} > {code.name}" if code.parent else code.name

    return [path(code) for code in project.codes]


def test_a_list_of_codes_with_parents_in_any_order(tmp_path):
    file = table(
        tmp_path / "koder.csv",
        "Kode;Overkode;Beskrivelse;Farve;Brug når;Stikord\n"
        "Tid;Barriere;For lidt tid;#F00;nogen siger det;tid; \n"
        "Barriere;;Hvad der hæmmer;;;\n",
    )
    text = file.read_text(encoding="utf-8").replace("tid; \n", '"tid; travlt"\n')
    found = examine_foreign(table(file, text))
    project = found.project
    assert found.kind == "code-table"
    assert sorted(tree(project)) == ["Barriere", "Barriere > Tid"]
    time = next(code for code in project.codes if code.name == "Tid")
    assert (time.color, time.description) == ("#ff0000", "For lidt tid")
    assert time.extra == (("use_when", "nogen siger det"), ("cue", "tid"), ("cue", "travlt"))
    assert not found.losses


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("Code,Memo\nBarriere > Tid,x\n", ["Barriere", "Barriere > Tid"]),  # MAXQDA
        (
            "Name,Description,Files\nNodes\\\\Barriere\\\\Tid,x,3\n",
            ["Nodes", "Nodes > Barriere", "Nodes > Barriere > Tid"],
        ),
        ("tag,description,number of highlights,number of documents\nA b.Tid,x,2,1\n", ["A b", "A b > Tid"]),
        (
            "Kode,Overkode\nTid,Barriere > Ressourcer\n",
            ["Barriere", "Barriere > Ressourcer", "Barriere > Ressourcer > Tid"],
        ),
        ("code,parent\nTid,A\nTid,B\nA,\nB,\n", ["A", "A > Tid", "B", "B > Tid"]),
    ],
)
def test_paths_of_other_programs_make_the_tree(tmp_path, text, paths):
    project, losses = read_foreign(table(tmp_path / "a.csv", text))
    assert sorted(tree(project)) == paths
    assert not losses


@pytest.mark.parametrize(
    "text",
    [
        "code,parent\nA,B\nB,A\n",
        "code,parent\nA,A\n",
        "code\nA\na\n",
        "code,parent\nX > Tid,\nY > Tid,\nRo,Tid\n",
    ],
)
def test_circles_doubles_and_parents_that_mean_two_are_refused(tmp_path, text):
    with pytest.raises(InterchangeError, match="QC-FX10"):
        read_foreign(table(tmp_path / "a.csv", text))


def test_passages_are_found_by_their_words_once_or_not_at_all(tmp_path):
    file = table(
        tmp_path / "citater.csv",
        "Dokument,Citat,Kode,Kodet af,Kommentar,Humør\n"
        f"gruppe1.docx,{FIRST},Barriere > Tid; Tillid,Anna,Central,glad\n"
        f"GRUPPE1,{SECOND},Tid,Bo,,\n"
        "gruppe2,Vi mangler tid.,Tid,,,\n"
        "gruppe2,Og ro.,Tid,,,\n"
        "gruppe2,Det sagde ingen.,Tid,,,\n"
        "gruppe9,Vi mangler tid.,Tid,,,\n"
        "gruppe2,,Tid,,,\n",
    )
    found = examine_foreign(file, texts=TEXTS)
    assert passages(found.project) == [
        (FIRST, "Barriere > Tid", "Anna"),
        (FIRST, "Tillid", "Anna"),
        (SECOND, "Tid", "Bo"),
        ("Vi  mangler\u00a0tid.", "Tid", ""),
    ]
    assert found.losses.counts() == {
        "columns": 1,
        "ambiguous": 1,
        "not-found": 1,
        "no-document": 1,
        "incomplete": 1,
    }
    assert "row 5" in str(found.losses.describe("en"))
    assert [note.text for note in found.project.notes] == ["Central"]


def test_an_excel_table_is_read_as_a_csv_table_is(tmp_path):
    rows = [["gruppe1", SECOND, "=Tid", "Anna"]]
    write_xlsx(tmp_path / "a.xlsx", {"Coded": (["Document name", "Segment", "Code", "Created by"], rows)})
    project, losses = read_foreign(tmp_path / "a.xlsx", texts=TEXTS)
    assert passages(project) == [(SECOND, "=Tid", "Anna")]
    assert not losses


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Dokument,Citat,Kode\ngruppe1,ord,Tid\n", "QC-FX09"),  # no texts to look in
        ("document,segment,code\na,3,tid\n", "QC-FX12"),  # qualcode's own form
        ("fornavn,efternavn\nAnna,Berg\n", "QC-FX12"),
        ("code,parent\n,Barriere\n", "QC-FX12"),
        ("code,code\nA,B\n", "QC-TB01"),
    ],
)
def test_tables_of_another_kind_are_refused(tmp_path, text, code):
    with pytest.raises(UserError) as raised:
        read_foreign(table(tmp_path / "a.csv", text))
    assert raised.value.code == code
    assert "Berg" not in str(raised.value)


BODY = (
    f"<w:p>{run('I: Hvad hæmmer?')}</w:p>"
    f"<w:p>{run('P1: ')}{commented(1, run('Vi mangler tid 😀'))}{run(' og ro.')}</w:p>"
    f"<w:p>{commented(2, run('P2: Ikke '))}<w:del>{run('slettet ')}</w:del><w:ins>{run('nok ')}</w:ins>"
    f"{commented(4, run('penge.'))}</w:p>"
)


def test_word_comments_are_codings_by_their_authors(tmp_path):
    file = word(
        tmp_path / "gruppe1.docx",
        BODY,
        [
            (1, "Anna", ["Barriere > Tid; Tillid"]),
            (2, "Bo", ["Penge", "Tid"]),
            (4, "Bo", ["Det her er vigtigt. Tal med Anna om det!"]),
        ],
    )
    found = examine_foreign(file)
    assert found.kind == "word-comments"
    assert (
        found.project.sources[0].text == "I: Hvad hæmmer?\nP1: Vi mangler tid 😀 og ro.\nP2: Ikke nok penge."
    )
    assert passages(found.project) == [
        ("Vi mangler tid 😀", "Barriere > Tid", "Anna"),
        ("Vi mangler tid 😀", "Tillid", "Anna"),
        ("P2: Ikke", "Penge", "Bo"),
        ("P2: Ikke", "Tid", "Bo"),
    ]
    assert found.losses.counts() == {"no-code": 1}
    assert [note.text for note in found.project.notes] == ["Det her er vigtigt. Tal med Anna om det!"]
    assert found.project.codings[0].created_at == "2026-02-01T10:00:00"


def test_a_reply_that_names_a_code_is_a_coding_and_any_other_a_note(tmp_path):
    file = word(
        tmp_path / "a.docx",
        BODY,
        [(1, "Anna", ["Tid"]), (2, "Anna", ["Penge"]), (7, "Bo", ["penge"]), (8, "Bo", ["Er det ikke Ro"])],
        replies=[(7, 1), (8, 1)],
    )
    project, losses = read_foreign(file)
    assert ("Vi mangler tid 😀", "penge", "Bo") in passages(project)
    assert [note.text for note in project.notes] == ["Er det ikke Ro"]
    assert not losses


def test_with_the_studys_codes_nothing_else_is_one(tmp_path):
    file = word(tmp_path / "a.docx", BODY, [(1, "Anna", ["tid", "Husk"]), (2, "Bo", ["Ring"])])
    project, losses = read_foreign(file, codes=["Tid"])
    assert [code for _, code, _ in passages(project)] == ["tid"]
    assert {note.text for note in project.notes} == {"Husk", "Ring"}
    assert losses.counts() == {"no-code": 1}


def test_a_comment_without_a_range_stands_on_its_paragraph(tmp_path):
    body = (
        f'<w:p>{run("Før.")}</w:p><w:p>{run("Vi mangler ro.")}<w:r><w:commentReference w:id="1"/></w:r></w:p>'
    )
    project, _ = read_foreign(word(tmp_path / "a.docx", body, [(1, "Anna", ["Ro"])]))
    assert [words for words, _, _ in passages(project)] == ["Vi mangler ro."]


def test_a_document_without_comments_is_no_coding(tmp_path):
    with pytest.raises(InterchangeError, match="QC-FX11"):
        read_foreign(word(tmp_path / "a.docx", BODY))


def test_hidden_text_and_notes_are_left_out_and_counted(tmp_path):
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hemmeligt</w:t></w:r>"
    body = f'<w:p>{commented(1, run("Ja") + hidden)}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    project, losses = read_foreign(word(tmp_path / "a.docx", body, [(1, "Anna", ["Tid"])]))
    assert project.sources[0].text == "Ja"
    assert losses.counts() == {"margins": 2}


def test_a_document_commented_with_python_docx(tmp_path):
    """Another writer than ours: the reader must not depend on how our own test files are built."""
    made = python_docx.Document()
    made.add_paragraph("I: Hvad hæmmer?")
    written = made.add_paragraph("P1: ")
    run_ = written.add_run("Vi mangler tid 😀")
    written.add_run(" og ro.")
    made.add_comment(run_, text="Tid; Ro", author="Anna", initials="A")
    made.save(tmp_path / "made.docx")
    project, losses = read_foreign(tmp_path / "made.docx")
    assert passages(project) == [("Vi mangler tid 😀", "Tid", "Anna"), ("Vi mangler tid 😀", "Ro", "Anna")]
    assert not losses
