"""Codings: what people decided about the text, and what a model proposed."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from qualcode.model.codebook import in_branch
from qualcode.model.spans import Span

Stance = Literal["experience", "wish", "counterexample"]
STANCES: tuple[Stance, ...] = ("experience", "wish", "counterexample")


def new_id() -> str:
    """Return a new random identity (UUID 4)."""
    return str(uuid.uuid4())


@dataclass(frozen=True, slots=True)
class Coder:
    """Who makes codings. A model is never a human coder, and the two are never merged."""

    name: str
    kind: Literal["human", "model"] = "human"


@dataclass(frozen=True, slots=True)
class Coding:
    """One code on one span of one document version by one coder.

    Parameters
    ----------
    id : str
        Identity (UUID); stays when the text gets a new version or the code another name.
    document, version : str
        Name of the document, and the short SHA-256 of the version that ``span`` counts in.
    span : Span
    code : str
        Full id.
    coder : str
    stance : {"experience", "wish", "counterexample"}
    memo : str
        Analytic note; never shown in ``repr``.
    round : int
        Coding cycle, from 1.
    created_at : str
        ISO 8601, UTC.
    """

    id: str
    document: str
    version: str
    span: Span
    code: str
    coder: str
    stance: Stance = "experience"
    memo: str = field(default="", repr=False)
    round: int = 1
    created_at: str = ""

    @property
    def key(self) -> tuple[str, str, int, int, str, str, str]:
        """What makes two codings the same statement; an import adds none that is there."""
        return (
            self.document,
            self.version,
            self.span.start,
            self.span.end,
            self.code,
            self.coder,
            self.stance,
        )


@dataclass(frozen=True)
class CodingSet:
    """A frozen selection of codings: what matrices and coefficients take.

    Parameters
    ----------
    name : str
        Such as ``"consensus"``.
    codings : tuple of Coding
    codebook_version : str
    """

    name: str
    codings: tuple[Coding, ...] = field(repr=False)
    codebook_version: str = ""

    def __len__(self) -> int:
        return len(self.codings)

    def __iter__(self) -> Iterator[Coding]:
        return iter(self.codings)

    @property
    def coders(self) -> tuple[str, ...]:
        """Names of the coders, sorted."""
        return tuple(sorted({coding.coder for coding in self.codings}))

    def where(
        self,
        *,
        code: str | None = None,
        branch: str | None = None,
        coder: str | None = None,
        document: str | None = None,
        keep: Callable[[Coding], bool] | None = None,
    ) -> CodingSet:
        """Return the codings that fit all that is given; ``branch`` takes a whole subtree."""

        def fits(coding: Coding) -> bool:
            return (
                (code is None or coding.code == code)
                and (branch is None or in_branch(coding.code, branch))
                and (coder is None or coding.coder == coder)
                and (document is None or coding.document == document)
                and (keep is None or keep(coding))
            )

        return CodingSet(self.name, tuple(filter(fits, self.codings)), self.codebook_version)


@dataclass(frozen=True, slots=True)
class Memo:
    """An analytic note on a document, a code, a coding or the study."""

    id: str
    target_kind: Literal["study", "document", "code", "coding"]
    target: str
    text: str = field(repr=False)
    author: str = ""
    created_at: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A model's proposal for one segment. Never a coding: only a person's decision makes it one."""

    id: str
    document: str
    version: str
    segment: int
    span: Span
    code: str
    score: float
    rank: int
    suggested: bool
    model: str
    evidence: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's answer to a suggestion; rejections are kept, too."""

    suggestion: str
    answer: Literal["accept", "accept_as", "reject", "later"]
    coder: str
    code: str = ""
    codebook_version: str = ""
    decided_at: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of an informant, chosen for print; printable only after the fact check.

    ``text`` is what would print (omissions as ``(…)``), ``span`` where it stands in the source.
    """

    id: str
    document: str
    version: str
    span: Span
    code: str
    speaker_id: str
    area: str
    text: str = field(repr=False)
    status: Literal["waiting", "approved", "changed", "withdrawn"] = "waiting"


def ordered(codings: Iterable[Coding]) -> list[Coding]:
    """Return codings in reading order, the same on every machine."""
    return sorted(codings, key=lambda c: (c.document, c.span.start, c.span.end, c.code, c.coder, c.stance))
