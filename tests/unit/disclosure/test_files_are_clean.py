"""Every file that qualcode writes passes the gate's own look: nothing in it says who made it, when, where or from what."""

import docx
import pytest

from qualcode.disclosure import inspect
from qualcode.interchange import write_csv, write_xlsx
from qualcode.matrices import plot_matrix, save_figure, theme_matrix
from qualcode.reporting import FigureBlock, write_docx, write_html
from talk import BOOK as TALK_BOOK
from talk import POLITI, SETTINGS, TILLID, Talk
from unit.reporting.rendered import BOOK, CONFIG, SAID, build_report, counted, png

OWN = ["s1", "s6", "interview-1", "interview-6", "p1", "anna"]
COLUMNS = ["Partner", "Tema", "Omfang"]
ROWS = [["Politiet", "Faste kontaktpersoner", "flere"], ["Krisecentre", "Travlhed", "et par"]]


def report():
    """Return a report whose figure was saved by a program that signs its pictures."""
    signed = png((b"tEXt", b"Author\0Lene"), (b"tIME", b"\7\346\1\1\1\1\1"), (b"eXIf", b"MM\0*"))
    figure = FigureBlock("Barrierer", "Søjler for hver barriere", signed)
    return build_report(counted(SAID, config=CONFIG), BOOK, CONFIG, figures=[figure])


def template(path):
    """Write a template as somebody's Word would: signed, with revision ids and a comment."""
    document = docx.Document()
    document.core_properties.author = document.core_properties.last_modified_by = "Lene Krogh"
    document.add_paragraph("Lenes udkast fra C:\\Users\\lene\\skabelon.docx")
    document.add_comment(document.paragraphs[0].runs, "husk at rette", author="Lene", initials="L")
    document.save(path)
    return path


def matrix():
    talk = Talk()
    for document in "abc":
        talk.turn(document, f"{document}1", POLITI, TILLID)
    return theme_matrix(
        talk.coded,
        talk.segments,
        TALK_BOOK,
        rows="partner",
        columns="fremmer",
        title="Hvad fremmer?",
        **SETTINGS,
    )


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("report.docx", lambda path: write_docx(report(), path)),
        (
            "ours.docx",
            lambda path: write_docx(report(), path, template=template(path.with_name("template.docx"))),
        ),
        ("report.html", lambda path: write_html(report(), path)),
        ("table.xlsx", lambda path: write_xlsx(path, {"fund": (COLUMNS, ROWS), "ord": (COLUMNS, ROWS)})),
        ("figure.png", lambda path: save_figure(plot_matrix(matrix()), path)),
        ("figure.svg", lambda path: save_figure(plot_matrix(matrix()), path)),
        ("table.csv", lambda path: write_csv(path, COLUMNS, ROWS)),
    ],
)
def test_what_is_written_is_clean(tmp_path, name, write):
    write(tmp_path / name)
    assert inspect(tmp_path / name, own=OWN) == ()


def test_the_look_would_have_found_what_the_template_held(tmp_path):
    """The test above means something: the template itself does not pass."""
    found = {one.kind for one in inspect(template(tmp_path / "template.docx"))}
    assert {"author", "comment", "path", "time"} <= found
