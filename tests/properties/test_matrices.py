"""Counts against a slow count that follows the words of the rule, code point by code point."""

from hypothesis import given
from hypothesis import strategies as st

from qualcode.matrices import compare, findings, theme_matrix
from qualcode.model import Coding, CodingSet, Segment, Span
from talk import BOOK, POLITI, SETTINGS, SKOLE, TILLID, TRAVLHED

PARTNERS, THEMES = [POLITI, SKOLE, "partner.intern"], [TILLID, TRAVLHED]
LENGTH = 24

areas = st.sampled_from(["boern", "voksen", "ung", ""])
roles = st.sampled_from(["informant", "informant", "informant", "interviewer", ""])


@st.composite
def interviews(draw):
    """Segments of one to three short documents, with gaps and empty ones, in any order."""
    made = []
    for document in "abc"[: draw(st.integers(1, 3))]:
        site = draw(st.sampled_from(["k1", "k2"]))
        cuts = sorted(draw(st.lists(st.integers(0, LENGTH), max_size=8)))
        for number, (start, end) in enumerate(zip(cuts[::2], cuts[1::2], strict=False), start=1):
            speaker = draw(st.sampled_from(["p1", "p2", ""]))
            made.append(
                Segment(
                    document, "v1", number, Span(start, end), number, speaker, draw(roles), draw(areas), site
                )
            )
    return draw(st.permutations(made))


@st.composite
def codings(draw, documents):
    some = []
    for number in range(draw(st.integers(0, 12)) if documents else 0):
        start, end = sorted((draw(st.integers(0, LENGTH)), draw(st.integers(0, LENGTH))))
        code = draw(st.sampled_from(PARTNERS + THEMES))
        stance = draw(st.sampled_from(["experience", "wish", "counterexample"]))
        document = draw(st.sampled_from(documents))
        some.append(Coding(str(number), document, "v1", Span(start, end), code, "anna", stance))
    return CodingSet("x", tuple(some))


@st.composite
def studies(draw):
    segments = draw(interviews())
    return draw(codings(sorted({segment.document for segment in segments}))), segments


# --- the slow count -------------------------------------------------------------------------------------------


def places(thing):
    return {(thing.document, place) for place in range(thing.span.start, thing.span.end)}


def meeting(coded, segments, row, column):
    """Return the informants' segments in which a span of both codes and the segment share a code point."""
    return [
        segment
        for segment in segments
        if segment.role == "informant"
        and any(
            places(one) & places(other) & places(segment)
            for one in coded
            for other in coded
            if one.code == row and other.code == column
        )
    ]


def alone(coded, segments, code, stances=("experience", "wish", "counterexample")):
    """Return the informants' segments of codings that meet no partner in any informant's words."""
    spoken = [segment for segment in segments if segment.role == "informant"]
    heard = set().union(*(places(segment) for segment in spoken)) if spoken else set()
    partners = [places(coding) & heard for coding in coded if coding.code in PARTNERS]
    free = [
        places(coding) & heard
        for coding in coded
        if coding.code == code
        and coding.stance in stances
        and not any(places(coding) & partner for partner in partners)
    ]
    return [segment for segment in spoken if any(places(segment) & words for words in free)]


def counted(segments):
    return (
        len(segments),
        len({s.speaker_id for s in segments} - {""}),
        len({s.site for s in segments}),
    )


def by_area(segments):
    said = {}
    for area in ("boern", "voksen", "ung", ""):
        if some := [s for s in segments if s.area == area]:
            said[area] = counted(some)
    if {"boern", "voksen"} <= said.keys():
        said["begge"] = counted(segments)
    return said


# --- the properties -------------------------------------------------------------------------------------------


@given(studies())
def test_cells_are_what_the_rule_says(study):
    coded, segments = study
    matrix = theme_matrix(coded, segments, BOOK, rows="partner", columns="fremmer", **SETTINGS)
    for row in matrix.row_names:
        for column in matrix.column_names:
            expected = meeting(coded, segments, row, column)
            cell = matrix.cell(row, column)
            assert set(cell.segments) == set(expected)
            counts = {area: (n.segments, n.speakers, n.sites) for area, n in cell.counts.items()}
            assert counts == (by_area(expected) | {"alle": counted(expected)} if expected else {})


@given(studies())
def test_findings_are_what_the_rule_says(study):
    coded, segments = study
    result = findings(coded, segments, BOOK, partner_branch="partner", **SETTINGS)
    rows = {(f.partner, f.code, f.area): (f.count.segments, f.count.speakers, f.count.sites) for f in result}
    expected = {}
    for code in THEMES:
        for partner in PARTNERS:
            for area, counts in by_area(meeting(coded, segments, partner, code)).items():
                expected[partner, code, area] = counts
        for area, counts in by_area(alone(coded, segments, code)).items():
            expected["", code, area] = counts
    assert rows == expected


@given(studies())
def test_wishes_of_cross_cutting_findings(study):
    coded, segments = study
    result = findings(coded, segments, BOOK, partner_branch="partner", **SETTINGS)
    for finding in result:
        if not finding.partner:
            wished = alone(coded, segments, finding.code, ("wish",))
            spoken = [s for s in wished if finding.area in ("begge", s.area)]
            assert finding.wishes == len({s.site for s in spoken}) <= finding.count.sites


@given(studies())
def test_the_order_of_codings_makes_no_difference(study):
    coded, segments = study
    backwards = CodingSet(coded.name, coded.codings[::-1])
    one, other = (
        findings(some, segments, BOOK, partner_branch="partner", **SETTINGS) for some in (coded, backwards)
    )
    assert one.rows == other.rows
    assert one.sources == other.sources


@given(studies())
def test_every_coding_on_an_informants_words_is_counted_somewhere(study):
    """Nothing that an informant said falls between the partners and the cross-cutting findings."""
    coded, segments = study
    result = findings(coded, segments, BOOK, partner_branch="partner", **SETTINGS)
    for coding in coded:
        touched = [s for s in segments if s.role == "informant" and places(s) & places(coding)]
        if coding.code in THEMES and touched:
            found = {
                s
                for place, by in result.sources.items()
                if place[1] == coding.code
                for s in by.get(coding.stance, ())
            }
            assert found & set(touched)


@given(studies())
def test_a_study_compared_with_itself_is_all_in_range(study):
    coded, segments = study
    result = findings(coded, segments, BOOK, partner_branch="partner", **SETTINGS)
    comparison = compare(result, result)
    assert all(match.status == "in range" and match.same_word for match in comparison.groups)
    assert comparison.new == ()
    assert len(comparison.groups) == len(result)
