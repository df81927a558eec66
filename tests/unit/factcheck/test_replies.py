"""Replies come in whole or not at all, with every problem named by file and row, and never guessed."""

import pytest

from qualcode.errors import InterchangeError
from qualcode.factcheck import COLUMNS, FilledRow, FilledSheet, KeptRow, read_kept, read_replies
from qualcode.factcheck.answers import Ticked
from unit.factcheck.packs_made import BARE, ONE, OTHER, PLAN, codes, pack_of, packs, quote

ITEMS = packs().by_key
PACK = pack_of("a")
BY_ID = {item.id: item for item in (*PACK.items, *pack_of("b").items)}


def row(
    item=BARE.id, answer="approved", *, words=None, where="a.docx, no. 1", by="R1", at="12-03-2026", **cells
):
    """Return a row as it came back."""
    asked = BY_ID[item]
    shown = f"„{asked.text}”\n– {asked.attribution}" if words is None else words
    return FilledRow(where, cells.pop("code", asked.code), shown, Ticked(answer), by=by, at=at, **cells)


def sheet(*rows, name="a.docx"):
    return FilledSheet(name, rows)


def read(*rows, **options):
    return read_replies([sheet(*rows)], ITEMS, codes(), **options)


def answers(replied):
    return [(one.item, one.answer, one.text, one.by, one.at) for one in replied.replies]


def test_an_approval_is_of_the_very_words():
    assert answers(read(row())) == [(BARE.id, "approved", BARE.text, "R1", "2026-03-12")]


def test_an_approval_of_what_prints_without_a_number_is_of_the_words_that_the_study_keeps():
    """Print leaves out the number of ``[person 3]``; the store compares an approval with the words that it keeps."""
    numbered = quote("a", 1, "Vi ringer til [person 3].")
    from qualcode.factcheck import make_packs

    made = make_packs([numbered], study="study", as_printed=lambda text: text.replace(" 3", ""))
    item = made.packs[0].items[0]
    filled = FilledRow(
        "a.docx, no. 1", item.code, "„Vi ringer til [person].”", Ticked("approved"), by="R1", at="1/1 2026"
    )
    assert read_replies([sheet(filled)], made.by_key, {}).replies[0].text == numbered.text


@pytest.mark.parametrize(
    "filled",
    [
        row(answer="changed", wording="Vi ringer, og så svarer de."),
        row(answer="changed", wording="„Vi ringer, og så svarer de.”"),
        row(
            answer="changed", words="„Vi ringer, og så svarer de.”\n– Rådgiver på børneområdet"
        ),  # written over
    ],
)
def test_a_change_is_to_the_new_words(filled):
    assert answers(read(filled))[0][1:3] == ("changed", "Vi ringer, og så svarer de.")


def test_a_withdrawal_needs_no_reason():
    assert answers(read(row(answer="withdrawn")))[0][1] == "withdrawn"


def test_silence_is_no_answer_and_is_counted():
    done = read(row(), row(PLAN.id, None), row(ONE.id, None, words=ONE.text, comment="spørger min leder"))
    assert (len(done.replies), done.unanswered) == (1, 2)
    assert done.notes == ("a.docx, no. 1: a comment, and no answer yet",)


def test_who_and_when_can_be_said_for_all():
    done = read(row(by="", at=""), by="kontaktperson", at="2026-04-01")
    assert answers(done)[0][3:] == ("kontaktperson", "2026-04-01")


def test_an_approval_with_a_comment_is_for_a_person_to_read():
    assert "read it before you print" in read(row(comment="men ret kommaet")).notes[0]


@pytest.mark.parametrize(
    ("filled", "found"),
    [
        (row(code="KZZZZ-ZZZZ-ZZZZ"), "nothing in the study has this code"),
        (row(code="1"), "an answer and no code"),
        (row(answer="changed"), "no new wording"),
        (row(answer="changed", wording=BARE.text), "no new wording"),
        (row(wording="Noget andet."), "approved as it is, and there is a new wording"),
        (row(words="Vi ringer aldrig."), "written over"),
        (row(answer="changed", words="Vi ringer aldrig.", wording="Noget tredje."), "written over"),
        (row(answer=None, wording="Noget andet."), "no answer is ticked"),
        (row(answer=None, words="Vi ringer aldrig."), "no answer is ticked"),
        (row(at="snart"), "the date is none"),
        (row(at=""), "when it was answered"),
        (row(by=""), "who answered"),
        (
            FilledRow(
                "a.docx, no. 1", BY_ID[BARE.id].code, "", Ticked(problem="there is more than one answer")
            ),
            "more than one",
        ),
    ],
)
def test_what_contradicts_itself_is_refused(filled, found):
    with pytest.raises(InterchangeError, match=found) as error:
        read(row(PLAN.id), filled)
    assert error.value.code == "QC-FC01"


def test_every_problem_is_said_at_once_with_its_row_and_without_a_word_of_the_interview():
    with pytest.raises(InterchangeError) as error:
        read(
            row(at="snart", where="a.docx, no. 1"),
            row(PLAN.id, "changed", where="a.docx, no. 2"),
            row(ONE.id, code="KZZZZ-ZZZZ-ZZZZ", words="", where="a.docx, no. 3"),
        )
    assert [problem.where for problem in error.value.problems] == [f"a.docx, no. {n}" for n in (1, 2, 3)]
    assert "ringer" not in str(error.value)
    assert "Skemaet" not in str(error.value)


def test_a_slip_in_a_code_is_met_with_the_nearest_one():
    code = BY_ID[BARE.id].code
    wrong = code[:2] + ("7" if code[2] != "7" else "8") + code[3:]
    with pytest.raises(InterchangeError, match=code):
        read(row(code=wrong))


@pytest.mark.parametrize("pack", ["", PACK.code])
def test_a_reply_from_the_pack_of_another_interview_is_refused(pack):
    """Whether the file says whose it is, or only its first row does."""
    with pytest.raises(InterchangeError, match="another interview"):
        read(row(pack=pack), row(OTHER.id, pack=pack))


def test_several_files_come_in_together_or_not_at_all():
    one, two = sheet(row()), sheet(row(OTHER.id), name="b.docx")
    assert {reply.document for reply in read_replies([one, two], ITEMS, codes()).replies} == {"a", "b"}
    with pytest.raises(InterchangeError, match="2 files"):
        read_replies([one, sheet(row(OTHER.id, at="x"), name="b.docx")], ITEMS, codes())


def test_the_same_answers_again_are_the_same_replies():
    assert read(row()).replies == read(row(), row()).replies
    assert read(row()).replies != read(row(by="R2")).replies


def test_two_answers_of_one_day_to_one_item_are_refused_and_of_two_days_are_kept():
    with pytest.raises(InterchangeError, match="otherwise"):
        read(row(), row(answer="withdrawn"))
    assert len(read(row(), row(answer="withdrawn", at="13-03-2026")).replies) == 2


def test_an_answer_to_words_that_changed_since_is_kept_as_what_it_was():
    """The study's sentence was edited after the pack went out: what was agreed to is the sentence that was sent."""
    old = next(item for item in PACK.items if item.id == ONE.id)
    edited = packs(
        sentences=[type(ONE)(ONE.id, "En enkelt kommune har travlt.", ONE.topic, ONE.alone, ONE.said)]
    )
    done = read_replies(
        [sheet(FilledRow("x", old.code, old.text, Ticked("approved"), by="R1", at="1/1 2026"))],
        edited.by_key,
        {},
    )
    assert (done.replies[0].text, done.outdated) == (ONE.text, 1)


# -- files that a run reads --------------------------------------------------------------------------------------------


def kept(**cells):
    full = {
        "document": "a",
        "item": BARE.id,
        "answer": "approved",
        "text": "",
        "by": "R1",
        "at": "2026-03-12",
        "comment": "",
    }
    return KeptRow("replies.csv, row 2", full | cells)


def read_rows(*rows):
    return read_kept(rows, ITEMS, ["a", "b"], name="replies.csv")


@pytest.mark.parametrize("item", [BARE.id, BY_ID[BARE.id].code])
def test_a_kept_reply_names_its_item_by_id_or_by_code(item):
    assert answers(read_rows(kept(item=item, answer="godkendt"))) == [
        (BARE.id, "approved", "", "R1", "2026-03-12")
    ]


def test_a_kept_reply_to_what_is_not_in_the_report_at_present_stays():
    """A run must not stop because a sentence left the report; the sentence may come back."""
    done = read_rows(kept(item="f_gone"))
    assert [reply.item for reply in done.replies] == ["f_gone"]
    assert "not in the report" in done.notes[0]


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ({"document": "c"}, "no document"),
        ({"item": ""}, "'item' is empty"),
        ({"answer": "måske"}, "'answer' is none"),
        ({"answer": "changed"}, "'text' is empty"),
        ({"by": ""}, "'by' is empty"),
        ({"at": "i går"}, "no date"),
        ({"document": "b"}, "another interview"),
        ({"item": "KZZZZ-ZZZZ-ZZZZ"}, "has this code"),
    ],
)
def test_a_kept_reply_that_is_not_in_order_is_refused(cells, found):
    with pytest.raises(InterchangeError, match=found):
        read_rows(kept(), kept(**cells))


def test_the_columns_are_those_of_the_documentation():
    assert COLUMNS == ("document", "item", "answer", "text", "by", "at", "comment")
