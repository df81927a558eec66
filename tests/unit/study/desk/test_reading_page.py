"""Reading: all that was said of a code, in context, by those whose codings one may see, and never where it was."""

import json

import pytest

from qualcode.errors import CodingError, PrivacyError
from qualcode.study import Study
from qualcode.study.desk import Desk
from unit.study import small_study
from unit.study.desk import desks
from unit.study.desk.desks import MOEDER, POLITI, SKOLE, TRAVL
from unit.study.double_coded import code


@pytest.fixture
def study(opened):
    """Anna and bo have coded; round 1 is blind."""
    found = opened()
    found.update_codebook()
    code(found, "anna", 2, POLITI, document="alfa", words="ringer vi til politiet 👮🏽", memo="hurtigt")
    code(found, "anna", 4, SKOLE, document="alfa", stance="wish")
    code(found, "anna", 2, SKOLE, document="beta")
    code(found, "bo", 4, SKOLE, TRAVL, document="alfa", memo="bos memo")
    return found


@pytest.fixture
def reading(study, screen):
    """Open the reading page in a kernel of its own."""

    def in_kernel(code="", coder="anna", **fields):
        return screen(coder, "reading", code=code, **fields)

    return in_kernel


def read(found):
    """What is on the screen: whose, which code, and the words."""
    return [(one["coder"], one["code"], one["text"]) for one in found.page["passages"]]


def settle(study, turn, *codes, document="alfa"):
    """Let something be settled, as a file would bring it."""
    code(study, "consensus", turn, *codes, document=document)


# What is shown


def test_a_branch_shows_all_codes_below_it_in_the_order_of_the_codebook(reading):
    assert read(reading("partner")) == [
        ("anna", POLITI, "ringer vi til politiet 👮🏽"),
        ("anna", SKOLE, "Nej. Vi har for travlt, og skolen venter længe på os."),
        ("anna", SKOLE, "Med skolelederen, når hun har tid."),
    ]
    assert reading("partner").page["n"] == {"passages": 3, "speakers": 3, "documents": 2}


def test_a_passage_stands_in_its_context(reading):
    """The question on a line of its own; what stands around the passage in the same turn, exactly, also after an emoji."""
    (one,) = reading(POLITI).page["passages"]
    assert one["before"] == "Hvad gør I, når I er bekymrede?\nSå "
    assert one["after"] == " – de kommer på én time."
    assert (one["speaker"], one["area"], one["words"], one["memo"]) == (
        "alfa-b",
        "børneområdet",
        5,
        "hurtigt",
    )
    assert (one["document"], one["segment"], one["stance"], one["own"], one["round"]) == (
        "alfa",
        2,
        "experience",
        True,
        1,
    )


def test_a_passage_over_several_turns_has_the_words_of_all(study, reading):
    code(study, "anna", (4, 5), MOEDER, document="alfa")
    (one,) = reading(MOEDER).page["passages"]
    assert one["text"].splitlines() == [words for _, words, _ in desks.SAID["alfa"][3:5]]
    assert (one["before"], one["after"]) == ("Altid?\n", "")


def test_the_first_turn_has_nothing_before_it(study, reading):
    code(study, "anna", (1, 2), TRAVL, document="beta")
    (one,) = reading(TRAVL).page["passages"]
    assert one["before"] == "\n"


def test_what_an_interviewer_says_is_no_passage(study, reading):
    code(study, "anna", 1, MOEDER, document="alfa")
    assert read(reading(MOEDER)) == []


def test_without_a_code_nothing_is_shown_until_one_is_chosen(reading):
    page = reading()
    assert (page.page["code"], page.page["passages"], page.page["n"]["passages"]) == ("", [], 0)
    page.send("goto", page="reading", code=SKOLE, coder="anna")
    assert len(page.page["passages"]) == 2


def test_the_site_is_never_told(reading):
    """Speakers and areas can be sorted by; where they work cannot."""
    sent = json.dumps(reading("partner").page)
    assert not [site for site in small_study.SITES if site in sent]


def test_an_unknown_code_is_refused(study):
    with pytest.raises(CodingError, match="QC-SY07"):
        Desk(study, "anna", {"page": "reading", "code": "partner.ukendt"})


def test_nothing_is_read_before_the_texts_are_reviewed(tmp_path):
    """The how-to says: review first. One text that waits is enough, since passages of all texts stand together."""
    folder = tmp_path / "waiting"
    desks.build(folder, reviewed=False)
    with Study.open(folder) as study, pytest.raises(PrivacyError, match=r"QC-PV01.*gamma"):
        Desk(study, "anna", {"page": "reading", "code": "partner"})


# Whose


def test_a_blind_coder_reads_her_own_passages_only(reading):
    page = reading(SKOLE)
    assert {coder for coder, _, _ in read(page)} == {"anna"}
    assert page.page["coders"] == ["anna"]
    page.send("goto", page="reading", code=SKOLE, coder="bo")
    assert read(page) == []


def test_after_the_round_is_opened_she_may_read_others(study, reading):
    study.open_round(1)
    page = reading(SKOLE)
    assert (page.page["coder"], page.page["coders"]) == ("anna", ["anna", "bo"])
    assert len(read(page)) == 2
    page.send("goto", page="reading", code=SKOLE, coder="bo")
    (one,) = page.page["passages"]
    assert (one["coder"], one["own"], one["memo"]) == ("bo", False, "bos memo")


def test_nobody_at_work_reads_what_is_counted(study, reading):
    settle(study, 4, SKOLE)
    page = reading("partner", coder="")
    assert [(coder, code) for coder, code, _ in read(page)] == [("consensus", SKOLE)]


def test_while_nothing_is_settled_everybodys_passages_are_read(study, reading):
    assert {coder for coder, _, _ in read(reading(SKOLE, coder=""))} == {"anna", "bo"}


def test_a_blind_coder_does_not_read_what_is_settled_of_the_blind_round(study, reading):
    """What was settled is others' work, too, until the round is open."""
    settle(study, 4, SKOLE)
    page = reading("")
    page.send("goto", page="reading", code=SKOLE, coder="")
    assert read(page) == []
    study.open_round(1)
    page.poll()
    assert [coder for coder, _, _ in read(page)] == ["consensus"]


# Memos, and keeping up


def test_a_memo_of_an_own_coding_is_changed_and_emptied(study, reading, opened):
    page, other = reading(POLITI), reading(POLITI)
    (one,) = page.page["passages"]
    for memo in ("ny", ""):
        page.send("memo", target_kind="coding", target=one["id"], text=memo)
        assert page.page["passages"][0]["memo"] == memo
        assert {found.memo for found in opened().codings(code=POLITI)} == {memo}
        assert other.poll() == ["patch"]
        assert other.page["passages"][0]["memo"] == memo


def test_a_memo_of_anothers_coding_is_refused(study, reading, opened):
    study.open_round(1)
    page = reading(SKOLE)
    (his,) = opened().codings(coder="bo", code=SKOLE)
    page.send("memo", target_kind="coding", target=his.id, text="mit")
    assert page.levels == ["error"]
    assert "QC-DK09" in page.said
    assert opened().codings(coder="bo", code=SKOLE).codings == (his,)


def test_who_is_nobody_writes_no_memo(study, reading):
    page = reading(POLITI, coder="")
    page.send("memo", target_kind="coding", target=page.page["passages"][0]["id"], text="nej")
    assert "QC-DK02" in page.said


def test_undo_takes_a_memo_back(reading):
    page = reading(POLITI)
    page.send("memo", target_kind="coding", target=page.page["passages"][0]["id"], text="ny")
    page.send("undo")
    assert page.page["passages"][0]["memo"] == "hurtigt"


def test_a_page_hears_of_what_is_coded_elsewhere(study, reading):
    """What changes nothing on the page is told without its passages."""
    page = reading(SKOLE)
    assert page.poll() == []
    code(study, "bo", 2, SKOLE, document="beta")
    (only_rev,) = page.send("poll", rev=page.page["rev"])
    assert only_rev.keys() == {"kind", "page", "rev"}
    code(study, "anna", 3, SKOLE, document="beta")
    assert page.poll() == ["patch"]
    assert page.page["n"]["passages"] == 3
    assert page.poll() == []


def test_a_new_code_comes_with_the_whole_page(study, reading):
    page = reading(SKOLE)
    file = study.layout.codebook
    file.write_text(file.read_text(encoding="utf-8").replace("name: Skole", "name: Skolen"), encoding="utf-8")
    assert page.poll() == ["page"]
    assert "Skolen" in {one["name"] for one in page.page["codes"]}
