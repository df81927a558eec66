"""Fields of our own at the end of a description: readable, and back exactly, whatever stands in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.interchange.refi.carried import join, split, xml_can_hold

lines = st.text("a[]qualcode :\\\n\r\t\x0b\u2028{}us", max_size=30) | st.text(max_size=20)
fields = st.lists(
    st.tuples(
        st.text(min_size=1, max_size=10) | st.sampled_from([":", "\\", "\\u{b}", " a ", "[qualcode]"]), lines
    ),
    max_size=4,
)
hostile = st.lists(
    st.sampled_from(
        ["[qualcode] a: b", "\\[qualcode] a: b", "\\\\[qualcode]", "", "tekst", " [qualcode] a: b", "\r"]
    ),
    max_size=5,
).map("\n".join)


@given(description=lines | hostile, extra=fields)
def test_what_is_joined_splits_again(description, extra):
    assert split(join(description, tuple(extra))) == (description, tuple(extra))


@given(extra=fields)
def test_fields_are_one_line_each_and_fit_xml(extra):
    joined = join("", tuple(extra))
    assert xml_can_hold(joined)
    assert joined.count("\n") == max(len(extra) - 1, 0)
    assert len(joined.splitlines()) == len(extra)


def test_the_form_is_fixed():
    """Files written today are read by later versions: this text must not change."""
    extra = (("stance", "wish"), ("cue", "møde"), ("a:b", " x\\\n"), ("tom", ""), ("v", "a\x0bb"))
    written = (
        "Det, der hæmmer\n\\[qualcode] ikke et felt\n"
        "[qualcode] stance: wish\n[qualcode] cue: møde\n[qualcode] a\\:b: \\sx\\\\\\n\n[qualcode] tom: \n"
        "[qualcode] v: a\\u{b}b"
    )
    assert join("Det, der hæmmer\n[qualcode] ikke et felt", extra) == written
    assert split(written) == ("Det, der hæmmer\n[qualcode] ikke et felt", extra)


@pytest.mark.parametrize(
    "written",
    ["Ord\r\n[qualcode] stance: wish\r\n[qualcode] tom:", "Ord\r\n[qualcode] stance: wish\n[qualcode] tom: "],
)
def test_other_programs_may_change_line_ends_and_trim(written):
    assert split(written) == ("Ord\r", (("stance", "wish"), ("tom", "")))


def test_a_strangers_escape_is_left_alone():
    assert split("[qualcode] a: \\x \\u{110000} \\") == ("", (("a", "\\x \\u{110000} \\"),))
