"""Reading REFI-QDA projects (.qdpx) and codebooks (.qdc)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element

from qualcode.errors import InterchangeError
from qualcode.interchange.exchange import (
    Attachment,
    ExchangeCase,
    ExchangeLink,
    ExchangeNote,
    ExchangeProject,
    ExchangeSet,
    Extra,
    Losses,
    guid_of,
    is_ours,
    problems_of,
)
from qualcode.interchange.exchange.model import TargetKind, VariableType
from qualcode.interchange.refi import kinds
from qualcode.interchange.refi.carried import split
from qualcode.interchange.refi.choosing import Choice
from qualcode.interchange.refi.container import XML_LIMIT, Container
from qualcode.interchange.refi.counting import CountedText
from qualcode.interchange.refi.dialects import Dialect, parse_dialect
from qualcode.interchange.refi.elements import Reader, local
from qualcode.interchange.refi.parts import (
    known_members,
    read_codes,
    read_links,
    read_sets,
    read_users,
    read_variables,
)
from qualcode.interchange.refi.placing import place_all
from qualcode.interchange.refi.sources import SourceReader
from qualcode.safe_io import parse_xml, read_limited

POSITIONS = ("=positions", "code points, end not included, line feeds, no byte order mark")
"""The field by which a file of qualcode says how it counts."""

CARRIER = "qualcode"
"""Name of the notes that carry fields of codings, and of the set that carries those of a codebook."""

CARRIER_SET = guid_of("refi", "codebook")

_PROJECT = frozenset({
    "Users", "CodeBook", "Variables", "Cases", "Sources", "Notes", "Links", "Sets", "Graphs", "Description", "NoteRef",
})  # fmt: skip
_NOTE = ("Description", "PlainTextContent", "PlainTextSelection", "Coding", "NoteRef", "VariableValue")


class Reading(NamedTuple):
    """A project as it was understood: what travelled, what did not, and how positions were counted."""

    project: ExchangeProject
    losses: Losses
    choice: Choice


def read_qdpx(path: Path, *, dialect: str | Dialect | None = None) -> tuple[ExchangeProject, Losses]:
    """Read a REFI-QDA project.

    Parameters
    ----------
    path : Path
    dialect : str or Dialect, optional
        How the program counted positions, such as ``"nvivo"`` or ``"utf16+inclusive"``; found from the data by default.

    Returns
    -------
    tuple of ExchangeProject and Losses

    Raises
    ------
    InterchangeError
        QC-RQ10: all problems of the file. QC-RQ20 to QC-RQ22: the positions are unclear or wrong.
        QC-RQ01 to QC-RQ04: it is no such project.
    UnsafeFileError, UnreadableFileError
        The archive or the XML could harm, or is damaged.
    """
    reading = inspect_qdpx(path, dialect=dialect)
    return reading.project, reading.losses


def inspect_qdpx(path: Path, *, dialect: str | Dialect | None = None) -> Reading:
    """Read a REFI-QDA project as :func:`read_qdpx`, and say how the positions were understood."""
    named = parse_dialect(dialect) if isinstance(dialect, str) else dialect
    path = Path(path)
    container = Container(path)
    root = parse_xml(container.project(), where=path.name)
    _expect(root, "Project", path.name)
    return _Project(Reader(path.name), container, root, named).read()


def read_qdc(path: Path) -> tuple[ExchangeProject, Losses]:
    """Read a REFI-QDA codebook: a project with codes and sets only.

    Parameters
    ----------
    path : Path

    Raises
    ------
    InterchangeError
        QC-RQ10: all problems of the file. QC-RQ01: it is no codebook.
    """
    path = Path(path)
    if path.suffix.lower() != ".qdc":
        _wrong_kind(path.name, "its name does not end in .qdc")
    data = read_limited(path, XML_LIMIT)
    if data.startswith(b"PK"):
        _wrong_kind(path.name, "it holds an archive, as projects (.qdpx) do")
    root = parse_xml(data, where=path.name)
    _expect(root, "CodeBook", path.name)
    reader = Reader(path.name)
    reader.unknown(root, frozenset({"Codes", "Sets"}))
    codes = read_codes(reader, reader.child(root, "Codes"), [])
    sets = read_sets(reader, root, {})
    carried = next((one for one in sets if one.guid == CARRIER_SET), ExchangeSet("", ""))
    about = {key: value for key, value in carried.extra if key.startswith("about ")}
    project = ExchangeProject(
        about.get("about name", path.stem),
        root.get("origin", ""),
        codes=codes,
        sets=tuple(one for one in sets if one is not carried),
        description=about.get("about description", ""),
        extra=tuple(pair for pair in carried.extra if pair[0] not in about),
    )
    _finish(reader, project)
    return project, reader.losses


def _expect(root: Element, name: str, where: str) -> None:
    if local(root) != name:
        other = {"Project": "a project", "CodeBook": "a codebook"}.get(local(root), "another kind of XML")
        _wrong_kind(where, f"it holds {other}")


def _wrong_kind(where: str, found: str) -> None:
    raise InterchangeError(
        f"this is not what is read here: {found}",
        code="QC-RQ01",
        where=where,
        allowed="A project is a .qdpx archive, a codebook a .qdc file",
        do="Choose the file that the program exported, with its own ending.",
    )


def _finish(reader: Reader, project: ExchangeProject) -> None:
    if not reader.problems:
        for problem in problems_of(project):
            reader.problems.add(problem.where, problem.found, problem.allowed)
    reader.problems.check(InterchangeError, code="QC-RQ10", where=reader.where, what="the REFI-QDA file")


@dataclass
class _Project:
    """One reading of one file."""

    reader: Reader
    container: Container
    root: Element
    dialect: Dialect | None
    noted: list[tuple[str, Attachment]] = field(default_factory=list)

    def read(self) -> Reading:
        reader, root = self.reader, self.root
        reader.unknown(root, _PROJECT)
        users = tuple(read_users(reader, root))
        name, description, extra, kept = reader.described(root, root.get("name", ""))
        ours = is_ours(root.get("origin", "")) and POSITIONS in kept
        codebook = reader.child(root, "CodeBook")
        codes = read_codes(reader, reader.child(codebook, "Codes"), self.noted)
        variables = tuple(read_variables(reader, root))
        types: dict[str, VariableType] = {one.guid: one.type for one in variables}
        sources = SourceReader(reader, self.container, types, verbatim=ours)
        sources.read(reader.child(root, "Sources"))
        sources.note_refs(root, "project", "")
        for link in reader.children(reader.child(root, "Links"), "Link"):
            sources.note_refs(link, "link", reader.guid(link, place="link"))
        self.noted += sources.noted
        if reader.problems:  # positions that are no numbers are said before they are counted with
            _finish(reader, ExchangeProject(""))
        origin = root.get("origin", "")
        choice = place_all(sources.found, reader, dialect=self.dialect, ours=ours, origin=origin)
        notes, carried = self._notes(sources)
        cases = tuple(self._cases(sources))
        sets = read_sets(reader, root, sources.same_as)
        reader.lose(kinds.GRAPH, "", sum(1 for _ in reader.children(reader.child(root, "Graphs"), "Graph")))
        reader.lose(kinds.MODIFIED, "", sum(map(_is_modified, root.iter())))
        codings = tuple(
            replace(one, extra=carried[one.guid]) if one.guid in carried else one for one in sources.codings
        )
        project = ExchangeProject(
            name, origin, users, codes, tuple(one.source for one in sources.found),
            tuple(selection for one in sources.found for selection in one.selections), codings, notes, cases, variables,
            sets, (), description, reader.user(root, "creatingUserGUID"), reader.time(root),
            extra,
        )  # fmt: skip
        project = _with_links(project, tuple(read_links(reader, root, project, sources.same_as)))
        _finish(reader, project)
        return Reading(project, reader.losses, choice)

    def _cases(self, sources: SourceReader) -> Iterable[ExchangeCase]:
        reader, same_as = self.reader, sources.same_as
        known = ("Description", "CodeRef", "VariableValue", "SourceRef", "SelectionRef")
        for element in reader.part(self.root, "Case", *known):
            guid = reader.own_guid(element, "case")
            name, description, extra, kept = reader.described(element, element.get("name", ""))
            values = tuple(sources.values(element, f"case {guid}", kept))
            members = [
                known_members(reader, element, child, kind, same_as)
                for child, kind in (
                    ("CodeRef", "code"),
                    ("SourceRef", "source"),
                    ("SelectionRef", "selection"),
                )
            ]
            yield ExchangeCase(guid, name, description, values, members[0], members[1], members[2], extra)

    def _notes(self, sources: SourceReader) -> tuple[tuple[ExchangeNote, ...], dict[str, Extra]]:
        """Read notes with what they are attached to; those that carry fields of codings become those fields."""
        reader = self.reader
        elements = list(reader.part(self.root, "Note", *_NOTE))
        guids = [reader.own_guid(element, "note") for element in elements]
        for element, guid in zip(elements, guids, strict=True):
            for ref in reader.children(element, "NoteRef"):
                self.noted.append(
                    (reader.guid(ref, "targetGUID", place=f"note {guid}"), Attachment("note", guid))
                )
        attached: dict[str, list[Attachment]] = {}
        for guid, target in self.noted:
            if reader.is_taken("note", guid):
                attached.setdefault(guid, []).append(target)
            else:
                reader.lose(kinds.DANGLING, f"{target.kind} {target.guid}")
        notes: list[ExchangeNote] = []
        carried: dict[str, Extra] = {}
        for element, guid in zip(elements, guids, strict=True):
            targets = attached.get(guid, [])
            text, fields = split(reader.text(element, "PlainTextContent"))
            is_carrier = element.get("name") == CARRIER and reader.child(element, "Description") is None
            if is_carrier and fields and not text and all(t.kind == "coding" for t in targets):
                fields = tuple((key.removeprefix("="), value) for key, value in fields)
                carried.update({target.guid: carried.get(target.guid, ()) + fields for target in targets})
                continue
            notes.append(self._note(element, guid, targets, sources))
        return tuple(notes), carried

    def _note(
        self, element: Element, guid: str, targets: list[Attachment], sources: SourceReader
    ) -> ExchangeNote:
        reader = self.reader
        inner = sum(
            1 for x in element.iter() if local(x) in {"PlainTextSelection", "Coding", "VariableValue"}
        )
        reader.lose(kinds.NOTE_CODING, f"note {guid}", inner)
        raw = None
        if element.get("plainTextPath") or reader.child(element, "PlainTextContent") is not None:
            raw = sources.raw_of(element, f"note {guid}")
        elif element.get("richTextPath"):
            reader.lose(kinds.NO_TEXT, f"note {guid}")
        text = "" if raw is None else raw.text if sources.verbatim else CountedText(raw.text, bom=False).text
        name, description, extra, kept = reader.described(element, element.get("name", ""))
        return ExchangeNote(
            guid, text, name, tuple(dict.fromkeys([*targets, *_attached(kept)])), description, reader.user(element),
            reader.time(element), extra,
        )  # fmt: skip


def _with_links(project: ExchangeProject, links: tuple[ExchangeLink, ...]) -> ExchangeProject:
    """Return the project with its links; notes on links that could not be kept stand by themselves."""
    kept = {one.guid for one in links}
    notes = tuple(
        replace(note, attached_to=tuple(a for a in note.attached_to if a.kind != "link" or a.guid in kept))
        for note in project.notes
    )
    return replace(project, links=links, notes=notes)


def _is_modified(element: Element) -> bool:
    changed = element.get("modifiedDateTime")
    return changed is not None and changed != element.get("creationDateTime")


def _attached(kept: Extra) -> Iterable[Attachment]:
    """Give what a note is attached to where the format has no place for a reference to it."""
    kinds_without: dict[str, TargetKind] = {"user": "user", "case": "case"}
    for key, value in kept:
        kind, _, guid = value.partition(" ")
        if key == "=attached_to" and kind in kinds_without:
            yield Attachment(kinds_without[kind], guid)
