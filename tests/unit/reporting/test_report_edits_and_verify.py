"""Sentences that people wrote, and reports that came back from Word: what is kept, and what is noticed."""

import csv
import dataclasses
import io
import zipfile

import docx
import pytest

from qualcode.disclosure import ScanLists
from qualcode.errors import InterchangeError, ReportError
from qualcode.interchange import write_csv
from qualcode.model import ChapterSpec, ReportSettings, StudyConfig
from qualcode.reporting import (
    EditedStatement,
    OutdatedEdit,
    PrintedQuote,
    build_report,
    finding_anchor,
    read_back,
    read_edits,
    statements_table,
    verify,
    write_docx,
)
from unit.reporting.reporting_study import BOOK, Said, counted

CRISIS, POLICE, LEADERS = "partner.ekstern.krisecenter", "partner.ekstern.politi", "partner.intern.ledelse"
CONTACT, BUSY, RARE = "fremmer.fast-kontaktperson", "barriere.travlhed", "barriere.ikke-udbredt"
CONFIG = StudyConfig("S", report=ReportSettings(subtitle="Rådgivere i seks kommuner"))
SAID = (
    Said(POLICE, CONTACT, "boern", 4),
    Said(POLICE, CONTACT, "voksen", 2),
    Said(POLICE, BUSY, "boern", 1),
    Said(POLICE, RARE, "voksen", 3),
    Said(CRISIS, CONTACT, "voksen", 3),
    Said(CRISIS, BUSY, "voksen", 5),
    Said(CRISIS, BUSY, "boern", 1, "counterexample"),
    Said(LEADERS, CONTACT, "voksen", 2, "wish"),
)
LONG = "Jeg ringer til hende først. (…) Man skal kende dem, før man tør ringe."
QUOTE = PrintedQuote(LONG, "Rådgiver på børneområdet", POLICE, CONTACT, "boern")
PLACE = finding_anchor(CRISIS, CONTACT, "voksen")


def built(*said, **options):
    return build_report(counted(said or SAID, config=CONFIG), BOOK, CONFIG, **options)


def printed(report, anchor):
    return next(one for one in report.statements if anchor in one.findings)


def edit(report, anchor, text):
    rows = {row[0]: row for row in statements_table(report)[1]}
    return EditedStatement(anchor, text, rows[anchor][4], "ab")


def test_an_edited_sentence_is_printed_everywhere_in_place_of_the_generated_one():
    text = "Nogle kommuner på voksenområdet har gode erfaringer med faste kontaktpersoner."
    report = built(edits=[edit(built(), PLACE, text)])
    assert printed(report, PLACE).text == text
    assert printed(report, PLACE).edited
    repeated = [s.text for _, part in report.walk() for s in part.statements]
    assert any(one.endswith(text) for one in repeated), "the summary carries the same words"
    assert report.outdated == ()


def test_an_edited_sentence_holds_although_other_findings_came():
    made = edit(built(), PLACE, "Nogle kommuner er glade for kontaktpersoner (voksne).")
    report = built(
        *SAID, Said(LEADERS, BUSY, "boern", 2), Said(POLICE, "tidspunkt.akut", "boern", 2), edits=[made]
    )
    assert printed(report, PLACE).edited


def test_an_edited_sentence_whose_finding_changed_is_not_printed():
    made = edit(built(), PLACE, "Nogle kommuner er glade for kontaktpersoner (voksne).")
    changed = [
        s if s != Said(CRISIS, CONTACT, "voksen", 3) else dataclasses.replace(s, sites=4) for s in SAID
    ]
    report = built(*changed, edits=[made])
    assert report.outdated == (OutdatedEdit(PLACE, "changed"),)
    assert "Flere kommuner" in printed(report, PLACE).text or "flere kommuner" in printed(report, PLACE).text


def test_an_edited_list_of_partners_is_not_printed_when_another_partner_came():
    """The sentence of each would be the same; what was edited names the partners."""
    chapters = (ChapterSpec("Temaer", partners=("partner",), order="theme"),)
    config = StudyConfig("S", report=ReportSettings(chapters=chapters))
    said = [Said(one, BUSY, "boern", 2) for one in (LEADERS, CRISIS, POLICE)]

    def themed(several, **options):
        return build_report(counted(several, config=config), BOOK, config, **options)

    before = themed([said[0], said[1], Said("", CONTACT)])
    lists = next(one for one in before.statements if finding_anchor(CRISIS, BUSY, "boern") in one.findings)
    made = edit(before, lists.anchor, lists.text.replace("Hver af følgende", "Hver af disse"))
    assert themed([said[0], said[1], Said("", CONTACT)], edits=[made]).outdated == ()
    assert themed([said[0], said[2], Said("", CONTACT)], edits=[made]).outdated[0].why in {"changed", "gone"}


def test_an_edited_sentence_keeps_every_word_of_quantity():
    both = finding_anchor(POLICE, CONTACT, "begge")
    report = built(edits=[edit(built(), both, "Flere kommuner har kontaktpersoner.")])
    assert report.outdated == (OutdatedEdit(both, "word", "et par"),)
    assert not printed(report, both).edited


def test_an_edited_sentence_can_be_read_back_and_verified(tmp_path):
    """One *flere* stands for the whole and for an area with the same word."""
    both = finding_anchor(POLICE, CONTACT, "begge")
    report = built(
        edits=[edit(built(), both, "Et par kommuner på voksenområdet, men flere i alt, har kontaktpersoner.")]
    )
    assert printed(report, both).edited
    write_docx(report, tmp_path / "r.docx")
    assert verify(tmp_path / "r.docx", report) == []
    read = {
        (row.partner, row.code, row.area): row.quantifier
        for row in read_back(tmp_path / "r.docx", BOOK, CONFIG)
    }
    assert [read[POLICE, CONTACT, area] for area in ("begge", "boern", "voksen")] == [
        "flere",
        "flere",
        "et par",
    ]


def test_a_sentence_whose_finding_is_gone_is_told():
    made = edit(built(), PLACE, "Nogle kommuner.")
    assert built(Said(POLICE, BUSY), edits=[made]).outdated == (OutdatedEdit(PLACE, "gone"),)


def test_the_table_goes_out_and_comes_back(tmp_path):
    """Lines that nobody touched stay the report's own, however it puts them next time."""
    report = built()
    columns, rows = statements_table(report)
    assert columns == ["anchor", "text", "by", "note", "was"]
    assert len(rows) == len(report.statements)
    rows[0][1] = rows[0][1].replace("kommuner", "af kommunerne")
    path = tmp_path / "statements.csv"
    write_csv(path, columns, rows)
    (made,) = read_edits(path)
    assert (made.anchor, made.text) == (rows[0][0], rows[0][1])
    assert read_edits(tmp_path / "none.csv") == ()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"anchor": "f_1"}, "belongs to no sentence"),
        ({"was": ""}, "belongs to no sentence"),
        ({"text": " "}, "empty"),
    ],
)
def test_what_is_wrong_with_the_table_is_told_line_by_line(tmp_path, change, expected):
    columns, rows = statements_table(built())
    row = {**dict(zip(columns, rows[0], strict=True)), **change}
    with (tmp_path / "s.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, columns)
        out.writeheader()
        out.writerow(row)
    with pytest.raises(InterchangeError) as caught:
        read_edits(tmp_path / "s.csv")
    assert expected in str(caught.value) or "empty" in str(caught.value)


# Reading back.


@pytest.fixture
def report():
    return built(quotes=[QUOTE])


@pytest.fixture
def path(tmp_path, report):
    write_docx(report, tmp_path / "report.docx")
    return tmp_path / "report.docx"


def test_the_findings_can_be_read_back_from_the_file(path):
    """Partner, theme, area and word of every row, from the Word file alone."""
    findings = counted(SAID, config=CONFIG)
    read = {(row.partner, row.code, row.area): row.quantifier for row in read_back(path, BOOK, CONFIG)}
    assert read == {(row.partner, row.code, row.area): row.quantifier for row in findings}


def changed(path, old, new, *, times=1):
    """Edit a text in the file as Word would: inside its runs."""
    document = docx.Document(str(path))
    done = 0
    for item in document.element.body.iter("{*}t"):
        if old in (item.text or "") and done < times:
            item.text = item.text.replace(old, new, 1)
            done += 1
    assert done, "the test must change something"
    document.save(str(path))


def kinds(path, report, **options):
    return [difference.kind for difference in verify(path, report, **options)]


def body(document, text):
    return next(
        p for p in document.paragraphs if text in p.text and p.style.name in {"Body Text", "Report Lead"}
    )


def test_an_untouched_report_agrees(path, report):
    assert verify(path, report, names=["Nordby"]) == []


def test_words_that_say_nothing_of_extent_may_change(path, report):
    changed(path, "faste kontaktpersoner", "en fast kontaktperson", times=99)
    assert verify(path, report) == []


@pytest.mark.parametrize("bookmarks", [True, False])
def test_a_changed_word_of_quantity_is_noticed(path, report, bookmarks):
    """With the bookmarks, and without them, as when a text was copied into another file."""
    document = docx.Document(str(path))
    if not bookmarks:
        for tag in ("bookmarkStart", "bookmarkEnd"):
            for item in list(document.element.body.iter("{*}" + tag)):
                item.getparent().remove(item)
    paragraph = body(document, "et par på voksenområdet")
    run = next(r for r in paragraph.runs if r.text == "et par")
    run.text = "de fleste"
    document.save(str(path))
    (difference,) = verify(path, report)
    assert (difference.kind, difference.heading) == ("quantifier", "Det, der fremmer samarbejdet")
    assert difference.anchor == finding_anchor(POLICE, CONTACT, "begge")
    assert "et par" in difference.expected
    assert "de fleste" in difference.found


def test_a_changed_word_in_the_key_points_is_noticed(path, report):
    document = docx.Document(str(path))
    bullet = next(
        p for p in document.paragraphs if p.style.name == "List Bullet" and "de fleste" in p.text.lower()
    )
    run = next(r for r in bullet.runs if r.text.lower() == "de fleste")
    run.text = "alle"
    document.save(str(path))
    assert kinds(path, report) == ["quantifier"]


def test_a_removed_statement_is_noticed(path, report):
    document = docx.Document(str(path))
    paragraph = body(document, "travlhed og logistik")
    paragraph._p.getparent().remove(paragraph._p)
    document.save(str(path))
    assert "removed" in kinds(path, report)


def test_an_added_statement_is_noticed_wherever_it_stands(path, report):
    document = docx.Document(str(path))
    document.add_paragraph("Sådan er det. Flere kommuner savner penge til tolke.")
    body(document, "travlhed").add_run(" De fleste kommuner ønsker mere tid.")
    document.save(str(path))
    found = [d.found for d in verify(path, report) if d.kind == "added"]
    assert found == ["De fleste kommuner ønsker mere tid.", "Flere kommuner savner penge til tolke."]


def test_a_quote_that_is_not_word_for_word_is_noticed(path, report):
    changed(path, "Jeg ringer til hende", "Jeg skriver til hende")
    (difference,) = verify(path, report)
    assert (difference.kind, difference.expected) == ("quote_changed", LONG)
    assert difference.found == LONG.replace("ringer", "skriver", 1)


def test_a_quote_that_was_never_cleared_is_noticed(path, report):
    document = docx.Document(str(path))
    document.add_paragraph("En rådgiver siger: „Vi har aldrig nogen at spørge.”")
    document.save(str(path))
    assert kinds(path, report) == ["quote_added"]


@pytest.mark.parametrize(
    "text",
    ["Det gælder 4 kommuner.", "Det gælder fire kommuner.", "Det gælder tre ud af seks kommuner.", "Det er 4 af 6.",
     "Det er 67 procent.", "Det er 66,7 %."],
)  # fmt: skip
def test_a_number_of_sites_is_noticed(path, report, text):
    document = docx.Document(str(path))
    document.add_paragraph(text)
    document.save(str(path))
    assert kinds(path, report) == ["number"]


@pytest.mark.parametrize(
    "text",
    ["Loven er fra 2024.", "Se side 4.", "Rådgivere i seks kommuner har talt.", "To kodere har kodet."],
)
def test_other_numbers_are_not(path, report, text):
    """The number of sites that the study itself prints on its title page is no news."""
    document = docx.Document(str(path))
    document.add_paragraph(text)
    document.save(str(path))
    assert kinds(path, report) == []


@pytest.mark.parametrize(
    ("text", "noticed"), [("I Nordby gør de det.", True), ("Nordbys plan.", True), ("Nordbyen.", False)]
)
def test_the_name_of_a_site_is_noticed_and_not_repeated(path, report, text, noticed):
    document = docx.Document(str(path))
    document.add_paragraph(text)
    document.save(str(path))
    found = verify(path, report, names=["Nordby"])
    assert [one.kind for one in found] == ["site_name"] * noticed
    assert "Nordby" not in repr(found)


@pytest.mark.parametrize(
    ("text", "like"),
    [
        ("Det siger de i Tranborg.", "sted"),
        ("Ring til 22 31 40 55.", "telefonnummer"),
        ("Se interview-07.", "et interview"),
    ],
)
def test_what_points_to_somebody_is_noticed_in_what_was_written_in_word_and_not_repeated(
    path, report, text, like
):
    """It has not passed the gate: nobody but Word has seen it."""
    lists = ScanLists(places=["Tranborg"], ids=["interview-07"])
    document = docx.Document(str(path))
    body(document, "ommuner").add_run(f" {text}")
    document.save(str(path))
    (found,) = verify(path, report, lists=lists)
    assert found.kind == "left_over"
    assert like in found.found
    assert not any(word in repr(found) for word in ("Tranborg", "22 31", "interview-07"))


def test_headers_and_footers_are_scanned_too(path, report):
    document = docx.Document(str(path))
    document.sections[0].footer.add_paragraph("Fra Tranborg")
    document.save(str(path))
    assert kinds(path, report, lists=ScanLists(places=["Tranborg"])) == ["left_over"]


def test_what_the_report_says_itself_is_not_news_to_the_scan(path, report):
    """A word that a person let out by an override stands in the report, too."""
    assert verify(path, report, lists=ScanLists(places=["kommuner", "først"])) == []


def test_the_name_of_a_site_is_told_once(path, report):
    document = docx.Document(str(path))
    document.add_paragraph("I Nordby gør de det.")
    document.save(str(path))
    assert kinds(path, report, names=["Nordby"], lists=ScanLists(places=["Nordby"])) == ["site_name"]


def test_a_change_late_in_a_quote_is_shown_from_shortly_before_it(path, report):
    """A table shows the beginning of a text: two quotes that part late would look alike."""
    changed(path, "tør ringe", "tør skrive")
    (difference,) = verify(path, report)
    assert difference.expected == "… dem, før man tør ringe."
    assert difference.found == "… dem, før man tør skrive."


def test_tracked_changes_are_read_as_accepted(path, report):
    """An editor sends the file with its changes still marked."""
    document = docx.Document(str(path))
    paragraph = body(document, "et par på voksenområdet")
    run = next(r for r in paragraph.runs if r.text == "et par")._r
    made = docx.oxml.parse_xml(
        '<w:ins xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:id="900" w:author="x">'
        "<w:r><w:t>alle</w:t></w:r></w:ins>"
    )
    struck = docx.oxml.parse_xml(
        '<w:del xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:id="901" w:author="x"/>'
    )
    run.addprevious(made)
    run.addprevious(struck)
    struck.append(run)
    document.save(str(path))
    (difference,) = verify(path, report)
    assert difference.kind == "quantifier"
    assert "alle" in difference.found


@pytest.mark.parametrize("name", ["[Content_Types].xml", "word/document.xml"])
def test_what_is_no_word_file_is_refused(tmp_path, report, name):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(name, "<a/>")
    (tmp_path / "x.docx").write_bytes(data.getvalue())
    with pytest.raises(ReportError, match="QC-RP08"):
        verify(tmp_path / "x.docx", report)


def test_a_report_of_another_kind_is_not_called_damaged(tmp_path, report):
    (tmp_path / "report.html").write_text("<!DOCTYPE html><p>Flere kommuner</p>", encoding="utf-8")
    with pytest.raises(ReportError, match=r"QC-RP08.*save it as \.docx"):
        verify(tmp_path / "report.html", report)
