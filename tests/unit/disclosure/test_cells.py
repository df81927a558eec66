"""Which numbers may leave a study, and what a reader could work out from them."""

import re
from dataclasses import replace

import pytest

from qualcode.disclosure import (
    NumberCell,
    NumberTable,
    Protected,
    Rules,
    Sum,
    audit,
    count_table,
    protect,
    protect_all,
)
from qualcode.disclosure.sensitivity import width_of
from qualcode.errors import PrivacyError, UsageError
from qualcode.model import Segment, Span

from .tables_made import cell, crosstab, with_totals


def printed(protected):
    """Return what is printed as lines, as ``crosstab`` reads them."""
    lines = {}
    for (row, _), value in protected.values.items():
        lines.setdefault(row, []).append(".." if value is None else str(value))
    return {row: " ".join(values) for row, values in lines.items()}


def left_out(table, *places):
    """Return a table in which a person left out some numbers."""
    return Protected(table, Rules(), dict.fromkeys(places, "persons"))


# -- one number by itself ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("measure", "by_person", "value", "reason"),
    [
        ("speakers", (1, 1, 1, 1), 4, "persons"),
        ("speakers", (1, 1, 1, 1, 1), 5, None),
        ("segments", (30, 30, 30, 30), 120, "persons"),  # people count, not what they say
        ("segments", (5, 1, 1, 1, 1), 9, "one person"),
        ("segments", (4, 1, 1, 1, 1), 8, None),  # exactly half is not more than half
        ("segments", (45, 45, 4, 3, 3), 100, "two persons"),
        ("segments", (43, 42, 5, 5, 5), 100, None),  # exactly 85 %
        ("codings", (5, 1, 1, 1, 1), 9, "one person"),
        ("speakers", (5, 1, 1, 1, 1), 9, None),  # a person counts once, whatever they say
        ("sites", (1, 1, 1, 1, 1), 2, "sites"),
        ("sites", (1, 1, 1, 1, 1), 3, None),
        ("sites", (1, 1, 1, 1), 3, "persons"),
    ],
)
def test_a_number_is_left_out_by_the_rule_it_breaks(measure, by_person, value, reason):
    table = NumberTable("t", measure, (cell("r", "c", 0, value=value, by_person=by_person),))
    assert protect(table).reasons == ({("r", "c"): reason} if reason else {})


@pytest.mark.parametrize("n", [0, 40])
def test_what_is_held_back_is_left_out_however_large_it_is_and_others_with_it(n):
    table = crosstab("t", f"p: {n} 20 30\nq: 25 20 30")
    told = tuple(replace(one, held=one.place == ("p", "a")) for one in table.cells)
    safe = protect(replace(table, cells=told))
    assert safe.reasons[("p", "a")] == "held"
    assert set(safe.reasons.values()) == {"held", "with others"}
    assert not audit([safe])
    assert not protect(table).reasons


def test_zeros_are_printed_unless_the_rules_say_otherwise():
    """A zero has nobody behind it who could be found; where silence itself tells, it can be left out."""
    table = crosstab("t", "r: 0 9")
    assert printed(protect(table))["r"] == "0 9 9"
    hidden = protect(table, rules=Rules(zeros="suppress"))
    assert hidden.values["r", "a"] is None
    assert not hidden.exposed


def test_dominated_numbers_can_be_flagged_with_a_reason():
    table = NumberTable("t", "segments", (cell("r", "c", 0, by_person=(9, 1, 1, 1, 1)),))
    flagged = protect(table, rules=Rules(dominance="flag", reason="a table of one interview each"))
    assert flagged.values == {("r", "c"): 13}
    assert flagged.flagged == (("r", "c"),)


def test_a_dominated_number_must_be_able_to_vary_by_the_upper_protection_level():
    """(1, 50) rule: 100/50 of 30 is 60, so the interval reaches 20 above 40; (2, 85): 100/85 of 92 is 109."""
    one = cell("r", "c", 0, by_person=(30, 3, 3, 2, 2))
    two = cell("r", "c", 0, by_person=(46, 46, 2, 2, 4))
    assert width_of(one, "segments", Rules()) == 20
    assert width_of(two, "segments", Rules()) == 9


@pytest.mark.parametrize(
    "looser",
    [
        {"min_persons": 4}, {"min_sites": 2}, {"one_share": 0.6}, {"two_share": 0.9}, {"dominance": "flag"},
        {"k_persons": 2}, {"k_sites": 1}, {"max_share": 0.3},
    ],
)  # fmt: skip
def test_looser_rules_need_a_reason(looser):
    with pytest.raises(PrivacyError, match="QC-DC02"):
        Rules(**looser)
    with pytest.raises(PrivacyError, match="QC-DC02"):
        Rules(**looser, reason="  ")
    assert Rules(**looser, reason="agreed with the authority").looser == tuple(looser)


def test_stricter_rules_need_none():
    assert Rules(min_persons=10, k_persons=5, zeros="suppress").looser == ()


@pytest.mark.parametrize("wrong", [{"min_persons": 0}, {"one_share": 0}, {"max_share": 1.5}])
def test_rules_that_make_no_sense_are_refused(wrong):
    with pytest.raises(UsageError, match="QC-DC03"):
        Rules(**wrong, reason="x")


# -- what can be worked out --------------------------------------------------------------------------------------------

DELINQUENT = """
    Alpha: 15 1 3 1
    Beta: 20 10 10 15
    Gamma: 3 10 10 2
    Delta: 12 14 7 2
"""
SMALL = [
    ("Alpha", "b"), ("Alpha", "c"), ("Alpha", "d"), ("Gamma", "a"), ("Gamma", "d"), ("Delta", "d"),
]  # fmt: skip


def test_the_audit_finds_what_two_in_every_row_and_column_hide_badly():
    """Statistical Policy Working Paper 22 (Federal Committee on Statistical Methodology 2005), table 5.

    Every row and column has two left-out numbers, and yet Alpha's last is 1: rows Alpha and Beta less the columns b
    and c leave it alone.
    """
    table = crosstab("children", DELINQUENT)
    badly = left_out(table, *SMALL, ("Beta", "b"), ("Beta", "c"), ("Delta", "a"))
    exact = {(one.row, one.column): one.lowest for one in audit([badly]) if one.is_exact}
    assert exact == {("Alpha", "d"): 1}


def test_the_audit_finds_nothing_exact_in_the_table_that_is_protected():
    """The same, table 6."""
    table = crosstab("children", DELINQUENT)
    well = left_out(table, *SMALL, ("Gamma", "b"), ("Delta", "a"), ("Delta", "c"))
    assert not [one for one in audit([well]) if one.is_exact]


def test_protecting_it_leaves_nothing_to_work_out():
    safe = protect(crosstab("children", DELINQUENT))
    assert set(SMALL) <= set(safe.reasons)
    assert {reason for place, reason in safe.reasons.items() if place not in SMALL} == {"with others"}
    assert not safe.exposed
    assert not audit([safe])
    assert safe.counts()["left out"] <= 16


def test_one_left_out_number_of_a_row_is_the_total_less_the_others():
    table = crosstab("t", "p: 2 9 8\nq: 7 9 8")
    found = audit([left_out(table, ("p", "a"))])
    assert [(one.row, one.column, one.lowest, one.highest) for one in found] == [("p", "a", 2, 2)]


def test_two_small_numbers_with_a_small_total_are_worked_out_by_their_bounds():
    """1 + 1 = 2: no equation has one unknown, and still both are known, because zeros would be printed."""
    cells = (cell("p", "a", 1), cell("p", "b", 1), cell("p", "c", 9), cell("p", "alle", 11))
    parts = tuple(one.of for one in cells[:3])
    table = NumberTable("t", "speakers", cells, (Sum(frozenset({"p"}), parts),))
    found = audit([left_out(table, ("p", "a"), ("p", "b"))])
    assert {(one.column, one.lowest, one.highest) for one in found} == {("a", 1, 1), ("b", 1, 1)}
    assert printed(protect(table)) == {"p": ".. .. .. 11"}


def test_an_interval_that_is_too_narrow_is_no_protection():
    """2 + 4 = 6 leaves 1 to 5 each, which is wide enough; 1 + 4 = 5 leaves 1 to 4."""

    def row(a, b):
        return NumberTable(
            "t", "speakers",
            (cell("p", "a", a), cell("p", "b", b), cell("p", "alle", a + b)),
            (Sum(frozenset({"p"}), (frozenset({"p", "a"}), frozenset({"p", "b"}))),),
        )  # fmt: skip

    assert printed(protect(row(2, 4))) == {"p": ".. .. 6"}
    assert printed(protect(row(1, 4))) == {"p": ".. .. .."}


def test_what_a_sum_does_not_print_must_not_come_out_either():
    """13 children's and adults' advisers, 11 of them in the printed columns: two are left."""
    cells = (
        cell("p", "boern", 6),
        cell("p", "voksen", 5),
        cell("p", "ung", 2, printed=False),
        cell("p", "alle", 13),
    )
    table = NumberTable("t", "speakers", cells, (Sum(frozenset({"p"}), tuple(one.of for one in cells[:3])),))
    assert [(one.column, one.lowest) for one in audit([left_out(table)])] == [("ung", 2)]
    safe = protect(table)
    assert not safe.exposed
    assert safe.counts()["left out"] > 0
    assert ("p", "ung") not in safe.values


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("sum", ".. .. 9"),  # 3 is what is left of 9
        ("union", ".. 6 9"),  # the six may be among the others: 3 to 9
        ("within", ".. 6 9"),  # 1 to 9
    ],
)
def test_only_parts_that_have_nothing_in_common_are_taken_from_the_total(kind, shown):
    cells = (cell("p", "a", 3), cell("p", "b", 6), cell("p", "alle", 9))
    parts = tuple(one.of for one in cells[:2])
    table = NumberTable("t", "speakers", cells, (Sum(frozenset({"p"}), parts, kind),))
    assert printed(protect(table)) == {"p": shown}


def test_a_number_of_sites_is_bounded_by_the_sites_of_the_study():
    table = NumberTable("t", "sites", (cell("p", "a", 3, value=2, by_person=(1, 1, 1)),), at_most=6)
    assert not audit([left_out(table, ("p", "a"))])
    one_site = NumberTable("t", "sites", (cell("p", "a", 3, value=1, by_person=(1, 1, 1)),), at_most=1)
    assert [one.is_exact for one in protect(one_site).exposed] == [True]


# -- several tables ----------------------------------------------------------------------------------------------------


def by_area(name, boern, voksen):
    return with_totals(name, {("politi", "boern"): boern, ("politi", "voksen"): voksen})


def test_a_number_that_another_table_prints_is_not_left_out():
    first = crosstab("first", "p: 2 9 8\nq: 7 9 8")
    hidden = protect(first)
    other = NumberTable("other", "speakers", (cell("p", "a", 2),))
    careless = Protected(other, Rules(), {})
    assert ("first", "p", "a") in {(one.table, one.row, one.column) for one in audit([hidden, careless])}


def test_tables_of_one_release_are_protected_together():
    """The total by area and the total by role are the same number: one table must not give away the other's."""
    area = NumberTable(
        "area", "speakers",
        (cell("p", "boern", 2), cell("p", "voksen", 9), cell("p", "alle", 11, printed=False)),
        (Sum(frozenset({"p"}), (frozenset({"p", "boern"}), frozenset({"p", "voksen"}))),),
    )  # fmt: skip
    role = NumberTable(
        "role", "speakers",
        (cell("p", "leder", 5), cell("p", "rådgiver", 6), cell("p", "alle", 11, printed=False)),
        (Sum(frozenset({"p"}), (frozenset({"p", "leder"}), frozenset({"p", "rådgiver"}))),),
    )  # fmt: skip
    alone = [protect(area), protect(role)]
    assert printed(alone[0]) == {"p": ".. 9"}
    assert {(one.row, one.column, one.lowest) for one in audit(alone)} == {("p", "boern", 2)}
    together = protect_all([area, role])
    assert not audit(together)
    assert not any(one.exposed for one in together)


def test_what_is_out_already_is_not_changed_and_may_give_something_away():
    total = NumberTable("out", "speakers", (cell("p", "alle", 11), cell("p", "voksen", 9)))
    out = protect(total)
    table = NumberTable(
        "new", "speakers",
        (cell("p", "boern", 2), cell("p", "voksen", 9), cell("p", "alle", 11)),
        (Sum(frozenset({"p"}), (frozenset({"p", "boern"}), frozenset({"p", "voksen"}))),),
    )  # fmt: skip
    late = protect(table, beside=[out])
    assert [(one.table, one.column, one.lowest) for one in late.exposed] == [("new", "boern", 2)]
    assert out.counts()["left out"] == 0
    assert protect(total, beside=[protect(table)]).counts()["left out"] == 1  # left out there, so here


def test_persons_tell_of_segments_and_sites_of_persons():
    """Seven persons said it in seven segments at least: a left-out number of segments between 7 and 9 is no secret."""
    persons = NumberTable("persons", "speakers", (cell("p", "a", 7),))
    said = NumberTable(
        "segments", "segments",
        (cell("p", "a", 0, by_person=(2, 2, 1, 1, 1, 1, 1)), cell("p", "b", 0, by_person=(1, 1)),
         cell("p", "alle", 0, by_person=(3, 2, 1, 1, 1, 1, 1, 1))),
        (Sum(frozenset({"p"}), (frozenset({"p", "a"}), frozenset({"p", "b"}))),),
    )  # fmt: skip
    alone = protect(said)
    assert printed(alone) == {"p": ".. .. 11"}
    both = audit([Protected(persons, Rules(), {}), alone])
    assert {(one.table, one.column, one.lowest, one.highest) for one in both} == {
        ("segments", "a", 7, 10), ("segments", "b", 1, 4)
    }  # fmt: skip
    assert not audit(protect_all([persons, said]))


def test_a_part_is_at_most_the_whole_without_being_said():
    whole = NumberTable("whole", "speakers", (cell("p", "alle", 5),))
    part = NumberTable("part", "speakers", (cell("p", "a", 2),))
    assert not audit(protect_all([whole, part]))
    rules = Rules(min_persons=7)
    strict = [Protected(whole, rules, {}), protect(part, rules=rules)]
    assert {one.table for one in audit(strict, rules=rules)} == {"whole", "part"}


# -- tables that contradict themselves ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "sums"),
    [
        ([cell("p", "a", 5), cell("p", "a", 6, of={"x"})], []),
        ([cell("p", "a", 5), cell("p", "b", 6, of={"p", "a"})], []),
        ([NumberCell("p", "a", frozenset("p"), -1, 0)], []),
        ([NumberCell("p", "a", frozenset("p"), 3, 4)], []),
        ([cell("p", "a", 5), cell("p", "alle", 6)], [Sum(frozenset({"p"}), (frozenset({"p", "a"}),))]),
        ([cell("p", "a", 7), cell("p", "alle", 6)], [Sum(frozenset({"p"}), (frozenset({"p", "a"}),), "within")]),
    ],
)  # fmt: skip
def test_numbers_that_contradict_each_other_are_refused(cells, sums):
    with pytest.raises(UsageError, match="QC-DC04"):
        NumberTable("t", "speakers", tuple(cells), tuple(sums))


def test_tables_that_contradict_each_other_are_refused():
    tables = [NumberTable(name, "speakers", (cell("p", "a", n),)) for name, n in (("x", 5), ("y", 6))]
    with pytest.raises(UsageError, match="QC-DC04"):
        protect_all(tables)
    unknown = NumberTable(
        "t", "speakers", (cell("p", "a", 9),), (Sum(frozenset({"p"}), (frozenset({"p", "a"}),)),)
    )
    with pytest.raises(UsageError, match="QC-DC04"):
        protect(unknown)


def test_segments_need_to_say_who_gives_how_much():
    """Dominance that nobody can check is not taken for none."""
    with pytest.raises(UsageError, match="QC-DC04"):
        NumberTable("t", "segments", (NumberCell("p", "a", frozenset("p"), 9, 9),))


def test_a_symmetric_table_holds_each_number_twice():
    """Codes against codes: (a, b) and (b, a) are one number, left out in both places or in none."""
    cells = (cell("a", "b", 2), cell("b", "a", 2), cell("a", "a", 7, of={"a"}), cell("b", "b", 9, of={"b"}))
    assert set(protect(NumberTable("t", "speakers", cells)).reasons) == {("a", "b"), ("b", "a")}


# -- counting segments -------------------------------------------------------------------------------------------------


def said(*speakers, site="s1", area="boern"):
    return [
        Segment("d", "v", number, Span(number, number + 1), number, speaker, "informant", area, site)
        for number, speaker in enumerate(speakers, start=1)
    ]


def test_segments_are_counted_by_person_and_area():
    segments = said("p1", "p1", "p2") + said("p3", area="voksen") + said("p4", area="")
    table = count_table("t", "segments", {("politi", "tid"): segments}, areas=["boern", "voksen"])
    assert [(c.column, c.value, c.persons, c.by_person, c.printed) for c in table.cells] == [
        ("tid | boern", 3, 2, (2, 1), True),
        ("tid | voksen", 1, 1, (1,), True),
        ("tid | ", 1, 1, (1,), False),
        ("tid | alle", 5, 4, (2, 1, 1, 1), True),
    ]
    assert [(one.kind, len(one.parts)) for one in table.sums] == [("sum", 3)]


def test_persons_of_two_areas_and_sites_are_unions():
    segments = said("p1", "p2") + said("p1", "p3", area="voksen")
    for measure, value in (("speakers", 3), ("sites", 1)):
        table = count_table("t", measure, {("politi", "tid"): segments}, areas=["boern", "voksen"])
        assert table.cells[-1].value == value
        assert [one.kind for one in table.sums] == ["union"]


def test_a_segment_without_a_speaker_is_no_person():
    table = count_table("t", "segments", {("politi", "tid"): said("", "", "p1", "p2", "p3", "p4")})
    assert protect(table).reasons == {("politi", "tid"): "persons"}


# -- what is shown -----------------------------------------------------------------------------------------------------


def test_what_is_printed_does_not_say_why_a_number_is_left_out():
    safe = protect(crosstab("t", "p: 2 9 8\nq: 7 9 8"))
    marks = {value for value in safe.wide().to_numpy().ravel() if not isinstance(value, int)}
    assert marks == {".."}
    frame = safe.to_frame()
    assert set(frame[frame["value"].isna()]["reason"]) == {"persons", "with others"}


def test_numbers_of_the_team_are_not_shown_by_accident():
    table = crosstab("t", "p: 2 97 83\nq: 71 97 83")
    safe = protect(table)
    for shown in (
        repr(table),
        repr(safe),
        repr(safe.table.cells[0]),
        repr(audit([left_out(table, ("p", "a"))])),
    ):
        assert not re.search(r"\b(?:2|97|83|71|182)\b", shown.replace("of 12 numbers", ""))


@pytest.mark.parametrize(("language", "words"), [("da", "tal er udeladt"), ("en", "numbers are left out")])
def test_a_few_lines_say_how_much_is_left_out(language, words):
    lines = protect(crosstab("t", "p: 2 9 8\nq: 7 9 8")).lines(language)
    assert words in lines[0]
    assert lines[0].startswith("t: 4 ")
    assert len(lines) == 3
