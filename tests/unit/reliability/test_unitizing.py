"""The coefficients of spans: a published example, the definition letter by letter, and what must be said of special cases."""

import pytest

from qualcode.reliability import (
    Continuum,
    alpha_binary,
    alpha_domain,
    alpha_domains,
    alpha_unitizing,
    alpha_value,
)
from unit.reliability import brute_force

# Krippendorff, K. (2019), Content Analysis, 4th ed., figure 12.11 (p. 340), and Krippendorff, Mathet, Bouvry & Widlöcher (2016): three
# observers, a continuum of 60. First and last letter of each unit, counted from 1, and its value. The figure and its results
# (.510, .413, .724; values 1, 5 and 6: 1.000, values 2, 3 and 4: .000, value 7 not in common) are taken from the tests of the R
# package quallmer, which transcribe them; the printed page was not at hand.
ALEX = "1-7:1 8-13:2 31-32:5 33-37:6 38-44:6 45-60:7"
PAUL = "1-7:1 8-13:3 14-21:5 33-44:6"
SUZAN = "1-7:1 8-13:4 14-21:5 33-37:6 38-41:6 42-44:6"


def observer(written):
    ends = [(unit.partition(":")[0].split("-"), unit.partition(":")[2]) for unit in written.split()]
    return [(int(first) - 1, int(last), value) for (first, last), value in ends]


FIGURE = [Continuum(60, tuple(map(observer, (ALEX, PAUL, SUZAN))))]


def drawn(length, *coders):
    """``drawn(30, "aaa  bb", "aa")``: each letter of a word is a letter of the text; a blank or a dot is a gap.

    A run of one letter is one unit; ``|`` cuts it in two.
    """
    return Continuum(length, tuple(units(marks) for marks in coders))


def units(marks):
    found, place, before = [], 0, ""
    for mark in marks:
        if mark == "|":
            before = ""
            continue
        if mark not in " .":
            if mark == before:
                found[-1] = (found[-1][0], place + 1, mark)
            else:
                found.append((place, place + 1, mark))
        before, place = mark, place + 1
    return found


def plain(*continua):
    return [(continuum.length, continuum.coders) for continuum in continua]


def test_the_published_example():
    assert round(alpha_unitizing(FIGURE)[0], 3) == 0.510
    assert round(alpha_domain(FIGURE)[0], 3) == 0.724


def test_the_published_example_relevant_or_not():
    """Printed as .413; the exact value is .41360, so the last digit was cut or came from rounded coincidences."""
    assert alpha_binary(FIGURE)[0] == pytest.approx(0.413, abs=0.001)
    assert alpha_binary(FIGURE)[0] == pytest.approx(0.4136, abs=0.00005)


@pytest.mark.parametrize(("value", "published"), [("1", 1), ("5", 1), ("6", 1), ("2", 0), ("3", 0), ("4", 0)])
def test_the_published_example_by_value(value, published):
    assert alpha_value(FIGURE, value)[0] == pytest.approx(published)


def test_a_value_that_others_never_marked_over_has_none():
    value, reason = alpha_value(FIGURE, "7")
    assert value is None
    assert "two coders" in reason


def test_the_published_example_letter_by_letter():
    assert alpha_unitizing(FIGURE)[0] == pytest.approx(brute_force.alpha(plain(*FIGURE)))
    assert alpha_domain(FIGURE)[0] == pytest.approx(brute_force.alpha(plain(*FIGURE), only_common=True))


TWO = drawn(20, "..aaaa....bbbb......", "...aaa....bbbbbb....")
THREE = drawn(18, "aaaa....bb........", "aaa.....bbbb......", ".aaaaa..aaaa....cc")
APART = drawn(12, "aaaa........", "......bbbb..")


@pytest.mark.parametrize(
    "continua", [[TWO], [THREE], [APART], [TWO, THREE], [TWO, APART, THREE]], ids=lambda c: str(len(c))
)
def test_small_examples_letter_by_letter(continua):
    """Also several texts, coded by different numbers of coders."""
    assert alpha_unitizing(continua)[0] == pytest.approx(brute_force.alpha(plain(*continua)))
    common = brute_force.alpha(plain(*continua), only_common=True)
    assert alpha_domain(continua)[0] == (None if common is None else pytest.approx(common))


def test_two_coders_who_drew_the_same_agree_wholly():
    same = drawn(20, "..aaaa....bbbb......", "..aaaa....bbbb......")
    assert alpha_unitizing([same])[0] == 1
    assert alpha_binary([same])[0] == 1
    assert alpha_domain([same])[0] == 1


def test_cutting_a_unit_in_two_changes_chance_and_not_what_is_observed():
    """A unit is one decision: two that touch are two, and are expected to meet others more often."""
    whole, cut = drawn(20, "..aaaa..", "...aaaaa"), drawn(20, "..aa|aa..", "...aaaaa")
    assert brute_force.observed(plain(whole)) == brute_force.observed(plain(cut))
    assert alpha_unitizing([cut])[0] < alpha_unitizing([whole])[0]
    assert alpha_unitizing([cut])[0] == pytest.approx(brute_force.alpha(plain(cut)))


def test_cutting_leaves_whole_agreement_whole():
    assert alpha_unitizing([drawn(20, "..aa|aa..", "..aaaa")])[0] == 1


def test_a_coder_who_marked_the_same_words_twice_marked_them_once():
    once = Continuum(30, ([(0, 12, "a")], [(3, 12, "a")]))
    twice = Continuum(30, ([(0, 8, "a"), (2, 12, "a"), (0, 8, "a")], [(3, 12, "a")]))
    assert alpha_unitizing([twice]) == alpha_unitizing([once])


def test_a_text_that_one_coder_coded_does_not_count():
    assert alpha_unitizing([TWO, drawn(50, "aaaaaaaaa")]) == alpha_unitizing([TWO])


def test_a_coder_who_marked_nothing_is_no_missing_coder():
    silent = Continuum(10, ([(0, 4, "a")], []))
    assert alpha_unitizing([silent])[0] < 0.1
    assert alpha_unitizing([Continuum(10, ([(0, 4, "a")],))])[0] is None


def test_domains_hide_what_differs_inside_them():
    continua = [drawn(30, "aaaa..xxxx..bbbb", "bbbb..xxxx..aaaa")]
    assert alpha_domain(continua)[0] < 0.5
    assert alpha_domains(continua, lambda code: code in "ab")[0] == 1


@pytest.mark.parametrize(
    ("coefficient", "continuum", "why"),
    [
        (alpha_unitizing, drawn(10, "aaa"), "two coders"),
        (alpha_unitizing, drawn(0, "", ""), "two coders"),
        (alpha_unitizing, drawn(10, "...", "..."), "one value"),
        (alpha_unitizing, drawn(3, "aaa", "aaa"), "one value"),
        (alpha_binary, drawn(3, "aab", "bbb"), "one value"),
        (alpha_domain, drawn(10, "aaa", "...bb"), "no words"),
        (alpha_domain, drawn(10, "aaa", ".aaaa"), "only one value"),
        (lambda c: alpha_value(c, "a"), drawn(10, "aaa", ".aaaa"), "only one value"),
        (alpha_unitizing, Continuum(10, ([(0, 4, "a"), (2, 6, "b")], [])), "2 code points"),
        (alpha_domain, Continuum(10, ([(0, 4, "a"), (2, 6, "b")], [])), "2 code points"),
        (lambda c: alpha_value(c, "a"), Continuum(10, ([(0, 4, "a"), (2, 6, "b")], [])), "2 code points"),
    ],
)
def test_undefined_is_none_with_a_reason(coefficient, continuum, why):
    value, reason = coefficient([continuum])
    assert value is None
    assert why in reason


def test_relevance_is_defined_where_codes_overlap():
    overlapping = Continuum(30, ([(0, 8, "a"), (4, 12, "b")], [(0, 12, "a")]))
    assert alpha_binary([overlapping])[0] == 1


@pytest.mark.parametrize("stretch", [(-1, 3, "a"), (3, 3, "a"), (5, 4, "a"), (8, 11, "a")])
def test_a_stretch_lies_inside_its_text(stretch):
    with pytest.raises(ValueError, match="stretch"):
        Continuum(10, ([stretch], []))
