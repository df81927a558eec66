"""Agreement on random codings: what must hold whatever the coders did."""

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.model import Code, Codebook, Coding, CodingSet, Segment, Span
from qualcode.reliability import (
    Continuum,
    agreement,
    alpha_binary,
    alpha_domain,
    alpha_nominal,
    alpha_unitizing,
    alpha_value,
    cohen_kappa,
    decisions,
    fleiss_kappa,
    light_kappa,
    percent_agreement,
)
from qualcode.reliability.continuum import tidy
from unit.reliability import brute_force

ANONYMOUS = [alpha_nominal, fleiss_kappa, percent_agreement]
"""Coefficients that do not ask who is who."""
ALL = [*ANONYMOUS, light_kappa]

values = st.sampled_from(["a", "b", "c"])


@st.composite
def tables(draw, *, missing=True):
    """Return units of two to four coders."""
    coders = draw(st.integers(2, 4))
    value = st.one_of(st.none(), values) if missing else values
    return draw(st.lists(st.tuples(*[value] * coders), max_size=10))


def same(one, other):
    """The same value, but for the last bits of a float, and a reason exactly where there is none."""
    (value, reason), (other_value, other_reason) = one, other
    assert (value is None) == (other_value is None) == bool(reason) == bool(other_reason)
    return value is None or value == pytest.approx(other_value, abs=1e-9)


# -- coefficients of units -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("coefficient", ALL)
@given(tables(), st.randoms(use_true_random=False))
def test_order_of_coders_and_units_and_names_of_codes_do_not_matter(coefficient, units, chance):
    coders = list(range(len(units[0]) if units else 0))
    chance.shuffle(coders)
    new = dict(zip("abc", chance.sample("xyz", 3), strict=True)) | {None: None}
    other = [tuple(new[unit[coder]] for coder in coders) for unit in chance.sample(units, len(units))]
    assert same(coefficient(units), coefficient(other))


@pytest.mark.parametrize("coefficient", ANONYMOUS)
@given(tables(missing=False), st.randoms(use_true_random=False))
def test_who_gave_which_value_does_not_matter_inside_a_unit(coefficient, units, chance):
    assert same(coefficient(units), coefficient([chance.sample(unit, len(unit)) for unit in units]))


@pytest.mark.parametrize("coefficient", ALL)
@given(tables())
def test_no_coefficient_is_above_one(coefficient, units):
    value, _ = coefficient(units)
    assert value is None or value <= 1 + 1e-12


@given(tables())
def test_kappas_and_percentage_stay_in_their_bounds(units):
    for coefficient, lowest in ((light_kappa, -1), (fleiss_kappa, -1), (percent_agreement, 0)):
        value, _ = coefficient(units)
        assert value is None or value >= lowest - 1e-12


@pytest.mark.parametrize("coefficient", ALL)
@given(st.lists(values, max_size=8), st.integers(2, 4))
def test_whole_agreement_is_one_or_undefined(coefficient, given_values, coders):
    value, _ = coefficient([(value,) * coders for value in given_values])
    if value is None:
        assert len(set(given_values)) < 2
    else:
        assert value == pytest.approx(1)


@given(tables())
def test_units_twice_change_alpha_by_its_small_sample_correction_only(units):
    for coefficient in (light_kappa, fleiss_kappa, percent_agreement):
        assert same(coefficient(units), coefficient(units * 2))
    value, _ = alpha_nominal(units)
    if value is not None:
        n = sum(given for unit in units if (given := sum(v is not None for v in unit)) >= 2)
        doubled = alpha_nominal(units * 2)[0]
        assert 1 - doubled == pytest.approx((1 - value) * (2 * n - 1) / (2 * n - 2))


@given(tables())
def test_alpha_pair_by_pair(units):
    """From the definition: draw two values of one unit by different coders, and two of all pairable values."""
    pairable = [[v for v in unit if v is not None] for unit in units]
    pairable = [unit for unit in pairable if len(unit) >= 2]
    every = [value for unit in pairable for value in unit]
    observed = sum(sum(a != b for a, b in combinations(unit, 2)) * 2 / (len(unit) - 1) for unit in pairable)
    pairs = list(combinations(every, 2))
    expected = sum(a != b for a, b in pairs) / len(pairs) if pairs else 0
    value, _ = alpha_nominal(units)
    if not expected:
        assert value is None
    else:
        assert value == pytest.approx(1 - observed / len(every) / expected)


@given(tables().filter(lambda units: units and len(units[0]) == 2))
def test_cohens_kappa_by_drawing_from_both_coders(units):
    both = [(a, b) for a, b in units if None not in (a, b)]
    draws = [(a, b) for a, _ in both for _, b in both]
    value, _ = cohen_kappa(units)
    chance = sum(a == b for a, b in draws) / len(draws) if draws else 1
    if chance == 1:
        assert value is None
    else:
        seen = sum(a == b for a, b in both) / len(both)
        assert value == pytest.approx((seen - chance) / (1 - chance), abs=1e-9)


# -- coefficients of spans -----------------------------------------------------------------------------------------


@st.composite
def continua(draw, *, coders=None, texts=2, names="ab"):
    """Return one or two short texts, each cut up by up to three coders; no coder gives the same words two values."""
    return [draw(_continuum(coders, names)) for _ in range(draw(st.integers(1, texts)))]


@st.composite
def _continuum(draw, coders, names):
    length = draw(st.integers(1, 12))
    border = st.integers(0, length)
    made = []
    for _ in range(coders or draw(st.integers(1, 3))):
        ends = sorted(draw(st.lists(border, max_size=6, unique=True)))
        labels = draw(st.lists(st.sampled_from([None, *names]), min_size=len(ends), max_size=len(ends)))
        made.append([(s, e, v) for s, e, v in zip(ends, ends[1:], labels, strict=False) if v is not None])
    return Continuum(length, tuple(made))


def plain(continua):
    return [(continuum.length, continuum.coders) for continuum in continua]


def close(value, other):
    return (value is None) == (other is None) and (value is None or value == pytest.approx(other, abs=1e-9))


@settings(max_examples=150)
@given(continua())
def test_u_alpha_and_cu_alpha_letter_by_letter(texts):
    assert close(alpha_unitizing(texts)[0], brute_force.alpha(plain(texts)))
    assert close(alpha_domain(texts)[0], brute_force.alpha(plain(texts), only_common=True))


@given(continua())
def test_relevant_or_not_letter_by_letter(texts):
    renamed = [text.renamed(lambda value: "marked") for text in texts]
    assert close(alpha_binary(texts)[0], brute_force.alpha(plain(renamed)))


@given(continua(names="abc"))
def test_one_value_against_its_domain_from_the_coincidences(texts):
    """1 - (expected of the value / observed of it) * (observed with others / expected with others), eq. 38 of the book."""
    letters = brute_force.letters(plain(texts), only_common=True)
    total = sum(weight for *_, weight in letters)
    of_a = sum(weight for *_, value, weight in letters if value == "a")
    value, _ = alpha_value(texts, "a")
    if not of_a or of_a == pytest.approx(total):
        assert value is None
        return
    own = Counter()
    for text, coder, _, unit, at_value, weight in letters:
        own[text, coder, unit, at_value] += weight
    own_of_a = sum(length**2 for (*_, at_value), length in own.items() if at_value == "a")
    apart, _ = brute_force.observed(
        plain([text.renamed(lambda v: v == "a") for text in texts]), only_common=True
    )
    expected_of_a = of_a * total - own_of_a
    expected_apart = of_a * (total - of_a)
    assert value == pytest.approx(1 - expected_of_a / of_a * (apart / 2) / expected_apart, abs=1e-9)


@given(continua(names="abc"), st.randoms(use_true_random=False))
def test_spans_do_not_ask_who_is_who_or_what_codes_are_called(texts, chance):
    new = dict(zip("abc", chance.sample("xyz", 3), strict=True))
    other = [
        Continuum(t.length, tuple(chance.sample(t.coders, len(t.coders)))).renamed(new.__getitem__)
        for t in texts
    ]
    chance.shuffle(other)
    for coefficient in (alpha_unitizing, alpha_binary, alpha_domain):
        assert same(coefficient(texts), coefficient(other))
    assert same(alpha_value(texts, "a"), alpha_value(other, new["a"]))


@given(continua(names="abc"))
def test_coefficients_of_spans_are_at_most_one(texts):
    found = [alpha_unitizing(texts), alpha_binary(texts), alpha_domain(texts), alpha_value(texts, "a")]
    assert all(value is None or value <= 1 + 1e-9 for value, _ in found)


@given(_continuum(1, "ab"), st.integers(2, 3))
def test_coders_who_drew_the_same_agree_wholly(text, coders):
    same_for_all = Continuum(text.length, text.coders * coders)
    for coefficient in (alpha_unitizing, alpha_binary, alpha_domain):
        value, reason = coefficient([same_for_all])
        assert (value == 1) if value is not None else reason


@given(_continuum(2, "ab"), st.integers(1, 11))
def test_a_unit_cut_in_two_touching_ones_lowers_u_alpha_or_leaves_it(text, place):
    """What is observed stays; chance gets more pairs to draw from, of which the new ones agree: less is expected."""
    cut = Continuum(
        text.length,
        tuple(
            [
                piece
                for start, end, value in stretches
                for piece in (
                    [(start, place, value), (place, end, value)]
                    if start < place < end
                    else [(start, end, value)]
                )
            ]
            for stretches in text.coders
        ),
    )
    whole, pieces = alpha_unitizing([text])[0], alpha_unitizing([cut])[0]
    assert brute_force.observed(plain([text])) == brute_force.observed(plain([cut]))
    assert close(pieces, brute_force.alpha(plain([cut])))
    assert whole is None or pieces <= whole + 1e-12


@given(st.lists(st.tuples(st.integers(0, 10), st.integers(1, 5), st.sampled_from("ab")), max_size=6))
def test_tidying_keeps_every_letter_and_counts_those_with_two_values(drawn):
    stretches = [(start, start + length, value) for start, length, value in drawn]
    made, twice = tidy(stretches)

    def marked(of):
        return {(place, value) for start, end, value in of for place in range(start, end)}

    assert marked(made) == marked(stretches)
    assert twice == sum(n > 1 for n in Counter(place for place, _ in marked(stretches)).values())
    assert tidy(made) == (made, twice)


# -- a study -------------------------------------------------------------------------------------------------------

CODES = ("p.a", "p.b", "q.c")
BOOK = Codebook("1", "da", "t", tuple(Code(i, i) for i in ("p", "p.a", "p.b", "q", "q.c")))
WIDTH = 8


@st.composite
def studies(draw):
    """Return the sets of two or three coders and the turns of up to three interviews of up to four turns."""
    turns = [
        Segment(f"d{at}", "v", n + 1, Span(WIDTH * n, WIDTH * n + WIDTH - 1), n + 1, "s", role, "b", "k")
        for at in range(draw(st.integers(1, 3)))
        for n, role in enumerate(
            draw(st.lists(st.sampled_from(["informant", "interviewer"]), min_size=1, max_size=4))
        )
    ]
    sets = []
    for coder in ("anna", "bo", "cia")[: draw(st.integers(2, 3))]:
        marks = draw(st.lists(_marks(turns), max_size=10))
        codings = [
            Coding(f"{coder}{at}", document, "v", span, code, coder)
            for at, (document, span, code) in enumerate(marks)
        ]
        sets.append(CodingSet(coder, tuple(codings)))
    finished = {one.name: [turn.document for turn in turns if draw(st.booleans())] for one in sets}
    return sets, turns, finished


@st.composite
def _marks(draw, turns):
    turn = draw(st.sampled_from(turns))
    length = max(other.span.end for other in turns if other.document == turn.document)
    start = draw(st.integers(0, length - 1))
    return turn.document, Span(start, draw(st.integers(start + 1, length))), draw(st.sampled_from(CODES))


def compared(sets, turns, finished):
    """Return the agreement, or None where no interview was coded by two."""
    coded = [{c.document for c in one} | set(finished[one.name]) for one in sets]
    informants = {turn.document for turn in turns if turn.is_informant}
    if not any(sum(name in of for of in coded) >= 2 for name in informants):
        return None
    return agreement(sets, turns, BOOK, finished=finished, n_resamples=20)


PLAIN = {"alpha": alpha_nominal, "kappa": light_kappa, "fleiss": fleiss_kappa, "percent": percent_agreement}


@settings(max_examples=150)
@given(studies())
def test_results_are_those_of_the_plain_functions(study):
    result = compared(*study)
    if result is None:
        return
    made = decisions(study[0], study[1], finished=study[2])
    shared = [c for c in made.coders if any(given is not None for given in made.codes[c])]
    at = [made.coders.index(coder) for coder in shared]
    units = {
        r.code: [tuple(unit[i] for i in at) for unit in made.of_code(r.code)]
        for r in result.results
        if r.kind == "code"
    }
    units["p"] = [unit for code, of_code in units.items() if code.startswith("p.") for unit in of_code]
    units[""] = [unit for code, of_code in units.items() if "." in code for unit in of_code]
    for code, of_code in units.items():
        for name, plain_function in PLAIN.items():
            value, _ = plain_function(of_code)
            assert close(result.of(code)[name].value, value), (code, name)


def informants_words(study, made, code):
    """Return each text with the interviewers' words taken out letter by letter, and where each coder put a code."""
    sets, turns, _ = study
    for document in made.documents:
        kept = [
            place
            for turn in turns
            if turn.document == document and turn.is_informant
            for place in range(turn.span.start, turn.span.end)
        ]
        rows = [
            [
                [kept.index(place) for place in range(c.span.start, c.span.end) if place in kept]
                for c in one
                if (c.document, c.code) == (document, code)
            ]
            for one in sets
            if document in made.coded[one.name]
        ]
        yield len(kept), [[(min(at), max(at) + 1, "x") for at in row if at] for row in rows]


@settings(max_examples=100)
@given(studies())
def test_spans_of_a_study_letter_by_letter(study):
    """As if the interviewer had never said a word; a branch is its codes' texts end to end."""
    result = compared(*study)
    if result is None:
        return
    made = decisions(study[0], study[1], finished=study[2])
    used = [one.code for one in result.results if one.kind == "code"]
    texts = {code: list(informants_words(study, made, code)) for code in used}
    for one in result.results:
        below = [code for code in used if not one.code or code == one.code or code.startswith(one.code + ".")]
        assert close(one.unitizing, brute_force.alpha([text for code in below for text in texts[code]]))


@settings(max_examples=100)
@given(studies(), st.randoms(use_true_random=False))
def test_a_study_in_another_order_is_the_same_study(study, chance):
    sets, turns, finished = study
    result = compared(*study)
    if result is None:
        return
    names = sorted({turn.document for turn in turns})
    order = {name: chance.random() for name in names}
    other = compared(
        [
            CodingSet(one.name, tuple(chance.sample(one.codings, len(one))))
            for one in chance.sample(sets, len(sets))
        ],
        sorted(turns, key=lambda turn: order[turn.document]),
        finished,
    )
    for one, again in zip(result.results, other.results, strict=True):
        assert one.code == again.code
        for name, coefficient in one.coefficients.items():
            assert close(coefficient.value, again[name].value), (one.code, name)
            if coefficient.interval:
                assert again[name].interval.low == pytest.approx(coefficient.interval.low, abs=1e-9)
    assert {p.coders for p in result.pairs} == {tuple(sorted(p.coders)) for p in other.pairs}
    assert sorted(d.place for d in result.disagreements) == sorted(d.place for d in other.disagreements)


@settings(max_examples=150)
@given(studies())
def test_each_difference_stands_once_and_the_costs_add_up(study):
    result = compared(*study)
    if result is None:
        return
    made = decisions(study[0], study[1], finished=study[2])
    differing = Counter(
        (segment.document, segment.number, code)
        for code in CODES
        for segment, unit in zip(made.segments, made.of_code(code), strict=True)
        if True in unit and False in unit
    )
    told = Counter(
        (*one.place, code)
        for one in result.disagreements
        for code in {one.code, *(code for _, code in one.instead)}
    )
    assert told == differing
    costs = [one.cost for one in result.disagreements]
    assert costs == sorted(costs, reverse=True) or costs == pytest.approx(sorted(costs, reverse=True))
    assert not costs or sum(costs) == pytest.approx(1)
    for one in result.disagreements:
        assert one.used_by
        assert one.not_by
        assert {coder for coder, _ in one.instead} <= set(one.not_by)
        assert not set(one.used_by) & set(one.not_by)


@given(studies())
def test_finishing_what_one_coded_changes_nothing(study):
    sets, turns, _ = study
    result = compared(sets, turns, {one.name: [] for one in sets})
    if result is not None:
        again = compared(sets, turns, {one.name: sorted({c.document for c in one}) for one in sets})
        assert again == result


def test_the_random_studies_are_worth_looking_at():
    """Many have something to compare; otherwise the properties above would hold of nothing."""
    seen = []

    @settings(max_examples=100, database=None)
    @given(studies())
    def look(study):
        result = compared(*study)
        seen.append(result is not None and len(result.disagreements) > 0)

    look()
    assert sum(seen) > 30
