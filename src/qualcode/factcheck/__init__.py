"""The fact check: what one interview is asked before its words print, and what it answers.

A pack holds the quotes of one interview and the sentences that rest on it alone, and nothing of another. It goes out as a
Word file and as a form, and comes back as either.
"""

from qualcode.factcheck.codes import find_code, find_pack, item_code, pack_code
from qualcode.factcheck.docx_reading import read_docx
from qualcode.factcheck.forms import filled_rows, form_columns, form_rows, letter
from qualcode.factcheck.kept import COLUMNS, KeptRow, read_kept
from qualcode.factcheck.packs import Item, Pack, Packs, Said, Sentence, make_packs, state_of
from qualcode.factcheck.replies import Replied, read_replies
from qualcode.factcheck.sheets import FilledRow, FilledSheet

__all__ = [
    "COLUMNS",
    "FilledRow",
    "FilledSheet",
    "Item",
    "KeptRow",
    "Pack",
    "Packs",
    "Replied",
    "Said",
    "Sentence",
    "filled_rows",
    "find_code",
    "find_pack",
    "form_columns",
    "form_rows",
    "item_code",
    "letter",
    "make_packs",
    "pack_code",
    "read_docx",
    "read_kept",
    "read_replies",
    "state_of",
]
