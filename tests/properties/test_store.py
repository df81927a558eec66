"""Random sequences of actions: the store always says what a plain list of states says."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from qualcode.model import Span
from qualcode.store import Store
from store.samples import coding, decision, everything, made, rewritten, suggestion

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


def content(store):
    """Return all that the store says but its log, and the codes' identities, which outlive everything."""
    return {
        key: value for key, value in everything(store).items() if key not in ("log", "revision", "earlier")
    }


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
