"""Codings: what people decided about the text, and what a model proposed."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from qualcode.model.codebook import in_branch
from qualcode.model.spans import Span

Stance = Literal["experience", "wish", "counterexample"]
STANCES: tuple[Stance, ...] = ("experience", "wish", "counterexample")

Answer = Literal["accept", "accept_as", "reject", "later"]
ANSWERS: tuple[Answer, ...] = ("accept", "accept_as", "reject", "later")

SUGGESTIONS = uuid.UUID("6d1c8a0e-5f0b-4b0e-9a43-0b8e6f2d7c15")
"""What :func:`suggestion_id` counts in; another value would give every suggestion another id."""


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


def suggestion_id(document: str, version: str, span: Span, code: str, model: str) -> str:
    """Return the identity of a suggestion: the same model proposes the same code there under the same id (UUID 5).

    Examples
    --------
    >>> suggestion_id("a", "5f5f5f5f5f5f", Span(0, 9), "partner.skole", "ridge 1")
    '8911c91b-8746-5f16-85e1-fffb97f9dfcd'
    """
    return str(uuid.uuid5(SUGGESTIONS, json.dumps([document, version, span.start, span.end, code, model])))


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A model's proposal for one segment. Never a coding: only a person's decision makes it one.

    Parameters
    ----------
    id : str
        What :func:`suggestion_id` gives for its place, code and model.
    document, version : str
        Name of the document, and the short SHA-256 of the version that ``span`` counts in.
    segment : int
        Number of the segment in its document, from 1.
    span : Span
    code : str
        Full id; may be a branch, where the model is unsure of the leaf.
    score : float
        Calibrated probability, 0 to 1.
    rank : int
        Place among the segment's suggestions, from 1.
    suggested : bool
        Whether the score passes the threshold.
    model : str
        Which model, with its version.
    evidence : str
        What spoke for it; quotes what people said, and is never shown in ``repr``.
    """

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
    """A person's answer to a suggestion; rejections are kept, too.

    Parameters
    ----------
    id : str
        Identity (UUID).
    suggestion : Suggestion
        What was answered. Its evidence is dropped: a decision says who judged what, and quotes nobody.
    answer : {"accept", "accept_as", "reject", "later"}
        ``accept_as`` takes another code for the passage than the suggested one.
    coder : str
        Who decided; never a model.
    code : str
        What it became: the suggested code, the other one, or nothing (``""``) after ``reject`` and ``later``.
    codebook_version : str
    round : int
        Coding cycle, from 1.
    decided_at : str
        ISO 8601, UTC.
    coding : str
        Id of the coding that it led to; the store gives it.

    Examples
    --------
    >>> place = ("a", "5f5f5f5f5f5f", Span(0, 9), "partner.skole", "ridge 1")
    >>> document, version, span, code, model = place
    >>> proposed = Suggestion(suggestion_id(*place), document, version, 1, span, code, 0.7, 1, True, model, "skole")
    >>> decided = Decision(new_id(), proposed, "accept_as", "anna", "tema.tillid")
    >>> decided.suggestion.evidence
    ''
    """

    id: str
    suggestion: Suggestion
    answer: Answer
    coder: str
    code: str = ""
    codebook_version: str = ""
    round: int = 1
    decided_at: str = ""
    coding: str = ""

    def __post_init__(self) -> None:
        if self.suggestion.evidence:
            object.__setattr__(self, "suggestion", replace(self.suggestion, evidence=""))


def ordered(codings: Iterable[Coding]) -> list[Coding]:
    """Return codings in reading order, the same on every machine."""
    return sorted(codings, key=lambda c: (c.document, c.span.start, c.span.end, c.code, c.coder, c.stance))
