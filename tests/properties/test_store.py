"""Random sequences of actions: the store always says what a plain list of states says."""

import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from qualcode.model import Span
from qualcode.store import Store
from store.samples import coding, made, rewritten

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
