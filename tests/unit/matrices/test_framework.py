"""The framework matrix: summaries and quotes by cell. All interviews are made up."""

import pytest

from qualcode.errors import MatrixError
from qualcode.matrices import FRAMEWORK_COLUMNS, Summary, cell_anchor, framework, theme_matrix
from qualcode.model import Quote, Span
from talk import BOOK, MOEDER, POLITI, SETTINGS, SKOLE, TILLID, Talk

WRITTEN = {(POLITI, TILLID): Summary("Politiet er let at få fat i.", "anna")}


def quote(id, *codes, status="approved"):
    return Quote(id, "a1", "v1", (Span(0, 5),), (), codes, "p1", "boern", "hemmelige ord", status)


QUOTES = [
    quote("11111111-aaaa", POLITI, TILLID, MOEDER),
    quote("22222222-bbbb", POLITI),
    quote("33333333-cccc", POLITI, TILLID, status="withdrawn"),
]


@pytest.fixture
def matrix():
    talk = Talk()
    talk.turn("a1", "p1", POLITI, TILLID)
    talk.turn("b1", "p2", POLITI, TILLID)
    talk.turn("b1", "p2", SKOLE, MOEDER)
    return theme_matrix(talk.coded, talk.segments, BOOK, rows="partner", columns="fremmer", **SETTINGS)


def test_a_cell_has_its_summary_its_quotes_and_its_counts(matrix):
    made = framework(matrix, summaries=WRITTEN, quotes=QUOTES)
    assert made.wide().loc["Politiet", "Tillid"].split("\n") == [
        "Politiet er let at få fat i.",
        "Citater: 11111111",
        "Udsagn: 2 · personer: 2 · steder: 2",
    ]
    assert made.wide().loc["Politiet", "Faste møder"] == ""


def test_what_nobody_has_written_stays_empty_for_a_person(matrix):
    made = framework(matrix, summaries=WRITTEN)
    assert made.waiting() == [(SKOLE, MOEDER)]
    assert made.summary(SKOLE, MOEDER).text == ""
    assert "2 cells, 1 with a summary" in repr(made)


def test_a_quote_stands_where_both_codes_lie_on_it_unless_it_was_withdrawn(matrix):
    assert framework(matrix, quotes=QUOTES).quotes == {(POLITI, TILLID): ("11111111-aaaa",)}


def test_print_has_words_and_only_the_summaries_that_were_cleared(matrix):
    """A summary is somebody's sentence about a few people: it passes the gate, or it is held back."""
    made = framework(matrix, summaries=WRITTEN, quotes=QUOTES)
    assert made.printed().loc["Politiet", "Tillid"] == "et par"
    cleared = made.printed({cell_anchor(POLITI, TILLID)})
    assert cleared.loc["Politiet", "Tillid"] == "et par\nPolitiet er let at få fat i."
    assert cleared.loc["Skolen", "Faste møder"] == "en enkelt"


def test_the_tidy_table_can_be_filled_in_and_read_back(matrix):
    frame = framework(matrix, summaries=WRITTEN, quotes=QUOTES).to_frame()
    assert tuple(frame.columns) == FRAMEWORK_COLUMNS
    assert frame.iloc[0].to_dict() == {
        "row": POLITI, "column": TILLID, "summary": "Politiet er let at få fat i.", "by": "anna",
        "quotes": "11111111-aaaa", "segments": 2, "speakers": 2, "sites": 2, "quantifier": "et par",
        "anchor": cell_anchor(POLITI, TILLID),
    }  # fmt: skip


def test_a_summary_of_an_empty_cell_is_kept(matrix):
    """That the police never came up in talk of meetings can be what is to be said."""
    made = framework(matrix, summaries={(POLITI, MOEDER): Summary("Ingen nævner møder.")})
    assert made.wide().loc["Politiet", "Faste møder"] == "Ingen nævner møder."


def test_a_summary_of_no_cell_is_refused(matrix):
    with pytest.raises(MatrixError, match="QC-MX16") as caught:
        framework(matrix, summaries={(TILLID, POLITI): Summary("hemmelige ord")})
    assert "hemmelige" not in str(caught.value)


def test_no_words_in_repr(matrix):
    made = framework(matrix, summaries=WRITTEN, quotes=QUOTES)
    assert "let at" not in repr(made) + repr(made.summary(POLITI, TILLID))


def test_segments_behind_a_cell(matrix):
    assert [s.document for s in framework(matrix).segments(POLITI, TILLID)] == ["a1", "b1"]


def test_a_matrix_area_by_area(matrix):
    """Columns have the area above them; areas nobody speaks from are not there."""
    wide = matrix.wide_by_area("sites")
    assert list(wide.columns) == [("børneområdet", "Tillid"), ("børneområdet", "Faste møder")]
    assert wide.loc["Politiet"].to_list() == [2, 0]
    assert matrix.wide_by_area().loc["Politiet", ("børneområdet", "Tillid")] == "et par"
