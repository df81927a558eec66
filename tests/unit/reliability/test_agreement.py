"""Agreement of coders on a small interview: what is compared, and what is missing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import ReliabilityError
from qualcode.model import Code, Codebook, Coding, CodingSet, Segment, Span
from qualcode.reliability import agreement, alpha_nominal

BOOK = Codebook("1", "da", "t", tuple(Code(i, i) for i in ("p", "p.a", "p.b", "f", "f.x")))


def turns(*roles, document="d"):
    return [
        Segment(document, "v", n, Span(10 * n, 10 * n + 9), n, f"s{n}", role, "boern", "k")
        for n, role in enumerate(roles, start=1)
    ]


def coded(name, *pairs, document="d", version="v"):
    """``coded("anna", (1, "p.a"))``: anna gave the whole of turn 1 the code p.a."""
    codings = [
        Coding(f"{name}{n}{code}", document, version, Span(10 * n, 10 * n + 9), code, name)
        for n, code in pairs
    ]
    return CodingSet(name, tuple(codings))


INFORMANTS = turns(*["informant"] * 4)


def test_codes_branches_and_all_are_told_apart():
    anna = coded("anna", (1, "p.a"), (2, "p.b"), (3, "f.x"))
    bo = coded("bo", (1, "p.a"), (2, "p.a"), (3, "f.x"))
    result = agreement([anna, bo], INFORMANTS, BOOK)
    assert result.of("f.x").alpha == 1
    assert result.of("f").percent == 1
    assert result.of("p.a").n_units == 4
    assert result.of("p").n_units == 8, "a unit per turn and code"
    assert result.of("").n_units == 12
    assert result.of("p").percent == 6 / 8


def test_interviewers_turns_are_no_units():
    segments = turns("interviewer", "informant", "informant")
    anna, bo = coded("anna", (1, "p.a"), (2, "p.a")), coded("bo", (2, "p.a"))
    assert agreement([anna, bo], segments, BOOK).of("p.a").n_units == 2


def test_a_coder_who_did_not_code_an_interview_is_missing_and_not_silent():
    """Counting her as 'no code' would make agreement look low."""
    segments = [*turns("informant", "informant"), *turns("informant", "informant", document="e")]
    anna = CodingSet("anna", (*coded("anna", (1, "p.a")), *coded("anna", (1, "p.a"), document="e")))
    result = agreement([anna, coded("bo", (1, "p.a"))], segments, BOOK)
    assert result.n_segments == 2
    assert result.of("p.a").alpha == 1


def test_disagreements_lead_to_the_segments_costliest_code_first():
    anna = coded("anna", (1, "p.a"), (2, "p.a"), (4, "f.x"))
    bo = coded("bo", (3, "p.b"))
    found = agreement([anna, bo], INFORMANTS, BOOK).disagreements
    assert [(d.code, d.segment, d.used_by) for d in found] == [
        ("p.a", 1, ("anna",)),
        ("p.a", 2, ("anna",)),
        ("f.x", 4, ("anna",)),
        ("p.b", 3, ("bo",)),
    ]


def test_another_version_of_the_text_is_refused():
    with pytest.raises(ReliabilityError, match="another version"):
        agreement([coded("anna", (1, "p.a")), coded("bo", (1, "p.a"), version="w")], INFORMANTS, BOOK)


def test_one_coder_is_no_agreement():
    with pytest.raises(ReliabilityError, match="two coders"):
        agreement([coded("anna", (1, "p.a"))], INFORMANTS, BOOK)


def test_coders_of_different_interviews_have_no_overlap():
    segments = [*turns("informant"), *turns("informant", document="e")]
    with pytest.raises(ReliabilityError, match="no document"):
        agreement([coded("anna", (1, "p.a")), coded("bo", (1, "p.a"), document="e")], segments, BOOK)


values = st.lists(st.lists(st.sampled_from([1, 2, 3, None]), min_size=2, max_size=4), max_size=12)


@given(values, st.randoms())
def test_alpha_does_not_depend_on_who_is_who_or_what_codes_are_called(units, chance):
    shuffled = [chance.sample(unit, len(unit)) for unit in units]
    renamed = [[{1: "b", 2: "a", 3: "c", None: None}[v] for v in unit] for unit in shuffled]
    one, other = alpha_nominal(units)[0], alpha_nominal(renamed)[0]
    assert (one is None) == (other is None)
    if one is not None:
        assert abs(one - other) < 1e-9
        assert one <= 1 + 1e-9
