"""Undo and redo: which action is meant, whether it can be taken back out of order, and doing so.

Whatever is undone and done again makes a chain: a first doing, its undo, the redo of that, and so on. Its last link
says whether the action holds, and is what the next undo or redo reverses.

The last action of all can always be taken back. A person's own last action can be taken back although others acted
since, as long as none of that touched the same things or rests on them. Two coders who work side by side so undo their
own. What a reversal leaves is checked like the rest before it is written.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from sqlalchemy import Connection

from qualcode.errors import StoreError
from qualcode.store import actions, coders, fitting, history, problems
from qualcode.store.actions import BARRIERS, Action, Write
from qualcode.store.context import foundations
from qualcode.store.sealing import Lookup

Kind = Literal["undo", "redo"]


class Chain(NamedTuple):
    """One action with all its undoing and redoing, in order."""

    links: list[Action]

    @property
    def first(self) -> Action:
        """Return the action itself."""
        return self.links[0]

    @property
    def last(self) -> Action:
        """Return what to reverse next."""
        return self.links[-1]

    @property
    def holds(self) -> bool:
        """Say whether the action is done, and not undone."""
        return len(self.links) % 2 == 1

    def held_at(self, rev: int) -> bool:
        """Say whether it was so at a revision."""
        return sum(link.rev <= rev for link in self.links) % 2 == 1


def chains(log: Iterable[Action]) -> list[Chain]:
    """Return the actions of a log, oldest first."""
    found: Lookup[int, Chain] = Lookup()
    for done in log:
        if done.undoes is None:
            found[done.rev] = Chain([done])
        else:
            found[done.rev] = found[done.undoes]
            found[done.rev].links.append(done)
    return [chain for rev, chain in found.items() if rev == chain.first.rev]


def find(kind: Kind, every: list[Chain], own: str | None) -> Chain | None:
    """Return the action to undo or redo, of anybody or of one person; None where there is none."""
    wall = _wall(every)
    mine = [one for one in every if own in (None, one.first.actor) and one.last.rev > wall]
    wanted = [one for one in mine if one.holds == (kind == "undo")]
    last = max(wanted, key=lambda one: one.last.rev, default=None)
    if last and kind == "redo" and any(one.holds and one.first.rev > last.last.rev for one in mine):
        return None
    return last


def _wall(every: list[Chain]) -> int:
    """Return the revision that nothing goes back behind; 0 where there is none."""
    return max((one.first.rev for one in every if one.first.kind in BARRIERS), default=0)


def _nothing(kind: Kind, every: list[Chain]) -> StoreError:
    wall = _wall(every)
    if kind == "redo":
        why = "Only what was undone last, with nothing new after it, can be done again"
    elif wall:
        barrier = next(one.first for one in every if one.first.rev == wall)
        why = f"What came before the {barrier.kind} (revision {wall}) stays"
    else:
        why = "Everything is undone, or nothing was done yet"
    return problems.nothing(kind, why)


def peek(connection: Connection, kind: Kind, own: str | None) -> Action | None:
    """Return what an undo or redo would be about; None where there is nothing."""
    found = find(kind, chains(actions.read_log(connection)), own)
    return found.first if found else None


def turn_back(write: Write, kind: Kind, *, own: bool) -> Action:
    """Undo or redo, and return the action that it was about."""
    connection = write.connection
    if not own:
        write.depends_on_everything()
    every = chains(actions.read_log(connection))
    chain = find(kind, every, write.actor if own else None)
    if chain is None:
        raise _nothing(kind, every)
    target = chain.last
    touches = actions.touched(connection, target.rev)
    if own:
        write.depends_on(touches)
    since = [one for one in every if one.held_at(target.rev) != one.holds and one is not chain]
    _refuse_built_on(connection, kind, chain, touches, since)
    rev = write.record(kind, target.counts, touches, undoes=target.rev)
    history.reverse(connection, rev, target.rev)
    if since:
        coders.keep_mentioned(connection, rev)
        if fitting.after(connection, rev):
            raise problems.built_on(kind, None, by_others=_by_others(chain, since))
    return chain.first


def _refuse_built_on(
    connection: Connection, kind: Kind, chain: Chain, touches: set[str], since: list[Chain]
) -> None:
    """Refuse where what was done or undone since touched the same things, or things that rest on them."""
    touched = actions.touched_by_each(connection, [one.first.rev for one in since])
    for one in reversed(since):
        theirs = touched[one.first.rev]
        if touches & (theirs | (foundations(theirs) if one.holds else set())):
            raise problems.built_on(kind, one.last.rev, by_others=_by_others(chain, [one]))


def _by_others(chain: Chain, since: list[Chain]) -> bool:
    return any(one.first.actor != chain.first.actor for one in since)
