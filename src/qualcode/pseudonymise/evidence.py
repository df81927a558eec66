"""Whether a name that is an ordinary word too, such as *Bo* or *Sten*, is a person where it stands.

Capitals decide inside a sentence. At its start, and where speech recognition wrote all in lower case, the neighbours
do: each rule below adds or takes away points, and a name needs a number of points that depends on what else it is.
"""

from __future__ import annotations

from qualcode.pseudonymise import cues
from qualcode.pseudonymise.detection import Passage
from qualcode.pseudonymise.forms import form_of
from qualcode.pseudonymise.tokens import Token

_NEEDED = {"rare": 0}
_USUALLY_NEEDED = 2
_NEVER = -9


class Neighbours:
    """The words around one token; empty strings beyond the ends of the sentence."""

    def __init__(self, passage: Passage, index: int) -> None:
        self.passage = passage
        self.index = index
        self.token = passage.tokens[index]
        self.comma_before = "," in self.token.gap
        after = passage.gap_after(index)
        self.comma_after = after.startswith(",")
        self.ends_after = index + 1 >= len(passage.tokens) or passage.tokens[index + 1].initial or "." in after

    def word(self, step: int) -> str:
        """Return the word some steps before (negative) or behind, within the sentence."""
        token = self.at(step)
        return token.low if token else ""

    def at(self, step: int) -> Token | None:
        """Return the token some steps away, or None where another sentence begins."""
        place = self.index + step
        tokens = self.passage.tokens
        if not 0 <= place < len(tokens):
            return None
        crossed = tokens[place + 1 : self.index + 1] if step < 0 else tokens[self.index + 1 : place + 1]
        return None if any(token.initial for token in crossed) else tokens[place]

    def is_surname(self, step: int) -> bool:
        """Say whether a neighbour stands in the list of surnames, right behind."""
        token = self.at(step)
        return token is not None and not token.gap.strip() and token.low in self.passage.words.last_names

    def is_person(self, step: int) -> bool:
        """Say whether a neighbour is a name by its letters alone."""
        token = self.at(step)
        if token is None:
            return False
        form = form_of(token.low)
        return form is not None and form.base not in self.passage.words.ambiguous


def is_person(passage: Passage, index: int, kind: str, *, genitive: bool = False) -> bool:
    """Say whether an ambiguous name is a person here.

    Parameters
    ----------
    passage : Passage
    index : int
        Index of its token.
    kind : str
        What else it is: a key of the list of ambiguous names.
    genitive : bool
        It stands in the genitive.
    """
    near = Neighbours(passage, index)
    if not near.token.capital and (kind == "agency" or index in passage.kept):
        return named_before(near) or _has_age(near)
    against = _against(near, kind)
    if against <= _NEVER:
        return False
    points = against + _before(near) + _behind(near) + (1 if near.token.capital else 0)
    if genitive and not near.ends_after and near.word(1) not in cues.FUNCTION_WORDS:
        points += 1
    return points >= _NEEDED.get(kind, _USUALLY_NEEDED)


def named_before(near: Neighbours) -> bool:
    """Say whether title, kin, role or a verb of naming stands right before: "søsteren Deeqa", "hun hedder"."""
    before = near.word(-1)
    if before in cues.TITLES:
        return True
    if not before:
        return _announced(near)
    if before in cues.KIN or before in cues.ROLES:
        return not near.comma_before or near.comma_after
    step = -1
    while step > -4 and near.word(step) in cues.NAMING_FILLERS:
        step -= 1
    if near.word(step) not in cues.NAMING:
        return False
    return near.word(step) not in ("kalder", "kaldte") or step < -1


def _announced(near: Neighbours) -> bool:
    """Say whether a word and a colon announce a name: "Referent: Zizi"."""
    if near.index == 0 or near.token.gap.strip() != ":":
        return False
    return near.passage.tokens[near.index - 1].low in (cues.FIELDS | cues.ROLES | cues.KIN)


def _before(near: Neighbours) -> int:
    before, earlier = near.word(-1), near.word(-2)
    points = 0
    if named_before(near):
        points += 3
    if before in cues.TOGETHER and (earlier == "jeg" or near.is_person(-2) or _both_act(near, earlier)):
        points += 2
    if before in cues.PREPOSITIONS and (near.ends_after or near.comma_after or near.word(1) in cues.FUNCTION_WORDS):
        points += 1
    if before in cues.SUBJECTS and earlier in cues.PERSON_VERBS:
        points += 1 + near.comma_after
    if earlier == "det" and before in ("var", "er") and near.word(1) in ("der", "som", "fra", "ovre"):
        points += 2
    return points


def _both_act(near: Neighbours, earlier: str) -> bool:
    """Say whether two ambiguous names do something together: "bjørn og sten var der"."""
    return form_of(earlier) is not None and near.word(1) in (cues.PERSON_VERBS | cues.COMMON_VERBS)


def _behind(near: Neighbours) -> int:
    first, second, third = near.word(1), near.word(2), near.word(3)
    points = 0
    if near.comma_before and near.comma_after:
        points += 2
    if not near.comma_after and first in cues.PERSON_VERBS:
        points += 2
    elif not near.comma_after and first in cues.COMMON_VERBS:
        points += 1
    if near.comma_after and near.token.capital and first in cues.DETERMINERS:
        points += 1  # "Ask, den ældste, kom"
    if first in cues.TOGETHER and _joined(near, second):
        points += 3
    if _has_age(near):
        points += 3
    if first in cues.COMMON_VERBS and (third in cues.RANKS or third in cues.KIN):
        points += 2
    return points + _capital_behind(near)


def _joined(near: Neighbours, second: str) -> bool:
    """Say whether "… og X" joins a person, or another ambiguous name that a person's verb follows."""
    if second in ("jeg", "vi", "han", "hun") or near.is_person(2):
        return True
    form = form_of(second) if second else None
    return form is not None and near.word(3) in (cues.PERSON_VERBS | cues.COMMON_VERBS)


def _has_age(near: Neighbours) -> bool:
    """Say whether "på otte år" or "på 8 år" stands behind."""
    if near.word(1) != "på":
        return False
    following = near.at(2)
    counted = following is not None and any(sign.isdigit() for sign in following.gap)
    return near.word(3) in cues.YEARS or (counted and near.word(2) in cues.YEARS)


def _capital_behind(near: Neighbours) -> int:
    following = near.at(1)
    if following is None or following.gap.strip():
        return 0
    if not following.capital:
        return 2 if near.is_surname(1) and following.low not in near.passage.words.ambiguous else 0
    form = form_of(following.low)
    return 3 if form is not None or not near.passage.words.is_common(following.low) else 0


def _against(near: Neighbours, kind: str) -> int:
    before, first = near.word(-1), near.word(1)
    if before in cues.DETERMINERS or before.endswith(("ende", "lige", "iske")):
        return _NEVER
    if any(sign.isdigit() for sign in near.token.gap):
        return _NEVER
    if kind == "verb" and (before in cues.MODALS or first in cues.OBJECTS):
        return _NEVER
    if kind in ("possessive", "preposition") and not _stands_alone(near, first):
        return _NEVER
    return 0


def _stands_alone(near: Neighbours, first: str) -> bool:
    """Say whether "hans" or "per" has no noun behind it."""
    verbs = cues.PERSON_VERBS | cues.COMMON_VERBS
    return near.is_surname(1) or near.ends_after or near.comma_after or first in verbs or first in cues.CONJUNCTIONS
