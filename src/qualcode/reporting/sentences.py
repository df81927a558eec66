"""How a finding becomes a sentence: who says it (a word, never a number), what is said, and in which area."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from qualcode.labels import Labels
from qualcode.reporting.content import Run, plain
from qualcode.reporting.names import (
    AreaWord,
    areas_together,
    clause,
    each_area,
    has_relative,
    in_areas,
    in_sentence,
    is_phrase,
    separators,
)
from qualcode.reporting.nouns import Amount, SiteNoun, after_word, gendered, site_noun
from qualcode.reporting.patterns import LISTS, WORDS, Kind, Role, forms

# What a branch of the code tree says about the cooperation, by its id; all others are "other".
_ROLES: dict[str, Role] = {
    "fremmer": "helps",
    "facilitator": "helps",
    "facilitators": "helps",
    "barriere": "hinders",
    "barrierer": "hinders",
    "barrier": "hinders",
    "barriers": "hinders",
    "inddragelse": "use",
    "involvement": "use",
    "tidspunkt": "timing",
    "timing": "timing",
    "kilde": "source",
    "source": "source",
    "sources": "source",
}


def role_of(branch: str) -> Role:
    """Return what a branch of the code tree says about the cooperation.

    Examples
    --------
    >>> role_of("fremmer"), role_of("organisering")
    ('helps', 'other')
    """
    return _ROLES.get(branch, "other")


@dataclass(frozen=True, slots=True)
class Said:
    """What a sentence says of a finding.

    Parameters
    ----------
    role : {"helps", "hinders", "use", "timing", "source", "other"}
        What the code's branch says about the cooperation.
    kind : {"experience", "wish", "counterexample"}
        A wish is printed as a wish, and an example of the opposite as one.
    amount : Amount
    name : str
        The code's name, or what the study wants said in its place (a phrase, or a clause with *at*).
    areas : tuple of AreaWord
        In printed order; their words where they are not all that of the whole.
    anchors : tuple of str
        The rows of the findings that ``amount`` is the word of.
    partner : str
        What the partner is called inside a sentence; empty for the general word.
    of_partner : bool
        The sentence stands under the name of one partner; else it is of partners in general.
    as_is : bool
        The name keeps its first letter: it was written for the middle of a sentence.
    """

    role: Role
    kind: Kind
    amount: Amount
    name: str
    areas: tuple[AreaWord, ...] = ()
    anchors: tuple[str, ...] = ()
    partner: str = ""
    of_partner: bool = True
    as_is: bool = False

    @property
    def shown(self) -> str:
        """The name as it stands inside a sentence."""
        return plain(self.name) if self.as_is else in_sentence(self.name)

    @property
    def differs_in_words(self) -> bool:
        """Whether some area has another word than the whole."""
        return any(area.word and area.word != self.amount.word for area in self.areas)


@dataclass(frozen=True, slots=True)
class Grammar:
    """The language, and what a site is called in it."""

    language: str
    noun: SiteNoun

    def subject(self, said: Said, *, noun: bool = True, capital: bool = False) -> list[Run]:
        """Return who says it; the word of quantity is a run of its own, so that it can be found again."""
        word = gendered(plain(said.amount.word), self.noun, self.language)
        rest = after_word(word, self.noun, self.language, single=said.amount.single)
        first = Run(_capital(word) if capital else word, counts=said.anchors)
        return [first, Run(rest)] if noun else [first]


def sentence(
    said: Said, *, variant: int = 0, language: str = "da", noun: SiteNoun | None = None
) -> tuple[Run, ...]:
    """Return a finding as a sentence.

    Parameters
    ----------
    said : Said
    variant : int
        0 is the plainest form, with the areas in brackets; others say the same in other words.
    language : {"da", "en"}
    noun : SiteNoun, optional
        What a site is called.

    Examples
    --------
    >>> said = Said("helps", "wish", Amount("en enkelt", True), "Faste kontaktpersoner", (AreaWord("børneområdet"),))
    >>> "".join(run.text for run in sentence(said))
    'En enkelt kommune ønsker faste kontaktpersoner (børneområdet).'
    >>> "".join(run.text for run in sentence(said, variant=2))
    'På børneområdet ønsker en enkelt kommune faste kontaktpersoner.'
    """
    grammar = Grammar(language, noun or site_noun(language))
    verb, rest = _predicate(said, variant, grammar)
    there = _where(said, grammar) if variant else ""
    closing = "" if there else _closing(said, variant, grammar)
    # After a clause, an area would seem to belong to the clause.
    subordinate = not is_phrase(said.name, language) or has_relative(said.name, language)
    if there and (variant % 2 == 0 or subordinate):
        comma = "" if language == "da" else ","
        order = [Run(verb), Run(" "), *grammar.subject(said)]
        if language != "da":
            order = [*grammar.subject(said), Run(f" {verb}")]
        return (Run(f"{_capital(there)}{comma} "), *order, Run(f"{rest}."))
    trail = f" {there}" if there else ""
    start = [*grammar.subject(said, capital=True), Run(f" {verb}{rest}{trail}")]
    if closing == (Run("."),) and rest.endswith(("?", "!")):
        return tuple(start)
    return (*start, *(closing or (Run("."),)))


def pair(
    first: Said, second: Said, *, variant: int = 1, language: str = "da", noun: SiteNoun | None = None
) -> tuple[Run, ...]:
    """Return two findings of the same extent and area in one sentence, each with its own word.

    Examples
    --------
    >>> one, two = (Said("helps", "experience", Amount("flere", False), name) for name in ("Tillid", "Faste møder"))
    >>> "".join(run.text for run in pair(one, two))
    'Flere kommuner fremhæver tillid, og flere oplever faste møder som en fordel.'
    """
    grammar = Grammar(language, noun or site_noun(language))
    if _where(first, grammar):
        variant += variant % 2  # the area comes first, so that it is of both
    *head, last = sentence(first, variant=variant, language=language, noun=noun)
    verb, rest = _predicate(second, variant + 1, grammar)
    return (
        *head,
        Run(last.text.removesuffix(".") + Labels(WORDS, language)("and"), counts=last.counts),
        *grammar.subject(second, noun=False),
        Run(f" {verb}{rest}."),
    )


def list_of(
    several: Sequence[Said],
    marks: Sequence[str],
    *,
    of: str = "",
    language: str = "da",
    noun: SiteNoun | None = None,
) -> tuple[Run, ...]:
    """Return several findings of the same extent and area as one sentence with a list.

    Parameters
    ----------
    several : sequence of Said
    marks : sequence of str
        The anchor of each, put around its name.
    of : str
        What they are, where their role does not tell: partners, such as ``"partners_helps"``.
    language : {"da", "en"}
    noun : SiteNoun, optional

    Examples
    --------
    >>> names = ("Tillid", "Krydspres", "Travlhed og logistik")
    >>> several = [Said("hinders", "experience", Amount("en enkelt", True), name) for name in names]
    >>> "".join(run.text for run in list_of(several, ("a", "b", "c")))
    'Hver af følgende barrierer bliver oplevet af en enkelt kommune: tillid, krydspres samt travlhed og logistik.'
    """
    grammar = Grammar(language, noun or site_noun(language))
    areas = tuple(
        replace(area, anchors=tuple(anchor for said in several for anchor in said.areas[place].anchors))
        for place, area in enumerate(several[0].areas)
    )
    first = replace(several[0], areas=areas)
    key = of or ("wish" if first.kind == "wish" else first.role)
    before, _, after = Labels(LISTS, language)(key, who="\0").partition("\0")
    there = _where(first, grammar)
    anchors = tuple(anchor for said in several for anchor in said.anchors)
    subject = grammar.subject(first)
    names = [said.shown for said in several]
    runs = [
        Run(before),
        Run(subject[0].text, counts=anchors),
        *subject[1:],
        Run(f" {there}" if there else ""),
    ]
    runs += [] if there else _closing(first, 0, grammar, stop="")
    runs.append(Run(after))
    for name, mark, separator in zip(names, marks, separators(names, language), strict=True):
        runs += [Run(separator), Run(name, anchor=mark)]
    return (*(run for run in runs if run.text), Run("."))


def follow_up(
    kind: Literal["wish", "counterexample"],
    amount: Amount,
    *,
    areas: Sequence[AreaWord] = (),
    language: str = "da",
    noun: SiteNoun | None = None,
) -> tuple[Run, ...]:
    """Return the sentence that follows a finding which some only wish for, or speak against.

    Examples
    --------
    >>> "".join(run.text for run in follow_up("counterexample", Amount("et par", False)))
    ' Et par kommuner giver eksempler på det modsatte.'
    """
    words = Labels(WORDS, language)
    said = Said("other", kind, amount, "", tuple(areas))
    pattern = words(f"also_{kind}").removeprefix("{who}")
    grammar = Grammar(language, noun or site_noun(language))
    names = [area.name for area in areas]
    note = f" ({areas_together(names, language)})" if any(names) else ""
    filled = _filled(pattern, said, language)
    return (Run(" "), *grammar.subject(said, capital=True), Run(f"{filled}{note}."))


def _predicate(said: Said, variant: int, grammar: Grammar) -> tuple[str, str]:
    """Return verb and rest of a sentence, the name filled in."""
    language = grammar.language
    known = forms(said.role, said.kind, language)
    subordinate = "" if is_phrase(said.name, language) else clause(said.name, language)
    if subordinate:
        patterns, shown = known.clause, {"clause": subordinate}
    elif is_phrase(said.name, language):
        patterns, shown = known.what, {"what": said.shown}
    else:
        patterns, shown = known.whole, {"whole": plain(said.name)}
    if said.role == "use" and not said.partner:
        patterns = tuple(one for one in patterns if "{partner}" not in one)
    pattern = patterns[variant % len(patterns)]
    if pattern.endswith(": {what}"):  # a name after a colon keeps its capital
        shown = {"what": plain(said.name)}
    verb, _, rest = pattern.partition("|")
    verb = _filled(verb, said, language)
    # Only the pattern is filled: a name may hold braces.
    key, value = next(iter(shown.items()))
    before, _, after = rest.partition("{" + key + "}")
    if after and not after.startswith(",") and language == "da" and has_relative(value, language):
        after = f",{after}"  # a relative clause ends in a comma
    return verb, _filled(before, said, language) + value + _filled(after, said, language)


def _filled(pattern: str, said: Said, language: str) -> str:
    words = Labels(WORDS, language)
    single = said.amount.single
    return pattern.format(
        s="s" if single else "",
        es="es" if single else "",
        examples=words("example" if single else "examples"),
        partner=said.partner or words("partner" if said.of_partner else "partners"),
    )


def _where(said: Said, grammar: Grammar) -> str:
    """Return where all of it was said; empty where that takes a word for each area, or brackets."""
    names = [plain(area.name) for area in said.areas]
    if said.differs_in_words:
        return ""
    return in_areas(names, grammar.language) if any(names) else ""


def _closing(said: Said, variant: int, grammar: Grammar, stop: str = ".") -> tuple[Run, ...]:
    """Return the areas after a sentence, with its full stop."""
    language = grammar.language
    areas = [area for area in said.areas if area.name]
    if not areas:
        return (Run(stop),) if stop else ()
    if not said.differs_in_words:
        return (Run(f" ({areas_together([area.name for area in areas], language)}){stop}"),)
    words = Labels(WORDS, language)
    told = each_area(areas, language)
    told_in_words = all(in_areas([area.name], language) for area in areas)
    ends_in_clause = not is_phrase(said.name, language) or has_relative(said.name, language)
    if variant % 3 == 1 and told_in_words and not ends_in_clause:
        return (Run(words("of_which")), *told, Run(stop))
    if stop and told_in_words and (variant % 3 == 2 or (variant and ends_in_clause)):
        noun = after_word(areas[0].word, grammar.noun, language, single=areas[0].single).strip()
        return (Run(f". {words('holds')}"), *each_area(areas, language, noun=noun), Run(stop))
    return (Run(" ("), *told, Run(f"){stop}"))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
