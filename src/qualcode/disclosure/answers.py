"""What people have said: the interviewed in the fact check, and whoever ticks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from qualcode.disclosure.release import ReleasedQuote, ReleasedStatement
from qualcode.model import Clearance, FactReply, canonical

ReplyState = Literal["approved", "no reply", "other words", "withdrawn"]
TickState = Literal["print", "hold", "override", "no reason", "old tick", ""]

_WORST: tuple[ReplyState, ...] = ("withdrawn", "other words", "no reply", "approved")


@dataclass(frozen=True)
class Answers:
    """Replies and ticks, looked up by what they are about."""

    clearances: dict[str, Clearance] = field(repr=False)
    replies: dict[str, dict[str, FactReply]] = field(repr=False)

    @classmethod
    def of(cls, clearances: Iterable[Clearance], replies: Iterable[FactReply]) -> Answers:
        """Collect them; of several on one thing the last holds, and of those of one time the one that comes last."""
        ticks = {one.target: one for one in sorted(clearances, key=lambda one: one.at)}
        by_item: dict[str, dict[str, FactReply]] = {}
        for reply in sorted(replies, key=lambda one: one.at):
            by_item.setdefault(reply.item, {})[reply.document] = reply
        return cls(ticks, by_item)

    def tick(self, target: str, seal: str) -> tuple[TickState, Clearance | None]:
        """Return what a person decided of something that has this seal now."""
        found = self.clearances.get(target)
        if found is None:
            return "", None
        if found.seal != seal:
            return "old tick", found
        if found.decision == "override" and not found.reason.strip():
            return "no reason", found
        return found.decision, found

    def of_statement(self, statement: ReleasedStatement) -> ReplyState:
        """Return what the interviewed say of a sentence; where several are asked, the worst of it."""
        given = self.replies.get(statement.id, {})
        asked: Sequence[str] = sorted(statement.documents) or list(given)
        states = [_state(given.get(document), statement.text) for document in asked]
        return min(states, key=_WORST.index, default="no reply")

    def took_back(self, statement: ReleasedStatement) -> bool:
        """Say whether somebody took a sentence back."""
        return any(one.answer == "withdrawn" for one in self.replies.get(statement.id, {}).values())

    def of_quote(self, quote: ReleasedQuote) -> ReplyState:
        """Return what the interviewed says of a quote: the status it has, and the reply itself where there is one."""
        status = quote.quote.status
        state: ReplyState = "withdrawn" if status == "withdrawn" else "approved"
        if status == "waiting":
            state = "no reply"
        given = self.replies.get(quote.id, {}).get(quote.quote.document)
        return min((state, _state(given, quote.text)), key=_WORST.index) if given else state


def _state(reply: FactReply | None, text: str) -> ReplyState:
    if reply is None:
        return "no reply"
    if reply.answer == "withdrawn":
        return "withdrawn"
    if reply.answer == "approved" and not reply.text.strip():
        return "approved"
    return "approved" if _words(reply.text) == _words(text) else "other words"


def _words(text: str) -> list[str]:
    return canonical(text).split()
