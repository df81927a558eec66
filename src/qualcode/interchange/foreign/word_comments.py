"""Word documents whose comments are codings: the comment names the code, its author is the coder.

The text is that of the paragraphs, one a line, as it stands in the file (tracked insertions in, deletions out). Several
codes in one comment are divided by ``;`` or stand in lines of their own; ``Barriere > Tid`` names a code by its branch.
A reply that names a code is a coding by whoever replied; any other reply is a note on the passage.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from qualcode.errors import InterchangeError
from qualcode.interchange.checks import folded
from qualcode.interchange.exchange import Attachment, ExchangeProject, ExchangeSource
from qualcode.interchange.foreign import kinds
from qualcode.interchange.foreign.branches import CodePaths, by_arrows
from qualcode.interchange.foreign.building import Builder
from qualcode.interchange.foreign.values import moment_of
from qualcode.interchange.foreign.word_text import WordText, read_word_text
from qualcode.model import canonical
from qualcode.safe_io import Archive, Walker, walk_xml

COMMENTS = "word/comments.xml"
_EXTENDED = "word/commentsExtended.xml"

_LONGEST, _MOST_WORDS = 80, 8
"""Characters and words of the longest comment line that may be the name of a code."""

_SENTENCE = re.compile(r"[.!?…]$|[.!?…] ")


@dataclass(slots=True)
class _Comment:
    number: str
    author: str = field(repr=False)
    date: str
    paragraphs: list[str] = field(default_factory=list, repr=False)
    last_paragraph: str = ""
    reply_to: str = ""

    @property
    def text(self) -> str:
        return "\n".join(self.paragraphs).strip()

    @property
    def lines(self) -> list[str]:
        return [part.strip() for part in re.split(r"[;\n]", self.text) if part.strip()]


def read_word_comments(
    archive: Archive, path: Path, *, codes: Collection[str] | None = None
) -> tuple[ExchangeProject, Builder]:
    """Return the codings that the comments of a Word document are.

    Parameters
    ----------
    archive : Archive
        The document.
    path : Path
        For its name.
    codes : collection of str, optional
        Names of the study's codes: then nothing else is one. Without, a short line that is no sentence is.

    Raises
    ------
    InterchangeError
        QC-FX11: there are no comments.
    """
    where = path.name
    comments = _comments(archive, where)
    if not comments:
        raise InterchangeError(
            "the document has no comments",
            code="QC-FX11",
            where=where,
            allowed="Comments in a Word document are read as codings",
            do="If it is a transcript, import it: qualcode import FILE.docx",
        )
    builder = Builder("word-comments")
    word = read_word_text(archive, where)
    builder.losses.add(kinds.MARGINS, count=word.left_out)
    source = ExchangeSource(builder.guid("source", canonical(path.stem)), canonical(path.stem), word.text)
    builder.add("sources", source)
    _Coder(builder, word, source.guid, codes).read(comments)
    return builder.project(canonical(path.stem), "Word comments"), builder


class _Coder:
    """Turns comments into codings and notes."""

    def __init__(self, builder: Builder, word: WordText, source: str, codes: Collection[str] | None) -> None:
        self._builder = builder
        self._word = word
        self._source = source
        self._known = None if codes is None else {folded(code) for code in codes}
        self._paths = CodePaths(builder)
        self._used: set[str] = set()

    def read(self, comments: dict[str, _Comment]) -> None:
        """Read all comments; replies last, since they may name what others have named."""
        heads = [comment for comment in comments.values() if not comment.reply_to]
        for comment in heads:
            self._take(comment, comment, [line for line in comment.lines if self._is_code(line)])
        for comment in comments.values():
            if comment.reply_to:
                head = _head(comment, comments)
                self._take(comment, head, [line for line in comment.lines if folded(line) in self._used])
        self._builder.add("codes", *self._paths.codes())

    def _is_code(self, line: str) -> bool:
        if self._known is not None:
            return folded(line) in self._known or folded(by_arrows(line)[-1]) in self._known
        short = len(line) <= _LONGEST and len(line.split()) <= _MOST_WORDS
        return short and not _SENTENCE.search(line)

    def _take(self, comment: _Comment, head: _Comment, names: list[str]) -> None:
        span = self._word.ranges.get(head.number)
        if span is None or not span:
            self._builder.losses.add(kinds.OUTSIDE, f"comment {comment.number}")
            return
        self._builder.report.found["unchecked"] += 1
        user, made = self._builder.user(comment.author), moment_of(comment.date)
        for name in names:
            self._used.add(folded(name))
            code = self._paths.add(name, by_arrows)
            row = (comment.number, code)
            self._builder.code_passage(row, code, self._source, span, user=user, created_at=made)
        given = set(names)
        rest = [line for line in comment.lines if line not in given]
        if rest:
            if not names and not comment.reply_to:
                self._builder.losses.add(kinds.NO_CODE, f"comment {comment.number}")
            where = Attachment("selection", self._builder.select(self._source, span, user, made))
            text = "\n".join(rest) if names else comment.text
            self._builder.note(("comment", comment.number), text, where, user=user, created_at=made)


def _head(comment: _Comment, comments: dict[str, _Comment]) -> _Comment:
    """Return the comment that a thread of replies began with."""
    seen = {comment.number}
    while comment.reply_to in comments and comment.reply_to not in seen:
        comment = comments[comment.reply_to]
        seen.add(comment.number)
    return comment


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _named(attributes: dict[str, str]) -> dict[str, str]:
    return {_local(name): value for name, value in attributes.items()}


class _CommentsWalker(Walker):
    """Walks word/comments.xml."""

    def __init__(self) -> None:
        self.comments: dict[str, _Comment] = {}
        self._comment: _Comment | None = None
        self._in_text = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name, values = _local(tag), _named(attributes)
        if name == "comment":
            number = values.get("id", "")
            self._comment = _Comment(number, values.get("author", ""), values.get("date", ""))
            self.comments.setdefault(number, self._comment)
        elif self._comment is None:
            return
        elif name == "p":
            self._comment.paragraphs.append("")
            self._comment.last_paragraph = values.get("paraId", "")
        elif name in ("br", "cr") and self._comment.paragraphs:
            self._comment.paragraphs[-1] += "\n"
        self._in_text = name == "t" and self._comment is not None

    def end(self, tag: str) -> None:
        self._in_text = False
        if _local(tag) == "comment":
            self._comment = None

    def data(self, text: str) -> None:
        if self._in_text and self._comment and self._comment.paragraphs:
            self._comment.paragraphs[-1] += canonical(text)


class _ThreadsWalker(Walker):
    """Walks word/commentsExtended.xml: which paragraph's comment replies to which."""

    def __init__(self) -> None:
        self.above: dict[str, str] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        values = _named(attributes)
        if _local(tag) == "commentEx" and values.get("paraIdParent"):
            self.above[values.get("paraId", "")] = values["paraIdParent"]

    def end(self, tag: str) -> None:
        return

    def data(self, text: str) -> None:
        return


def _comments(archive: Archive, where: str) -> dict[str, _Comment]:
    if COMMENTS not in archive:
        return {}
    walker = _CommentsWalker()
    walk_xml(archive.chunks(COMMENTS), walker, where=where)
    comments = {number: comment for number, comment in walker.comments.items() if comment.text}
    if _EXTENDED in archive:
        threads = _ThreadsWalker()
        walk_xml(archive.chunks(_EXTENDED), threads, where=where)
        by_paragraph = {comment.last_paragraph: number for number, comment in comments.items()}
        for comment in comments.values():
            comment.reply_to = by_paragraph.get(threads.above.get(comment.last_paragraph, ""), "")
    return comments
