"""What a change of the codebook does, or would do: as values, in words, and for programs."""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.interchange import diff_codebooks
from qualcode.interchange.codebook_words import consequence_lines
from qualcode.labels import Labels
from qualcode.model import Codebook
from qualcode.model.succession import Consequences

_WORDS = {
    "backup": {
        "da": "Bemærkninger i codebook.yaml kunne ikke alle bevares; filen, som den var, ligger i {file}.",
        "en": "Not all comments in codebook.yaml could be kept; the file as it was lies in {file}.",
    },
    "mentions": {
        "da": "{where} nævner {old}; skriv {new} der.",
        "en": "{where} names {old}; write {new} there.",
    },
    "listed": {
        "da": "{n} steder er sat på listen over det, der skal læses igen.",
        "en": "{n} passages were put onto the list of what is to be read again.",
    },
}


@dataclass(frozen=True, slots=True)
class CodebookChange:
    """What a change of the codebook does, or would do (``dry_run``).

    Parameters
    ----------
    old, new : Codebook
    consequences : Consequences
    mentions : tuple of (str, str, str)
        Where else an old id is named, the id, and what it is now: for a person to mend.
    listed : int
        Passages of a file that came onto the work-list.
    backup : str
        Name of the file that keeps codebook.yaml as it was, where its comments could not all be kept.
    dry_run : bool
    """

    old: Codebook
    new: Codebook
    consequences: Consequences
    mentions: tuple[tuple[str, str, str], ...] = ()
    listed: int = 0
    backup: str = ""
    dry_run: bool = False

    def lines(self, language: str) -> list[str]:
        """Return it in words, one thing a line."""
        words = Labels(_WORDS, language)
        found = [*diff_codebooks(self.old, self.new).describe(language)]
        found += consequence_lines(self.consequences, language)
        found += [words("mentions", where=where, old=old, new=new) for where, old, new in self.mentions]
        if self.listed:
            found.append(words("listed", n=self.listed))
        if self.backup:
            found.append(words("backup", file=self.backup))
        return found

    def to_json(self) -> dict[str, object]:
        """Return the machine's form."""
        what = self.consequences
        return {
            "old": self.old.version,
            "new": self.new.version,
            "dry_run": self.dry_run,
            "codings": what.codings,
            "stays": what.stays,
            "follows": what.follows,
            "reread": what.reread,
            "codes": [
                {"code": code, "what": fate, "codings": n, "now": what.succession.today(code)}
                for code, (fate, n) in what.by_code.items()
            ],
            "mentions": [list(one) for one in self.mentions],
            "listed": self.listed,
            "backup": self.backup,
        }
