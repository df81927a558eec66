"""Transcripts in: from a file of any supported format to turns, speakers and doubts.

A reader turns its format into lines or cues; what a speaker's label is, what belongs to the head of a document
and where a turn ends is decided in one place for all of them. Nothing is guessed silently: what a reader was
unsure of, or left out, is a :class:`~qualcode.model.Doubt` with a place in the file. A file is read whole or
refused with one error that says where and never what stands there.
"""

from qualcode.importers import formats as _formats
from qualcode.importers.base import READERS, Known, Reader, Reading, Source, readable_endings
from qualcode.importers.finding import find_transcripts
from qualcode.importers.reading import read_transcript

__all__ = [
    "READERS",
    "Known",
    "Reader",
    "Reading",
    "Source",
    "find_transcripts",
    "read_transcript",
    "readable_endings",
]

_formats.register()
