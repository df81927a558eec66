"""Persons: by lists, by their neighbours, by capitals inside a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qualcode.pseudonymise import cues
from qualcode.pseudonymise.detection import DETECTORS, Detection, Passage
from qualcode.pseudonymise.evidence import (
    Neighbours,
    is_called,
    is_person,
    named_before,
    reads_as_name,
)
from qualcode.pseudonymise.forms import (
    Form,
    form_of,
    is_foreign,
    looks_like_name,
    looks_like_surname,
    may_be_name,
)
from qualcode.pseudonymise.lexicon import without_genitive
from qualcode.pseudonymise.likeness import ALONE, WITH_HINT
from qualcode.pseudonymise.tokens import APOSTROPHES, Token, normal, plain
from qualcode.pseudonymise.wordlists import word_set

LISTED, LISTED_LOWER = 0.95, 0.88
AMBIGUOUS, AMBIGUOUS_WEAK = 0.8, 0.6
VARIANT, VARIANT_LOWER = 0.8, 0.6
NAMED, NAMED_LOWER = 0.8, 0.55
GUESSED = 0.6

_NO_CAPITAL_NOUNS = frozenset({"de"})
"""Languages that write every noun with a capital: there a capital inside a sentence says nothing."""


@dataclass(frozen=True, slots=True)
class _Start:
    """The first word of a name: how sure, and whether a place is as likely as a person."""

    score: float
    form: Form | None = None
    label: str = "PERSON"


@DETECTORS.register("person")
def find_persons(passage: Passage) -> Iterator[Detection]:
    """Find names of persons, first names and surnames, in capitals or without."""
    index = 0
    while index < len(passage.tokens):
        start = _start(passage, index)
        if start is None:
            index += 1
            continue
        last = _extend(passage, index, start)
        yield _detection(passage, index, last, start)
        yield from _stutters(passage, index)
        index = last + 1


def _start(passage: Passage, index: int) -> _Start | None:
    token = passage.tokens[index]
    words = passage.words
    if not token.capital and token.low in words.common and token.low not in words.ambiguous:
        return None  # most words end here
    form = form_of(token.low)
    if not token.capital and not passage.reads_lower_case:
        return _called(passage, index, form)
    if form is not None:
        listed = _listed(passage, index, form)
        if listed is not None:
            return listed
        if form.base in words.ambiguous and not token.capital:
            return None
    if index in passage.kept or token.capitals:
        return None
    return _by_capital(passage, index) if token.capital else _by_neighbours(passage, index)


def _called(passage: Passage, index: int, form: Form | None) -> _Start | None:
    """Judge a word without a capital in a language whose words are not listed: "my sister fatima"."""
    known = form is not None and form.exact and form.base not in passage.words.ambiguous
    return _Start(NAMED_LOWER, form) if known and named_before(Neighbours(passage, index)) else None


def _listed(passage: Passage, index: int, form: Form) -> _Start | None:
    token, words = passage.tokens[index], passage.words
    if token.capitals and token.raw in words.kept_capitals:
        return None
    if (
        form.base in words.place_words
        and form.base not in words.first_names
        and form.base not in words.ambiguous
    ):
        return None  # Viborg and Kolding are surnames only behind a first name
    kind = words.ambiguous.get(form.base)
    if kind is None:
        return _unambiguous(index in passage.kept, token, form)
    if token.capital and not token.initial and not token.capitals and index not in passage.kept:
        return _Start(AMBIGUOUS, form)
    if is_person(passage, index, kind, genitive=token.low != form.base):
        return _Start(AMBIGUOUS if token.capital else AMBIGUOUS_WEAK, form)
    return None


def _unambiguous(kept: bool, token: Token, form: Form) -> _Start | None:
    if kept:
        return None
    if form.exact:
        return _Start(LISTED if token.capital else LISTED_LOWER, form)
    if token.capital:
        return _Start(VARIANT, form)
    return _Start(VARIANT_LOWER, form) if looks_like_name(token.low) else None


def _by_capital(passage: Passage, index: int) -> _Start | None:
    """Judge a capital on a word that no list of names holds."""
    token = passage.tokens[index]
    if token.low.endswith(cues.CALLED_FOR):
        return None
    if token.low in passage.words.common:
        grammar = token.low in cues.NEVER_NAMES
        return _Start(NAMED) if not grammar and reads_as_name(passage, index) else None
    head = token.low.partition("-")[0].partition("'")[0]  # "I'm", "Kolding-sagen"
    if not may_be_name(token.low) or len(head) < 2 or (head != token.low and passage.words.is_common(head)):
        return None
    near = Neighbours(passage, index)
    if named_before(near):
        return _Start(NAMED)
    if not token.initial:
        if passage.language in _NO_CAPITAL_NOUNS:
            return None
        return _Start(GUESSED, label="PLACE" if near.word(-1) in cues.IN_PLACE else "PERSON")
    return _Start(GUESSED) if _leads(near) else None


def _leads(near: Neighbours) -> bool:
    """Say whether an unknown word at the start of a sentence is followed by what follows a person."""
    low = near.token.low
    following = near.at(1)
    scored = near.passage.reads_lower_case
    if is_foreign(low) or (scored and looks_like_name(low, ALONE)):
        return True
    if following is None or following.gap.strip():
        return _is_speaker(near)
    if following.capital and not following.capitals:
        listed = near.passage.words.is_name(following.low)
        return near.index + 1 not in near.passage.kept and (listed or may_be_name(following.low))
    if not scored or not looks_like_name(low):
        return False  # "Viceværten ringede"
    joined = following.low in cues.TOGETHER and (near.word(2) in ("jeg", "vi") or near.is_person(2))
    return (
        joined or following.low in cues.PERSON_VERBS or (following.low == "på" and near.word(3) in cues.YEARS)
    )


def _is_speaker(near: Neighbours) -> bool:
    """Say whether the word stands alone at the start of a line with a colon behind it."""
    starts_line = near.index == 0 or "\n" in near.token.gap
    alone = near.passage.gap_after(near.index).startswith(":")
    return starts_line and alone and looks_like_name(near.token.low)


def _by_neighbours(passage: Passage, index: int) -> _Start | None:
    """Judge an unknown word in lower case: only where its neighbours name a person."""
    low = passage.tokens[index].low
    if is_foreign(low) and may_be_name(low):
        return _Start(GUESSED)
    if not may_be_name(low):
        return None
    near = Neighbours(passage, index)
    if is_called(near) or (named_before(near) and looks_like_name(low)):
        return _Start(NAMED_LOWER)
    return _Start(NAMED_LOWER) if looks_like_name(low, WITH_HINT if _hinted(near) else ALONE) else None


def _hinted(near: Neighbours) -> bool:
    """Say whether a preposition before or a verb behind fits a person: "talte med X", "X ringede"."""
    before = near.word(-1)
    joined = before in cues.TOGETHER and near.is_person(-2)
    beside = before in cues.PREPOSITIONS and before not in cues.IN_PLACE
    return joined or beside or near.word(1) in cues.PERSON_VERBS


def _extend(passage: Passage, index: int, start: _Start) -> int:
    """Return the index of the last word of the name that starts here."""
    tokens = passage.tokens
    last = index
    if start.form is not None and start.form.tail:
        return last
    while last + 1 < len(tokens):
        step = _next_part(passage, last + 1, capital=tokens[index].capital)
        if not step:
            break
        last += step
    return last


def _next_part(passage: Passage, index: int, *, capital: bool) -> int:
    """Return how many tokens from here continue a name: 0, 1, or 2 with a particle."""
    token = passage.tokens[index]
    if index in passage.kept or not _joins(passage, index):
        return 0
    if token.low in cues.PARTICLES and index + 1 < len(passage.tokens):
        behind = passage.tokens[index + 1]
        if (
            not behind.gap.strip()
            and index + 1 not in passage.kept
            and _is_part(passage, index + 1, capital=capital)
        ):
            return 2
    return 1 if _is_part(passage, index, capital=capital) else 0


def _joins(passage: Passage, index: int) -> bool:
    token, before = passage.tokens[index], passage.tokens[index - 1]
    if len(before.low) == 1 and token.gap.startswith("."):
        return not token.gap[1:].strip()
    if "\n" in token.gap:
        return not token.gap.strip() and token.low in passage.words.last_names and token.capital
    return bool(token.gap) and not token.gap.strip()


def _is_part(passage: Passage, index: int, *, capital: bool) -> bool:
    token, words = passage.tokens[index], passage.words
    if capital and token.capital and not token.initial:
        if token.capitals and (token.raw in words.kept_capitals or len(token.low) < 4):
            return False
        return words.is_name(token.low) or may_be_name(token.low) or len(token.low) == 1
    if capital and token.capital:  # a line break inside the name
        return token.low in words.last_names
    if not capital and not token.capital:
        if len(token.low) == 1 or not words.is_common(token.low):
            behind = (
                index + 1 < len(passage.tokens)
                and _joins(passage, index + 1)
                and passage.tokens[index + 1].low
            )
            if behind and behind in words.last_names and behind not in words.ambiguous:
                return True  # "søren egge rasmussen"
        form = form_of(token.low)
        if form is not None and form.exact and not form.tail:
            return form.base not in words.ambiguous or _closes(passage, index)
        return looks_like_surname(token.low)
    return False


def _closes(passage: Passage, index: int) -> bool:
    """Say whether what stands behind shows that an ambiguous surname ends the name: "mette lund sad"."""
    near = Neighbours(passage, index)
    return near.ends_after or near.comma_after or near.word(1) in cues.FUNCTION_WORDS


def _detection(passage: Passage, first: int, last: int, start: _Start) -> Detection:
    tokens, text = passage.tokens, passage.text
    begin, end = tokens[first].start, tokens[last].end
    form = start.form if first == last else form_of(tokens[last].low)
    tail = form.tail if form else 0
    if tail and len(plain(text[tokens[last].start : end])) == end - tokens[last].start:
        end -= tail
    elif form is None and "-" in tokens[last].raw:
        end -= _lower_tail(tokens[last])
    if text[end : end + 1] and text[end] in APOSTROPHES and text[end - 1] in "sxzSXZ":
        end += 1
    return passage.found(
        begin, end, start.label, "person", start.score, _entity(passage, first, last, end, form)
    )


def _lower_tail(token: Token) -> int:
    """Return the length of "-sagen" in "Zuzu-sagen": a compound's second part in lower case."""
    _, hyphen, rest = token.raw.rpartition("-")
    return len(rest) + 1 if hyphen and rest.islower() and not token.raw.islower() else 0


def _entity(passage: Passage, first: int, last: int, end: int, form: Form | None) -> str:
    """Return the name in one form: no genitive, blanks made single."""
    tokens, text = passage.tokens, passage.text
    head = normal(text[tokens[first].start : tokens[last].start])
    tail = normal(text[tokens[last].start : end]).rstrip("'")
    if form is not None:
        tail = form.base
    elif tail.endswith("s") and _owns(passage, last):
        tail = without_genitive(tail)
    return f"{head} {tail}".strip()


def _owns(passage: Passage, index: int) -> bool:
    """Say whether a word that ends in *s* is followed by a noun that it can own."""
    near = Neighbours(passage, index)
    following = near.at(1)
    return following is not None and following.gap == " " and following.low not in cues.FUNCTION_WORDS


def _stutters(passage: Passage, index: int) -> Iterator[Detection]:
    """Find the begun name right before a name: "Fa- Fatima"."""
    tokens = passage.tokens
    name = tokens[index].low
    while index > 0:
        begun, gap = tokens[index - 1], tokens[index].gap
        if (
            not gap.startswith(("-", "–", "…", ".."))
            or not name.startswith(begun.low)
            or len(begun.low) > len(name)
        ):
            return
        end = begun.end + (1 if gap[0] in "-–" else 0)
        yield passage.found(begun.start, end, "PERSON", "person", LISTED_LOWER, name)
        index -= 1


_BROKEN = re.compile(r"(?<!\w)([^\W\d_]{2,})[-\u2010\u00ad]\n[ \t]*([^\W\d_]+)")


@DETECTORS.register("broken-name")
def find_broken_names(passage: Passage) -> Iterator[Detection]:
    """Find names that a line break cuts in two: "Fati-" at the end of one line, "ma" on the next."""
    for match in _BROKEN.finditer(passage.text):
        form = form_of((match[1] + match[2]).casefold())
        if form is not None and form.exact and form.base not in passage.words.ambiguous:
            yield passage.found(match.start(), match.end(), "PERSON", "broken-name", LISTED, form.base)


_INITIALS = re.compile(r"(?<![\w.])(?:[^\W\d_]\.[ \u00a0]?){2,4}(?![\w])")
_LETTER = re.compile(r"(?<![\w.])[A-ZÆØÅ]\.(?=[ \u00a0][a-zæøå])")
_SPELLED = re.compile(
    r"(?<![\w-])[^\W\d_](?:-[^\W\d_]){3,}(?![\w-])|(?<![\w-])[^\W\d_](?: [^\W\d_]){3,}(?!\w)"
)
_ABBREVIATED = word_set(
    "aa eg ie am pm dc amba mba ht bt dd dvs ea el em fm fmk ia ih ie iht if jf jnr kl ld ma mfl mm mv mht nb nn ol osv oa pa pga ps pt sa sd sm "
    "su ud uå ua ug us usa eu fn un uk tv vs"
)


@DETECTORS.register("initials")
def find_initials(passage: Passage) -> Iterator[Detection]:
    """Find initials with full stops ("A.K.") and names spelled letter by letter ("F-A-T-I-M-A")."""
    if "." in passage.text:
        for match in _INITIALS.finditer(passage.text):
            words = match.group().rstrip()
            if re.sub(r"\W", "", words).casefold() not in _ABBREVIATED:
                end = match.start() + len(words)
                yield passage.found(match.start(), end, "PERSON", "initials", 0.7)
        for match in _LETTER.finditer(passage.text):
            yield passage.found(match.start(), match.end(), "PERSON", "initials", 0.55)
    for match in _SPELLED.finditer(passage.text):
        yield passage.found(match.start(), match.end(), "PERSON", "initials", 0.6)


_FOREIGN_SCRIPT = re.compile(
    r"[\u0370-\u1dff\u1f00-\u1fff\u2c00-\u2dff\u3040-\ud7ff\uf900-\ufdff\ufe70-\ufefc]"
    r"(?:[\u0300-\u1dff\u1f00-\u1fff\u2c00-\u2dff\u3040-\ud7ff\uf900-\ufdff\ufe70-\ufefc\u200c\u200d .-]*"
    r"[\u0300-\u1dff\u1f00-\u1fff\u2c00-\u2dff\u3040-\ud7ff\uf900-\ufdff\ufe70-\ufefc])?"
)
_OTHER_SCRIPTS = word_set("ar fa ur ku ckb ps he ru uk bg sr mk el hy ka ta hi bn th am ti zh ja ko")


@DETECTORS.register("script")
def find_other_scripts(passage: Passage) -> Iterator[Detection]:
    """Find words in Arabic, Cyrillic, Tamil and other scripts: in a Danish interview they are names or addresses."""
    if passage.language in _OTHER_SCRIPTS or passage.text.isascii():
        return
    for match in _FOREIGN_SCRIPT.finditer(passage.text):
        yield passage.found(match.start(), match.end(), "PERSON", "script", GUESSED)
