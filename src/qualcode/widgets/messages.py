"""What a widget and its desk say to each other.

The desk (:mod:`qualcode.study.desk`) holds a study and decides; the widget shows and asks. They exchange small
messages, each a JSON object, and nothing is kept in the widget's state: a saved notebook holds no word of a transcript.

The front end sends :class:`Command` objects, each with a number ``n``; the desk answers with a list of messages, the
last of which is ``{"kind": "done", "n": n}``. A page message replaces all that is shown; a patch changes parts of the
page that is open. Positions are half-open pairs of Unicode code points in the version of the page, never UTF-16 units.

Commands
--------
``ready``                               the front end is there: answered by ``hello`` and a page
``goto`` page, …                        open a page; further fields as in the page's own description
``poll`` rev                            has anything changed since? answered by a patch, a page, a ``stale`` notice or nothing
``undo``, ``redo``                      the coder's own last action
``code`` start, end, codes, stance?, memo?
``add_code`` name, under, definition    a new code for everybody, as a new version of the codebook; answered by the page
``plan_code`` what, code, …              what a change of a code would mean, answered by a ``plan``; ``what`` and its fields:
                                        rename (name, id?), move (under), merge (into, name?), split (names, keep?),
                                        retire (back?), redefine (definition, use_when, not_when, only_wording?)
``change_code`` what, code, …, seal     carry it out, if it still means what the plan of this seal says: answered by the
                                        page and a ``plan`` that is done; else by a ``plan`` that is not
``uncode`` ids
``recode`` id, code?, start?, end?, stance?
``memo`` target_kind ("coding", "document", "code", "study"), target, text, id? (of an analytic note to put the text in)
``finish`` done                         the coder has read the document of the page to its end, or takes it back
``history`` start, end                  answered by a ``detail`` message
``suggest`` refresh?                    load suggestions for the page; refresh makes the model learn from new codings
``decide`` id, answer, code?            answer a suggestion (accept, accept_as, reject, later)
``settle`` place, codings, memo         settle one place of the adjudication page
``settle_agreed``                       settle all places on which all coders agree
``open_round`` number, ``start_round`` title
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict

PageName = Literal["overview", "coding", "reading", "review", "adjudication"]


class Command(TypedDict):
    """What the front end asks; further fields depend on ``do``."""

    do: str
    n: int


class Hello(TypedDict):
    """First answer: the language and all words that the front end shows."""

    kind: Literal["hello"]
    language: str
    words: dict[str, str]
    title: str
    coder: str


class CodeEntry(TypedDict):
    """One code of the tree, parents before children."""

    id: str
    name: str
    parent: str
    codable: bool
    retired: bool
    color: str
    definition: str
    use_when: str
    not_when: str
    examples: list[str]


class TurnEntry(TypedDict):
    """One speaker's turn. ``start`` and ``end`` are code points; ``time`` is ``"0:03:12"`` or empty."""

    number: int
    speaker: str
    role: Literal["interviewer", "informant", ""]
    area: str
    time: str
    start: int
    end: int
    text: str


class CodingEntry(TypedDict):
    """One coding that the coder may see."""

    id: str
    start: int
    end: int
    code: str
    coder: str
    own: bool
    stance: str
    memo: str
    round: int


class SuggestionEntry(TypedDict):
    """One suggestion; ``answer`` is the coder's own, or empty. ``evidence`` may be empty."""

    id: str
    document: str
    segment: int
    start: int
    end: int
    code: str
    score: float
    rank: int
    suggested: bool
    evidence: str
    answer: str


class Turning(TypedDict):
    """What undo and redo would do, in words; empty where there is nothing."""

    undo: str
    redo: str


class CodingPage(TypedDict):
    """A transcript to code. ``goto`` takes document, at? (start of a passage).

    ``segments`` are spans of the default segmentation where it is not turns, else empty. ``memos`` are analytic notes
    on the document: id, text, author, at. ``suggesting``: ``off`` (blind pass by study.yaml), ``ask`` (not asked for yet) or ``here``.
    ``writable`` is false where the round is open for this coder no longer or nobody is named as coder; ``why`` says so.
    """

    kind: Literal["page"]
    page: Literal["coding"]
    rev: int
    document: str
    documents: list[str]
    version: str
    coder: str
    round: int
    blind: bool
    finished: bool
    writable: bool
    why: str
    codebook: str
    codes: list[CodeEntry]
    counts: dict[str, int]
    recent: list[str]
    turns: list[TurnEntry]
    segments: list[tuple[int, int]]
    codings: list[CodingEntry]
    memos: list[dict[str, str]]
    suggesting: Literal["off", "ask", "here"]
    suggestions: list[SuggestionEntry]
    at: int | None
    turning: Turning


class CodingPatch(TypedDict):
    """What changed on a coding page. ``suggestions`` (all of the page) is there only where they changed."""

    kind: Literal["patch"]
    page: Literal["coding"]
    rev: int
    upsert: list[CodingEntry]
    remove: list[str]
    counts: dict[str, int]
    recent: list[str]
    turning: Turning
    finished: bool
    suggestions: NotRequired[list[SuggestionEntry]]
    suggesting: NotRequired[str]
    memos: NotRequired[list[dict[str, str]]]


class Detail(TypedDict):
    """History of a passage: one line per event, in words, oldest first."""

    kind: Literal["detail"]
    start: int
    end: int
    events: list[dict[str, str]]  # at, who, what (in words), code, name


class Plan(TypedDict):
    """What a change of a code would mean for the tree and the codings that the coder may see, in words.

    ``parts`` have a title and lines. ``seal`` goes back with ``change_code``; without one it cannot be carried out, and
    ``told`` says why; or that something has changed since. ``stale``: the page has to be loaded again. ``done``: it is
    carried out, and this is the code's id now; the parts are what is left to do.
    """

    kind: Literal["plan"]
    parts: list[dict[str, Any]]
    seal: str
    told: str
    stale: bool
    done: str


class OverviewPage(TypedDict):
    """What is imported, coded by whom, what is left.

    ``rows``: document, date, mode, words, turns, reviewed (bool), informants (turns), by (for each coder that may be
    seen: coder, codings, coded (turns), finished; null numbers where the coder must not see them), left (turns without
    any coding that may be seen), first (start of the first of them, or null), suggestions (number decided).
    ``rounds``: number, title, open, opened_at, opened_by, blind coders. ``step``: what to do next, in words. A patch holds
    the top-level fields that changed.
    """

    kind: Literal["page"]
    page: Literal["overview"]
    rev: int
    title: str
    coder: str
    coders: list[str]
    codebook: str
    codes: list[CodeEntry]
    counts: dict[str, int]
    rounds: list[dict[str, Any]]
    rows: list[dict[str, Any]]
    totals: dict[str, int]
    step: str


class ReadingPage(TypedDict):
    """All passages of a code and below it. ``goto`` takes code, coder? ("" for the counted set).

    ``passages``: id, document, segment, start, end, code, coder, own, area, speaker, stance, round, memo, before (the turn
    before on its first line, then what was said in the same turn), text, after (the rest of the turn), words. Never the
    site. A patch has the fields that changed, each as a whole.
    """

    kind: Literal["page"]
    page: Literal["reading"]
    rev: int
    code: str
    coder: str
    coders: list[str]
    codes: list[CodeEntry]
    counts: dict[str, int]
    passages: list[dict[str, Any]]
    n: dict[str, int]  # passages, speakers, documents


class ReviewPage(TypedDict):
    """Suggestions to answer, one passage at a time. ``goto`` takes everything? (also those below the threshold).

    ``items``: segment, document, start, end, speaker, area, question (the last of an interviewer), text, own (the coder's
    codings there), suggestions. A patch has the fields that changed, each as a whole.
    """

    kind: Literal["page"]
    page: Literal["review"]
    rev: int
    coder: str
    codes: list[CodeEntry]
    counts: dict[str, int]
    recent: list[str]
    items: list[dict[str, Any]]
    left: int
    turning: Turning


class AdjudicationPage(TypedDict):
    """Where coders differ, the costliest first. ``goto`` takes round? (the latest open one without it).

    ``places``: id, document, first, last (numbers of turns), start, end, cost, turns (:class:`TurnEntry`), versions (for
    each coder: coder, codings), differ (codes on which they differ), there (codings that stand under the settled name,
    also from a file), settled (null, or outcome, memo, by, at, codings, outdated: what it rests on has changed since).
    ``agreed``: places that ``settle_agreed`` takes: all agree, and nobody has settled otherwise before. ``settle`` takes
    codings of start, end, code, stance? (without it the coders' own, where they agree), memo? (without it theirs). A patch
    has the fields that changed, each as a whole.
    """

    kind: Literal["page"]
    page: Literal["adjudication"]
    rev: int
    coder: str
    coders: list[str]
    into: str
    round: int
    codes: list[CodeEntry]
    places: list[dict[str, Any]]
    agreed: int
    settled: int
    turning: Turning


class Notice(TypedDict):
    """Something to tell. ``stale``: the text or the study changed; the front end offers to load the page again.

    ``failure`` stands in place of the text where the desk itself failed: the kind of error and its place in the program.
    """

    kind: Literal["notice"]
    level: Literal["info", "error", "stale"]
    text: str
    failure: NotRequired[str]


class Done(TypedDict):
    """The command with this number is carried out (or was refused: then a notice came before it)."""

    kind: Literal["done"]
    n: int


Message = Any
"""One of the above; what goes over the wire is plain JSON."""
