"""What is taken over, and what is a conflict.

First each thing is compared by itself: at the common start, here, there. Then what could be taken is looked at
together, until nothing more falls away: a decision needs its coding, a settled passage its settled codings, and no
passage says the same twice.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from qualcode.store.merging import identity
from qualcode.store.merging.copies import Meeting
from qualcode.store.merging.documents import Pairs
from qualcode.store.merging.report import Why
from qualcode.store.merging.states import KINDS, Kind, Object, Side, Thing, at, same

FIRST = 1
"""The round that is there without a row."""


@dataclass(slots=True, eq=False)
class Change:
    """A thing that changed there: as it is here, as it is there, and whether it changed here since they last agreed.

    ``base`` is what it was there when they did.
    """

    object: Object
    base: Thing | None
    ours: Thing | None
    theirs: Thing | None
    both: bool

    @property
    def kind(self) -> Kind:
        """Which table it is of."""
        return self.object.kind

    @property
    def subject(self) -> Thing:
        """A row that tells what it is about."""
        found = self.theirs or self.ours or self.base
        assert found is not None
        return found


@dataclass(slots=True)
class Plan:
    """What a merge comes to.

    ``leads`` leads from ids of codings to those that say the same here, for whatever is taken over and names them.
    """

    pairs: Pairs
    objects: dict[str, list[Object]] = field(default_factory=dict)
    taken: dict[Object, Change] = field(default_factory=dict)
    conflicts: list[tuple[Change, Why]] = field(default_factory=list)
    same: Counter[str] = field(default_factory=Counter)
    leads: dict[str, str] = field(default_factory=dict)

    def result(self, one: Object) -> Thing | None:
        """Return what a thing is after the merge."""
        change = self.taken.get(one)
        return at(one.ours) if change is None else change.theirs

    def refers_to(self, thing: Thing, *, theirs: bool) -> tuple[str, ...]:
        """Return ids of the codings here that a row is about."""
        named = thing.refers_to
        return tuple(self.leads.get(id_, id_) for id_ in named) if theirs else named

    def drop(self, change: Change, why: Why | None) -> None:
        """Do not take a change after all; a reason makes it a conflict."""
        self.taken.pop(change.object, None)
        if why is not None:
            self.conflicts.append((change, why))


def plan(ours: Side, theirs: Side, pairs: Pairs, met: Sequence[Meeting]) -> Plan:
    """Compare two stores and say what is to be taken over."""
    made, since = Plan(pairs), met[0]
    apart: list[Thing] = []
    for kind in KINDS:
        found = identity.objects(kind, ours.timeline(kind, since.ours), theirs.timeline(kind, since.theirs))
        made.objects[kind.name] = found
        if kind.is_coding:
            theirs.leads = {
                thing["id"]: one.id for one in found for thing in one.theirs if thing["id"] != one.id
            }
        for one in found:
            was_here, was_there = _agreed(one, met)
            here, there = at(one.ours), at(one.theirs)
            changed_here = _changed(was_here, here)
            if changed_here and not same(here, there):
                apart.append(one.ours[-1])  # also where it is gone: its last place
            if _changed(was_there, there):
                _sort(made, Change(one, was_there, here, there, changed_here), ours, theirs)
    _settle(made, apart)
    return made


def _agreed(one: Object, met: Sequence[Meeting]) -> tuple[Thing | None, Thing | None]:
    """Return a thing as it was here, and as it was there, when both copies last said the same of it."""
    found: tuple[Thing | None, Thing | None] = (None, None)
    for meeting in met:
        here, there = at(one.ours, meeting.ours), at(one.theirs, meeting.theirs)
        if same(here, there):
            found = (here, there)
    return found


def _changed(before: Thing | None, now: Thing | None) -> bool:
    """Say whether somebody did something to a thing in one store: another row in its place is a new judgement."""
    if before is None or now is None:
        return before is not now
    return not same(before, now) or before["id"] != now["id"]


def _sort(made: Plan, change: Change, ours: Side, theirs: Side) -> None:
    """Put a change among what can be taken, what is the same, or the conflicts, looking at it alone."""
    here, there = change.ours, change.theirs
    if same(here, there):
        # Both changed it alike; with another id, both said it for themselves.
        made.same[change.kind.name] += int(
            here is not None and there is not None and here["id"] != there["id"]
        )
        return
    why = _obstacle(change, made.pairs, ours, theirs)
    if why is None and change.both:
        why = "both_changed"
    if why is None:
        made.taken[change.object] = change
    else:
        made.conflicts.append((change, why))


def _obstacle(change: Change, pairs: Pairs, ours: Side, theirs: Side) -> Why | None:
    """Say what keeps a change from being taken, whatever else happens."""
    about = change.subject
    why = pairs.barred.get(about.document)
    if why is not None and (why != "texts_differ" or about["version"] is not None):
        return why
    kind = theirs.coders.get(about.hand)
    if kind is not None and ours.coders.get(about.hand, kind) != kind:
        return "other_kind"
    if change.theirs is None:
        return None
    return _unfit(change.theirs, ours, pairs)


def _unfit(thing: Thing, ours: Side, pairs: Pairs) -> Why | None:
    """Say why a row cannot stand here: its codes, its text, its document."""
    why = _uncoded(thing, ours)
    if why is not None:
        return why
    if not thing.document or thing.document in pairs.new:
        return None
    if thing.document not in ours.texts.kept:
        return "needs_another"
    return _unplaced(thing, ours)


def _uncoded(thing: Thing, ours: Side) -> Why | None:
    """Say that a code of a row is not in the codebook, or only groups others; what is withdrawn may keep its code."""
    book = ours.book
    for code in thing.codes:
        if (book is None or code not in book) and (thing.holds or code not in ours.codes.values()):
            return "unknown_code"
    coded = thing["became"] if thing.kind.name == "decision" else thing["code"]
    if coded and thing.holds and book is not None and coded in book and not book[coded].codable:
        return "not_codable"
    return None


def _unplaced(thing: Thing, ours: Side) -> Why | None:
    """Say that a row is on another text than the latest; what no longer counts may be on an earlier one."""
    if thing["version"] is None:
        return None
    versions = [one.short_sha for one in ours.texts.versions[thing["document"]]]
    old = thing.kind.name == "decision" or not thing.holds
    return None if thing["version"] in (versions if old else versions[-1:]) else "texts_differ"


def _settle(made: Plan, apart: Sequence[Thing]) -> None:
    """Let fall what cannot stand beside the rest, until all that is left can."""
    while True:
        before = len(made.taken)
        for look in (_taken_places, _settled_apart, _missing, _in_use):
            for change, why in list(look(made, apart)):
                if change.object in made.taken:
                    made.drop(change, why)
        if len(made.taken) == before:
            return


Fallen = Iterator[tuple[Change, Why | None]]


def _settled_apart(made: Plan, apart: Sequence[Thing]) -> Fallen:
    """Take a settlement and the settled codings of its passage together or not at all."""
    if "settlement" not in made.objects:
        return
    left = [change for change, _ in made.conflicts if change.kind.name == "settlement"]
    here = [one for one in apart if one.kind.name == "settlement"]
    changed_here = _by_hand(one for one in apart if one.kind.is_coding)
    barred = _by_hand([*(change.subject for change in left), *here])
    for change in list(made.taken.values()):
        about = change.subject
        if change.kind.is_coding:
            around = barred[about["document"], about.hand]
            if any(about.within(settled) for settled in around):
                yield change, "settled_apart"
        elif change.kind.name == "settlement":
            touched = any(one.within(about) for one in changed_here[about["document"], about.hand])
            # What is to replace it was not taken.
            kept = change.theirs is None and any(_overlap(about, one.subject) for one in left)
            if touched or kept:
                yield change, "settled_apart"


def _by_hand(things: Iterable[Thing]) -> defaultdict[tuple[str, str], list[Thing]]:
    found: defaultdict[tuple[str, str], list[Thing]] = defaultdict(list)
    for thing in things:
        found[thing["document"], thing.hand].append(thing)
    return found


def _overlap(one: Thing, other: Thing) -> bool:
    """Say whether two settlements are about a passage in common."""
    same_set = all(one[name] == other[name] for name in ("document", "version", "coder"))
    return same_set and one["start"] < other["stop"] and other["start"] < one["stop"]


def _taken_places(made: Plan, _: Sequence[Thing]) -> Fallen:
    """Nothing is said twice: of two things about one place, ours stays."""
    for kind in KINDS:
        there: defaultdict[Hashable, list[Object]] = defaultdict(list)
        for one in made.objects[kind.name]:
            result = made.result(one)
            if result is not None and result.holds and result.place is not None:
                there[result.place].append(one)
        for rivals in there.values():
            if len(rivals) > 1:
                yield from _rivals(made, rivals)
    yield from _overlapping(made)


def _rivals(made: Plan, rivals: Sequence[Object]) -> Fallen:
    standing = next((one for one in rivals if one not in made.taken), rivals[0])
    result = made.result(standing)
    for one in rivals:
        change = made.taken.get(one)
        if change is None or one is standing:
            continue
        if one.kind.is_coding:
            made.leads[one.id] = standing.id
        new = change.ours is None or not change.ours.holds
        if new and same(change.theirs, result):
            made.same[one.kind.name] += 1
            yield change, None
        else:
            yield change, "place_taken"


def _overlapping(made: Plan) -> Fallen:
    """One hand has one settlement of a passage."""
    settled = [(one, thing) for one in made.objects.get("settlement", ()) if (thing := made.result(one))]
    around = _by_hand(thing for _, thing in settled)
    for one, thing in settled:
        change = made.taken.get(one)
        others = around[thing["document"], thing.hand]
        if change and any(other is not thing and _overlap(thing, other) for other in others):
            yield change, "place_taken"


def _missing(made: Plan, _: Sequence[Thing]) -> Fallen:
    """Leave out what is about a coding or a round that will not be here."""
    codings = {one.id for one in made.objects["coding"] if made.result(one) is not None}
    rounds = {thing["number"] for one in made.objects["round"] if (thing := made.result(one))} | {FIRST}
    for change in made.taken.values():
        if change.theirs is None or change.kind.is_coding:
            continue
        named = made.refers_to(change.theirs, theirs=True)
        if any(id_ not in codings for id_ in named) or change.theirs.in_round not in rounds | {None}:
            yield change, "needs_another"


def _in_use(made: Plan, _: Sequence[Thing]) -> Fallen:
    """Remove no coding and no round that something here is about."""
    removed = {_name(change.object): change for change in made.taken.values() if change.theirs is None}
    if not any(kind in ("coding", "round") for kind, _ in removed):
        return
    for name, objects in made.objects.items():
        for one in objects if name != "coding" else ():
            thing = made.result(one)
            if thing is None:
                continue
            named = made.refers_to(thing, theirs=one in made.taken)
            for key in (*(("coding", id_) for id_ in named), ("round", str(thing.in_round))):
                if key in removed:
                    yield removed[key], "in_use"


def _name(one: Object) -> tuple[str, str]:
    return (one.kind.name, one.id)
