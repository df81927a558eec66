"""What a finding is, and what its row says. All interviews are made up."""

import pytest

from qualcode.errors import MatrixError
from qualcode.matrices import FINDING_COLUMNS, findings
from talk import BOOK, MOEDER, POLITI, SETTINGS, SKOLE, TILLID, TRAVLHED, Talk


def found(talk, **changes):
    return findings(talk.coded, talk.segments, BOOK, **{"partner_branch": "partner", **SETTINGS, **changes})


def rows(talk):
    return [(f.partner, f.code, f.area, f.count.sites) for f in found(talk)]


@pytest.fixture
def talk():
    return Talk()


def test_a_code_with_a_partner_is_a_finding_on_that_partner(talk):
    talk.turn("a", "p1", POLITI, TILLID)
    assert rows(talk) == [(POLITI, TILLID, "boern", 1)]


def test_a_code_without_a_partner_is_cross_cutting(talk):
    talk.turn("a", "p1", TILLID)
    assert rows(talk) == [("", TILLID, "boern", 1)]


def test_a_partner_alone_is_no_finding(talk):
    talk.turn("a", "p1", POLITI)
    assert rows(talk) == []


def test_a_code_may_be_said_of_two_partners(talk):
    talk.turn("a", "p1", POLITI, SKOLE, TILLID)
    assert [row[0] for row in rows(talk)] == [POLITI, SKOLE]


def test_cross_cutting_is_judged_per_coding(talk):
    """The same code can be said of the police in one turn and of nobody in the next."""
    talk.turn("a", "p1", POLITI, TILLID)
    talk.turn("b", "p2", TILLID)
    assert rows(talk) == [(POLITI, TILLID, "boern", 1), ("", TILLID, "boern", 1)]


def test_one_overlap_makes_a_long_coding_a_statement_on_the_partner(talk):
    """A coding over two turns that names the police in one of them is not cross-cutting in the other."""
    talk.turn("a", "p1")
    talk.turn("a", "p2")
    talk.code("a", 0, 21, TILLID)
    talk.code("a", 0, 4, POLITI)
    result = found(talk)
    assert [(f.partner, f.count.segments) for f in result] == [(POLITI, 1)]


def test_a_partner_in_the_same_turn_but_apart_does_not_count(talk):
    talk.turn("a", "p1")
    talk.code("a", 0, 5, POLITI)
    talk.code("a", 5, 10, TILLID)
    assert rows(talk) == [("", TILLID, "boern", 1)]


def test_an_interviewers_partner_does_not_take_the_statement_away(talk):
    """The interviewer names the police, the informant answers in general: interviewers never count."""
    talk.turn("a", "x", role="interviewer", area="")
    talk.turn("a", "p1")
    talk.code("a", 0, 10, POLITI)
    talk.code("a", 0, 21, TILLID)
    assert rows(talk) == [("", TILLID, "boern", 1)]


def test_what_only_interviewers_say_is_no_finding(talk):
    talk.turn("a", "x", POLITI, TILLID, role="interviewer", area="")
    result = found(talk)
    assert list(result) == []
    assert result.n_left_out == 2
    assert tuple(result.to_frame().columns) == FINDING_COLUMNS


def test_a_row_for_each_area_and_one_for_both(talk):
    """``begge`` counts distinct sites over all informants, so it is no sum of its areas."""
    talk.turn("a", "p1", POLITI, TILLID, area="boern")
    talk.turn("a", "p2", POLITI, TILLID, area="voksen")
    talk.turn("b", "p3", POLITI, TILLID, area="boern")
    talk.turn("c", "p4", POLITI, TILLID, area="ung")
    assert rows(talk) == [
        (POLITI, TILLID, "boern", 2),
        (POLITI, TILLID, "voksen", 1),
        (POLITI, TILLID, "ung", 1),
        (POLITI, TILLID, "begge", 3),
    ]


def test_wishes_and_counterexamples_are_sites_that_said_it_as_such(talk):
    """They count in ``sites``, too; a partner's stance says nothing about the code's."""
    talk.turn("a", "p1", POLITI, TILLID)
    talk.turn("b", "p2", POLITI, TILLID, stance="wish", area="voksen")
    talk.turn("b", "p2", POLITI, TILLID, stance="wish", area="voksen")
    talk.turn("b", "p2", POLITI, TILLID, stance="counterexample", area="voksen")
    frame = found(talk).to_frame().set_index("area")
    assert frame.loc["boern", ["sites", "wishes", "counterexamples"]].tolist() == [1, 0, 0]
    assert frame.loc["voksen", ["sites", "wishes", "counterexamples"]].tolist() == [1, 1, 1]
    assert frame.loc["begge", ["sites", "wishes", "counterexamples"]].tolist() == [2, 1, 1]
    talk.turn("c", "p3", TRAVLHED)
    talk.code("c", 0, 10, POLITI, stance="wish")
    assert [f.wishes for f in found(talk) if f.code == TRAVLHED] == [0]


def test_a_segment_said_as_wish_and_experience_counts_once(talk):
    talk.turn("a", "p1", POLITI, TILLID)
    talk.code("a", 0, 10, TILLID, stance="wish")
    assert [(f.count.segments, f.wishes) for f in found(talk)] == [(1, 1)]


def test_the_table_has_the_fixed_columns_and_the_codebooks_order(talk):
    talk.turn("a", "p1", TILLID)
    talk.turn("a", "p1", SKOLE, TRAVLHED)
    talk.turn("a", "p1", POLITI, MOEDER)
    talk.turn("b", "p2", POLITI, MOEDER)
    frame = found(talk).to_frame()
    assert tuple(frame.columns) == FINDING_COLUMNS
    assert frame.values.tolist() == [
        [POLITI, MOEDER, "boern", 2, 2, 2, "et par", 0, 0],
        [SKOLE, TRAVLHED, "boern", 1, 1, 1, "en enkelt", 0, 0],
        ["", TILLID, "boern", 1, 1, 1, "en enkelt", 0, 0],
    ]


def test_a_finding_leads_back_to_its_segments(talk):
    first = talk.turn("a", "p1", POLITI, TILLID)
    second = talk.turn("b", "p2", POLITI, TILLID, area="voksen", stance="wish")
    alone = talk.turn("c", "p3", TILLID)
    result = found(talk)
    assert result.segments(POLITI, TILLID) == result.segments(POLITI, TILLID, "begge") == (first, second)
    assert result.segments(POLITI, TILLID, "boern") == (first,)
    assert result.segments(POLITI, TILLID, stance="wish") == (second,)
    assert result.segments("", TILLID, "boern") == (alone,)
    assert result.segments(SKOLE, TILLID) == ()


def test_repr_has_counts_and_escaped_names(talk):
    talk.turn("a", "p1", POLITI, TILLID)
    result = found(talk)
    assert "1 segments, 1 speakers, 1 sites; set 'consensus'" in repr(result)
    assert "<td>Tillid</td>" in result._repr_html_()


def test_settings_that_do_not_fit_are_refused(talk):
    talk.turn("a", "p1", "partner.ny")
    with pytest.raises(MatrixError, match="QC-MX06"):
        found(talk)
    with pytest.raises(MatrixError, match="QC-MX01"):
        found(talk, partner_branch="parter")
