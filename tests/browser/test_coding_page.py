"""The coding page as a person uses it, by mouse and by keyboard, with a desk in JavaScript at the other end."""

import pytest

from browser.samples import (
    CODES,
    MOEDER,
    POLITI,
    SKOLE,
    SSP,
    TALK,
    TILLID,
    TRAVLHED,
    code_entries,
    coding,
    coding_page,
    span_of,
    suggestion,
    text_of,
)

PAGE = coding_page()
RING, POLICE, BUSY = TALK[1][1], TALK[3][1], TALK[4][1]


def page_with(*codings, page=PAGE, **fields):
    """Return the page with codings of these words: (id, words, code) or with further fields in a dict at the end."""
    told = [coding(page, *one[:3], **(one[3] if len(one) > 3 else {})) for one in codings]
    return {**page, "codings": told, **fields}


def go_to(bare, number):
    """Click beside the words of a turn."""
    bare.page.locator(".qc-turn .qc-speaker").nth(number - 1).click()


def current(bare):
    """Return the number of the turn that is current."""
    return int(bare.page.locator(".qc-turn[aria-current] .qc-number").inner_text())


def code_row(bare, code):
    return bare.page.locator(f'[role=treeitem][data-id="{code}"]')


def chips(bare, number):
    """Return the names on the chips of a turn, in order."""
    return (
        bare.page.locator(".qc-turn")
        .nth(number - 1)
        .locator(".qc-chip:not(.qc-suggested) .qc-chip-name")
        .all_inner_texts()
    )


def said(bare):
    """Wait for a line to be said, and return it."""
    bare.page.wait_for_function("document.querySelector('.qc-status').textContent")
    return bare.page.locator(".qc-status").inner_text()


# --- selecting words

SELECTED = [
    # what the mouse was drawn over, and what is selected
    ("venter vi på svar", "venter vi på svar"),  # after an emoji, where UTF-16 and code points part
    ("nter vi på sv", "venter vi på svar"),
    (" på svar. ", "på svar."),
    ("Åse på Østerby", "Åse på Østerby"),
    ("børnene 😊", "børnene 😊"),
    ("Vi", "Vi"),
]


@pytest.mark.parametrize(("dragged", "selected"), SELECTED)
def test_words_are_selected_with_the_mouse_and_coded_where_they_stand(bare, dragged, selected):
    """The desk stores what is sent; a position off by one puts a code on other words."""
    bare.start(PAGE)
    bare.drag(dragged)
    assert bare.picked() == selected
    code_row(bare, SKOLE).click()
    assert bare.sent("code") == [{"do": "code", **span_of(PAGE, selected), "codes": [SKOLE]}]


@pytest.mark.parametrize("sign", ["👩‍👩‍👧", "🇩🇰", "a\u030a", "👍🏽"])
def test_positions_are_right_after_signs_of_several_code_points(bare, sign):
    page = coding_page(
        [("Lene", f"Ja {sign} og {sign} så videre {sign}."), ("Lene", f"{sign} Til sidst, ikke?")]
    )
    bare.start(page)
    bare.drag("så videre")
    code_row(bare, SKOLE).click()
    bare.drag("sidst")
    code_row(bare, SKOLE).click()
    assert [text_of(page)[one["start"] : one["end"]] for one in bare.sent("code")] == ["så videre", "sidst"]


def test_with_alt_part_of_a_word_is_selected_but_never_part_of_a_sign(bare):
    page = coding_page([("Lene", "Skolevejen er lang 👩‍👩‍👧 for a\u030ase.")])
    bare.start(page)
    bare.drag("vejen", alt=True)
    assert bare.picked() == "vejen"
    code_row(bare, SKOLE).click()
    assert bare.sent("code") == [{"do": "code", "start": 5, "end": 10, "codes": [SKOLE]}]


def test_a_selection_may_span_turns(bare):
    """The interviewer's question between two answers belongs to what is selected, as it stands in the text."""
    bare.start(PAGE)
    bare.drag("tager telefonen", "Politiet ser")
    code_row(bare, TILLID).click()
    [sent] = bare.sent("code")
    assert text_of(PAGE)[sent["start"] : sent["end"]] == "tager telefonen.\nOg politiet?\nPolitiet ser"


def test_a_selection_drawn_backwards_is_the_same(bare):
    bare.start(PAGE)
    bare.drag("faste møder", backwards=True)
    assert bare.picked() == "faste møder"


def test_a_double_click_selects_a_word_and_a_click_lets_go(bare):
    bare.start(PAGE)
    box = bare.page.locator(".qc-text").nth(3).bounding_box()
    bare.page.mouse.dblclick(box["x"] + 10, box["y"] + 10)
    assert bare.picked() == "Politiet"
    bare.page.mouse.click(box["x"] + 10, box["y"] + 10)
    assert bare.picked() == ""
    assert current(bare) == 4


def test_selected_words_stay_marked_while_a_code_is_searched(bare):
    bare.start(PAGE)
    bare.drag("kender børnene")
    bare.press("Enter")
    bare.page.keyboard.type("till")
    assert bare.picked() == "kender børnene"
    assert "kender børnene" in bare.page.locator(".qc-detail").inner_text()


def test_selected_words_can_be_copied(bare):
    """A quote goes into a memo or a mail by Ctrl+C, as everywhere."""
    bare.start(PAGE)
    bare.drag("kender børnene 😊")
    copied = """() => {
      const event = new ClipboardEvent("copy", { clipboardData: new DataTransfer(), bubbles: true, cancelable: true });
      document.activeElement.dispatchEvent(event);
      return event.clipboardData.getData("text/plain");
    }"""
    assert bare.page.evaluate(copied) == "kender børnene 😊"


KEYS = [
    # keys pressed on the turn "Politiet ser vi til de faste møder hver anden tirsdag. De er gode til at svare."
    (["ArrowRight"], "Politiet"),
    (["ArrowRight", "ArrowRight"], "ser"),
    (["ArrowRight", "Shift+ArrowRight"], "Politiet ser"),
    (["ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight", "ArrowRight"], "ser vi"),
    (["ArrowRight", "Shift+ArrowRight", "Shift+ArrowLeft"], "Politiet"),
    (["ArrowRight", "Shift+ArrowLeft"], "Politiet"),
    (["ArrowLeft"], "svare"),
    (["ArrowLeft", "ArrowLeft", "ArrowLeft"], "til at svare"),
    (["Shift+ArrowDown"], "Politiet ser vi til de faste møder hver anden tirsdag."),
    (["Shift+ArrowLeft"], "Politiet ser vi til de faste møder hver anden tirsdag. De er gode til at"),
    (["ArrowLeft", "Shift+ArrowRight"], "svare.Men"),
    (["ArrowRight", "Escape"], ""),
]


@pytest.mark.parametrize(("keys", "selected"), KEYS)
def test_words_are_selected_with_the_keys(bare, keys, selected):
    bare.start(PAGE)
    go_to(bare, 4)
    bare.press(*keys)
    assert bare.picked() == selected


# --- coding


def test_a_transcript_is_coded_from_the_keyboard_alone(bare):
    """From the text to the search, a code, back, and on to the next turn without one; interviewers are passed over."""
    bare.start(PAGE, live=True)
    go_to(bare, 2)
    bare.press("Enter")
    bare.page.keyboard.type("skol")
    bare.press("Enter")
    bare.page.wait_for_selector(".qc-turn >> nth=1 >> .qc-chip")
    bare.page.keyboard.type("tilli")
    bare.press("Enter", "Escape", "n")
    assert current(bare) == 4
    bare.settle()
    bare.press("1")
    bare.page.wait_for_selector(".qc-turn >> nth=3 >> .qc-chip")
    spans = [span_of(PAGE, RING), span_of(PAGE, RING), span_of(PAGE, POLICE)]
    assert bare.sent() == [
        {"do": "code", **span, "codes": [code]}
        for span, code in zip(spans, [SKOLE, TILLID, TILLID], strict=True)
    ]
    assert chips(bare, 2) == ["Skolen", "Tillid"]
    bare.press("n")
    assert current(bare) == 5


def test_ctrl_enter_assigns_and_goes_back_to_the_text(bare):
    bare.start(PAGE)
    go_to(bare, 4)
    bare.press("f")
    bare.page.keyboard.type("politi")
    bare.press("Control+Enter", "ArrowDown")
    assert bare.sent("code") == [{"do": "code", **span_of(PAGE, POLICE), "codes": [POLITI]}]
    assert current(bare) == 5


def test_a_code_that_the_passage_has_is_taken_off_again(bare):
    bare.start(PAGE, live=True)
    go_to(bare, 4)
    code_row(bare, POLITI).click()
    bare.page.wait_for_selector(f'[data-id="{POLITI}"][aria-checked=true]')
    code_row(bare, POLITI).click()
    bare.page.wait_for_selector(f'[data-id="{POLITI}"][aria-checked=false]')
    assert [one["do"] for one in bare.sent()] == ["code", "uncode"]
    assert bare.sent("uncode")[0]["ids"] == ["new1"]
    assert chips(bare, 4) == []


def test_a_code_on_some_of_the_words_is_added_to_all_of_them(bare):
    """It shows as half there; a press codes the whole passage and takes nothing away."""
    bare.start(page_with(("c1", "faste møder", MOEDER)))
    go_to(bare, 4)
    assert code_row(bare, MOEDER).get_attribute("aria-checked") == "mixed"
    code_row(bare, MOEDER).click()
    assert bare.sent() == [{"do": "code", **span_of(PAGE, POLICE), "codes": [MOEDER]}]


def test_only_own_codings_are_toggled(bare):
    bare.start(page_with(("c1", POLICE, POLITI, {"coder": "bo"})))
    go_to(bare, 4)
    code_row(bare, POLITI).click()
    assert [one["do"] for one in bare.sent()] == ["code"]


def test_branches_that_only_group_cannot_be_assigned(bare):
    bare.start(PAGE)
    go_to(bare, 4)
    row = code_row(bare, "partner.ekstern")
    row.click()
    assert row.get_attribute("aria-expanded") == "false"
    assert code_row(bare, POLITI).is_hidden()
    bare.press("Enter")
    bare.page.keyboard.type("partnere")
    bare.press("Enter")
    assert bare.sent() == []


def test_a_double_press_is_one(bare):
    """Before the desk has answered, the same again is the same."""
    bare.start(PAGE)
    go_to(bare, 4)
    bare.hold()
    code_row(bare, POLITI).click()
    code_row(bare, POLITI).click()
    assert len(bare.sent("code")) == 1
    bare.release()


def test_what_takes_long_is_shown_and_what_does_not_is_not(bare):
    bare.start(PAGE)
    go_to(bare, 4)
    bare.hold()
    code_row(bare, POLITI).click()
    assert bare.page.locator(".qc-progress").is_hidden()
    bare.page.wait_for_selector(".qc-root[aria-busy=true] .qc-progress:not([hidden])", state="attached")
    bare.release()
    bare.page.wait_for_selector(".qc-root[aria-busy=false]")


def test_a_coding_is_removed_recoded_and_given_a_stance(bare):
    bare.start(page_with(("c1", POLICE, POLITI)), live=True)
    go_to(bare, 4)
    detail = bare.page.locator(".qc-detail")
    detail.get_by_label("Holdning: Politiet").select_option("wish")
    bare.page.wait_for_selector(".qc-chip .qc-tag")
    assert "ønske" in bare.page.locator(".qc-turn").nth(3).locator(".qc-chip").inner_text()
    detail.get_by_label("Omkod: Politiet").click()
    bare.page.keyboard.type("ssp")
    bare.press("Enter")
    bare.page.wait_for_selector(".qc-chip:has-text('SSP')")
    detail.get_by_label("Fjern: SSP").click()
    bare.page.wait_for_selector(".qc-turn >> nth=3 >> .qc-chip", state="detached")
    assert bare.sent() == [
        {"do": "recode", "id": "c1", "stance": "wish"},
        {"do": "recode", "id": "c1", "code": SSP},
        {"do": "uncode", "ids": ["c1"]},
    ]


def test_delete_removes_the_only_code_and_asks_which_of_several(bare):
    bare.start(page_with(("c1", POLICE, POLITI), ("c2", BUSY, TRAVLHED), ("c3", BUSY, MOEDER)), live=True)
    go_to(bare, 4)
    bare.press("Delete")
    bare.page.wait_for_function("desk.sent.some((one) => one.do === 'uncode')")
    go_to(bare, 5)
    bare.press("Delete")
    assert said(bare) == "Her er flere koder. Vælg den, der skal fjernes."
    assert bare.focused() == "Fjern: Travlhed"
    bare.press("Tab")
    bare.press("Delete")
    bare.page.wait_for_function("desk.sent.filter((one) => one.do === 'uncode').length === 2")
    assert len(bare.sent("uncode")) == 2


def test_undo_and_redo_say_what_they_would_do(bare):
    bare.start(PAGE, live=True)
    go_to(bare, 4)
    undo = bare.page.locator(".qc-undo")
    assert undo.is_disabled()
    code_row(bare, POLITI).click()
    bare.page.wait_for_selector(f'.qc-undo[title="Fortryd: kode {POLITI}"]')
    for key in ("Control+z", "Control+Shift+z", "Meta+z", "Control+y"):
        bare.press(key)
        bare.settle()
    assert [one["do"] for one in bare.sent()] == ["code", "undo", "redo", "undo", "redo"]
    assert chips(bare, 4) == ["Politiet"]


def test_ctrl_z_in_the_search_takes_the_code_back_and_in_a_memo_the_letters(bare):
    bare.start(page_with(("c1", POLICE, POLITI, {"memo": "gammelt"})), live=True)
    go_to(bare, 2)
    bare.press("Enter")
    bare.page.keyboard.type("skol")
    bare.press("Enter")
    bare.settle()
    bare.press("Control+z")
    bare.settle()
    assert [one["do"] for one in bare.sent()] == ["code", "undo"]
    bare.press("Escape", "ArrowDown", "ArrowDown", "m")
    bare.page.keyboard.type("!")
    bare.press("Control+z")
    assert [one["do"] for one in bare.sent()] == ["code", "undo"]


# --- lanes and chips


def lanes_of(bare, number):
    """Return the lane of each underlined coding of a turn."""
    return (
        bare.page.locator(".qc-text")
        .nth(number - 1)
        .evaluate(
            """(text) => {
             const lanes = {};
             for (const piece of text.querySelectorAll("[data-lanes]"))
               piece.dataset.on.split(" ").forEach((id, at) => {
                 const lane = piece.dataset.lanes.split(" ")[at];
                 (lanes[id] ??= new Set()).add(lane);
               });
             return Object.fromEntries(Object.entries(lanes).map(([id, all]) => [id, [...all]]));
           }"""
        )
    )


OVERLAPPING = [
    ("c1", "ringer altid til skolen", SKOLE),
    ("c2", "til skolen først", TILLID),
    ("c3", "skolen først, for lærerne", MOEDER),
]


def test_overlapping_codings_lie_under_each_other_and_stay_there(bare):
    bare.start(page_with(*OVERLAPPING))
    before = lanes_of(bare, 2)
    assert before == {"c1": ["0"], "c2": ["1"], "c3": ["2"]}
    added = coding(PAGE, "a0", "Vi ringer altid", SSP)
    bare.push(patch(upsert=[added]))
    after = lanes_of(bare, 2)
    assert {id_: after[id_] for id_ in before} == before
    assert after["a0"] == ["1"]  # free under "Vi ringer altid", though c2 lies there further on


def patch(**fields):
    """Return a patch in which only these fields say something."""
    return {
        "kind": "patch",
        "page": "coding",
        "rev": 2,
        "upsert": [],
        "remove": [],
        "counts": {},
        "recent": [],
        "turning": {"undo": "", "redo": ""},
        "finished": False,
        **fields,
    }


def test_more_codings_than_lanes_are_said_with_a_number(bare):
    codings = [(f"c{n}", "til skolen først", code) for n, (code, _, codable) in enumerate(CODES) if codable]
    bare.start(page_with(*codings))
    piece = bare.page.locator(".qc-text").nth(1).locator("[data-lanes]")
    assert sorted(piece.get_attribute("data-lanes").split()) == ["0", "1", "2", "3"]
    assert (
        piece.evaluate("(one) => getComputedStyle(one).backgroundImage.match(/linear-gradient/g).length") == 4
    )
    assert bare.page.locator(".qc-more").inner_text() == f"+{len(codings) - 4}"
    assert len(chips(bare, 2)) == len(codings)


def test_a_coding_of_the_whole_turn_is_a_band_at_the_edge(bare):
    """Underlining everything would hide the codings of words."""
    bare.start(page_with(("c1", POLICE, POLITI), ("c2", "faste møder", MOEDER)))
    turn = bare.page.locator(".qc-turn").nth(3)
    assert turn.locator(".qc-edge > span").count() == 1
    assert lanes_of(bare, 4) == {"c2": ["0"]}
    assert chips(bare, 4) == ["Politiet", "Faste møder"]


def test_chips_say_whose_a_coding_is_how_it_was_said_and_that_there_is_a_memo(bare):
    bare.start(
        page_with(
            ("c1", POLICE, POLITI, {"coder": "bo", "stance": "counterexample"}),
            ("c2", BUSY, TRAVLHED, {"memo": "Se også interview 2.", "round_": 2}),
        )
    )
    first, second = bare.page.locator(".qc-turn .qc-chip").all()
    assert "bo" in first.inner_text()
    assert "modeksempel" in first.inner_text()
    assert second.get_by_label("har memo").count() == 1
    assert "Runde 2" in second.inner_text()


def test_a_chip_and_its_words_light_up_together(bare):
    bare.start(page_with(*OVERLAPPING, ("c4", POLICE, POLITI)))
    lit = bare.page.locator(".qc-piece.qc-lit")
    bare.page.locator('.qc-chip[data-coding="c2"]').hover()
    assert "".join(lit.all_text_contents()) == "til skolen først"
    bare.page.mouse.move(5, 5)
    assert lit.count() == 0
    bare.page.locator('.qc-chip[data-coding="c4"]').hover()
    assert bare.page.locator(".qc-text.qc-lit").all_inner_texts() == [POLICE]
    bare.page.locator('[data-on="c1"]').first.hover()
    assert bare.page.locator(".qc-chip.qc-lit .qc-chip-name").all_inner_texts() == ["Skolen"]


def test_only_turns_that_changed_are_drawn_again(bare):
    bare.start(page_with(*OVERLAPPING))
    bare.page.evaluate(
        "document.querySelectorAll('.qc-text').forEach((one) => { one.firstChild.drawn = 1; })"
    )
    bare.push(patch(upsert=[coding(PAGE, "c9", "faste møder", MOEDER)]))
    kept = bare.page.evaluate(
        "[...document.querySelectorAll('.qc-text')].map((one) => Boolean(one.firstChild.drawn))"
    )
    assert kept == [True, True, True, False, True, True]


# --- suggestions

SUGGESTED = {
    **PAGE,
    "suggesting": "here",
    "suggestions": [
        suggestion(PAGE, "s1", POLICE, POLITI, 0.914, evidence="politiet"),
        suggestion(PAGE, "s2", POLICE, MOEDER, 0.55, rank=2),
        suggestion(PAGE, "s3", POLICE, TILLID, 0.2, rank=3, suggested=False),
        suggestion(PAGE, "s4", BUSY, TRAVLHED, 0.7, answer="reject"),
    ],
}


def test_suggestions_wear_another_dress_and_show_their_score_and_evidence(bare):
    bare.start(SUGGESTED)
    go_to(bare, 4)
    shown = bare.page.locator(".qc-turn .qc-suggested")
    assert shown.locator(".qc-chip-name").all_inner_texts() == ["Politiet", "Faste møder"]
    assert shown.locator(".qc-score").all_inner_texts() == ["0,91", "0,55"]
    assert shown.first.evaluate("(one) => getComputedStyle(one).borderTopStyle") == "dashed"
    detail = bare.page.locator(".qc-detail")
    assert "politiet" in detail.inner_text()
    assert "Tillid" not in detail.inner_text()
    detail.get_by_role("button", name="Vis flere forslag (1)").click()
    assert "Tillid" in detail.inner_text()
    go_to(bare, 5)
    assert "Travlhed" not in detail.inner_text()


def test_suggestions_are_answered_with_the_mouse(bare):
    bare.start(SUGGESTED)
    go_to(bare, 4)
    turn, detail = bare.page.locator(".qc-turn").nth(3), bare.page.locator(".qc-detail")
    turn.get_by_label("Godtag: Politiet").click()
    detail.get_by_label("Senere: Faste møder").click()
    detail.get_by_label("Anden kode: Politiet").click()
    assert bare.page.locator(".qc-search-label").inner_text() == "Hvilken kode i stedet for »Politiet«?"
    code_row(bare, SSP).click()
    assert bare.sent() == [
        {"do": "decide", "id": "s1", "answer": "accept"},
        {"do": "decide", "id": "s2", "answer": "later"},
        {"do": "decide", "id": "s1", "answer": "accept_as", "code": SSP},
    ]
    assert bare.page.locator(".qc-search-label").inner_text() == "Søg kode"


def test_suggestions_are_answered_with_the_keys(bare):
    bare.start(SUGGESTED, live=True)
    go_to(bare, 4)
    bare.press("o")
    bare.page.keyboard.type("ssp")
    bare.press("Enter")
    bare.page.wait_for_selector(".qc-turn >> nth=3 >> .qc-suggested >> nth=1", state="detached")
    bare.press("r")
    bare.page.wait_for_selector(".qc-turn >> nth=3 >> .qc-suggested", state="detached")
    bare.press("a")
    assert said(bare) == "Her er ingen ubesvarede forslag."
    assert bare.sent() == [
        {"do": "decide", "id": "s1", "answer": "accept_as", "code": SSP},
        {"do": "decide", "id": "s2", "answer": "reject"},
    ]
    assert chips(bare, 4) == ["SSP"]


def test_leaving_the_search_answers_nothing(bare):
    """A suggestion whose other code was not chosen waits; the next code is an ordinary one."""
    bare.start(SUGGESTED)
    go_to(bare, 4)
    bare.press("o", "Escape", "Enter")
    bare.page.keyboard.type("ssp")
    bare.press("Enter")
    assert [one["do"] for one in bare.sent()] == ["code"]


def test_going_elsewhere_answers_nothing(bare):
    """The code that is chosen next is for the passage that one went to."""
    bare.start(SUGGESTED)
    go_to(bare, 4)
    bare.press("o")
    go_to(bare, 2)
    assert bare.page.locator(".qc-search-label").inner_text() == "Søg kode"
    code_row(bare, SSP).click()
    assert bare.sent() == [{"do": "code", **span_of(PAGE, RING), "codes": [SSP]}]


def test_suggestions_are_asked_for_and_not_offered_in_a_blind_pass(open_bare):
    asked = open_bare().start({**PAGE, "suggesting": "ask"})
    asked.page.get_by_role("button", name="Hent forslag").click()
    assert asked.sent() == [{"do": "suggest"}]
    asked.push(patch(suggesting="here", suggestions=SUGGESTED["suggestions"]))
    assert asked.page.locator(".qc-left").inner_text() == "Ubesvarede forslag: 2"
    asked.page.get_by_role("button", name="Opdatér forslag").click()
    assert asked.sent()[1:] == [{"do": "suggest", "refresh": True}]
    blind = open_bare().start({**PAGE, "suggesting": "off"})
    assert blind.page.get_by_role("button", name="forslag").count() == 0


# --- memos and history


def test_a_memo_is_saved_on_leaving_it_and_says_so_until_then(bare):
    bare.start(page_with(("c1", POLICE, POLITI)), live=True)
    go_to(bare, 4)
    bare.press("m")
    bare.page.keyboard.type("Spørg Karen <b>")
    assert bare.page.locator(".qc-unsaved").first.inner_text() == "ikke gemt"
    assert bare.sent() == []
    bare.press("Control+Enter")
    bare.page.wait_for_selector(".qc-chip [aria-label='har memo']")
    assert bare.sent() == [{"do": "memo", "target_kind": "coding", "target": "c1", "text": "Spørg Karen <b>"}]
    bare.press("ArrowUp")
    assert current(bare) == 3


def test_a_memo_that_could_not_be_saved_stays_and_says_so(bare):
    bare.start(page_with(("c1", POLICE, POLITI)))
    bare.answer("memo", {"kind": "notice", "level": "error", "text": "Kan ikke skrive."})
    go_to(bare, 4)
    bare.press("m")
    bare.page.keyboard.type("Vigtigt")
    bare.press("Escape")
    bare.page.wait_for_selector("[role=alert]")
    assert bare.page.locator("textarea").first.input_value() == "Vigtigt"
    assert bare.page.locator(".qc-unsaved").first.inner_text() == "ikke gemt"


def test_what_a_colleague_does_leaves_an_unsaved_memo_alone(bare):
    bare.start(page_with(("c1", POLICE, POLITI)))
    go_to(bare, 4)
    bare.press("m")
    bare.page.keyboard.type("Halvt")
    bare.push(patch(upsert=[coding(PAGE, "c5", POLICE, TILLID, coder="bo")]))
    bare.page.keyboard.type(" skrevet")
    assert bare.page.locator("textarea").first.input_value() == "Halvt skrevet"
    assert chips(bare, 4) == ["Politiet", "Tillid"]


def test_memos_on_the_document_are_written_and_changed(bare):
    memos = [
        {"id": "m1", "text": "Roligt interview.", "author": "anna", "at": ""},
        {"id": "m2", "text": "Bos memo", "author": "bo", "at": ""},
    ]
    bare.start({**PAGE, "memos": memos}, live=True)
    bare.page.get_by_text("Memoer til dokumentet").click()
    notes = bare.page.locator(".qc-notes")
    assert notes.locator("blockquote").inner_text().split() == ["Bos", "memo", "bo"]
    notes.get_by_label("Memo til dokumentet", exact=True).fill("Roligt.")
    notes.get_by_label("Nyt memo til dokumentet").fill("Nyt")
    bare.press("Control+Enter")
    bare.page.wait_for_function("desk.sent.filter((one) => one.do === 'memo').length === 2")
    target = {"do": "memo", "target_kind": "document", "target": "interview-1"}
    assert bare.sent("memo") == [{**target, "id": "m1", "text": "Roligt."}, {**target, "text": "Nyt"}]


def test_history_is_asked_for_when_it_is_opened(bare):
    bare.start(PAGE)
    span = span_of(PAGE, POLICE)
    event = {
        "at": "2026-03-02T10:00:00+01:00",
        "who": "anna",
        "what": "kodede",
        "code": POLITI,
        "name": "Politiet",
    }
    bare.answer("history", {"kind": "detail", **span, "events": [event]})
    go_to(bare, 4)
    bare.page.get_by_text("Historik").click()
    bare.page.wait_for_selector(".qc-events li")
    assert "anna kodede · Politiet" in bare.page.locator(".qc-events").inner_text()
    assert bare.sent() == [{"do": "history", **span}]


# --- frame


def test_a_new_page_leaves_the_focus_to_the_notebook(bare):
    """Running a cell must not take the keyboard from the next one."""
    bare.start(PAGE)
    assert bare.page.evaluate("document.activeElement === document.body")
    assert current(bare) == 2


def test_going_to_another_document_and_the_overview(bare):
    bare.start(PAGE)
    bare.page.get_by_label("Dokument", exact=True).select_option("interview-2")
    bare.page.get_by_role("button", name="Oversigt").click()
    assert bare.sent() == [
        {"do": "goto", "page": "coding", "document": "interview-2"},
        {"do": "goto", "page": "overview"},
    ]


def test_the_place_one_was_sent_to_is_current(bare):
    bare.start({**PAGE, "at": span_of(PAGE, BUSY)["start"]})
    assert current(bare) == 5


def test_the_document_is_marked_as_read_to_the_end(bare):
    bare.start(PAGE, live=True)
    tick = bare.page.get_by_label("Læst til ende")
    bare.hold()
    tick.click()
    assert not tick.is_checked()  # nothing is shown as done before the desk has said so
    bare.release()
    bare.page.wait_for_selector("input[type=checkbox]:checked")
    tick.click()
    bare.page.wait_for_selector("input[type=checkbox]:not(:checked)")
    assert bare.sent() == [{"do": "finish", "done": True}, {"do": "finish", "done": False}]


def test_a_stale_page_offers_to_load_again(bare):
    bare.start(PAGE)
    go_to(bare, 4)
    bare.push({"kind": "notice", "level": "stale", "text": "Teksten er ændret."})
    bare.page.get_by_role("alert").get_by_role("button", name="Hent igen").click()
    start = span_of(PAGE, POLICE)["start"]
    assert bare.sent() == [{"do": "goto", "page": "coding", "document": "interview-1", "at": start}]
    bare.push({**PAGE, "rev": 5})
    assert bare.page.get_by_role("alert").count() == 0


def test_an_error_is_gone_once_the_same_has_worked_and_not_before(bare):
    bare.start(PAGE)
    bare.answer("add_code", {"kind": "notice", "level": "error", "text": "Navnet er taget."})
    add_code(bare, "Skoler")
    bare.page.get_by_role("alert").wait_for()
    go_to(bare, 4)
    bare.answer("undo", patch())
    bare.press("Control+z")
    bare.settle()
    assert "Navnet er taget." in bare.page.get_by_role("alert").inner_text()
    bare.answer("add_code", {**PAGE, "rev": 5})
    add_code(bare, "Andre skoler")
    bare.page.wait_for_selector("[role=alert]", state="detached")


def test_the_form_for_a_new_code_leaves_room_for_the_search_and_keeps_the_focus(bare):
    bare.start({**PAGE, "recent": [SKOLE, POLITI, TILLID]})
    bare.page.set_viewport_size({"width": 1280, "height": 700})
    bare.page.locator(".qc-new-code summary").click()
    search, tree, form = (
        bare.page.locator(one).bounding_box() for one in (".qc-search", ".qc-tree", ".qc-new-form")
    )
    assert tree["height"] > 60
    assert search["y"] + search["height"] <= tree["y"] + 1
    assert tree["y"] + tree["height"] <= form["y"]
    bare.answer("add_code", {"kind": "notice", "level": "error", "text": "Navnet er taget."})
    add_code(bare, "Skoler", unfold=False)
    bare.page.get_by_role("alert").wait_for()
    assert bare.page.evaluate("document.activeElement.className") == "qc-new-name"
    bare.answer("add_code", {**PAGE, "rev": 5})
    add_code(bare, "Andre skoler", unfold=False)
    bare.page.wait_for_selector(".qc-new-form", state="hidden")
    assert bare.page.evaluate("document.activeElement.tagName") == "SUMMARY"


def add_code(bare, name, *, unfold=True):
    """Fill in the form for a new code and send it."""
    if unfold and not bare.page.locator(".qc-new-name").is_visible():
        bare.page.locator(".qc-new-code summary").click()
    bare.page.locator(".qc-new-name").fill(name)
    bare.page.locator(".qc-new-form button").click()


def test_a_memo_without_a_coding_is_said_to_be_on_the_document(bare):
    bare.start(PAGE)
    go_to(bare, 4)
    bare.press("m")
    assert said(bare) == "Her er ingen af dine koder, så memoet kommer til at høre til hele dokumentet."


def test_a_long_memo_is_shown_with_more_than_its_first_lines(bare):
    bare.start(page_with(("c1", POLICE, POLITI, {"memo": "samarbejdet med skolen " * 40})))
    go_to(bare, 4)
    assert bare.page.locator("textarea.qc-memo").first.bounding_box()["height"] > 100


def test_keys_are_offered_where_they_work(bare):
    """Until the page has the focus, an "a" goes to JupyterLab, which adds a cell."""
    bare.start(PAGE)
    hint, keys = bare.page.locator(".qc-elsewhere"), bare.page.locator(".qc-footer")
    assert (hint.is_visible(), keys.is_visible()) == (True, False)
    hint.click()
    assert (hint.is_visible(), keys.is_visible()) == (False, True)
    before = current(bare)
    bare.press("ArrowDown")
    assert current(bare) == before + 1


@pytest.mark.parametrize(("width", "suggesting"), [(864, "ask"), (1100, "here")])
def test_the_head_stands_on_one_line_beside_the_list_of_files(open_bare, width, suggesting):
    bare = open_bare(width=width)
    bare.start({**PAGE, "suggesting": suggesting})
    height = bare.page.locator(".qc-head").bounding_box()["height"]
    assert height < 1.5 * bare.page.locator(".qc-head .qc-undo").bounding_box()["height"]
    assert bare.page.locator(".qc-undo").get_attribute("aria-label")


def test_errors_are_said_and_can_be_closed(bare):
    bare.start(PAGE)
    bare.push({"kind": "notice", "level": "error", "text": "Nej <i>nej</i>"})
    alert = bare.page.get_by_role("alert")
    assert "Nej <i>nej</i>" in alert.inner_text()
    alert.get_by_role("button", name="Luk").click()
    assert alert.count() == 0


def test_a_failure_of_the_desk_is_told_without_its_words(bare):
    bare.start(PAGE)
    bare.push({"kind": "notice", "level": "error", "text": "", "failure": "KeyError, room.py:12"})
    assert "KeyError, room.py:12" in bare.page.get_by_role("alert").inner_text()


def test_a_page_that_can_only_be_read_says_why_and_does_nothing(bare):
    page = page_with(
        ("c1", POLICE, POLITI), writable=False, why="Runden er lukket.", suggestions=SUGGESTED["suggestions"]
    )
    bare.start(page)
    assert "Runden er lukket." in bare.page.get_by_role("note").inner_text()
    go_to(bare, 4)
    code_row(bare, POLITI).click()
    bare.press("Delete", "a", "m", "1")
    assert said(bare) == "Runden er lukket."
    assert bare.page.get_by_label("Fjern: Politiet").count() == 0
    assert bare.page.get_by_label("Læst til ende").is_disabled()
    assert bare.sent() == []


def test_the_page_asks_for_news_while_nothing_else_is_under_way(bare):
    bare.page.clock.install()
    bare.start(PAGE)
    bare.page.clock.run_for(2100)
    assert bare.sent("poll") == [{"do": "poll", "rev": 1}]
    bare.push(patch(rev=7))
    bare.hold()
    bare.page.clock.run_for(2000)
    bare.page.clock.run_for(10_000)
    assert bare.sent("poll") == [{"do": "poll", "rev": 1}, {"do": "poll", "rev": 7}]


def test_a_kernel_that_does_not_answer_is_named(bare):
    bare.page.clock.install()
    bare.start(PAGE)
    go_to(bare, 4)
    bare.hold()
    code_row(bare, POLITI).click()
    bare.page.clock.run_for(6100)
    assert "Kernen har ikke svaret endnu." in bare.page.locator(".qc-banner").inner_text()
    bare.release()
    bare.page.clock.run_for(10)
    assert bare.page.locator(".qc-banner").count() == 0


def test_a_kernel_that_is_gone_is_named_at_once(bare):
    bare.start(PAGE)
    go_to(bare, 4)
    bare.page.evaluate("() => { desk.receive = () => { throw new Error('closed'); }; }")
    code_row(bare, POLITI).click()
    assert "kør cellen igen" in bare.page.locator(".qc-banner").inner_text()


def test_a_model_that_learns_is_waited_for(bare):
    bare.page.clock.install()
    bare.start({**PAGE, "suggesting": "ask"})
    bare.hold()
    bare.page.get_by_role("button", name="Hent forslag").click()
    bare.page.clock.run_for(7000)
    assert bare.page.locator(".qc-banner").count() == 0
    assert bare.page.locator(".qc-progress").is_visible()
    assert said(bare).startswith("Modellen lærer")


def test_keys_do_not_reach_the_notebook(bare):
    """JupyterLab deletes a cell on "dd" and runs it on Shift+Enter; none of its keys may leave the widget."""
    bare.start(PAGE)
    bare.page.evaluate(
        """() => { window.leaked = [];
          for (const kind of ["keydown", "keyup", "keypress"])
            document.addEventListener(kind, (event) => leaked.push(event.key)); }"""
    )
    assert bare.page.locator(".qc-root").get_attribute("data-lm-suppress-shortcuts") == "true"
    go_to(bare, 4)
    bare.press("d", "d", "j", "Shift+Enter", "Control+s", "Escape", "Enter", "b", "m", "Control+Enter")
    assert bare.page.evaluate("leaked") == []


def test_all_keys_are_shown_in_the_help(bare):
    bare.start(PAGE)
    go_to(bare, 4)
    bare.press("?")
    help_ = bare.page.get_by_role("dialog", name="Taster")
    told = help_.inner_text()
    for words in (
        "næste uden kode",
        "søg kode",
        "fjern kode",
        "fortryd",
        "godtag som en anden kode",
        "spring forslag over",
    ):
        assert words in told
    bare.press("Escape")
    assert help_.is_hidden()
    assert current(bare) == 4


HOSTILE = '<img src="http://evil.test/x.png" onerror="window.broken=1"><script>window.broken=1</script>'


def test_names_with_html_in_them_do_nothing(bare):
    """A code, a coder, a speaker or a text is a string of signs, whatever it looks like."""
    codes = code_entries([*CODES, ("fremmer.ond", HOSTILE, True)])
    talk = [("I", f"Hvad? {HOSTILE}"), (HOSTILE, f"Svar {HOSTILE} slut.")]
    page = coding_page(
        talk, codes=codes, documents=[HOSTILE, "interview-1"], coder=HOSTILE, recent=["fremmer.ond"]
    )
    page["codings"] = [
        coding(page, "c1", "Svar", "fremmer.ond", memo=HOSTILE),
        coding(page, "c2", "slut", SKOLE, coder="<b>bo"),
    ]
    page["suggestions"] = [suggestion(page, "s1", talk[1][1], "fremmer.ond", 0.5, evidence=HOSTILE)]
    page["memos"] = [{"id": "m", "text": HOSTILE, "author": HOSTILE, "at": HOSTILE}]
    page["turning"] = {"undo": HOSTILE, "redo": HOSTILE}
    bare.start(page, coder=HOSTILE)
    go_to(bare, 2)
    bare.press("Enter")
    bare.page.keyboard.type("<img")
    bare.push(
        {"kind": "notice", "level": "error", "text": HOSTILE},
        {"kind": "notice", "level": "info", "text": HOSTILE},
    )
    bare.page.locator(".qc-chip").first.hover()
    assert bare.page.evaluate(
        "[document.querySelectorAll('img, .qc-root script, .qc-root b').length, window.broken ?? 0]"
    ) == [0, 0]
    assert bare.page.locator(".qc-text").nth(1).inner_text() == talk[1][1]


def test_a_colour_is_used_only_where_it_is_one(bare):
    codes = [{**one, "color": "red; background: url(http://evil.test/x)"} for one in code_entries()]
    bare.start(page_with(("c1", POLICE, POLITI), page={**PAGE, "codes": codes}))
    assert bare.page.locator(".qc-chip").count() == 1


# --- segments


def test_where_the_study_codes_sentences_one_steps_through_sentences(bare):
    """The default segmentation says what is coded as a whole."""
    sentences = [
        "Politiet ser vi til de faste møder hver anden tirsdag.",
        "De er gode til at svare.",
        "Men der er travlt.",
    ]
    spans = [span_of(PAGE, one) for one in sentences]
    page = {**PAGE, "segments": [[one["start"], one["end"]] for one in spans]}
    bare.start(page, live=True)
    bare.page.locator(".qc-segment").nth(1).click()
    code_row(bare, POLITI).click()
    bare.page.wait_for_selector(".qc-chip")
    bare.press("j")
    assert bare.page.locator(".qc-segment[aria-current]").inner_text() == sentences[2]
    code_row(bare, TRAVLHED).click()
    bare.page.wait_for_selector(".qc-turn >> nth=4 >> .qc-chip")
    assert bare.sent("code") == [
        {"do": "code", **spans[1], "codes": [POLITI]},
        {"do": "code", **spans[2], "codes": [TRAVLHED]},
    ]
    bare.press("n")
    assert bare.page.locator(".qc-segment[aria-current]").inner_text() == sentences[0]


# --- layout and colours


@pytest.mark.parametrize(("width", "beside"), [(1280, True), (940, True), (700, False), (420, False)])
def test_the_codes_stand_beside_the_text_or_below_it(open_bare, width, beside):
    """The widget's own width counts: a narrow notebook on a wide screen is narrow."""
    bare = open_bare(width=width).start(page_with(*OVERLAPPING))
    text, side = (bare.page.locator(one).bounding_box() for one in (".qc-transcript", ".qc-codes"))
    assert (side["x"] >= text["x"] + text["width"]) == beside
    assert text["height"] > 200
    assert side["height"] > 200
    assert bare.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


THEMES = {
    "system": "",
    "JupyterLab light": """--jp-layout-color0: white; --jp-ui-font-color1: rgba(0, 0, 0, 0.87);
        --jp-brand-color1: #1976d2; --jp-content-font-size1: 14px; --jp-ui-font-size1: 13px;""",
    "JupyterLab dark": """--jp-layout-color0: #111; --jp-ui-font-color1: rgba(255, 255, 255, 0.87);
        --jp-brand-color1: #2196f3; --jp-content-font-size1: 14px; --jp-ui-font-size1: 13px;""",
}

# Contrast as WCAG 2 defines it, between an element's text and what is painted behind it.
CONTRAST = """(selectors) => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const over = (below, color) => {
    canvas.canvas.width = canvas.canvas.height = 1;
    canvas.fillStyle = below; canvas.fillRect(0, 0, 1, 1);
    canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = canvas.getImageData(0, 0, 1, 1).data;
    return `rgb(${r}, ${g}, ${b})`;
  };
  const behind = (element) => {
    const chain = [];
    for (let one = element; one; one = one.parentElement) chain.unshift(getComputedStyle(one).backgroundColor);
    return chain.reduce(over, "white");
  };
  const light = (color) => {
    const [r, g, b] = color.match(/\\d+/g).map((one) => {
      const part = one / 255;
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  return Object.fromEntries(selectors.map((selector) => {
    const element = document.querySelector(selector);
    const ground = behind(element);
    return [selector, ratio(light(ground), light(over(ground, getComputedStyle(element).color)))];
  }));
}"""
TEXTS = [
    ".qc-turn:not(.qc-interviewer) .qc-text",
    ".qc-interviewer .qc-text",
    ".qc-turn[aria-current] .qc-text",
    ".qc-turn[aria-current] .qc-area",
    ".qc-picked",
    ".qc-lit",
    ".qc-number",
    ".qc-time",
    ".qc-chip-name",
    ".qc-tag",
    ".qc-whose",
    ".qc-score",
    ".qc-count",
    ".qc-code-name",
    ".qc-branch .qc-code-name",
    ".qc-beside .qc-code-name",
    ".qc-active .qc-code-name",
    ".qc-meaning p",
    ".qc-code-id",
    ".qc-evidence",
    ".qc-extent",
    ".qc-button:not(:disabled)",
    ".qc-coding .qc-small",
    ".qc-kbd",
    ".qc-keyhint",
    ".qc-status",
    ".qc-why",
    ".qc-banner",
    ".qc-asks .qc-search-label",
]


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("theme", THEMES)
def test_all_texts_can_be_read_in_light_and_dark(open_bare, theme, dark):
    """4.5 : 1 is what people with weak sight need (WCAG 2.2, 1.4.3); marks and underlines need 3 : 1 (1.4.11)."""
    bare = open_bare(dark=dark)
    style = THEMES[theme]
    light = {"JupyterLab light": "true", "JupyterLab dark": "false"}.get(theme, "")
    bare.page.evaluate(
        """([style, light]) => { document.body.style.cssText = style;
             if (light) document.body.dataset.jpThemeLight = light; }""",
        [style, light],
    )
    codings = [*OVERLAPPING, ("c4", RING, TILLID, {"coder": "bo", "stance": "wish"})]
    page = page_with(*codings, suggesting="here", recent=[SKOLE], counts={SKOLE: 1}, why="Se her.")
    page["suggestions"] = [suggestion(PAGE, "s1", RING, POLITI, 0.9, evidence="ringer")]
    bare.start(page)
    bare.push({"kind": "notice", "level": "error", "text": "Fejl"})
    bare.page.evaluate("document.querySelector('.qc-why').hidden = false")
    bare.drag("lærerne kender")
    bare.press("ArrowDown", "ArrowUp", "ArrowUp")
    bare.drag("lærerne kender")
    bare.press("o")
    bare.page.keyboard.type("mød")
    bare.page.locator('.qc-chip[data-coding="c1"]').hover()
    ratios = bare.page.evaluate(CONTRAST, TEXTS)
    assert {one: ratio for one, ratio in ratios.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("ground", [(255, 255, 255), (17, 17, 17)])
def test_the_colours_of_branches_stand_out_from_the_ground(ground):
    from qualcode.widgets.bundle import STATIC

    source = (STATIC / "app.js").read_text(encoding="utf-8")
    palette = source.split("PALETTE = [")[1].split("]")[0].replace('"', "").split(", ")
    assert len(set(palette)) == 8
    for color in palette:
        ratio = contrast(tuple(bytes.fromhex(color[1:])), ground)
        assert ratio >= 3, (color, ratio)


def contrast(one, other):
    """Return the ratio that WCAG 2 defines for two colours of 0-255."""

    def light(color):
        parts = [c / 255 / 12.92 if c / 255 <= 0.03928 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in color]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_page_is_in_english_where_the_study_is(bare):
    bare.start(PAGE, language="en")
    assert bare.page.locator(".qc-root").get_attribute("lang") == "en"
    assert "next without a code" in bare.page.locator(".qc-footer").inner_text()


def test_parts_have_names_for_a_screen_reader(bare):
    """Landmarks, lists and fields say what they are; the tree says what is open and what the passage has."""
    bare.start(page_with(("c1", POLICE, POLITI)), live=True)
    go_to(bare, 4)
    page = bare.page
    assert page.get_by_role("list", name="Udskrift").get_by_role("listitem").count() >= len(TALK)
    assert page.get_by_role("combobox", name="Søg kode").get_attribute("aria-activedescendant")
    assert page.get_by_role("tree", name="Kodetræ").get_by_role("treeitem", expanded=True).count() == 5
    assert page.get_by_role("treeitem", checked=True).all_inner_texts()[0].startswith("Politiet")
    assert (
        page.locator(".qc-transcript [tabindex='0']").count() == 2
    )  # one turn, and the chip of its only coding
    unnamed = "[...document.querySelectorAll('.qc-root button, .qc-root input, .qc-root select, .qc-root textarea')]"
    assert (
        page.evaluate(
            f"{unnamed}.filter((one) => !(one.ariaLabel || one.textContent.trim() || one.labels?.length)).length"
        )
        == 0
    )


def test_leaving_stops_everything(bare):
    bare.page.clock.install()
    bare.start(PAGE)
    bare.page.evaluate("leave()")
    bare.page.clock.run_for(10_000)
    assert bare.sent("poll") == []
    assert bare.page.locator(".qc-root").count() == 0
