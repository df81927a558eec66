"""Positions of other programs: whatever they count in, the same words are found."""

from hypothesis import given
from hypothesis import strategies as st

from qualcode.interchange.foreign.html_text import read_html
from qualcode.interchange.foreign.places import (
    CODE_POINTS,
    ONE_BASED,
    ONE_BASED_UTF_16,
    UTF_8,
    UTF_16,
    ForeignText,
    Passage,
    place,
    plain_lines,
)

COUNTINGS = (CODE_POINTS, UTF_16, UTF_8, ONE_BASED, ONE_BASED_UTF_16)
ALPHABET = st.sampled_from("aæøåÆ é😀👩‍👧 \n.\u0301\u200b\u00a0")
WORDS = st.text(ALPHABET, min_size=1, max_size=60)


def counted(raw, start, end, counting):
    """Return two positions as a program counts them, straight from the definition."""

    def units(index):
        if counting.unit == "UTF-8 bytes":
            return len(raw[:index].encode("utf-8"))
        return len(raw[:index].encode("utf-16-le")) // 2 if counting.unit == "UTF-16 units" else index

    return units(start) + counting.first, units(end) + counting.first - counting.inclusive


@st.composite
def texts_with_a_stretch(draw, words=WORDS):
    text = draw(words)
    start = draw(st.integers(0, len(text) - 1))
    return text, start, draw(st.integers(start + 1, len(text)))


@given(texts_with_a_stretch(), st.sampled_from(COUNTINGS))
def test_every_way_of_counting_leads_to_the_same_words(made, counting):
    raw, start, end = made
    passage = Passage(*counted(raw, start, end, counting))
    found = place(ForeignText(raw), [passage], [counting]).placed[0]
    assert found.how == "unchecked"
    assert found.span is not None
    assert found.span.of(ForeignText(raw).text) == raw[start:end]


@given(st.lists(texts_with_a_stretch(), min_size=1, max_size=1), st.sampled_from(COUNTINGS))
def test_the_way_of_counting_is_seen_from_the_words(made, counting):
    (raw, start, end), passages = made[0], []
    for first in range(start, end):
        passages.append(Passage(*counted(raw, first, end, counting), raw[first:end]))
    found = place(ForeignText(raw), passages, COUNTINGS)
    for passage, one in zip(passages, found.placed, strict=True):
        if one.how == "checked" or one.how == "moved":
            assert one.span.of(raw) == passage.words
    spoken = [passage for passage in passages if passage.words.strip()]
    assert found.count("checked") >= len(spoken)


@given(texts_with_a_stretch(st.text(st.sampled_from("aæ😀 b\r\n"), min_size=1, max_size=40)))
def test_line_ends_of_any_kind_become_line_feeds_and_passages_stay(made):
    raw, start, end = made
    text = ForeignText(raw)
    assert text.text == plain_lines(raw)
    span = text.span(start, end)
    assert 0 <= span.start <= span.end <= len(text.text)
    words = raw[start:end]
    if (
        raw[start - 1 : start + 1] != "\r\n" and raw[end - 1 : end + 1] != "\r\n"
    ):  # not between the two of a pair
        assert span.of(text.text) == plain_lines(words)


@given(st.text(st.sampled_from("aæ😀 \r\n"), max_size=40), st.booleans())
def test_a_byte_order_mark_is_counted_by_the_program_and_not_kept(words, marked):
    text = ForeignText(("\ufeff" if marked else "") + words)
    assert text.text == plain_lines(words)


BLOCKS = st.lists(st.text(st.sampled_from("aæø😀 &<>"), min_size=1, max_size=12), min_size=1, max_size=5)


@given(BLOCKS, st.sampled_from(["", "\n", "\n\n"]), st.data())
def test_html_keeps_its_words_and_taguettes_bytes_lead_to_them(blocks, between, data):
    escaped = [b.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for b in blocks]
    found = read_html(between.join(f"<p>{block}</p>" for block in escaped))
    assert found.raw == between.join(blocks)
    text = found.to_text()
    assert text.text == (between or "\n").join(blocks)
    index = data.draw(st.integers(0, len(blocks) - 1))
    start = len(between.join([*blocks[:index], ""]))
    end = start + len(blocks[index])
    passage = Passage(*counted(found.raw, start, end, UTF_8))
    span = place(text, [passage], [UTF_8]).placed[0].span
    assert span is not None
    assert span.of(text.text) == blocks[index]


def test_a_position_inside_a_character_counts_only_where_the_words_say_so():
    text = ForeignText("fø")
    assert place(text, [Passage(0, 2, "fø")], [UTF_8]).placed[0].how == "checked"
    assert place(text, [Passage(0, 2)], [UTF_8]).placed[0].how == "outside"


def test_the_programs_own_way_is_kept_where_two_fit():
    found = place(ForeignText("ren ascii"), [Passage(0, 3, "ren")], [UTF_8, CODE_POINTS])
    assert found.counting is UTF_8


def test_words_that_stand_twice_are_not_guessed():
    found = place(ForeignText("ja og ja"), [Passage(3, 5, "ja")], [CODE_POINTS]).placed[0]
    assert (found.how, found.span) == ("lost", None)


def test_tables_and_lists_of_html_are_lines_and_cells():
    found = read_html(
        "<ul><li>et</li><li>to</li></ul><table><tr><td>a</td><td>b</td></tr></table><pre>\nx</pre>"
    )
    assert found.to_text().text == "et\nto\na\tb\nx"
