"""The XML of REFI-QDA, in the order that its schema asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from qualcode.interchange.exchange import (
    ExchangeCase,
    ExchangeCode,
    ExchangeCoding,
    ExchangeNote,
    ExchangeProject,
    ExchangeSelection,
    ExchangeSet,
    ExchangeSource,
    Extra,
    Losses,
    VariableValue,
)
from qualcode.interchange.exchange.model import TargetKind, VariableType
from qualcode.interchange.refi import kinds
from qualcode.interchange.refi.carried import join, without_forbidden, xml_can_hold
from qualcode.interchange.refi.elements import COLOR, VALUE_ELEMENTS, VARIABLE_WORDS, is_time
from qualcode.interchange.refi.reading import CARRIER, CARRIER_SET, POSITIONS
from qualcode.interchange.refi.sources import note_guid
from qualcode.interchange.refi.xml_values import attributes_of, kept_values, text_of, written

_TYPE_WORDS = {kind: word for word, kind in VARIABLE_WORDS.items()}
_NO_REFERENCE: tuple[TargetKind, ...] = ("user", "case")


class XmlWriter:
    """Writes one project or codebook; ``texts`` then holds the members of the archive beside it."""

    def __init__(self, losses: Losses) -> None:
        self.texts: dict[str, bytes] = {}
        self._losses = losses
        self._lines: list[str] = []
        self._noted: dict[tuple[TargetKind, str], list[str]] = {}
        self._carriers: dict[str, str] = {}
        self._types: dict[str, VariableType] = {}

    def codebook(self, project: ExchangeProject, origin: str) -> bytes:
        """Return the XML of a codebook file."""
        self._open("CodeBook", {"xmlns": "urn:QDA-XML:codebook:1.0", "origin": origin})
        self._codes(project.codes)
        sets = [replace(one, sources=(), notes=()) for one in project.sets]
        if project.extra or project.description:
            # A codebook has no description: a set without members carries what is said about the whole.
            about = (("name", project.name), ("description", project.description))
            fields = (*project.extra, *((f"about {name}", value) for name, value in about if value))
            sets.append(ExchangeSet(CARRIER_SET, CARRIER, extra=fields))
        if sets:
            self._lines.append("<Sets>")
            for one in sets:
                self._set(one, "guid")
            self._lines.append("</Sets>")
        self._lines.append("</CodeBook>")
        return self._bytes()

    def project(self, project: ExchangeProject, origin: str) -> bytes:
        """Return the XML of a project."""
        self._types = {one.guid: one.type for one in project.variables}
        for note in project.notes:
            for target in note.attached_to:
                if target.kind not in _NO_REFERENCE:
                    self._noted.setdefault((target.kind, target.guid), []).append(note.guid)
        times = self._times(project.user, project.created_at, user_name="creatingUserGUID")
        name, description = self._described(project.name, project.description, project.extra, (POSITIONS,))
        head = {"xmlns": "urn:QDA-XML:project:1.0", "name": name, "origin": origin}
        self._open("Project", head | times, required=("name",))
        self._users(project)
        if project.codes:
            self._lines.append("<CodeBook>")
            self._codes(project.codes)
            self._lines.append("</CodeBook>")
        self._variables(project)
        self._cases(project.cases)
        self._sources(project)
        self._notes(project.notes)
        self._links(project)
        if project.sets:
            self._lines.append("<Sets>")
            for one in project.sets:
                self._set(one, "targetGUID")
            self._lines.append("</Sets>")
        self._description(description)
        self._note_refs("project", "")
        self._lines.append("</Project>")
        return self._bytes()

    # --- pieces --------------------------------------------------------------------------------------------

    def _bytes(self) -> bytes:
        head = '<?xml version="1.0" encoding="utf-8"?>\n'
        return (head + "\n".join(self._lines) + "\n").encode("utf-8")

    def _open(
        self, tag: str, values: Mapping[str, str], *, required: tuple[str, ...] = (), close: str = ""
    ) -> None:
        missing = "".join(f' {name}=""' for name in required if not values.get(name))
        self._lines.append(f"<{tag}{attributes_of(values)}{missing}{close}>")

    def _times(self, user: str, created_at: str, *, user_name: str = "creatingUser") -> dict[str, str]:
        if created_at and not is_time(created_at):
            self._losses.add(kinds.TIME)
            created_at = ""
        return {user_name: user, "creationDateTime": created_at}

    def _described(
        self, name: str, description: str, extra: Extra, kept: Iterable[tuple[str, str]] = ()
    ) -> tuple[str, str]:
        """Return name and description as they are written; what XML cannot hold travels as a field, too."""
        fields = [(f"={key}" if key.startswith("=") else key, value) for key, value in extra]
        fields += kept
        if not xml_can_hold(name):
            fields.append(("=name", name))
            name = without_forbidden(name)
        if not xml_can_hold(description):
            fields.append(("=description", description))
            description = without_forbidden(description)
        return name, join(description, tuple(fields))

    def _plain(self, text: str) -> str:
        """Return a text for which there is no field."""
        if xml_can_hold(text):
            return text
        self._losses.add(kinds.UNWRITABLE)
        return without_forbidden(text)

    def _color(self, color: str, where: str) -> str:
        written = color.lower() if COLOR.fullmatch(color.lower()) else ""
        self._losses.add(kinds.COLOR, where, int(bool(color) and not written))
        return written

    def _description(self, text: str) -> None:
        if text:
            self._lines.append(f"<Description>{text_of(text)}</Description>")

    def _note_refs(self, kind: TargetKind, guid: str) -> None:
        self._refs("NoteRef", self._noted.get((kind, guid), ()))

    def _refs(self, tag: str, guids: Iterable[str], name: str = "targetGUID") -> None:
        self._lines += [f'<{tag} {name}="{guid}"/>' for guid in guids]

    # --- users, codes, variables, cases, sets, links -------------------------------------------------------

    def _users(self, project: ExchangeProject) -> None:
        if project.users:
            self._lines.append("<Users>")
            for one in project.users:
                values = {"guid": one.guid, "name": self._plain(one.name), "id": self._plain(one.id)}
                self._open("User", values, close="/")
            self._lines.append("</Users>")

    def _codes(self, codes: Iterable[ExchangeCode]) -> None:
        """Write the tree; the codes come parents first."""
        self._lines.append("<Codes>")
        open_codes: list[str] = []
        for code in codes:
            while open_codes and open_codes[-1] != code.parent:
                open_codes.pop()
                self._lines.append("</Code>")
            self._code(code)
            open_codes.append(code.guid)
        self._lines += ["</Code>"] * len(open_codes)
        self._lines.append("</Codes>")

    def _code(self, code: ExchangeCode) -> None:
        color = self._color(code.color, f"code {code.guid}")
        name, description = self._described(code.name, code.description, code.extra)
        codable = "true" if code.codable else "false"
        values = {"guid": code.guid, "name": name, "isCodable": codable, "color": color}
        self._open("Code", values, required=("name",))
        self._description(description)
        self._note_refs("code", code.guid)

    def _variables(self, project: ExchangeProject) -> None:
        if not project.variables:
            return
        self._lines.append("<Variables>")
        for one in project.variables:
            name, description = self._described(one.name, one.description, one.extra)
            values = {"guid": one.guid, "name": name, "typeOfVariable": _TYPE_WORDS[one.type]}
            self._open("Variable", values, required=("name",))
            self._description(description)
            self._lines.append("</Variable>")
        self._lines.append("</Variables>")

    def _cases(self, cases: tuple[ExchangeCase, ...]) -> None:
        if not cases:
            return
        self._lines.append("<Cases>")
        for one in cases:
            name, description = self._described(one.name, one.description, one.extra, kept_values(one.values))
            self._open("Case", {"guid": one.guid, "name": name})
            self._description(description)
            self._refs("CodeRef", one.codes)
            self._values(one.values)
            self._refs("SourceRef", one.sources)
            self._refs("SelectionRef", one.selections)
            self._lines.append("</Case>")
        self._lines.append("</Cases>")

    def _values(self, values: Iterable[VariableValue]) -> None:
        for one in values:
            held = ""
            if one.value is not None:
                tag = VALUE_ELEMENTS[self._types[one.variable]]
                held = f"<{tag}>{text_of(without_forbidden(written(one.value)))}</{tag}>"
            ref = f'<VariableRef targetGUID="{one.variable}"/>'
            self._lines.append(f"<VariableValue>{ref}{held}</VariableValue>")

    def _set(self, one: ExchangeSet, reference: str) -> None:
        name, description = self._described(one.name, one.description, one.extra)
        self._open("Set", {"guid": one.guid, "name": name}, required=("name",))
        self._description(description)
        self._refs("MemberCode", one.codes, reference)
        self._refs("MemberSource", one.sources, reference)
        self._refs("MemberNote", one.notes, reference)
        self._lines.append("</Set>")

    def _links(self, project: ExchangeProject) -> None:
        if not project.links:
            return
        self._lines.append("<Links>")
        for one in project.links:
            color = self._color(one.color, f"link {one.guid}")
            values = {
                "guid": one.guid, "name": self._plain(one.name), "direction": one.direction, "color": color,
                "originGUID": one.origin, "targetGUID": one.target,
            }  # fmt: skip
            self._open("Link", values)
            self._note_refs("link", one.guid)
            self._lines.append("</Link>")
        self._lines.append("</Links>")

    # --- sources and what is in them -----------------------------------------------------------------------

    def _sources(self, project: ExchangeProject) -> None:
        if not project.sources:
            return
        selections: dict[str, list[ExchangeSelection]] = {}
        codings: dict[tuple[str, str], list[ExchangeCoding]] = {}
        for one in project.selections:
            selections.setdefault(one.source, []).append(one)
        for coding in project.codings:
            codings.setdefault((coding.source, coding.selection), []).append(coding)
        self._lines.append("<Sources>")
        for source in project.sources:
            self._source(source, selections.get(source.guid, ()), codings)
        self._lines.append("</Sources>")

    def _source(
        self,
        source: ExchangeSource,
        selections: Iterable[ExchangeSelection],
        codings: Mapping[tuple[str, str], list[ExchangeCoding]],
    ) -> None:
        name, description = self._described(
            source.name, source.description, source.extra, kept_values(source.values)
        )
        values = {
            "guid": source.guid,
            "name": name,
            "plainTextPath": self._beside(source.guid, source.text or ""),
        }
        self._open("TextSource", values | self._times(source.user, source.created_at))
        self._description(description)
        for one in selections:
            self._selection(one, codings.get((source.guid, one.guid), ()))
        self._codings(codings.get((source.guid, ""), ()))
        self._note_refs("source", source.guid)
        self._values(source.values)
        self._lines.append("</TextSource>")

    def _beside(self, guid: str, text: str) -> str:
        """Put a text into the archive, and return the path to it."""
        self.texts[f"sources/{guid}.txt"] = text.encode("utf-8")
        return f"internal://{guid}.txt"

    def _selection(self, one: ExchangeSelection, codings: Iterable[ExchangeCoding]) -> None:
        name, description = self._described(one.name, one.description, one.extra)
        values = {
            "guid": one.guid, "name": name, "startPosition": str(one.start), "endPosition": str(one.end),
        }  # fmt: skip
        self._open("PlainTextSelection", values | self._times(one.user, one.created_at))
        self._description(description)
        self._codings(codings)
        self._note_refs("selection", one.guid)
        self._lines.append("</PlainTextSelection>")

    def _codings(self, codings: Iterable[ExchangeCoding]) -> None:
        for one in codings:
            values = {"guid": one.guid} | self._times(one.user, one.created_at)
            self._open("Coding", values)
            self._refs("CodeRef", (one.code,))
            self._note_refs("coding", one.guid)
            if one.extra:
                self._refs("NoteRef", (self._carrier(one.extra),))
            self._lines.append("</Coding>")

    def _carrier(self, extra: Extra) -> str:
        """Return the GUID of the note that carries these fields; codings with the same fields share it."""
        text = join("", tuple((f"={key}" if key.startswith("=") else key, value) for key, value in extra))
        if text not in self._carriers:
            self._carriers[text] = note_guid(text)
        return self._carriers[text]

    # --- notes ---------------------------------------------------------------------------------------------

    def _notes(self, notes: tuple[ExchangeNote, ...]) -> None:
        if not notes and not self._carriers:
            return
        self._lines.append("<Notes>")
        for one in notes:
            self._note(one)
        for text, guid in sorted(self._carriers.items()):
            self._open("Note", {"guid": guid, "name": CARRIER})
            self._lines.append(f"<PlainTextContent>{text_of(text)}</PlainTextContent></Note>")
        self._lines.append("</Notes>")

    def _note(self, one: ExchangeNote) -> None:
        kept = [("=attached_to", f"{a.kind} {a.guid}") for a in one.attached_to if a.kind in _NO_REFERENCE]
        if one.name == CARRIER:  # tells it from the notes that carry fields
            kept.append(("=note", "memo"))
        name, description = self._described(one.name, one.description, one.extra, kept)
        values = {"guid": one.guid, "name": name} | self._times(one.user, one.created_at)
        if not xml_can_hold(one.text):
            values["plainTextPath"] = self._beside(one.guid, one.text)
        self._open("Note", values)
        self._description(description)
        if "plainTextPath" not in values:
            self._lines.append(f"<PlainTextContent>{text_of(one.text)}</PlainTextContent>")
        self._note_refs("note", one.guid)
        self._lines.append("</Note>")
