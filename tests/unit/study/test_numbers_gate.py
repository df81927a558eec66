"""The gate that remembers: tables that go out one after the other are as safe as one release, also beside the report's words."""

import json
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.disclosure import DEFAULT_RULES, Protected, audit, count_table
from qualcode.model import Segment, Span
from qualcode.study.numbers_file import (
    Counted,
    GoneOut,
    Withdrawal,
    _as_json,
    numbers_of,
    read_numbers,
    text_of_file,
    united,
    write_numbers,
)
from qualcode.study.printed_numbers import WORDS, _Gate

AREAS = ("boern", "voksen")
PEOPLE = [(f"p{n}", f"s{n % 4}", AREAS[n % 2]) for n in range(14)]
ROWS, COLUMNS = ("politi", "skole"), ("tid", "tillid")

SOURCE = Counted("0" * 64, "1.0", "consensus")

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


held_back = st.frozensets(
    st.sampled_from([frozenset({row, column}) for row in ROWS for column in COLUMNS]), max_size=2
)


def handed_out(cells, wanted, held=frozenset()):
    """Let tables go out one after the other; those that the gate cannot make safe do not."""
    out = []
    for number, (measure, by_area) in enumerate(wanted):
        areas = AREAS if by_area else ()
        limit = 4 if measure == "sites" else None
        words = replace(count_table("m", "sites", cells, areas=areas, at_most=4), name=WORDS)
        gate = _Gate(out, words, lambda of: any(place <= of for place in held))
        made = gate(count_table(f"m{number}", measure, cells, areas=areas, at_most=limit))
        assert gate(made.table) == made, "the same table again gets the same answer"
        if not made.exposed:
            out.append(GoneOut(made, words, SOURCE, "", "", ""))
    return out


@settings(max_examples=25, deadline=None)
@given(said, asked, held_back)
def test_nothing_left_out_can_be_worked_out_from_all_that_went_out(cells, wanted, held):
    out = handed_out(cells, wanted, held)
    tables = [one.table for one in out]
    told = [cell for one in tables for cell in one.table.cells if one.values.get(cell.place) is not None]
    assert not [cell for cell in told if any(place <= cell.of for place in held)]
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


WITHDRAWALS = [
    None,
    Withdrawal("Ny runde", "2026-01-02T03:04:05+00:00", "anna"),
    Withdrawal("Andet", "2026-03-01T00:00:00+00:00", "bo"),
]
TIMES = ["2026-01-01T10:00:00+00:00", "2026-01-01T10:00:01+00:00"]


@st.composite
def lists(draw):
    """Lists of what went out by three copies, which have some tables in common and say different things of them later."""
    tables = handed_out(draw(said), draw(asked))
    made = []
    for _ in range(3):
        some = draw(st.lists(st.sampled_from(tables), max_size=3)) if tables else []
        made.append(
            [
                replace(
                    one,
                    at=draw(st.sampled_from(TIMES)),
                    counted=replace(SOURCE, sha256=draw(st.sampled_from("01")) * 64),
                    withdrawn=draw(st.sampled_from(WITHDRAWALS)),
                )
                for one in some
            ]
        )
    return made


@settings(max_examples=15, deadline=None)
@given(lists())
def test_what_went_out_is_read_back_as_it_was(tmp_path_factory, made):
    path = tmp_path_factory.mktemp("ledger") / "printed" / "numbers.json"
    tables = united(made[0], made[1])
    write_numbers(path, tables)
    assert read_numbers(path) == tables
    assert numbers_of(text_of_file(path), where="a backup") == tables


def named(one):
    return (one.table.name, one.at, one.counted)


@settings(max_examples=25, deadline=None)
@given(lists())
def test_what_was_printed_stays_printed_whichever_copy_is_merged_first(made):
    """Two lists give the same in either order, a third may come before or after, and the same again changes nothing."""
    a, b, c = made
    both = united(a, b)
    assert both == united(b, a) == united(both, b) == united(both, both)
    assert united(both, c) == united(a, united(b, c))
    assert {named(one) for one in both} == {named(one) for one in (*a, *b)}
    for one in both:
        said = [each for each in (*a, *b) if replace(each, withdrawn=None) == replace(one, withdrawn=None)]
        assert (one.withdrawn is None) == all(each.withdrawn is None for each in said)


def test_a_list_of_the_first_form_is_read():
    """There each release withdrew those before it."""
    people = [
        Segment("a", "v", n, Span(n, n + 1), n, f"p{n}", "informant", "", f"s{n % 4}") for n in range(6)
    ]
    (one,) = handed_out({("politi", "tid"): people}, [("speakers", False)])
    path_form = '{"form":1,"releases":[%s,%s]}'
    with_tables = json.dumps(
        {
            "counted": {"sha256": SOURCE.sha256, "codebook": "1.0", "coding_set": "consensus"},
            "reason": "",
            "at": "",
            "by": "",
            "tables": [
                {key: value for key, value in _as_json(one).items() if key not in ("counted", "withdrawn")}
            ],
        }
    )
    later = json.dumps({**json.loads(with_tables), "reason": "Ny runde", "at": "2026", "by": "anna"})
    first, second = numbers_of(path_form % (with_tables, later), where="numbers.json")
    assert first == replace(one, withdrawn=Withdrawal("Ny runde", "2026", "anna"))
    assert second == one
