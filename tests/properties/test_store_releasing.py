"""Random choosing, answering, ticking and rewriting: what prints is what a plain list of states says."""

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from qualcode.model import Span
from store.samples import clearance, made, quote, reply, rewritten

WIDTH = 8
SPOTS = st.sets(st.integers(0, 4), min_size=1, max_size=3).map(sorted)
DATES = st.sampled_from(["2026-05-01", "2026-05-02", "2026-05-03"])


class State(NamedTuple):
    """What a study says; quotes by the spots of the text that they keep, as (id, area).

    ``words`` are those of each spot, None where it is gone; ``shift`` is what stands before them.
    """

    words: tuple
    shift: int
    quotes: dict
    replies: tuple
    ticks: dict


def printed(state, spots, id_):
    """Return status and text of a quote."""
    text = " (…) ".join(state.words[spot] for spot in spots)
    return standing(text, sorted((one for one in state.replies if one.item == id_), key=lambda one: one.at))


def standing(text, replies):
    if not replies:
        return "waiting", text
    last, before = replies[-1], standing(text, replies[:-1])[1]
    if last.answer == "approved" and last.text not in (text, before):
        return "waiting", text
    return last.answer, last.text or before


class ReleaseAgainstStates(RuleBasedStateMachine):
    """The model is a list of states, and a place in it."""

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = made(Path(self.folder.name) / "study.db", names=("a",))
        text = self.store.version("a").text
        words = tuple(text[spot * WIDTH : spot * WIDTH + WIDTH - 2].strip() for spot in range(5))
        self.trimmed = [text.index(word, spot * WIDTH) for spot, word in enumerate(words)]
        self.states = [State(words, 0, {}, (), {})]
        self.place = 0
        self.revision = self.store.revision

    def teardown(self):
        self.store.close()
        self.folder.cleanup()

    @property
    def now(self):
        return self.states[self.place]

    def act(self, **changes):
        self.states = [*self.states[: self.place + 1], self.now._replace(**changes)]
        self.place += 1
        self.revision += 1

    def span(self, spot):
        """Return where a spot is: those before it may have other lengths now."""
        version, word = self.store.version("a"), self.now.words[spot]
        grown = sum(
            len(one) - len(old) for one, old in zip(self.now.words[:spot], self.states[0].words, strict=False)
        )
        start = self.trimmed[spot] + self.now.shift + grown
        assert version.text[start : start + len(word)] == word
        return (start, start + len(word))

    @rule(spots=SPOTS, area=st.sampled_from(["children", "adults"]))
    def choose(self, spots, area):
        if not all(self.now.words[spot] for spot in spots):
            return
        one = quote(self.store.version("a"), *map(self.span, spots), area=area)
        id_, before = self.now.quotes.get(tuple(spots), (one.id, ""))
        given = self.now.replies and [each for each in self.store.quotes() if each.id == id_]
        text = given[0].text if given else one.text
        assert self.store.put_quotes([replace(one, text=text)], actor="anna") == int(before != area)
        if before != area:
            self.act(quotes={**self.now.quotes, tuple(spots): (id_, area)})

    @precondition(lambda self: self.now.quotes)
    @rule(data=st.data(), answer=st.sampled_from(["approved", "changed", "withdrawn"]), at=DATES)
    def answer(self, data, answer, at):
        spots, (id_, _) = data.draw(st.sampled_from(sorted(self.now.quotes.items())))
        text = {
            "approved": printed(self.now, spots, id_)[1]
            or " (…) ".join(self.now.words[spot] for spot in spots),
            "changed": f"Nej {self.revision}",
            "withdrawn": "",
        }[answer]
        new = reply(id_, answer, text, at=at, document="a")
        said = {(one.item, one.answer, one.text, one.at) for one in self.now.replies}
        is_new = (id_, answer, text, at) not in said
        assert self.store.add_replies([new], actor="anna") == int(is_new)
        if is_new:
            self.act(replies=(*self.now.replies, new))

    @rule(thing=st.sampled_from(["f_1", "f_2"]), decision=st.sampled_from(["print", "hold"]))
    def tick(self, thing, decision):
        changes = self.now.ticks.get(thing) != decision
        assert self.store.clear([clearance(thing, decision)], actor="lis") == int(changes)
        if changes:
            self.act(ticks={**self.now.ticks, thing: decision})

    @precondition(lambda self: self.now.quotes)
    @rule(data=st.data())
    def drop(self, data):
        spots, (id_, _) = data.draw(st.sampled_from(sorted(self.now.quotes.items())))
        assert self.store.drop_quotes([id_], actor="anna") == 1
        self.act(quotes={key: value for key, value in self.now.quotes.items() if key != spots})

    @rule(by=st.integers(1, 5))
    def insert_before_the_text(self, by):
        self.rewrite([(Span(0, 0), "x" * by)], shift=self.now.shift + by)

    @rule(spot=st.integers(0, 4), word=st.sampled_from(["[navn]", "[by 1]", ""]))
    def rewrite_a_spot(self, spot, word):
        if not self.now.words[spot] or self.now.words[spot] == word:
            return
        words = tuple(word if n == spot else one for n, one in enumerate(self.now.words))
        kept = {key: value for key, value in self.now.quotes.items() if word or spot not in key}
        self.rewrite([(Span(*self.span(spot)), word)], words=words, quotes=kept)

    def rewrite(self, edits, **changes):
        before = len(self.now.quotes)
        done = self.store.add_versions([rewritten(self.store.version("a"), edits)], actor="bo")
        kept = len(changes.get("quotes", self.now.quotes))
        assert (done.quotes, len(done.unquoted)) == (kept, before - kept)
        self.act(**changes)

    @precondition(lambda self: self.place > 0)
    @rule()
    def undo(self):
        self.store.undo(actor="x")
        self.place -= 1
        self.revision += 1

    @precondition(lambda self: self.place + 1 < len(self.states))
    @rule()
    def redo(self):
        self.store.redo(actor="x")
        self.place += 1
        self.revision += 1

    @invariant()
    def the_store_says_the_same(self):
        found = {one.id: one for one in self.store.quotes()}
        assert set(found) == {id_ for id_, _ in self.now.quotes.values()}
        text = self.store.version("a").text
        for spots, (id_, area) in self.now.quotes.items():
            one, (status, words) = found[id_], printed(self.now, spots, id_)
            assert (one.status, one.text, one.area) == (status, words, area)
            assert [piece.of(text) for piece in one.pieces] == [self.now.words[spot] for spot in spots]
        assert sorted(self.store.replies(), key=lambda one: one.id) == sorted(
            self.now.replies, key=lambda one: one.id
        )
        assert {one.target: one.decision for one in self.store.clearances()} == self.now.ticks
        assert self.store.revision == self.revision
        assert self.store.check() == []

    @invariant()
    def giving_quotes_back_changes_nothing(self):
        assert self.store.put_quotes(self.store.quotes(), actor="x") == 0


TestReleaseAgainstStates = ReleaseAgainstStates.TestCase
TestReleaseAgainstStates.settings = settings(max_examples=10, stateful_step_count=25, deadline=None)
