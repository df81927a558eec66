"""What stands between the sentences: quotes word for word, boxes in their place, and what waits."""

import dataclasses
import io

import docx
import pytest

from qualcode.errors import ReportError, StudyLayoutError
from qualcode.interchange.report_yaml import read_report_texts
from qualcode.interchange.study_yaml import parse_study_config
from qualcode.model import ReportSettings, StudyConfig
from qualcode.model.config import BoxSpec, ChapterSpec
from qualcode.reporting import (
    HeldBack,
    PrintedQuote,
    build_report,
    docx_bytes,
    finding_anchor,
    html_text,
    single_findings,
)
from qualcode.reporting.method import number_word
from qualcode.reporting.quoting import short_words
from unit.reporting.reporting_study import BOOK, Said, counted

CRISIS, POLICE = "partner.ekstern.krisecenter", "partner.ekstern.politi"
CONTACT, BUSY = "fremmer.fast-kontaktperson", "barriere.travlhed"
SAID = (
    Said(POLICE, CONTACT, "boern", 4),
    Said(POLICE, CONTACT, "voksen", 2),
    Said(POLICE, BUSY, "boern", 1),
    Said(CRISIS, CONTACT, "voksen", 3),
)
LONG = "Jeg ringer til hende først. (…) Man skal kende dem, før man tør ringe til dem."
QUOTE = PrintedQuote(LONG, "Rådgiver på børneområdet", POLICE, CONTACT, "boern")


NOTHING = ReportSettings()


def built(*said, settings=NOTHING, **options):
    config = StudyConfig("S", report=settings)
    return build_report(counted(said or SAID, config=config), BOOK, config, **options)


def passages(report):
    return [passage for _, section in report.walk() for passage in section.passages]


def opened(report):
    return docx.Document(io.BytesIO(docx_bytes(report)))


def styled(report, style):
    return [p.text for p in opened(report).paragraphs if p.style.name == style]


def test_a_quote_follows_the_statement_it_supports():
    report = built(quotes=[QUOTE])
    (passage,) = [one for one in passages(report) if one.quotes]
    assert finding_anchor(POLICE, CONTACT, "begge") in passage.statements[-1].findings
    assert report.quotes == (QUOTE,)


def test_a_quote_stands_in_its_styles_with_marks_and_area_below():
    document = opened(built(quotes=[QUOTE]))
    styles = [p.style.name for p in document.paragraphs]
    place = styles.index("Quote")
    assert styles[place - 1 : place + 2] == ["Report Lead", "Quote", "Quote Source"]
    assert document.paragraphs[place].text == f"„{LONG}”"
    assert document.paragraphs[place + 1].text == "Rådgiver på børneområdet"
    assert document.styles["Report Lead"].paragraph_format.keep_with_next
    assert document.styles["Quote"].paragraph_format.keep_with_next


def test_english_quotes_have_english_marks():
    report = dataclasses.replace(built(quotes=[QUOTE]), language="en")
    assert styled(report, "Quote") == [f"“{LONG}”"]


@pytest.mark.parametrize("marked", [f"„{LONG}”", f"»{LONG}«", f'"{LONG}"'])
def test_marks_are_not_doubled(marked):
    report = built(quotes=[dataclasses.replace(QUOTE, text=marked)])
    assert [quote.text for quote in report.quotes] == [LONG]


def test_a_quote_on_the_page_is_a_quotation():
    page = html_text(built(quotes=[QUOTE]))
    assert f"<blockquote><p>„{LONG}”</p></blockquote>" in page
    assert "<figcaption>Rådgiver på børneområdet</figcaption>" in page


def test_a_quote_of_another_area_stands_with_the_finding_of_its_theme():
    report = built(quotes=[dataclasses.replace(QUOTE, area="ung")])
    assert report.quotes
    assert not report.unplaced


def test_a_quote_without_a_finding_is_told_and_not_printed():
    stray = dataclasses.replace(QUOTE, partner=CRISIS, code=BUSY)
    report = built(quotes=[stray])
    assert report.unplaced == (stray,)
    assert not report.quotes
    assert LONG not in html_text(report)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LONG, "Man skal kende dem, før man tør ringe til dem."),
        ("For kort. (…) og midt i en sætning, som ikke kan stå alene her.", ""),
        ("Ingen punktum her som kan ende noget", ""),
        ("Vi ringer, (…) når det brænder på, og så kommer de altid.", ""),
    ],
)
def test_words_set_large_are_whole_sentences_without_omissions(text, expected):
    assert short_words(text) == expected


def test_a_few_quotes_are_set_large_word_for_word_and_without_a_label():
    said = [
        Said(partner, code, "boern", 4)
        for partner in (CRISIS, POLICE)
        for code in (CONTACT, BUSY, "inddragelse.sparring")
    ]
    quotes = [dataclasses.replace(QUOTE, partner=one.partner, code=one.code) for one in said]
    chapters = (ChapterSpec("Alle", partners=("partner",)),)
    report = built(*said, settings=ReportSettings(chapters=chapters), quotes=quotes)
    pulled = [section.pulled for _, section in report.walk() if section.pulled]
    assert len(pulled) == 2
    assert all(words in quote.text for words in pulled for quote in report.quotes[:1])
    assert styled(report, "Intense Quote") == [f"„{words}”" for words in pulled]
    assert html_text(report).count('class="pulled" aria-hidden="true"') == 2


def test_one_quote_is_not_set_large():
    assert not [section.pulled for _, section in built(quotes=[QUOTE]).walk() if section.pulled]


def test_the_appendix_says_that_quotes_were_checked():
    with_quotes, without = html_text(built(quotes=[QUOTE])), html_text(built())
    assert "Citaterne er gengivet ordret." in with_quotes
    assert "Rapporten indeholder ingen citater" in without


def test_what_waits_is_counted_in_words_and_not_printed():
    single = finding_anchor(POLICE, BUSY, "boern")
    report = built(held=HeldBack(21, frozenset({single})))
    page = html_text(report)
    assert "Enogtyve citater er ikke trykt, fordi de venter på godkendelse." in page
    assert "Et udsagn er ikke trykt, fordi det venter på godkendelse." in page
    assert single not in page
    assert "ravlhed og logistik" not in page, "nor in the tables"


def test_what_was_said_no_to_does_not_wait():
    single = finding_anchor(POLICE, BUSY, "boern")
    held = HeldBack(0, frozenset({single}), waiting=0, quotes_refused=3, statements_refused=1)
    page = html_text(built(held=held))
    assert "Tre citater er udeladt af hensyn til dem, der er interviewet." in page
    assert "Et udsagn er udeladt af hensyn til dem, der er interviewet." in page
    assert "venter på godkendelse" not in page


def test_a_sentence_of_several_findings_waits_once():
    anchors = frozenset(finding_anchor(POLICE, BUSY, area) for area in ("boern", "begge"))
    page = html_text(built(held=HeldBack(0, anchors, waiting=1)))
    assert "Et udsagn er ikke trykt, fordi det venter på godkendelse." in page


def test_findings_of_one_site_are_listed_in_their_plainest_form():
    """What a person let through stays let through, however the report puts it."""
    config = StudyConfig("S")
    (one,) = single_findings(counted(SAID, config=config), BOOK, config)
    assert one.anchor == finding_anchor(POLICE, BUSY, "boern")
    assert one.text == "En enkelt kommune oplever travlhed og logistik som en barriere (børneområdet)."


@pytest.mark.parametrize(
    ("number", "da", "en"),
    [(1, "en", "one"), (12, "tolv", "twelve"), (19, "nitten", "nineteen"), (21, "enogtyve", "twenty-one"),
     (50, "halvtreds", "fifty"), (72, "tooghalvfjerds", "seventy-two"), (130, "mere end hundrede", "more than a hundred")],
)  # fmt: skip
def test_numbers_in_words(number, da, en):
    assert (number_word(number, "da"), number_word(number, "en")) == (da, en)


# Boxes.

DEFINITION = BoxSpec("definition", "Politiet", POLICE, ("Politiet i kommunen.",), source="en ordbog")
LEGAL = BoxSpec("legal", "En paragraf", "Alle", ("Sådan er reglen.",), checked="2026-03-01")
CHAPTERS = (ChapterSpec("Alle", partners=("partner",), scope="Ikke udtømmende.", intro=("Om kapitlet.",)),)


def boxes(report):
    return {box.heading: section.heading for _, section in report.walk() for box in section.boxes}


def test_a_box_stands_where_its_partner_is_first_spoken_of_and_a_chapters_at_its_opening():
    report = built(settings=ReportSettings(chapters=CHAPTERS, boxes=(LEGAL, DEFINITION)))
    assert boxes(report)["Politiet"] == "Politiet"
    assert boxes(report)["En paragraf"] == "Alle"


def test_a_box_is_printed_once_and_not_where_nobody_speaks_of_it():
    chapters = (ChapterSpec("Hjælp", partners=("partner",), branches=("fremmer",)), *CHAPTERS)
    unspoken = BoxSpec("note", "Ledelsen", "partner.intern.ledelse", ("Tekst.",))
    report = built(settings=ReportSettings(chapters=chapters, boxes=(DEFINITION, unspoken)))
    page = html_text(report)
    assert page.count("Politiet i kommunen.") == 1
    assert "Ledelsen" not in boxes(report)


def test_a_box_says_what_it_is_where_it_is_from_and_when_it_was_checked():
    document = opened(built(settings=ReportSettings(chapters=CHAPTERS, boxes=(LEGAL, DEFINITION))))
    texts = [
        [p.text for p in table.cell(0, 0).paragraphs] for table in document.tables if len(table.columns) == 1
    ]
    assert [
        "Regler: En paragraf",
        "Sådan er reglen.",
        "Retsgrundlaget er kontrolleret den 1. marts 2026.",
    ] in texts
    assert ["Definition: Politiet", "Politiet i kommunen.", "Kilde: en ordbog."] in texts


def test_a_box_without_a_place_is_refused():
    wrong = dataclasses.replace(DEFINITION, at="partner.ingen")
    with pytest.raises(ReportError, match="QC-RP07") as caught:
        built(settings=ReportSettings(boxes=(wrong, wrong)))
    assert [problem.where for problem in caught.value.problems] == ["box 1", "box 2"]


def test_a_legal_box_never_repeats_a_case():
    """Rule of the printed report: a legal box gives the rule, and no case."""
    case = dataclasses.replace(LEGAL, text=(f"En rådgiver siger: {LONG}",))
    with pytest.raises(ReportError, match="QC-RP07"):
        built(settings=ReportSettings(chapters=CHAPTERS, boxes=(case,)), quotes=[QUOTE])


def test_a_chapter_opens_with_its_texts_and_says_that_it_is_not_exhaustive():
    report = built(settings=ReportSettings(chapters=CHAPTERS))
    assert report.sections[1].paragraphs == ("Om kapitlet.", "Ikke udtømmende.")


def test_the_authoritys_texts_stand_in_summary_and_appendix_and_nothing_stands_for_what_is_missing():
    texts = {"background": ("Derfor.",), "questions": ("Hvem?", "Hvornår?"), "sites": ("Valgt på planen.",)}
    report = built(texts=texts)
    summary, appendix = report.sections[0], report.sections[-1]
    assert [part.heading for part in summary.sections] == [
        "Baggrund", "Formål", "Metode kort", "Hovedresultater", "Læsevejledning",
    ]  # fmt: skip
    assert summary.sections[1].boxes[0].items == ("Hvem?", "Hvornår?")
    assert appendix.sections[0].paragraphs == ("Valgt på planen.",)
    assert [part.heading for part in built().sections[0].sections] == [
        "Metode kort",
        "Hovedresultater",
        "Læsevejledning",
    ]


# study.yaml.

YAML = """\
title: T
report:
  texts:
    background: |
      Et afsnit
      over to linjer.

      Et til.
    questions: [Hvem?, Hvornår?]
  names:
    partner.ekstern.politi: politiet
  boxes:
    - kind: legal
      title: En paragraf
      at: Alle
      text: Reglen.
      checked: 2026-03-01
  chapters:
    - title: Alle
      order: theme
      intro: [Et., To.]
      scope: Ikke udtømmende.
"""


def test_the_settings_are_read():
    settings = parse_study_config(YAML).report
    assert settings.texts == {
        "background": ("Et afsnit over to linjer.", "Et til."),
        "questions": ("Hvem?", "Hvornår?"),
    }
    assert settings.names == {"partner.ekstern.politi": "politiet"}
    assert settings.boxes == (BoxSpec("legal", "En paragraf", "Alle", ("Reglen.",), checked="2026-03-01"),)
    assert settings.chapters == (
        ChapterSpec("Alle", intro=("Et.", "To."), scope="Ikke udtømmende.", order="theme"),
    )


@pytest.mark.parametrize(
    ("old", "new", "place", "expected"),
    [
        ("kind: legal", "kind: law", "13:7", "'kind' is 'law'"),
        ("      checked: 2026-03-01\n", "", "13:7", "'checked' is missing"),
        ("2026-03-01", "1. marts", "17:7", "'checked' is a text of 8 characters"),
        ("      at: Alle\n", "", "13:7", "'at' is missing"),
        ("      text: Reglen.\n", "", "13:7", "the box says nothing"),
        ("order: theme", "order: tema", "20:7", "'order' is 'tema'"),
        ("    background: |", "    baggrund: |", "4:5", "unknown field 'baggrund'"),
        ("partner.ekstern.politi:", "partner ekstern:", "11:5", "cannot be a code"),
    ],
)
def test_what_is_wrong_is_told_at_its_place(old, new, place, expected):
    with pytest.raises(StudyLayoutError, match="QC-SY01") as caught:
        parse_study_config(YAML.replace(old, new))
    problem = next(one for one in caught.value.problems if expected in one.found)
    assert problem.where == f"study.yaml:{place}"


def test_texts_can_lie_in_files(tmp_path):
    (tmp_path / "aim.txt").write_text("Formålet er\nat vide.\n\nOg at lære.\n", encoding="utf-8")
    (tmp_path / "background.txt").write_text("\n", encoding="utf-8")
    assert read_report_texts(tmp_path) == {"aim": ("Formålet er at vide.", "Og at lære.")}
    assert read_report_texts(tmp_path / "none") == {}


def test_a_file_of_an_unknown_name_is_refused(tmp_path):
    (tmp_path / "backgrund.txt").write_text("Tekst.", encoding="utf-8")
    with pytest.raises(StudyLayoutError, match="QC-SY10") as caught:
        read_report_texts(tmp_path)
    assert "background" in caught.value.problems[0].do
