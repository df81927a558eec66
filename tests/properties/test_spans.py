"""Whatever is replaced in a text, every code point outside the replacements keeps its neighbour."""

from hypothesis import given
from hypothesis import strategies as st

from qualcode.model import OffsetMap, Span


@st.composite
def rewrites(draw):
    """Return a text, the edits (span, replacement) and the rewritten text."""
    text = draw(st.text(max_size=60))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=10)))
    edits = [
        (Span(a, b), draw(st.text(max_size=6))) for a, b in zip(cuts[::2], cuts[1::2], strict=False) if a < b
    ]
    parts, last = [], 0
    for span, new in edits:
        parts += [text[last : span.start], new]
        last = span.end
    return text, edits, "".join(parts) + text[last:]


@st.composite
def rewrites_with_span(draw):
    text, edits, new = draw(rewrites())
    start, end = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
    return text, edits, new, Span(start, end)


def the_map(text, edits):
    return OffsetMap.from_edits(len(text), [(span, len(new)) for span, new in edits])


@given(rewrites())
def test_lengths_add_up(case):
    text, edits, new = case
    moved = the_map(text, edits)
    assert (moved.old_length, moved.new_length) == (len(text), len(new))


@given(rewrites_with_span())
def test_words_outside_the_edits_are_found_again_exactly(case):
    text, edits, new, span = case
    if any(span.overlaps(old) for old, _ in edits):
        return
    assert the_map(text, edits).to_new(span).of(new) == span.of(text)


@given(rewrites_with_span())
def test_there_and_back_never_loses_a_code_point(case):
    text, edits, _, span = case
    if not span or any(not new for _, new in edits):
        return  # what was deleted has no words to come back from
    moved = the_map(text, edits)
    back = moved.to_old(moved.to_new(span))
    assert back.start <= span.start
    assert back.end >= span.end


@given(rewrites_with_span())
def test_a_span_made_of_whole_edits_comes_back_exactly(case):
    text, edits, _, span = case
    if any(not new for _, new in edits):
        return
    for old, _ in edits:
        if old.overlaps(span):
            span = span.cover(old)
    moved = the_map(text, edits)
    assert moved.to_old(moved.to_new(span)) == span or not span


@given(rewrites(), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=5))
def test_moving_many_is_moving_each(case, pairs):
    text, edits, _ = case
    spans = [Span(min(p), max(p)) for p in pairs if max(p) <= len(text)]
    moved = the_map(text, edits)
    assert moved.move_all(spans) == [moved.to_new(span) for span in spans]


spans = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda p: Span(min(p), max(p)))


@given(spans, spans)
def test_overlap_is_a_common_code_point(a, b):
    common = set(range(a.start, a.end)) & set(range(b.start, b.end))
    assert a.overlaps(b) == bool(common) == b.overlaps(a)
    met = a & b
    assert (set(range(met.start, met.end)) if met else set()) == common


@given(spans, spans)
def test_contained_means_all_code_points(a, b):
    inside = set(range(b.start, b.end))
    assert (b in a) == (bool(inside) and inside <= set(range(a.start, a.end)))
