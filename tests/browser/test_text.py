"""Positions, words and lanes, computed by the front end's own files in the browser's JavaScript.

The desk counts Unicode code points, the browser UTF-16 units. Emoji, flags and combining marks are where the two part.
"""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytestmark = pytest.mark.slow

FAMILY = "👩‍👩‍👧"  # five code points, eight UTF-16 units, one sign
FLAG = "🇩🇰"
DECOMPOSED = "a\u030a"  # å of two code points

# What interviews hold, and what breaks positions: letters, signs outside the first plane, marks, joiners.
TEXTS = st.lists(
    st.sampled_from(
        ["a", "å", "Ø", " ", "\n", ".", "-", "😊", "👍🏽", FAMILY, FLAG, "\u030a", "\u200d", "𝒳", "\xa0"]
    )
    | st.characters(exclude_categories=["Cs"]),
    max_size=30,
).map("".join)
browser_settings = settings(
    max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def units(text):
    """Count UTF-16 units, as JavaScript does."""
    return len(text.encode("utf-16-le")) // 2


@browser_settings
@given(text=TEXTS)
def test_every_position_survives_the_way_there_and_back(bare, text):
    """A wrong position moves a coding to other words without anybody noticing."""
    there = [units(text[:at]) for at in range(len(text) + 1)]
    assert (
        bare.run("text.js", "a[1].map((p) => m.unitsAt(a[0], p))", text, list(range(len(text) + 1))) == there
    )
    assert bare.run("text.js", "a[1].map((u) => m.pointsAt(a[0], u))", text, there) == list(
        range(len(text) + 1)
    )


@browser_settings
@given(text=TEXTS)
def test_white_space_is_trimmed_as_python_trims_it(bare, text):
    """The desk trims with str.strip(); where the page thought otherwise, a code could not be taken off again."""
    found = bare.run("text.js", "m.trimUnits(a[0], 0, a[0].length)", text)
    stripped = text.strip()
    before = len(text) - len(text.lstrip())
    if not stripped:
        assert found is None
    else:
        assert found == [units(text[:before]), units(text[: before + len(stripped)])]


@browser_settings
@given(text=TEXTS, data=st.data())
def test_pieces_cover_the_text_once_and_know_their_spans(bare, text, data):
    """What is drawn is the text, whole and in order, however codings overlap."""
    size = units(text)
    ends = st.integers(0, size)
    spans = [
        {"start": min(one), "end": max(one)} for one in data.draw(st.lists(st.tuples(ends, ends), max_size=6))
    ]
    pieces = bare.run("text.js", "m.piecesOf(0, a[0], a[1])", size, spans)
    if size:
        assert [one["start"] for one in pieces] == [0, *[one["end"] for one in pieces[:-1]]]
        assert pieces[-1]["end"] == size
    for piece in pieces:
        covering = [one for one in spans if one["start"] <= piece["start"] and piece["end"] <= one["end"]]
        assert piece["on"] == [one for one in covering if one["start"] < one["end"] and size]


WORDS = [
    ("Vi ringer til skolen.", ["Vi", "ringer", "til", "skolen"]),
    ("Åse på Østerby, æh …", ["Åse", "på", "Østerby", "æh"]),
    (f"P{DECOMPOSED} sk{DECOMPOSED}nsom vis", [f"P{DECOMPOSED}", f"sk{DECOMPOSED}nsom", "vis"]),
    ("TV'et, e-mail og SSP-møde", ["TV'et", "e-mail", "og", "SSP-møde"]),
    ("kl. 14.30 i 2024", ["kl", "14", "30", "i", "2024"]),
    (f"ja 😊{FAMILY} nej {FLAG}", ["ja", "😊", FAMILY, "nej", FLAG]),
    ("– – …", []),
]


@pytest.mark.parametrize(("text", "words"), WORDS)
def test_words_are_what_a_reader_calls_a_word(bare, text, words):
    assert bare.run("text.js", "m.wordsIn(a[0]).map(([from, to]) => a[0].slice(from, to))", text) == words


WIDENED = [
    # what was dragged over, how it is widened to words, and to signs
    ("ing", "ringer", "ing"),
    ("ringer t", "ringer til", "ringer t"),
    ("er til sko", "ringer til skolen", "er til sko"),
    ("skolen,", "skolen,", "skolen,"),
    ("\u030ase", f"{DECOMPOSED}se", f"{DECOMPOSED}se"),
    ("\u200d👧", FAMILY, FAMILY),
]


@pytest.mark.parametrize(("dragged", "to_words", "to_signs"), WIDENED)
def test_a_stretch_is_widened_to_whole_words_or_whole_signs(bare, dragged, to_words, to_signs):
    """Half an emoji or a letter without its ring is no text; half a word is one only where a person says so."""
    text = f"Vi ringer til skolen, {FAMILY} {DECOMPOSED}se."
    start = units(text[: text.index(dragged)])
    places = text, start, start + units(dragged)
    for way, wanted in (("wholeWords", to_words), ("wholeSigns", to_signs)):
        widened = bare.run("text.js", f"m.{way}(...a)", *places)
        if way == "wholeWords" and dragged == "\u200d👧":
            widened = bare.run("text.js", "m.wholeWords(a[0], ...m.wholeSigns(...a))", *places)
        assert text.encode("utf-16-le")[2 * widened[0] : 2 * widened[1]].decode("utf-16-le") == wanted


def test_sentences_end_at_their_stop_and_at_the_end(bare):
    text = "Det er travlt. »Er det?« Ja … og nej"
    ends = bare.run("text.js", "m.sentenceEnds(a[0])", text)
    assert [text[:end].split()[-1] for end in ends] == ["travlt.", "det?«", "…", "nej"]


def lanes(bare, spans, before=None):
    """Return the lane of each span; ``before`` are those of an earlier drawing."""
    told = [{"id": id_, "start": start, "end": end} for id_, start, end in spans]
    found = bare.run("lanes.js", "[...m.layLanes(a[0], new Map(a[1]))]", told, list((before or {}).items()))
    return dict(found)


SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12)), max_size=10)


@browser_settings
@given(first=SPANS, more=SPANS)
def test_overlapping_codings_never_share_a_lane_and_none_jumps(bare, first, more):
    """Underlines that lie on each other cannot be read; such that jump at each new code are tiring."""
    spans = [(f"c{n}", start, start + length) for n, (start, length) in enumerate(first)]
    added = [(f"d{n}", start, start + length) for n, (start, length) in enumerate(more)]
    before = lanes(bare, spans)
    after = lanes(bare, [*spans, *added], before)
    for told, all_spans in ((before, spans), (after, spans + added)):
        for id_, start, end in all_spans:
            for other, begin, stop in all_spans:
                if id_ < other and start < stop and begin < end:
                    assert told[id_] != told[other]
    assert all(after[id_] == lane for id_, lane in before.items() if lane < 4)


def test_a_coding_without_room_moves_up_once_there_is_some(bare):
    """Four lanes are drawn. The fifth coding is drawn as soon as one of the four is gone."""
    spans = [(f"c{n}", 0, 10) for n in range(5)]
    before = lanes(bare, spans)
    assert sorted(before.values()) == [0, 1, 2, 3, 4]
    assert lanes(bare, [one for one in spans if one[0] != "c1"], before) == {
        "c0": 0,
        "c2": 2,
        "c3": 3,
        "c4": 1,
    }


CODES = [
    {"id": "b.vej", "name": "Lang skolevej"},
    {"id": "p.s", "name": "Skole"},
    {"id": "b.d", "name": "Åben dør"},
    {"id": "b.r", "name": "Sager som Renés"},
    {"id": "f.m", "name": "Møde"},
]
FOUND = [
    # what is typed, and what is found: the best first, the others in the order of the tree
    ("skol", ["Skole", "Lang skolevej"]),
    ("SKOLE", ["Skole", "Lang skolevej"]),
    ("åb", ["Åben dør"]),
    ("ab", []),
    ("mø", ["Møde"]),
    ("mo", []),
    ("renes", ["Sager som Renés"]),
    ("Rénes", ["Sager som Renés"]),
    ("skole lang", ["Lang skolevej"]),
    ("b.", ["Lang skolevej", "Åben dør", "Sager som Renés"]),
    ("vej", ["Lang skolevej"]),
    ("xyz", []),
]


@pytest.mark.parametrize(("query", "found"), FOUND)
def test_a_search_ignores_case_and_accents_but_not_danish_letters(bare, query, found):
    """To a Dane ø is no o and å no a; an accent is what one leaves out when typing."""
    ranks = bare.run(
        "tree.js", "a[0].map((code) => m.searchRank(code, a[1])).map((r) => r < 9 ? r : null)", CODES, query
    )
    told = [(rank, at, CODES[at]["name"]) for at, rank in enumerate(ranks) if rank is not None]
    assert [name for _, _, name in sorted(told)] == found


PRESSES = [
    ({"key": "n"}, "n"),
    ({"key": "N", "shiftKey": True}, "Shift+n"),
    ({"key": "?", "shiftKey": True}, "?"),
    ({"key": "/", "shiftKey": True}, "/"),
    ({"key": "z", "ctrlKey": True}, "Mod+z"),
    ({"key": "z", "metaKey": True}, "Mod+z"),
    ({"key": "Z", "metaKey": True, "shiftKey": True}, "Mod+Shift+z"),
    ({"key": "ArrowRight", "shiftKey": True}, "Shift+ArrowRight"),
    ({"key": "Å", "shiftKey": True}, "Shift+å"),
]


@pytest.mark.parametrize(("press", "name"), PRESSES)
def test_keys_have_one_name_on_all_keyboards(bare, press, name):
    """A question mark is Shift and another key on each keyboard; Cmd on a Mac is what Ctrl is elsewhere."""
    assert bare.run("keys.js", "m.keyName(new KeyboardEvent('keydown', a[0]))", press) == name


def test_keys_are_written_as_the_machine_writes_them(bare):
    told = bare.run(
        "keys.js",
        "['Mod+Shift+z', 'ArrowDown', 'n', 'Escape'].map((one) => [m.keyLabel(one, false), m.keyLabel(one, true)])",
    )
    assert told == [["Ctrl+Shift+Z", "⌘⇧Z"], ["↓", "↓"], ["n", "n"], ["Esc", "Esc"]]
