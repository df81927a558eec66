"""What points to somebody only together with other things: for the person who ticks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qualcode.disclosure.clues import Clue, ClueKind, clue
from qualcode.disclosure.peoples import names_people
from qualcode.disclosure.seen import Seen, each_word

_SMALL = each_word(
    """to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten femten
    two three four five six seven eight nine ten eleven twelve"""
)
_TEENS = each_word(
    """en et seksten sytten atten nitten tyve enogtyve toogtyve treogtyve fireogtyve femogtyve tredive fyrre halvtreds tres
    one thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty"""
)
_N = rf"(?:\d{{1,2}}|{'|'.join(_SMALL + _TEENS)})"
_SEVERAL = rf"(?:[2-9]|1[0-5]|{'|'.join(_SMALL)})"

_MONTHS = r"(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|january|february|march|may|june|july|october)"
_ORDINALS = (
    r"(?:første|anden|tredje|fjerde|femte|sjette|syvende|ottende|niende|tiende|ellevte|tolvte|trettende|fjortende|femtende|sekstende|"
    r"syttende|attende|nittende|\w*tyvende|\w*tredivte|first|second|third|\w+th)"
)
_KIN_MANY = (
    r"(?:søstre|brødre|søskende|børn|sønner|døtre|drenge|piger|koner|hustruer|kusiner|fætre|onkler|mostre|fastre|tanter|børnebørn|"
    r"småsøskende|storebrødre|lillebrødre|storesøstre|lillesøstre|sisters|brothers|siblings|children|kids|sons|daughters|wives|cousins|"
    r"uncles|aunts|grandchildren)"
)
_SOMEBODY = r"hun|han|jeg|she|he|(?:mor|far|pig|dreng|kvind|mand|dattr|søn|søst(?:r)?|bro(?:r)?|kon|kærest|barn)(?:en|eren|et)"
_LEADERS = (
    r"(?:leder|lederen|afdelingsleder\w*|teamleder\w*|skoleleder\w*|skoleinspektør\w*|chef|chefen|direktør\w*|formand\w*|forstander\w*|"
    r"imam|imamen|præst|præsten|rektor\w*|overlæge\w*|konsulent\w*|koordinator\w*|inspektør\w*|lærer|læreren|betjent|betjenten|"
    r"pædagog|pædagogen|rådgiver|rådgiveren|sagsbehandler\w*|head|leader|manager|director|principal|teacher|officer|adviser|coordinator)"
)

_PATTERNS: tuple[tuple[ClueKind, str], ...] = (
    ("date", rf"(?<!\w)(?:den )?\d{{1,2}}\.? ?(?:of )?{_MONTHS}(?: (?:19|20)\d\d)?(?!\w)"),
    ("date", rf"(?<!\w)(?:den |the )?{_ORDINALS} (?:i |of )?{_MONTHS}(?!\w)"),
    ("date", rf"(?<!\w)(?:i |in |siden |since |fra |from |til |until ){_MONTHS}(?: måned)?(?: (?:19|20)\d\d)?(?!\w)"),
    ("date", rf"(?<!\w){_MONTHS} \d{{1,2}}(?:st|nd|rd|th)?(?!\d)(?:,? (?:19|20)\d\d)?"),
    ("date", rf"(?<!\w)(?:den )?{_ORDINALS} i {_ORDINALS}(?!\w)"),
    ("date", r"(?<![\w./-])(?<!klokken )(?<!kl\. )(?<!kl )(?:0?[1-9]|[12]\d|3[01])[./](?:0?[1-9]|1[0-2])(?:[./-](?:19|20)?\d\d)?(?![\w/]|[.,]\d)(?! ?(?:procent|pct|%|time|kr\b|million))"),
    ("date", r"(?<![\w./§-])(?:19|20)\d\d(?![\w/]|[.,-]\d)(?! ?(?:kr\b|kroner|borgere|sager|personer|people|cases))"),
    ("age", rf"(?<!\w){_N}[ -]?årig\w*"),
    ("age", rf"(?<!\w){_N}(?: og et halvt)? (?:år|måneder|uger) gam(?:mel|le|melt)(?!\w)"),
    ("age", rf"(?<!\w)(?:på|er|var|bliver|blev|fylder|fyldte|fyldt|kun|allerede) (?!e[nt] ){_N} år(?!\w)(?! siden)"),
    ("age", rf"(?<!\w)(?:pige|dreng|kvinde|mand|barn|datter|søn|søster|bror|girl|boy|woman|man|child)(?:en|et|n)? (?:på|of|aged) {_N}(?!\w)"),
    ("age", rf"(?<!\w){_N}[ -]?(?:years?|months?)[ -]old(?!\w)|(?<!\w)(?:aged|age of) {_N}(?!\w)"),
    ("age", rf"(?<!\w)(?:fyldte|fyldt|fylder|turned|turning) {_N}(?!\w)"),
    ("age", rf"(?<!\w)(?:{_SOMEBODY}) (?:er|var|bliver|blev|is|was) (?:(?:kun|bare|lige|nu|jo|vist|cirka|omkring|knap|only|just) )*{_N}(?= ?[,.;!?]|$| (?:og|da|dengang|and|when)(?!\w))"),
    ("age", r"(?<!\w)(?:i|af|in (?:her|his|their)) (?:starten af |slutningen af |midten af |early |mid |late )*(?:tyverne|trediverne|fyrrerne|halvtredserne|tresserne|teenageårene|twenties|thirties|forties|fifties)(?!\w)"),
    ("years", r"(?<!\w)(?:arbejdet|ansat|været|siddet|worked|been)(?: \w+){0,4} (?:i|for) (?:over |mere end |næsten |knap |snart |more than |over )*(?:[1-4]\d|ti|elleve|tolv|tretten|fjorten|femten|seksten|sytten|atten|nitten|tyve|\w+ogtyve|tredive|ten|twelve|fifteen|twenty|thirty) (?:år|years)(?!\w)"),
    ("family", rf"(?<!\w){_SEVERAL} (?:\w+ )?{_KIN_MANY}(?!\w)"),
    ("family", rf"(?<!\w)(?:ældste|yngste|mellemste|næstældste|oldest|eldest|youngest) (?:\w+ )?(?:af|of) (?:de |the )?{_SEVERAL}(?!\w)"),
    ("family", rf"(?<!\w){_SEVERAL}(?:barns|børns)(?:mor|far|familie)\w*"),
    ("family", r"(?<!\w)(?:tvilling|trilling)\w*|(?<!\w)(?:twins?|triplets?|enebarn|only child)(?!\w)"),
    ("only one", r"(?<!\w)(?:den|de|som) eneste(?! (?:måde|gang|mulighed|løsning|grund|ting))(?! \w+ (?:måde|gang))"),
    ("only one", r"(?<!\w)the only(?! (?:way|time|problem|option|reason|thing))|(?<!\w)(?:landets|byens|kommunens) (?:første|største|eneste)"),
    ("role", r"(?<!\w)(?:borgmester|viceborgmester|byrådsmedlem|imam|politichef|politidirektør|kommunaldirektør|provst|biskop|mayor|bishop)(?:en|et|ens|s)?(?!\w)"),
    ("detail", r"(?<!\w)(?:i avisen|i lokalavisen|i fjernsynet|i tv-?avisen|i nyhederne|på forsiden|in the (?:paper|news|newspapers)|on television)(?!\w)"),
    ("detail", r"(?<!\w)i (?:byrådet|kommunalbestyrelsen|regionsrådet|folketinget)(?!\w)"),
    ("detail", r"(?<!\w)(?:danmarksmester|verdensmester|landsholdet)\w*"),
)  # fmt: skip
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _PATTERNS)
_LAW = re.compile(r"(?:under|over|fra|før|inden|mindst|end|§) (?:de )?$")
_TITLE = re.compile(
    rf"(?<!\w)(?i:{_LEADERS}) (?:i|på|ved|for|fra|af|hos|of|at|in) (?:[a-zæøå]+ ){{0,2}}(?:[A-ZÆØÅ][\w-]+|\[[^\]\n]+\])"
)
NUMBERED_PSEUDONYM = re.compile(r"\[[^\]\n\d]{1,30}\d+[^\]\n]{0,5}\]")


def find_details(seen: Seen) -> Iterator[Clue]:
    """Find dates, ages, long service, family constellations, what there is one of, and titles with a place."""
    for kind, pattern in _COMPILED:
        for match in pattern.finditer(seen.lower):
            of_a_law = kind == "age" and _LAW.search(seen.lower, max(0, match.start() - 12), match.start())
            if not of_a_law and not seen.in_brackets(*match.span()):
                yield clue(seen.span(*match.span()), kind)
    for match in _TITLE.finditer(seen.plain):
        yield clue(seen.span(*match.span()), "title")
    for match in NUMBERED_PSEUDONYM.finditer(seen.plain):
        yield clue(seen.span(*match.span()), "pseudonym")


def find_peoples(seen: Seen, *, language: str) -> Iterator[Clue]:
    """Find countries, peoples and languages."""
    for start, end, word in seen.runs:
        if names_people(word, language=language) and not seen.in_brackets(start, end):
            yield clue(seen.span(start, end), "people")


_STARTS = re.compile(r"(?:^|[.!?…:;\n\"“”„«»()\[\]]|(?:^|\s)-)\s*$")
_ABBREVIATED = re.compile(
    r"(?<!\w)(?:f\.eks|bl\.a|ca|dvs|evt|mht|inkl|osv|nr|kl|stk|jf|hr|fru|dr|st|mr|mrs|ms)\.\s*$",
    re.IGNORECASE,
)
_POLITE = frozenset({"I", "De", "Dem", "Deres", "Jer", "Jeres"})
_KNOWN_CAPITALS = frozenset(
    each_word("""SSP PPR PET SFO CPR EU FN KL PSP SSD FGU STU SIRI RED VISO NSK ADHD PTSD GDPR TV IT DR MitID Aula Covid Corona
    Facebook Instagram Snapchat TikTok Google Teams Skype Zoom Jobcentret Danmark Danish Denmark Serviceloven Straffeloven
    Koranen Gud Allah Islam""")
)
_ENGLISH_CAPITALS = frozenset(
    each_word("""Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October
    November December English Muslim Muslims Islamic Christian Christians Christmas Ramadan Easter God Mr Mrs Ms""")
)
# Transcripts lack full stops: behind one that is missing stands an ordinary word.
_ORDINARY = frozenset(
    each_word(
        """og så for den det der men jeg hun han vi man ja nej jo altså jamen når hvis at hvor hvad hvem da nu også fordi som er har
        and so but the that this then there we they she he it you if when because well yes no what who"""
    )
)
_WORD = re.compile(r"[^\W\d_][\w'-]*")


def find_capitals(seen: Seen, *, language: str) -> Iterator[Clue]:
    """Find words with a capital inside a sentence: names that no list holds."""
    known = _KNOWN_CAPITALS | _POLITE | (_ENGLISH_CAPITALS if language == "en" else frozenset())
    for match in _WORD.finditer(seen.plain):
        word = match[0]
        if not word[0].isupper() or len(word) == 1 or word.lower() in _ORDINARY or _stem(word) in known:
            continue
        before = seen.plain[max(0, match.start() - 12) : match.start()]
        starts = _STARTS.search(before) and not _ABBREVIATED.search(before)
        if not starts and not seen.in_brackets(*match.span()):
            yield clue(seen.span(*match.span()), "capital")


def _stem(word: str) -> str:
    """Return a word without its genitive and what is hung on with a hyphen, but for words that end in s anyhow."""
    head = word.split("-")[0].removesuffix("'s")
    return head if head in _KNOWN_CAPITALS | _POLITE | _ENGLISH_CAPITALS else head.removesuffix("s")
