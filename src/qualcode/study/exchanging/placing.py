"""Where the sources of a project stand in the study: documents it has, texts that come back, new transcripts."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qualcode.errors import InterchangeError, Problem
from qualcode.interchange import document_name
from qualcode.interchange.exchange import ExchangeProject, ExchangeSource, Losses
from qualcode.model import (
    Document,
    DocumentVersion,
    Doubt,
    OffsetMap,
    Span,
    SpeakerProposal,
    new_id,
)
from qualcode.model.corpus import SHORT_SHA
from qualcode.store import NewDocument
from qualcode.study.corpus import name_key
from qualcode.study.exchanging import fields, kinds
from qualcode.study.exchanging.cutting import cut

if TYPE_CHECKING:
    from qualcode.study.facade import Study

_MAX_PROBLEMS = 20
_PATH = re.compile(r"[A-Za-z]:[\\/]|[\\/~]|file:", re.IGNORECASE)
"""How a source's name begins that is the whole path of a file."""


@dataclass(frozen=True)
class Placed:
    """A source and its document.

    Parameters
    ----------
    source : ExchangeSource
    document : str
    version : DocumentVersion
        The text on which its codings are to stand: the document's current one.
    maps : tuple of OffsetMap
        The way from places in the source's text to places in that text.
    new : NewDocument or None
        What is to be added; None where the study has the document.
    own : bool
        The text is one that the study wrote out: its turns and speakers came along.
    """

    source: ExchangeSource
    document: str
    version: DocumentVersion = field(repr=False)
    maps: tuple[OffsetMap, ...] = field(default=(), repr=False)
    new: NewDocument | None = field(default=None, repr=False)
    own: bool = False
    speakers: tuple[SpeakerProposal, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    def places(self, spans: Sequence[Span]) -> list[Span]:
        """Return where spans of the source stand; empty ones have no place. Blanks that came by cutting are left out."""
        moved = list(spans)
        for offsets in self.maps:
            moved = offsets.move_all(moved)
        text, before = self.version.text, self.source.text or ""
        return [
            there if there.of(text) == span.of(before) else there.trim(text)
            for there, span in zip(moved, spans, strict=True)
        ]


def place_sources(study: Study, project: ExchangeProject, losses: Losses) -> dict[str, Placed]:
    """Return the documents of a project's sources, by GUID.

    Raises
    ------
    InterchangeError
        QC-EX04: a document of that name is in the study, with another text.
    """
    placing = _Placing(study, losses)
    found: dict[str, Placed] = {}
    for number, source in enumerate(project.sources, start=1):
        placed = placing.place(source, number)
        if placed is not None:
            found[source.guid] = placed
    if placing.problems:
        raise InterchangeError(
            f"{len(placing.problems)} sources have the name of a document with another text; nothing was stored",
            code="QC-EX04",
            allowed="A source with the text of a document, as it is or was, is that document",
            do="Rename the source in the other program and export again; or import into a new study.",
            problems=placing.problems[:_MAX_PROBLEMS],
        )
    return found


class _Placing:
    def __init__(self, study: Study, losses: Losses) -> None:
        self._study = study
        self._losses = losses
        self._there = {name_key(one.name): one for one in study.documents}
        self._by_file = {one.source_sha256: one for one in study.documents}
        self._taken = set(self._there)
        self.problems: list[Problem] = []

    def place(self, source: ExchangeSource, number: int) -> Placed | None:
        if source.text is None:
            self._losses.add(kinds.NO_TEXT, f"source {number}")
            return None
        found = fields.by_name(source.extra)
        name = document_name(fields.first(found, "document") or _last_part(source.name)) or f"source-{number}"
        name = unicodedata.normalize("NFC", " ".join(name.split()))
        file = _sha(f"{source.guid}\0{source.text}")
        there = self._by_file.get(file) or self._there.get(name_key(name))
        if there:
            placed = self._known(source, there, found)
            if placed is None:
                clash = f"the study has another text named {there.name!r}"
                self.problems.append(Problem(f"source {number}", clash))
            return placed
        free = next(one for one in fields.numbered(name, "{}-{}") if name_key(one) not in self._taken)
        self._losses.add(kinds.RENAMED_DOCUMENT, f"source {number}", int(free != name))
        placed = self._new(source, free, file, found, number)
        if placed is not None:
            self._taken.add(name_key(free))
        return placed

    def _known(self, source: ExchangeSource, there: Document, found: dict[str, list[str]]) -> Placed | None:
        """Return a document that has this very text, or had it, or has its turns; None where it has another one."""
        own = bool(fields.first(found, "text"))
        text = source.text or ""
        if (way := self._way(there, text)) is not None:
            return Placed(source, there.name, self._study.version(there.name), way, own=own)
        made = cut(_without_control(text))
        way = self._way(there, made.text) if made is not None else None
        if made is None or way is None:
            return None
        return Placed(source, there.name, self._study.version(there.name), (made.offsets, *way))

    def _way(self, there: Document, text: str) -> tuple[OffsetMap, ...] | None:
        """Return the maps from a text to the current one of a document; None where it never had that text."""
        version = self._study.version(there.name)
        if text == version.text:
            return ()
        return self._study.store.moves_from_earlier(there.name).get(_sha(text)[:SHORT_SHA])

    def _new(
        self, source: ExchangeSource, name: str, file: str, found: dict[str, list[str]], number: int
    ) -> Placed | None:
        text = source.text or ""
        turns = None
        if fields.first(found, "text"):
            if fields.first(found, "text") == _sha(text)[:SHORT_SHA]:
                turns = fields.unpack_turns(found, text)
            self._losses.add(kinds.TURNS, f"source {number}", int(turns is None))
        document = Document(new_id(), name, "exchange", file, "")
        if turns is not None:
            version = DocumentVersion(name, 1, "imported", text, turns)
            return Placed(source, name, version, new=NewDocument(document, version), own=True)
        plain = _without_control(text)
        self._losses.add(
            kinds.CONTROL, f"source {number}", sum(a != b for a, b in zip(text, plain, strict=True))
        )
        made = cut(plain)
        if made is None:
            self._losses.add(kinds.NO_WORDS, f"source {number}")
            return None
        version = DocumentVersion.from_utterances(name, made.utterances)
        return Placed(
            source, name, version, (made.offsets,), NewDocument(document, version), speakers=made.speakers,
            doubts=made.doubts,
        )  # fmt: skip


def _last_part(name: str) -> str:
    """Return a source's name without the folders of somebody's machine, which may name people."""
    return re.split(r"[\\/]", name)[-1] if _PATH.match(name) else name


def _sha(text: str) -> str:
    """Return the SHA-256 of a text that may hold half a character, as no text of ours does."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _without_control(text: str) -> str:
    """Return a text of the same length with blanks for what no text may hold."""
    return "".join(
        " " if (ch < " " and ch not in "\n\t") or "\x7f" <= ch < "\xa0" or "\ud800" <= ch <= "\udfff" else ch
        for ch in text
    )
