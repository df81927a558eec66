"""What must hold for every text and every plan."""

from hypothesis import given
from hypothesis import strategies as st

from qualcode.model import DocumentVersion, Span, Utterance, canonical
from qualcode.pseudonymise import Key, Plan, PlanRow, apply_plan, detect, make_plan, read_plan, write_plan
from qualcode.pseudonymise.pseudonyms import pseudonym_pattern
from qualcode.pseudonymise.spreadsheet import guard, unguard

PIECES = st.sampled_from(
    ["Fatima", "fatimas", "Al-Khatib", "Bo", "bo", "Hans", "Kolding", "Kommune", "kommunen", "i", "og", "på", "010190-1234",
     "12 34 56 78", "a@b.example", "Ringe", "skive", "Rødkælkevej 14", "8999 Tovslev", "VB 24 680", "47", "år", "[person 1]",
     "[kommune 2]s", "Ø", "فاطمة", "👩‍👧", "e\u0301", "q\u0301", "\u00a0", "\u200b", "\n", ". ", ", ", "-", "'", "@rojin", "nul", "to",
     "Fati-\nma", "hedder", "søsteren", "SIRI", "\t", "[", "]"]
)  # fmt: skip
TEXTS = st.one_of(
    st.lists(PIECES, max_size=25).map(" ".join),
    st.lists(PIECES, max_size=25).map("".join),
    # What an import lets through: no control characters, no halves of pairs, no code points without a character.
    st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn"), include_characters="\n\t"), max_size=80),
)


def document(texts):
    return DocumentVersion.from_utterances("a", [Utterance("B", text) for text in texts])


@given(TEXTS)
def test_detections_stand_in_the_text_in_order_and_apart(text):
    text = canonical(text)
    end = 0
    for one in detect(text):
        assert end <= one.span.start < one.span.end <= len(text)
        end = one.span.end


@given(TEXTS)
def test_pseudonyms_are_never_detected_again(text):
    """Running twice must not replace what stands there in place of a name."""
    text = canonical(text)
    pseudonyms = [Span(*match.span()) for match in pseudonym_pattern().finditer(text)]
    assert not any(one.span.overlaps(span) for one in detect(text) for span in pseudonyms)


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_a_plan_applies_to_its_text_and_keeps_account_of_every_code_point(texts):
    """Lengths add up, turns stay turns, and what was kept comes back through the map."""
    old = document(texts)
    plan = make_plan([old], Key())
    decided = Plan.of(row if row.decision != "?" else PlanRow(**_changed(row)) for row in plan).reviewed_by(
        "anna"
    )
    new, moved = apply_plan(old, decided)
    assert moved.old_length == len(old.text)
    assert moved.new_length == len(new.text)
    assert len(new.text) - len(old.text) == sum(len(edit.new) - len(edit.old) for edit in moved.edits)
    assert "\n".join(turn.span.of(new.text) for turn in new.turns) == new.text
    assert len(new.turns) == len(old.turns)
    _kept_comes_back(old, new, moved)
    replaced = {row.start: row for row in decided if row.decision == "replace"}
    for edit in moved.edits:
        assert edit.new.of(new.text) == replaced[edit.old.start].replacement


def _changed(row):
    return {name: getattr(row, name) for name in row.__slots__} | {"decision": "keep"}


def _kept_comes_back(old, new, moved):
    changed = {place for edit in moved.edits for place in range(edit.old.start, edit.old.end)}
    for place in range(len(old.text)):
        if place not in changed:
            there = moved.to_new(Span(place, place + 1))
            assert there.of(new.text) == old.text[place]
            assert moved.to_old(there) == Span(place, place + 1)


@given(TEXTS, st.data())
def test_any_rows_of_a_person_are_applied_exactly_or_refused(text, data):
    """A person may mark any stretch; whatever is accepted is done to the letter."""
    old = document([text])
    if not old.text:
        return
    start = data.draw(st.integers(0, len(old.text) - 1))
    end = data.draw(st.integers(start + 1, len(old.text)))
    words = data.draw(st.text(st.sampled_from("ab [1]æ"), max_size=5))
    row = PlanRow(
        "a", old.short_sha, start=start, end=end, found=old.text[start:end], replacement=words, decision="replace",
        reviewed_by="anna",
    )  # fmt: skip
    from qualcode.errors import PseudonymisationError

    try:
        new, moved = apply_plan(old, Plan.of([row]))
    except PseudonymisationError:
        return
    assert new.text == old.text[:start] + words + old.text[end:]
    _kept_comes_back(old, new, moved)


@given(st.text().map(canonical))
def test_guarded_cells_come_back(cell):
    assert unguard(guard(cell)) == cell


@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_a_plan_comes_back_from_its_file(tmp_path_factory, texts):
    """Whatever stands in a text, the file a person edits says the same afterwards."""
    plan = make_plan([document(texts)], Key())
    path = tmp_path_factory.mktemp("plan") / "plan.csv"
    write_plan(plan, path)
    again = read_plan(path)
    assert [(row.start, row.end, row.found, row.replacement, row.decision) for row in again] == [
        (row.start, row.end, row.found, row.replacement, row.decision) for row in plan
    ]
    assert (
        apply_plan(document(texts), again.reviewed_by("anna"))
        if not any(r.decision == "?" for r in again)
        else True
    )


@given(TEXTS, st.integers(0, 40))
def test_white_space_before_a_text_changes_no_entity(text, blanks):
    """Positions move along; what is found does not depend on where the text begins."""
    text = canonical(text)
    moved = [one.entity for one in detect(" " * blanks + text)]
    assert moved == [one.entity for one in detect(text)]
