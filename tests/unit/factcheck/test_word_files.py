"""Packs as Word files: out, filled in as Word and LibreOffice do it, and back."""

import shutil
import subprocess

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from qualcode.errors import InterchangeError
from qualcode.factcheck import read_docx, read_replies
from unit.factcheck.packs_made import BARE, ONE, PLAN, Filled, codes, pack_of, packs, tracked

COMMENTS = (
    f'<w:comments {nsdecls("w")}><w:comment w:id="7" w:author="Lene Hansen" w:date="2026-03-12T10:00:00Z">'
    "<w:p><w:r><w:t>Skal det ikke være skolen?</w:t></w:r></w:p></w:comment></w:comments>"
)


@pytest.fixture
def pack():
    return Filled(pack_of("a")).signed()


def replies(path):
    """Return item, answer and text of what a file says."""
    done = read_replies([read_docx(path)], packs().by_key, codes())
    return [(one.item, one.answer, one.text) for one in done.replies]


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_pack_that_nobody_filled_in_holds_every_item_and_no_answer(tmp_path, language):
    sheet = read_docx(Filled(pack_of("a"), language).saved(tmp_path / "a.docx"))
    done = read_replies([sheet], packs().by_key, codes())
    assert (len(sheet.rows), done.unanswered, done.replies) == (3, 3, ())
    assert {row.pack for row in sheet.rows} == {pack_of("a").code}


def test_ticks_and_words_come_back(pack, tmp_path):
    pack.tick(1, "approved").tick(2, "withdrawn").tick(3, "changed").write(
        3, "wording", "Vi ringer, og de svarer."
    )
    assert replies(pack.saved(tmp_path / "a.docx")) == [
        (PLAN.id, "approved", PLAN.text),
        (ONE.id, "withdrawn", ONE.text),
        (BARE.id, "changed", "Vi ringer, og de svarer."),
    ]


def test_an_underline_a_line_through_two_and_a_word_are_answers_too(pack, tmp_path):
    pack.option(1, "approved").font.underline = True
    for answer in ("approved", "changed"):
        pack.option(2, answer).font.strike = True
    pack.write(3, "answer", "Godkendt")
    assert [answer for _, answer, _ in replies(pack.saved(tmp_path / "a.docx"))] == [
        "approved",
        "withdrawn",
        "approved",
    ]


def test_tracked_changes_are_read_as_accepted(pack, tmp_path):
    """Somebody with tracking on ticks the change and writes over the printed words."""
    box = pack.rows[2].cells[3].paragraphs[1]
    tracked(box, "☒ Godkendt med ændringer")
    tracked(pack.rows[2].cells[2].paragraphs[0], "„Vi skriver, og så svarer de.”")
    assert replies(pack.saved(tmp_path / "a.docx")) == [(BARE.id, "changed", "Vi skriver, og så svarer de.")]


def test_a_row_that_was_deleted_with_tracking_is_no_answer(pack, tmp_path):
    pack.tick(1, "approved").tick(2, "approved")
    pack.rows[0]._tr.get_or_add_trPr().append(parse_xml(f'<w:del {nsdecls("w")} w:id="9" w:author="x"/>'))
    assert [item for item, _, _ in replies(pack.saved(tmp_path / "a.docx"))] == [ONE.id]


def test_a_comment_in_the_margin_is_kept_without_its_author(pack, tmp_path):
    pack.tick(1, "approved").write(1, "comment", "Se margen")
    run = pack.rows[0].cells[2].paragraphs[0].runs[0]._r
    run.addnext(parse_xml(f'<w:r {nsdecls("w")}><w:commentReference w:id="7"/></w:r>'))
    sheet = read_docx(pack.saved(tmp_path / "a.docx", word__comments_xml=COMMENTS))
    assert sheet.rows[0].comment == "Se margen; Skal det ikke være skolen?"


def test_a_check_box_of_word_is_a_tick(pack, tmp_path):
    run = pack.option(1, "approved")._r
    control = parse_xml(
        f'<w:sdt {nsdecls("w")}><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent><w:r><w:t>☒</w:t></w:r>'
        "</w:sdtContent></w:sdt>"
    )
    run.addprevious(control)
    pack.option(1, "approved").text = " Godkendt"
    assert [answer for _, answer, _ in replies(pack.saved(tmp_path / "a.docx"))] == ["approved"]


def test_a_tick_from_a_font_of_signs_is_a_tick(pack, tmp_path):
    run = pack.option(2, "withdrawn")
    run.text = " Trækkes tilbage"
    run._r.insert(1, parse_xml(f'<w:sym {nsdecls("w")} w:font="Wingdings" w:char="F0FE"/>'))
    assert [answer for _, answer, _ in replies(pack.saved(tmp_path / "a.docx"))] == ["withdrawn"]


def test_runs_cut_anywhere_and_rows_in_a_control_change_nothing(pack, tmp_path):
    """Word cuts runs where its spelling checker looked, and wraps what was pasted."""
    pack.tick(3, "approved")
    cell = pack.rows[2].cells[0].paragraphs[1]
    code = cell.text
    cell.runs[0].text = code[:4]
    cell.add_run(code[4:9])
    cell.add_run(code[9:])
    row = pack.rows[2]._tr
    control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent/></w:sdt>")
    row.addprevious(control)
    control[0].append(row)
    assert [item for item, _, _ in replies(pack.saved(tmp_path / "a.docx"))] == [BARE.id]


def test_who_and_when_in_the_row_win_over_those_for_all(pack, tmp_path):
    pack.tick(1, "approved").write(1, "by", "R2").write(1, "at", "1/4 2026")
    row = read_docx(pack.saved(tmp_path / "a.docx")).rows[0]
    assert (row.by, row.at) == ("R2", "1/4 2026")


def test_two_ticks_are_refused_by_the_number_that_stands_in_the_pack(pack, tmp_path):
    pack.tick(2, "approved").tick(2, "withdrawn")
    with pytest.raises(InterchangeError, match=r"a\.docx, no\. 2: there is more than one answer"):
        replies(pack.saved(tmp_path / "a.docx"))


def test_another_word_file_is_no_pack(tmp_path):
    document = docx.Document()
    document.add_table(2, 8)
    document.save(tmp_path / "letter.docx")
    with pytest.raises(InterchangeError, match="no row of a table has the code") as error:
        read_docx(tmp_path / "letter.docx")
    assert error.value.code == "QC-FC02"


def test_changed_headings_are_refused_and_not_guessed(pack, tmp_path):
    table = pack.rows[0]._tr.getparent()
    head = next(
        row for row in docx.table.Table(table, pack.document).rows if row.cells[0].text.startswith("Nr.")
    )
    head.cells[3].text = "Hvad siger I?"
    pack.tick(1, "approved")
    with pytest.raises(InterchangeError, match="headings"):
        read_docx(pack.saved(tmp_path / "a.docx"))


@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed: its way of saving is not tried"
)
def test_libreoffice_saves_a_pack_that_still_reads(pack, tmp_path):
    pack.tick(1, "approved").tick(3, "changed").write(3, "wording", "Vi ringer, og de svarer.")
    pack.option(2, "withdrawn").font.underline = True
    path = pack.saved(tmp_path / "a.docx")
    before = replies(path)
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    kind = "docx:MS Word 2007 XML"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        str(tmp_path / "lo"),
        str(path),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert replies(tmp_path / "lo" / "a.docx") == before
    assert len(before) == 3
