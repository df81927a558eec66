"""What points to somebody only together with other things: age, a rare people, a rare position.

They are proposed with a low score, for a person to decide: hiding each of them would empty an interview, and which
of them tells who is meant depends on the place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qualcode.pseudonymise.detection import DETECTORS, Detection, Passage
from qualcode.pseudonymise.spoken import WORDS

SCORE = 0.4

_SAID = "|".join(sorted((re.escape(word) for word in WORDS if word not in ("en", "et", "nul")), key=len, reverse=True))
_COUNT = rf"(?:\d{{1,3}}|{_SAID}|halvandet)"
_PERSON = (
    r"(?:hun|han|jeg|pigen|drengen|datteren|sønnen|søsteren|broren|moren|faren|barnet|manden|kvinden|konen|kæresten|fætteren|kusinen|"
    r"lillesøster(?:en)?|lillebror(?:en)?|storesøster(?:en)?|storebror(?:en)?|she|he|[A-ZÆØÅ][a-zæøå]+)"
)
_AGES = (
    # the 17-year-old
    re.compile(rf"(?<![\w-])({_COUNT}[- ]?årig(?:e|es|t|s)?)(?!\w)", re.IGNORECASE),
    # nine months old; 17 years (old)
    re.compile(rf"(?<![\w-])({_COUNT}(?: et halvt)? (?:år|måneder|måned|uger|years|months)) (?:gammel|gamle|gammelt|old)", re.IGNORECASE),
    # a girl of 15 years
    re.compile(rf"{_PERSON} på (?:kun |bare |lige |cirka |omkring )?({_COUNT}(?: et halvt)?(?: (?:år|måneder))?)(?!\w)(?! ?\d)(?! (?:timer|minutter|kroner|dage|uger|gange))"),
    # she was only fifteen; I am 43 and …; the mother is 47
    re.compile(
        rf"\b{_PERSON} (?:er|var|fyldte|fylder|bliver|blev|is|was) (?:nu |jo |kun |bare |lige |vist |cirka |omkring |næsten |knap |fyldt |vel |blevet |only |just ){{0,3}}"
        rf"({_COUNT}(?: et halvt)?(?: (?:år|years))?)(?= ?(?:[,.;:!?]|$|\n|og |da |dengang|dengang |men |i dag|nu|på |for |and |when ))",
    ),
    # lige fyldt nitten
    re.compile(rf"\bfyldt ({_COUNT}(?: år)?)(?!\w)(?! (?:skemaer|papirer|kasser))", re.IGNORECASE),
    # in her thirties
    re.compile(r"\b((?:midt|først|sidst|slutningen|starten|begyndelsen|midten) (?:i|af) (?:tyverne|trediverne|fyrrerne|halvtredserne|tresserne|halvfjerdserne|firserne|teenageårene|\d0'?erne))", re.IGNORECASE),
)
_LIMIT = re.compile(r"(?:under|over|mellem|fra|ved|før|inden|end|mindst|grænsen|til|efter|indtil|omkring de|alle|de|unge|børn|når man|hvis man|man)[ ](?:er |bliver |fylder |på |de )?$", re.IGNORECASE)


@DETECTORS.register("age")
def find_ages(passage: Passage) -> Iterator[Detection]:
    """Find the age of one person; limits of age in laws and groups stay."""
    for pattern in _AGES:
        for match in pattern.finditer(passage.text):
            before = passage.text[max(0, match.start(1) - 24) : match.start(1)]
            if not _LIMIT.search(before) or "årig" in match[1] and before.endswith(("den ", "Den ")):
                yield passage.found(match.start(1), match.end(1), "AGE", "age", SCORE)


_RARE_PEOPLE = re.compile(
    r"\b(?:hazara(?:er|ere|erne|en)?|hazarisk\w*|yazidi(?:er|ere|erne|sk\w*)?|[yj][ea]zidi\w*|êzîdî\w*|druser\w*|drusisk\w*|assyr(?:er|ere|erne|isk\w*)|arame(?:er|ere|isk\w*)|"
    r"kalde(?:er|ere|isk\w*)|mandæ(?:er|ere|isk\w*)|sabæ\w+|kopt(?:er|ere|erne|isk\w*)|maronit\w*|tjetjen(?:er|ere|erne|sk\w*)|ingusj\w*|dagestan\w*|uigur\w*|rohingya\w*|"
    r"turkmen(?:er|ere|erne|sk\w*)|tadsjik\w*|usbek\w*|kirgis\w*|baloch\w*|belutsj\w*|ahmadiyya\w*|ismaili\w*|zoroastr\w*|baha'?i\w*|bidoon\w*|zaza\w*|feyli\w*|shabak\w*|kakai\w*|"
    r"bantu\w*|midgan\w*|tumal\w*|yibir\w*|bajuni\w*|benadir\w*|oromo\w*|amhara\w*|tigray\w*|dinka\w*|nuer\w*|fur-folk\w*|tutsi\w*|hutu\w*|banyamulenge\w*|"
    r"romaer\w*|sigøjner\w*|ashkali\w*|gorani\w*|bosniak\w*|torbesh\w*|pomak\w*|karen-folk\w*|chin-folk\w*|kachin\w*|hmong\w*|lhotshampa\w*|bhutan(?:er|ere|esisk\w*)|"
    r"tibetan(?:er|ere|sk\w*)|mongol(?:er|ere|sk\w*)|georgi(?:er|ere|sk\w*)|armen(?:er|ere|sk\w*)|aserbajdsjan(?:er|ere|sk\w*)|surinam\w*|maldiv\w*)\b",
    re.IGNORECASE,
)
_RARE_LAND = re.compile(
    r"\b((?:fra|i|til) (?:Bhutan|Nepal|Tibet|Mongoliet|Maldiverne|Djibouti|Burundi|Rwanda|Togo|Benin|Gambia|Guinea|Sierra Leone|Liberia|Senegal|Mauretanien|"
    r"Niger|Tchad|Malawi|Mozambique|Zambia|Zimbabwe|Angola|Namibia|Botswana|Madagaskar|Kap Verde|Surinam|Guyana|Haiti|Jamaica|Honduras|Guatemala|El Salvador|"
    r"Nicaragua|Panama|Bolivia|Paraguay|Uruguay|Ecuador|Laos|Cambodja|Brunei|Østtimor|Papua|Fiji|Samoa|Tonga|Kirgisistan|Tadsjikistan|Turkmenistan|"
    r"Usbekistan|Aserbajdsjan|Dagestan|Ingusjetien|Oman|Bahrain|Qatar|Komorerne|Seychellerne|Mauritius|Gabon|Malta|Cypern|Andorra|Moldova))\b",
    re.IGNORECASE,
)


@DETECTORS.register("nationality")
def find_rare_nationalities(passage: Passage) -> Iterator[Detection]:
    """Find peoples and countries of which few families live in one municipality."""
    for match in _RARE_PEOPLE.finditer(passage.text):
        yield passage.found(match.start(), match.end(), "NATIONALITY_RARE", "nationality", SCORE)
    for match in _RARE_LAND.finditer(passage.text):
        yield passage.found(match.start(1), match.end(1), "NATIONALITY_RARE", "nationality", SCORE)


_KNOWN = re.compile(
    r"(?:\b(?:er|var|blev|bliver|som) (?:\w+ ){0,2}?)?\b("
    r"imam i [^.,;!?\n]{3,40}|(?:sidder|sad|valgt|stillede op) (?:\w+ )?(?:i|til|ind i) (?:byrådet|kommunalbestyrelsen|regionsrådet|folketinget|bestyrelsen for [^.,;!?\n]{3,30})"
    r"|(?:borgmester|viceborgmester|byrådsmedlem|folketingsmedlem)(?= i )|(?:den )?eneste [^.,;!?\n]{3,40} i (?:byen|kommunen|skolen|klassen|området|landsbyen|hele kommunen)"
    r"|(?:på )?forsiden af [^.,;!?\n]{3,30}|(?:var )?i (?:Deadline|TV-?Avisen|Aftenshowet|Go' ?morgen Danmark|fjernsynet|avisen|lokalavisen|nyhederne)"
    r"|(?:vandt|vundet|blev) (?:\w+ ){0,2}(?:DM|EM|VM|danmarksmester|europamester|verdensmester)[^.,;!?\n]{0,30}|spiller på (?:lands|ungdomslands)holdet"
    r"|(?:ejer|driver|har) (?:byens|den eneste) [^.,;!?\n]{3,30}|(?:tvillinger|trillinger)(?!\w))",
    re.IGNORECASE,
)


@DETECTORS.register("quasi")
def find_rare_positions(passage: Passage) -> Iterator[Detection]:
    """Find some of what makes a person known in a town: the imam, a seat on the council, a story in the paper."""
    for match in _KNOWN.finditer(passage.text):
        yield passage.found(match.start(1), match.end(1), "QUASI", "quasi", SCORE)
