"""The adjudication page in a browser: versions side by side, chosen from, and settled."""

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

PAGE = made.adjudication()
BUSY, SCHOOL, WISH, AGREED = (one["id"] for one in PAGE["places"])
LATE = made.on("Politiet ser vi til de faste møder hver anden tirsdag.")
SHORT = made.on("faste møder hver anden tirsdag")


@pytest.fixture
def page(bare):
    bare.start(PAGE)
    to_page(bare)
    return bare


def listed(bare):
    return [one.get_attribute("data-place") for one in bare.page.locator("[data-place]").all()]


def at(bare):
    return bare.page.locator("[data-place][aria-current]").get_attribute("data-place")


def line(bare, code, number=0):
    return bare.page.locator(f'[data-line="{code} {number}"]')


def cells(bare, code):
    """Return what a row of the table says, a cell each."""
    return [" ".join(one.inner_text().split()) for one in line(bare, code).locator("th, td").all()]


def ticked(bare):
    boxes = bare.page.locator("[data-line]:has(input[type=checkbox]:checked)").all()
    return {one.get_attribute("data-line").rpartition(" ")[0] for one in boxes}


def settle(bare, expected=1):
    """Settle by key, and return what was sent."""
    bare.press("Control+Enter")
    sent = bare.sent("settle")
    assert len(sent) == expected
    return sent[-1] if sent else None


def chosen(command):
    """Return the codings of a settle command as a set."""
    return {(one["code"], one["start"], one["end"], one["stance"]) for one in command["codings"]}


def as_said(place, coder):
    """Return what a coder said at a place, in the same form."""
    (codings,) = (one["codings"] for one in place["versions"] if one["coder"] == coder)
    return {(one["code"], one["start"], one["end"], one["stance"]) for one in codings}


def became(place_id, settled, **fields):
    """Return the patch in which a place is settled."""
    places = [{**one, "settled": settled} if one["id"] == place_id else one for one in PAGE["places"]]
    return {"kind": "patch", "page": "adjudication", "rev": 2, "places": places, "settled": 2, **fields}


def page_of(*places, **fields):
    return made.adjudication(places=list(places), agreed=0, settled=0, **fields)


# -- the list ----------------------------------------------------------------------------------------------------------


def test_what_differs_stands_in_the_list_the_costliest_first(page):
    assert listed(page) == [BUSY, SCHOOL]
    first = page.page.locator("[data-place]").first.inner_text()
    for words in [
        "interview-01, ytring 4–5",
        "uenige",
        "Faste kontaktpersoner",
        "+1",
        "57,1 % af uenigheden",
    ]:
        assert words in first
    assert "2 uenigheder mangler · 1 sted afgjort" in page.page.locator(".qc-overall").inner_text()


@pytest.mark.parametrize(
    ("show", "places"),
    [
        ("uafgjorte (2)", [BUSY, SCHOOL]),
        ("afgjorte (1)", [BUSY, WISH]),
        ("hvor alle er enige (1)", [BUSY, AGREED]),
        ("alle (4)", [BUSY, SCHOOL, WISH, AGREED]),
    ],
)
def test_the_list_is_filtered_and_keeps_the_open_place(page, show, places):
    page.page.get_by_label("Vis").select_option(label=show)
    assert listed(page) == places


def test_the_list_is_filtered_by_code(page):
    page.page.get_by_label("Vis").select_option(label="alle (4)")
    page.page.get_by_label("Uenighed om").select_option(label="Sparring og afklaring (1)")
    assert listed(page) == [BUSY, WISH]


# -- the place ---------------------------------------------------------------------------------------------------------


def underlined(bare, lane):
    """Return the words under which a coder's line runs."""
    return "".join(
        bare.page.locator(f".qc-words .qc-line-{lane}").evaluate_all("all => all.map(e => e.textContent)")
    )


def test_each_coders_words_have_a_line_of_their_own_kind(page):
    assert (
        underlined(page, 0)
        == "Politiet ser vi til de faste møder hver anden tirsdag.der er én bestemt, vi kan ringe til"
    )
    assert underlined(page, 1) == "faste møder hver anden tirsdagpå grund af tavshedspligten"
    kinds = [
        page.page.locator(f".qc-words .qc-line-{lane}").first.evaluate(
            "e => getComputedStyle(e).textDecorationStyle"
        )
        for lane in (0, 1)
    ]
    assert kinds == ["solid", "dashed"]


def test_whole_turns_have_a_band_with_what_was_coded(page):
    bands = page.page.locator(".qc-band[role=img]")
    assert [one.get_attribute("aria-label") for one in bands.all()] == [
        "anna, hele ytringen: Politiet",
        "bo, hele ytringen: Politiet",
        "anna, hele ytringen: Travlhed og logistik",
        "bo, hele ytringen: Travlhed og logistik",
    ]


def test_lines_are_right_after_an_emoji(bare):
    """The desk counts code points, the browser halves of emoji: one off, and other words are settled on."""
    words = "lærerne kender børnene 😊 og så"
    place = made.place(
        "p", 2, 2, 1.0, [made.SKOLE], anna=[made.coding("a", made.SKOLE, made.on(words))], bo=[]
    )
    bare.start(page_of(place))
    assert underlined(bare, 0) == words
    assert bare.page.locator(".qc-place-text .qc-words").inner_text() == made.TALK[1][1]


def test_versions_stand_side_by_side_and_differences_are_said(page):
    said = {code: cells(page, code) for code in (made.MOEDER, made.POLITI, made.KONTAKT, made.TRAVLHED)}
    assert said == {
        made.MOEDER: [
            "Faste og tværfaglige møder ↔andre ord",
            "✓»Politiet ser vi … hver anden tirsdag.«",
            "✓»faste møder hver anden tirsdag«",
            "ikke med",
        ],
        made.POLITI: [
            "Politiet =enige",
            "✓hele ytring 4",
            "✓hele ytring 4",
            "hele ytring 4 erfaring ønske modeksempel",
        ],
        made.KONTAKT: ["Faste kontaktpersoner ≠ikke alle", "✓»der er én … kan ringe til«", "–", "ikke med"],
        made.TRAVLHED: [
            "Travlhed og logistik ±anden holdning",
            "✓hele ytring 5 Mest om foråret.",
            "✓hele ytring 5 ≠modeksempel",
            "ikke med",
        ],
    }


def test_a_row_lights_its_words_up(page):
    line(page, made.KONTAKT).hover()
    assert "".join(page.page.locator(".qc-lit").all_inner_texts()) == "der er én bestemt, vi kan ringe til"
    line(page, made.TAVSHED).locator("input").focus()
    assert "".join(page.page.locator(".qc-lit").all_inner_texts()) == "på grund af tavshedspligten"
    line(page, made.KONTAKT).hover()
    page.page.locator(
        ".qc-page-title"
    ).hover()  # the pointer leaves: the row with the focus has the light again
    assert "".join(page.page.locator(".qc-lit").all_inner_texts()) == "på grund af tavshedspligten"


# -- choosing ----------------------------------------------------------------------------------------------------------


def test_before_anything_is_chosen_nothing_is_settled(page):
    """What all say is ticked; on the rest nobody has decided, and a slip must not decide it."""
    assert ticked(page) == {made.POLITI}
    assert settle(page, 0) is None
    assert "Vælg først en version" in page.page.locator(".qc-settle-bar").inner_text()


@pytest.mark.parametrize(("key", "coder"), [("1", "anna"), ("2", "bo")])
def test_a_coders_version_is_taken_as_it_is(page, key, coder):
    page.press(key)
    assert chosen(settle(page)) == as_said(PAGE["places"][0], coder)


def test_merging_takes_every_code_once_with_the_most_words(page):
    page.press("b")
    codes = chosen(settle(page))
    assert {code for code, *_ in codes} == {
        made.POLITI,
        made.MOEDER,
        made.KONTAKT,
        made.TRAVLHED,
        made.TAVSHED,
    }
    assert len(codes) == 5
    assert (made.MOEDER, LATE["start"], LATE["end"], "experience") in codes


def test_no_code_at_all_is_an_answer(page):
    page.press("0")
    assert "Ingen kode på stedet" in page.page.locator(".qc-settle-bar").inner_text()
    assert settle(page)["codings"] == []


def test_codes_are_chosen_one_by_one_with_extent_and_stance(page):
    line(page, made.MOEDER).get_by_label("Tag Faste og tværfaglige møder med").check()
    line(page, made.MOEDER).get_by_label("bo: »faste møder").check()
    line(page, made.TRAVLHED).get_by_role("checkbox").check()
    line(page, made.TRAVLHED).get_by_label("Holdning").select_option(label="modeksempel")
    line(page, made.POLITI).get_by_role("checkbox").uncheck()
    assert chosen(settle(page)) == {
        (made.MOEDER, SHORT["start"], SHORT["end"], "experience"),
        (made.TRAVLHED, made.TURNS[4]["start"], made.TURNS[4]["end"], "counterexample"),
    }


def test_where_borders_cross_the_words_of_both_are_offered(bare):
    first, last = made.on("Politiet ser vi til de faste møder"), made.on("de faste møder hver anden tirsdag")
    place = made.place(
        "p",
        4,
        4,
        1.0,
        [made.MOEDER],
        anna=[made.coding("a", made.MOEDER, first)],
        bo=[made.coding("b", made.MOEDER, last, coder="bo")],
    )
    bare.start(page_of(place))
    line(bare, made.MOEDER).get_by_role("checkbox").check()
    offered = line(bare, made.MOEDER).locator("fieldset label").all_inner_texts()
    assert [one.split(":")[0] for one in offered] == ["anna", "bo", "begges ord"]
    line(bare, made.MOEDER).get_by_label("begges ord").check()
    assert chosen(settle(bare)) == {(made.MOEDER, first["start"], last["end"], "experience")}


def test_a_code_twice_in_one_place_is_two_lines(bare):
    """Anna coded it in both turns, Bo in the first: taking either version must give just that."""
    anna = [
        made.coding("a1", made.POLITI, made.on_turns(4)),
        made.coding("a2", made.POLITI, made.on_turns(5)),
    ]
    over = made.coding("a3", made.TRAVLHED, made.on_turns(4, 5))
    bo = [made.coding("b1", made.POLITI, made.on_turns(4), coder="bo")]
    place = made.place("p", 4, 5, 1.0, [made.POLITI, made.TRAVLHED], anna=[*anna, over], bo=bo)
    bare.start(page_of(place))
    to_page(bare)
    kinds = [line(bare, made.POLITI, n).locator(".qc-kind").inner_text() for n in (0, 1)]
    assert ["".join(one.split("\n")) for one in kinds] == ["=enige", "≠ikke alle"]
    bare.press("1")
    assert chosen(settle(bare)) == as_said(place, "anna")
    bare.press("2")
    assert chosen(settle(bare, 2)) == as_said(place, "bo")


def test_one_coder_may_mean_a_code_in_two_ways(bare):
    """As an experience and as a wish on the same words: two statements, and both are hers."""
    whole = made.on_turns(6)
    anna = [made.coding("a1", made.POLITI, whole), made.coding("a2", made.POLITI, whole, stance="wish")]
    bo = [made.coding("b1", made.POLITI, whole, coder="bo", stance="wish")]
    place = made.place("p", 6, 6, 1.0, [made.POLITI], anna=anna, bo=bo)
    bare.start(page_of(place))
    to_page(bare)
    bare.press("1")
    assert chosen(settle(bare)) == as_said(place, "anna")


def test_another_code_is_added_by_keys(page):
    page.press("0", "f")
    page.page.keyboard.type("tillid til")
    page.press("Enter")
    assert "tilføjet" in page.page.locator('[data-line^="+"]').inner_text()
    where = page.page.locator('[data-line^="+"]').get_by_role("radio")
    assert where.count() == 3  # the place, and each of its turns
    where.nth(2).check()
    settled = settle(page)
    assert chosen(settled) == {(made.TILLID, made.TURNS[4]["start"], made.TURNS[4]["end"], "experience")}


def test_adding_a_code_that_a_coder_had_ticks_it(page):
    page.press("f")
    page.page.keyboard.type("faste kontakt")
    page.press("Enter")
    assert ticked(page) == {made.POLITI, made.KONTAKT}
    assert page.page.locator('[data-line^="+"]').count() == 0


# -- settling ----------------------------------------------------------------------------------------------------------


def test_from_place_to_place_by_keys_alone(page):
    page.answer("settle", became(BUSY, made.settlement("merged")))
    page.press("ArrowDown", "x", "ArrowDown", "ArrowDown", "x", "m")
    page.page.keyboard.type("Begge har ret i mødet.")
    page.press("Control+Enter")
    page.page.locator(f'[data-place="{SCHOOL}"][aria-current]').wait_for()
    sent = page.sent()
    assert [(one["do"], one["place"], one["memo"]) for one in sent] == [
        ("settle", BUSY, "Begge har ret i mødet.")
    ]
    assert {code for code, *_ in chosen(sent[0])} == {made.POLITI, made.MOEDER, made.KONTAKT}
    assert page.focused() == "interview-01, ytring 2"
    page.press("2")  # the keys go on at the next place
    assert ticked(page) == {made.SKOLE}


def test_a_refused_settlement_keeps_what_was_chosen(page):
    page.answer("settle", {"kind": "notice", "level": "stale", "text": "Nogen har kodet her imens."})
    page.press("1")
    page.page.get_by_label("Begrundelse").fill("Fordi")
    page.page.get_by_role("button", name="Afgør", exact=True).click()
    page.page.get_by_text("Nogen har kodet her imens.").wait_for()
    assert at(page) == BUSY
    assert made.MOEDER in ticked(page)
    assert page.page.get_by_label("Begrundelse").input_value() == "Fordi"


def test_what_was_begun_waits_while_another_place_is_looked_at(page):
    page.press("b", "n")
    assert at(page) == SCHOOL
    assert "begyndt" in page.page.locator(f'[data-place="{BUSY}"]').inner_text()
    page.press("p")
    assert len(ticked(page)) == 5


def test_what_was_begun_ends_where_a_coder_changed_the_place(page):
    """A choice among versions that are no more would settle something that nobody says."""
    page.press("b")
    places = [
        {
            **PAGE["places"][0],
            "versions": [PAGE["places"][0]["versions"][0], {"coder": "bo", "codings": []}],
        }
    ]
    page.push({"kind": "patch", "page": "adjudication", "rev": 2, "places": [*places, *PAGE["places"][1:]]})
    assert ticked(page) == set()
    assert settle(page, 0) is None


def test_what_is_settled_says_outcome_memo_who_and_when(page):
    page.page.get_by_label("Vis").select_option(label="alle (4)")
    page.page.locator(f'[data-place="{WISH}"]').click()
    said = page.page.locator(".qc-settled").inner_text()
    for words in [
        "én version er valgt",
        "af anna, 3. nov. 2026",
        "Krisecentre",
        "ønske",
        "bliver ikke spurgt om råd",
    ]:
        assert words in said
    assert page.page.get_by_role("checkbox").count() == 0
    assert (
        page.page.get_by_role("row", name="Sparring og afklaring").count() == 1
    )  # the versions stay in sight


def test_what_is_settled_can_be_settled_again(page):
    page.page.get_by_label("Vis").select_option(label="alle (4)")
    page.page.locator(f'[data-place="{WISH}"]').click()
    page.page.get_by_role("button", name="Afgør igen").click()
    assert ticked(page) == {made.KRISECENTER}
    assert page.page.get_by_label("Begrundelse").input_value().startswith("Det er et ønske")
    line(page, made.SPARRING).get_by_role("checkbox").check()
    sent = settle(page)
    assert sent["place"] == WISH
    assert {code for code, *_ in chosen(sent)} == {made.KRISECENTER, made.SPARRING}


def test_a_settlement_that_is_out_of_date_comes_back_into_the_list(bare):
    places = [{**PAGE["places"][2], "settled": {**PAGE["places"][2]["settled"], "outdated": True}}]
    bare.start(page_of(*places))
    assert listed(bare) == [WISH]
    assert "har ændret noget her" in bare.page.locator(".qc-settled").inner_text()


def test_what_came_from_a_file_is_said(bare):
    there = [made.coding("k", made.SKOLE, made.on_turns(2), coder="consensus")]
    bare.start(page_of({**PAGE["places"][1], "there": there}))
    said = bare.page.locator(".qc-settled").inner_text()
    assert "Her står allerede noget som »consensus«, hentet fra en fil." in said
    assert "Grundskoler" in said


def test_all_that_agree_are_settled_after_a_question(page):
    page.page.get_by_role("button", name="Afgør 1 sted, hvor alle er enige").click()
    asked = page.page.get_by_role("alertdialog", name="Afgør 1 sted på én gang?")
    assert "gemmes som »consensus«" in asked.inner_text()
    assert page.focused() == "Annuller"
    page.press("Escape")
    assert asked.count() == 0
    assert page.sent() == []
    page.answer("settle_agreed", became(AGREED, made.settlement("agreed"), agreed=0))
    page.press("Enter")  # the focus came back to the button
    asked.get_by_role("button", name="Afgør 1 sted").click()
    page.page.get_by_text("2 steder afgjort").wait_for()
    assert page.sent() == [{"do": "settle_agreed"}]
    assert page.page.get_by_role("button", name="hvor alle er enige").count() == 0


def test_undo_goes_back_to_the_place_that_it_opened_again(page):
    page.push(became(SCHOOL, made.settlement(), turning={"undo": "afgørelse", "redo": ""}))
    assert listed(page) == [BUSY]
    places = {"kind": "patch", "page": "adjudication", "rev": 3, "places": PAGE["places"]}
    page.answer("undo", places)
    page.press("Control+z")
    page.page.locator(f'[data-place="{SCHOOL}"][aria-current]').wait_for()
    assert page.sent() == [{"do": "undo"}]


def test_the_place_leads_into_the_text(page):
    page.page.get_by_role("button", name="Åbn stedet i teksten").click()
    start = made.TURNS[3]["start"]
    assert page.sent() == [{"do": "goto", "page": "coding", "document": "interview-01", "at": start}]


# -- others ------------------------------------------------------------------------------------------------------------


def test_three_coders(bare):
    whole = made.on_turns(2)
    versions = {name: [made.coding(name, made.SKOLE, whole, coder=name)] for name in ("anna", "bo")}
    place = made.place("p", 2, 2, 1.0, [made.SKOLE], **versions, carla=[])
    bare.start(page_of(place, coders=["anna", "bo", "carla"]))
    to_page(bare)
    assert [one.inner_text() for one in bare.page.locator(".qc-choice thead th").all()][1:4] == [
        "anna",
        "bo",
        "carla",
    ]
    assert "Saml alle" in bare.page.locator(".qc-settling").inner_text()
    assert ticked(bare) == set()
    bare.press("3")
    assert settle(bare)["codings"] == []


def test_who_only_looks_on_can_settle_nothing(bare):
    bare.start(made.adjudication(coder=""), coder="")
    to_page(bare)
    bare.press("1", "b", "0", "f", "Control+Enter")
    assert bare.sent() == []
    assert bare.page.get_by_role("checkbox").count() == 0
    assert "Ingen koder valgt" in bare.page.locator(".qc-main").inner_text()
    assert bare.page.get_by_role("row", name="Faste kontaktpersoner").count() == 1


def test_where_nobody_differs_that_is_said(bare):
    bare.start(page_of())
    assert "to kodere skal have kodet det samme interview" in bare.page.locator(".qc-main").inner_text()


def test_in_english(bare):
    bare.start(PAGE, language="en")
    assert "2 differences left · 1 place settled" in bare.page.locator(".qc-overall").inner_text()
    assert cells(bare, made.KONTAKT)[0] == "Faste kontaktpersoner ≠not all"


@pytest.mark.parametrize("width", [420, 700, 900, 1280])
def test_it_fits(open_bare, width):
    bare = open_bare(width=width).start(PAGE)
    to_page(bare)
    bare.press("b", "f")
    assert_fits(bare)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_it_can_be_read(open_bare, dark):
    bare = open_bare(dark=dark).start(PAGE)
    to_page(bare)
    bare.press("b", "f")
    bare.page.keyboard.type("kontakt")
    bare.page.get_by_role("button", name="hvor alle er enige").click()
    line(bare, made.KONTAKT).hover()
    assert poor_contrasts(bare) == []
    assert nameless(bare) == []
    assert raw_keys(bare) == []


def test_names_with_html_do_nothing(bare):
    bare.start(hostile(PAGE))
    to_page(bare)
    bare.press("b", "f")
    assert_names_do_nothing(bare)
    bare.page.get_by_label("Vis").select_option("all")
    bare.page.locator(f'[data-place="{WISH}"]').click()
    assert_names_do_nothing(bare)
