"""Which rows of the two stores are one thing.

Rows with one id are. So is a row that took the place of another (a person answered a suggestion anew, and the new
answer has an id of its own). And so are two things that each store has alone and that are about the same place: the
same file of codings was imported in both copies, and each gave it ids of its own.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from qualcode.store.merging.states import Kind, Object, Thing, Timeline


def objects(kind: Kind, ours: Timeline, theirs: Timeline) -> list[Object]:
    """Return the things of a kind, each with its rows of both stores."""
    links = _Links()
    for timeline in (ours, theirs):
        for one, other in _replaced(kind, timeline):
            links.join(one, other)
    _join_alike(links, ours, theirs)
    found: dict[str, Object] = {}
    for timeline, side in ((ours, "ours"), (theirs, "theirs")):
        for id_, things in timeline.items():
            root = links.root(id_)
            if root not in found:
                found[root] = Object(kind)
            getattr(found[root], side).extend(things)
    for thing in found.values():
        thing.ours.sort(key=_order)
        thing.theirs.sort(key=_order)
    return list(found.values())


def _order(thing: Thing) -> tuple[int, int]:
    return (thing.begun, thing.seq)


class _Links:
    """Ids that stand for one thing."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def root(self, id_: str) -> str:
        while (parent := self._parent.get(id_)) is not None:
            id_ = parent
        return id_

    def join(self, one: str, other: str) -> None:
        one, other = self.root(one), self.root(other)
        if one != other:
            self._parent[other] = one


def _replaced(kind: Kind, timeline: Timeline) -> Iterator[tuple[str, str]]:
    """Yield pairs of ids of which the second took the place of the first, in one action.

    Codings are left out: they are withdrawn and brought back under their own id.
    """
    if kind.is_coding:
        return
    left = {
        (thing.place, thing.ended): id_
        for id_, things in timeline.items()
        for thing in things
        if thing.place is not None and thing.ended is not None
    }
    for id_, things in timeline.items():
        for thing in things:
            before = left.get((thing.place, thing.begun))
            if before is not None and before != id_:
                yield before, id_


def _join_alike(links: _Links, ours: Timeline, theirs: Timeline) -> None:
    """Join what only one store has with what only the other has, where they were ever about the same place."""
    here, there = ({links.root(id_) for id_ in timeline} for timeline in (ours, theirs))
    by_place: dict[Hashable, str] = {}
    for thing in _by_weight(ours):
        root = links.root(thing["id"])
        if root not in there and thing.place is not None:
            by_place[thing.place] = root
    taken: set[str] = set()
    for thing in reversed(_by_weight(theirs)):
        root = links.root(thing["id"])
        match = None if root in here else by_place.get(thing.place)
        if match is not None and match not in taken and root not in taken:
            taken |= {match, root}
            links.join(match, root)


def _by_weight(timeline: Timeline) -> list[Thing]:
    """Return all rows, those last that are there now and hold: of two that fit, they are the ones that are meant."""
    rows = [thing for things in timeline.values() for thing in things]
    return sorted(rows, key=lambda thing: (thing.ended is None, thing.holds, thing.begun, thing.seq))
