"""Letters and forms for a new study, in Danish and English: templates with marked blanks, for Word and as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files

from docx.enum.text import WD_COLOR_INDEX

from qualcode.reporting.docx_package import open_base, packed, scrub
from qualcode.reporting.docx_pages import set_a4

FOLDER = "letters"

_BOX = "☐"
_PIECE = re.compile(r"\*\*(.+?)\*\*|(\[(?:UDFYLD|FILL)[^\]]*\])")
_LANGUAGES = {"da": "da-DK", "en": "en-GB"}


def letters(title: str) -> Iterator[tuple[str, bytes]]:
    """Yield the files with their places below the study: each letter as .md and .docx.

    Examples
    --------
    >>> [place for place, _ in letters("Skole og hjem")][:2]
    ['letters/da/brev-om-faktuel-hoering.md', 'letters/da/brev-om-faktuel-hoering.docx']
    """
    home = files(__package__).joinpath("letter_texts")
    for language in sorted(_LANGUAGES):
        for source in sorted(home.joinpath(language).iterdir(), key=lambda one: one.name):
            text = source.read_text(encoding="utf-8").replace("{title}", title)
            stem = f"{FOLDER}/{language}/{source.name.removesuffix('.md')}"
            yield f"{stem}.md", text.encode()
            yield f"{stem}.docx", as_word(text, language)


def as_word(text: str, language: str) -> bytes:
    """Return a letter as a Word file: headings, paragraphs and bullets; blanks are highlighted."""
    document = open_base(None)
    set_a4(document)
    title = ""
    for line in text.splitlines():
        if not line.strip():
            continue
        if line.startswith("#"):
            marks, _, words = line.partition(" ")
            title = title or words
            document.add_heading(words, level=len(marks))
            continue
        item = line.startswith("- ")
        bullet = item and not line.startswith(f"- {_BOX}")  # a box to tick is sign enough
        paragraph = document.add_paragraph(style="List Bullet" if bullet else None)
        for piece, bold, blank in _pieces(line[2:] if item else line):
            run = paragraph.add_run(piece)
            run.bold = bold or None
            if blank:
                run.font.highlight_color = WD_COLOR_INDEX.YELLOW
    scrub(document, title=title, language=_LANGUAGES[language])
    return packed(document)


def _pieces(line: str, bold: bool = False) -> Iterator[tuple[str, bool, bool]]:
    """Yield the pieces of a line: words, whether they are bold, whether they are a blank to fill in."""
    at = 0
    for found in _PIECE.finditer(line):
        if found.start() > at:
            yield line[at : found.start()], bold, False
        if found[1] is not None:
            yield from _pieces(found[1], bold=True)
        else:
            yield found[0], bold, True
        at = found.end()
    if at < len(line):
        yield line[at:], bold, False
