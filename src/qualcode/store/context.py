"""What codings and decisions are checked against: texts, codebook, coders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sqlalchemy import Connection

from qualcode.model import Codebook, Span
from qualcode.store import codebooks, coders, documents, problems
from qualcode.store.sealing import Lookup


@dataclass(slots=True)
class Context:
    """The study as a write finds it; ``coders`` says of each whether it is a human or a model."""

    known: dict[str, documents.Kept]
    latest: Lookup[int, documents.KeptVersion]
    book: Codebook | None
    codes: Lookup[str, int]
    coders: dict[str, str]
    found: dict[str, documents.Kept | None] = field(default_factory=dict)

    def find(self, name: str) -> documents.Kept | None:
        """Look a document up by name; remembered, since many codings share one."""
        if name not in self.found:
            self.found[name] = self.known.get(documents.name_key(name))
        return self.found[name]

    def get(self, name: str) -> documents.Kept:
        """Return a document that is known to be there."""
        kept = self.find(name)
        assert kept is not None
        return kept

    @property
    def names(self) -> Lookup[int, documents.Kept]:
        """Return the documents by the number that rows refer to."""
        return documents.by_key(self.known)

    def place_problems(self, name: str, version: str, span: Span) -> Iterator[str]:
        """Say what is wrong with a place: it has to be on the latest text of a document, and to hold some of it."""
        kept = self.find(name)
        if kept is None:
            yield f"there is no document {problems.shown(name)}"
        else:
            latest = self.latest[kept.key]
            if version != latest.short_sha:
                yield (
                    f"it is on version {problems.shown(version)} of {kept.document.name},"
                    f" the latest is {latest.short_sha}"
                )
            elif span.end > latest.length:
                yield f"it ends at {span.end}, the text of {kept.document.name} at {latest.length}"
        if not span:
            yield f"it holds no text (start and end are {span.start})"

    def code_problems(self, code: str) -> Iterator[str]:
        """Say why a code cannot be given to a passage."""
        yield from self.unknown_code(code)
        yield from self.uncodable(code)
        yield from self.retired(code)

    def unknown_code(self, code: str) -> Iterator[str]:
        """Say that a code is not in the codebook."""
        if self.book is None:
            yield "the study has no codebook yet"
        elif code not in self.book:
            yield f"there is no code {problems.shown(code)}"

    def uncodable(self, code: str) -> Iterator[str]:
        """Say that a code is only a branch."""
        if self.book is not None and code in self.book and not self.book[code].codable:
            yield f"code {code!r} only groups others, and is not codable"

    def retired(self, code: str) -> Iterator[str]:
        """Say that a code is retired; what was coded with it stays."""
        if self.book is not None and code in self.book and self.book[code].retired:
            heirs = self.book.heirs.get(code, ())
            yield f"code {code!r} is retired{': use ' + ' or '.join(heirs) if heirs else ''}"


def read(connection: Connection) -> Context:
    """Return the study as it is now."""
    stored = codebooks.read(connection)
    versions = documents.read_versions(connection)
    return Context(
        documents.read_all(connection),
        Lookup({key: found[-1] for key, found in versions.items()}),
        stored.codebook if stored else None,
        Lookup(codebooks.code_keys(connection)),
        {coder.name: coder.kind for coder in coders.read(connection)},
    )


RESTS_ON = {
    "codings": ("codebook", "coders", "rounds"),
    "decisions": ("codebook", "coders", "rounds"),
    "settlements": ("codebook", "coders", "rounds"),
    "finished": ("coders", "rounds"),
    "quotes": (),
    "rereads": ("codebook",),
    "segmentation": (),
}
"""What must stay as it is under things, beside the text that they stand on: each is ``<what>:<document>…``."""


def foundations(things: Iterable[str]) -> set[str]:
    """Return the things that others rest on."""
    found: set[str] = set()
    for thing in things:
        what, _, rest = thing.partition(":")
        if what in RESTS_ON:
            found |= {f"text:{rest.partition(':')[0]}", *RESTS_ON[what]}
    return found


def things(what: str, pairs: Iterable[tuple[documents.Kept, str]]) -> set[str]:
    """Return what a write touches that changes codings, or decisions, of some documents and coders."""
    return {f"{what}:{kept.document.id}:{coder}" for kept, coder in set(pairs)}
