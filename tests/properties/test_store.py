"""Random sequences of actions: the store always says what a plain list of states says."""

import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from qualcode.errors import StoreError
from qualcode.model import Span
from qualcode.store import Store
from store.samples import agreed, coding, content, decision, made, rewritten, settlement, suggestion

CODERS = st.sampled_from(["anna", "bo"])
PLACES = st.lists(st.integers(0, 30), min_size=1, max_size=4)


class StoreAgainstStates(RuleBasedStateMachine):
    """The model is a list of states, a place in it, and codings as {(coder, start): withdrawn}."""

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = made(Path(self.folder.name) / "study.db", names=("a",))
        self.states = [{}]
        self.place = 0
        self.actions = self.store.revision
        self.shift = [0]

    def teardown(self):
        self.store.close()
        self.folder.cleanup()

    @property
    def now(self):
        return self.states[self.place]

    def act(self, state, shift):
        """Note a new action, which clears what could be done again."""
        self.states = [*self.states[: self.place + 1], state]
        self.shift = [*self.shift[: self.place + 1], shift]
        self.place += 1
        self.actions += 1

    @rule(coder=CODERS, places=PLACES)
    def add(self, coder, places):
        version, shift = self.store.version("a"), self.shift[self.place]
        new = [coding(version, start + shift, start + shift + 4, coder=coder) for start in places]
        done = self.store.add_codings(new, actor=coder)
        missing = {(coder, start) for start in places} - set(self.now)
        assert done.added == len(missing)
        assert done.withdrawn + done.unchanged == len(places) - len(missing)
        if missing:
            self.act({**self.now, **dict.fromkeys(missing, False)}, shift)

    @rule(coder=CODERS, withdrawn=st.booleans(), take=st.integers(1, 3))
    def withdraw_or_reinstate(self, coder, withdrawn, take):
        shift = self.shift[self.place]
        some = self.store.codings(coder=coder, withdrawn=not withdrawn)[:take]
        turn = self.store.withdraw if withdrawn else self.store.reinstate
        assert turn([one.id for one in some], actor="x") == len(some)
        if some:
            changed = {(coder, one.span.start - shift): withdrawn for one in some}
            self.act({**self.now, **changed}, shift)

    @rule(by=st.integers(1, 5))
    def insert_before_the_text(self, by):
        """Add a version that moves every coding, withdrawn or not."""
        version = self.store.version("a")
        done = self.store.add_versions([rewritten(version, [(Span(0, 0), "x" * by)])], actor="x")
        assert done.carried == len(self.now)
        self.act(self.now, self.shift[self.place] + by)

    @precondition(lambda self: self.place > 0)
    @rule()
    def undo(self):
        self.store.undo(actor="x")
        self.place -= 1
        self.actions += 1

    @precondition(lambda self: self.place + 1 < len(self.states))
    @rule()
    def redo(self):
        self.store.redo(actor="x")
        self.place += 1
        self.actions += 1

    @rule()
    def open_again(self):
        self.store.close()
        self.store = Store.open(self.store.path)

    @invariant()
    def the_store_says_the_same(self):
        shift = self.shift[self.place]
        found = {
            (one.coder, one.span.start - shift): withdrawn
            for withdrawn in (False, True)
            for one in self.store.codings(withdrawn=withdrawn)
        }
        assert found == self.now
        assert self.store.revision == self.actions

    @invariant()
    def everything_is_in_order(self):
        assert self.store.check() == []


TestStoreAgainstStates = StoreAgainstStates.TestCase
TestStoreAgainstStates.settings = settings(max_examples=15, stateful_step_count=20, deadline=None)


CODES = ("partner.skole", "partner.politi", "tema.tillid")
ANSWERS = ("accept", "reject", "later", *CODES)
QUESTIONS = st.tuples(CODERS, st.integers(0, 2), st.sampled_from(CODES))
BATCHES = st.dictionaries(QUESTIONS, st.sampled_from(ANSWERS), min_size=1, max_size=6)
"""Answers by (coder, place, suggested code); a code as an answer is taken in place of the suggested one."""


def became(question, answer):
    """Return the code that an answer leads to; None for none."""
    return question[2] if answer == "accept" else answer if answer in CODES else None


def decide(store, batch, shift=0):
    """Answer suggestions on stretches of document ``a``."""
    version, made = store.version("a"), []
    for question, answer in batch.items():
        coder, place, code = question
        about = suggestion(version, place * 6 + shift, place * 6 + shift + 4, code)
        taken = became(question, answer)
        kind = "accept" if taken == code else "accept_as" if taken else answer
        made.append(decision(about, kind, taken or "", coder))
    return store.decide(made, actor="x")


class DecisionsAgainstAnswers(RuleBasedStateMachine):
    """The model is a list of states: answers, codings that hold or not, and which of them decisions made."""

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = made(Path(self.folder.name) / "study.db", names=("a",))
        self.states = [({}, {}, frozenset(), 0)]
        self.place = 0

    def teardown(self):
        self.store.close()
        self.folder.cleanup()

    @property
    def now(self):
        return self.states[self.place]

    def act(self, *state):
        """Note a new action, unless nothing changed."""
        self.states = [*self.states[: self.place + 1], state]
        self.place += 1

    @rule(batch=BATCHES)
    def decide(self, batch):
        answers, codings, by_decisions, shift = self.now
        new, held, owed, changed = dict(answers), dict(codings), set(by_decisions), set()
        for question, answer in batch.items():
            code = became(question, answer)
            target = code and (*question[:2], code)
            same = (
                question in new
                and became(question, new[question]) == code
                and (code or new[question] == answer)
            )
            if same and (not code or held.get(target) is False):
                continue
            changed.add(question)
            new[question] = answer
            if code and held.get(target) is not False:
                held[target] = False
                owed.add(target)
        leads = {(*question[:2], became(question, answer)) for question, answer in new.items()}
        for question in changed & set(answers):
            target = (*question[:2], became(question, answers[question]))
            if target in owed and target not in leads:
                held[target] = True
        done = decide(self.store, batch, shift)
        assert (done.decided, done.unchanged) == (len(changed), len(batch) - len(changed))
        if changed:
            self.act(new, held, frozenset(owed & leads), shift)

    @rule(question=QUESTIONS)
    def code_by_hand(self, question):
        answers, codings, by_decisions, shift = self.now
        coder, place, code = question
        one = coding(self.store.version("a"), place * 6 + shift, place * 6 + shift + 4, code, coder)
        assert self.store.add_codings([one], actor=coder).added == (question not in codings)
        if question not in codings:
            self.act(answers, {**codings, question: False}, by_decisions, shift)

    @rule(withdrawn=st.booleans())
    def withdraw_or_reinstate_by_hand(self, withdrawn):
        answers, codings, by_decisions, shift = self.now
        turn = self.store.withdraw if withdrawn else self.store.reinstate
        some = self.store.codings(withdrawn=not withdrawn)[:1]
        turn([one.id for one in some], actor="x")
        if some:
            question = (some[0].coder, (some[0].span.start - shift) // 6, some[0].code)
            self.act(answers, {**codings, question: withdrawn}, by_decisions, shift)

    @rule(by=st.integers(1, 5))
    def insert_before_the_text(self, by):
        version = self.store.version("a")
        done = self.store.add_versions([rewritten(version, [(Span(0, 0), "x" * by)])], actor="x")
        answers, codings, by_decisions, shift = self.now
        assert (done.decisions, done.carried) == (len(answers), len(codings))
        self.act(answers, codings, by_decisions, shift + by)

    @precondition(lambda self: self.place > 0)
    @rule()
    def undo(self):
        self.store.undo(actor="x")
        self.place -= 1

    @precondition(lambda self: self.place + 1 < len(self.states))
    @rule()
    def redo(self):
        self.store.redo(actor="x")
        self.place += 1

    @invariant()
    def the_store_says_the_same(self):
        answers, codings, _, shift = self.now
        found = {}
        for one in self.store.decisions():
            question = (one.coder, (one.suggestion.span.start - shift) // 6, one.suggestion.code)
            found[question] = one.code if one.answer == "accept_as" else one.answer
        assert found == {
            question: "accept" if answer == question[2] else answer for question, answer in answers.items()
        }
        assert codings == {
            (one.coder, (one.span.start - shift) // 6, one.code): withdrawn
            for withdrawn in (False, True)
            for one in self.store.codings(withdrawn=withdrawn)
        }

    @invariant()
    def everything_is_in_order(self):
        assert self.store.check() == []


TestDecisionsAgainstAnswers = DecisionsAgainstAnswers.TestCase
TestDecisionsAgainstAnswers.settings = settings(max_examples=8, stateful_step_count=20, deadline=None)


@settings(max_examples=6, deadline=None)
@given(st.lists(BATCHES, min_size=1, max_size=4))
def test_decisions_undone_leave_the_study_as_before_and_the_same_ones_again_change_nothing(batches):
    with tempfile.TemporaryDirectory() as folder, made(Path(folder) / "study.db", names=("a",)) as store:
        states = [content(store)]
        for batch in batches:
            before = store.revision
            decide(store, batch)
            if store.revision > before:
                states.append(content(store))
            assert decide(store, batch).unchanged == len(batch)
            assert content(store) == states[-1]
        for state in states[-2::-1]:
            assert store.undo(actor="x").kind == "decide"
            assert content(store) == state
        for state in states[1:]:
            store.redo(actor="x")
            assert content(store) == state


class Said(NamedTuple):
    """A coding as the model knows it, at its place in its version."""

    coder: str
    version: str
    start: int
    code: str
    stance: str
    memo: str
    withdrawn: bool

    @property
    def statement(self):
        return self[:5]


class Place(NamedTuple):
    """A settlement as the model knows it: its place, what was said of it, and by whom."""

    version: str
    start: int
    end: int
    outcome: str
    sources: frozenset
    codings: frozenset
    by: str


@dataclass
class Done:
    """An action as the model knows it: whose it is, what it is about, what it changed, and when it was turned."""

    actor: str
    things: set
    change: dict
    turned: list = field(default_factory=list)

    @property
    def holds(self):
        return len(self.turned) % 2 == 1

    def held_at(self, revision):
        return sum(turn <= revision for turn in self.turned) % 2 == 1


class Text(NamedTuple):
    """Which version is the latest, and how far its words were moved by what stands before them."""

    version: str
    shift: int


WIDTH = 6
LAST = 5
SPOTS = st.integers(0, LAST)
MEMOS = st.sampled_from(["", "", "før", "efter"])
STANCES = st.sampled_from(["experience", "experience", "wish"])
WORDS = st.lists(st.tuples(SPOTS, st.sampled_from(CODES[:2]), STANCES, MEMOS), max_size=3)
ACTORS = ["anna", "bo", "lis", "x"]


class SeveralCodersAgainstChanges(RuleBasedStateMachine):
    """The model is a plain dictionary, and of each action the old and new values of what it changed.

    Taking an action back puts the old values there. Whether that may be done is worked out from what the actions are
    about: whose codings, settlements or marks, and the text below them.
    """

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = made(Path(self.folder.name) / "study.db", names=("a",))
        self.state = {"text": Text(self.store.version("a").short_sha, 0)}
        self.actions = []
        self.begun = self.revision = self.store.revision

    def teardown(self):
        self.store.close()
        self.folder.cleanup()

    # What is there

    def codings(self, *coders, withdrawn=None):
        return {
            key: value
            for key, value in self.state.items()
            if isinstance(value, Said) and value.coder in coders and withdrawn in (None, value.withdrawn)
        }

    def settlements(self):
        return {key: value for key, value in self.state.items() if isinstance(value, Place)}

    def span(self, first, last=None):
        """Return the stretch of a place, or all of several, where it is now."""
        start = first * WIDTH + self.state["text"].shift
        return (start, start + WIDTH - 2 if last is None else start + (last + 1 - first) * WIDTH)

    def said(self, one):
        """Return what a new coding says."""
        return Said(one.coder, one.version, one.span.start, one.code, one.stance, one.memo, False)

    def act(self, actor, things, new):
        """Note what an action changed, unless that is nothing."""
        change = {
            key: (self.state.get(key), value) for key, value in new.items() if self.state.get(key) != value
        }
        if change:
            self.revision += 1
            self.actions.append(Done(actor, set(things), change, [self.revision]))
            self.put({key: value for key, (_, value) in change.items()})

    def put(self, new):
        self.state = {key: value for key, value in {**self.state, **new}.items() if value is not None}

    def hold(self, new, wanted, brought_back):
        """Let a statement hold in ``new``; return the id of its coding, and what became of it."""
        there = {**self.codings(wanted[1].coder), **new}
        same = [
            (key, value)
            for key, value in there.items()
            if isinstance(value, Said) and value.statement == wanted[1].statement
        ]
        holding = [pair for pair in same if not pair[1].withdrawn]
        if not same:
            new[wanted[0]] = wanted[1]
            return wanted[0], "added"
        # Of several that were withdrawn, any may come back.
        key, value = holding[0] if holding else next(pair for pair in same if pair[0] in brought_back)
        memo = value.memo if key in new or not wanted[1].memo else wanted[1].memo
        what = "again" if key in new else "unchanged" if holding else "reinstated"
        if what == "unchanged" and memo != value.memo:
            what = "memo_changed"
        new[key] = value._replace(withdrawn=False, memo=memo)
        return key, what

    # What people do

    @rule(coder=CODERS, words=WORDS, take=st.integers(0, 2))
    def code(self, coder, words, take):
        version = self.store.version("a")
        away = list(self.codings(coder))[:take]
        wanted = [
            coding(version, *self.span(place), code, coder, stance=stance, memo=memo)
            for place, code, stance, memo in words
        ]
        done = self.store.code(wanted, withdraw=away, actor=coder)
        new, found = {}, {}
        for one in wanted:
            key, what = self.hold(new, (one.id, self.said(one)), done.reinstated)
            found.setdefault(what, []).append(key)
        gone = [key for key in away if key not in new and not self.state[key].withdrawn]
        for key in gone:
            new[key] = self.state[key]._replace(withdrawn=True)
        for what in ("added", "reinstated", "unchanged", "memo_changed"):
            assert sorted(getattr(done, what)) == sorted(found.get(what, []))
        assert sorted(done.withdrawn) == sorted(gone)
        self.act(coder, {("codings", coder)}, new)

    @rule(coder=CODERS, place=SPOTS)
    def import_for_somebody(self, coder, place):
        """Let lis import what a coder wrote in a spreadsheet: what was withdrawn stays so."""
        one = coding(self.store.version("a"), *self.span(place), CODES[0], coder)
        self.store.add_codings([one], actor="lis")
        said = self.said(one)
        if said.statement not in {value.statement for value in self.codings(coder).values()}:
            self.act("lis", {("codings", coder)}, {one.id: said})

    @rule(coder=CODERS, number=st.integers(0, 3), stance=STANCES, memo=MEMOS)
    def edit(self, coder, number, stance, memo):
        some = list(self.codings(coder).items())[number : number + 1]
        for key, value in some:
            changed = value._replace(stance=stance, memo=memo)
            others = {
                other.statement
                for other_key, other in self.codings(coder, withdrawn=False).items()
                if other_key != key
            }
            if changed.statement in others and not value.withdrawn:
                with pytest.raises(ValueError, match="says the same"):
                    self.store.edit_coding(key, stance=stance, memo=memo, actor=coder)
            else:
                assert self.store.edit_coding(key, stance=stance, memo=memo, actor=coder) == (
                    changed != value
                )
                self.act(coder, {("codings", coder)}, {key: changed})

    @rule(
        first=SPOTS,
        more=st.integers(0, 2),
        words=WORDS,
        outcome=st.sampled_from(["agreed", "new"]),
        take=SPOTS,
    )
    def settle(self, first, more, words, outcome, take):
        version, last = self.store.version("a"), min(first + more, LAST)
        sources = list(self.codings("anna", "bo"))[:take]
        wanted = [
            agreed(version, *self.span(place), code, stance=stance, memo=memo)
            for place, code, stance, memo in words
            if first <= place <= last
        ]
        one = replace(settlement(version, *self.span(first, last), outcome), sources=tuple(sources))
        done = self.store.settle([(one, wanted)], actor="lis")
        new = {}
        ids = [self.hold(new, (each.id, self.said(each)), done.added)[0] for each in wanted]
        within = {
            key: value
            for key, value in self.codings("consensus", withdrawn=False).items()
            if one.span.start <= value.start < one.span.end and key not in new
        }
        new.update({key: value._replace(withdrawn=True) for key, value in within.items()})
        assert sorted(done.withdrawn) == sorted(within)
        changed = {key for key, value in new.items() if self.state.get(key) != value}
        settled = Place(
            one.version, *self.span(first, last), outcome, frozenset(sources), frozenset(ids), "lis"
        )
        earlier = {
            key: value
            for key, value in self.settlements().items()
            if value.start < one.span.end and one.span.start < value.end
        }
        assert done.unchanged == (list(earlier.values()) == [settled] and not changed)
        things = {("settlements",), *([("codings", "consensus")] if changed else [])}
        if not done.unchanged:
            self.act("lis", things, {**new, **dict.fromkeys(earlier), one.id: settled})

    @rule(coder=CODERS, finished=st.booleans())
    def finish(self, coder, finished):
        done = self.store.finish("a", coder, done=finished, actor=coder)
        assert done == (finished != ((coder, "read") in self.state))
        self.act(coder, {("finished", coder)}, {(coder, "read"): "read" if finished else None})

    @rule(by=st.integers(1, 5))
    def insert_before_the_text(self, by):
        """Move all that stands on the text; of two codings that say the same, one at most holds and moves."""
        version = self.store.version("a")
        self.store.add_versions([rewritten(version, [(Span(0, 0), "x" * by)])], actor="x")
        latest = self.store.version("a").short_sha
        there = {one.id: one for gone in (False, True) for one in self.store.codings(withdrawn=gone)}
        things, new, groups = {"text"}, {"text": Text(latest, self.state["text"].shift + by)}, {}
        for key, value in self.state.items():
            if isinstance(value, Said) and value.version == version.short_sha:
                groups.setdefault(value.statement, []).append((key, value))
            elif isinstance(value, Place):
                things.add(("settlements",))
                new[key] = value._replace(version=latest, start=value.start + by, end=value.end + by)
            elif value == "read":
                things.add(("finished", key[0]))
        for same in groups.values():
            (moved,) = [(key, value) for key, value in same if there[key].version == latest]
            assert not moved[1].withdrawn or all(value.withdrawn for _, value in same)
            things.add(("codings", moved[1].coder))
            new[moved[0]] = moved[1]._replace(version=latest, start=moved[1].start + by)
        self.act("x", things, new)

    # And back

    def found(self, kind, actor, own):
        """Return the action that undo or redo is about; None for none, or for one of before the test."""
        mine = [one for one in self.actions if not own or one.actor == actor]
        some = [one for one in mine if one.holds == (kind == "undo")]
        last = max(some, key=lambda one: one.turned[-1], default=None)
        newer = last and any(one.holds and one.turned[0] > last.turned[-1] for one in mine)
        return None if kind == "redo" and newer else last

    def built_on(self, kind, done):
        """Say whether what was done or undone since stands on an action as it is."""
        at = done.turned[-1]
        since = [one for one in self.actions if one is not done and one.held_at(at) != one.holds]
        after = dict(self.state)
        for key, (old, new) in done.change.items():
            after[key] = old if kind == "undo" else new
        named = {id_ for value in after.values() if isinstance(value, Place) for id_ in value.sources}
        named |= {id_ for value in after.values() if isinstance(value, Place) for id_ in value.codings}
        comes = any(
            after[key] is not None and not getattr(after[key], "withdrawn", False) for key in done.change
        )
        return (
            any(done.things & one.things for one in since)
            or ("text" in done.things and any(one.holds for one in since))
            or (comes and any("text" in one.things for one in since))
            or (bool(since) and any(after.get(id_) is None for id_ in named))
        )

    @precondition(lambda self: any(one.holds for one in self.actions))
    @rule(number=st.integers(0, 3), own=st.booleans())
    def undo(self, number, own):
        self.turn_back("undo", number, own)

    @precondition(lambda self: not all(one.holds for one in self.actions))
    @rule(number=st.integers(0, 3), own=st.booleans())
    def redo(self, number, own):
        self.turn_back("redo", number, own)

    def turn_back(self, kind, number, own):
        """Let one of those who can undo or redo."""
        some = [actor for actor in ACTORS if self.found(kind, actor, own)] or ACTORS
        actor = some[number % len(some)]
        done = self.found(kind, actor, own)
        peek = self.store.peek_undo if kind == "undo" else self.store.peek_redo
        turn = self.store.undo if kind == "undo" else self.store.redo
        if done is None:
            peeked = peek(actor, own)
            assert peeked is None or peeked.rev <= self.begun
            return
        assert peek(actor, own).rev == done.turned[0]
        if self.built_on(kind, done):
            with pytest.raises(StoreError) as error:
                turn(actor=actor, own=own)
            assert error.value.code == "QC-ST27"
            return
        assert turn(actor=actor, own=own).rev == done.turned[0]
        self.revision += 1
        done.turned.append(self.revision)
        before, after = (1, 0) if kind == "undo" else (0, 1)
        assert all(self.state.get(key) == values[before] for key, values in done.change.items())
        self.put({key: values[after] for key, values in done.change.items()})

    @invariant()
    def the_store_says_the_same(self):
        found = {"text": Text(self.store.version("a").short_sha, self.state["text"].shift)}
        for withdrawn in (False, True):
            for one in self.store.codings(withdrawn=withdrawn):
                found[one.id] = self.said(one)._replace(withdrawn=withdrawn)
        for one in self.store.settlements():
            about = (one.outcome, frozenset(one.sources), frozenset(one.codings), one.by)
            found[one.id] = Place(one.version, one.span.start, one.span.end, *about)
        found.update({(one.coder, "read"): "read" for one in self.store.finished()})
        assert found == self.state
        assert self.store.revision == self.revision

    @invariant()
    def the_story_ends_as_it_is(self):
        """What is told last of a coding is how it is now."""
        last = {one.coding.id: one for one in self.store.coding_events("a")}
        there = {one.id: one for one in self.store.codings()}
        ended = {id_ for id_, one in last.items() if one.what in ("withdrawn", "removed")}
        assert all(last[id_].coding == one and id_ not in ended for id_, one in there.items())
        removed = {id_ for id_, one in last.items() if one.what == "removed"}
        assert set(last) - removed == {key for key, value in self.state.items() if isinstance(value, Said)}

    @invariant()
    def everything_is_in_order(self):
        assert self.store.check() == []


TestSeveralCodersAgainstChanges = SeveralCodersAgainstChanges.TestCase
TestSeveralCodersAgainstChanges.settings = settings(max_examples=10, stateful_step_count=25, deadline=None)
