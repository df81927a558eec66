"""Changes of a codebook as values: add, rename, re-id, move, merge, split, retire, redefine.

Each makes a new codebook of an old one and leaves in it (``was``, ``retired``) what happened, so that
:func:`~qualcode.model.succession.changes_between` reads from the two codebooks what these values say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from difflib import get_close_matches

from qualcode.errors import CodebookError
from qualcode.model.codebook import ID_RULE, Code, Codebook, in_branch, is_id


@dataclass(frozen=True, slots=True)
class Add:
    """A new code; its full id says where it stands."""

    code: Code


@dataclass(frozen=True, slots=True)
class Rename:
    """Another name for a code; its id stays."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class ReId:
    """Another last part of a code's id; what stands below it goes along."""

    code: str
    id: str


@dataclass(frozen=True, slots=True)
class Move:
    """A code and what stands below it under another parent; empty is the top."""

    code: str
    under: str


@dataclass(frozen=True, slots=True)
class Merge:
    """Codes that become one: one of them, another one, or a new one of this full id, which then has a name."""

    codes: tuple[str, ...]
    into: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Split:
    """A code of which others are made; it is retired and keeps its codings, unless it is one of them.

    ``names`` are the printed names of the new ones; without one, the last part of the id.
    """

    code: str
    into: tuple[str, ...]
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Retire:
    """No new codings of a code; those that are there stay. ``retired=False`` takes it back."""

    code: str
    retired: bool = True


@dataclass(frozen=True, slots=True)
class Redefine:
    """Other texts for a code; None leaves one as it is.

    ``reworded`` says that the meaning is the same, so that nothing need be read again.
    """

    code: str
    definition: str | None = None
    use_when: str | None = None
    not_when: str | None = None
    examples: tuple[str, ...] | None = None
    cues: tuple[str, ...] | None = None
    reworded: bool = False


_ELSEWHERE = "Write the last part only; to put a code elsewhere: qualcode codebook move"

Change = Add | Rename | ReId | Move | Merge | Split | Retire | Redefine


def apply(codebook: Codebook, changes: Iterable[Change], *, version: str = "") -> Codebook:
    """Return the codebook after some changes, in their order.

    Parameters
    ----------
    codebook : Codebook
    changes : iterable of Change
    version : str, optional
        The new version; without one, :func:`next_version`.

    Raises
    ------
    CodebookError
        QC-CB10: a code that is not there, an id that is taken, a branch left with nothing below it. QC-CB13: nothing would be
        other than it is.

    Examples
    --------
    >>> old = Codebook("1", "da", "Eksempel", (Code("a", "A"), Code("b", "B"), Code("b.x", "X")))
    >>> new = apply(old, [Move("b.x", "a"), ReId("a", "alfa")])
    >>> new.version, [(code.id, code.was) for code in new]
    ('1.1', [('alfa', ('a',)), ('alfa.x', ('b.x', 'a.x')), ('b', ())])
    """
    tree = codebook
    for change in changes:
        tree = _after(tree, change)
    _refuse_empty_branches(codebook, tree)
    if tree.codes == codebook.codes:
        raise CodebookError(
            "nothing would be another than it is, so no version is made",
            code="QC-CB13",
            where="codebook.yaml",
            do="Say what is to be other than it is; see: qualcode codebook show",
        )
    return replace(tree, version=version or next_version(codebook.version))


def next_version(version: str) -> str:
    """Return the next minor version.

    Examples
    --------
    >>> next_version("1"), next_version("1.9"), next_version("2026-05")
    ('1.1', '1.10', '2026-05.1')
    """
    head, dot, last = version.rpartition(".")
    return f"{head}.{int(last) + 1}" if dot and last.isascii() and last.isdigit() else f"{version}.1"


def reworded(changes: Iterable[Change]) -> frozenset[str]:
    """Return the codes whose texts changes put in other words only."""
    return frozenset(one.code for one in changes if isinstance(one, Redefine) and one.reworded)


def _after(tree: Codebook, change: Change) -> Codebook:
    match change:
        case Add(code):
            return _added(tree, code)
        case Rename(code, name):
            renamed = replace(_get(tree, code), name=name)
            _distinct(tree, code, name)
            return _replaced(tree, renamed)
        case ReId(code, id_):
            parent = _get(tree, code).parent
            if not is_id(id_):
                raise _refusal(f"this cannot be the last part of {code!r}", ID_RULE, _ELSEWHERE)
            return _relocated(tree, code, _joined(parent, id_))
        case Move(code, under):
            return _relocated(tree, code, _joined(under, _get(tree, code).id.rpartition(".")[2]))
        case Merge(codes, into, name):
            return _merged(tree, codes, into, name)
        case Split(code, into, names):
            return _split(tree, code, into, names)
        case Retire(code, retired):
            return _replaced(
                tree, replace(_ending(tree, code) if retired else _get(tree, code), retired=retired)
            )
        case Redefine(code):
            texts = {one.name: getattr(change, one.name) for one in fields(change)}
            wanted = {name: text for name, text in texts.items() if text is not None}
            wanted = {name: text for name, text in wanted.items() if name not in ("code", "reworded")}
            return _replaced(tree, replace(_get(tree, code), **wanted))


def _get(tree: Codebook, code: str) -> Code:
    if code in tree:
        return tree[code]
    see = "See: qualcode codebook show"
    if code in tree.heirs:
        raise _refusal(f"the code {code!r} is now {', '.join(tree.heirs[code])}", do=see)
    close = get_close_matches(code, tree.by_id, n=1)
    raise _refusal(f"there is no code {code!r}", f"Closest: {close[0]!r}" if close else "", see)


def _ending(tree: Codebook, code: str) -> Code:
    """Return a code that may be retired: a branch is not while codes below it are in use, which would go on."""
    whole = _get(tree, code)
    if not whole.codable and any(one.usable for one in tree.subtree(code)):
        raise _refusal(f"{code!r} only groups others, and some are in use", do="Retire those below it first.")
    return whole


def _refusal(found: str, allowed: str = "", do: str = "") -> CodebookError:
    return CodebookError(found, code="QC-CB10", where="codebook.yaml", allowed=allowed, do=do)


def _joined(under: str, part: str) -> str:
    return f"{under}.{part}" if under else part


def _replaced(tree: Codebook, code: Code) -> Codebook:
    return replace(tree, codes=tuple(code if one.id == code.id else one for one in tree))


def _distinct(tree: Codebook, code: str, name: str) -> None:
    """Refuse a code without a name, and a name that a sibling has."""
    if not name.strip():
        raise _refusal(f"the code {code!r} would have no name", do="Write its name.")
    parent = code.rpartition(".")[0]
    words = name.casefold().split()
    if any(one.name.casefold().split() == words for one in tree.children(parent) if one.id != code):
        raise _refusal(
            f"another code beside {code!r} has that name", "Siblings differ in name.", "Choose another name."
        )


def _free(tree: Codebook, id_: str) -> None:
    """Refuse what is no id, and an id that a code has or had: its codings and figures would be taken for those of another."""
    if not all(map(is_id, id_.split("."))):
        raise _refusal("this cannot be a code's id", ID_RULE, "Choose a short word, such as 'ventetid'.")
    if id_ in tree:
        raise _refusal(f"there is a code {id_!r} already", "An id stands once.", "Choose another id.")
    if id_ in tree.heirs:
        raise _refusal(
            f"the id {id_!r} belonged to an earlier code, which is now {', '.join(tree.heirs[id_])}",
            "An id means one code for good.",
            "Choose another id.",
        )
    parent = id_.rpartition(".")[0]
    if parent:
        _get(tree, parent)


def _added(tree: Codebook, code: Code) -> Codebook:
    _free(tree, code.id)
    _distinct(tree, code.id, code.name)
    return replace(tree, codes=_inserted(tree.codes, code.parent, [code]))


def _inserted(codes: Sequence[Code], parent: str, new: Sequence[Code]) -> tuple[Code, ...]:
    """Put codes after the last one below a parent; at the top, at the end."""
    inside = [at for at, code in enumerate(codes) if in_branch(code.id, parent)] if parent else []
    place = inside[-1] + 1 if inside else len(codes)
    return (*codes[:place], *new, *codes[place:])


def _relocated(tree: Codebook, old: str, new: str) -> Codebook:
    """Give a code and all below it another full id; the place changes only with the parent."""
    code = _get(tree, old)
    if old == new:
        return tree
    parent = new.rpartition(".")[0]
    if in_branch(parent, old):
        raise _refusal(f"{old!r} cannot stand below itself", "A tree has no cycles.")
    back = new in tree.heirs and tree.heirs[new] == (old,)  # a code that returns to the id it had
    if not back:
        _free(tree, new)
    elif parent:
        _get(tree, parent)
    ids = {one.id: new + one.id[len(old) :] for one in tree.subtree(old)}
    tree = _called(tree, ids)
    moved = {id_: _moved(tree[id_], now) for id_, now in ids.items()}
    if parent == code.parent:
        made = replace(tree, codes=tuple(moved.get(one.id, one) for one in tree))
    else:
        rest = [one for one in tree if one.id not in moved]
        made = replace(tree, codes=_inserted(rest, parent, list(moved.values())))
    _distinct(made, new, code.name)
    return made


def _moved(code: Code, id_: str) -> Code:
    was = dict.fromkeys([*code.was, code.id])
    was.pop(id_, None)
    return replace(code, id=id_, was=tuple(was))


def _called(tree: Codebook, ids: Mapping[str, str]) -> Codebook:
    """Let what comes from some codes say what those are called from now on."""
    return replace(
        tree,
        codes=tuple(
            replace(one, was=tuple(dict.fromkeys(ids.get(was, was) for was in one.was)))
            if any(was in ids for was in one.was)
            else one
            for one in tree
        ),
    )


def _without_origins(tree: Codebook, gone: Collection[str]) -> Codebook:
    codes = (replace(one, was=tuple(was for was in one.was if was not in gone)) for one in tree)
    return replace(tree, codes=tuple(codes))


def _merged(tree: Codebook, codes: Sequence[str], into: str, name: str) -> Codebook:
    gone = [_get(tree, code) for code in dict.fromkeys(codes) if code != into]
    if not gone or (into not in tree and len(gone) < 2):
        raise _refusal("one code alone is not merged", "Two codes or more become one.")
    if into in tree and not tree[into].codable:
        raise _refusal(f"{into!r} only groups others", "Codes become one that is codable.")
    below = [child for one in gone for child in tree.children(one.id) if child not in gone]
    if below or any(in_branch(into, one.id) for one in gone):
        raise _refusal(
            f"{(below[0].parent if below else into)!r} has codes below it",
            "Codes without others below them are merged.",
            "Move those first: qualcode codebook move",
        )
    if into not in tree:
        _free(tree, into)
    was = [old for one in gone for old in (*one.was, one.id) if old != into]
    if into in tree:
        # What was once split from a code that melts into another does not come from that one.
        tree = _without_origins(tree, {one.id for one in gone})
        kept = replace(tree[into], was=tuple(old for old in tree[into].was if old != into))
    else:
        tree = _called(tree, {one.id: into for one in gone})
        kept = replace(
            gone[0], id=into, was=(), retired=False, definition=_first(gone), name=name or gone[0].name
        )
    kept = replace(
        kept,
        name=name or kept.name,
        was=tuple(dict.fromkeys([*kept.was, *was])),
        cues=tuple(dict.fromkeys([*kept.cues, *(cue for one in gone for cue in one.cues)])),
        examples=tuple(dict.fromkeys([*kept.examples, *(text for one in gone for text in one.examples)])),
    )
    ids = {one.id for one in gone}
    if into in tree:
        codes_left = tuple(kept if one.id == into else one for one in tree if one.id not in ids)
    elif kept.parent == gone[0].parent:
        codes_left = tuple(
            kept if one.id == gone[0].id else one for one in tree if one.id == gone[0].id or one.id not in ids
        )
    else:
        codes_left = _inserted([one for one in tree if one.id not in ids], kept.parent, [kept])
    made = replace(tree, codes=codes_left)
    _distinct(made, into, kept.name)
    return made


def _first(codes: Sequence[Code]) -> str:
    return next((one.definition for one in codes if one.definition), "")


def _split(tree: Codebook, code: str, into: Sequence[str], names: Mapping[str, str]) -> Codebook:
    whole = _get(tree, code)
    new = [id_ for id_ in dict.fromkeys(into) if id_ != code]
    if not new or (code not in into and len(new) < 2):
        raise _refusal("a code is split into two or more", "It may itself be one of them.")
    if not whole.codable:
        raise _refusal(f"{code!r} only groups others and has no codings to split")
    if code not in into:
        tree = _replaced(tree, replace(whole, retired=True))
    for id_ in new:
        name = names.get(id_) or id_.rpartition(".")[2]
        if id_ in tree:
            there = tree[id_]
            tree = _replaced(tree, replace(there, was=tuple(dict.fromkeys([*there.was, code]))))
        else:
            tree = _added(tree, Code(id_, name, color=whole.color, was=(code,)))
    return tree


def _refuse_empty_branches(before: Codebook, after: Codebook) -> None:
    parents = {code.parent for code in after}
    for code in after:
        if not code.codable and code.id not in parents:
            raise _refusal(
                f"the branch {code.id!r} would be left with nothing below it",
                "A branch that only groups others has some.",
                "Move the branch itself, or add a code to it first.",
            )
