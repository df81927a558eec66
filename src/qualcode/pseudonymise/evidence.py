"""Whether a name that is an ordinary word too, such as *Bo* or *Sten*, is a person where it stands.

Capitals decide inside a sentence. At its start, and where speech recognition wrote all in lower case, the neighbours
do: each rule below adds or takes away points, and a name needs a number of points that depends on what else it is.
"""

from __future__ import annotations

from collections.abc import Callable

from qualcode.pseudonymise import cues
from qualcode.pseudonymise.detection import Passage
from qualcode.pseudonymise.forms import form_of
from qualcode.pseudonymise.tokens import Token

_NEEDED = {"rare": 0}
_USUALLY_NEEDED = 2
_NEEDED_WITHOUT_LIST = 4


class Neighbours:
    """The words around one token; empty strings beyond the ends of the sentence."""

    def __init__(self, passage: Passage, index: int) -> None:
        self.passage = passage
        self.index = index
        self.token = passage.tokens[index]
        self.comma_before = "," in self.token.gap
        after = passage.gap_after(index)
        self.comma_after = after.startswith(",")
        self.ends_after = (
            index + 1 >= len(passage.tokens) or passage.tokens[index + 1].initial or "." in after
        )

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
    if _must_be_word(near, kind):
        return False
    points = _points(near)
    if genitive and not near.ends_after and near.word(1) not in cues.FUNCTION_WORDS:
        points += 1  # it owns what follows
    return points >= _NEEDED.get(kind, _USUALLY_NEEDED)


def reads_as_name(passage: Passage, index: int) -> bool:
    """Say whether an ordinary word with a capital, that no list of names holds, can only be a person: "Regn på seks år"."""
    near = Neighbours(passage, index)
    if ":" in near.token.gap or _must_be_word(near, "noun"):
        return False  # behind a colon begins what somebody says
    return _points(near) >= _NEEDED_WITHOUT_LIST


def _points(near: Neighbours) -> int:
    return sum(worth for worth, rule in _RULES if rule(near))


def named_before(near: Neighbours) -> bool:
    """Say whether title, kin, role or a verb of naming stands right before: "søsteren Deeqa", "hun hedder"."""
    before = near.word(-1)
    if before in cues.KIN or before in cues.ROLES:
        return not near.comma_before or near.comma_after
    return is_called(near)


def is_called(near: Neighbours) -> bool:
    """Say whether a name must stand here: behind a title, "navn:", "hun hedder", "vi kaldte hende bare"."""
    before = near.word(-1)
    if not before:
        return _announced(near)
    step = -1
    while step > -4 and near.word(step) in cues.NAMING_FILLERS:
        step -= 1
    verb = near.word(step)
    if verb.startswith("kald"):
        return any(near.word(place) in cues.PERSON_PRONOUNS for place in range(step + 1, 0))
    if verb in cues.NAMING:
        return near.word(step - 1) not in ("det", "den")  # "det hedder en handleplan"
    return before in cues.TITLES


def _announced(near: Neighbours) -> bool:
    """Say whether a word and a colon announce a name: "Referent: Zizi"."""
    if near.index == 0 or near.token.gap.strip() != ":":
        return False
    return near.passage.tokens[near.index - 1].low in (cues.FIELDS | cues.ROLES | cues.KIN)


def _must_be_word(near: Neighbours, kind: str) -> bool:
    """Say whether grammar leaves no room for a name: "en sten", "hans mor", "skal bo", "signe ham"."""
    before, first = near.word(-1), near.word(1)
    if before in cues.DETERMINERS or before.endswith(("ende", "lige", "iske")):
        return True
    if any(sign.isdigit() for sign in near.token.gap):
        return True
    if first in cues.OBJECT_PRONOUNS and not near.comma_after:
        return True
    if kind == "verb" and (before in cues.MODALS or first in cues.OBJECTS):
        return True
    return kind in ("possessive", "preposition") and not _stands_alone(near)


def _stands_alone(near: Neighbours) -> bool:
    """Say whether "hans" or "per" has no noun behind it."""
    if near.is_surname(1) or near.ends_after or near.comma_after:
        return True
    return near.word(1) in (cues.VERBS | cues.CONJUNCTIONS | cues.PREPOSITIONS)


def _acts(near: Neighbours) -> bool:
    """Tell a person's verb behind: "bo ringede"."""
    return not near.comma_after and near.word(1) in cues.PERSON_VERBS


def _has_verb(near: Neighbours) -> bool:
    """Tell any usual verb behind: "storm er"."""
    return not near.comma_after and near.word(1) in cues.COMMON_VERBS


def _is_somebody(near: Neighbours) -> bool:
    """Tell "er leder", "er min kollega", "er den yngste", "er fire år"."""
    if near.word(1) not in cues.COMMON_VERBS:
        return False
    people = cues.KIN | cues.ROLES
    return near.word(2) in people or near.word(3) in (people | cues.RANKS | cues.YEARS)


def _has_age(near: Neighbours) -> bool:
    """Tell "på otte år" and "på 8 år" behind."""
    if near.word(1) != "på":
        return False
    following = near.at(2)
    counted = following is not None and any(sign.isdigit() for sign in following.gap)
    return near.word(3) in cues.YEARS or (counted and near.word(2) in cues.YEARS)


def _joins_behind(near: Neighbours) -> bool:
    """Tell "og jeg", "og Fatima", "og hans mor", and "og sten var": two ambiguous names that do something."""
    if near.word(1) not in cues.TOGETHER:
        return False
    second = near.word(2)
    if second in ("jeg", "vi", "han", "hun") or near.is_person(2) or near.word(3) in cues.KIN:
        return True
    return bool(second) and form_of(second) is not None and near.word(3) in cues.VERBS


def _joins_before(near: Neighbours) -> bool:
    """Tell "jeg og", "Fatima og", and "bjørn og" before a name that does something."""
    if near.word(-1) not in cues.TOGETHER:
        return False
    earlier = near.word(-2)
    if earlier == "jeg" or near.is_person(-2):
        return True
    return bool(earlier) and form_of(earlier) is not None and near.word(1) in cues.VERBS


def _is_said_by(near: Neighbours) -> bool:
    """Tell a verb of saying before: "så sagde bo"."""
    return near.word(-1) in cues.SAYING_VERBS


def _is_object(near: Neighbours) -> bool:
    """Tell a verb and its subject before: "så spurgte jeg mark"."""
    return near.word(-1) in cues.SUBJECTS and near.word(-2) in cues.PERSON_VERBS


def _is_asked(near: Neighbours) -> bool:
    """Tell the same with a comma behind: "så spurgte jeg mark, om"."""
    return near.comma_after and _is_object(near)


def _follows_preposition(near: Neighbours) -> bool:
    """Tell a preposition before, and nothing behind that a noun would need: "hos bo"."""
    closed = near.ends_after or near.comma_after or near.word(1) in cues.FUNCTION_WORDS
    return closed and near.word(-1) in cues.PREPOSITIONS


def _is_spoken_to(near: Neighbours) -> bool:
    """Tell a verb that persons are the aim of, before the preposition: "ringede til bo"."""
    return near.word(-1) in ("til", "med", "hos", "om", "af") and near.word(-2) in cues.PERSON_VERBS


def _comes_from(near: Neighbours) -> bool:
    """Tell "svend fra kontoret" at the start, and "det var bjørn, der"."""
    behind = near.word(1)
    if near.word(-1) in ("var", "er") and near.word(-2) == "det":
        return behind in ("der", "som", "fra", "ovre")
    return behind == "fra" and near.word(-1) in ("", "og", "med", "så", "til")


def _stands_apart(near: Neighbours) -> bool:
    """Tell commas on both sides: "den nye, signe, skrev"."""
    return near.comma_before and near.comma_after


def _is_described(near: Neighbours) -> bool:
    """Tell "Ask, den ældste, kom"."""
    return near.comma_after and near.token.capital and near.word(1) in cues.DETERMINERS


def _has_surname(near: Neighbours) -> bool:
    """Tell a surname behind, by its capital or by the list."""
    following = near.at(1)
    if following is None or following.gap.strip() or len(following.low) < 2:
        return False
    if not following.capital:
        return near.is_surname(1) and following.low not in near.passage.words.ambiguous
    return form_of(following.low) is not None or not near.passage.words.is_common(following.low)


_RULES: tuple[tuple[int, Callable[[Neighbours], bool]], ...] = (
    (1, lambda near: near.token.capital),
    (3, named_before),
    (3, _has_surname),
    (3, _has_age),
    (3, _joins_behind),
    (2, _joins_before),
    (2, _acts),
    (1, _has_verb),
    (2, _is_somebody),
    (2, _is_said_by),
    (2, _comes_from),
    (2, _stands_apart),
    (1, _is_described),
    (1, _is_object),
    (1, _is_asked),
    (1, _follows_preposition),
    (1, _is_spoken_to),
)
"""What each sign is worth. They were set by hand on made-up sentences; two points make a person of most words."""
