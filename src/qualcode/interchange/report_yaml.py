"""What study.yaml says about the report: texts, chapters, boxes; and the authority's texts in files."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from qualcode.errors import StudyLayoutError
from qualcode.interchange.checks import Problems, folded, is_id, shown, tidy
from qualcode.interchange.yaml_fields import Fields, kind_of
from qualcode.interchange.yaml_reader import YamlList, YamlMap
from qualcode.model.config import (
    BOX_KINDS,
    CHAPTER_ORDERS,
    REPORT_TEXTS,
    BoxSpec,
    ChapterSpec,
    ReportSettings,
)
from qualcode.safe_io import decode_text, read_limited

BRANCH_RULE = "A branch of the codebook by its full id, such as partner or partner.ekstern."
_TEXT_LIMIT = 1024 * 1024


def is_branch(text: str) -> bool:
    """Say whether a text can be the full id of a code."""
    return all(is_id(part) for part in text.split("."))


def report_settings(fields: Fields) -> ReportSettings:
    """Return what study.yaml says under ``report``, with every problem noted at its line and column."""
    names = ("title", "subtitle", "publisher", "year", "notice", "template")
    below = fields.below("report")
    if below is None:
        return ReportSettings()
    below.only(*names, "chapters", "boxes", "texts", "names")
    texts = {name: below.text(name, one_line=name != "notice") for name in names}
    return ReportSettings(
        **texts,
        chapters=_chapters(below),
        boxes=_boxes(below),
        texts=_report_texts(below),
        names=_names_in_sentences(below),
    )


def _mappings(fields: Fields, name: str, one: str, needs: str) -> list[Fields]:
    """Return the items of a list of mappings, each with its fields."""
    found = []
    for item in fields.items(name, "of mappings"):
        if isinstance(item, YamlMap):
            found.append(Fields(item, f"report.{name}", fields.where, fields.problems))
        else:
            fields.problem(item, f"{one} is {kind_of(item)}", f"It is a mapping with {needs}.")
    return found


def _chapters(fields: Fields) -> tuple[ChapterSpec, ...]:
    made: list[ChapterSpec] = []
    for below in _mappings(fields, "chapters", "a chapter", "title and what it takes"):
        below.only("title", "question", "branches", "partners", "across", "intro", "scope", "order")
        name = below.checked(
            "order",
            lambda text: text in CHAPTER_ORDERS,
            f"Orders: {', '.join(CHAPTER_ORDERS)}",
            default="partner",
        )
        chapter = ChapterSpec(
            title=below.text("title", required=True, one_line=True),
            question=below.text("question", one_line=True),
            branches=below.texts("branches"),
            partners=below.texts("partners"),
            across=below.texts("across"),
            intro=_paragraphs(below, "intro"),
            scope=below.text("scope"),
            order=next(order for order in CHAPTER_ORDERS if order == name),
        )
        if chapter.title and folded(chapter.title) in (folded(other.title) for other in made):
            below.problem("title", f"the chapter {shown(chapter.title)} stands twice", do="Rename one.")
        made.append(chapter)
    return tuple(made)


def _boxes(fields: Fields) -> tuple[BoxSpec, ...]:
    return tuple(
        box
        for below in _mappings(fields, "boxes", "a box", "kind, title, at and text")
        if (box := _box(below)) is not None
    )


def _box(fields: Fields) -> BoxSpec | None:
    fields.only("kind", "title", "at", "text", "items", "source", "checked", "chapter")
    allowed = f"Kinds: {', '.join(BOX_KINDS)}"
    name = fields.checked("kind", lambda text: text in BOX_KINDS, allowed, required=True)
    kind = next((known for known in BOX_KINDS if known == name), None)
    box = BoxSpec(
        kind=kind or "note",
        title=fields.text("title", required=True, one_line=True),
        at=fields.text("at", required=True, one_line=True),
        text=_paragraphs(fields, "text"),
        items=fields.texts("items"),
        source=fields.text("source", one_line=True, required=kind == "definition"),
        checked=fields.checked("checked", _is_day, "The day the law was looked up, such as 2026-03-31.",
                               required=kind == "legal"),
        chapter=fields.text("chapter", one_line=True),
    )  # fmt: skip
    if not (box.text or box.items):
        fields.problem(
            fields.node, "the box says nothing", "A box has text, items or both.", "Write 'text: …'."
        )
    return None if kind is None else box


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _paragraphs(fields: Fields, name: str) -> tuple[str, ...]:
    """Return a list of paragraphs, or the paragraphs of one text: empty lines stand between them."""
    if isinstance(fields.get(name), YamlList):
        return tuple(" ".join(text.split()) for text in fields.texts(name))
    return paragraphs_of(fields.text(name))


def paragraphs_of(text: str) -> tuple[str, ...]:
    r"""Return the paragraphs of a plain text, each in one line.

    Examples
    --------
    >>> paragraphs_of("Et afsnit\nover to linjer.\n\nEt til.\n")
    ('Et afsnit over to linjer.', 'Et til.')
    """
    parts = re.split(r"\n\s*\n", text.replace("\r\n", "\n"))
    return tuple(" ".join(part.split()) for part in parts if part.strip())


def _report_texts(fields: Fields) -> dict[str, tuple[str, ...]]:
    below = fields.below("texts")
    if below is None:
        return {}
    below.only(*REPORT_TEXTS)
    found = {name: _paragraphs(below, name) for name in REPORT_TEXTS}
    return {name: text for name, text in found.items() if text}


def read_report_texts(folder: Path) -> dict[str, tuple[str, ...]]:
    """Read the authority's texts for the report: plain paragraphs in ``background.txt``, ``aim.txt`` and so on.

    Parameters
    ----------
    folder : Path
        Such as data/report; it need not exist.

    Returns
    -------
    dict of str to tuple of str
        Paragraphs by name (``REPORT_TEXTS``), of the files that are there and hold something.

    Raises
    ------
    StudyLayoutError
        QC-SY10: a ``.txt`` file there has a name that the report knows no place for.
    UnreadableFileError, UnsafeFileError
        A file is not UTF-8, or too large.
    """
    problems = Problems()
    found = {}
    for path in sorted(folder.glob("*.txt")) if folder.is_dir() else ():
        if path.stem in REPORT_TEXTS:
            data = read_limited(path, _TEXT_LIMIT)
            text = decode_text(data, where=path.name).text if data.strip() else ""
            found[path.stem] = paragraphs_of(tidy(text))
        else:
            do = problems.closest(path.stem, REPORT_TEXTS) or "Rename it, or move it elsewhere."
            names = ", ".join(f"{name}.txt" for name in REPORT_TEXTS)
            problems.add(path.name, "the report has no place for this text", f"Names: {names}", do)
    problems.check(StudyLayoutError, code="QC-SY10", where=folder.name, what="the folder")
    return {name: text for name, text in found.items() if text}


def _names_in_sentences(fields: Fields) -> dict[str, str]:
    below = fields.below("names")
    if below is None:
        return {}
    names = {}
    for key in below.node.keys:
        if not is_branch(tidy(key)):
            below.problem(key, f"{shown(key)} cannot be a code", BRANCH_RULE)
        elif printed := below.text(key, required=True, one_line=True):
            names[tidy(key)] = printed
    return names
