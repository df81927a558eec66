"""Which codes are spoken of together: golden examples by hand, and what must hold of every table. All is made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import MatrixError, UsageError
from qualcode.matrices import MEASURES, PAIR_COLUMNS, Count, cell_anchor, code_pairs, theme_matrix
from talk import BOOK, MOEDER, POLITI, SETTINGS, SKOLE, SSP, TILLID, TRAVLHED, Talk

CODES = (POLITI, SKOLE, SSP, TILLID, MOEDER, TRAVLHED)
TOP = ["partner", "fremmer", "barriere"]


def pairs_of(talk, branches=TOP, **changes):
    return code_pairs(talk.coded, talk.segments, BOOK, branches=branches, **{**SETTINGS, **changes})


@pytest.fixture
def talk():
    talk = Talk()
    talk.turn("a1", "p1", POLITI, TILLID)
    talk.turn("a1", "p1", POLITI, TILLID)
    talk.turn("b1", "p2", POLITI, TILLID, area="voksen")
    talk.turn("b1", "p2", POLITI)
    talk.turn("b1", "p2", TRAVLHED)
    talk.turn("b1", "i", SKOLE, TRAVLHED, role="interviewer", area="")
    return talk


def test_two_codes_are_counted_in_segments_speakers_and_sites(talk):
    pairs = pairs_of(talk)
    assert pairs.count(POLITI, TILLID) == pairs.count(TILLID, POLITI) == Count(3, 2, 2)
    assert pairs.count(POLITI, POLITI) == Count(4, 2, 2)
    assert pairs.count(POLITI, TRAVLHED) == Count()


def test_jaccard_is_what_both_share_of_what_either_has(talk):
    """By hand: 3 segments with both, 4 with the police, 3 with trust: 3 / (4 + 3 - 3)."""
    pairs = pairs_of(talk)
    assert pairs.jaccard(POLITI, TILLID) == pytest.approx(3 / 4)
    assert pairs.jaccard(POLITI, TRAVLHED) == 0
    assert pairs.value(TILLID, TILLID, "jaccard") == 1


def test_the_wide_table_is_the_whole_square_with_the_codes_alone_on_its_diagonal(talk):
    wide = pairs_of(talk).wide("segments")
    assert wide.to_dict("list") == {"Politiet": [4, 3, 0], "Tillid": [3, 3, 0], "Travlhed": [0, 0, 1]}
    assert wide.index.to_list() == ["Politiet", "Tillid", "Travlhed"]
    assert pairs_of(talk).wide("words").loc["Politiet"].to_list() == ["et par", "et par", ""]


def test_a_branch_narrows_what_is_shown_and_what_is_counted(talk):
    pairs = pairs_of(talk)
    assert list(pairs.wide(branches=["fremmer", "barriere"]).columns) == ["Tillid", "Travlhed"]
    assert list(pairs_of(talk, ["fremmer"]).names) == [TILLID]
    with pytest.raises(MatrixError, match="QC-MX01"):
        pairs.wide(branches=["frem"])


def test_cells_lead_back_to_their_segments(talk):
    pairs = pairs_of(talk)
    assert [(s.document, s.number) for s in pairs.segments(TILLID, POLITI)] == [
        ("a1", 1),
        ("a1", 2),
        ("b1", 1),
    ]
    assert pairs.segments(TILLID, TRAVLHED) == ()
    with pytest.raises(UsageError, match="QC-MX10"):
        pairs.segments(TILLID, SKOLE)  # only an interviewer spoke of the school


def test_the_tidy_table_has_measures_words_and_anchors(talk):
    frame = pairs_of(talk).to_frame()
    assert tuple(frame.columns) == PAIR_COLUMNS
    (row,) = frame.to_dict("records")
    assert row == {
        "code": POLITI, "other": TILLID, "segments": 3, "speakers": 2, "sites": 2, "jaccard": 0.75,
        "quantifier": "et par", "anchor": cell_anchor(POLITI, TILLID),
    }  # fmt: skip
    alone = pairs_of(talk).to_frame(alone=True)
    assert alone["code"].to_list() == [POLITI, TILLID, TRAVLHED, POLITI]
    assert alone["anchor"].is_unique


def test_the_same_segments_have_the_same_anchor_in_a_theme_matrix(talk):
    """`explain` finds a cell whichever table it was read in."""
    matrix = theme_matrix(talk.coded, talk.segments, BOOK, rows="partner", columns="fremmer", **SETTINGS)
    assert matrix.anchor(POLITI, TILLID) == cell_anchor(TILLID, POLITI)
    assert matrix.segments(POLITI, TILLID) == pairs_of(talk).segments(POLITI, TILLID)
    assert matrix.anchor(POLITI, TILLID, "boern") != matrix.anchor(POLITI, TILLID)
    frame = matrix.to_frame()
    assert frame["anchor"].is_unique
    assert set(frame["anchor"]) == {
        matrix.anchor(POLITI, TILLID, area) for area in ("boern", "voksen", "begge", "alle")
    }


def test_an_unknown_measure_is_refused(talk):
    with pytest.raises(UsageError, match="QC-MX11"):
        pairs_of(talk).value(POLITI, TILLID, "cosine")


def test_nothing_of_the_text_is_in_repr_or_html(talk):
    pairs = pairs_of(talk)
    assert "1 pairs of 3 codes" in repr(pairs)
    assert "<th>Politiet</th><td>4</td><td>3</td><td></td>" in pairs._repr_html_()


turns = st.lists(
    st.tuples(
        st.sampled_from(["a1", "a2", "b1", "c1"]),
        st.lists(st.tuples(st.sampled_from(CODES), st.integers(0, 9), st.integers(1, 10)), max_size=5),
    ),
    max_size=12,
)


@given(turns)
def test_it_is_symmetric_and_no_pair_is_more_than_either_code(some):
    """Whatever was coded: two codes meet as often as the other way round, and never more often than either is used."""
    talk = Talk()
    lengths = {}
    for document, codes in some:
        start = lengths.get(document, 0)
        lengths[document] = start + 11
        talk.turn(document, f"{document}-1")
        for code, low, high in codes:
            if low < high:
                talk.code(document, start + low, start + high, code)
    pairs = pairs_of(talk)
    for count in set(MEASURES) - {"words"}:
        wide = pairs.wide(count).to_numpy()
        assert (wide == wide.T).all()
        assert all((wide[at] <= wide[at, at]).all() for at in range(len(wide)))
    assert all(0 < pairs.jaccard(*pair) <= 1 for pair in pairs.pairs)
    for one, two in pairs.pairs:
        assert set(pairs.segments(one, two)) <= set(pairs.segments(one, one)) & set(pairs.segments(two, two))
