"""A code is changed from a page: what was asked for, and what it would mean, which is said before it happens.

In a blind round nobody learns from it what others have coded: what is counted are codings that the coder may see.
"""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from qualcode.errors import CodebookError
from qualcode.interchange import diff_codebooks
from qualcode.interchange.checks import tidy
from qualcode.model import Code, Codebook, sha256_of
from qualcode.model.codebook_changes import (
    Change,
    Merge,
    Move,
    Redefine,
    ReId,
    Rename,
    Retire,
    Split,
    apply,
    reworded,
)
from qualcode.model.succession import Succession, changes_between
from qualcode.study import codebook_files
from qualcode.study.codebook_change import CodebookChange
from qualcode.study.codetree import Codes
from qualcode.study.desk import wire
from qualcode.study.desk.adding import added_code, usable_name
from qualcode.study.desk.page import Fields, Message
from qualcode.study.desk.room import Room

Part = tuple[str, Sequence[str]]


def change_codebook(room: Room, changes: Sequence[Change]) -> CodebookChange:
    """Carry changes out as the coder's own, as the next version that the codebook has not had."""
    room.study.reload()  # what others have stored since the study was opened does not stand in the way
    return Codes(room.study, actor=room.require_coder()).change(changes)


@dataclass(frozen=True, slots=True)
class Plan:
    """A change of one code, and what it would mean.

    Parameters
    ----------
    what : str
        Its kind, as the page names it.
    code : Code
        The code as it is.
    changes : tuple of Change
    old, new : Codebook
    became : Succession
    """

    what: str
    code: Code
    changes: tuple[Change, ...]
    old: Codebook
    new: Codebook
    became: Succession

    @property
    def now(self) -> Code:
        """The code as it would be; of a merger, what it would become."""
        return self.new[self.became.today(self.code.id)]

    def message(self, room: Room) -> Message:
        """Return what it means, in words, with the seal under which it can be carried out."""
        parts = self._parts(room)
        return plan_message(parts, seal=sha256_of(repr((self.changes, self.new.version, parts))))

    def _parts(self, room: Room) -> list[Part]:
        words, language = room.words, room.study.config.language
        seen = "change.codings_seen" if _may_be_hidden(room) else "change.codings"
        todo = [
            words("change.mention", where=where, old=old, new=new)
            for where, old, new in codebook_files.mentions(room.study, self.became)
        ]
        return [
            (words("change.tree"), diff_codebooks(self.old, self.new).describe(language)),
            (words(seen), self._codings(room)),
            *([(words("change.todo"), todo)] if todo else []),
            (words("change.back"), [words("change.undo"), words(f"change.later_{self.what}")]),
        ]

    def _codings(self, room: Room) -> list[str]:
        """Say how many codings stay, follow, melt into others, or are to be read again."""
        words = room.words
        visible = room.visible()
        counts = Counter(one.code for one in visible)
        follow = sum(n for code, n in counts.items() if self.became.fate(code) == "follows")
        again = sum(n for code, n in counts.items() if self.became.fate(code) == "reread")
        stay = counts[self.code.id] if self.became.fate(self.code.id) == "stays" else 0
        keys = {replace(one, code=self.became.today(one.code)).key for one in visible}
        lines = [
            _counted(room, self._following(), follow, old=self.code.name, new=self.now.name, id=self.now.id),
            _counted(room, "change.melt", len(visible) - len(keys)),
            _counted(room, "change.again", again),
            _counted(room, self._staying(), stay),
        ]
        hidden = _may_be_hidden(room)
        none = words("change.untouched_seen" if hidden else "change.untouched")
        found = [line for line in lines if line] or [none]
        if again:
            found.append(_list_line(room))
        return [*found, words("change.hidden")] if hidden else found

    def _following(self) -> str:
        return "change.merged" if self.what == "merge" else "change.follow"

    def _staying(self) -> str:
        if self.what != "retire":
            return "change.stay"
        return "change.retired" if self.now.retired else "change.in_use"


def _counted(room: Room, key: str, n: int, **values: str) -> str:
    """Return a line with a number in the one form or the other; nothing for none."""
    return room.words(f"{key}_1" if n == 1 else key, n=n, **values) if n else ""


def _list_line(room: Room) -> str:
    only = f" --coder {shlex.quote(room.coder)}" if _may_be_hidden(room) else ""
    return room.words("change.list", command=f"qualcode codebook review{only}")


def _may_be_hidden(room: Room) -> bool:
    """Say whether there may be codings that the coder is not to know of, or even how many there are."""
    return any(not one.is_open for one in room.rounds())


def plan_message(
    parts: Sequence[Part] = (), *, seal: str = "", told: str = "", stale: bool = False
) -> Message:
    """Return what a page shows of a change: parts with a title and lines; without a seal, it cannot be carried out."""
    told_parts = [{"title": title, "lines": list(lines)} for title, lines in parts]
    return {"kind": "plan", "parts": told_parts, "seal": seal, "told": told, "stale": stale, "done": ""}


def planned(room: Room, command: Fields) -> Plan:
    """Return what a command asks for, by the rules of the tree; nothing has happened then.

    Raises
    ------
    CodebookError
        QC-CB10: the tree does not allow it. QC-CB13: nothing would be other than it is. QC-DK20: a name that cannot be
        used.
    """
    book = room.codebook
    what = wire.choice_of(command, "what", tuple(_ASKED))
    id_ = wire.text_of(command, "code")
    code = book[id_] if id_ in book else Code(id_, id_)  # the rules refuse what is not there
    changes = tuple(_ASKED[what](book, code, command))
    new = apply(book, changes, version=Codes(room.study).next_version(book.version))
    return Plan(what, code, changes, book, new, changes_between(book, new, reworded=reworded(changes)))


def done_message(room: Room, plan: Plan, done: CodebookChange) -> Message:
    """Return what is left to do after a change, and the code that the tree is to show."""
    words = room.words
    todo = [words("change.mention", where=where, old=old, new=new) for where, old, new in done.mentions]
    if done.backup:
        todo.append(words("change.backup", file=done.backup))
    # By what the coder may see: that there is a list at all could be about others' codings.
    if plan.became.reason(plan.code.id) and any(one.code == plan.now.id for one in room.visible()):
        todo.append(_list_line(room))
    parts = [(words("change.todo"), todo)] if todo else []
    told = words("changed_code", version=done.new.version)
    return {**plan_message(parts, told=told), "done": plan.now.id}


# -- what was asked for ------------------------------------------------------------------------------------------------


def _renamed(_: Codebook, code: Code, command: Fields) -> list[Change]:
    last = code.id.rpartition(".")[2]
    name, part = tidy(wire.text_of(command, "name")), tidy(wire.text_of(command, "id", last))
    changes: list[Change] = []
    if name != code.name:
        changes.append(Rename(code.id, usable_name(name)))
    if part != last:
        changes.append(ReId(code.id, part))
    return changes


def _moved(_: Codebook, code: Code, command: Fields) -> list[Change]:
    return [Move(code.id, wire.text_of(command, "under"))]


def _merged(book: Codebook, code: Code, command: Fields) -> list[Change]:
    into, name = wire.text_of(command, "into"), tidy(wire.text_of(command, "name", ""))
    if into not in book:
        raise CodebookError(
            f"there is no code {into!r}",
            code="QC-CB10",
            where="codebook.yaml",
            do="Choose one that is there.",
        )
    return [Merge((code.id,), into, usable_name(name) if name else "")]


def _split(book: Codebook, code: Code, command: Fields) -> list[Change]:
    """Make a code beside the split one of each name."""
    tree, names = book, {}
    for name in filter(str.strip, wire.texts_of(command, "names")):
        new = added_code(tree, name, code.parent, "")
        names[new.id] = new.name
        tree = replace(tree, codes=(*tree.codes, new))
    itself = [code.id] if wire.truth_of(command, "keep", False) else []
    return [Split(code.id, (*itself, *names), names)]


def _retired(_: Codebook, code: Code, command: Fields) -> list[Change]:
    return [Retire(code.id, not wire.truth_of(command, "back", False))]


def _redefined(_: Codebook, code: Code, command: Fields) -> list[Change]:
    definition, use_when, not_when = (
        tidy(wire.text_of(command, name)) for name in ("definition", "use_when", "not_when")
    )
    same = wire.truth_of(command, "only_wording", False)
    return [Redefine(code.id, definition, use_when, not_when, reworded=same)]


_ASKED: dict[str, Callable[[Codebook, Code, Fields], list[Change]]] = {
    "rename": _renamed,
    "move": _moved,
    "merge": _merged,
    "split": _split,
    "retire": _retired,
    "redefine": _redefined,
}
"""How each kind of change is read from the fields of a command."""
