"""What a researcher does in a day: code, undo, judge suggestions, settle differences, come back and find it all."""

import json
import re

import pytest
from playwright.sync_api import expect

import qualcode as qc
from jupyterlab.conftest import CODE_WITH_HTML

DOCUMENT = "interview-02"


@pytest.fixture
def reading(study_folder):
    """The same study in this process, as a colleague at another machine would have it."""
    with qc.Study.open(study_folder) as study:
        yield study


def words_of(study, coding):
    return coding.span.of(study.version(coding.document).text)


def some_words(study, *, turn, count):
    """Return a few words from the middle of a turn, as they stand in the text."""
    version = study.version(DOCUMENT)
    words = re.findall(r"\S+", version.turns[turn - 1].span.of(version.text))
    return " ".join(words[2 : 2 + count])


def informants_turn(study):
    segments = [one for one in study.segments() if one.document == DOCUMENT and one.is_informant]
    return max(segments, key=lambda one: len(one.span)).number


def choose(output, name):
    """Type a code's name into the search and click it in the tree."""
    output.locator(".qc-search").first.fill(name)
    output.locator(".qc-code", has_text=name).first.click()
    output.locator(".qc-search").first.fill("")


def test_code_with_the_mouse_undo_judge_settle_and_find_it_again(workplace, reading, study_folder):
    turn = informants_turn(reading)
    phrase = some_words(reading, turn=turn, count=4)
    code = next(one for one in reading.codebook.leaves("barriere"))
    before = len(reading.codings(coder="clara"))
    output = workplace.open("arbejde").run(0, shows=".qc-turn")

    workplace.select(turn, phrase)
    choose(output, code.name)
    chip = output.locator(".qc-chip", has_text=code.name)
    expect(chip).to_have_count(1)
    made = reading.codings(coder="clara").codings
    assert [words_of(reading, one) for one in made if one.code == code.id] == [phrase]

    output.locator(".qc-undo").click()
    expect(chip).to_have_count(0)
    assert len(reading.codings(coder="clara")) == before
    output.locator(".qc-redo").click()
    expect(chip).to_have_count(1)

    judge_two_suggestions(output, reading)
    settle_one_place(workplace, reading)

    held = {one.id for one in reading.codings(coder="clara")}
    workplace.restart_kernel()
    workplace.close_outputs(1)
    again = workplace.run(0, shows=".qc-turn")
    expect(again.locator(".qc-chip", has_text=code.name).first).to_be_visible()
    assert {one.id for one in reading.codings(coder="clara")} == held

    workplace.save()
    saved = (study_folder / "notebooks" / "arbejde.ipynb").read_text(encoding="utf-8")
    assert phrase not in saved
    assert_no_word_of_the_transcript(reading, saved)


def judge_two_suggestions(output, reading):
    output.get_by_role("button", name=re.compile("forslag", re.IGNORECASE)).first.click()
    output.locator(".qc-suggested").first.wait_for(timeout=60_000)
    for answer in ("Godtag", "Afvis"):
        button = output.get_by_role("button", name=re.compile(f"^{answer}")).filter(visible=True).first
        count = output.locator(".qc-suggested").count()
        button.click()
        expect(output.locator(".qc-suggested")).to_have_count(count - 1)
    decisions = reading.store.decisions(coder="clara")
    assert [one.answer for one in decisions] == ["accept", "reject"]
    accepted = decisions[0]
    assert accepted.coding in {one.id for one in reading.codings(coder="clara")}


def settle_one_place(workplace, reading):
    output = workplace.run(1, shows=".qc-place-entry")
    places = sum(one.differs for one in reading.adjudication.places)
    assert places
    output.get_by_role("button", name=re.compile("anna")).filter(visible=True).first.click()
    output.locator("textarea, input.qc-input").filter(visible=True).last.fill("Annas er nærmest definitionen")
    output.locator("[data-keep=settle]").click()
    expect(output.locator(".qc-overall")).to_contain_text(re.compile("1 "))
    [settled] = reading.store.settlements()
    assert settled.by == "clara"
    assert settled.memo == "Annas er nærmest definitionen"
    sources = [one.coder for one in reading.codings() if one.id in settled.sources]
    assert len(sources) == len(settled.sources) > 0
    assert "consensus" not in sources
    held = {one.id: one for one in reading.codings(coder="consensus")}
    assert all(held[id_].code for id_ in settled.codings)


def assert_no_word_of_the_transcript(study, saved):
    """No run of five words of the interview stands anywhere in the saved notebook."""
    text = json.dumps(json.loads(saved), ensure_ascii=False)
    for name in ("interview-01", "interview-02"):
        words = study.version(name).text.split()
        found = [at for at in range(len(words) - 5) if " ".join(words[at : at + 5]) in text]
        assert not found


def test_a_second_window_shows_what_the_first_one_does(workplace, lab, chromium, reading):
    from jupyterlab.workplace import Workplace

    other = Workplace(lab, chromium)
    try:
        first = workplace.open("arbejde").run(0, shows=".qc-turn")
        second = other.open("andet").run(0, shows=".qc-turn")
        code = list(reading.codebook.leaves("fremmer"))[-1]
        chips = second.locator(".qc-chip", has_text=code.name)
        before = chips.count()
        turn = informants_turn(reading)
        workplace.select(turn, some_words(reading, turn=turn, count=7))
        choose(first, code.name)
        expect(first.locator(".qc-chip", has_text=code.name)).to_have_count(before + 1)
        expect(chips).to_have_count(before + 1, timeout=10_000)
    finally:
        other.close()


def test_a_name_with_html_in_it_is_a_name(workplace, reading):
    output = workplace.open("arbejde").run(0, shows=".qc-turn")
    expect(output.locator(".qc-code-name", has_text=CODE_WITH_HTML)).to_have_count(1)
    turn = informants_turn(reading)
    workplace.select(turn, some_words(reading, turn=turn, count=3))
    choose(output, CODE_WITH_HTML)
    expect(output.locator(".qc-chip-name", has_text=CODE_WITH_HTML).first).to_be_visible()
    assert output.locator(".qc-root img, .qc-root b").count() == 0
    assert workplace.page.evaluate("window.broken === undefined")


def test_keys_of_the_widget_are_not_keys_of_jupyterlab(workplace):
    output = workplace.open("arbejde").run(0, shows=".qc-turn")
    cells = workplace.page.locator(".jp-Notebook .jp-Cell")
    count = cells.count()
    output.locator(".qc-turn .qc-speaker").first.click()
    for key in ("j", "k", "b", "a", "d", "d", "x"):  # several of them add or cut cells in JupyterLab
        workplace.page.keyboard.press(key)
    expect(cells).to_have_count(count)
