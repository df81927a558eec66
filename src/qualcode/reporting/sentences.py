"""How a finding becomes a sentence: who says it (a word, never a number), what is said, and in which area.

The patterns are few on purpose: each is right for every word of quantity, for one and for many, and for names of
codes that are not known here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from qualcode.labels import Labels
from qualcode.reporting.content import Run, plain
from qualcode.reporting.names import in_sentence, is_phrase

Role = Literal["helps", "hinders", "use", "timing", "other"]
Kind = Literal["experience", "wish", "counterexample"]

# What a branch of the code tree says about the cooperation, by its id; all others are "other".
_ROLES: Mapping[str, Role] = {
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
}


def role_of(branch: str) -> Role:
    """Return what a branch of the code tree says about the cooperation.

    Examples
    --------
    >>> role_of("fremmer"), role_of("kilde")
    ('helps', 'other')
    """
    return _ROLES.get(branch, "other")


@dataclass(frozen=True, slots=True)
class SiteNoun:
    """What a site is called.

    Parameters
    ----------
    one, many, the_many : str
        Such as ``"kommune"``, ``"kommuner"`` and ``"kommunerne"``.
    neuter : bool
        True for a Danish noun with *et*.
    """

    one: str
    many: str
    the_many: str
    neuter: bool = False


SITE_NOUNS = {
    "da": SiteNoun("kommune", "kommuner", "kommunerne"),
    "en": SiteNoun("municipality", "municipalities", "the municipalities"),
}


def site_noun(language: str) -> SiteNoun:
    """Return what sites are called unless a study says otherwise."""
    return SITE_NOUNS.get(language, SITE_NOUNS["en"])


def gendered(word: str, noun: SiteNoun, language: str) -> str:
    """Return a word of quantity as it goes with the noun.

    Examples
    --------
    >>> gendered("en enkelt", SiteNoun("hospital", "hospitaler", "hospitalerne", neuter=True), "da")
    'et enkelt'
    """
    return _NEUTER.get(word, word) if language == "da" and noun.neuter else word


_NEUTER = {"en enkelt": "et enkelt", "en": "et", "én": "ét"}


def who(word: str, noun: SiteNoun, language: str, *, single: bool) -> str:
    """Return the word of quantity with its noun, in the right number.

    Examples
    --------
    >>> who("et par", SITE_NOUNS["da"], "da", single=False)
    'et par kommuner'
    >>> who("a couple", SITE_NOUNS["en"], "en", single=False)
    'a couple of municipalities'
    """
    word = gendered(word, noun, language)
    if language == "en" and word in {"a couple", "a handful", "a number"}:
        word += " of"
    return f"{word} {noun.one if single else noun.many}"


# {who}, {what}; {s} ends an English verb in the singular; {examples} is in the number of {who}. The second pattern
# of a pair is for names that are no noun phrase ("Ordningen er ikke udbredt"): they stand whole, after a colon.
_PATTERNS: dict[tuple[Role, Kind], dict[str, tuple[str, str]]] = {
    ("helps", "experience"): {
        "da": ("{who} peger på {what}", "{who} peger på følgende: {what}"),
        "en": ("{who} point{s} to {what}", "{who} point{s} to the following: {what}"),
    },
    ("helps", "wish"): {
        "da": ("{who} ønsker {what}", "{who} ønsker følgende: {what}"),
        "en": ("{who} would like {what}", "{who} would like the following: {what}"),
    },
    ("helps", "counterexample"): {
        "da": ("{who} giver {examples} på, at {what} ikke fremmer samarbejdet",
               "{who} giver {examples} på det modsatte af følgende: {what}"),
        "en": ("{who} give{s} {examples} where {what} did not support the cooperation",
               "{who} give{s} {examples} of the opposite of the following: {what}"),
    },
    ("hinders", "experience"): {
        "da": ("{who} oplever {what} som en barriere", "{who} oplever følgende barriere: {what}"),
        "en": ("{who} experience{s} {what} as a barrier", "{who} experience{s} the following barrier: {what}"),
    },
    ("hinders", "wish"): {
        "da": ("{who} ønsker, at der bliver gjort noget ved {what}",
               "{who} ønsker, at der bliver gjort noget ved følgende: {what}"),
        "en": ("{who} would like something to be done about {what}",
               "{who} would like something to be done about the following: {what}"),
    },
    ("hinders", "counterexample"): {
        "da": ("{who} giver {examples} på, at {what} ikke hæmmer samarbejdet",
               "{who} giver {examples} på det modsatte af følgende: {what}"),
        "en": ("{who} give{s} {examples} where {what} did not hinder the cooperation",
               "{who} give{s} {examples} of the opposite of the following: {what}"),
    },
    ("use", "experience"): {
        "da": ("{who} bruger samarbejdet til {what}", "{who} bruger samarbejdet sådan: {what}"),
        "en": ("{who} use{s} the cooperation for {what}", "{who} use{s} the cooperation like this: {what}"),
    },
    ("use", "wish"): {
        "da": ("{who} ønsker at bruge samarbejdet til {what}", "{who} ønsker at bruge samarbejdet sådan: {what}"),
        "en": ("{who} would like to use the cooperation for {what}",
               "{who} would like to use the cooperation like this: {what}"),
    },
    ("use", "counterexample"): {
        "da": ("{who} giver {examples} på, at samarbejdet ikke bliver brugt til {what}",
               "{who} giver {examples} på det modsatte af følgende: {what}"),
        "en": ("{who} give{s} {examples} where the cooperation was not used for {what}",
               "{who} give{s} {examples} of the opposite of the following: {what}"),
    },
    ("timing", "experience"): {
        "da": ("{who} inddrager {partner} {what}", "{who} inddrager {partner} sådan: {what}"),
        "en": ("{who} involve{s} {partner} at this time: {what}", "{who} involve{s} {partner} like this: {what}"),
    },
    ("timing", "wish"): {
        "da": ("{who} ønsker at inddrage {partner} {what}",
               "{who} ønsker at inddrage {partner} sådan: {what}"),
        "en": ("{who} would like to involve {partner} at this time: {what}",
               "{who} would like to involve {partner} like this: {what}"),
    },
    ("timing", "counterexample"): {
        "da": ("{who} giver {examples} på, at {partner} ikke bliver inddraget {what}",
               "{who} giver {examples} på det modsatte af følgende: {what}"),
        "en": ("{who} give{s} {examples} without involving {partner} at this time: {what}",
               "{who} give{s} {examples} of the opposite of the following: {what}"),
    },
    ("other", "experience"): {
        "da": ("{who} nævner {what}", "{who} nævner følgende: {what}"),
        "en": ("{who} mention{s} {what}", "{who} mention{s} the following: {what}"),
    },
    ("other", "wish"): {
        "da": ("{who} ønsker {what}", "{who} ønsker følgende: {what}"),
        "en": ("{who} would like {what}", "{who} would like the following: {what}"),
    },
    ("other", "counterexample"): {
        "da": ("{who} giver {examples} på, at {what} ikke indgår",
               "{who} giver {examples} på det modsatte af følgende: {what}"),
        "en": ("{who} give{s} {examples} without {what}",
               "{who} give{s} {examples} of the opposite of the following: {what}"),
    },
}  # fmt: skip

# Sentences that follow a finding in which only some speak of a wish, or give an example of the opposite.
_WORDS = {
    "also_wish": {
        "da": "{who} nævner det som et ønske",
        "en": "{who} mention{s} it as a wish",
    },
    "also_counterexample": {
        "da": "{who} giver {examples} på det modsatte",
        "en": "{who} give{s} {examples} of the opposite",
    },
    "example": {"da": "et eksempel", "en": "an example"},
    "examples": {"da": "eksempler", "en": "examples"},
    "partner": {"da": "samarbejdspartneren", "en": "the partner"},
    "partners": {"da": "samarbejdspartnere", "en": "partners"},
}


@dataclass(frozen=True, slots=True)
class Amount:
    """How many said it: the word, and whether it stands for one."""

    word: str
    single: bool


def sentence(
    role: Role,
    kind: Kind,
    amount: Amount,
    name: str,
    *,
    note: Sequence[Run] = (),
    of_partner: bool = True,
    language: str = "da",
    noun: SiteNoun | None = None,
) -> tuple[Run, ...]:
    """Return a finding as a sentence, the name of its code set out.

    Parameters
    ----------
    role : {"helps", "hinders", "use", "timing", "other"}
        What the code's branch says about the cooperation.
    kind : {"experience", "wish", "counterexample"}
        A wish is printed as a wish, and an example of the opposite as one.
    amount : Amount
    name : str
        The code's name.
    note : sequence of Run
        The areas, see :func:`qualcode.reporting.names.area_note`.
    of_partner : bool
        The sentence stands under the name of one partner; else it is of partners in general.
    language : {"da", "en"}
    noun : SiteNoun, optional
        What a site is called.

    Examples
    --------
    >>> runs = sentence("helps", "wish", Amount("en enkelt", True), "Faste kontaktpersoner")
    >>> "".join(run.text for run in runs)
    'En enkelt kommune ønsker faste kontaktpersoner.'
    """
    inline, after_colon = _PATTERNS[role, kind].get(language, _PATTERNS[role, kind]["en"])
    fits = is_phrase(name, language)
    before, _, after = (inline if fits else after_colon).partition("{what}")
    # English times stand after a colon anyway, where a name keeps its capital.
    shown = in_sentence(name) if fits and not before.endswith(": ") else plain(name)
    start = _filled(before, amount, language, noun, of_partner=of_partner)
    return (
        Run(_capital(start)),
        Run(shown, strong=True),
        *([Run(after)] if after else []),
        *note,
        Run("."),
    )


def follow_up(
    kind: Literal["wish", "counterexample"],
    amount: Amount,
    *,
    note: Sequence[Run] = (),
    language: str = "da",
    noun: SiteNoun | None = None,
) -> tuple[Run, ...]:
    """Return the sentence that follows a finding which some only wish for, or speak against.

    Examples
    --------
    >>> "".join(run.text for run in follow_up("counterexample", Amount("et par", False)))
    ' Et par kommuner giver eksempler på det modsatte.'
    """
    pattern = Labels(_WORDS, language)(f"also_{kind}")
    return (Run(" " + _capital(_filled(pattern, amount, language, noun))), *note, Run("."))


def _filled(
    pattern: str, amount: Amount, language: str, noun: SiteNoun | None, *, of_partner: bool = True
) -> str:
    words = Labels(_WORDS, language)
    return pattern.format(
        who=who(plain(amount.word), noun or site_noun(language), language, single=amount.single),
        s="s" if amount.single else "",
        examples=words("example" if amount.single else "examples"),
        partner=words("partner" if of_partner else "partners"),
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
