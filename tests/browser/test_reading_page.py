"""The reading page in a browser: passages of a code in context, and memos on them."""

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
    return bare.start(made.reading())


def shown(bare):
    """Return the ids of the passages that are shown, in their order."""
    return bare.page.locator("[data-passage]").evaluate_all("all => all.map(e => e.dataset.passage)")


def card(bare, id_):
    return bare.page.locator(f'[data-passage="{id_}"]')


def groups(bare):
    return bare.page.locator(".qc-group h3").all_inner_texts()


def count(bare):
    return bare.page.locator(".qc-head-count").inner_text()


# -- what is shown -----------------------------------------------------------------------------------------------------


def test_passages_of_a_branch_are_grouped_by_code_in_the_order_of_the_tree(page):
    assert page.page.locator(".qc-page-title").inner_text() == "Eksterne partnere"
    assert count(page) == "5 tekststeder · 3 talere · 3 interview"
    assert [" ".join(one.split()) for one in groups(page)] == [
        "Krisecentre (1)",
        "Grundskoler (2)",
        "Politiet (2)",
    ]
    assert shown(page) == ["c5", "c1", "c2", "c3", "c4"]


def test_a_passage_stands_among_the_words_around_it(page):
    one = card(page, "c4")
    assert one.locator("mark").inner_text() == "så måtte vi ikke engang få at vide, hvad der var sket"
    around = one.locator(".qc-context").all_inner_texts()
    assert around[0].startswith("Politiet ser vi til")  # the turn before, on a line of its own
    assert around[1].endswith("havde tid til at mødes, og ")
    assert around[2] == ", på grund af tavshedspligten."


def test_a_passage_says_who_spoke_and_how_it_was_meant(page):
    head = card(page, "c5").locator(".qc-passage-head").inner_text().replace("\n", " ")
    assert head == "p2 voksenområdet ☆ønske Skriv memo interview-04, ytring 6"


def test_without_a_code_the_page_asks_for_one(bare):
    bare.start(made.reading("", passages=[], coders=[]))
    assert "Vælg en kode i træet" in count(bare)


def test_coders_are_named_where_there_are_several(bare):
    passages = [
        made.passage("c1", made.SKOLE, "Vi ringer altid til skolen først", 2),
        made.passage("c2", made.SKOLE, "venter vi på svar", 2, coder="bo", memo="Hvor længe?"),
    ]
    bare.start(made.reading(made.SKOLE, passages=passages, coder=""))
    assert "kodet af bo" in card(bare, "c2").inner_text()
    assert "Hvor længe?" in card(bare, "c2").inner_text()
    assert card(bare, "c2").get_by_text("memo").count() == 0  # a colleague's memo is read, not changed


# -- filter, order, groups ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("SKOLEN FØRST", ["c1"]),
        ("først", ["c1"]),
        ("forst", []),  # ø is a letter of its own
        ("voksenområdet", ["c5", "c3"]),
        ("kontaktperson", ["c2"]),  # stands in a memo
        ("politiet p3", ["c4"]),  # the code's name and the speaker
        ("interview-02", ["c3", "c4"]),
    ],
)
def test_the_list_is_filtered_as_one_types(page, typed, left):
    page.page.get_by_label("Filtrér").click()
    page.page.keyboard.type(typed)
    assert shown(page) == left
    assert count(page).endswith("(af 5 tekststeder)")


@pytest.mark.parametrize(
    ("order", "ids"),
    [
        ("som i teksten", ["c1", "c2", "c3", "c4", "c5"]),
        ("område", ["c1", "c2", "c4", "c3", "c5"]),
        ("taler", ["c1", "c2", "c3", "c5", "c4"]),
        ("holdning", ["c5", "c1", "c2", "c3", "c4"]),
        ("længste først", ["c3", "c5", "c4", "c1", "c2"]),
        ("korteste først", ["c2", "c1", "c4", "c5", "c3"]),
    ],
)
def test_passages_are_put_in_order(page, order, ids):
    page.page.get_by_label("Saml efter kode").uncheck()
    page.page.get_by_label("Rækkefølge").select_option(label=order)
    assert shown(page) == ids


def test_never_by_site(page):
    """Which municipality said something is nobody's to read off a list."""
    orders = page.page.get_by_label("Rækkefølge").locator("option").all_inner_texts()
    assert orders == [
        "som i teksten",
        "område",
        "taler",
        "holdning",
        "koder",
        "længste først",
        "korteste først",
    ]


def test_without_groups_each_passage_says_its_code(page):
    page.page.get_by_label("Saml efter kode").uncheck()
    assert groups(page) == []
    assert "Politiet" in card(page, "c3").locator(".qc-passage-head").inner_text()


def test_long_lists_are_drawn_in_parts(bare):
    """A code with thousands of passages must open as quickly as one with ten."""
    one = made.passage("c", made.SKOLE, "venter vi på svar", 2)
    bare.start(made.reading(made.SKOLE, passages=[{**one, "id": f"c{n}"} for n in range(250)]))
    assert len(shown(bare)) == 100
    assert count(bare).startswith("250 tekststeder")
    bare.page.get_by_role("button", name="Vis 100 mere (ud af 150)").click()
    assert len(shown(bare)) == 200
    assert bare.page.evaluate("document.activeElement.dataset.passage") == "c100"
    bare.page.get_by_role("button", name="Vis 50 mere (ud af 50)").click()
    assert len(shown(bare)) == 250
    assert bare.page.locator(".qc-passages").get_by_role("button", name="Vis").count() == 0


# -- choosing ----------------------------------------------------------------------------------------------------------


def test_a_code_is_found_and_opened_by_keys(page):
    to_page(page)
    page.press("f")
    page.page.keyboard.type("politi")
    page.press("Enter")
    assert page.sent() == [{"do": "goto", "page": "reading", "code": made.POLITI, "coder": "anna"}]


def test_a_branch_can_be_read_too(page):
    page.page.get_by_role("treeitem", name="Uddannelsessteder").get_by_text("Uddannelsessteder").click()
    assert page.sent() == [
        {"do": "goto", "page": "reading", "code": "partner.ekstern.uddannelse", "coder": "anna"}
    ]


def test_the_code_that_is_read_is_marked_in_the_tree(page):
    marked = page.page.locator("[role=treeitem][aria-selected=true]")
    assert marked.get_attribute("data-id") == "partner.ekstern"


def test_whose_codings_are_read_is_chosen(page):
    page.page.get_by_label("Kodet af").select_option(label="det, der tælles")
    page.page.get_by_label("Kodet af").select_option(label="bo")
    assert [one["coder"] for one in page.sent("goto")] == ["", "bo"]


def test_another_code_begins_at_the_top(page):
    page.page.locator(".qc-passages").evaluate("e => { e.scrollTop = 200; }")
    page.push(made.reading(made.POLITI, passages=[made.passage("c9", made.POLITI, made.TALK[3][1], 4)]))
    page.page.locator('[data-passage="c9"]').wait_for()
    assert page.page.locator(".qc-passages").evaluate("e => e.scrollTop") == 0
    assert page.page.get_by_label("Saml efter kode").count() == 0  # one code needs no groups


# -- keys and memos ----------------------------------------------------------------------------------------------------


def test_by_keys_alone_from_passage_to_passage_and_into_the_text(page):
    to_page(page)
    page.press("ArrowDown", "j", "j", "ArrowUp")
    assert page.focused() == "p1, interview-01, ytring 2"
    page.press("Enter")
    assert page.sent() == [
        {"do": "goto", "page": "coding", "document": "interview-01", "at": made.TURNS[1]["start"]}
    ]


def test_a_click_leads_into_the_text(page):
    card(page, "c5").get_by_text("interview-04, ytring 6").click()
    assert page.sent() == [
        {"do": "goto", "page": "coding", "document": "interview-04", "at": made.TURNS[5]["start"]}
    ]


def saved(page_message, id_, memo):
    passages = [{**one, "memo": memo} if one["id"] == id_ else one for one in page_message["passages"]]
    return {"kind": "patch", "page": "reading", "rev": 2, "passages": passages}


def test_a_memo_is_written_by_keys(page):
    page.answer("memo", saved(made.reading(), "c1", "Gælder også Østerby."))
    to_page(page)
    page.press("ArrowDown", "ArrowDown", "m")
    page.page.keyboard.type("Gælder også Østerby.")
    assert "ikke gemt" in card(page, "c1").inner_text()
    page.press("Control+Enter")
    card(page, "c1").get_by_text("Ret memo").wait_for()
    assert "Gælder også Østerby." in card(page, "c1").inner_text()
    assert page.sent() == [
        {"do": "memo", "target_kind": "coding", "target": "c1", "text": "Gælder også Østerby."}
    ]
    page.press("ArrowDown")
    assert page.focused() == "p1, interview-01, ytring 2"  # the keys go on from the passage


def test_a_memo_that_was_opened_and_left_changes_nothing(page):
    card(page, "c2").get_by_text("Ret memo").click()
    assert page.page.evaluate("document.activeElement.value").startswith("Hænger måske sammen")
    page.press("Escape")
    card(page, "c2").get_by_text("Ret memo").wait_for()
    assert page.sent() == []


def test_a_memo_that_was_refused_is_not_lost(page):
    page.answer("memo", {"kind": "notice", "level": "error", "text": "Det kan ikke gemmes."})
    card(page, "c1").get_by_text("Skriv memo").click()
    page.page.keyboard.type("Et langt memo")
    page.press("Control+Enter")
    page.page.get_by_text("Det kan ikke gemmes.").wait_for()
    card(page, "c1").get_by_text("Skriv memo").click()
    assert page.page.evaluate("document.activeElement.value") == "Et langt memo"


def test_what_is_being_written_outlives_news_from_elsewhere(page):
    card(page, "c1").get_by_text("Skriv memo").click()
    page.page.keyboard.type("Et langt")
    page.push(saved(made.reading(), "c2", "Nyt fra et andet vindue"))
    page.page.get_by_text("Nyt fra et andet vindue").wait_for()
    page.page.keyboard.type(" memo")
    assert page.page.evaluate("document.activeElement.value") == "Et langt memo"
    assert page.sent() == []


def test_leaving_the_page_saves_the_memo_first(page):
    """The desk knows the passage only while its page is open."""
    page.answer("goto", made.overview())
    card(page, "c1").get_by_text("Skriv memo").click()
    page.page.keyboard.type("Et memo")
    page.page.get_by_role("button", name="Oversigt").click()
    page.page.locator(".qc-overview").wait_for()
    assert [one["do"] for one in page.sent()] == ["memo", "goto"]


# -- for everybody -----------------------------------------------------------------------------------------------------


def test_in_english(bare):
    bare.start(made.reading(), language="en")
    assert count(bare) == "5 passages · 3 speakers · 3 interviews"


@pytest.mark.parametrize("width", [420, 700, 900, 1280])
def test_it_fits(open_bare, width):
    assert_fits(open_bare(width=width).start(made.reading()))


@pytest.mark.parametrize(("width", "beside"), [(1280, True), (700, False)])
def test_the_tree_stands_beside_the_passages_or_above_them(open_bare, width, beside):
    bare = open_bare(width=width).start(made.reading())
    tree, list_ = (bare.page.locator(one).bounding_box() for one in (".qc-reading-codes", ".qc-reading-main"))
    assert (tree["x"] + tree["width"] <= list_["x"]) == beside
    assert (tree["y"] + tree["height"] <= list_["y"]) != beside


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_it_can_be_read(open_bare, dark):
    bare = open_bare(dark=dark).start(made.reading())
    to_page(bare)
    bare.press("ArrowDown", "m")
    assert poor_contrasts(bare) == []
    assert nameless(bare) == []
    assert raw_keys(bare) == []


def test_names_with_html_do_nothing(bare):
    bare.start(hostile(made.reading()))
    card(bare, "c2").get_by_text("Ret memo").click()
    assert_names_do_nothing(bare)
