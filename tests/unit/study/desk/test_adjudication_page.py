"""Adjudication in the widget: both versions side by side, chosen, merged or new, with a memo, and never unseen."""

import pytest

from qualcode.errors import PrivacyError, ReliabilityError, StepNeeded
from qualcode.model import Span
from qualcode.study import Study
from qualcode.study.adjudicating import Adjudication
from qualcode.study.desk import Desk
from unit.study import small_study
from unit.study.desk import desks
from unit.study.desk.desks import MOEDER, POLITI, SKOLE, TRAVL
from unit.study.double_coded import MARK, code, name_roles


@pytest.fixture
def study(opened):
    """Anna and bo differ on two turns of alfa and agree on one of beta; round 1 is open."""
    found = opened()
    found.update_codebook()
    code(found, "anna", 2, POLITI, document="alfa", words="politiet 👮🏽", memo="hurtigt")
    code(found, "bo", 2, POLITI, document="alfa", words="ringer vi til politiet 👮🏽")
    code(found, "anna", 4, SKOLE, TRAVL, document="alfa")
    code(found, "bo", 4, MOEDER, document="alfa")
    code(found, "anna", 2, SKOLE, document="beta")
    code(found, "bo", 2, SKOLE, document="beta")
    found.open_round(1)
    return found


@pytest.fixture
def settling(study, screen):
    """Open the page in a kernel of its own."""

    def in_kernel(coder="cai", **fields):
        return screen(coder, "adjudication", **fields)

    return in_kernel


def place(page, turn, document="alfa"):
    """Return the place of a turn, as the screen has it."""
    (found,) = [
        one
        for one in page.page["places"]
        if one["document"] == document and one["first"] <= turn <= one["last"]
    ]
    return found


def versions(found):
    """Return what stands side by side."""
    return {side["coder"]: [one["code"] for one in side["codings"]] for side in found["versions"]}


def chosen(found, coder):
    """Return one coder's version as the front end sends it."""
    (side,) = [side for side in found["versions"] if side["coder"] == coder]
    return [{key: one[key] for key in ("start", "end", "code", "stance")} for one in side["codings"]]


def settle(page, found, codings, memo=""):
    return page.send("settle", place=found["id"], codings=codings, memo=memo)


def consensus(opened, document="alfa"):
    study = opened()
    text = study.version(document).text
    return [
        (one.code, one.stance, one.span.of(text), one.memo)
        for one in study.codings(coder="consensus", document=document)
    ]


# What is shown


def test_the_costliest_place_comes_first_with_both_versions_beside_each_other(settling):
    page = settling().page
    assert [(one["document"], one["first"]) for one in page["places"]] == [
        ("alfa", 4),
        ("alfa", 2),
        ("beta", 2),
    ]
    first, second, agreed = page["places"]
    assert versions(first) == {"anna": [TRAVL, SKOLE], "bo": [MOEDER]}
    assert (first["differ"], second["differ"], agreed["differ"]) == ([TRAVL, MOEDER, SKOLE], [POLITI], [])
    assert first["cost"] == pytest.approx(1)
    assert second["cost"] == agreed["cost"] == 0  # other words of the same turn cost no agreement on turns
    assert (page["coders"], page["into"], page["round"], page["agreed"], page["settled"]) == (
        ["anna", "bo"],
        "consensus",
        1,
        1,
        0,
    )
    assert all(one["settled"] is None and one["there"] == [] for one in page["places"])


def test_a_place_has_its_turns_and_positions_fit_their_words(settling):
    found = place(settling(), 2)
    (turn,) = found["turns"]
    assert (turn["number"], turn["speaker"], turn["role"]) == (2, "alfa-b", "informant")
    assert turn["text"] == desks.SAID["alfa"][1][1]
    words = {
        side["coder"]: Span(one["start"] - turn["start"], one["end"] - turn["start"]).of(turn["text"])
        for side in found["versions"]
        for one in side["codings"]
    }
    assert words == {"anna": "politiet 👮🏽", "bo": "ringer vi til politiet 👮🏽"}


def test_codings_over_two_turns_make_one_place_of_both(study, settling):
    code(study, "bo", (2, 4), TRAVL, document="alfa")
    found = place(settling(), 3)
    assert (found["first"], found["last"]) == (2, 4)
    assert [turn["number"] for turn in found["turns"]] == [2, 3, 4]


# Settling


def test_taking_one_coders_version(settling, opened):
    page = settling()
    found = place(page, 4)
    settle(page, found, chosen(found, "anna"), "talt igennem ")
    now = place(page, 4)
    assert (now["settled"]["outcome"], now["settled"]["memo"], now["settled"]["by"]) == (
        "chosen",
        "talt igennem",
        "cai",
    )
    assert [one["code"] for one in now["settled"]["codings"]] == [TRAVL, SKOLE]
    assert (now["settled"]["outdated"], page.page["settled"]) == (False, 1)
    assert now["settled"]["at"]
    assert [code for code, *_ in consensus(opened)] == [TRAVL, SKOLE]
    assert opened().store.log(1)[0].actor == "cai"


def test_merging_both_versions(settling, opened):
    page = settling()
    found = place(page, 4)
    settle(page, found, chosen(found, "anna")[:1] + chosen(found, "bo"))
    assert place(page, 4)["settled"]["outcome"] == "merged"
    assert [code for code, *_ in consensus(opened)] == [TRAVL, MOEDER]


def test_choosing_an_extent_takes_the_words_and_the_memo_along(settling, opened):
    page = settling()
    found = place(page, 2)
    settle(page, found, chosen(found, "anna"))
    assert consensus(opened) == [(POLITI, "experience", "politiet 👮🏽", "hurtigt")]


def test_writing_something_new(settling, opened):
    page = settling()
    found = place(page, 2)
    whole = {"start": found["start"], "end": found["end"]}
    settle(page, found, [{**whole, "code": SKOLE, "stance": "wish", "memo": "nyt"}])
    assert place(page, 2)["settled"]["outcome"] == "new"
    assert consensus(opened) == [(SKOLE, "wish", desks.SAID["alfa"][1][1], "nyt")]


def test_settling_on_no_code(settling, opened):
    page = settling()
    settle(page, place(page, 4), [], "ingen af dem")
    assert place(page, 4)["settled"]["outcome"] == "none"
    assert place(page, 4)["settled"]["codings"] == []
    assert consensus(opened) == []


def test_a_settled_place_can_be_settled_again(settling, opened):
    page = settling()
    settle(page, place(page, 4), chosen(place(page, 4), "anna"), "først")
    settle(page, place(page, 4), chosen(place(page, 4), "bo"), "så")
    assert (place(page, 4)["settled"]["memo"], page.page["settled"]) == ("så", 1)
    assert [code for code, *_ in consensus(opened)] == [MOEDER]


def test_all_on_which_all_agree_is_settled_at_once(settling, opened):
    page = settling()
    page.send("settle_agreed")
    assert place(page, 2, "beta")["settled"]["outcome"] == "agreed"
    assert (page.page["agreed"], page.page["settled"]) == (0, 1)
    assert place(page, 4)["settled"] is None
    assert [code for code, *_ in consensus(opened, "beta")] == [SKOLE]
    assert page.send("settle_agreed") == []


def test_undo_and_redo_of_a_settlement(settling, opened):
    page = settling()
    page.send("settle_agreed")
    settle(page, place(page, 4), chosen(place(page, 4), "bo"))
    assert page.page["turning"] == {"undo": "afgørelse", "redo": ""}
    page.send("undo")
    assert place(page, 4)["settled"] is None
    assert page.page["settled"] == 1
    page.send("redo")
    assert place(page, 4)["settled"]["outcome"] == "chosen"
    assert [code for code, *_ in consensus(opened)] == [MOEDER]


def test_what_a_file_brought_is_shown_where_it_stands(study, settling):
    code(study, "consensus", 4, POLITI, document="alfa")
    page = settling()
    assert [one["code"] for one in place(page, 4)["there"]] == [POLITI]
    assert place(page, 4)["settled"] is None
    settle(page, place(page, 4), [])
    assert place(page, 4)["there"] == []


def test_three_coders_stand_side_by_side(study, settling, opened):
    code(study, "dorte", 4, SKOLE, document="alfa")
    page = settling()
    assert versions(place(page, 4)) == {"anna": [TRAVL, SKOLE], "bo": [MOEDER], "dorte": [SKOLE]}
    assert list(versions(place(page, 2, "beta"))) == ["anna", "bo"]
    settle(page, place(page, 4), chosen(place(page, 4), "dorte"))
    assert [code for code, *_ in consensus(opened)] == [SKOLE]


# Others at work


def test_a_place_that_a_coder_changed_meanwhile_is_not_settled(study, settling, opened):
    """The page is told, shows what stands there now, and then it can be settled."""
    page = settling()
    found = place(page, 4)
    code(study, "bo", 4, POLITI, document="alfa")
    settle(page, found, chosen(found, "anna"))
    assert page.levels == ["stale"]
    assert "Afgørelsen blev ikke gemt" in page.said
    assert consensus(opened) == []
    page.load_again()
    assert versions(place(page, 4))["bo"] == [MOEDER, POLITI]
    settle(page, place(page, 4), chosen(place(page, 4), "anna"))
    assert page.levels == []


def test_two_widgets_keep_up_with_each_other(settling):
    one, other = settling("cai"), settling("dorte")
    settle(one, place(one, 4), chosen(place(one, 4), "anna"))
    settle(other, place(other, 4), chosen(place(other, 4), "bo"))
    assert other.levels == ["stale"]
    assert other.poll() == ["patch"]
    assert place(other, 4)["settled"]["by"] == "cai"
    assert other.poll() == []


def test_a_settlement_that_is_out_of_date_says_so(study, settling):
    page = settling()
    settle(page, place(page, 4), chosen(place(page, 4), "anna"), "talt igennem")
    code(study, "bo", 4, POLITI, document="alfa")
    page.poll()
    assert place(page, 4)["settled"]["outdated"]
    assert place(page, 4)["settled"]["memo"] == "talt igennem"
    assert page.page["settled"] == 0


def test_what_changes_no_place_is_told_without_the_places(study, settling):
    page = settling()
    study.start_round()
    (patch,) = page.send("poll", rev=page.page["rev"])
    assert patch.keys() == {"kind", "page", "rev", "turning"}


def test_a_text_that_was_rewritten_is_shown_as_it_is_now(tmp_path):
    said = {
        name: [("I", f"Hvad siger {small_study.NAME} {name}?", ()), ("B", "Politiet ringede.", ())]
        for name in ("alfa", "beta")
    }
    desks.build(tmp_path / "study", said=said)
    with Study.open(tmp_path / "study") as first, Study.open(tmp_path / "study") as second:
        first.update_codebook()
        code(first, "anna", 2, POLITI, document="alfa")
        code(first, "bo", 2, SKOLE, document="alfa")
        first.open_round(1)
        page = desks.Screen(first, "cai", "adjudication")
        before = place(page, 2)
        small_study.review(second, "replace")
        settle(page, before, chosen(before, "anna"))
        assert page.levels == ["stale"]
        page.poll()
        assert place(page, 2)["start"] != before["start"]
        settle(page, place(page, 2), chosen(place(page, 2), "anna"))
        assert place(page, 2)["settled"]["outcome"] == "chosen"


# Refusals


def test_a_blind_round_is_not_shown(opened):
    study = opened()
    study.update_codebook()
    code(study, "anna", 2, POLITI, document="alfa")
    code(study, "bo", 2, SKOLE, document="alfa")
    with pytest.raises(StepNeeded, match=r"QC-AD01.*qualcode round open 1"):
        Desk(study, "cai", {"page": "adjudication"})
    page = desks.Screen(study, "anna", "overview")
    page.send("goto", page="adjudication")
    assert page.levels == ["error"]
    assert "QC-AD01" in page.said
    assert page.page["page"] == "overview"


def test_a_round_is_chosen(study, settling):
    study.start_round()
    study.open_round(2)
    code(study, "bo", 3, TRAVL, document="beta", round=2)
    first, second = settling(round=1), settling()
    assert (first.page["round"], second.page["round"]) == (1, 2)
    assert len(second.page["places"]) == len(first.page["places"]) + 1


def test_nothing_to_compare_is_said(opened):
    study = opened()
    study.update_codebook()
    code(study, "anna", 2, POLITI, document="alfa")
    study.open_round(1)
    with pytest.raises(ReliabilityError, match="QC-RL01"):
        Desk(study, "cai", {"page": "adjudication"})


def test_a_text_that_nobody_has_reviewed_is_not_shown(tmp_path):
    desks.build(tmp_path / "study", reviewed=False)
    with Study.open(tmp_path / "study") as study:
        study.segment()
        study.update_codebook()
        name_roles(study, "gamma", I="interviewer", B="informant")
        code(study, "anna", 2, POLITI, document="gamma")
        code(study, "bo", 2, SKOLE, document="gamma")
        study.open_round(1)
        with pytest.raises(PrivacyError, match=r"QC-PV01.*gamma"):
            Desk(study, "cai", {"page": "adjudication"})


def test_who_is_nobody_looks_on(settling, opened):
    page = settling("")
    assert len(page.page["places"]) == 3
    for command in ("settle", "settle_agreed"):
        page.send(command, place=place(page, 4)["id"], codings=[], memo="")
        assert "QC-DK02" in page.said
    assert Adjudication(opened()).counts["settled"] == 0


def unusable():
    whole = {"start": 0, "end": 1}
    return {
        "no codings": {"codings": None},
        "no list": {"codings": {}},
        "no coding": {"codings": [MARK]},
        "no code": {"codings": [whole]},
        "no place": {"codings": [{"code": POLITI}]},
        "backwards": {"codings": [{"code": POLITI, "start": 9, "end": 3}]},
        "before the text": {"codings": [{"code": POLITI, "start": -9, "end": 3}]},
        "no stance": {"codings": [{**whole, "code": POLITI, "stance": MARK}]},
        "elsewhere": {"codings": [{**whole, "code": POLITI, "memo": MARK}]},
        "another memo": {"codings": [], "memo": 7},
    }


@pytest.mark.parametrize("fields", unusable().values(), ids=unusable())
def test_what_cannot_be_settled_is_refused_without_a_word_of_it(settling, opened, fields):
    page = settling()
    page.send("settle", **{"place": place(page, 4)["id"], "memo": MARK, **fields})
    assert page.levels == ["error"]
    assert MARK not in page.said
    assert consensus(opened) == []


@pytest.mark.parametrize("unknown", ["partner.ukendt", "partner"])
def test_a_code_that_cannot_be_given_is_refused(settling, opened, unknown):
    page = settling()
    found = place(page, 4)
    settle(page, found, [{"start": found["start"], "end": found["end"], "code": unknown}])
    assert page.levels == ["error"]
    assert consensus(opened) == []


def test_an_unknown_place_is_stale(settling):
    page = settling()
    page.send("settle", place="alfa:99-99", codings=[], memo="")
    assert page.levels == ["stale"]
