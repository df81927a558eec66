"""The sources of a project file: texts with their passages and codings, and what has no text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from qualcode.interchange.exchange import (
    Attachment,
    ExchangeCoding,
    ExchangeSelection,
    ExchangeSource,
    Extra,
    SyncPoint,
    VariableValue,
    guid_of,
)
from qualcode.interchange.exchange.model import SourceKind, TargetKind, VariableType
from qualcode.interchange.refi import kinds
from qualcode.interchange.refi.carried import without_forbidden
from qualcode.interchange.refi.container import Container, RawText, is_outside
from qualcode.interchange.refi.counting import Passage
from qualcode.interchange.refi.elements import VALUE_ELEMENTS, Reader, local

_KINDS: dict[str, SourceKind] = {
    "TextSource": "text", "PDFSource": "pdf", "PictureSource": "picture", "AudioSource": "audio", "VideoSource": "video",
}  # fmt: skip
_TEXT = frozenset({
    "Description", "PlainTextContent", "PlainTextSelection", "TranscriptSelection", "SyncPoint", "Coding", "NoteRef",
    "VariableValue",
})  # fmt: skip
_OTHER = frozenset({
    "Description", "TextDescription", "Representation", "Transcript", "PictureSelection", "PDFSelection",
    "AudioSelection", "VideoSelection", "Coding", "NoteRef", "VariableValue",
})  # fmt: skip
_SELECTION = frozenset({"Description", "Coding", "NoteRef"})


@dataclass
class TextFound:
    """A source with its text as the file has it, and its passages before their positions are understood."""

    source: ExchangeSource
    raw: RawText | None
    selections: list[ExchangeSelection] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    moments: list[tuple[int, int | None]] = field(default_factory=list)


class SourceReader:
    """Reads the element ``Sources``.

    Parameters
    ----------
    reader : Reader
    container : Container or None
        None for a file without an archive around it.
    types : dict of str to VariableType
        Types of the variables by GUID.
    verbatim : bool
        Whether texts stand as qualcode wrote them.
    """

    def __init__(
        self, reader: Reader, container: Container | None, types: dict[str, VariableType], *, verbatim: bool
    ) -> None:
        self._reader = reader
        self._container = container
        self._types = types
        self.verbatim = verbatim
        self.found: list[TextFound] = []
        self.codings: list[ExchangeCoding] = []
        self.noted: list[tuple[str, Attachment]] = []
        self.same_as: dict[str, str] = {}

    def read(self, parent: Element | None) -> None:
        """Read all sources."""
        if parent is not None:
            self._reader.unknown(parent, frozenset(_KINDS))
        for number, element in enumerate(self._reader.children(parent, *_KINDS), start=1):
            kind = _KINDS[local(element)]
            if kind == "text":
                self._text_source(element, kind, f"source {number}")
            else:
                self._other_source(element, kind, f"source {number}")

    # --- texts ---------------------------------------------------------------------------------------------

    def _text_source(self, element: Element, kind: SourceKind, where: str, *, media: str = "") -> None:
        reader = self._reader
        reader.unknown(element, _TEXT)
        guid = reader.own_guid(element, "source")
        found = TextFound(self._source(element, guid, kind, media), self.raw_of(element, where))
        self._fill(element, found, guid)

    def _fill(self, element: Element, found: TextFound, guid: str) -> None:
        """Read what belongs to a text: codings of the whole, passages, notes."""
        self.found.append(found)
        self._belongings(element, guid)
        moments = self._moments(element, found)
        for selection in self._reader.children(element, "PlainTextSelection"):
            place = f"selection {selection.get('guid', '')[:40]}"
            start = self._reader.number(selection, "startPosition", place=place)
            end = self._reader.number(selection, "endPosition", place=place)
            self._selection(selection, found, guid, start, end)
        for selection in self._reader.children(element, "TranscriptSelection"):
            places = [
                moments.get(selection.get(name, "").strip("{} ").upper())
                for name in ("fromSyncPoint", "toSyncPoint")
            ]
            if places[0] is None or places[1] is None:
                self._reader.lose(kinds.NO_PLACE, f"source {guid}")
                self._lose_codings(selection, f"source {guid}")
            else:
                self._selection(selection, found, guid, places[0], places[1])

    def _source(self, element: Element, guid: str, kind: SourceKind, media: str = "") -> ExchangeSource:
        reader = self._reader
        name, description, extra, kept = reader.described(element, element.get("name", ""))
        return ExchangeSource(
            guid, name, None, kind, media, description, reader.user(element), reader.time(element),
            tuple(self.values(element, f"source {guid}", kept)), (), extra,
        )  # fmt: skip

    def raw_of(self, element: Element, where: str) -> RawText | None:
        """Return the text of an element that has one, in the archive or in the XML."""
        reader = self._reader
        path = element.get("plainTextPath", "").strip()
        if element.get("richTextPath", "").strip():
            reader.lose(kinds.RICH_TEXT, where)
        if path and self._container is not None:
            if self.verbatim:
                text = self._container.bytes_of(path)
                found = None if text is None else RawText(text, False)
            else:
                found = self._container.text(path)
            if found is not None:
                reader.lose(kinds.ENCODING, where, int(bool(found.encoding)))
                return found
        content = reader.child(element, "PlainTextContent")
        if content is not None:
            text = "".join(content.itertext())
            mark = text.startswith("\ufeff") and not self.verbatim
            return RawText(text[1:] if mark else text, mark)
        reader.lose(kinds.OUTSIDE if is_outside(path) else kinds.NO_TEXT, where)
        return None

    def _moments(self, element: Element, found: TextFound) -> dict[str, int]:
        """Return the positions of the synchronisation points by GUID, and keep them with their times."""
        reader, places = self._reader, dict[str, int]()
        for point in reader.children(element, "SyncPoint"):
            guid = reader.own_guid(point, "sync point")
            if point.get("position") is None:
                continue
            places[guid] = reader.number(point, "position", place=f"sync point {guid}")
            time = point.get("timeStamp")
            given = None if time is None else reader.number(point, "timeStamp", place=f"sync point {guid}")
            found.moments.append((places[guid], given))
        return places

    def _selection(self, element: Element, found: TextFound, source: str, start: int, end: int) -> None:
        reader = self._reader
        reader.unknown(element, _SELECTION)
        guid = reader.own_guid(element, "selection")
        given = element.get("name", "")
        name, description, extra, _ = reader.described(element, given)
        found.selections.append(
            ExchangeSelection(
                guid, source, start, end, name, description, reader.user(element), reader.time(element), extra
            )
        )
        found.passages.append(Passage(start, end, given or description))
        self._belongings(element, source, guid)

    def _belongings(self, element: Element, source: str, selection: str = "") -> None:
        """Read codings and notes of a source or a passage."""
        reader = self._reader
        target: TargetKind = "selection" if selection else "source"
        self.note_refs(element, target, selection or source)
        for coding in reader.children(element, "Coding"):
            guid = reader.own_guid(coding, "coding")
            ref = reader.child(coding, "CodeRef")
            if ref is None:
                reader.problems.add(f"coding {guid}", "it names no code")
                continue
            code = reader.guid(ref, "targetGUID", place=f"coding {guid}")
            if not reader.is_taken("code", code):
                reader.lose(kinds.DANGLING_CODING, f"coding {guid}")
                continue
            self.codings.append(
                ExchangeCoding(guid, code, source, selection, reader.user(coding), reader.time(coding))
            )
            self.note_refs(coding, "coding", guid)

    def note_refs(self, element: Element, kind: TargetKind, guid: str) -> None:
        """Keep which notes an element names."""
        for ref in self._reader.children(element, "NoteRef"):
            note = self._reader.guid(ref, "targetGUID", place=f"{kind} {guid}")
            self.noted.append((note, Attachment(kind, guid)))

    # --- pictures, PDF files, recordings -------------------------------------------------------------------

    def _other_source(self, element: Element, kind: SourceKind, where: str) -> None:
        reader = self._reader
        reader.unknown(element, _OTHER)
        guid = reader.own_guid(element, "source")
        reader.lose({"pdf": kinds.PDF_PAGES, "picture": kinds.PICTURE}.get(kind, kinds.RECORDING), where)
        found = TextFound(self._source(element, guid, kind), None)
        representation = reader.child(element, "Representation")
        if representation is not None:
            found.raw = self.raw_of(representation, where)
            self._fill_representation(element, representation, found, guid)
        else:
            self.found.append(found)
            self._belongings(element, guid)
        self._areas(element, found, where)
        for part in reader.children(element, "Transcript", "TextDescription"):
            self._text_source(part, kind, where, media=guid)

    def _fill_representation(
        self, element: Element, representation: Element, found: TextFound, guid: str
    ) -> None:
        """Read a PDF file and its text as one source: what belongs to either belongs to it."""
        reader = self._reader
        reader.unknown(representation, _TEXT)
        values = tuple(self.values(representation, f"source {guid}", ()))
        found.source = replace(found.source, values=found.source.values + values)
        reader.lose(
            kinds.UNKNOWN, f"source {guid}", int(reader.child(representation, "Description") is not None)
        )
        inner = reader.guid(representation, place="representation")
        if inner and inner != guid:
            self.same_as[inner] = guid
        self._fill(representation, found, guid)
        self._belongings(element, guid)

    def _areas(self, element: Element, found: TextFound, where: str) -> None:
        """Count passages that are no text; a PDF area that stands as a passage of the text, too, is no loss."""
        reader = self._reader
        texts = {one.guid for one in found.selections}
        coded = {(one.selection, one.code) for one in self.codings}
        for area in reader.children(element, "PDFSelection", "PictureSelection"):
            guid = reader.guid(area, place="selection")
            codes = [
                ref.get("targetGUID", "").strip("{} ").upper()
                for ref in area.iter()
                if local(ref) == "CodeRef"
            ]
            if guid in texts and all((guid, code) in coded for code in codes):
                continue
            reader.lose(kinds.AREA, where)
            reader.lose(kinds.LOST_CODING, where, len(codes))
        for stretch in reader.children(element, "AudioSelection", "VideoSelection"):
            reader.lose(kinds.STRETCH, where)
            self._lose_codings(stretch, where)

    def _lose_codings(self, element: Element, where: str) -> None:
        self._reader.lose(kinds.LOST_CODING, where, sum(1 for _ in self._reader.children(element, "Coding")))

    # --- values --------------------------------------------------------------------------------------------

    def values(self, element: Element, place: str, kept: Extra) -> Iterator[VariableValue]:
        """Give the values of a case or a source; ``kept`` holds those that XML could not."""
        reader, whole = self._reader, dict(kept)
        for given in reader.children(element, "VariableValue"):
            ref = reader.child(given, "VariableRef")
            variable = "" if ref is None else reader.guid(ref, "targetGUID", place=place)
            kind = self._types.get(variable)
            if kind is None:
                reader.lose(kinds.DANGLING, place)
                continue
            held = next(reader.children(given, *VALUE_ELEMENTS.values()), None)
            if held is None:
                yield VariableValue(variable, None)
                continue
            found = reader.value("".join(held.itertext()), kind, place=place)
            better = whole.get(f"=value {variable}")
            yield VariableValue(variable, better if better and without_forbidden(better) == found else found)


def synchronised(moments: list[tuple[int, int | None]], places: list[int]) -> tuple[SyncPoint, ...]:
    """Return synchronisation points at positions in code points."""
    return tuple(SyncPoint(place, time) for (_, time), place in zip(moments, places, strict=True))


def note_guid(text: str) -> str:
    """Return the GUID of the note that carries fields: the same for the same fields, so that codings share it."""
    return guid_of("refi", "carried", text)
