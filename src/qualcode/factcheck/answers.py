"""Which of three answers somebody meant: by a tick, by what is marked or struck out, or by a word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from qualcode.factcheck.words import WORDS
from qualcode.model.release import Reply

BOX, TICKED = "☐", "☒"
_BOXES = "☐□▢❏❑◻◽⬜○"
_TICKS = "☒☑✓✔✗✘✕✖×⊠■▪◼⬛●🗹🗷"
_TICK = re.compile(rf"[{_TICKS}]|(?<!\w)[xX](?!\w)")
_SIGNS = re.compile(rf"[{_BOXES}{_TICKS}\[\](){{}}<>_.,;:!/|\-–—\s]+|(?<!\w)[xX](?!\w)")
_SPACED = re.compile(r"\s+")

# The printed words of both languages, and others that people write for them.
_ORDER: tuple[Reply, ...] = (
    "changed",
    "approved",
    "withdrawn",
)  # the longer one first: it begins like the other
_PRINTED = tuple((WORDS[answer][language].lower(), answer) for answer in _ORDER for language in ("da", "en"))
_YES, _NO = frozenset({"ja", "yes"}), frozenset({"nej", "no"})
_WORDS: dict[str, Reply] = {
    **dict(_PRINTED),
    "ok": "approved", "okay": "approved", "ja": "approved", "yes": "approved", "godkendes": "approved",
    "approve": "approved", "fint": "approved",
    "ændret": "changed", "ændres": "changed", "med ændringer": "changed", "godkendes med ændringer": "changed",
    "changed": "changed", "with changes": "changed", "godkendt med ændring": "changed",
    "tilbage": "withdrawn", "trukket tilbage": "withdrawn", "træk tilbage": "withdrawn", "trækkes": "withdrawn",
    "trukket": "withdrawn", "må ikke trykkes": "withdrawn", "withdraw": "withdrawn",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a cell in one manner: struck out, or marked (underlined, highlighted, bold)."""

    text: str = field(repr=False)
    struck: bool = False
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Ticked:
    """What a cell of answers says.

    ``answer`` is None where nothing is answered; ``problem`` says in plain words why a cell cannot be understood;
    ``more`` are words beside the answer, which are kept as a comment.
    """

    answer: Reply | None = None
    problem: str = ""
    more: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class _Option:
    """One of the three answers as it stands in a cell."""

    answer: Reply
    struck: bool
    marked: bool
    ticked: bool
    boxed: bool


def answer_in(word: str) -> Reply | None:
    """Return the answer that a word of a form stands for; None for a word that is no answer.

    Examples
    --------
    >>> answer_in("Godkendt med ændringer."), answer_in("withdrawn"), answer_in("måske")
    ('changed', 'withdrawn', None)
    """
    return _WORDS.get(_SPACED.sub(" ", word.strip(" .!☐☒☑✓✔").lower()))


def read_word(text: str) -> Ticked:
    """Read the answer of a form's row, which is a word."""
    if not text.strip():
        return Ticked()
    answer = answer_in(text)
    return Ticked(answer) if answer else Ticked(problem=_NO_ANSWER)


_NO_ANSWER = "the answer is none of the three"
_TWO = "there is more than one answer"
_HALF = "one answer of three is struck out, which leaves two"


def read_ticks(lines: Iterable[Sequence[Piece]]) -> Ticked:
    """Read a cell in which one of three answers is ticked.

    Parameters
    ----------
    lines : iterable of sequence of Piece
        The lines of the cell as they stand when all changes are accepted.

    Examples
    --------
    >>> read_ticks([[Piece("☐ Godkendt")], [Piece("☒ Godkendt med ændringer")], [Piece("☐ Trækkes tilbage")]]).answer
    'changed'
    >>> lines = [[Piece("☐ Approved")], [Piece("☐ Approved with changes", struck=True)], [Piece("☐ Withdrawn")]]
    >>> read_ticks(lines).problem
    'one answer of three is struck out, which leaves two'
    """
    options: list[_Option] = []
    free: list[str] = []
    beside: list[str] = []
    for line in lines:
        found, rest = list(_options(line)), _beside(line)
        if not found:
            free += [rest] if rest else []
        elif len(found) == 1 and rest.lower() in _YES | _NO:  # "Trækkes tilbage: ja"
            said_yes = rest.lower() in _YES
            found = [replace(found[0], ticked=said_yes, struck=not said_yes)]
        elif rest:
            beside.append(rest)
        options += found
    written = [option for option in options if not option.boxed] if any(o.boxed for o in options) else []
    printed = [option for option in options if option not in written] if written else options
    return _decided(printed, [option.answer for option in written], free, beside)


def _decided(
    options: Sequence[_Option], written: Sequence[Reply], free: Sequence[str], beside: Sequence[str]
) -> Ticked:
    """Decide by what is ticked or written, then by what is marked, then by what is left unstruck."""
    given = {*written, *(answer for words in free if (answer := answer_in(words)))}
    standing = [option for option in options if not option.struck]
    ticked = {option.answer for option in standing if option.ticked}
    marked = {option.answer for option in standing if option.marked}
    more = " ".join([*(words for words in free if not answer_in(words)), *beside])
    for some in (ticked | given, marked if len(marked) < len(WORDS_OF_ANSWERS) else set()):
        if len(some) > 1:
            return Ticked(problem=_TWO)
        if some:
            return Ticked(next(iter(some)), more=more)
    left = {option.answer for option in standing}
    gone = len(WORDS_OF_ANSWERS) - len(left)
    if options and len(left) == 1:
        return Ticked(next(iter(left)), more=more)
    if options and left and gone:
        return Ticked(problem=_HALF)
    if more:
        return Ticked(problem=_NO_ANSWER)
    return Ticked()


WORDS_OF_ANSWERS = ("approved", "changed", "withdrawn")


def _options(line: Sequence[Piece]) -> Iterable[_Option]:
    """Find the printed answers in a line, with how they look."""
    text = "".join(piece.text for piece in line)
    lowered = text.lower()
    taken = [False] * len(text)
    places: list[tuple[int, int, Reply]] = []
    for words, answer in _PRINTED:
        for found in re.finditer(rf"(?<![^\W_xX]){re.escape(words)}(?!\w)", lowered):
            if len(lowered) == len(text) and not any(taken[found.start() : found.end()]):
                taken[found.start() : found.end()] = [True] * len(words)
                places.append((found.start(), found.end(), answer))
    places.sort()
    for number, (start, end, answer) in enumerate(places):
        # Where several stand in one line, the box before an answer is its own.
        before = places[number - 1][1] if number else 0
        after = len(text) if number + 1 == len(places) else end
        sides = f"{text[before:start]} {text[end:after]}"
        yield _Option(
            answer,
            struck=_all(line, start, end, "struck"),
            marked=_all(line, start, end, "marked"),
            ticked=bool(_TICK.search(sides)),
            boxed=any(sign in _BOXES + _TICKS for sign in sides),
        )


def _all(line: Sequence[Piece], start: int, end: int, manner: str) -> bool:
    """Say whether all letters of a stretch have a manner."""
    place, found = 0, False
    for piece in line:
        inside = piece.text[max(0, start - place) : max(0, end - place)]
        place += len(piece.text)
        if inside.strip():
            found = True
            if not getattr(piece, manner):
                return False
    return found


def _beside(line: Sequence[Piece]) -> str:
    """Return what stands in a line besides its answers, boxes and ticks."""
    text = "".join(piece.text for piece in line if not piece.struck)
    for words, _ in _PRINTED:
        text = re.sub(rf"(?<![^\W_xX]){re.escape(words)}(?!\w)", " ", text, flags=re.IGNORECASE)
    text = re.sub(rf"[{_BOXES}{_TICKS}\[\]]|(?<!\w)[xX](?!\w)", " ", text)
    return _SPACED.sub(" ", text).strip(" .,:;-–()") if _SIGNS.sub("", text) else ""
