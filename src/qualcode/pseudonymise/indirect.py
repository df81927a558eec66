"""What points to somebody only together with other things: age, a rare people, a rare position.

They are proposed with a low score, for a person to decide: hiding each of them would empty an interview, and which
of them tells who is meant depends on the place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qualcode.model import Span
from qualcode.pseudonymise.cues import RARE_PEOPLES
from qualcode.pseudonymise.detection import DETECTORS, Detection, Passage
from qualcode.pseudonymise.lexicon import Phrases
from qualcode.pseudonymise.spoken import WORDS
from qualcode.pseudonymise.wordlists import word_tuple

SCORE = 0.4

_SAID = "|".join(
    sorted((re.escape(word) for word in WORDS if word not in ("en", "et", "nul")), key=len, reverse=True)
)
_COUNT = rf"(?:\d{{1,3}}|{_SAID}|halvandet)"
_PERSON = re.compile(
    r"(?:\b(?:hun|han|jeg|pigen|drengen|barnet|manden|kvinden|konen|kæresten|pige|dreng|kvinde|mand|barn|borger|baby|fætteren|kusinen|she|he|\w*(?:datter|søn|søster|bror|mor|far)(?:en|nen)?)"
    r"|[A-ZÆØÅ]\w+) $"
)
_REACH = 24

# The seventeen-year-old; nine months old: what stands behind the number tells.
_BEHIND_COUNT = re.compile(
    r"[- ]?årig(?:e|es|t|s)?(?!\w)|(?: år| måneder| måned| uger| years| months) (?:gammel|gamle|gammelt|old)(?!\w)"
)
_COUNT_BEFORE = re.compile(rf"(?<![\w-])({_COUNT}(?: et halvt)?)$")
# A girl of fifteen; she was only fifteen; just turned nineteen: what stands before it tells.
_BEFORE_COUNT = re.compile(
    r"(?<!\w)(?:på (?:kun |bare |lige |cirka |omkring )?|fyldt |(?:er|var|fyldte|fylder|bliver|blev|is|was) "
    r"(?:(?:nu|jo|kun|bare|lige|vist|cirka|omkring|næsten|knap|fyldt|vel|blevet|only|just) ){0,3})(?=[\da-zæøå])"
)
_COUNT_BEHIND = re.compile(
    rf"({_COUNT}(?: et halvt)?(?: (?:år|måneder|years))?)(?!\w)(?! ?\d)"
    r"(?= ?(?:[,.;:!?)]|$|\n|og |da |dengang|men |i dag|nu|på |for |der |som |var |er |and |when |ville |havde |gik |kom ))"
)
_IN_DECADE = re.compile(
    r"(?<!\w)(?:midt|først|sidst|slutningen|starten|begyndelsen|midten) (?:i|af) "
    r"(?:tyverne|trediverne|fyrrerne|halvtredserne|tresserne|halvfjerdserne|firserne|teenageårene|\d0'?erne)"
)
_LIMIT = re.compile(
    r"(?<!\w)(?:under|over|mellem|fra|ved|før|inden|end|mindst|grænsen|til|efter|indtil|alle|unge|børn|når man|hvis man|man|de)"
    r" (?:er |bliver |fylder |på |de )?$"
)


@DETECTORS.register("age")
def find_ages(passage: Passage) -> Iterator[Detection]:
    """Find the age of one person; limits of age in laws and groups stay."""
    for span in (*_told_behind(passage.lower), *_told_before(passage)):
        if not _LIMIT.search(passage.lower, max(0, span.start - _REACH), span.start):
            yield passage.found(span.start, span.end, "AGE", "age", SCORE)
    for match in _IN_DECADE.finditer(passage.lower):
        yield passage.found(match.start(), match.end(), "AGE", "age", SCORE)


def _told_behind(lower: str) -> Iterator[Span]:
    for match in _BEHIND_COUNT.finditer(lower):
        count = _COUNT_BEFORE.search(lower, max(0, match.start() - _REACH), match.start())
        if count:
            yield Span(count.start(1), match.end())


def _told_before(passage: Passage) -> Iterator[Span]:
    lower = passage.lower
    for match in _BEFORE_COUNT.finditer(lower):
        count = _COUNT_BEHIND.match(lower, match.end())
        if count is None:
            continue
        alone = lower.startswith("fyldt ", match.start())
        if alone or _PERSON.search(passage.text, max(0, match.start() - _REACH), match.start()):
            yield Span(*count.span(1))


_RARE_LANDS = Phrases.of(
    (land, land)
    for land in (
        *word_tuple("""Bhutan Nepal Tibet Mongoliet Maldiverne Djibouti Burundi Rwanda Togo Benin Gambia Guinea Liberia Senegal Mauretanien Niger
        Tchad Malawi Mozambique Zambia Zimbabwe Angola Namibia Botswana Madagaskar Surinam Guyana Haiti Jamaica Honduras Guatemala
        Nicaragua Panama Bolivia Paraguay Uruguay Ecuador Laos Cambodja Brunei Østtimor Fiji Samoa Tonga Kirgisistan Tadsjikistan
        Turkmenistan Usbekistan Aserbajdsjan Dagestan Ingusjetien Oman Bahrain Qatar Komorerne Seychellerne Mauritius Gabon Malta
        Cypern Andorra Moldova"""),
        "Sierra Leone", "Kap Verde", "El Salvador", "Papua Ny Guinea", "Burkina Faso",
    )
)  # fmt: skip


@DETECTORS.register("nationality")
def find_rare_nationalities(passage: Passage) -> Iterator[Detection]:
    """Find peoples and countries of which few families live in one municipality."""
    tokens = passage.tokens
    for index, token in enumerate(tokens):
        if token.low in _RARE_LANDS.by_first and index and tokens[index - 1].low in ("fra", "i", "til"):
            match = _RARE_LANDS.at(tokens, index)
            if match:
                end = tokens[index + match[0] - 1].end
                yield passage.found(tokens[index - 1].start, end, "NATIONALITY_RARE", "nationality", SCORE)
        elif token.low.startswith(RARE_PEOPLES):
            yield passage.found(token.start, token.end, "NATIONALITY_RARE", "nationality", SCORE)


_STORY = r"(?:deadline|tv-?avisen|aftenshowet|go' ?morgen danmark|fjernsynet|avisen|lokalavisen|nyhederne)"
_FACT = (
    r"(?:imam i (?:den |en )?\w+(?: \w*mosk[eé]\w*)?"
    r"|(?:sidder|sad|valgt|stillede op) (?:\w+ )?(?:i|til|ind i) (?:byrådet|kommunalbestyrelsen|regionsrådet|folketinget|bestyrelsen for [^.,;!?\n]{3,30})"
    r"|(?:borgmester|viceborgmester|byrådsmedlem|folketingsmedlem)(?= i )"
    r"|(?:den |de )?eneste [^.,;!?\n]{3,40} i (?:byen|kommunen|skolen|klassen|området|landsbyen|hele kommunen)"
    rf"|(?:var |kom )?(?:i {_STORY}|(?:på )?forsiden af {_STORY})"
    r"|(?:vandt|vundet|blev) (?:\w+ ){0,2}(?:dm|em|vm|danmarksmester|europamester|verdensmester)(?!\w)[^.,;!?\n]{0,30}"
    r"|spiller på (?:lands|ungdomslands)holdet|(?:ejer|driver) (?:byens|den eneste) [^.,;!?\n]{3,30}|(?:tvillinger|trillinger)(?!\w))"
)
_KNOWN = re.compile(rf"(?<!\w){_FACT}(?: og {_FACT})*")


@DETECTORS.register("quasi")
def find_rare_positions(passage: Passage) -> Iterator[Detection]:
    """Find some of what makes a person known in a town: the imam, a seat on the council, a story in the paper."""
    for match in _KNOWN.finditer(passage.lower):
        yield passage.found(match.start(), match.end(), "QUASI", "quasi", SCORE)
