"""Codes in each interview. All interviews are made up."""

import pytest

from qualcode.errors import MatrixError, UsageError
from qualcode.matrices import Count, cell_anchor, code_document
from talk import BOOK, POLITI, SETTINGS, SKOLE, TILLID, Talk


def table_of(talk, **changes):
    return code_document(talk.coded, talk.segments, BOOK, **{**SETTINGS, **changes})


@pytest.fixture
def talk():
    talk = Talk()
    talk.turn("a1", "p1", POLITI, TILLID)
    talk.turn("a1", "p2", POLITI)
    talk.turn("b1", "p3", POLITI)
    talk.turn("c1", "p4")
    talk.turn("c1", "i", SKOLE, role="interviewer", area="")
    return talk


def test_each_code_is_counted_in_each_interview(talk):
    table = table_of(talk)
    assert table.cell(POLITI, "a1").total == Count(segments=2, speakers=2, sites=1)
    assert table.cell(TILLID, "b1").total == Count()
    assert table.wide("segments", drop_empty=True).to_dict("index") == {
        "Politiet": {"a1": 2, "b1": 1, "c1": 0},
        "Tillid": {"a1": 1, "b1": 0, "c1": 0},
    }


def test_an_interview_without_a_code_has_a_column(talk):
    """That nobody coded it, or that it is about nothing, must be seen."""
    assert list(table_of(talk).column_names) == ["a1", "b1", "c1"]


def test_codes_that_nobody_used_are_shown_or_left_out(talk):
    assert "Travlhed" in table_of(talk).wide().index
    assert "Travlhed" not in table_of(talk).wide(drop_empty=True).index


def test_all_that_was_said_stands_below(talk):
    """Two codings in a long interview are not two codings in a short one."""
    wide = table_of(talk).wide("segments", drop_empty=True, with_totals=True)
    assert wide.loc["alle udsagn i alt"].to_list() == [2, 1, 1]


def test_cells_lead_back_to_segments_and_interviewers_do_not_count(talk):
    table = table_of(talk)
    assert [(s.document, s.number) for s in table.segments(POLITI, "a1")] == [("a1", 1), ("a1", 2)]
    assert table.segments(SKOLE, "c1") == ()
    assert table.n_left_out == 1
    with pytest.raises(UsageError, match="QC-MX10"):
        table.segments(POLITI, "d1")


def test_the_tidy_table_has_anchors(talk):
    frame = table_of(talk).to_frame()
    assert list(frame.columns) == [
        "code",
        "document",
        "segments",
        "speakers",
        "sites",
        "quantifier",
        "anchor",
    ]
    assert frame["anchor"].to_list()[0] == cell_anchor(POLITI, "document:a1")
    assert frame["anchor"].is_unique


def test_it_is_for_the_team(talk):
    assert not table_of(talk).may_print


def test_only_the_branches_asked_for(talk):
    assert list(table_of(talk, branches=["fremmer"]).row_names) == [TILLID, "fremmer.moeder"]
    with pytest.raises(MatrixError, match="QC-MX01"):
        table_of(talk, branches=["ingen"])
