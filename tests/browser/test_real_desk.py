"""The front end and the desk together: what is marked in the browser is what stands in the store."""

import pytest

from qualcode.study import Study
from qualcode.study.desk import Desk
from unit.study import small_study
from unit.study.desk import desks

SAID = {
    "alfa": [
        ("I", "Hvad gør I, når I er bekymrede?", ()),
        ("B", "Så ringer vi til politiet 👮🏽 – de kommer på én time. Børnene 👩‍👩‍👧 venter hos Åse.", ()),
        ("I", "Altid?", ()),
        ("C", "Nej. Vi har for travlt, og skolen venter længe på os.", ()),
    ],
    "beta": [("I", "Hvem taler I med?", ()), ("B", "Med skolelederen, når hun har tid.", ())],
}


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    """A reviewed study with nothing coded."""
    folder = tmp_path_factory.mktemp("real") / "study"
    desks.build(folder, said=SAID)
    return folder


@pytest.fixture
def opened(plain, tmp_path):
    """Open a copy of the study, again and again: each has a store of its own, as two kernels have."""
    folder = small_study.copy(plain, tmp_path / "study")
    found = []

    def once_more(actor="tove"):
        found.append(Study.open(folder, actor=actor))
        return found[-1]

    yield once_more
    for one in found:
        one.close()


@pytest.fixture
def screen(open_bare, opened):
    """Open the coding page of ``alfa`` for a coder, with a desk of its own."""

    def shown(coder):
        desk = Desk(opened(coder), coder, {"page": "coding", "document": "alfa"})
        return open_bare().connect(desk)

    return shown


def coded(study):
    """Return the words and codes that stand in the store, of whom."""
    text = study.version("alfa").text
    return sorted((text[one.span.start : one.span.end], one.code, one.coder) for one in study.store.codings())


def assign(bare, code):
    """Press a code, and wait for its chip."""
    before = bare.page.locator(".qc-chip").count()
    bare.page.locator(f'[role=treeitem][data-id="{code}"]').click()
    bare.page.wait_for_function("(n) => document.querySelectorAll('.qc-chip').length > n", arg=before)


def test_what_is_marked_in_the_browser_is_what_stands_in_the_store(screen, opened):
    """Emoji of several code points stand before and between the words."""
    anna = screen("anna")
    for words, code in [
        ("de kommer", desks.POLITI),
        ("hos Åse", desks.SKOLE),
        ("Børnene 👩‍👩‍👧 venter", desks.TRAVL),
    ]:
        anna.drag(words)
        assign(anna, code)
    assert coded(opened()) == [
        ("Børnene 👩‍👩‍👧 venter", desks.TRAVL, "anna"),
        ("de kommer", desks.POLITI, "anna"),
        ("hos Åse", desks.SKOLE, "anna"),
    ]


def test_a_restarted_kernel_and_a_second_window_show_the_same(screen, opened):
    first, second = screen("anna"), screen("anna")
    first.page.locator(".qc-turn .qc-speaker").nth(3).click()
    assign(first, desks.TRAVL)
    second.page.wait_for_selector(".qc-turn >> nth=3 >> .qc-chip")  # by its next look, within two seconds
    second.page.locator(".qc-undo").click()
    first.page.wait_for_selector(".qc-turn >> nth=3 >> .qc-chip", state="detached")
    assert coded(opened()) == []
    third = screen("anna")
    third.page.locator(".qc-redo").click()
    third.page.wait_for_selector(".qc-turn >> nth=3 >> .qc-chip")


def test_a_colleague_sees_nothing_of_it_while_the_round_is_blind(screen, opened):
    anna, bo = screen("anna"), screen("bo")
    anna.page.locator(".qc-turn .qc-speaker").nth(3).click()
    assign(anna, desks.TRAVL)
    bo.page.wait_for_timeout(2500)
    assert bo.page.locator(".qc-chip").count() == 0
    assert bo.page.locator(".qc-tip").inner_text() == "blind"
    bo.page.locator(".qc-turn .qc-speaker").nth(3).click()
    assign(bo, desks.TRAVL)
    opened().store.open_round(1, actor="tove")
    anna.page.wait_for_selector(".qc-chip.qc-others")
    assert anna.page.locator(".qc-chip.qc-others .qc-whose").inner_text() == "bo"


def test_memo_stance_history_and_the_end_of_the_document(screen, opened):
    anna = screen("anna")
    anna.page.locator(".qc-turn .qc-speaker").nth(3).click()
    assign(anna, desks.TRAVL)
    anna.page.locator(".qc-coding select").select_option("wish")
    anna.page.wait_for_selector(".qc-chip .qc-tag")
    anna.press("Escape", "m")
    anna.page.keyboard.type("Æh, og hvad så? 😊")
    anna.press("Control+Enter")
    anna.page.wait_for_selector(".qc-chip [role=img]")
    anna.page.locator(".qc-finished input").click()
    anna.page.wait_for_selector(".qc-finished input:checked")
    anna.page.locator(".qc-detail summary").first.click()
    anna.page.wait_for_selector(".qc-events li >> nth=1")
    study = opened()
    [coding] = study.store.codings()
    assert (coding.stance, coding.memo) == ("wish", "Æh, og hvad så? 😊")
    assert [one.coder for one in study.store.finished(document="alfa")] == ["anna"]


def test_a_text_that_was_rewritten_meanwhile_is_said_and_loaded_again(open_bare, tmp_path):
    """A position in the old text means other words in the new one."""
    said = {"alfa": [("I", f"Hvad siger {small_study.NAME}?", ()), ("B", "Politiet ringede til os.", ())]}
    desks.build(tmp_path / "study", said=said)
    with Study.open(tmp_path / "study") as first, Study.open(tmp_path / "study") as second:
        anna = open_bare().connect(Desk(first, "anna", {"page": "coding", "document": "alfa"}))
        anna.drag("ringede")
        assign(anna, desks.TRAVL)
        small_study.review(second, "replace")
        anna.page.wait_for_selector(".qc-banner-stale")
        anna.page.get_by_role("button", name="Hent igen").click()
        anna.page.wait_for_function(f"!document.body.textContent.includes('{small_study.NAME}')")
        assert anna.page.locator(".qc-banner").count() == 0
        anna.drag("Politiet")
        assign(anna, desks.POLITI)
        assert coded(second) == [("Politiet", desks.POLITI, "anna"), ("ringede", desks.TRAVL, "anna")]


def test_a_code_that_is_written_down_while_coding_can_be_given_at_once(screen, opened):
    anna = screen("anna")
    anna.page.locator(".qc-turn .qc-speaker").nth(3).click()
    anna.page.locator(".qc-new-code summary").click()
    anna.page.locator(".qc-new-name").fill("Fælles bekymring 🙂")
    anna.page.locator(".qc-new-definition").fill("Parterne deler den.")
    anna.page.locator(".qc-new-form button").click()
    anna.page.wait_for_selector('[role=treeitem][data-id="fælles-bekymring"]')
    assert anna.page.locator(".qc-new-name").input_value() == ""
    assign(anna, "fælles-bekymring")
    study = opened()
    assert [(one.code, one.coder) for one in study.store.codings()] == [("fælles-bekymring", "anna")]
    assert study.codebook["fælles-bekymring"].definition == "Parterne deler den."


def test_a_code_that_is_renamed_while_coding_is_renamed_for_everybody(screen, opened):
    anna, bo = screen("anna"), screen("bo")
    anna.page.locator(".qc-turn .qc-speaker").nth(3).click()
    assign(anna, desks.SKOLE)
    anna.page.locator(f'[role=treeitem][data-id="{desks.SKOLE}"]').hover()
    anna.page.locator(f'[role=treeitem][data-id="{desks.SKOLE}"] .qc-dots').click()
    box = anna.page.get_by_role("dialog", name="Ændr en kode")
    box.get_by_label("Navn").fill("Skoler <b>& co</b>")
    box.get_by_label("Sidste del af id").fill("skoler")
    box.get_by_role("button", name="Se, hvad der sker").click()
    box.get_by_text("1 kodning følger med til partner.skoler.").wait_for()
    assert opened().codebook.version == "1.0"
    box.get_by_role("button", name="Gennemfør").click()
    anna.page.wait_for_selector('[role=treeitem][data-id="partner.skoler"]')
    assert anna.page.locator(".qc-chip .qc-chip-name").inner_text() == "Skoler <b>& co</b>"
    bo.page.wait_for_selector(".qc-banner-stale")
    bo.page.get_by_role("button", name="Hent igen").click()
    bo.page.wait_for_selector('[role=treeitem][data-id="partner.skoler"]')
    assert [one.code for one in opened().store.codings()] == ["partner.skoler"]
