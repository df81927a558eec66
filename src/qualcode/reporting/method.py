"""What a reader must know of the words, and the appendix on method."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.labels import Labels
from qualcode.model.config import QUANTIFIER_WORDS, quantifier
from qualcode.reporting.chapters import Chapter
from qualcode.reporting.content import Section, TableBlock, plain, section_anchor
from qualcode.reporting.names import areas_together
from qualcode.reporting.nouns import gendered
from qualcode.reporting.statements import Found, Speech
from qualcode.reporting.words import MEANINGS, NUMBER_WORDS, TENS

if TYPE_CHECKING:
    from qualcode.matrices.counting import Basis

CONSENSUS = "consensus"


@dataclass(frozen=True, slots=True)
class Method:
    """How the findings came about, for the appendix.

    Parameters
    ----------
    coders : int
        How many people coded; 0 leaves it out.
    consensus : bool
        The codings counted are those that the coders agreed on.
    segmentation : str
        Name of the segmentation that was counted in.
    pseudonymised : bool
    assistance : tuple of str
        Sentences that say whether a model suggested codes, and how its suggestions were used.
    interviews, informants : int or None
        Printed where given. Leave them out where a reader could tell the number of sites from them, as with one
        interview a site.
    """

    coders: int = 0
    consensus: bool = False
    segmentation: str = "turns"
    pseudonymised: bool = True
    assistance: tuple[str, ...] = ()
    interviews: int | None = None
    informants: int | None = None

    @classmethod
    def of(cls, basis: Basis) -> Method:
        """Return what a result itself tells. Who coded before the consensus, it does not know."""
        consensus = basis.coding_set == CONSENSUS
        return cls(0 if consensus else len(basis.coders), consensus, basis.segmentation)


@dataclass(frozen=True, slots=True)
class Printed:
    """What the appendix says of quotes and of what waits.

    Parameters
    ----------
    quotes : bool
        The report has quotes.
    waiting_quotes, waiting_statements : int
        How many are not printed because they wait for a person.
    refused_quotes, refused_statements : int
        How many are left out because a rule, a person or the interviewed said no.
    """

    quotes: bool = False
    waiting_quotes: int = 0
    waiting_statements: int = 0
    refused_quotes: int = 0
    refused_statements: int = 0


def reading_guide(found: Sequence[Found], chapters: Sequence[Chapter], speech: Speech) -> Section:
    """Return the section that says how to read the report: its chapters, and the words from most to least."""
    keys = ("guide_scope", "guide_words", "guide_areas", "guide_stances", "guide_silence")
    titles = [
        speech.say("guide_chapter", title=plain(one.spec.title), question=plain(one.spec.question))
        if one.spec.question
        else plain(one.spec.title)
        for one in chapters
    ]
    return Section(
        section_anchor("guide"),
        speech.say("guide"),
        tuple(speech.say(key) for key in keys),
        tables=(_legend(found, speech),),
        items=(*titles, speech.say("guide_appendix")),
    )


def _legend(found: Sequence[Found], speech: Speech) -> TableBlock:
    """Return the words that the report uses, in order, each with what it means; never with a number."""
    counts: dict[str, int] = {}
    for item in found:
        for sites in item.printed:
            word = speech.amount(sites).word
            counts[word] = max(counts.get(word, 0), sites)
    words = sorted(counts, key=lambda word: (-counts[word], word))
    return TableBlock(
        caption=speech.say("legend_caption"),
        header=(speech.say("legend_word"), speech.say("legend_meaning")),
        rows=tuple((word, _meaning(word, speech)) for word in words),
        widths=(3, 7),
    )


def _meaning(word: str, speech: Speech) -> str:
    """Return what a word means; a study's own word stands for itself, in its place in the order."""
    language = speech.config.language
    named = QUANTIFIER_WORDS.get(language, QUANTIFIER_WORDS["en"])
    key = next((key for key, usual in named.items() if gendered(usual, speech.noun, language) == word), "")
    if not key or word in _redefined(speech):
        return "–"
    return Labels(MEANINGS, language)(key, **speech.nouns)


def _redefined(speech: Speech) -> set[str]:
    """Return the words that the study gives another place than they usually have."""
    basis, language = speech.basis, speech.config.language
    return {
        word
        for sites, word in basis.words.items()
        if word != quantifier(sites, basis.sites_total, language=language)
    }


def method_appendix(
    method: Method, printed: Printed, texts: Mapping[str, Sequence[str]], speech: Speech
) -> Section:
    """Return the appendix on method: the authority's own texts, and what the study itself tells."""
    own = [(key, tuple(map(plain, texts[key]))) for key in _OWN if texts.get(key)]
    treatment = tuple(map(plain, texts.get("treatment", ())))
    parts: Iterable[tuple[str, tuple[str, ...]]] = (
        *own,
        ("basis", (*treatment, *_basis(method, speech))),
        *((("assistance", (" ".join(method.assistance),)),) if method.assistance else ()),
        ("counting", tuple(_counting(speech))),
        (
            "privacy",
            (
                speech.say("privacy_pseudonymised" if method.pseudonymised else "privacy_raw"),
                speech.say("privacy_quotes" if printed.quotes else "privacy_report"),
                *_waiting(printed, speech),
            ),
        ),
        ("limits", (speech.say("limits_text"),)),
    )
    return Section(
        section_anchor("method"),
        speech.say("method"),
        sections=tuple(
            Section(section_anchor("method", key), speech.say(key), paragraphs) for key, paragraphs in parts
        ),
    )


_OWN = ("sites", "participants", "interviews")


def _waiting(printed: Printed, speech: Speech) -> Iterator[str]:
    """Yield what is not printed: what waits for a person, and what was said no to; how many, in words."""
    for key, many in (
        ("waiting_quotes", printed.waiting_quotes),
        ("waiting_statements", printed.waiting_statements),
        ("refused_quotes", printed.refused_quotes),
        ("refused_statements", printed.refused_statements),
    ):
        if many:
            number = _capital(number_word(many, speech.config.language))
            yield speech.say(f"{key}_one" if many == 1 else key, n=number)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def number_word(number: int, language: str) -> str:
    """Return a number as a word; above ninety-nine, that it is more than a hundred.

    Examples
    --------
    >>> [number_word(n, "da") for n in (7, 21, 50, 99, 120)]
    ['syv', 'enogtyve', 'halvtreds', 'nioghalvfems', 'mere end hundrede']
    >>> number_word(42, "en")
    'forty-two'
    """
    words = NUMBER_WORDS.get(language, NUMBER_WORDS["en"])
    tens = TENS.get(language, TENS["en"])
    if number < len(words):
        return words[number]
    if number > 99:
        return {"da": "mere end hundrede"}.get(language, "more than a hundred")
    ten, one = divmod(number, 10)
    if not one:
        return tens[ten]
    ones = "en" if language == "da" and one == 1 else words[one]
    return f"{ones}og{tens[ten]}" if language == "da" else f"{tens[ten]}-{words[one]}"


def _counting(speech: Speech) -> Iterator[str]:
    """Yield the paragraphs on how a number becomes a word."""
    yield speech.say("counting_rule")
    areas = [speech.config.areas.get(area, area) for area in speech.basis.both_areas]
    if len(areas) > 1:
        yield speech.say("counting_both", areas=areas_together(areas, speech.config.language))
    yield speech.say("counting_team")


def _basis(method: Method, speech: Speech) -> list[str]:
    """Return the paragraphs on codebook, coders and units."""
    book = speech.codebook
    coding = [speech.say("basis_codebook", title=plain(book.title), version=plain(book.version))]
    if method.coders == 1:
        coding.append(speech.say("basis_coders_one"))
    elif method.coders > 1:
        coding.append(
            speech.say("basis_coders_many", n=_capital(number_word(method.coders, speech.config.language)))
        )
    coding.append(speech.say("basis_consensus" if method.consensus else "basis_own"))
    paragraphs = [" ".join(coding), speech.say("basis_unit", unit=_unit(method.segmentation, speech))]
    sizes = [
        speech.say(f"basis_{key}", **{key: value})
        for key, value in (("interviews", method.interviews), ("informants", method.informants))
        if value is not None
    ]
    return [*paragraphs, " ".join(sizes)] if sizes else paragraphs


def _unit(segmentation: str, speech: Speech) -> str:
    key = f"unit_{segmentation}"
    if key in ("unit_turns", "unit_sentences", "unit_paragraphs"):
        return speech.say(key)
    return speech.say("unit_other", name=plain(segmentation))
