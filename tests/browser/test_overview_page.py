"""The overview page in a browser: what it shows, and what it asks for."""

import pytest

from browser import page_samples as made
from browser.page_checks import (
    assert_fits,
    assert_names_do_nothing,
    hostile,
    nameless,
    poor_contrasts,
    raw_keys,
    to_page,
)


@pytest.fixture
def page(bare):
    return bare.start(made.overview())


def row(bare, document):
    return bare.page.locator(f'tr[data-document="{document}"]')


def lines(bare, document):
    """Return what a row says about each coder."""
    return [one.inner_text().replace("\n", " ") for one in row(bare, document).locator(".qc-coders li").all()]


def test_a_row_says_how_far_everybody_is(page):
    assert (
        lines(page, "interview-03")[0] == "anna (dig) 58 % 57 af 98 svar · 88 kodninger ○ikke læst til ende"
    )
    said = row(page, "interview-03").inner_text()
    for words in ["12. mar. 2026 · online", "11.842 ord", "183 ytringer", "41 svar", "23 forslag besvaret"]:
        assert words in said


def test_one_is_said_as_one(page):
    """A page that says "1 kodninger" reads as if nobody had looked at it."""
    assert "1 af 98 svar · 1 kodning ○ikke" in lines(page, "interview-04")[0]


def test_of_a_colleague_in_a_blind_round_only_finished_is_known(page):
    """How much she has coded may lead the other; that she has finished must be known to open the round."""
    assert lines(page, "interview-01")[1] == "bo skjult, mens runden er blind ✓læst til ende"
    assert lines(page, "interview-02")[1] == "bo skjult, mens runden er blind ○ikke læst til ende"


def test_progress_is_read_without_colour(page):
    bar = page.page.get_by_role("progressbar", name="Kodet i alt")
    assert [bar.get_attribute(name) for name in ("aria-valuenow", "aria-valuemax", "aria-valuetext")] == [
        "254",
        "588",
        "43 %",
    ]
    assert "43 %\n254 af 588 svar i 6 interview er behandlet" in page.page.locator(".qc-overall").inner_text()
    drawn = bar.evaluate("e => e.firstChild.getBoundingClientRect().width / e.getBoundingClientRect().width")
    assert drawn == pytest.approx(254 / 588, abs=0.02)


@pytest.mark.parametrize(
    ("document", "label", "at"),
    [("interview-01", "Se", None), ("interview-03", "Kod videre", 3205), ("interview-05", "Begynd", 58)],
)
def test_a_row_leads_to_the_first_uncoded_turn(page, document, label, at):
    row(page, document).get_by_text(label, exact=True).click()
    assert page.sent() == [{"do": "goto", "page": "coding", "document": document, "at": at}]


def test_a_text_that_nobody_reviewed_leads_nowhere(page):
    assert row(page, "interview-06").get_by_role("button").count() == 0
    assert "ikke gennemgået" in row(page, "interview-06").inner_text()


def test_by_keys_alone_from_the_list_into_a_text(page):
    to_page(page)
    page.press("ArrowDown", "j", "ArrowDown", "k", "ArrowDown", "ArrowDown")
    assert page.focused() == "Kod videre i interview-04"
    page.press("Enter")
    assert page.sent() == [{"do": "goto", "page": "coding", "document": "interview-04", "at": 212}]


def test_the_step_and_the_other_pages_are_at_hand(page):
    assert "Næste skridt: Kod interview-03 færdig." in page.page.locator(".qc-step").inner_text()
    links = page.page.get_by_role("navigation")
    assert links.locator("[aria-current=page]").inner_text() == "Oversigt"
    for name in ["Oversigt", "Læs kodninger", "Gennemgå forslag", "Afgør uenigheder"]:
        links.get_by_text(name).click()
    assert [one["page"] for one in page.sent()] == ["reading", "review", "adjudication"]


def test_the_codes_used_most_lead_to_their_passages(page):
    codes = page.page.locator(".qc-used")
    assert [one.inner_text().split("\n")[0] for one in codes.all()][:3] == [
        "Grundskoler",
        "Politiet",
        "Faste kontaktpersoner",
    ]
    assert "Uddannelsessteder › Grundskoler: 64 kodninger" in codes.first.get_attribute("aria-label")
    codes.nth(1).click()
    assert page.sent() == [{"do": "goto", "page": "reading", "code": made.POLITI}]


# -- rounds ------------------------------------------------------------------------------------------------------------

OPEN = [{"number": 1, "title": "", "open": True, "opened_at": "2026-11-03T09:30:00+00:00", "opened_by": "bo"}]


def test_opening_a_round_is_asked_about_first(page):
    """Once others' codings have been seen, agreement measures nothing: a slip of the hand must not open a round."""
    page.page.get_by_text("Åbn runden").click()
    asked = page.page.get_by_role("alertdialog", name="Åbn runde 1?")
    assert page.focused() == "Annuller"
    assert "Alle kodere kan derefter se hinandens kodninger" in asked.inner_text()
    assert "Har ikke læst alle interview til ende: bo, anna." in asked.inner_text()
    assert page.sent() == []
    page.press("Escape")
    assert asked.count() == 0
    assert page.focused() == "Åbn runden …"


def test_a_round_is_opened_on_the_second_word(page):
    page.answer("open_round", {"kind": "patch", "page": "overview", "rev": 2, "rounds": OPEN})
    page.page.get_by_text("Åbn runden").click()
    page.page.get_by_role("button", name="Åbn runde 1").click()
    assert page.sent() == [{"do": "open_round", "number": 1}]
    page.page.locator(".qc-badge", has_text="åben").wait_for()
    said = page.page.locator(".qc-rounds").inner_text()
    assert "åbnet af bo, 3. nov. 2026" in said
    assert "Åbn runden" not in said


def test_a_refusal_leaves_the_question_standing(page):
    page.answer("open_round", {"kind": "notice", "level": "error", "text": "Der er ingen runde 1."})
    page.page.get_by_text("Åbn runden").click()
    page.page.get_by_role("button", name="Åbn runde 1").click()
    page.page.get_by_text("Der er ingen runde 1.").wait_for()
    assert page.page.get_by_role("alertdialog").count() == 1


def test_the_next_round_is_started_by_keys_with_a_title(page):
    page.page.get_by_role("button", name="Begynd runde 2").focus()
    page.press("Enter")
    page.page.keyboard.type("anden gennemgang ")
    page.press("Enter")
    page.page.get_by_text("Begynd runde 2 …").wait_for()
    assert page.sent() == [{"do": "start_round", "title": "anden gennemgang"}]


def test_what_is_being_typed_outlives_news_from_elsewhere(page):
    """A colleague's click must not take the words out of the hands of who is writing."""
    page.page.get_by_text("Begynd runde 2").click()
    page.page.keyboard.type("anden")
    page.push({"kind": "patch", "page": "overview", "rev": 2, "step": "Nyt skridt."})
    page.page.get_by_text("Nyt skridt.").wait_for()
    page.press("ArrowLeft")
    page.page.keyboard.type("X")
    assert page.page.get_by_label("Navn").input_value() == "andeXn"


# -- for everybody -----------------------------------------------------------------------------------------------------


def test_who_only_looks_on_sees_all_coders(bare):
    rows = [made.row("interview-01", 12, coders=[made.by("anna", 80, 120), made.by("bo", 70, 99)], first=7)]
    bare.start(made.overview(coder="", rows=rows), coder="")
    assert "Ingen koder valgt" in bare.page.locator("header").inner_text()
    assert [line[:4] for line in lines(bare, "interview-01")] == ["anna", "bo 7"]


def test_the_consensus_is_nobody_who_reads(bare):
    rows = [made.row("interview-01", coders=[made.by("anna", 80, 120), made.by("consensus", 70, 99)])]
    bare.start(made.overview(rows=rows))
    assert lines(bare, "interview-01")[1] == "consensus 71 % 70 af 98 svar · 99 kodninger"


def test_a_study_without_interviews_says_what_to_do(bare):
    bare.start(made.overview(rows=[], counts={}, rounds=[{"number": 1, "title": "", "open": False}]))
    assert "qualcode import" in bare.page.locator(".qc-main").inner_text()
    assert "Ingen kodninger endnu" in bare.page.locator(".qc-main").inner_text()


def test_in_english(bare):
    bare.start(made.overview(), language="en")
    assert "57 of 98 answers · 88 codings" in lines(bare, "interview-03")[0]
    assert row(bare, "interview-04").get_by_text("9,310 words").count() == 1


@pytest.mark.parametrize("width", [420, 700, 900, 1280])
def test_it_fits(open_bare, width):
    bare = open_bare(width=width).start(made.overview())
    bare.page.get_by_text("Åbn runden").click()
    assert_fits(bare)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_it_can_be_read(open_bare, dark):
    bare = open_bare(dark=dark).start(made.overview())
    bare.page.get_by_text("Åbn runden").click()
    assert poor_contrasts(bare) == []
    assert nameless(bare) == []
    assert raw_keys(bare) == []


def test_names_with_html_do_nothing(bare):
    bare.start(hostile(made.overview()))
    assert_names_do_nothing(bare)
