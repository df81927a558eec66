"""The key: which pseudonym stands for whom. It lies in the study's private folder and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from qualcode.pseudonymise.pseudonyms import NUMBERED, Wording
from qualcode.pseudonymise.spreadsheet import Problems, read_rows, write_rows
from qualcode.pseudonymise.tokens import normal
from qualcode.safe_io import make_private_folder

_COLUMNS = ("label", "entity", "pseudonym")
_NUMBER = re.compile(r"(\d+)\]$")


class Key:
    """Pseudonyms by what they stand for; the same person has the same pseudonym in the whole study.

    Numbers are given in the order in which they are asked for. What is not told apart (a CPR number, a telephone
    number) has a pseudonym without a number and does not stand in the key: nothing is kept that nothing needs.
    A person may edit the file, for instance to give two entries one pseudonym.

    Parameters
    ----------
    language : str, default="da"
        Language of new pseudonyms.

    Examples
    --------
    >>> key = Key()
    >>> key.pseudonym("PERSON", "fatima"), key.pseudonym("PERSON", "hassan"), key.pseudonym("PERSON", "Fatima")
    ('[person 1]', '[person 2]', '[person 1]')
    >>> key.pseudonym("CPR", "0101901234"), key
    ('[cpr-nummer]', Key(2 entries))
    """

    def __init__(self, language: str = "da") -> None:
        self._wording = Wording(language)
        self._entries: dict[tuple[str, str], str] = {}

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Yield label and entity of every entry."""
        return iter(self._entries)

    def __repr__(self) -> str:
        return f"Key({len(self)} {'entry' if len(self) == 1 else 'entries'})"

    def pseudonym(self, label: str, entity: str) -> str:
        """Return the pseudonym for an entity; a new one gets the next free number.

        Parameters
        ----------
        label : str
            What it is, such as ``"PERSON"``.
        entity : str
            In any case; compared in one form.
        """
        if label not in NUMBERED:
            return self._wording.pseudonym(label)
        name = (label, normal(entity))
        if name not in self._entries:
            self._entries[name] = self._wording.pseudonym(label, self._next(label))
        return self._entries[name]

    def forget(self, pseudonym: str) -> int:
        """Take out all that a pseudonym stands for, and return how many entries there were.

        Its number is not given again while others above it stand.
        """
        gone = [name for name, given in self._entries.items() if given == pseudonym]
        for name in gone:
            del self._entries[name]
        return len(gone)

    def _next(self, label: str) -> int:
        numbers = (_NUMBER.search(given) for (kind, _), given in self._entries.items() if kind == label)
        return 1 + max((int(number[1]) for number in numbers if number), default=0)

    @classmethod
    def load(cls, path: Path, language: str = "da") -> Key:
        """Read a key from its file.

        Raises
        ------
        PseudonymisationError
            QC-PS02: the file is not a key; the message names rows and no content.
        """
        key = cls(language)
        problems = Problems(path, "QC-PS02", "the key")
        for row in read_rows(path, _COLUMNS, _COLUMNS, problems):
            label, entity, pseudonym = (row.cells[column].strip() for column in _COLUMNS)
            if not (label and entity and pseudonym):
                problems.add(row.line, "a cell is empty", "label, entity and pseudonym are needed")
            elif (label, normal(entity)) in key._entries:
                problems.add(row.line, "this entity stands in an earlier row", do="Take one of them out.")
            else:
                key._entries[label, normal(entity)] = pseudonym
        problems.check()
        return key

    def save(self, path: Path) -> None:
        """Write the key where only its owner can read it."""
        make_private_folder(path.parent)
        write_rows(
            path, _COLUMNS, ((label, entity, given) for (label, entity), given in self._entries.items())
        )


def open_key(path: Path, *, language: str = "da") -> Key:
    """Return the key in a file, or an empty one where there is no file yet."""
    return Key.load(path, language) if path.exists() else Key(language)


def save_key(key: Key, path: Path) -> None:
    """Write a key to its file."""
    key.save(path)
