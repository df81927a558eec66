"""The coding page: what is marked is what is stored, one choice is one action, and everybody changes their own."""

import pytest

from qualcode.model import Memo, Span, new_id
from qualcode.study import Study
from unit.assist import made_up
from unit.study import small_study
from unit.study.desk import desks
from unit.study.desk.desks import MOEDER, POLITI, SKOLE, TRAVL

# -- the page ------------------------------------------------------------------------------------------------------


def test_the_page_says_where_it_is(screen):
    page = screen("anna", at=31).page
    told = (
        "document",
        "documents",
        "coder",
        "round",
        "blind",
        "finished",
        "writable",
        "why",
        "codebook",
        "at",
    )
    assert {key: page[key] for key in told} == {
        "document": "alfa",
        "documents": ["alfa", "beta"],
        "coder": "anna",
        "round": 1,
        "blind": True,
        "finished": False,
        "writable": True,
        "why": "",
        "codebook": "1.0",
        "at": 31,
    }
    assert page["segments"] == []
    assert (page["suggesting"], page["suggestions"]) == ("ask", [])


def test_the_turns_are_the_text(screen, opened):
    anna = screen("anna")
    assert anna.text == opened().version("alfa").text
    assert anna.page["turns"][1]["text"] == "Så ringer vi til politiet 👮🏽 – de kommer på én time."
    assert anna.page["version"] == opened().version("alfa").short_sha


def test_without_a_document_it_opens_the_first_that_is_not_finished(screen):
    anna = screen("anna", document="")
    assert anna.page["document"] == "alfa"
    anna.send("finish", done=True)
    assert screen("anna", document="").page["document"] == "beta"
    assert screen("bo", document="").page["document"] == "alfa"


def test_a_document_is_found_in_whatever_case(screen):
    assert screen("anna", document="ALFA").page["document"] == "alfa"


def test_where_it_started_is_not_said_again_when_it_is_loaded_again(screen):
    anna = screen("anna", at=31)
    anna.send("ready")
    assert anna.page["at"] is None


def test_an_onlooker_reads_everything_and_is_told_why_nothing_can_be_written(screen):
    for coder, code in (("anna", POLITI), ("bo", TRAVL)):
        screen(coder).code("politiet", code)
    page = screen().page
    assert (page["writable"], page["suggesting"], page["turning"]) == (False, "off", {"undo": "", "redo": ""})
    assert 'coder="navn"' in page["why"]
    assert sorted(one["coder"] for one in page["codings"]) == ["anna", "bo"]
    assert not any(one["own"] for one in page["codings"])


def test_segments_are_shown_where_the_study_counts_by_sentence(folder, screen, opened):
    opened().segment(by="sentence")
    settings = folder / "study.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "segmentation: sentences\n", encoding="utf-8")
    anna = screen("anna")
    text = [Span(*pair).of(anna.text) for pair in anna.page["segments"]]
    assert text[3:5] == ["Nej.", "Vi har for travlt, og skolen venter længe på os."]


def test_a_changed_study_yaml_is_read_when_the_page_is_loaded_again(folder, screen):
    anna = screen("anna")
    settings = folder / "study.yaml"
    settings.write_text(
        settings.read_text(encoding="utf-8") + "assist:\n  suggestions: off\n", encoding="utf-8"
    )
    anna.load_again()
    assert anna.page["suggesting"] == "off"


# -- coding --------------------------------------------------------------------------------------------------------

MARKED = {
    # what is marked: what is stored
    "politiet": "politiet",
    " politiet ": "politiet",
    "👮🏽": "👮🏽",
    "til politiet 👮🏽 – de": "til politiet 👮🏽 – de",
    "time.\nAltid?\nNej": "time.\nAltid?\nNej",
    "\nAltid?\n": "Altid?",
}


@pytest.mark.parametrize("marked", MARKED, ids=ascii)
def test_what_is_marked_is_what_is_stored(screen, opened, marked):
    """White space at the ends is a slip of the mouse; emoji of several code points and other lines are not."""
    anna = screen("anna")
    anna.code(marked, POLITI)
    assert anna.codings == [("anna", POLITI, MARKED[marked])]
    study = opened()
    (stored,) = study.codings()
    assert stored.span.of(study.version("alfa").text) == MARKED[marked]


@pytest.mark.parametrize("marked", ["\n", " "])
def test_blanks_alone_are_no_passage(screen, marked):
    anna = screen("anna")
    anna.code(marked, POLITI)
    assert anna.levels == ["error"]
    assert "QC-DK07" in anna.said


def test_several_codes_are_one_action(screen, opened):
    anna = screen("anna")
    before = anna.page["rev"]
    anna.code("skolen", SKOLE, TRAVL, SKOLE, stance="wish", memo="hvor tit?")
    assert anna.page["rev"] == before + 1
    assert anna.codings == [("anna", TRAVL, "skolen"), ("anna", SKOLE, "skolen")]
    assert {(one.stance, one.memo, one.round) for one in opened().codings()} == {("wish", "hvor tit?", 1)}
    done = opened().store.log(1)[0]
    assert (done.actor, done.kind, done.counts) == ("anna", "code", {"added": 2})


def test_the_log_counts_and_names_no_words(screen, opened):
    anna = screen("anna")
    anna.code("skolen", SKOLE, memo="hvor tit?")
    assert "skolen" not in repr(opened().store.log())


def test_new_codings_carry_the_latest_round(screen, opened):
    anna = screen("anna")
    anna.code("politiet", POLITI)
    opened().start_round("anden gennemgang")
    assert anna.poll() == ["page"]
    assert (anna.page["round"], anna.page["blind"]) == (2, True)
    anna.code("skolen", SKOLE)
    assert [one["round"] for one in anna.page["codings"]] == [1, 2]
    anna.send("recode", id=anna.one(POLITI)["id"], code=TRAVL)
    assert anna.one(TRAVL)["round"] == 2


def test_a_code_that_is_there_already_is_not_given_twice(screen):
    """A double press, or two widgets: the answer is a patch with nothing new, and no action."""
    anna = screen("anna")
    anna.code("politiet", POLITI)
    (patch,) = anna.code("politiet", POLITI)
    assert (patch["upsert"], patch["remove"], anna.levels) == ([], [], [])
    assert len(anna.codings) == 1


def test_a_code_that_was_withdrawn_comes_back_when_it_is_given_again(screen):
    anna = screen("anna")
    anna.code("politiet", POLITI, memo="hvorfor?")
    first = anna.one(POLITI)
    anna.send("uncode", ids=[first["id"]])
    anna.code("politiet", POLITI)
    assert anna.one(POLITI) == first
    assert anna.page["recent"] == [POLITI]


def test_a_patch_holds_only_what_changed(screen):
    anna = screen("anna")
    anna.code("politiet", POLITI)
    anna.code("skolen", SKOLE)
    (patch,) = anna.code("travlt", TRAVL)
    assert [one["code"] for one in patch["upsert"]] == [TRAVL]
    assert patch["remove"] == []
    assert not {"memos", "suggestions", "suggesting"} & patch.keys()
    (patch,) = anna.send("uncode", ids=[anna.one(SKOLE)["id"]])
    assert (patch["upsert"], len(patch["remove"])) == ([], 1)
    assert patch["counts"] == {POLITI: 1, TRAVL: 1}
    (patch,) = anna.send("recode", id=anna.one(POLITI)["id"], stance="wish")
    assert [(one["code"], one["stance"]) for one in patch["upsert"]] == [(POLITI, "wish")]


# -- changing what one coded ---------------------------------------------------------------------------------------


def test_only_ones_own_codings_can_be_removed_or_changed(screen, opened):
    bo = screen("bo")
    bo.code("skolen", SKOLE, memo="sådan her")
    opened().open_round(1)
    anna = screen("anna")
    anna.code("politiet", POLITI)
    his = anna.one(SKOLE)["id"]
    for do, fields in (
        ("uncode", {"ids": [his]}),
        ("uncode", {"ids": [anna.one(POLITI)["id"], his]}),
        ("recode", {"id": his, "code": TRAVL}),
        ("memo", {"target_kind": "coding", "target": his, "text": "nej"}),
    ):
        anna.send(do, **fields)
        assert anna.levels == ["error"], do
        assert "QC-DK09" in anna.said
    assert anna.codings == [("anna", POLITI, "politiet"), ("bo", SKOLE, "skolen")]
    assert anna.one(SKOLE)["memo"] == "sådan her"


def test_removing_twice_is_harmless(screen):
    """A double press, or a press in each of two widgets."""
    anna = screen("anna")
    anna.code("politiet", POLITI)
    id_ = anna.one(POLITI)["id"]
    for _ in range(2):
        anna.send("uncode", ids=[id_])
        assert (anna.levels, anna.codings) == ([], [])


def test_a_withdrawn_coding_stays_on_record(screen, opened):
    anna = screen("anna")
    anna.code("politiet", POLITI)
    anna.send("uncode", ids=[anna.one(POLITI)["id"]])
    assert len(opened().codings(withdrawn=True)) == 1


def test_another_code_in_place_of_one_is_one_action_and_keeps_the_memo(screen, opened):
    anna = screen("anna")
    anna.code("skolen", SKOLE, stance="wish", memo="hvor tit?")
    before = anna.page["rev"]
    anna.send("recode", id=anna.one(SKOLE)["id"], code=TRAVL)
    assert anna.page["rev"] == before + 1
    assert anna.codings == [("anna", TRAVL, "skolen")]
    assert (anna.one(TRAVL)["memo"], anna.one(TRAVL)["stance"]) == ("hvor tit?", "wish")
    anna.send("undo")
    assert anna.codings == [("anna", SKOLE, "skolen")]


def test_a_coding_can_be_given_other_ends(screen):
    anna = screen("anna")
    anna.code("skolen", SKOLE)
    wider = anna.words(" og skolen venter længe ")
    anna.send("recode", id=anna.one(SKOLE)["id"], **wider)
    assert anna.codings == [("anna", SKOLE, "og skolen venter længe")]
    anna.send("recode", id=anna.one(SKOLE)["id"], end=anna.words("skolen")["end"])
    assert anna.codings == [("anna", SKOLE, "og skolen")]


def test_another_stance_leaves_the_coding_the_same(screen):
    anna = screen("anna")
    anna.code("skolen", SKOLE)
    before = anna.one(SKOLE)
    anna.send("recode", id=before["id"], stance="counterexample")
    assert anna.one(SKOLE) == {**before, "stance": "counterexample"}
    anna.send("recode", id=before["id"], stance="counterexample")
    assert (anna.levels, len(anna.codings)) == ([], 1)


def test_a_coding_that_melts_into_another_takes_its_memo_along_or_stays(screen):
    """Two memos would become one, and nobody would notice: that is refused."""
    anna = screen("anna")
    anna.code("skolen", SKOLE, memo="hvor tit?")
    anna.code("skolen", TRAVL)
    anna.send("recode", id=anna.one(SKOLE)["id"], code=TRAVL)
    assert anna.codings == [("anna", TRAVL, "skolen")]
    assert anna.one(TRAVL)["memo"] == "hvor tit?"

    anna.code("skolen", MOEDER, memo="hvor længe?")
    anna.send("recode", id=anna.one(MOEDER)["id"], code=TRAVL)
    assert anna.levels == ["error"]
    assert "QC-DK08" in anna.said
    assert len(anna.codings) == 2


# -- memos and the end of a document -------------------------------------------------------------------------------


def test_a_memo_on_a_coding_can_be_written_changed_and_emptied(screen):
    anna = screen("anna")
    anna.code("skolen", SKOLE)
    for text in ("hvor tit?", "hvor tit?\nSe alfa.", ""):
        anna.send("memo", target_kind="coding", target=anna.one(SKOLE)["id"], text=text)
        assert anna.levels == []
        assert anna.one(SKOLE)["memo"] == text


def memos(screen):
    return [(one["author"], one["text"], one["own"]) for one in screen.page["memos"]]


def test_memos_on_the_document_are_added_changed_and_emptied(screen):
    anna = screen("anna")
    for text in ("kort", "svært at høre"):
        anna.send("memo", target_kind="document", target="alfa", text=text)
    assert memos(anna) == [("anna", "kort", True), ("anna", "svært at høre", True)]
    first = anna.page["memos"][0]
    anna.send("memo", target_kind="document", target="alfa", text="kort, men godt", id=first["id"])
    assert memos(anna)[0] == ("anna", "kort, men godt", True)
    assert anna.page["memos"][0]["at"] == first["at"]
    anna.send("memo", target_kind="document", target="alfa", text="", id=first["id"])
    assert memos(anna) == [("anna", "svært at høre", True)]
    anna.send("undo")
    assert len(memos(anna)) == 2


def test_an_empty_memo_is_not_begun(screen):
    anna = screen("anna")
    before = anna.page["rev"]
    anna.send("memo", target_kind="document", target="alfa", text=" \n")
    assert (anna.page["rev"], anna.levels) == (before, [])


def test_another_coders_memo_is_seen_when_the_round_is_open_and_never_changed(screen, opened):
    bo, anna = screen("bo"), screen("anna")
    bo.send("memo", target_kind="document", target="alfa", text="svært at høre")
    anna.poll()
    assert memos(anna) == []
    opened().open_round(1)
    anna.poll()
    assert memos(anna) == [("bo", "svært at høre", False)]
    anna.send("memo", target_kind="document", target="alfa", text="nej", id=anna.page["memos"][0]["id"])
    assert anna.levels == ["error"]
    anna.send("memo", target_kind="document", target="alfa", text="nej")
    assert memos(anna) == [("bo", "svært at høre", False), ("anna", "nej", True)]


@pytest.mark.parametrize(("kind", "target"), [("code", SKOLE), ("study", "")])
def test_memos_on_a_code_and_on_the_study_are_kept(screen, opened, kind, target):
    screen("anna").send("memo", target_kind=kind, target=target, text="tænk over det")
    (kept,) = opened().store.memos(target_kind=kind, target=target)
    assert (kept.text, kept.author) == ("tænk over det", "anna")


def test_a_document_is_finished_by_each_coder_in_each_round(screen, opened):
    anna, bo = screen("anna"), screen("bo")
    anna.send("finish", done=True)
    bo.poll()
    assert (anna.page["finished"], bo.page["finished"]) == (True, False)
    assert [(one.coder, one.round) for one in opened().store.finished()] == [("anna", 1)]
    anna.send("finish", done=True)
    assert (anna.levels, anna.page["turning"]["undo"]) == ([], "markeringen »læst til ende«")
    anna.send("finish", done=False)
    assert anna.page["finished"] is False
    anna.send("undo")
    assert anna.page["finished"] is True
    opened().start_round("anden gennemgang")
    anna.poll()
    assert anna.page["finished"] is False


# -- history -------------------------------------------------------------------------------------------------------


def history(screen, words="skolen"):
    screen.send("history", **screen.words(words))
    return [(one["who"], one["what"], one["name"]) for one in screen.details]


def test_the_history_of_a_passage_is_told_in_words(screen):
    anna = screen("anna")
    anna.code("skolen", SKOLE)
    anna.code("politiet", POLITI)
    anna.send("recode", id=anna.one(SKOLE)["id"], stance="wish")
    anna.send("memo", target_kind="coding", target=anna.one(SKOLE)["id"], text="hvor tit?")
    anna.send("uncode", ids=[anna.one(SKOLE)["id"]])
    anna.send("undo")
    anna.code("skolen venter", TRAVL)
    anna.send("undo")
    assert history(anna) == [
        ("anna", "kodede", "Skole"),
        ("anna", "ændrede holdningen til ønske", "Skole"),
        ("anna", "ændrede memoet", "Skole"),
        ("anna", "trak kodningen tilbage", "Skole"),
        ("anna", "tog kodningen i brug igen (fortryd)", "Skole"),
        ("anna", "kodede", "Travlhed"),
        ("anna", "fjernede kodningen (fortryd)", "Travlhed"),
    ]
    assert history(anna, "onsdag") == []
    assert {one["code"] for one in anna.details} <= {SKOLE, TRAVL}


def test_the_history_names_who_acted_for_another(opened, screen):
    study = opened("tove")
    study.import_codings(small_study.write_codings(study.layout.root, desks.SAID, "anna"))
    anna = screen("anna")
    assert ("tove", "indlæste kodningen – koder: anna", "Skole") in history(anna)
    study.withdraw([one.id for one in study.codings() if one.code == SKOLE and one.document == "alfa"])
    assert history(anna)[-1] == ("tove", "trak kodningen tilbage – koder: anna", "Skole")


def test_the_history_keeps_the_blind_rule(screen, opened):
    """What a colleague did there, and took back, is as much hers as what stands."""
    anna, bo = screen("anna"), screen("bo")
    bo.code("skolen", TRAVL)
    bo.send("uncode", ids=[bo.one(TRAVL)["id"]])
    anna.code("skolen", SKOLE)
    assert [who for who, _, _ in history(anna)] == ["anna"]
    assert [who for who, _, _ in history(screen())] == ["bo", "bo", "anna"]
    opened().open_round(1)
    anna.poll()
    assert [who for who, _, _ in history(anna)] == ["bo", "bo", "anna"]


# -- suggestions ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def coded(tmp_path_factory):
    """Six talks, all but the last coded by anna: something to learn from, and something left."""
    folder = tmp_path_factory.mktemp("suggesting") / "study"
    said = small_study.talks()
    last = list(said)[-1]
    small_study.build(folder, said, coders=())
    with Study.open(folder, actor="anna") as study:
        begun = {name: turns for name, turns in said.items() if name != last}
        study.import_codings(small_study.write_codings(folder, begun, "anna"))
    return folder, last


@pytest.fixture
def suggested(coded, tmp_path):
    """Anna's page on the interview that is left, with suggestions."""
    folder, last = coded
    with Study.open(small_study.copy(folder, tmp_path / "study"), actor="tove") as study:
        anna = desks.Screen(study, "anna", document=last)
        assert anna.page["suggesting"] == "ask"
        anna.send("suggest")
        yield anna


def best(screen, n=0):
    """Return one of the likeliest suggestions that wait for an answer."""
    waiting = [one for one in screen.page["suggestions"] if not one["answer"]]
    return sorted(waiting, key=lambda one: -one["score"])[n]


def answers(screen):
    return {one["id"]: one["answer"] for one in screen.page["suggestions"] if one["answer"]}


def test_suggestions_of_a_code_that_is_merged_away_are_gone_and_the_others_stay(suggested):
    codes = {one["code"] for one in suggested.page["suggestions"]}
    gone, *others = sorted(codes)
    fields = {"what": "merge", "code": gone, "into": others[0]}
    (plan,) = suggested.send("plan_code", **fields)
    suggested.send("change_code", **fields, seal=plan["seal"])
    assert {one["code"] for one in suggested.page["suggestions"]} == codes - {gone}


def test_suggestions_come_when_they_are_asked_for_and_are_of_this_document(suggested):
    page = suggested.page
    assert page["suggesting"] == "here"
    assert {one["document"] for one in page["suggestions"]} == {page["document"]}
    informants = {turn["number"] for turn in page["turns"] if turn["role"] == "informant"}
    assert {one["segment"] for one in page["suggestions"]} <= informants
    assert any(one["suggested"] for one in page["suggestions"])
    assert page["codings"] == []


def test_an_accepted_suggestion_is_a_coding_of_the_coder_and_undo_takes_both_back(suggested):
    wanted = best(suggested)
    suggested.send("decide", id=wanted["id"], answer="accept")
    (coding,) = suggested.page["codings"]
    assert (coding["start"], coding["end"], coding["code"]) == (
        wanted["start"],
        wanted["end"],
        wanted["code"],
    )
    assert (coding["coder"], coding["own"]) == ("anna", True)
    assert answers(suggested) == {wanted["id"]: "accept"}
    assert suggested.page["turning"]["undo"] == "svar på forslag"
    suggested.send("undo")
    assert (suggested.page["codings"], answers(suggested)) == ([], {})
    suggested.send("redo")
    assert len(suggested.page["codings"]) == 1


def test_another_code_can_be_taken_than_the_one_suggested(suggested):
    wanted = best(suggested)
    other = next(code for code in made_up.CODES if code != wanted["code"])
    suggested.send("decide", id=wanted["id"], answer="accept_as", code=other)
    assert [one["code"] for one in suggested.page["codings"]] == [other]
    assert answers(suggested) == {wanted["id"]: "accept_as"}
    assert suggested.page["recent"][0] == other


def test_accepting_as_the_same_code_is_accepting(suggested):
    wanted = best(suggested)
    suggested.send("decide", id=wanted["id"], answer="accept_as", code=wanted["code"])
    assert answers(suggested) == {wanted["id"]: "accept"}


@pytest.mark.parametrize("answer", ["reject", "later"])
def test_a_rejection_is_kept_and_codes_nothing(suggested, answer):
    wanted = best(suggested)
    suggested.send("decide", id=wanted["id"], answer=answer)
    assert suggested.page["codings"] == []
    assert answers(suggested) == {wanted["id"]: answer}


def test_an_answer_can_be_changed(suggested):
    wanted = best(suggested)
    for answer in ("accept", "reject"):
        suggested.send("decide", id=wanted["id"], answer=answer)
    assert suggested.page["codings"] == []
    assert answers(suggested) == {wanted["id"]: "reject"}


def test_accepting_as_nothing_or_as_a_branch_is_refused(suggested):
    wanted = best(suggested)
    for code in (None, "fremmer"):
        suggested.send("decide", id=wanted["id"], answer="accept_as", code=code)
        assert suggested.levels == ["error"]
    suggested.send("decide", id=wanted["id"], answer="perhaps")
    assert suggested.levels == ["error"]
    assert (suggested.page["codings"], answers(suggested)) == ([], {})


def test_suggestions_stay_while_one_codes_and_are_made_anew_when_asked(suggested):
    """The list must not move under the eyes of whoever goes through it; asked for anew, what is coded is left out."""
    before = [one["id"] for one in suggested.page["suggestions"]]
    wanted = best(suggested)
    suggested.send("code", start=wanted["start"], end=wanted["end"], codes=[wanted["code"]])
    suggested.send("suggest")
    assert [one["id"] for one in suggested.page["suggestions"]] == before
    suggested.send("suggest", refresh=True)
    assert wanted["segment"] not in {one["segment"] for one in suggested.page["suggestions"]}
    assert suggested.page["suggestions"]


def test_suggestions_are_off_in_a_pass_without_them(coded, tmp_path):
    folder, last = coded
    target = small_study.copy(folder, tmp_path / "study")
    settings = target / "study.yaml"
    settings.write_text(
        settings.read_text(encoding="utf-8") + "assist:\n  suggestions: off\n", encoding="utf-8"
    )
    with Study.open(target) as study:
        anna = desks.Screen(study, "anna", document=last)
        assert anna.page["suggesting"] == "off"
        anna.send("suggest")
        assert anna.levels == ["error"]
        assert "QC-AS01" in anna.said


def test_what_another_coder_decided_is_not_hers(suggested):
    wanted = best(suggested)
    suggested.send("decide", id=wanted["id"], answer="reject")
    study = suggested.desk._room.study
    bo = desks.Screen(study, "bo", document=suggested.page["document"])
    bo.send("suggest")
    assert answers(bo) == {}
    assert bo.page["codings"] == []


def test_the_history_says_what_came_from_a_suggestion(suggested):
    wanted = best(suggested)
    suggested.send("decide", id=wanted["id"], answer="accept")
    suggested.send("history", start=wanted["start"], end=wanted["end"])
    assert [(one["who"], one["what"]) for one in suggested.details] == [("anna", "kodede efter et forslag")]


def test_a_memo_on_a_document_from_elsewhere_shows_up(screen, opened):
    anna = screen("anna")
    opened().store.put_memo(Memo(new_id(), "document", "alfa", "genhør", "anna"), actor="anna")
    assert anna.poll() == ["patch"]
    assert memos(anna) == [("anna", "genhør", True)]
