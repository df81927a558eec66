"""Desks, whatever is said and whoever does what: positions stay exact, and patches add up to the page."""

import hashlib
import itertools
import tempfile
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from qualcode.model import Document, DocumentVersion, OffsetMap, Utterance, new_id
from qualcode.store import NewDocument, NewVersion
from qualcode.study import Study
from unit.study import small_study
from unit.study.desk import desks
from unit.study.desk.desks import MOEDER, POLITI, SKOLE, TRAVL

# -- positions -----------------------------------------------------------------------------------------------------

storable = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=24)
awkward = st.text(
    st.sampled_from(list("aæ e\u0301\u030a\U0001f46e\U0001f3fd\u200d\ufe0f \n\t\u00a0\u2028\ufeff")),
    max_size=24,
)
said = st.lists(storable | awkward, min_size=1, max_size=6)


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    """A study that takes one more document for each text."""
    folder = tmp_path_factory.mktemp("texts") / "study"
    desks.build(folder)
    with Study.open(folder) as found:
        found.update_codebook()
        found.count = itertools.count(1)
        yield found


def add_reviewed(study, utterances):
    """Add a text as if a person had reviewed it and kept every word; return its name."""
    name = f"t{next(study.count)}"
    version = DocumentVersion.from_utterances(name, [Utterance("B", text) for text in utterances])
    source = hashlib.sha256(name.encode()).hexdigest()
    study.store.add_documents([NewDocument(Document(new_id(), name, "txt", source), version)], actor="tove")
    reviewed = DocumentVersion(name, 2, "pseudonymised", version.text, version.turns)
    offsets = OffsetMap.identity(len(version.text))
    study.store.add_versions([NewVersion(reviewed, 1, offsets)], actor="tove")
    return name


@given(said, st.data())
@settings(max_examples=40)
def test_what_the_desk_stores_is_what_was_marked(study, utterances, data):
    name = add_reviewed(study, utterances)
    version = study.version(name)
    text = version.text
    anna = desks.Screen(study, "anna", document=name)
    assert [(one["number"], one["start"], one["end"], one["text"]) for one in anna.page["turns"]] == [
        (turn.number, turn.span.start, turn.span.end, turn.span.of(text)) for turn in version.turns
    ]
    assert anna.text == text

    ends = st.integers(0, len(text))
    start, end = sorted([data.draw(ends), data.draw(ends)])
    anna.send("code", start=start, end=end, codes=[POLITI])
    words = text[start:end].strip()
    stored = study.store.codings(document=name)
    if not words:
        assert (stored, anna.levels) == ([], ["error"])
        return
    (coding,) = stored
    assert coding.span.of(text) == words
    assert start <= coding.span.start < coding.span.end <= end
    (shown,) = anna.page["codings"]
    assert (shown["start"], shown["end"]) == (coding.span.start, coding.span.end)


# -- who does what -------------------------------------------------------------------------------------------------

WIDGETS = ("anna", "anna again", "bo", "onlooker")
WORDS = ("politiet", "skolen", "til politiet 👮🏽", "Mødet hver onsdag", "travlt, og skolen")

places = st.sampled_from(WORDS)
codes = st.lists(st.sampled_from([POLITI, SKOLE, TRAVL, MOEDER]), min_size=1, max_size=2, unique=True)
stances = st.sampled_from(["experience", "wish"])
steps = st.one_of(
    st.tuples(st.just("code"), places, codes, st.sampled_from(["", "memo"])),
    st.tuples(st.just("uncode"), st.integers(0, 5)),
    st.tuples(st.just("recode"), st.integers(0, 5), codes, stances),
    st.tuples(st.just("memo"), st.integers(0, 5), st.sampled_from(["", "ja", "nej"])),
    st.tuples(st.just("note"), st.sampled_from(["kort", "langt"])),
    st.tuples(st.just("finish"), st.booleans()),
    st.tuples(st.sampled_from(["undo", "redo", "poll", "open_round", "start_round"])),
)
plays = st.lists(st.tuples(st.sampled_from(WIDGETS), steps), min_size=4, max_size=10)


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    folder = tmp_path_factory.mktemp("plays") / "study"
    desks.build(folder)
    return folder


def do(screen, study, step):
    """Let a widget do something with what is on its screen."""
    what, *rest = step
    if what == "code":
        words, given_codes, memo = rest
        return screen.code(words, *given_codes, memo=memo)
    if what in ("uncode", "recode", "memo"):
        own = [one["id"] for one in screen.page["codings"] if one["own"]]
        id_ = own[rest[0] % len(own)] if own else "none"
        if what == "uncode":
            return screen.send("uncode", ids=[id_])
        if what == "recode":
            return screen.send("recode", id=id_, code=rest[1][0], stance=rest[2])
        return screen.send("memo", target_kind="coding", target=id_, text=rest[1])
    if what == "note":
        return screen.send("memo", target_kind="document", target="alfa", text=rest[0])
    if what == "finish":
        return screen.send("finish", done=rest[0])
    study.reload()
    if what == "open_round":
        return study.open_round(study.rounds[-1].number)
    if what == "start_round":
        return study.start_round()
    return screen.poll() if what == "poll" else screen.send(what)


SAME = ("codings", "counts", "memos", "finished", "turning", "round", "blind", "rev")


def shown(screen):
    """Return what stands on a screen, whatever the order in which it came."""
    found = {key: screen.page[key] for key in SAME}
    found["codings"] = {one["id"]: one for one in found["codings"]}
    return found


@given(plays)
@settings(max_examples=10)
def test_patches_add_up_to_the_page_whoever_does_what(plain, play):
    """Four widgets in four kernels. One that is told that it is stale loads again; nothing is ever left behind."""
    with tempfile.TemporaryDirectory() as folder:
        target = small_study.copy(plain, Path(folder) / "study")
        studies = {name: Study.open(target, actor="tove") for name in WIDGETS}
        try:
            screens = {
                name: desks.Screen(
                    study, "" if name == "onlooker" else name.partition(" ")[0], document="alfa"
                )
                for name, study in studies.items()
            }
            for name, step in play:
                screen, study = screens[name], studies[name]
                do(screen, study, step)
                if "stale" in screen.levels:
                    screen.load_again()
                screen.poll()
                fresh = desks.Screen(study, screen.page["coder"], document="alfa")
                assert shown(screen) == shown(fresh), step
            for name, screen in screens.items():
                screen.poll()
                fresh = desks.Screen(studies[name], screen.page["coder"], document="alfa")
                assert shown(screen) == shown(fresh), name
            assert studies["bo"].store.check() == []
        finally:
            for study in studies.values():
                study.close()


@given(plays)
@settings(max_examples=10)
def test_a_blind_coder_never_gets_anything_of_another(plain, play):
    """Whatever the others do, in no message to anna stands a coding, a count or a memo of theirs."""
    quiet = [(name, step) for name, step in play if step[0] not in ("open_round", "start_round")]
    assume(any(name == "bo" for name, _ in quiet))
    with tempfile.TemporaryDirectory() as folder:
        target = small_study.copy(plain, Path(folder) / "study")
        with Study.open(target, actor="tove") as study:
            screens = {
                name: desks.Screen(study, name.partition(" ")[0], document="alfa") for name in WIDGETS[:3]
            }
            overview = desks.Screen(study, "anna", "overview")
            for name, step in quiet:
                if name == "onlooker":
                    continue
                do(screens[name], study, step)
                for anna in (screens["anna"], screens["anna again"], overview):
                    anna.poll()
                for anna in (screens["anna"], screens["anna again"]):
                    assert {one["coder"] for one in anna.page["codings"]} <= {"anna"}
                    assert {one["author"] for one in anna.page["memos"]} <= {"anna"}
                    anna.send("history", start=0, end=len(anna.text))
                    assert {one["who"] for one in anna.details} <= {"anna"}
                own = sum(one["own"] for one in screens["anna"].page["codings"])
                assert sum(overview.page["counts"].values()) == own
                others = [one for row in overview.page["rows"] for one in row["by"] if one["coder"] != "anna"]
                assert {(one["codings"], one["coded"]) for one in others} <= {(None, None)}
