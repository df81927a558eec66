"""The Word file as pages: no heading at the foot of one, none that is empty. LibreOffice lays them out."""

import shutil
import subprocess
import time

import pytest

from qualcode.model import Code, Codebook, ReportSettings, StudyConfig
from qualcode.model.config import BoxSpec, ChapterSpec
from qualcode.reporting import (
    PrintedQuote,
    build_report,
    docx_bytes,
    html_text,
    read_back,
    verify,
    write_docx,
)
from unit.reporting.reporting_study import BOOK, Said, counted

SOFFICE, PDFTOTEXT = shutil.which("soffice"), shutil.which("pdftotext")
QUOTE = "Jeg ringer til hende først, for hun ved, hvad vi står med. (…) Det giver ro, når man sidder alene med det."


def large_study(partners=12, themes=8):
    """A study whose report has some twenty pages."""
    codes = [Code("partner", "Samarbejdspartnere", codable=False)]
    codes += [Code(f"partner.p{n}", f"Partner nummer {chr(65 + n)}") for n in range(partners)]
    for branch, name in (("fremmer", "Fordel"), ("barriere", "Hindring"), ("inddragelse", "Opgave")):
        codes.append(Code(branch, f"{name}e", codable=False))
        codes += [Code(f"{branch}.t{n}", f"{name} med navnet {chr(65 + n)}") for n in range(themes)]
    book = Codebook("1", "da", "Stor", tuple(codes))
    said = [
        Said(f"partner.p{p}", f"{branch}.t{t}", area, 1 + (p * 7 + t * 3 + len(area)) % 6)
        for p in range(partners)
        for branch in ("fremmer", "barriere", "inddragelse")
        for t in range(p % 3, themes, 1 + p % 2)
        for area in ("boern", "voksen")
    ]
    boxes = tuple(
        BoxSpec("definition", f"Partner {n}", f"partner.p{n}", ("Hvem det er.",), source="x")
        for n in range(0, partners, 2)
    )
    config = StudyConfig("Stor", report=ReportSettings(boxes=boxes))
    findings = counted(said, book=book, config=config)
    quotes = [
        PrintedQuote(QUOTE, "Rådgiver på børneområdet", row.partner, row.code, "boern")
        for number, row in enumerate(findings)
        if number % 9 == 0
    ]
    return findings, book, config, quotes


@pytest.fixture(scope="module")
def large():
    findings, book, config, quotes = large_study()
    return findings, book, config, build_report(findings, book, config, quotes=quotes)


@pytest.fixture(scope="module")
def pages(large, tmp_path_factory):
    if not (SOFFICE and PDFTOTEXT):
        pytest.skip(
            "LibreOffice or pdftotext is not installed: nothing lays the pages out, so orphans go unseen"
        )
    folder = tmp_path_factory.mktemp("pages")
    write_docx(large[3], folder / "r.docx")
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [
        SOFFICE,
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(folder / "r.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    text = subprocess.run(
        [PDFTOTEXT, "-layout", str(folder / "r.pdf"), "-"], check=True, capture_output=True, timeout=60
    )
    return text.stdout.decode("utf-8").split("\f")[:-1]


def lines(page):
    return [
        line.strip() for line in page.splitlines() if line.strip() and not line.strip().startswith("Side ")
    ]


def test_no_page_is_empty(pages):
    assert len(pages) > 8
    assert all(lines(page) for page in pages)


def test_no_heading_stands_at_the_foot_of_a_page(large, pages):
    headings = {section.heading for _, section in large[3].walk()}
    after_contents = [page for page in pages if "Indhold" not in page and pages.index(page) > 2]
    assert not [lines(page)[-1] for page in after_contents if lines(page)[-1] in headings]


def test_no_quote_is_parted_from_its_area(pages):
    assert not [page for page in pages if lines(page)[0].startswith("Rådgiver på")]


def test_every_row_of_a_large_study_can_be_read_back(large, tmp_path):
    findings, book, config, report = large
    write_docx(report, tmp_path / "r.docx")
    read = {
        (row.partner, row.code, row.area): row.quantifier
        for row in read_back(tmp_path / "r.docx", book, config)
    }
    assert read == {(row.partner, row.code, row.area): row.quantifier for row in findings}
    assert verify(tmp_path / "r.docx", report) == []


def test_two_reports_have_the_same_bytes():
    findings, book, config, quotes = large_study(4, 4)
    one, other = (build_report(findings, book, config, quotes=quotes) for _ in range(2))
    assert docx_bytes(one) == docx_bytes(other)
    assert html_text(one) == html_text(other)


def test_a_template_restyles_quotes_and_boxes(tmp_path):
    """An authority's own template has its own look for a quote; ours must not stand in its way."""
    import docx

    template = docx.Document()
    template.styles["Quote"].font.name = "Georgia"
    template.save(str(tmp_path / "ours.docx"))
    findings, book, config, quotes = large_study(3, 3)
    report = build_report(findings, book, config, quotes=quotes)
    write_docx(report, tmp_path / "r.docx", template=tmp_path / "ours.docx")
    made = docx.Document(str(tmp_path / "r.docx"))
    assert made.styles["Quote"].font.name == "Georgia"
    assert [p for p in made.paragraphs if p.style.name == "Quote"]


def test_a_large_report_is_made_in_seconds():
    """The budget for sixty interviews is a minute of CPU for everything; this part may take a sixth of it."""
    findings, book, config, quotes = large_study(20, 20)
    start = time.process_time()
    report = build_report(findings, book, config, quotes=quotes)
    docx_bytes(report)
    html_text(report)
    assert time.process_time() - start < 10


def test_a_chapter_without_a_plan_says_that_it_is_not_exhaustive():
    report = build_report(
        counted([Said("partner.ekstern.politi", "barriere.travlhed")]), BOOK, StudyConfig("S")
    )
    assert "ikke udtømmende" in report.sections[1].paragraphs[0]
    planned = ReportSettings(chapters=(ChapterSpec("Alle", partners=("partner",)),))
    report = build_report(
        counted([Said("partner.ekstern.politi", "barriere.travlhed")]), BOOK, StudyConfig("S", report=planned)
    )
    assert report.sections[1].paragraphs == (), "a study says it in its own words, or not at all"
