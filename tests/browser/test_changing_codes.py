"""The dialog that changes a code: what it means is read before it can be carried out."""

import pytest

from browser.samples import CODES, POLITI, SKOLE, TILLID, code_entries, coding_page
from browser.test_coding_page import CONTRAST, HOSTILE, THEMES

PAGE = coding_page()
SEAL = "5ea1"


def plan(*lines, seal=SEAL, told="", stale=False, done="", title="Kodningerne"):
    """Return what the desk says to a wish."""
    parts = [{"title": title, "lines": list(lines)}] if lines else []
    return {
        "kind": "plan",
        "parts": parts,
        "seal": seal,
        "told": told,
        "stale": stale,
        "done": done,
    }


def page_of(codes, **fields):
    """Return the page as it is after a change."""
    return {**PAGE, "rev": 2, "codebook": "1.1", "codes": codes, **fields}


def row(bare, code):
    return bare.page.locator(f'[role=treeitem][data-id="{code}"]')


def dialog(bare):
    return bare.page.get_by_role("dialog", name="Ændr en kode")


def button(bare, name):
    return dialog(bare).get_by_role("button", name=name)


def focus_on(bare, code):
    """Go to a code of the tree by its name, as the keyboard does."""
    bare.page.evaluate("(code) => document.querySelector(`[role=treeitem][data-id='${code}']`).focus()", code)


def opened(bare, code, **options):
    """Open the dialog by the key that the help names."""
    bare.start(PAGE, **options)
    focus_on(bare, code)
    bare.press("F2")
    return bare


def look(bare, *answer):
    """Ask what happens, and wait for the answer."""
    bare.answer("plan_code", *answer)
    button(bare, "Se, hvad der sker").click()
    bare.page.wait_for_selector(".qc-change-outcome :is(li, .qc-alert)")


def test_a_code_is_renamed_by_mouse_after_reading_what_it_means(bare):
    bare.start(PAGE)
    row(bare, SKOLE).hover()
    row(bare, SKOLE).locator(".qc-dots").click()
    assert dialog(bare).get_by_role("combobox", name="Kode", exact=True).input_value() == SKOLE
    assert bare.sent() == []  # the dots give no code to the passage
    name = dialog(bare).get_by_label("Navn")
    assert name.input_value() == "Skolen"
    assert button(bare, "Gennemfør").count() == 0
    name.fill("Skoler <b>")
    look(bare, plan("3 kodninger følger med.", "Andres følger samme regel."))
    assert dialog(bare).get_by_role("listitem").all_inner_texts() == [
        "3 kodninger følger med.",
        "Andres følger samme regel.",
    ]
    codes = [{**one, "name": "Skoler <b>"} if one["id"] == SKOLE else one for one in code_entries()]
    bare.answer("change_code", page_of(codes), plan(seal="", told="Version 1.1.", done=SKOLE))
    button(bare, "Gennemfør").click()
    bare.page.wait_for_selector(".qc-changing", state="hidden")
    wish = {"what": "rename", "code": SKOLE, "name": "Skoler <b>", "id": "skole"}
    assert bare.sent() == [{"do": "plan_code", **wish}, {"do": "change_code", **wish, "seal": SEAL}]
    assert row(bare, SKOLE).locator(".qc-code-name").inner_text() == "Skoler <b>"
    assert bare.page.evaluate("document.activeElement.dataset.id") == SKOLE


def test_codes_are_merged_from_the_keyboard_alone(bare):
    """F2 in the tree, arrows between the changes, Enter; the focus is where a screen reader reads what happens."""
    opened(bare, SKOLE)
    bare.press("ArrowRight", "ArrowRight", "Tab")
    assert bare.page.evaluate("document.activeElement.labels[0].textContent").startswith("Bliver en del af")
    bare.page.keyboard.type("Politiet")
    bare.answer("plan_code", plan("2 kodninger hører fremover til »Politiet«."))
    bare.press("Tab", "Enter")
    bare.page.wait_for_selector(".qc-change-outcome li")
    assert bare.focused() == "Se, hvad der sker"
    codes = code_entries([one for one in CODES if one[0] != SKOLE])
    bare.answer("change_code", page_of(codes), plan(seal="", done=POLITI))
    bare.press("Enter")  # a second press of the same key carries nothing out
    assert bare.sent("change_code") == []
    bare.press("Tab", "Enter")
    bare.page.wait_for_selector(".qc-changing", state="hidden")
    assert bare.sent("change_code") == [
        {"do": "change_code", "what": "merge", "code": SKOLE, "into": POLITI, "name": "", "seal": SEAL}
    ]
    assert row(bare, SKOLE).count() == 0
    assert bare.page.evaluate("document.activeElement.dataset.id") == POLITI


def test_a_code_is_retired_and_taken_into_use_again_from_the_button_below_the_tree(bare):
    opened(bare, SKOLE)
    bare.press("Escape")
    assert bare.page.evaluate("document.activeElement.dataset.id") == SKOLE
    bare.page.get_by_role("button", name="Ændr kode …").click()
    dialog(bare).get_by_role("radio", name="Lad udgå").check()
    look(bare, plan("1 kodning bliver stående."))
    codes = [
        {**one, "retired": True, "codable": False} if one["id"] == SKOLE else one for one in code_entries()
    ]
    left = plan(
        "study.yaml nævner den.", seal="", told="Version 1.1.", done=SKOLE, title="Det skal du selv gøre"
    )
    bare.answer("change_code", page_of(codes), left)
    button(bare, "Gennemfør").click()
    bare.page.wait_for_selector(
        ".qc-change-outcome >> text=Det skal du selv gøre"
    )  # it stays until it is read
    button(bare, "Luk").click()
    assert row(bare, SKOLE).locator(".qc-tag").inner_text() == "udgået"
    row(bare, SKOLE).click()
    assert bare.sent("code") == []
    focus_on(bare, SKOLE)
    bare.press("F2")
    dialog(bare).get_by_role("radio", name="Tag i brug igen").check()
    look(bare, plan("1 kodning bliver, som den er."))
    assert [one["back"] for one in bare.sent("plan_code")] == [False, True]


@pytest.mark.parametrize(
    ("change", "fill", "fields"),
    [
        ("Flyt", {}, {"what": "move", "under": "partner.ekstern"}),
        (
            "Del",
            {"De nye koder, ét navn på hver linje": "Lærere\nLedere"},
            {"what": "split", "names": ["Lærere", "Ledere"], "keep": False},
        ),
        (
            "Definér på ny",
            {"Definition": "Kun folkeskoler."},
            {
                "what": "redefine",
                "definition": "Kun folkeskoler.",
                "use_when": "Det nævnes i samtalen.",
                "not_when": "Det kun er spørgsmålet, der nævner det.",
                "only_wording": False,
            },
        ),
    ],
)
def test_the_other_changes_say_their_fields(bare, change, fill, fields):
    opened(bare, SKOLE)
    dialog(bare).get_by_role("radio", name=change, exact=True).check()
    for label, text in fill.items():
        dialog(bare).get_by_label(label).fill(text)
    look(bare, plan("Ja."))
    assert bare.sent() == [{"do": "plan_code", "code": SKOLE, **fields}]


def test_a_code_is_not_moved_below_itself(bare):
    opened(bare, "partner.ekstern")
    assert dialog(bare).get_by_role("radio").count() == 3  # what only groups has no codings to merge or split
    dialog(bare).get_by_role("radio", name="Flyt").check()
    offered = (
        dialog(bare)
        .get_by_label("Under")
        .locator("option")
        .evaluate_all("all => all.map((one) => one.value)")
    )
    assert "" in offered
    assert "fremmer" in offered
    assert not [one for one in offered if one.startswith("partner.ekstern")]


def test_what_was_said_does_not_hold_for_another_wish(bare):
    opened(bare, SKOLE)
    look(bare, plan("Ja."))
    assert button(bare, "Gennemfør").is_visible()
    dialog(bare).get_by_label("Navn").type("r")
    assert button(bare, "Gennemfør").count() == 0
    look(bare, plan("Ja."))
    dialog(bare).get_by_role("radio", name="Flyt").check()
    assert button(bare, "Gennemfør").count() == 0


def test_an_answer_that_comes_after_another_wish_is_none(bare):
    opened(bare, SKOLE)
    bare.answer("plan_code", plan("Ja."))
    bare.hold()
    button(bare, "Se, hvad der sker").click()
    dialog(bare).get_by_label("Navn").type("r")
    bare.release()
    bare.settle()
    assert button(bare, "Gennemfør").count() == 0


def test_a_refusal_is_said_in_the_dialog_and_what_was_written_stays(bare):
    opened(bare, SKOLE)
    dialog(bare).get_by_label("Navn").fill(HOSTILE)
    look(bare, plan(seal="", told=f"another code has that name {HOSTILE}\n[QC-CB10]"))
    assert "QC-CB10" in dialog(bare).get_by_role("alert").inner_text()
    assert button(bare, "Gennemfør").count() == 0
    bare.press("Escape")
    focus_on(bare, SKOLE)
    bare.press("F2")
    assert dialog(bare).get_by_label("Navn").input_value() == HOSTILE
    assert bare.page.evaluate("[document.querySelectorAll('.qc-root img').length, window.broken ?? 0]") == [
        0,
        0,
    ]


def test_a_stale_page_is_loaded_again_from_the_dialog(bare):
    opened(bare, SKOLE)
    dialog(bare).get_by_label("Navn").fill("Skoler")
    look(bare, plan(seal="", told="Kodebogen er ændret.", stale=True))
    codes = [*code_entries(), *code_entries([("fremmer.nyt", "Nyt", True)])]
    bare.answer("goto", page_of(codes))
    button(bare, "Hent igen").click()
    bare.page.wait_for_selector('[role=treeitem][data-id="fremmer.nyt"]')
    assert [one["document"] for one in bare.sent("goto")] == ["interview-1"]
    assert dialog(bare).get_by_label("Navn").input_value() == "Skoler"
    assert dialog(bare).get_by_role("alert").count() == 0


def test_nothing_else_can_be_wished_for_while_the_codebook_is_written(bare):
    opened(bare, SKOLE)
    look(bare, plan("Ja."))
    bare.hold()
    button(bare, "Gennemfør").click()
    bare.press("Escape")
    assert dialog(bare).is_visible()
    assert button(bare, "Annuller").is_disabled()
    assert dialog(bare).get_by_role("status").inner_text().startswith("Kodebogen skrives.")
    bare.answer("change_code", plan("2.", told="Noget er ændret, siden du så det.", seal="0ther"))
    bare.release()
    bare.page.wait_for_selector(".qc-changing [role=alert]")
    button(bare, "Gennemfør").click()
    bare.settle()
    assert [one["seal"] for one in bare.sent("change_code")] == [SEAL, "0ther"]


def test_a_failure_of_the_desk_is_seen(bare):
    """A notice stands behind the dialog, so that goes."""
    opened(bare, SKOLE)
    bare.answer("plan_code", {"kind": "notice", "level": "error", "text": "", "failure": "KeyError, x.py:1"})
    button(bare, "Se, hvad der sker").click()
    bare.page.wait_for_selector(".qc-changing", state="hidden")
    assert "KeyError" in bare.page.get_by_role("alert").inner_text()


def test_who_only_looks_on_changes_no_code(bare):
    bare.start({**PAGE, "writable": False, "why": "Her kan kun læses."})
    assert bare.page.get_by_role("button", name="Ændr kode …").count() == 0
    row(bare, SKOLE).hover()
    assert not row(bare, SKOLE).locator(".qc-dots").is_visible()
    focus_on(bare, SKOLE)
    bare.press("F2")
    assert dialog(bare).count() == 0


def test_in_english(bare):
    opened(bare, TILLID, language="en")
    box = bare.page.get_by_role("dialog", name="Change a code")
    assert box.get_by_role("radio", name="Retire").count() == 1
    assert box.get_by_role("radiogroup", name="Change").count() == 1


TEXTS = [
    ".qc-changing h2",
    ".qc-changing label",
    ".qc-changing .qc-empty",
    ".qc-changing .qc-input",
    ".qc-changing .qc-select",
    ".qc-changing .qc-button",
    ".qc-change-outcome h3",
    ".qc-change-outcome li",
    ".qc-change-outcome .qc-alert",
    ".qc-retired .qc-code-name",
    ".qc-retired .qc-tag",
    ".qc-dots",
]


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("theme", THEMES)
def test_the_dialog_can_be_read_in_light_and_dark(open_bare, theme, dark):
    bare = open_bare(dark=dark)
    light = {"JupyterLab light": "true", "JupyterLab dark": "false"}.get(theme, "")
    bare.page.evaluate(
        """([style, light]) => { document.body.style.cssText = style;
             if (light) document.body.dataset.jpThemeLight = light; }""",
        [THEMES[theme], light],
    )
    codes = [{**one, "retired": one["id"] == TILLID} for one in code_entries()]
    bare.start({**PAGE, "codes": codes})
    focus_on(bare, SKOLE)
    bare.press("F2")
    look(bare, plan("Ja.", told="Noget er ændret."))
    ratios = bare.page.evaluate(CONTRAST, TEXTS)
    assert {one: ratio for one, ratio in ratios.items() if ratio < 4.5} == {}
