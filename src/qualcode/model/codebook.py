"""The code tree."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Code:
    """One code of the tree.

    Parameters
    ----------
    id : str
        Full dotted id, such as ``"partner.ekstern.politi"``.
    name : str
        What a report prints.
    definition, use_when, not_when : str
        What the code means, when to use it and when not.
    examples, cues : tuple of str
        Example passages; words and phrases that speak for the code.
    color : str
        ``#rrggbb`` or empty.
    codable : bool
        False for a branch that only groups.
    was : tuple of str
        Full ids of earlier codes that this one comes from: one where it was moved or got another id, several where they
        were merged. Two codes that come from one that is still there have split it.
    retired : bool
        True where its codings stay and no new ones are made.
    """

    id: str
    name: str
    definition: str = ""
    use_when: str = ""
    not_when: str = ""
    examples: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    color: str = ""
    codable: bool = True
    was: tuple[str, ...] = ()
    retired: bool = False

    @property
    def usable(self) -> bool:
        """Whether a passage can be given this code now."""
        return self.codable and not self.retired

    @property
    def parent(self) -> str:
        """Full id of the parent; empty for a code at the top."""
        return self.id.rpartition(".")[0]

    @property
    def branch(self) -> str:
        """Id of the branch at the top, such as ``"partner"``."""
        return self.id.partition(".")[0]

    @property
    def depth(self) -> int:
        """0 for a code at the top."""
        return self.id.count(".")


ID_RULE = "An id is one part of the path: letters, digits, '-' and '_'; no dot, slash or blank."


def is_id(token: str) -> bool:
    """Say whether a word can be an id: letters and digits of any script, ``-`` and ``_`` inside.

    No dot (it joins the parts of a full id), slash, blank or control character.
    """
    if not 0 < len(token) <= 100 or not token[0].isalnum():
        return False
    return all(ch in "-_" or unicodedata.category(ch)[0] in "LNM" for ch in token)


def in_branch(code: str, branch: str) -> bool:
    """Say whether a code is the branch itself or stands below it.

    Examples
    --------
    >>> in_branch("partner.ekstern.politi", "partner.ekstern")
    True
    >>> in_branch("partneren", "partner")
    False
    """
    return code == branch or code.startswith(branch + ".")


@dataclass(frozen=True)
class Codebook:
    """A versioned tree of codes, in the order of the file (parents before children).

    Examples
    --------
    >>> book = Codebook("1", "da", "Eksempel", (Code("partner", "Partner", codable=False), Code("partner.skole", "Skole")))
    >>> [code.id for code in book.leaves("partner")]
    ['partner.skole']
    """

    version: str
    language: str
    title: str
    codes: tuple[Code, ...] = field(repr=False)

    def __post_init__(self) -> None:
        seen: set[str] = set()
        for code in self.codes:
            if code.id in seen:
                raise ValueError(f"code {code.id!r} stands twice")
            if code.parent and code.parent not in seen:
                raise ValueError(f"code {code.id!r} stands before its parent")
            seen.add(code.id)

    @cached_property
    def by_id(self) -> dict[str, Code]:
        """Codes by full id."""
        return {code.id: code for code in self.codes}

    @cached_property
    def heirs(self) -> dict[str, tuple[str, ...]]:
        """The codes that each earlier code went to, by its full id; two or more where it was split."""
        found: dict[str, list[str]] = {}
        for code in self.codes:
            for was in code.was:
                found.setdefault(was, []).append(code.id)
        return {was: tuple(ids) for was, ids in found.items()}

    def today(self, code: str) -> str:
        """Return what a code is called now; itself where it is there, or nobody can say.

        Examples
        --------
        >>> book = Codebook("2", "da", "Eksempel", (Code("skole", "Skole", was=("skolen",)),))
        >>> book.today("skolen"), book.today("skole"), book.today("politi")
        ('skole', 'skole', 'politi')
        """
        heirs = self.heirs.get(code, ())
        return heirs[0] if code not in self.by_id and len(heirs) == 1 else code

    def __contains__(self, code: object) -> bool:
        return code in self.by_id

    def __getitem__(self, code: str) -> Code:
        return self.by_id[code]

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes)

    def __len__(self) -> int:
        return len(self.codes)

    def children(self, code: str = "") -> list[Code]:
        """Return the codes right below a code; below nothing, those at the top."""
        return [child for child in self.codes if child.parent == code]

    def subtree(self, branch: str) -> list[Code]:
        """Return a code and all below it."""
        return [code for code in self.codes if in_branch(code.id, branch)]

    @cached_property
    def _parents(self) -> frozenset[str]:
        return frozenset(code.parent for code in self.codes)

    def leaves(self, branch: str = "") -> list[Code]:
        """Return the codes without children, of a branch or of the whole tree."""
        inside: Iterable[Code] = self.subtree(branch) if branch else self.codes
        return [code for code in inside if code.id not in self._parents]

    def path_names(self, code: str) -> list[str]:
        """Return the names from the top down to a code."""
        parts = code.split(".")
        return [self.by_id[".".join(parts[: i + 1])].name for i in range(len(parts))]
