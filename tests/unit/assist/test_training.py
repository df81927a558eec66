"""What a model learns from. All interviews are made up."""

import numpy as np
import pytest

from qualcode.assist.training import MOST_GROUPS, Training, mark
from qualcode.assist.values import SegmentText
from qualcode.model import Coding, Decision, Segment, Span, Suggestion

POLITI, SKOLE = "partner.politi", "partner.skole"
CODES = (POLITI, SKOLE)


def talk(turns, document="a", *, site="", roles=""):
    """Make segments of nine code points with one between; an "i" among the roles is an interviewer."""
    return [
        Segment(
            document, "v1", k, Span(k * 10, k * 10 + 9), k, "p1",
            "interviewer" if roles[k - 1 : k] == "i" else "informant", "", site,
        )
        for k in range(1, turns + 1)
    ]  # fmt: skip


def coding(start, end, *, code=POLITI, document="a", version="v1"):
    return Coding(f"{document}-{start}-{code}", document, version, Span(start, end), code, "anna")


def marked(segments, *codings):
    """Return the places of the segments that carry each code."""
    return [np.flatnonzero(column).tolist() for column in mark(segments, codings, CODES).T]


def answered(segment, code=POLITI, answer="reject", *, version="v1"):
    suggested = Suggestion(
        "s", segment.document, version, segment.number, segment.span, code, 0.5, 1, True, "m"
    )
    return Decision("d", suggested, answer, "anna")


def learned(segments, coded, decisions=()):
    """Return what is learned where these places carry politi."""
    truth = np.zeros((len(segments), len(CODES)), dtype=bool)
    truth[list(coded), 0] = True
    return Training.of([SegmentText(segment, "") for segment in segments], truth, CODES, decisions)


# --- which codes stand where ----------------------------------------------------------------------------------


def test_a_coding_counts_in_each_segment_that_it_overlaps():
    """It touches the first segment with its first code point, holds the second and ends where the third begins."""
    assert marked(talk(3), coding(18, 30)) == [[0, 1], []]
    assert marked(talk(3), coding(19, 30)) == [[1], []]


def test_a_coding_inside_a_segment_counts_there_only():
    assert marked(talk(3), coding(22, 25), coding(31, 32, code=SKOLE)) == [[1], [2]]


def test_segments_may_come_in_any_order():
    assert marked(talk(3)[::-1], coding(10, 19)) == [[2], []]


def test_documents_are_kept_apart():
    segments = talk(2) + talk(2, "b")
    assert marked(segments, coding(10, 19, document="b"), coding(20, 29, code=SKOLE)) == [[2], [1]]


@pytest.mark.parametrize(
    "other",
    [coding(10, 19, version="v2"), coding(10, 19, document="c"), coding(12, 12), coding(10, 19, code="x")],
)
def test_codings_of_other_texts_or_codes_and_empty_ones_stand_nowhere(other):
    """In another version of the text the same positions are other words."""
    assert marked(talk(3), other) == [[], []]


def test_each_version_of_a_text_takes_its_own_codings():
    old, new = (
        Segment("a", "v1", 1, Span(0, 9), 1, "p", "informant"),
        Segment("a", "v2", 1, Span(0, 9), 1, "p", "informant"),
    )
    assert marked([old, new], coding(0, 9), coding(0, 9, code=SKOLE, version="v2")) == [[0], [1]]


def test_interviewers_and_empty_segments_carry_no_codes():
    segments = [*talk(2, roles="i"), Segment("a", "v1", 3, Span(30, 30), 3, "p1", "informant")]
    assert marked(segments, coding(0, 99)) == [[1], []]


# --- what counts as read --------------------------------------------------------------------------------------


def test_what_was_passed_over_on_the_way_counts_as_read_and_as_not_having_the_code():
    made = learned(talk(30), [2, 6])
    assert made.rows.tolist() == [0, 1, 2, 3, 4, 5, 6]
    assert made.truth[:, 0].tolist() == [False, False, True, False, False, False, True]
    assert made.targets[:, 0].tolist() == [0, 0, 1, 0, 0, 0, 1]


@pytest.mark.parametrize(("turns", "read"), [(10, 10), (11, 7)])
def test_a_document_is_read_to_its_end_if_that_is_no_farther_than_codes_lay_apart(turns, read):
    """The longest way to a code was four segments; after the last one, three more are no longer silence than that."""
    assert learned(talk(turns), [2, 6]).rows.tolist() == list(range(read))


def test_interviewers_between_codings_teach_nothing():
    assert learned(talk(5, roles="biibb"), [0, 4]).rows.tolist() == [0, 3, 4]


def test_in_a_document_coded_here_and_there_the_rest_is_not_taken_for_read():
    """Six of thirty is coded throughout; five of thirty may be passages that somebody came upon."""
    assert learned(talk(30), [0, 7, 15, 22, 29]).rows.tolist() == [0, 7, 15, 22, 29]
    assert len(learned(talk(30), [0, 6, 12, 18, 24, 29]).rows) == 30


def test_where_a_sample_is_coded_only_coded_segments_count_however_many():
    truth = np.zeros((10, 2), bool)
    truth[[0, 2, 4, 6, 8], 0] = True
    texts = [SegmentText(segment, "") for segment in talk(10)]
    made = Training.of(texts, truth, CODES, throughout=False)
    assert made.rows.tolist() == [0, 2, 4, 6, 8]


def test_a_document_without_codings_does_not_count_as_read():
    assert learned(talk(3) + talk(3, "b"), [0, 2]).rows.tolist() == [0, 1, 2]


def test_nothing_coded_is_nothing_learned():
    made = learned(talk(3), [])
    assert made.truth.shape == made.targets.shape == (0, 2)


# --- what people answered -------------------------------------------------------------------------------------


def test_a_rejected_pair_is_read_and_gets_a_negative_target():
    segments = talk(9)
    made = learned(segments, [0, 1], [answered(segments[7], SKOLE)])
    assert made.rows.tolist() == [0, 1, 7]
    assert made.targets[2, 1] < 0 == made.targets[2, 0]
    assert not made.truth[2].any()


def test_a_code_that_was_replaced_by_another_is_rejected():
    segments = talk(3)
    assert learned(segments, [], [answered(segments[1], answer="accept_as")]).targets[0, 0] < 0


@pytest.mark.parametrize("answer", ["accept", "later"])
def test_other_answers_are_no_rejections(answer):
    segments = talk(3)
    assert learned(segments, [], [answered(segments[1], answer=answer)]).rows.size == 0


def test_a_coding_outweighs_a_rejection():
    """One coder rejected what another one coded."""
    segments = talk(3)
    assert learned(segments, [0], [answered(segments[0])]).targets.tolist() == [[1, 0]]


def test_answers_on_other_words_teach_nothing_here():
    segments, elsewhere = talk(3), Segment("a", "v1", 2, Span(20, 25), 2, "p1", "informant")
    others = [
        answered(elsewhere),
        answered(segments[1], version="v2"),
        answered(segments[1], "withdrawn.code"),
    ]
    assert learned(segments, [], others).rows.size == 0


# --- what is left out together --------------------------------------------------------------------------------


def groups_of(*interviews):
    """Return what is left out together where all of these interviews is read, with the kind of group."""
    segments = [segment for interview in interviews for segment in interview]
    made = learned(segments, range(len(segments)))
    names = {}
    for segment, group in zip(segments, made.groups.tolist(), strict=True):
        names.setdefault(group, set()).add((segment.document, segment.site))
    return made.by, sorted(sorted(together) for together in names.values())


def test_three_sites_are_left_out_one_by_one():
    by, together = groups_of(
        talk(2, "a", site="k1"), talk(2, "b", site="k1"), talk(3, "c", site="k2"), talk(1, "d", site="k3")
    )
    assert by == "site"
    assert together == [[("a", "k1"), ("b", "k1")], [("c", "k2")], [("d", "k3")]]


def test_two_sites_are_too_few_so_interviews_are_left_out():
    by, together = groups_of(talk(2, "a", site="k1"), talk(2, "b", site="k1"), talk(2, "c", site="k2"))
    assert by == "document"
    assert together == [[("a", "k1")], [("b", "k1")], [("c", "k2")]]


def test_where_a_site_is_not_known_interviews_are_left_out():
    sites = ("k1", "k2", "k3", "")
    by, together = groups_of(*(talk(2, name, site=site) for name, site in zip("abcd", sites, strict=True)))
    assert by == "document"
    assert len(together) == 4


def test_one_interview_is_left_out_in_stretches():
    made = learned(talk(10), range(10))
    assert made.by == "stretch"
    assert made.groups.tolist() == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]


def test_many_interviews_share_groups_of_like_size_and_none_is_split():
    by, together = groups_of(talk(10, "long"), *(talk(2, f"d{k}") for k in range(2 * MOST_GROUPS)))
    assert by == "document"
    assert len(together) == MOST_GROUPS
    assert [("long", "")] in together
    assert sum(map(len, together)) == 2 * MOST_GROUPS + 1
