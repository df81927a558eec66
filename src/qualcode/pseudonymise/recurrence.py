"""Names that were found with certainty, looked for everywhere else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from qualcode.pseudonymise.detection import CERTAIN, Detection, Passage
from qualcode.pseudonymise.forms import may_be_name
from qualcode.pseudonymise.lexicon import lexicon, without_genitive
from qualcode.pseudonymise.names import GUESSED
from qualcode.pseudonymise.tokens import Token

_SCORE = 0.75
_LABELS = frozenset({"PERSON", "PLACE", "MUNICIPALITY", "SCHOOL", "WORKPLACE", "HIDDEN"})
_SHORTEST = 3


@dataclass(frozen=True)
class Recurring:
    """Words that are known to point to somebody in this study.

    Parameters
    ----------
    anywhere : dict of str to str
        Case-folded words that are names in any case, and their label.
    capitals : dict of str to str
        Words that are names where they have a capital.
    """

    anywhere: dict[str, str] = field(repr=False)
    capitals: dict[str, str] = field(repr=False)

    @classmethod
    def of(cls, found: Iterable[Detection]) -> Recurring:
        """Collect the words of names and places that are sure enough."""
        anywhere: dict[str, str] = {}
        capitals: dict[str, str] = {}
        for one in found:
            if one.label not in _LABELS or one.score < GUESSED:
                continue
            words = one.entity.split()
            if one.label != "PERSON" and len(words) > 1:
                continue  # "krisecenter pilen": its words are ordinary ones
            target = anywhere if one.score >= CERTAIN else capitals
            for word in words:
                if _tells(word):
                    target.setdefault(word, one.label)
        return cls(anywhere, capitals)

    def __bool__(self) -> bool:
        return bool(self.anywhere or self.capitals)

    def find(self, passage: Passage) -> Iterator[Detection]:
        """Find the words in a passage, genitives included."""
        for index, token in enumerate(passage.tokens):
            known = self._known(token)
            if known and index not in passage.kept:
                word, tail = known
                label = self.anywhere.get(word) or self.capitals[word]
                yield passage.found(token.start, token.end - tail, label, "recurrence", _SCORE, word)

    def _known(self, token: Token) -> tuple[str, int] | None:
        """Return the known word that a token is a form of, and how much of the token is a compound's second part."""
        head, hyphen, rest = token.low.partition("-")
        for low, tail in ((token.low, 0), (without_genitive(token.low), 0), (head, len(hyphen + rest))):
            if low in self.anywhere or (token.capital and low in self.capitals):
                return low, tail if len(token.low) == token.end - token.start else 0
        return None


def _tells(word: str) -> bool:
    """Say whether a word means nothing but the name: ordinary words are left to the detectors' judgement."""
    words = lexicon()
    if len(word) < _SHORTEST or word in words.ambiguous or word in words.ambiguous_places:
        return False
    return words.is_name(word) or may_be_name(word)
