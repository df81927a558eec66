"""The gate that remembers: tables that go out one after the other are as safe as one release, also beside the report's words."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.disclosure import DEFAULT_RULES, Protected, audit, count_table
from qualcode.model import Segment, Span
from qualcode.study.numbers_file import (
    Counted,
    GoneOut,
    NumberRelease,
    read_releases,
    write_releases,
)
from qualcode.study.printed_numbers import WORDS, _Gate

AREAS = ("boern", "voksen")
PEOPLE = [(f"p{n}", f"s{n % 4}", AREAS[n % 2]) for n in range(14)]
ROWS, COLUMNS = ("politi", "skole"), ("tid", "tillid")

said = st.fixed_dictionaries(
    {
        (row, column): st.lists(st.sampled_from(PEOPLE), max_size=16).map(
            lambda people: [
                Segment("a", "v", n, Span(n, n + 1), n, who, "informant", area, site)
                for n, (who, site, area) in enumerate(people)
            ]
        )
        for row in ROWS
        for column in COLUMNS
    }
)
asked = st.lists(
    st.tuples(st.sampled_from(["speakers", "segments", "sites"]), st.booleans()), min_size=1, max_size=4
)


def handed_out(cells, wanted):
    """Let tables go out one after the other; those that the gate cannot make safe do not."""
    out = []
    for number, (measure, by_area) in enumerate(wanted):
        areas = AREAS if by_area else ()
        limit = 4 if measure == "sites" else None
        words = replace(count_table("m", "sites", cells, areas=areas, at_most=4), name=WORDS)
        gate = _Gate(out, words)
        made = gate(count_table(f"m{number}", measure, cells, areas=areas, at_most=limit))
        assert gate(made.table) == made, "the same table again gets the same answer"
        if not made.exposed:
            out.append(GoneOut(made, words, "", "", ""))
    return out


@settings(max_examples=25, deadline=None)
@given(said, asked)
def test_nothing_left_out_can_be_worked_out_from_all_that_went_out(cells, wanted):
    out = handed_out(cells, wanted)
    tables = [one.table for one in out]
    assert not audit([one for one in tables if one.table.measure == "sites"])
    words = [Protected(one.words, DEFAULT_RULES, {}) for one in out]
    of_people = [one for one in tables if one.table.measure != "sites"]
    assert not [one for one in audit([*of_people, *words]) if one.table != WORDS]


def test_a_word_of_the_report_does_not_tell_a_number_of_persons():
    """Four sites, so at least four persons; without the word nothing would have said so."""
    people = {"boern": 4, "voksen": 7}
    some = [
        Segment("a", "v", n, Span(n, n + 1), n, f"p{n}", "informant", area, f"s{k % 4}")
        for n, (area, k) in enumerate((area, k) for area, many in people.items() for k in range(many))
    ]
    cells = {("politi", "tid"): some}
    table = count_table("m", "speakers", cells, areas=AREAS)
    words = replace(count_table("m", "sites", cells, areas=AREAS, at_most=4), name=WORDS)
    alone, beside = _Gate([], replace(words, cells=(), sums=()))(table), _Gate([], words)(table)
    assert alone.values["politi", "tid | alle"] == 11
    assert set(beside.values.values()) == {None}
    assert audit([alone, Protected(words, DEFAULT_RULES, {})])


@settings(max_examples=15, deadline=None)
@given(said, asked)
def test_what_went_out_is_read_back_as_it_was(tmp_path_factory, cells, wanted):
    path = tmp_path_factory.mktemp("ledger") / "printed" / "numbers.json"
    counted = Counted("0" * 64, "1.0", "consensus")
    releases = (
        NumberRelease(counted, tuple(handed_out(cells, wanted))),
        NumberRelease(counted, (), "Ny runde", "2026-01-02T03:04:05+00:00", "anna"),
    )
    write_releases(path, releases)
    assert read_releases(path) == releases
