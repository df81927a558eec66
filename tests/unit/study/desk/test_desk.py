"""Desks side by side: what one writes the other sees, a stale one is told, everybody undoes their own."""

import pytest

from qualcode.errors import PrivacyError, StoreError, UsageError
from qualcode.interchange import read_codebook, write_codebook
from qualcode.model import Code, Codebook
from qualcode.store import Store
from qualcode.study import Study
from qualcode.study.desk import Desk
from unit.study import small_study
from unit.study.desk import desks
from unit.study.desk.desks import MOEDER, POLITI, SKOLE, TRAVL

# -- the wire ------------------------------------------------------------------------------------------------------


def test_a_widget_that_is_ready_gets_the_words_and_its_page(screen):
    anna = screen("anna")
    assert (anna.hello["language"], anna.hello["title"], anna.hello["coder"]) == (
        "da",
        "Samarbejde om vold",
        "anna",
    )
    assert anna.hello["words"]["close"] == "Luk"
    assert (anna.page["page"], anna.page["document"]) == ("coding", "alfa")


def test_a_study_in_english_speaks_english(tmp_path):
    desks.build(tmp_path / "study", language="en")
    with Study.open(tmp_path / "study") as study:
        nobody = desks.Screen(study, "", document="alfa")
    assert nobody.hello["words"]["close"] == "Close"
    assert nobody.page["why"].startswith("Nobody is named as coder")


REFUSED = {
    "a command that there is not": {"do": "explode"},
    "a page that there is not": {"do": "goto", "page": "attic"},
    "no page": {"do": "goto"},
    "a document that there is not": {"do": "goto", "page": "coding", "document": "omega"},
    "no revision": {"do": "poll"},
    "no place": {"do": "code", "codes": [POLITI]},
    "half a place": {"do": "code", "start": 3, "codes": [POLITI]},
    "a place in words": {"do": "code", "start": "3", "end": 9, "codes": [POLITI]},
    "a place that is true": {"do": "code", "start": True, "end": 9, "codes": [POLITI]},
    "a place before the text": {"do": "code", "start": -1, "end": 9, "codes": [POLITI]},
    "a place behind the text": {"do": "code", "start": 3, "end": 99_999, "codes": [POLITI]},
    "a place that ends before it starts": {"do": "code", "start": 9, "end": 3, "codes": [POLITI]},
    "a place without words": {"do": "code", "start": 9, "end": 9, "codes": [POLITI]},
    "no codes": {"do": "code", "start": 3, "end": 9},
    "an empty list of codes": {"do": "code", "start": 3, "end": 9, "codes": []},
    "codes that are no words": {"do": "code", "start": 3, "end": 9, "codes": [7]},
    "a code that there is not": {"do": "code", "start": 3, "end": 9, "codes": ["fremmer.held"]},
    "a branch": {"do": "code", "start": 3, "end": 9, "codes": ["fremmer"]},
    "a stance that there is not": {"do": "code", "start": 3, "end": 9, "codes": [POLITI], "stance": "irony"},
    "half a character in a memo": {"do": "code", "start": 3, "end": 9, "codes": [POLITI], "memo": "\ud83d"},
    "somebody else's coding": {"do": "uncode", "ids": ["5f5f"]},
    "a coding that there is not": {"do": "recode", "id": "5f5f", "code": SKOLE},
    "a memo on nothing": {"do": "memo", "target_kind": "coding", "target": "5f5f", "text": "?"},
    "a memo on a kind that there is not": {"do": "memo", "target_kind": "weather", "target": "", "text": "?"},
    "a memo on a code that there is not": {
        "do": "memo",
        "target_kind": "code",
        "target": "held",
        "text": "?",
    },
    "a suggestion that is not loaded": {"do": "decide", "id": "5f5f", "answer": "accept"},
    "a history of nowhere": {"do": "history", "start": 5, "end": 99_999},
    "finished, or not?": {"do": "finish"},
}


@pytest.mark.parametrize("command", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_done_is_refused_with_a_notice_and_changes_nothing(screen, command):
    """The notice has a code to ask for help with and none of the text; the page stays; the command is answered."""
    anna = screen("anna")
    before = dict(anna.page)
    desk = anna.desk
    *messages, done = desk.handle({**command, "n": 41})
    assert done == {"kind": "done", "n": 41}
    assert [(one["kind"], one["level"]) for one in messages] == [("notice", "error")]
    assert "QC-" in messages[0]["text"]
    assert not said_in(anna.text, messages[0]["text"])
    anna.send("goto", page="coding", document="alfa")
    assert {**anna.page, "at": None} == before


def said_in(text, notice):
    """Return the words of the interview, of four letters or more, that stand in a notice."""
    words = {word.strip(".,?!–:").casefold() for word in text.split()}
    return {word for word in words if len(word) > 3 and word in notice.casefold()}


WRITES = {
    "code": {"start": 3, "end": 9, "codes": [POLITI]},
    "uncode": {"ids": ["5f5f"]},
    "recode": {"id": "5f5f", "code": SKOLE},
    "memo": {"target_kind": "document", "target": "alfa", "text": "se her"},
    "finish": {"done": True},
    "suggest": {},
    "decide": {"id": "5f5f", "answer": "accept"},
    "undo": {},
    "redo": {},
}


@pytest.mark.parametrize("do", WRITES)
def test_nobody_writes_without_a_name(screen, do):
    """An analyst who looks on sees everything and stores nothing."""
    analyst = screen()
    revision = analyst.page["rev"]
    analyst.send(do, **WRITES[do])
    assert analyst.levels == ["error"]
    assert "QC-DK02" in analyst.said
    assert analyst.poll() == []
    assert analyst.page["rev"] == revision


def test_a_page_that_cannot_be_opened_leaves_the_one_before(screen):
    anna = screen("anna")
    anna.send("goto", page="coding", document="omega")
    assert anna.levels == ["error"]
    anna.code("politiet", POLITI)
    assert anna.codings == [("anna", POLITI, "politiet")]


def test_nothing_of_the_text_stands_in_a_repr(screen):
    anna = screen("anna")
    anna.code("politiet", POLITI, memo="de kommer altid")
    desk = anna.desk
    shown = " ".join(map(repr, (desk, desk._page, desk._room, desk._page._shown)))
    assert not said_in(anna.text + " altid", shown)


# -- who has not been protected yet --------------------------------------------------------------------------------


def test_a_text_that_nobody_reviewed_is_not_shown(tmp_path):
    desks.build(tmp_path / "study", reviewed=False)
    with Study.open(tmp_path / "study") as study:
        with pytest.raises(PrivacyError) as refused:
            Desk(study, "anna", {"page": "coding", "document": "gamma"})
        assert refused.value.exit_status == 3
        assert "qualcode pseudonymise" in str(refused.value)

        anna = desks.Screen(study, "anna", document="alfa")
        assert anna.page["documents"] == ["alfa", "beta"]
        anna.send("goto", page="coding", document="gamma")
        assert anna.levels == ["error"]
        assert "QC-PV01" in anna.said
        assert anna.page["document"] == "alfa"

        small_study.review(study, "replace")
        anna.send("goto", page="coding", document="gamma")
        assert anna.page["document"] == "gamma"
        assert "Ømert" not in anna.text


def test_a_document_that_there_is_not_is_refused_at_once(opened):
    with pytest.raises(StoreError, match="QC-ST16"):
        Desk(opened(), "anna", {"page": "coding", "document": "omega"})


NOT_A_CODER = {
    "consensus": "QC-DK04",
    "Anna": "QC-DK05",
    "ANNA ": "QC-DK05",
    "ridge": "QC-DK03",
}


@pytest.mark.parametrize("name", NOT_A_CODER)
def test_a_name_under_which_nobody_codes_by_hand_is_refused(opened, screen, name):
    """A model is no person, the consensus is settled and not coded, and Anna would become two coders by a slip."""
    from qualcode.model import Coder

    screen("anna").code("politiet", POLITI)
    study = opened()
    study.store.add_coder(Coder("ridge", "model"), actor="tove")
    with pytest.raises(UsageError, match=NOT_A_CODER[name]):
        Desk(study, name, {"page": "coding", "document": "alfa"})


def test_blanks_around_a_name_are_no_part_of_it(screen):
    screen("anna").code("politiet", POLITI)
    assert screen(" anna ").codings == [("anna", POLITI, "politiet")]


# -- two widgets ---------------------------------------------------------------------------------------------------


def test_nothing_is_sent_where_nothing_happened(screen):
    anna = screen("anna")
    assert anna.poll() == []


def test_what_one_widget_writes_shows_up_in_the_other(screen):
    """The store is the truth: two kernels, one coder."""
    one, other = screen("anna"), screen("anna")
    one.code("politiet", POLITI, memo="hvorfor?")
    one.send("finish", done=True)
    assert other.poll() == ["patch"]
    assert other.codings == [("anna", POLITI, "politiet")]
    assert other.one(POLITI)["memo"] == "hvorfor?"
    assert other.page["finished"] is True
    assert other.page["counts"] == {POLITI: 1}
    assert other.page["turning"]["undo"] == one.page["turning"]["undo"]
    assert other.poll() == []


def test_two_coders_work_side_by_side_and_see_nothing_of_each_other(screen):
    anna, bo = screen("anna"), screen("bo")
    anna.code("politiet", POLITI)
    bo.code("politiet", TRAVL)
    anna.code("skolen", SKOLE)
    assert (anna.levels, bo.levels) == ([], [])
    anna.poll()
    bo.poll()
    assert anna.codings == [("anna", POLITI, "politiet"), ("anna", SKOLE, "skolen")]
    assert bo.codings == [("bo", TRAVL, "politiet")]
    assert bo.page["counts"] == {TRAVL: 1}
    assert bo.page["recent"] == [TRAVL]


def test_opening_the_round_shows_the_others_on_a_page_that_is_open(screen, opened):
    anna, bo = screen("anna"), screen("bo")
    anna.code("politiet", POLITI)
    bo.code("skolen", SKOLE)
    opened().store.open_round(1, actor="tove")
    assert anna.poll() == ["page"]
    assert anna.page["blind"] is False
    assert anna.codings == [("anna", POLITI, "politiet"), ("bo", SKOLE, "skolen")]
    assert [one["own"] for one in anna.page["codings"]] == [True, False]
    assert anna.page["counts"] == {POLITI: 1}
    bo.code("Mødet", MOEDER)
    assert anna.poll() == ["patch"]
    assert ("bo", MOEDER, "Mødet") in anna.codings


def test_a_second_kernel_of_the_same_coder_is_told_what_was_not_done(screen):
    """The earlier kernel wrote since: the later one would build on what it has not seen."""
    one, other = screen("anna"), screen("anna")
    one.code("politiet", POLITI)
    other.code("skolen", SKOLE)
    assert other.levels == ["stale"]
    assert other.said.startswith("Kodningen blev ikke gemt")
    assert not said_in(other.text, other.said)
    other.load_again()
    assert other.codings == [("anna", POLITI, "politiet")]
    other.code("skolen", SKOLE)
    assert (other.levels, len(other.codings)) == ([], 2)


def test_after_a_poll_the_second_kernel_goes_on_without_a_word(screen):
    one, other = screen("anna"), screen("anna")
    one.code("politiet", POLITI)
    other.poll()
    other.code("skolen", SKOLE)
    assert other.levels == []
    assert one.poll() == ["patch"]
    assert len(one.codings) == 2


def test_a_new_text_makes_the_page_stale_once_and_loading_it_again_moves_the_codings(tmp_path):
    said = {"alfa": [("I", f"Hvad siger {small_study.NAME}?", ()), ("B", "Politiet ringede til os.", ())]}
    desks.build(tmp_path / "study", said=said)
    with Study.open(tmp_path / "study") as first, Study.open(tmp_path / "study") as second:
        anna = desks.Screen(first, "anna", document="alfa")
        anna.code("Politiet", POLITI)
        before = anna.one(POLITI)["start"]
        small_study.review(second, "replace")

        assert anna.poll() == ["notice"]
        assert anna.levels == ["stale"]
        assert "Teksten er lavet om" in anna.said
        assert anna.poll() == []
        anna.code("ringede", TRAVL)
        assert anna.levels == ["stale"]

        anna.load_again()
        assert small_study.NAME not in anna.text
        assert anna.codings == [("anna", POLITI, "Politiet")]
        assert anna.one(POLITI)["start"] != before
        anna.code("ringede", TRAVL)
        assert (anna.levels, len(anna.codings)) == ([], 2)


def test_a_text_that_the_same_kernel_rewrote_is_no_less_stale(tmp_path):
    """Whoever pseudonymises in the cell below has the same store open, and is told all the same."""
    said = {"alfa": [("I", f"Hvad siger {small_study.NAME}?", ()), ("B", "Politiet ringede til os.", ())]}
    desks.build(tmp_path / "study", said=said)
    with Study.open(tmp_path / "study") as study:
        anna = desks.Screen(study, "anna", document="alfa")
        small_study.review(study, "replace")
        anna.code("ringede", TRAVL)
        assert anna.levels == ["stale"]
        anna.load_again()
        assert anna.codings == []


def change_codebook(folder):
    """Let the team add a code to the file."""
    book = read_codebook(folder / "codebook.yaml")
    codes = (*book.codes, Code("fremmer.held", "Held"))
    new = Codebook("2.0", book.language, book.title, codes)
    (folder / "codebook.yaml").write_text(write_codebook(new), encoding="utf-8")


def test_a_changed_codebook_makes_the_page_stale_and_its_new_code_can_be_used(screen, folder):
    anna = screen("anna")
    change_codebook(folder)
    assert anna.poll() == ["notice"]
    assert anna.levels == ["stale"]
    assert "Kodebogen er ændret" in anna.said
    assert anna.poll() == []
    anna.load_again()
    assert "fremmer.held" in [code["id"] for code in anna.page["codes"]]
    assert anna.page["codebook"] == "2.0"
    anna.code("onsdag", "fremmer.held")
    assert (anna.levels, anna.codings) == ([], [("anna", "fremmer.held", "onsdag")])


def test_a_codebook_that_is_away_or_broken_is_said_and_the_page_stays(screen, folder):
    """An editor that saves takes the file away for a moment; a slip in it must not cost the open page."""
    anna = screen("anna")
    path = folder / "codebook.yaml"
    kept = path.read_text(encoding="utf-8")
    path.unlink()
    anna.poll()
    assert anna.levels == ["stale"]
    path.write_text(kept.replace("id: partner", "id: par tner", 1), encoding="utf-8")
    anna.load_again()
    assert (anna.levels, "QC-CB01" in anna.said) == (["error"], True)
    path.write_text(kept, encoding="utf-8")
    anna.code("politiet", POLITI)
    assert (anna.levels, anna.codings) == ([], [("anna", POLITI, "politiet")])
    change_codebook(folder)
    anna.poll()
    assert anna.levels == ["stale"]


def test_a_codebook_that_would_leave_codings_without_a_code_is_not_taken(screen, folder):
    anna = screen("anna")
    anna.code("politiet", POLITI)
    book = read_codebook(folder / "codebook.yaml")
    less = Codebook("2.0", "da", book.title, tuple(code for code in book.codes if code.id != POLITI))
    (folder / "codebook.yaml").write_text(write_codebook(less), encoding="utf-8")
    anna.load_again()
    assert (anna.levels, "QC-ST22" in anna.said) == (["error"], True)


def test_a_codebook_that_was_undone_makes_the_page_stale(screen, folder, opened):
    study = opened()
    study.update_codebook()
    change_codebook(folder)
    study.reload()
    study.update_codebook()
    anna = screen("anna")
    assert anna.page["codebook"] == "2.0"
    study.undo()
    anna.poll()
    assert anna.levels == ["stale"]


def test_who_only_looks_on_sees_a_new_code_and_stores_no_codebook(screen, folder, opened):
    change_codebook(folder)
    analyst = screen()
    assert "fremmer.held" in [code["id"] for code in analyst.page["codes"]]
    assert opened().store.codebook() is None
    assert analyst.poll() == []


def test_after_a_restore_loading_again_shows_the_restored_study(screen, opened, tmp_path):
    anna, study = screen("anna"), opened()
    anna.code("politiet", POLITI)
    study.backup(tmp_path / "backup.db")
    anna.code("skolen", SKOLE)
    Store.restore(tmp_path / "backup.db", study.layout.store, actor="tove")
    anna.poll()
    assert anna.levels == ["stale"]
    anna.load_again()
    assert anna.codings == [("anna", POLITI, "politiet")]
    anna.code("skolen", SKOLE)
    assert (anna.levels, len(anna.codings)) == ([], 2)


def test_another_kernel_sees_everything_after_a_restart(screen, opened):
    anna = screen("anna")
    anna.code("politiet", POLITI, TRAVL, stance="wish", memo="tænk videre")
    anna.send("memo", target_kind="document", target="alfa", text="et kort interview")
    anna.send("finish", done=True)
    again = desks.Screen(opened(), "anna", document="alfa")
    for key in ("codings", "memos", "finished", "counts", "turning", "rev"):
        assert again.page[key] == anna.page[key], key
    assert sorted(again.page["recent"]) == sorted(anna.page["recent"])


# -- undo and redo -------------------------------------------------------------------------------------------------


def test_everybody_undoes_their_own(screen):
    anna, bo = screen("anna"), screen("bo")
    anna.code("politiet", POLITI)
    bo.code("skolen", SKOLE)
    anna.code("Mødet", MOEDER)
    bo.code("travlt", TRAVL)
    anna.send("undo")
    assert anna.codings == [("anna", POLITI, "politiet")]
    anna.send("undo")
    assert anna.codings == []
    anna.send("redo")
    assert anna.codings == [("anna", POLITI, "politiet")]
    bo.poll()
    assert bo.codings == [("bo", TRAVL, "travlt"), ("bo", SKOLE, "skolen")]


def test_what_was_undone_or_done_again_is_said(screen):
    """Who works by ear, or has scrolled on, does not see that a coding is gone."""
    anna = screen("anna")
    anna.code("politiet", POLITI, TRAVL)
    anna.send("undo")
    assert [one["text"] for one in anna.notices] == ["Fortrudt: 2 kodninger"]
    anna.send("redo")
    assert [one["text"] for one in anna.notices] == ["Gentaget: 2 kodninger"]


def test_undo_takes_back_one_action_with_all_its_codes(screen):
    anna = screen("anna")
    anna.code("politiet", POLITI, TRAVL)
    assert anna.page["turning"] == {"undo": "2 kodninger", "redo": ""}
    anna.send("undo")
    assert anna.codings == []
    assert anna.page["turning"] == {"undo": "", "redo": "2 kodninger"}
    anna.send("redo")
    assert len(anna.codings) == 2
    assert anna.page["turning"] == {"undo": "2 kodninger", "redo": ""}


def test_what_undo_would_do_is_said_as_the_log_has_it(screen):
    """The page says it without reading the log after each click; a page that is opened anew reads it there."""
    anna = screen("anna")
    anna.code("politiet", POLITI)
    steps = [
        ("recode", {"id": anna.one(POLITI)["id"], "stance": "wish"}),
        ("memo", {"target_kind": "coding", "target": anna.one(POLITI)["id"], "text": "?"}),
        ("memo", {"target_kind": "document", "target": "alfa", "text": "!"}),
        ("finish", {"done": True}),
        ("finish", {"done": False}),
        ("code", {**anna.words("skolen"), "codes": [SKOLE, TRAVL]}),
        ("uncode", {"ids": [anna.one(POLITI)["id"]]}),
        ("undo", {}),
        ("undo", {}),
        ("redo", {}),
        ("redo", {}),
    ]
    for do, fields in steps:
        anna.send(do, **fields)
        assert anna.levels == (["info"] if do in ("undo", "redo") else [])
        assert anna.page["turning"] == screen("anna").page["turning"], do


def test_with_nothing_to_undo_it_is_said(screen):
    anna = screen("anna")
    anna.send("undo")
    assert (anna.levels, anna.said) == (["info"], "Der er ikke noget at fortryde her.")
    anna.send("redo")
    assert (anna.levels, anna.said) == (["info"], "Der er ikke noget at gentage her.")


def test_undo_in_a_widget_never_takes_back_an_import_or_an_opened_round(opened):
    """Whoever imported the texts under the same name must not lose them by pressing Ctrl+Z once too often."""
    study = opened("anna")
    study.import_codings(small_study.write_codings(study.layout.root, desks.SAID, "anna"))
    anna = desks.Screen(study, "anna", document="alfa")
    assert anna.page["turning"]["undo"] == ""
    anna.send("undo")
    assert len(anna.codings) == 4
    anna.code("politiet", TRAVL)
    study.open_round(1)
    anna.poll()
    assert anna.page["turning"]["undo"] == ""
    anna.send("undo")
    assert anna.page["blind"] is False
    assert len(anna.codings) == 5


def test_undo_of_something_in_another_document_says_where(screen):
    anna = screen("anna")
    anna.code("politiet", POLITI)
    anna.send("goto", page="coding", document="beta")
    anna.send("undo")
    assert (anna.levels, anna.said) == (["info"], "Fortrudt i alfa: kodning")
    anna.send("redo")
    assert anna.said == "Gentaget i alfa: kodning"
    anna.send("goto", page="coding", document="alfa")
    assert anna.codings == [("anna", POLITI, "politiet")]


def test_what_was_built_upon_cannot_be_undone(screen, opened):
    """Somebody withdrew anna's coding since: her undo of it is refused, with a reason, and nothing is lost."""
    anna = screen("anna")
    anna.code("politiet", POLITI)
    opened("tove").withdraw([anna.one(POLITI)["id"]])
    anna.poll()
    assert anna.codings == []
    anna.send("undo")
    assert anna.levels == ["error"]
    assert anna.codings == []
