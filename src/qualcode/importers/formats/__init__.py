"""One module per format."""

from qualcode.importers.base import READERS
from qualcode.importers.formats import csv, docx, json, md, odt, pdf, rtf, srt, txt, vtt, xlsx

_MODULES = (docx, odt, rtf, pdf, txt, md, vtt, srt, json, csv, xlsx)


def register() -> None:
    """File the reader of every format under its name."""
    for module in _MODULES:
        READERS.register(module.NAME)(module.READER)
