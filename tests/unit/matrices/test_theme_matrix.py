"""What a cell of a theme matrix holds. All interviews are made up."""

import subprocess
import sys

import pytest

from qualcode.errors import MatrixError, UsageError
from qualcode.matrices import MATRIX_COLUMNS, Count, theme_matrix
from qualcode.model import Code, Codebook, GuideItem, Segment, Span
from talk import BOOK, MOEDER, POLITI, SETTINGS, SKOLE, SSP, TILLID, TRAVLHED, Talk


def matrix_of(talk, rows="partner", columns="fremmer", book=BOOK, **changes):
    return theme_matrix(
        talk.coded, talk.segments, book, **{"rows": rows, "columns": columns, **SETTINGS, **changes}
    )


@pytest.fixture
def talk():
    return Talk()


# --- the rule of a cell ---------------------------------------------------------------------------------------


def test_a_cell_counts_segments_speakers_and_sites(talk):
    """Two interviews at one site are one site; one person twice is one person."""
    talk.turn("a1", "p1", POLITI, TILLID)
    talk.turn("a1", "p1", POLITI, TILLID)
    talk.turn("a2", "p2", POLITI, TILLID)
    talk.turn("b1", "p3", POLITI, TILLID)
    assert matrix_of(talk).cell(POLITI, TILLID).total == Count(segments=4, speakers=3, sites=2)


def test_interviewers_and_unknown_speakers_never_count(talk):
    talk.turn("a", "x", POLITI, TILLID, role="interviewer", area="")
    talk.turn("a", "", POLITI, TILLID, role="", area="")
    matrix = matrix_of(talk)
    assert not matrix.cell(POLITI, TILLID)
    assert matrix.n_left_out == 4


def test_codes_in_one_segment_must_overlap(talk):
    """A long turn may speak of the police first and of trust at the school later."""
    talk.turn("a", "p1")
    talk.code("a", 0, 5, POLITI)
    talk.code("a", 5, 10, TILLID)
    assert matrix_of(talk).cell(POLITI, TILLID).total == Count()
    talk.code("a", 4, 6, TILLID)
    assert matrix_of(talk).cell(POLITI, TILLID).total.segments == 1


def test_the_common_code_point_must_lie_in_the_segment(talk):
    """Both codes touch the informant's turn, but meet in the interviewer's only."""
    talk.turn("a", "x", role="interviewer", area="")
    talk.turn("a", "p1")
    talk.code("a", 0, 13, POLITI)
    talk.code("a", 5, 8, TILLID)
    talk.code("a", 15, 20, TILLID)
    assert not matrix_of(talk).cell(POLITI, TILLID)


def test_a_coding_over_several_turns_counts_in_each(talk):
    talk.turn("a", "p1")
    talk.turn("a", "x", role="interviewer", area="")
    talk.turn("a", "p2")
    talk.code("a", 0, 32, POLITI)
    talk.code("a", 0, 32, TILLID)
    assert matrix_of(talk).cell(POLITI, TILLID).total == Count(segments=2, speakers=2, sites=1)


def test_several_stretches_of_one_code(talk):
    """Codings of one code may overlap or lie apart: the segment counts once, and a hole stays a hole."""
    talk.turn("a", "p1")
    for start, end in ((0, 2), (1, 3), (8, 9), (8, 10)):
        talk.code("a", start, end, POLITI)
    talk.code("a", 4, 7, TILLID)
    assert not matrix_of(talk).cell(POLITI, TILLID)
    talk.code("a", 7, 9, TILLID)
    assert matrix_of(talk).cell(POLITI, TILLID).total.segments == 1


def test_an_empty_span_overlaps_nothing(talk):
    talk.turn("a", "p1", POLITI)
    talk.code("a", 5, 5, TILLID)
    assert not matrix_of(talk).cell(POLITI, TILLID)


def test_wishes_and_counterexamples_count(talk):
    """The published matrix takes wishes, too."""
    talk.turn("a", "p1", POLITI, TILLID, stance="wish")
    talk.turn("b", "p2", POLITI, TILLID, stance="counterexample")
    assert matrix_of(talk).cell(POLITI, TILLID).total.sites == 2


def test_a_speaker_without_an_id_is_no_person_more(talk):
    talk.turn("a", "", POLITI, TILLID)
    assert matrix_of(talk).cell(POLITI, TILLID).total == Count(segments=1, speakers=0, sites=1)


def test_a_branch_against_itself_shows_which_codes_meet(talk):
    talk.turn("a", "p1", POLITI, SKOLE)
    talk.turn("b", "p2", POLITI)
    matrix = matrix_of(talk, rows="partner", columns="partner")
    assert matrix.cell(POLITI, SKOLE).total.sites == matrix.cell(SKOLE, POLITI).total.sites == 1
    assert matrix.cell(POLITI, POLITI).total.sites == 2


# --- areas ----------------------------------------------------------------------------------------------------


def test_areas_and_both(talk):
    """``begge`` counts all informants, youth included, once children's and adults' area both said it."""
    talk.turn("a", "p1", POLITI, TILLID, area="boern")
    talk.turn("b", "p2", POLITI, TILLID, area="voksen")
    talk.turn("c", "p3", POLITI, TILLID, area="ung")
    talk.turn("d", "p4", POLITI, TILLID, area="")
    talk.turn("a", "p1", POLITI, MOEDER, area="boern")
    talk.turn("c", "p3", POLITI, MOEDER, area="ung")
    matrix = matrix_of(talk)
    counts = matrix.cell(POLITI, TILLID).counts
    assert {area: count.sites for area, count in counts.items()} == {
        "boern": 1,
        "voksen": 1,
        "ung": 1,
        "": 1,
        "begge": 4,
        "alle": 4,
    }
    assert list(matrix.cell(POLITI, MOEDER).counts) == ["boern", "ung", "alle"]
    assert matrix.basis.n_without_area == 1
    assert "1 of speakers without an area" in repr(matrix)


def test_what_people_without_an_area_say_is_not_lost(talk):
    """A study that names no areas has findings all the same."""
    talk.turn("d", "p4", POLITI, TILLID, area="")
    assert list(matrix_of(talk).cell(POLITI, TILLID).counts) == ["", "alle"]


def test_an_area_that_the_study_does_not_name_is_not_lost(talk):
    talk.turn("a", "p1", POLITI, TILLID, area="aeldre")
    assert list(matrix_of(talk).cell(POLITI, TILLID).counts) == ["aeldre", "alle"]


def test_a_study_with_one_area_has_no_both(talk):
    talk.turn("a", "p1", POLITI, TILLID)
    assert "begge" not in matrix_of(talk, both_areas=("boern",)).cell(POLITI, TILLID).counts


# --- the table ------------------------------------------------------------------------------------------------


@pytest.fixture
def small(talk):
    talk.turn("a", "p1", POLITI, TILLID, area="boern")
    talk.turn("b", "p2", POLITI, TILLID, area="voksen")
    talk.turn("b", "p3", SSP, MOEDER, area="voksen")
    return matrix_of(talk)


def test_the_tidy_table(small):
    frame = small.to_frame()
    assert tuple(frame.columns) == MATRIX_COLUMNS
    assert frame.drop(columns="anchor").values.tolist() == [
        [SSP, MOEDER, "voksen", 1, 1, 1, "en enkelt"],
        [SSP, MOEDER, "alle", 1, 1, 1, "en enkelt"],
        [POLITI, TILLID, "boern", 1, 1, 1, "en enkelt"],
        [POLITI, TILLID, "voksen", 1, 1, 1, "en enkelt"],
        [POLITI, TILLID, "begge", 2, 2, 2, "et par"],
        [POLITI, TILLID, "alle", 2, 2, 2, "et par"],
    ]


def test_an_empty_matrix_keeps_its_columns(talk):
    talk.turn("a", "p1", POLITI)
    assert tuple(matrix_of(talk).to_frame().columns) == MATRIX_COLUMNS


def test_the_wide_table_has_printed_names(small):
    wide = small.wide("words")
    assert list(wide.index) == ["SSP", "Ledelse", "Politiet", "Skolen"]
    assert wide.index.name == "Partnere"
    assert list(wide.columns) == ["Tillid", "Faste møder"]
    assert wide.loc["Politiet", "Tillid"] == "et par"
    assert wide.loc["Skolen", "Tillid"] == ""
    assert small.wide("sites", "boern").loc["Politiet", "Tillid"] == 1
    assert small.wide("segments", "begge").to_numpy().sum() == 2
    assert list(small.wide(drop_empty=True).index) == ["SSP", "Politiet"]


def test_inner_codes_have_a_line_only_where_they_are_used(talk, small):
    assert "partner.intern" not in small.row_names
    talk.turn("c", "p4", "partner.intern", TILLID)
    matrix = matrix_of(talk)
    assert next(iter(matrix.row_names)) == "partner.intern"
    assert matrix.cell("partner.intern", TILLID).total.sites == 1
    assert matrix.cell(SSP, TILLID).total.sites == 0


def test_names_that_stand_twice_are_told_apart(talk):
    """Two branches may both have a code called "Viden"; a table must not print one name twice."""
    book = Codebook(
        "1",
        "da",
        "",
        (
            Code("r", "R"),
            Code("r.a", "A"),
            Code("r.a.x", "Viden"),
            Code("r.b", "B"),
            Code("r.b.x", "Viden"),
            Code("k", "K"),
        ),
    )
    assert list(matrix_of(talk, "r", "k", book).row_names.values()) == ["R / A / Viden", "R / B / Viden"]
    same = Codebook("1", "da", "", (Code("r", "R"), Code("r.a", "X"), Code("r.b", "X"), Code("k", "K")))
    assert list(matrix_of(talk, "r", "k", same).row_names.values()) == ["r.a", "r.b"]


def test_a_cell_leads_back_to_its_segments(talk):
    first = talk.turn("b", "p2", POLITI, TILLID, area="voksen")
    second = talk.turn("a", "p1", POLITI, TILLID)
    matrix = matrix_of(talk)
    assert matrix.segments(POLITI, TILLID) == (second, first)
    assert matrix.segments(POLITI, TILLID, "voksen") == (first,)
    assert matrix.segments(SKOLE, TILLID) == ()


def test_the_studys_own_words(talk):
    talk.turn("a", "p1", POLITI, TILLID)
    assert matrix_of(talk, words={1: "én kommune"}).value(POLITI, TILLID, "words") == "én kommune"


def test_the_result_says_what_was_counted(small):
    basis = small.basis
    assert (basis.n_documents, basis.n_segments, basis.n_speakers, basis.n_sites) == (2, 3, 3, 2)
    assert (basis.coding_set, basis.coders, basis.codebook_version) == ("consensus", ("anna",), "1.0")
    assert basis.segmentation == "turns"


def test_repr_is_escaped_and_has_counts_only(talk):
    """Code names come from files that others wrote."""
    book = Codebook("1", "da", "", (Code("r", "<script>alert(1)</script>"), Code("k", "K & Co")))
    talk.turn("a", "p1", "r", "k")
    html = matrix_of(talk, "r", "k", book)._repr_html_()
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "K &amp; Co" in html
    assert "<td>1</td>" in html


# --- empty cells ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("guide", "answer"),
    [
        ([], "not recorded"),
        ([GuideItem("1", "?", ("fremmer",), ("a",))], "asked, not mentioned"),
        ([GuideItem("1", "?", ("fremmer",), None)], "not recorded"),
        ([GuideItem("1", "?", ("fremmer",), ())], "not asked"),
        ([GuideItem("1", "?", ("barriere",), ("a",))], "not asked"),
        ([GuideItem("1", "?", ("partner",), ("a",))], "not asked"),
        ([GuideItem("1", "?", ("partner.intern", "fremmer"), ("a",))], "not asked"),
        ([GuideItem("1", "?", ("partner.ekstern", "fremmer"), ("a",))], "asked, not mentioned"),
        ([GuideItem("1", "?", (TILLID,), ()), GuideItem("2", "?", ("fremmer",), None)], "not recorded"),
    ],
    ids=[
        "no guide",
        "asked of all partners",
        "nobody recorded where",
        "planned and never asked",
        "another theme",
        "the partner, not the theme",
        "another partner's theme",
        "this partner's theme",
        "one question unrecorded",
    ],
)
def test_why_a_cell_is_empty(small, talk, guide, answer):
    """A reader must know whether nobody mentioned it or nobody asked."""
    assert matrix_of(talk, guide=guide).why_empty(SKOLE, TILLID) == answer


def test_a_full_cell_needs_no_reason(talk, small):
    matrix = matrix_of(talk, guide=[GuideItem("1", "?", ("fremmer",), ("a",))])
    assert matrix.why_empty(POLITI, TILLID) == ""
    assert matrix.wide("words", mark_empty=True).loc["Politiet"].tolist() == ["et par", "–"]
    assert small.wide("words", mark_empty=True).loc["Politiet"].tolist() == ["et par", ""]


# --- refusals -------------------------------------------------------------------------------------------------


def refused(code, make):
    with pytest.raises((MatrixError, UsageError)) as caught:
        make()
    assert caught.value.code == code
    return str(caught.value)


def test_an_unknown_branch_names_the_closest(talk):
    assert "'partner'" in refused("QC-MX01", lambda: matrix_of(talk, rows="partnere"))


def test_codings_of_another_version_are_refused(talk):
    """Positions of another text would silently count other words."""
    talk.turn("a", "p1")
    talk.code("a", 0, 5, POLITI, version="v2")
    talk.code("z", 0, 5, POLITI)
    message = refused("QC-MX02", lambda: matrix_of(talk))
    assert "a: coded on version v2, segmented on v1" in message
    assert "z: coded, but not segmented" in message


@pytest.mark.parametrize(
    "other",
    [
        Segment("a", "v2", 2, Span(11, 20), 2, "p1", "informant", "boern", "a"),
        Segment("a", "v1", 2, Span(5, 20), 2, "p1", "informant", "boern", "a"),
    ],
    ids=["two versions", "two segmentations"],
)
def test_mixed_segments_are_refused(talk, other):
    talk.turn("a", "p1")
    talk.segments.append(other)
    refused("QC-MX03", lambda: matrix_of(talk))


def test_an_interview_without_a_site_is_refused(talk):
    """It would count as no site, or all such interviews as one."""
    talk.turn("a", "p1", site="")
    assert "a: no site" in refused("QC-MX04", lambda: matrix_of(talk))


def test_more_sites_than_the_study_has_are_refused(talk):
    """The word for all sites would be printed too early."""
    talk.turn("a", "p1")
    talk.turn("b", "p2")
    refused("QC-MX05", lambda: matrix_of(talk, sites_total=1))


def test_codes_outside_the_codebook_are_refused(talk):
    talk.turn("a", "p1", "partner.ny", "fremmer.ny")
    message = refused("QC-MX06", lambda: matrix_of(talk))
    assert "partner.ny" in message
    assert "fremmer.ny" in message


def test_an_area_may_not_be_called_all_or_both(talk):
    refused("QC-MX07", lambda: matrix_of(talk, areas=["alle"]))


def test_unknown_cells_and_counts_are_refused(small):
    refused("QC-MX10", lambda: small.cell(POLITI, TRAVLHED))
    refused("QC-MX10", lambda: small.segments("politi", TILLID))
    refused("QC-MX11", lambda: small.wide("persons"))
    refused("QC-MX11", lambda: small.wide("sites", "boerneomraadet"))


def test_importing_matrices_is_light():
    script = "import sys, qualcode.matrices; sys.exit(any(m in sys.modules for m in ('pandas', 'matplotlib', 'numpy')))"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
