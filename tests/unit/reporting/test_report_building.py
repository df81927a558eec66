"""What a report says, and what it never says, from findings that were counted by the real thing."""

import re

import pytest

from qualcode.errors import ReportError
from qualcode.model import ChapterSpec, Code, Codebook, ReportSettings, StudyConfig
from qualcode.reporting import (
    FigureBlock,
    HeldBack,
    Method,
    SiteNoun,
    TableBlock,
    build_report,
    finding_anchor,
    single_findings,
)
from qualcode.reporting.statements import Speech, gathered
from unit.reporting.reporting_study import BOOK, Said, counted

CRISIS, POLICE, LEADERS = "partner.ekstern.krisecenter", "partner.ekstern.politi", "partner.intern.ledelse"
CONTACT, NEWS = "fremmer.fast-kontaktperson", "fremmer.ny-viden"
BUSY, RARE = "barriere.travlhed", "barriere.ikke-udbredt"
CONFIG = StudyConfig("Samarbejde", report=ReportSettings(title="Rapport om samarbejde"))


def built(*said, config=CONFIG, book=BOOK, **options):
    return build_report(counted(said, book=book, config=config), book, config, **options)


def plainest(*said, config=CONFIG):
    """Return each finding in its plainest form, before sentences are varied and put together."""
    findings = counted(said, config=config)
    speech = Speech.of(findings, BOOK, config, None)
    return [speech.statement(item).text for item in gathered(findings)]


def texts(report):
    return [statement.text for statement in report.statements]


def anchors(report):
    return [anchor for statement in report.statements for anchor in statement.findings]


def section(report, heading):
    """Return the section of that heading; the summary has parts that are called as the chapters."""
    chapters = (*report.sections[1:], report.sections[0])
    return next(part for chapter in chapters for _, part in chapter.walk() if part.heading == heading)


def printed(report):
    """Return every text of a report but for captions' numbers, which renderers add."""
    parts = [report.title, report.subtitle, report.notice, *report.meta]
    for _, part in report.walk():
        parts += [
            part.heading,
            *part.paragraphs,
            *part.items,
            part.pulled,
            *(s.text for s in part.statements),
        ]
        parts += [s.text for one in part.passages for s in one.statements]
        parts += [text for one in part.passages for q in one.quotes for text in (q.text, q.attribution)]
        parts += [
            text
            for box in part.boxes
            for text in (box.label, box.heading, *box.paragraphs, *box.items, box.source)
        ]
        parts += [s.text for box in part.boxes for s in box.statements]
        for table in part.tables:
            parts += [table.caption, *table.header]
            parts += ["".join(run.text for line in cell for run in line) if isinstance(cell, tuple) else cell
                      for row in table.rows for cell in row]  # fmt: skip
        parts += [text for figure in part.figures for text in (figure.caption, figure.alt_text)]
    return "\n".join(parts)


@pytest.mark.parametrize(
    ("sites", "expected"),
    [
        (6, "Alle kommuner"),
        (5, "De fleste kommuner"),
        (4, "Flere kommuner"),
        (3, "Nogle kommuner"),
        (2, "Et par kommuner"),
        (1, "En enkelt kommune"),
    ],
)
def test_the_number_of_sites_becomes_a_word(sites, expected):
    shown = plainest(Said(CRISIS, CONTACT, "boern", sites))
    assert shown == [f"{expected} peger på faste kontaktpersoner (børneområdet)."]


def test_areas_that_agree_are_named_together():
    shown = plainest(Said(CRISIS, CONTACT, "boern", 4), Said(CRISIS, CONTACT, "voksen", 4))
    assert shown == ["Flere kommuner peger på faste kontaktpersoner (børne- og voksenområdet)."]


def test_areas_that_differ_each_have_their_word():
    """Rule of the printed report: areas are kept apart wherever the finding differs."""
    shown = plainest(Said(CRISIS, BUSY, "boern", 5), Said(CRISIS, BUSY, "voksen", 1))
    assert shown == [
        "De fleste kommuner oplever travlhed og logistik som en barriere "
        "(de fleste på børneområdet og en enkelt på voksenområdet)."
    ]


def test_areas_that_no_finding_holds_together_stand_apart():
    shown = plainest(Said(CRISIS, BUSY, "boern", 2), Said(CRISIS, BUSY, "ung", 3))
    assert shown == [
        "Et par kommuner oplever travlhed og logistik som en barriere (børneområdet).",
        "Nogle kommuner oplever travlhed og logistik som en barriere (ungeområdet).",
    ]


def test_a_wish_is_no_experience():
    shown = plainest(Said(CRISIS, CONTACT, "voksen", 3, "wish"))
    assert shown == ["Nogle kommuner ønsker faste kontaktpersoner (voksenområdet)."]


def test_some_who_wish_stand_with_those_who_have():
    shown = plainest(Said(CRISIS, CONTACT, "boern", 4), Said(CRISIS, CONTACT, "voksen", 2, "wish"))
    assert shown == [
        "Flere kommuner peger på faste kontaktpersoner (flere på børneområdet og et par på voksenområdet). "
        "Et par kommuner nævner det som et ønske (voksenområdet)."
    ]


def test_a_counterexample_stands_next_to_the_finding():
    shown = plainest(Said(CRISIS, BUSY, "boern", 4), Said(CRISIS, BUSY, "boern", 1, "counterexample"))
    assert shown == [
        "Flere kommuner oplever travlhed og logistik som en barriere (børneområdet). "
        "En enkelt kommune giver et eksempel på det modsatte."
    ]


def test_a_wish_and_a_counterexample_are_not_added_up():
    """Three sites speak of it; only two of them wish for it, and the sentence says two."""
    shown = plainest(
        Said(CRISIS, CONTACT, "boern", 2, "wish"),
        Said(CRISIS, CONTACT, "voksen", 3, "counterexample"),
    )
    assert shown == [
        "Et par kommuner ønsker faste kontaktpersoner (børneområdet). "
        "Nogle kommuner giver eksempler på det modsatte (voksenområdet)."
    ]


def test_a_site_that_has_it_and_wishes_for_it_has_it():
    """Every site that speaks of it also wishes for it; still, they have seen it."""
    shown = plainest(Said(CRISIS, CONTACT, "boern", 3), Said(CRISIS, CONTACT, "boern", 3, "wish"))
    assert shown == [
        "Nogle kommuner peger på faste kontaktpersoner (børneområdet). Nogle kommuner nævner det som et ønske."
    ]


def test_chapters_follow_the_first_level_of_the_partners():
    report = built(
        Said(LEADERS, CONTACT), Said(CRISIS, CONTACT), Said(POLICE, BUSY), Said("", BUSY), Said("", CONTACT)
    )
    assert [part.heading for part in report.sections] == [
        "Sammenfatning",
        "Interne samarbejdspartnere",
        "Eksterne samarbejdspartnere",
        "Fund på tværs af samarbejdspartnere",
        "Oversigter",
        "Bilag: Metode",
    ]
    outside = section(report, "Eksterne samarbejdspartnere")
    assert [part.heading for part in outside.sections] == ["Krisecentre", "Politiet"]
    assert [part.heading for part in report.sections[0].sections] == [
        "Metode kort",
        "Hovedresultater",
        "Læsevejledning",
    ]


def test_a_partner_is_told_by_use_then_what_helps_then_what_hinders():
    report = built(
        Said(POLICE, BUSY),
        Said(POLICE, CONTACT),
        Said(POLICE, "tidspunkt.akut"),
        Said(POLICE, "inddragelse.sparring"),
        Said(POLICE, "kilde.borger"),
        Said(CRISIS, BUSY),
    )
    police = section(report, "Politiet")
    assert [part.heading for part in police.sections] == [
        "Kilder til viden",
        "Hvad samarbejdet bruges til, og hvornår det finder sted",
        "Det, der fremmer samarbejdet",
        "Det, der hæmmer samarbejdet",
    ]
    use = [s.text for one in police.sections[1].passages for s in one.statements]
    assert [any(word in text for text in use) for word in ("sparring", "akut")] == [True, True]
    assert not section(report, "Krisecentre").sections, "one thing needs no heading of its own"


def test_a_chapter_of_one_partner_does_not_repeat_its_title():
    chapters = (ChapterSpec("Samarbejdet med politiet", partners=(POLICE,)),)
    report = chaptered(Said(POLICE, BUSY), Said(POLICE, CONTACT), chapters=chapters)
    chapter = section(report, "Samarbejdet med politiet")
    assert [part.heading for part in chapter.sections] == [
        "Det, der fremmer samarbejdet",
        "Det, der hæmmer samarbejdet",
    ]
    assert all(run.to == "" for box in chapter.boxes for s in box.statements for run in s.runs)


def test_a_chapter_by_theme_lists_the_partners():
    chapters = (ChapterSpec("Temaer", partners=("partner",), across=("barriere",), order="theme"),)
    report = chaptered(
        Said("", BUSY, "boern", 6),
        Said(POLICE, BUSY, "boern", 3),
        Said(CRISIS, BUSY, "boern", 3),
        Said(LEADERS, BUSY, "boern", 2),
        chapters=chapters,
    )
    part = section(report, "Travlhed og logistik")
    assert [s.text for one in part.passages for s in one.statements] == [
        "Alle kommuner peger på travlhed og logistik som noget, der hæmmer samarbejdet på børneområdet.",
        "I samarbejdet med hver af følgende bliver barrieren oplevet af nogle kommuner på børneområdet: "
        "Krisecentre og Politiet.",
        "Ledelse: Et par kommuner nævner travlhed og logistik som en hindring på børneområdet.",
    ]


def test_a_chapter_by_area_keeps_the_areas_apart():
    chapters = (ChapterSpec("Områder", partners=("partner",), across=("barriere",), order="area"),)
    report = chaptered(
        Said("", BUSY, "boern", 6),
        Said("", BUSY, "voksen", 6),
        Said(POLICE, CONTACT, "boern", 3),
        Said(CRISIS, CONTACT, "voksen", 3),
        Said(CRISIS, BUSY, "ung", 3),
        chapters=chapters,
    )
    parts = section(report, "Områder").sections
    assert [part.heading for part in parts] == [
        "Børne- og voksenområdet",
        "Børneområdet",
        "Voksenområdet",
        "Ungeområdet",
    ]
    assert [part.heading for part in parts[1].sections] == ["Faste kontaktpersoner"]
    assert len(anchors(report)) == len(set(anchors(report)))


def test_a_report_can_wait_as_a_whole():
    """Before anybody has let anything through, there still is a report that says so."""
    findings = counted([Said(CRISIS, CONTACT, "boern", 1)])
    report = build_report(
        findings, BOOK, CONFIG, held=HeldBack(0, frozenset({finding_anchor(CRISIS, CONTACT, "boern")}))
    )
    assert texts(report) == []
    assert "Et udsagn er ikke trykt" in printed(report)


def test_partners_without_groups_share_a_chapter():
    """Other codebooks have their partners right below the branch."""
    book = Codebook(
        "1",
        "da",
        "Flad",
        (
            Code("partner", "Samarbejdspartnere", codable=False),
            Code("partner.skole", "Skoler"),
            Code("partner.politi", "Politiet"),
            Code("fremmer", "Fremmer", codable=False),
            Code("fremmer.tillid", "Tillid"),
        ),
    )
    report = built(
        Said("partner.skole", "fremmer.tillid"), Said("partner.politi", "fremmer.tillid"), book=book
    )
    chapter = section(report, "Samarbejdspartnere")
    assert [part.heading for part in chapter.sections] == ["Skoler", "Politiet"]


def test_partners_of_the_same_name_are_told_apart():
    book = Codebook(
        "1",
        "da",
        "Tvillinger",
        (
            Code("partner", "Partnere", codable=False),
            Code("partner.a", "Indenfor", codable=False),
            Code("partner.a.jurist", "Jurister"),
            Code("partner.b", "Udenfor", codable=False),
            Code("partner.b.jurist", "Jurister"),
            Code("partner.b.chef", "Chefer"),
            Code("partner.a.chef", "Ledere"),
            Code("fremmer", "Fremmer", codable=False),
            Code("fremmer.tillid", "Tillid"),
        ),
    )
    report = built(
        *(Said(f"partner.{one}", "fremmer.tillid") for one in ("a.jurist", "b.jurist", "a.chef", "b.chef")),
        book=book,
    )
    headings = [part.heading for _, part in report.walk()]
    assert "Indenfor: Jurister" in headings
    assert "Udenfor: Jurister" in headings


def test_key_points_are_the_most_widespread_experiences_of_each_sort():
    report = built(
        Said(CRISIS, CONTACT, "boern", 2),
        Said(POLICE, CONTACT, "boern", 6),
        Said(LEADERS, CONTACT, "boern", 6, "wish"),
        Said(CRISIS, NEWS, "boern", 1),
        Said(POLICE, BUSY, "voksen", 3),
        Said("", RARE, "voksen", 5),
        Said(CRISIS, "inddragelse.sparring", "boern", 6),
    )
    points = {
        part.heading: [s.text.partition(":")[0] for box in part.boxes for s in box.statements]
        for part in report.sections
    }
    assert points["Eksterne samarbejdspartnere"] == ["Krisecentre", "Krisecentre", "Politiet", "Politiet"]
    assert points["Interne samarbejdspartnere"] == []
    assert len(points["Fund på tværs af samarbejdspartnere"]) == 1
    main = section(report, "Hovedresultater")
    assert [part.heading for part in main.sections] == [
        "Eksterne samarbejdspartnere",
        "Fund på tværs af samarbejdspartnere",
    ]


def test_key_points_are_a_handful():
    codes = [Code("partner", "P", codable=False), *(Code(f"partner.p{n}", f"Partner {n}") for n in range(20))]
    book = Codebook("1", "da", "", (*codes, Code("fremmer", "F", codable=False), Code("fremmer.x", "Tillid")))
    report = built(*(Said(f"partner.p{n}", "fremmer.x") for n in range(20)), book=book)
    assert len(section(report, "Hovedresultater").sections[0].statements) == 5


def test_summary_and_key_points_repeat_the_body_word_for_word():
    """The same finding carries the same words wherever it is printed."""
    report = built(
        Said(POLICE, CONTACT, "boern", 6),
        Said(POLICE, BUSY, "boern", 4),
        Said(POLICE, BUSY, "voksen", 2),
        Said(CRISIS, BUSY, "voksen", 2),
        Said("", BUSY, "voksen", 5),
    )
    body = {statement.findings[0]: statement.text for statement in report.statements}
    repeated = [s for _, part in report.walk() for s in part.statements]
    repeated += [s for _, part in report.walk() for box in part.boxes for s in box.statements]
    assert len(repeated) == 8
    for statement in repeated:
        lead = sum(len(run.text) for run in statement.runs[:2]) if statement.runs[0].to else 0
        assert statement.text[lead:] == body[statement.findings[0]]


def test_findings_of_the_same_extent_share_a_sentence_and_keep_their_places():
    codes = ("fremmer.a", "fremmer.b", "fremmer.c")
    book = Codebook("1", "da", "", (*BOOK.codes, *(Code(code, f"Ting {code[-1]}") for code in codes)))
    report = built(*(Said(CRISIS, code, "boern", 1) for code in codes), book=book)
    assert texts(report) == [
        "Hvert af følgende forhold bliver fremhævet af en enkelt kommune på børneområdet: ting a, ting b og ting c."
    ]
    assert report.statements[0].findings == tuple(finding_anchor(CRISIS, code, "boern") for code in codes)


def test_neighbours_do_not_begin_alike():
    """»Flere kommuner peger på …« twenty times in a row is unreadable."""
    report = built(*(Said(partner, code, area, n) for partner in (CRISIS, POLICE) for code in (CONTACT, NEWS, BUSY)
                     for area, n in (("boern", 4), ("voksen", 2))))  # fmt: skip
    openings = [" ".join(text.split()[:4]) for text in texts(report)]
    assert len(set(openings)) > len(openings) / 2


def test_every_row_of_the_findings_has_its_place():
    findings = counted(
        [Said(CRISIS, BUSY, "boern", 5), Said(CRISIS, BUSY, "voksen", 1), Said("", CONTACT, "ung", 2)]
    )
    report = build_report(findings, BOOK, CONFIG)
    places = {statement.anchor for statement in report.statements}
    assert len([a for s in report.statements for a in s.findings]) == len(findings)
    places |= {run.anchor for statement in report.statements for run in statement.runs if run.anchor}
    assert places == {finding_anchor(row.partner, row.code, row.area) for row in findings}


def test_anchors_do_not_move_when_findings_are_added():
    alone = built(Said(CRISIS, CONTACT))
    more = built(Said(LEADERS, BUSY, "voksen"), Said(CRISIS, CONTACT), Said("", RARE))
    assert alone.statements[0].anchor in {statement.anchor for statement in more.statements}


def test_every_place_has_a_name_of_its_own():
    """Branches are named by the user; none may take the place of a section of ours."""
    codes = [("partner", False), ("partner.a", True)]
    codes += [
        (f"{branch}{leaf}", bool(leaf)) for branch in ("use", "helps", "tidspunkt") for leaf in ("", ".x")
    ]
    book = Codebook("1", "da", "", tuple(Code(code, code.title(), codable=leaf) for code, leaf in codes))
    report = built(*(Said("partner.a", f"{branch}.x") for branch in ("use", "helps", "tidspunkt")), book=book)
    anchors = [part.anchor for _, part in report.walk()]
    assert len(set(anchors)) == len(anchors)


def test_single_sites_are_listed_for_the_team_and_not_marked_in_print():
    """A word for an area, or for those who say the opposite, can stand for one site, too."""
    said = (
        Said(CRISIS, CONTACT, "boern", 1),
        Said(POLICE, CONTACT, "boern", 4),
        Said(POLICE, BUSY, "boern", 4),
        Said(POLICE, BUSY, "voksen", 1, "counterexample"),
    )
    assert [one.anchor for one in single_findings(counted(said, config=CONFIG), BOOK, CONFIG)] == [
        finding_anchor(CRISIS, CONTACT, "boern"),
        finding_anchor(POLICE, BUSY, "begge"),
    ]


def test_overviews_list_partners_under_their_words():
    report = built(
        Said(CRISIS, BUSY, "boern", 2),
        Said(POLICE, BUSY, "boern", 5),
        Said(LEADERS, BUSY, "boern", 2, "wish"),
        Said("", BUSY, "boern", 6),
        Said(LEADERS, RARE, "boern", 1, "counterexample"),
    )
    tables = section(report, "Oversigter").tables
    assert [table.caption for table in tables] == ["Samarbejdspartnere og barrierer"]
    cells = [["".join(run.text for run in line) for line in row[1]] for row in tables[0].rows]
    assert [row[0] for row in tables[0].rows] == ["Travlhed og logistik", "Ordningen er ikke udbredt"]
    assert cells == [
        ["De fleste: Politiet", "Et par: Ledelse (ønske), Krisecentre"],
        ["En enkelt: Ledelse (eksempel på det modsatte)"],
    ]


def test_the_legend_explains_the_words_in_order_and_without_numbers():
    report = built(*(Said(CRISIS, CONTACT, "boern", n) for n in (2, 6)), Said(POLICE, BUSY, "voksen", 4))
    legend = section(report, "Læsevejledning").tables[0]
    assert [row[0] for row in legend.rows] == ["alle", "flere"]
    assert legend.rows[0][1] == "samtlige kommuner i undersøgelsen"


def test_a_study_can_have_its_own_words():
    config = StudyConfig("S", quantifiers={3: "halvdelen af alle"})
    report = built(Said(CRISIS, CONTACT), config=config)
    assert texts(report) == ["Halvdelen af alle kommuner fremhæver faste kontaktpersoner på børneområdet."]
    assert section(report, "Læsevejledning").tables[0].rows == (("halvdelen af alle", "–"),)


def test_the_usual_words_written_down_in_the_settings_keep_their_meaning():
    report = built(
        Said(CRISIS, CONTACT, "boern", 6), config=StudyConfig("S", quantifiers={6: "alle", 5: "de fleste"})
    )
    assert section(report, "Læsevejledning").tables[0].rows == (
        ("alle", "samtlige kommuner i undersøgelsen"),
    )


CHAPTERS = (
    ChapterSpec("Alle", "Hvem?", partners=("partner",), across=("fremmer",)),
    ChapterSpec("Krisecentre", partners=(CRISIS,)),
)


def chaptered(*said, chapters=CHAPTERS):
    return built(*said, config=StudyConfig("S", report=ReportSettings(chapters=chapters)))


def test_a_study_can_have_its_own_chapters_and_the_narrowest_has_the_partner():
    report = chaptered(Said(CRISIS, CONTACT), Said(POLICE, BUSY), Said("", CONTACT))
    headings = [one.heading for one in report.sections]
    assert headings.index("Alle") < headings.index("Krisecentre")
    assert "Hvem?" in section(report, "Alle").paragraphs
    partners = [one.heading for one in section(report, "Alle").sections]
    assert partners[0] == "Det, der fremmer samarbejdet", "what is said of no partner comes first"
    crisis = section(report, "Krisecentre")
    assert [s.findings for _, one in crisis.walk() for p in one.passages for s in p.statements] == [
        (finding_anchor(CRISIS, CONTACT, "boern"),)
    ]
    assert BOOK[CRISIS].name not in partners


def test_what_no_chapter_takes_is_printed_all_the_same():
    """A finding must not vanish because a chapter was left out of the settings."""
    said = (Said(CRISIS, CONTACT), Said(POLICE, BUSY), Said("", BUSY))
    own, usual = chaptered(*said, chapters=CHAPTERS[1:]), built(*said)
    assert sorted(anchors(own)) == sorted(anchors(usual))


def test_a_chapter_of_an_unknown_code_is_refused():
    with pytest.raises(ReportError, match="chapters name codes"):
        chaptered(Said(CRISIS, CONTACT), chapters=(ChapterSpec("X", partners=("partner.nobody",)),))


def test_no_number_of_sites_or_persons_is_printed():
    report = built(
        Said(CRISIS, CONTACT, "boern", 4),
        Said(CRISIS, CONTACT, "voksen", 2, "wish"),
        Said(POLICE, BUSY, "voksen", 6),
        Said("", BUSY, "ung", 1, "counterexample"),
        config=StudyConfig("S", report=ReportSettings(title="T", year="")),
        method=Method(coders=2, consensus=True),
    )
    text = printed(report).replace("version 1.0", "")
    assert re.findall(r"\d+", text) == []


def test_no_site_is_named():
    text = printed(built(Said(CRISIS, CONTACT, "boern", 4)))
    assert "site-" not in text
    assert "interview-" not in text


def test_the_appendix_says_how_it_was_done():
    report = built(Said(CRISIS, CONTACT), method=Method(coders=2, consensus=True, segmentation="turns"))
    appendix = section(report, "Bilag: Metode")
    text = "\n".join(paragraph for part in appendix.sections for paragraph in part.paragraphs)
    assert "kodebogen »Samarbejde«, version 1.0" in text
    assert "To kodere har kodet materialet. Fundene bygger på den fælles kodning" in text
    assert "den samme ytring" in text
    assert "Pseudonymiseret tekst er ikke anonym." in text
    assert "Antal interview" not in text


def test_numbers_of_interviews_are_printed_only_when_given():
    report = built(Said(CRISIS, CONTACT), method=Method(coders=1, interviews=14, informants=31))
    text = "\n".join(section(report, "Grundlag").paragraphs)
    assert "Én koder har kodet materialet." in text
    assert "Antal interview: 14. Antal interviewede: 31." in text


def test_the_method_is_told_by_the_findings_where_nobody_says_more():
    method = Method.of(counted([Said(CRISIS, CONTACT)]).basis)
    assert method == Method(coders=0, consensus=True, segmentation="turns")
    assert Method.of(counted([Said(CRISIS, CONTACT)], coding_set="anna").basis).coders == 1


def test_an_english_study_is_printed_in_english():
    book = Codebook(
        "1",
        "en",
        "Cooperation",
        (
            Code("partner", "Partners", codable=False),
            Code("partner.school", "Schools"),
            Code("barrier", "Barriers", codable=False),
            Code("barrier.time", "Lack of time"),
        ),
    )
    config = StudyConfig("S", language="en", areas={"boern": "children's area", "voksen": "adults' area"})
    said = [Said("partner.school", "barrier.time", area, n) for area, n in (("boern", 2), ("voksen", 2))]
    report = build_report(counted(said, book=book, config=config), book, config)
    assert texts(report) == [
        "A couple of municipalities point to lack of time as something that hinders the cooperation in both the "
        "children's area and the adults' area."
    ]
    assert [part.heading for part in report.sections] == [
        "Summary",
        "Partners",
        "Appendix: Method",
    ]


def test_a_site_can_be_something_else_than_a_municipality():
    noun = SiteNoun("hospital", "hospitaler", "hospitalerne", neuter=True)
    report = built(Said(CRISIS, CONTACT, "boern", 1), Said(POLICE, CONTACT, "boern", 2), noun=noun)
    assert texts(report) == [
        "Et enkelt hospital fremhæver faste kontaktpersoner på børneområdet.",
        "På børneområdet oplever et par hospitaler faste kontaktpersoner som en fordel.",
    ]
    assert "kommune" not in printed(report)
    assert section(report, "Læsevejledning").tables[0].rows[-1] == ("et enkelt", "kun ét hospital")


def test_title_and_notice_come_from_the_settings():
    settings = ReportSettings("Titel", "Undertitel", "Udgiver", "2025", "Alt er opdigtet.")
    report = built(Said(CRISIS, CONTACT), config=StudyConfig("Navn", report=settings))
    assert (report.title, report.subtitle, report.notice) == ("Titel", "Undertitel", "Alt er opdigtet.")
    assert report.meta == ("Udgiver", "2025")
    assert built(Said(CRISIS, CONTACT), config=StudyConfig("Navn")).title == "Navn"


def test_a_study_without_findings_has_no_report():
    with pytest.raises(ReportError, match="QC-RP01"):
        build_report(counted([]), BOOK, CONFIG)


def test_words_with_numbers_are_refused():
    """A printed report carries words only, whatever study.yaml says."""
    config = StudyConfig("S", quantifiers={3: "3 ud af 6"})
    with pytest.raises(ReportError, match="QC-RP02"):
        built(Said(CRISIS, CONTACT), config=config)


def test_codes_without_a_name_are_refused_all_at_once():
    findings = counted([Said(CRISIS, CONTACT), Said(POLICE, BUSY)])
    small = Codebook("2", "da", "", tuple(code for code in BOOK if code.branch in {"partner", "inddragelse"}))
    with pytest.raises(ReportError, match="QC-RP05") as caught:
        build_report(findings, small, CONFIG)
    assert [problem.where for problem in caught.value.problems] == [BUSY, CONTACT]


def test_figures_stand_with_the_overviews():
    figure = FigureBlock("Barrierer", "Søjler", b"")
    report = built(Said("", "kilde.borger"), figures=[figure])
    assert section(report, "Oversigter").figures == (figure,)


def test_a_figure_needs_words_for_those_who_cannot_see_it():
    with pytest.raises(ValueError, match="cannot see"):
        FigureBlock("Barrierer", " ", b"")


def test_a_table_has_as_many_cells_as_its_header():
    with pytest.raises(ValueError, match="as many cells"):
        TableBlock("T", ("a", "b"), (("1",),))
