"""The review page in a browser: suggestions answered one passage at a time, the keyboard first."""

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

PAGE = made.review()


@pytest.fixture
def page(bare):
    bare.start(PAGE)
    to_page(bare)
    return bare


def offers(bare):
    """Return what the page says of each suggestion of the passage: name, score, answer."""
    return [one.get_attribute("aria-label") for one in bare.page.locator(".qc-offer").all()]


def current(bare):
    return bare.page.locator(".qc-offer[aria-current]").get_attribute("data-offer")


def place(bare):
    return bare.page.locator(".qc-overall > span").nth(1).inner_text()


def after(bare, **answers):
    """Let the desk answer the next decision with these answers given."""
    bare.answer("decide", made.answered(PAGE, answers))


def passage_with(bare, words):
    bare.page.locator("blockquote", has_text=words).wait_for()


def test_whoever_clicks_on_the_words_can_answer_by_keyboard(bare):
    bare.start(PAGE)
    bare.page.locator("blockquote").click()
    bare.press("r")
    bare.settle()
    assert [one["answer"] for one in bare.sent("decide")] == ["reject"]


# -- what is shown -----------------------------------------------------------------------------------------------------


def test_a_passage_is_shown_with_the_question_before_and_own_codes(page):
    page.press("n")
    assert page.page.locator(".qc-review-item > .qc-context").inner_text().split("\n") == [
        "Spørgsmålet før:",
        "Og politiet?",
    ]
    assert page.page.locator("blockquote").inner_text() == made.TALK[3][1]
    assert page.page.get_by_role("list", name="Dine koder her").inner_text() == "Faste kontaktpersoner"
    page.press("p")
    assert "Du har ingen koder her endnu." in page.page.locator(".qc-main").inner_text()


def test_suggestions_say_how_likely_they_are_in_words_and_number(page):
    assert offers(page) == [
        "Forslag 1: Grundskoler, meget sandsynligt · 0,91, ikke besvaret",
        "Forslag 2: Manglende tilbagemelding, muligt · 0,47, ikke besvaret",
    ]
    assert "Belæg: skolen, lærerne" in page.page.locator(".qc-offer").first.inner_text()
    page.press("n", "n")
    assert offers(page) == ["Forslag 1: Travlhed og logistik, mindre sandsynligt · 0,31, ikke besvaret"]
    assert "under tærsklen" in page.page.locator(".qc-offer").inner_text()


def test_a_definition_is_shown_on_demand(page):
    assert page.page.locator(".qc-facts").count() == 0
    page.press("d")
    assert (
        "Partnere › Eksterne partnere › Uddannelsessteder › Grundskoler"
        in page.page.locator(".qc-facts").inner_text()
    )
    assert "Brug ikke, når" in page.page.locator(".qc-facts").inner_text()
    page.press("d")
    assert page.page.locator(".qc-facts").count() == 0


def test_progress_is_said(bare):
    bare.start({**PAGE, **made.answered(PAGE, {"s1": "accept", "s3": "reject"}), "kind": "page"})
    bar = bare.page.get_by_role("progressbar", name="Besvarede forslag")
    assert bar.get_attribute("aria-valuetext") == "40 %"
    assert place(bare) == "Tekststed 1 af 3 · 3 mangler svar"


# -- nothing is chosen beforehand --------------------------------------------------------------------------------------


def test_enter_and_space_accept_nothing(bare):
    """Who presses Enter out of habit must not agree with a model: accepting is always a choice."""
    bare.start(made.overview())
    bare.answer("goto", PAGE)
    bare.page.get_by_role("button", name="Gennemgå forslag").click()
    bare.page.locator(".qc-review").wait_for()
    assert bare.page.evaluate("document.activeElement.role") == "group"
    bare.press("Enter", "Space", "Enter")
    assert bare.sent("decide") == []


def test_a_page_that_opens_leaves_the_focus_to_the_notebook(bare):
    bare.start(PAGE)
    assert bare.page.evaluate("document.activeElement === document.body")


# -- answering ---------------------------------------------------------------------------------------------------------


def test_the_whole_queue_by_keys_alone(page):
    after(page, s1="accept")
    page.press("a")
    page.page.get_by_text("Godtaget: Grundskoler").wait_for()
    assert current(page) == "s2"
    after(page, s1="accept", s2="reject")
    page.press("r")
    passage_with(page, "Politiet ser vi")
    assert place(page) == "Tekststed 2 af 3 · 2 mangler svar"
    after(page, s1="accept", s2="reject", s3="later")
    page.press("s")
    page.page.locator('[data-offer="s4"][aria-current]').wait_for()
    after(page, s1="accept", s2="reject", s3="later", s4="accept_as")
    page.press("o")
    page.page.keyboard.type("tværfaglige")
    page.press("ArrowUp", "Backspace")
    page.page.keyboard.type("e")
    page.page.keyboard.type("x")
    page.press("Backspace", "Control+a")
    page.page.keyboard.type("kontaktpersoner")
    page.press("Enter")
    passage_with(page, "Men der er travlt")
    after(page, s1="accept", s2="reject", s3="later", s4="accept_as", s5="reject")
    page.press("r")
    page.page.get_by_text("Alle forslag er besvaret").wait_for()
    assert page.sent() == [
        {"do": "decide", "id": "s1", "answer": "accept"},
        {"do": "decide", "id": "s2", "answer": "reject"},
        {"do": "decide", "id": "s3", "answer": "later"},
        {"do": "decide", "id": "s4", "answer": "accept_as", "code": made.KONTAKT},
        {"do": "decide", "id": "s5", "answer": "reject"},
    ]


def test_at_the_end_stands_what_came_of_it(bare):
    given = {"s1": "accept", "s2": "reject", "s3": "accept", "s4": "accept_as"}
    bare.start({**PAGE, **made.answered(PAGE, given), "kind": "page"})
    to_page(bare)
    bare.press("n")
    lines = bare.page.locator(".qc-summary li").all_inner_texts()
    assert lines == [
        "2 godtaget",
        "1 godtaget som en anden kode",
        "1 afvist",
        "0 gemt til senere",
        "1 uden svar",
    ]
    assert bare.focused().startswith("Her slutter listen")
    bare.page.get_by_role("button", name="Tilbage til forslag uden svar (1)").click()
    assert current(bare) == "s5"


def test_the_mouse_answers_as_well(page):
    second = page.page.locator('[data-offer="s2"]')
    second.get_by_role("button", name="Afvis Manglende tilbagemelding").click()
    page.page.locator('[data-offer="s1"] >> text=Godtag').click()
    assert page.sent() == [
        {"do": "decide", "id": "s2", "answer": "reject"},
        {"do": "decide", "id": "s1", "answer": "accept"},
    ]


def test_the_suggested_code_chosen_by_hand_is_accepted(page):
    page.press("o")
    page.page.keyboard.type("grundskoler")
    page.press("Enter")
    assert page.sent() == [{"do": "decide", "id": "s1", "answer": "accept"}]


def test_leaving_the_search_answers_nothing(page):
    page.press("o")
    page.page.keyboard.type("politi")
    page.press("Escape")
    assert page.page.locator(".qc-chooser").count() == 0
    assert current(page) == "s1"
    page.press("o")
    assert page.page.get_by_label("Hvilken kode i stedet for").input_value() == ""
    assert page.sent() == []


def test_an_answer_is_not_given_twice(page):
    """Two quick presses of a key are one answer, and not one to the next suggestion."""
    page.hold()
    page.press("a", "a")
    assert page.sent() == [{"do": "decide", "id": "s1", "answer": "accept"}]
    page.release()


def test_a_key_that_is_held_down_answers_once(page):
    after(page, s1="accept")
    page.page.keyboard.down("a")
    page.page.locator('[data-offer="s2"][aria-current]').wait_for()
    page.page.keyboard.down("a")  # what the browser sends while the key stays down
    assert len(page.sent()) == 1


def test_an_answered_suggestion_takes_no_second_answer(bare):
    bare.start({**PAGE, **made.answered(PAGE, {"s1": "accept"}), "kind": "page"})
    to_page(bare)
    bare.press("1", "r", "o", "s")
    assert bare.sent() == []
    assert "✓godtaget" in bare.page.locator('[data-offer="s1"]').inner_text()
    assert bare.page.locator('[data-offer="s1"]').get_by_text("Afvis").count() == 0


def test_a_refused_answer_stays_unanswered(page):
    page.answer("decide", {"kind": "notice", "level": "error", "text": "Det kan ikke gemmes."})
    page.press("a")
    page.page.get_by_text("Det kan ikke gemmes.").wait_for()
    assert current(page) == "s1"
    assert "ikke besvaret" in offers(page)[0]


# -- moving ------------------------------------------------------------------------------------------------------------


def test_keys_move_between_suggestions_and_passages(page):
    moves = [("ArrowDown", "s2"), ("j", "s2"), ("k", "s1"), ("2", "s2"), ("9", "s2"), ("ArrowRight", "s3")]
    moves += [("n", "s5"), ("ArrowLeft", "s3"), ("p", "s1"), ("p", "s1")]
    found = []
    for key, _ in moves:
        page.press(key)
        found.append((key, current(page)))
    assert found == moves


def test_undo_goes_back_to_what_it_undid(page):
    given = {"s1": "accept", "s2": "reject"}
    page.push(made.answered(PAGE, given))
    page.press("n", "n")
    page.answer("undo", made.answered(PAGE, {"s1": "accept"}))
    page.press("Control+z")
    page.page.locator('[data-offer="s2"][aria-current]').wait_for()
    assert "ikke besvaret" in offers(page)[1]
    assert page.sent() == [{"do": "undo"}]


def test_undo_says_what_it_would_do(page):
    button = page.page.get_by_role("button", name="Fortryd")
    assert button.is_disabled()
    page.push(made.answered(PAGE, {"s1": "accept"}))
    assert button.get_attribute("title") == "svar på forslag (Ctrl+Z)"
    button.click()
    assert page.sent() == [{"do": "undo"}]


def test_what_others_do_leaves_the_place_alone(page):
    """The own codes change while one reads; the passage must not jump away."""
    page.press("n", "2")
    page.push({**made.answered(PAGE, {"s1": "accept"}), "items": PAGE["items"][1:]})
    assert current(page) == "s4"
    assert place(page) == "Tekststed 1 af 2 · 2 mangler svar"


def test_the_passage_leads_into_the_text(page):
    page.page.get_by_role("button", name="interview-03, ytring 2").click()
    start = made.TURNS[1]["start"]
    assert page.sent() == [{"do": "goto", "page": "coding", "document": "interview-03", "at": start}]


def test_new_suggestions_are_asked_for_at_the_end(bare):
    bare.start({**PAGE, "items": []})
    assert "Der er ingen forslag at tage stilling til." in bare.page.locator(".qc-main").inner_text()
    bare.answer("suggest", PAGE)
    bare.page.get_by_role("button", name="Opdatér forslag").click()
    bare.page.locator(".qc-offer").first.wait_for()
    assert bare.sent() == [{"do": "suggest", "refresh": True}]
    assert current(bare) == "s1"


# -- for everybody -----------------------------------------------------------------------------------------------------


def test_all_keys_are_shown(page):
    page.press("?")
    said = page.page.locator("dialog").inner_text()
    for words in [
        "godtag forslag",
        "afvis forslag",
        "godtag som en anden kode",
        "fortryd",
        "1–9",
        "definition",
    ]:
        assert words in said


def test_in_english(bare):
    bare.start(PAGE, language="en")
    assert offers(bare)[0] == "Suggestion 1: Grundskoler, very likely · 0.91, not answered"


@pytest.mark.parametrize("width", [420, 700, 1280])
def test_it_fits(open_bare, width):
    bare = open_bare(width=width).start(PAGE)
    to_page(bare)
    bare.press("d", "o")
    assert_fits(bare)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_it_can_be_read(open_bare, dark):
    bare = open_bare(dark=dark).start({**PAGE, **made.answered(PAGE, {"s1": "accept"}), "kind": "page"})
    to_page(bare)
    bare.press("d", "o")
    bare.page.keyboard.type("kontakt")
    assert poor_contrasts(bare) == []
    assert nameless(bare) == []
    assert raw_keys(bare) == []


def test_names_with_html_do_nothing(bare):
    bare.start(hostile(PAGE))
    to_page(bare)
    bare.press("d", "o")
    assert_names_do_nothing(bare)
