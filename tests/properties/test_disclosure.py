"""What must hold of every release, whatever is in it."""

import unicodedata
from collections import Counter
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from qualcode.disclosure import (
    Gate,
    NumberTable,
    Participant,
    Protected,
    Release,
    Rules,
    ScanLists,
    Sum,
    audit,
    beyond_share,
    most_of_one,
    protect,
    protect_all,
    refused,
    scan,
    seal_of,
)
from qualcode.model import Clearance
from unit.disclosure.released_made import quote
from unit.disclosure.tables_made import cell, with_totals

WIDTH = Rules().width("speakers")

counts = st.one_of(st.integers(0, 6), st.integers(0, 40))


@st.composite
def tables(draw, *, rows=4, columns=4, numbers=counts):
    """Return persons by row and column."""
    places = product("pqrs"[: draw(st.integers(1, rows))], "abcd"[: draw(st.integers(1, columns))])
    return {place: draw(numbers) for place in places}


def with_margins(persons):
    """Return all printed places with their true values, margins included, by another way than the product's."""
    values = dict(persons)
    for (row, column), n in persons.items():
        for place in ((row, "alle"), ("alle", column), ("alle", "alle")):
            values[place] = values.get(place, 0) + n
    return values


def equations(persons):
    """Yield the sums of the table: places and factors that add up to nothing."""
    rows, columns = sorted({r for r, _ in persons}), sorted({c for _, c in persons})
    yield from ([*((row, c) for c in columns), (row, "alle")] for row in [*rows, "alle"])
    yield from ([*((r, column) for r in rows), ("alle", column)] for column in [*columns, "alle"])


def attack(persons, printed):
    """Return what each number that is not printed can be, by linear programming over real numbers.

    In a table of two dimensions with its totals the corners of what is possible are whole numbers, so that this is exact.
    """
    values = with_margins(persons)
    unknown = [place for place in values if printed[place] is None]
    at = {place: number for number, place in enumerate(unknown)}
    left, right = [], []
    for places in equations(persons):
        line, known = np.zeros(len(unknown)), 0
        for place in places:
            factor = -1 if place == places[-1] else 1
            if place in at:
                line[at[place]] += factor
            else:
                known += factor * printed[place]
        left.append(line)
        right.append(-known)
    found = {}
    for place, number in at.items():
        goal = np.zeros(len(unknown))
        ends = []
        for sign in (1, -1):
            goal[number] = sign
            answer = linprog(goal, A_eq=np.array(left), b_eq=right, bounds=[(1, None)] * len(unknown))
            assert answer.status in (0, 3)  # solved, or without bound
            ends.append(answer.x[number] if answer.status == 0 else np.inf)
        found[place] = tuple(ends)
    return found


@settings(max_examples=120)
@given(tables())
def test_nothing_left_out_can_be_worked_out_from_the_totals(persons):
    safe = protect(with_totals("t", persons))
    assert not safe.exposed
    for low, high in attack(persons, safe.values).values():
        assert high - low >= WIDTH - 1e-6


@given(tables())
def test_what_breaks_a_rule_is_left_out_and_what_is_printed_is_true(persons):
    safe, true = protect(with_totals("t", persons)), with_margins(persons)
    for place, value in safe.values.items():
        assert value in (None, true[place])
        if 0 < true[place] < Rules().min_persons:
            assert value is None
        if true[place] == 0:
            assert value == 0


@given(tables(), st.data())
def test_the_audit_finds_what_an_attack_finds(persons, data):
    """Whatever somebody leaves out by hand: the two ways of working it out agree on each number."""
    table, true = with_totals("t", persons), with_margins(persons)
    some = data.draw(st.sets(st.sampled_from([p for p in true if true[p]] or [None]), max_size=8)) - {None}
    made = Protected(table, Rules(), dict.fromkeys(some, "persons"))
    small = {place for place, n in true.items() if 0 < n < Rules().min_persons}
    narrow = {
        place: ends
        for place, ends in attack(persons, made.values).items()
        if ends[1] - ends[0] < WIDTH - 1e-6
    }
    found = {(one.row, one.column): (one.lowest, one.highest) for one in audit([made])}
    assert {place: found[place] for place in some & found.keys()} == {
        place: (round(low), round(high)) for place, (low, high) in narrow.items()
    }
    assert found.keys() - some == small - some  # and what is printed though too few are behind it


@settings(max_examples=40)
@given(tables(rows=2, columns=2, numbers=st.integers(0, 6)))
def test_all_whole_numbers_that_fit_what_is_printed_leave_room(persons):
    """By trying all of them: every left-out number has values far enough apart."""
    printed = protect(with_totals("t", persons)).values
    inner = list(persons)
    most = max(persons.values(), default=0) + WIDTH + 1
    choices = [range(1, most + 1) if printed[p] is None else [printed[p]] for p in inner]
    possible = {place: set() for place, value in printed.items() if value is None}
    for numbers in product(*choices):
        values = with_margins(dict(zip(inner, numbers, strict=True)))
        if all(printed[place] in (None, values[place]) for place in values):
            for place, seen in possible.items():
                seen.add(values[place])
    for seen in possible.values():
        assert max(seen) - min(seen) >= WIDTH


@settings(max_examples=30)
@given(tables(rows=3, columns=3), st.data())
def test_two_tables_of_the_same_persons_do_not_give_each_other_away(persons, data):
    """The same rows split by something else: what one leaves out, the other must not bring back."""
    rows = sorted({row for row, _ in persons})
    other = {}
    for row in rows:
        total = sum(n for (r, _), n in persons.items() if r == row)
        part = data.draw(st.integers(0, total))
        other[row, "x"], other[row, "y"] = part, total - part
    both = [with_totals("first", persons), with_totals("second", other)]
    safe = protect_all(both)
    assert not any(one.exposed for one in safe)
    assert not audit(safe)
    later = protect(both[1], beside=[protect(both[0])])
    together = {(one.table, one.row, one.column) for one in audit([protect(both[0]), later])}
    assert bool(together) == bool(later.exposed)


@settings(max_examples=30)
@given(tables(rows=3, columns=3), st.integers(1, 12))
def test_stricter_rules_leave_out_what_looser_ones_do_by_rule(persons, least):
    table = with_totals("t", persons)
    loose, strict = (protect(table, rules=Rules(min_persons=n, reason="test")) for n in (least, least + 3))
    by_rule = {place for place, reason in loose.reasons.items() if reason != "with others"}
    assert by_rule <= set(strict.reasons)
    assert not strict.exposed


@given(tables())
def test_the_same_table_is_protected_the_same_way(persons):
    table = with_totals("t", persons)
    assert protect(table).reasons == protect(table).reasons


shares = st.lists(st.integers(1, 30), min_size=1, max_size=9)


@settings(max_examples=60)
@given(st.lists(shares, min_size=2, max_size=6))
def test_a_dominated_number_is_never_worked_out_nearly(rows):
    """Segments with a total: nobody can say of a dominated number within what the protection level asks."""
    cells = [cell("p", f"c{n}", 0, by_person=sorted(each, reverse=True)) for n, each in enumerate(rows)]
    everybody = sorted((n for each in rows for n in each), reverse=True)
    total = cell("p", "alle", 0, by_person=everybody)
    table = NumberTable("t", "segments", (*cells, total), (Sum(total.of, tuple(one.of for one in cells)),))
    safe = protect(table)
    values = safe.values
    unknown = [one for one in cells if values[one.place] is None]
    if values["p", "alle"] is None or not unknown:
        return
    left = values["p", "alle"] - sum(values[one.place] or 0 for one in cells)
    for one in unknown:
        room = left - len(unknown)  # every other unknown is at least 1
        top = one.by_person[0]
        needed = max(WIDTH, 2 * top - one.value) if top > one.value / 2 else WIDTH
        assert room >= needed


@pytest.mark.parametrize("kind", ["union", "within"])
@given(persons=tables(rows=1, columns=4), extra=st.integers(0, 5))
def test_overlapping_parts_are_judged_by_their_bounds(kind, persons, extra):
    parts = [cell("p", column, n) for (_, column), n in persons.items()]
    top, whole = max(persons.values()), sum(persons.values())
    total = min(whole, top + extra) if kind == "union" else top + extra
    table = NumberTable(
        "t",
        "speakers",
        (*parts, cell("p", "alle", total)),
        (Sum(frozenset({"p"}), tuple(c.of for c in parts), kind),),
    )
    safe = protect(table)
    assert not safe.exposed
    printed = safe.values
    for part in parts:
        if printed[part.place] is None and printed["p", "alle"] is not None:
            others = sum(printed[c.place] or 0 for c in parts if c is not part)
            open_ = sum(printed[c.place] is None for c in parts) > 1
            low = 1 if open_ or kind == "within" else max(1, total - others)
            assert printed["p", "alle"] - low >= WIDTH


# -- words -------------------------------------------------------------------------------------------------------------

LISTS = ScanLists(places=["Tranborg", "Gamle Havn"], hidden=["Projekt Morgenrøde"], ids=["interview-a", "k1"])
texts = st.text(st.characters(codec="utf-8"), max_size=120)
blanks = st.sampled_from(["", " ", "-", " - ", ".", "\u00a0", "\u2013", "/", "\u200b"])


@settings(max_examples=200)
@given(texts)
def test_any_text_can_be_scanned_and_every_clue_lies_in_it(text):
    text = unicodedata.normalize("NFC", text)
    for one in scan(text, LISTS):
        assert 0 <= one.span.start < one.span.end <= len(text)
        assert one.message("da")


@settings(max_examples=200)
@given(
    st.integers(1, 28), st.integers(1, 12), st.integers(0, 99), st.integers(0, 9999), st.lists(blanks, min_size=9, max_size=9)
)  # fmt: skip
def test_a_cpr_number_is_refused_however_its_digits_are_set_apart(day, month, year, last, between):
    digits = f"{day:02}{month:02}{year:02}{last:04}"
    written = "".join(a + b for a, b in zip(digits, [*between, ""], strict=True))
    assert refused(scan(f"Hun skrev {written}, og så gik hun."))


@settings(max_examples=150)
@given(
    st.sampled_from(["Tranborg", "Gamle Havn", "Projekt Morgenrøde"]),
    st.sampled_from([str, str.upper, str.lower, str.title]),
    st.sampled_from(["", "s", "-sagen", ".", ", "]),
    st.sampled_from(["", "\u00ad", "\u200b"]),
    st.integers(1, 5),
    st.sampled_from(["NFC", "NFD"]),
)
def test_a_place_of_the_plan_is_refused_in_whatever_form_it_stands(place, form, behind, hidden, at, normal):
    words = form(place)
    text = unicodedata.normalize(normal, f"Det var i {words[:at]}{hidden}{words[at:]}{behind} dengang.")
    assert refused(scan(text, LISTS))


# -- quotes ------------------------------------------------------------------------------------------------------------

speakers = st.lists(st.sampled_from(["p1", "p2", "p3", "p4", ""]), max_size=40)


@given(speakers, st.sampled_from([0.1, 0.15, 0.5]))
def test_nobody_is_left_with_more_than_their_share(who, share):
    rules = Rules(max_share=share, reason="test")
    quotes = [quote(n, speaker=one, document=one or f"d{n % 3}") for n, one in enumerate(who)]
    held = set(beyond_share(quotes, rules))
    left = [one for one in quotes if one.id not in held]
    per_person = Counter(one.quote.speaker_id or one.quote.document for one in left)
    assert max(per_person.values(), default=0) <= most_of_one(len(left), rules)
    assert len(per_person) == len(
        {one.quote.speaker_id or one.quote.document for one in quotes}
    )  # nobody is silenced


WORDS = st.sampled_from(
    [
        "Vi ringer bare.",
        "Hun har fem søstre.",
        "Det er i Tranborg.",
        "Så kom [person 3].",
        "Ring 22 31 40 55.",
    ]
)
statuses = st.sampled_from(["waiting", "approved", "changed", "withdrawn"])
decisions = st.sampled_from(["print", "hold", "override", None])


@settings(max_examples=100)
@given(
    st.lists(
        st.tuples(WORDS, statuses, decisions, st.booleans(), st.sampled_from(["boern", "ung"])), max_size=8
    )
)
def test_nothing_prints_that_was_not_agreed_to_seen_and_safe(lines):
    """Whatever people have ticked and answered: what prints had a yes from all three, or a reason."""
    people = [Participant(f"p{n}", f"k{n}", frozenset({("area", "boern")})) for n in range(9)]
    quotes = [
        quote(n, text, status=status, speaker=f"p{n}", document=f"d{n}", area=area)
        for n, (text, status, _, _, area) in enumerate(lines)
    ]
    ticks = [
        Clearance("c", one.id, seal_of(one.text if fresh else "andre ord"), decision, "anna", "fordi")
        for one, (_, _, decision, fresh, _) in zip(quotes, lines, strict=True)
        if decision
    ]
    report = Gate(lists=LISTS).check(Release(quotes=quotes, people=people, clearances=ticks))
    for entry, one, (text, status, decision, fresh, area) in zip(report.entries, quotes, lines, strict=True):
        assert report.prints(one.id) == (entry.verdict == "print") == (not entry.reasons)
        if entry.verdict == "print":
            assert status in ("approved", "changed")
            assert fresh
            assert decision in ("print", "override")
            assert decision == "override" or not refused(scan(text, LISTS))
            assert decision == "override" or area == "boern"
            assert bool(entry.set_aside) <= (decision == "override")
    linked = [
        e
        for e, line in zip(report.entries, lines, strict=True)
        if "[person 3]" in line[0] and e.verdict == "print"
    ]
    assert sum(not e.set_aside for e in linked) <= 1
