"""Made-up Danish studies: a small codebook, talks of a few turns that a test can read, and whole studies by chance.

Nobody in them exists. In a study made by :func:`study`, half of what is said of a code uses words of the codebook and
half uses words that only codings can teach.
"""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass, field

from qualcode.assist.values import SegmentText
from qualcode.model import Code, Codebook, Coding, Decision, Segment, Span, Suggestion, suggestion_id

VERSION = "v1"

POLITI, SKOLE, PSYKIATRI = "partner.politi", "partner.skole", "partner.psykiatri"
TAVSHED, TRAVL, SYSTEM = "barriere.tavshedspligt", "barriere.travlhed", "barriere.systemer"
KENDSKAB, MOEDER = "fremmer.kendskab", "fremmer.moeder"
CODES = (POLITI, SKOLE, PSYKIATRI, TAVSHED, TRAVL, SYSTEM, KENDSKAB, MOEDER)


def _code(id, name, definition, *cues, use_when=""):
    return Code(id, name, definition, use_when=use_when, cues=cues)


CODEBOOK = Codebook(
    "1.0",
    "da",
    "Samarbejde om vold i nære relationer",
    (
        Code("partner", "Partner", codable=False),
        _code(POLITI, "Politi", "Samarbejdet med politiet", "politi", "lokalbetjent", "anmeldelse"),
        _code(SKOLE, "Skole", "Samarbejdet med skoler og lærere", "skole", "lærer", "skoleleder"),
        _code(PSYKIATRI, "Psykiatri", "Samarbejdet med psykiatrien", "psykiatri", "psykiater"),
        Code("barriere", "Barriere", codable=False),
        _code(TAVSHED, "Tavshedspligt", "Regler om tavshed og samtykke hindrer", "tavshedspligt", "samtykke"),
        _code(TRAVL, "Travlhed", "Der mangler tid og hænder", "travlt", "mangler tid", "sagspres"),
        _code(SYSTEM, "Systemer", "Fagsystemer og programmer taler ikke sammen", "fagsystem", "program"),
        Code("fremmer", "Fremmer", codable=False),
        _code(KENDSKAB, "Kendskab", "At kende hinanden personligt hjælper", "kender hinanden", "ansigt på"),
        _code(MOEDER, "Faste møder", "Faste møder og mødefora hjælper", "faste møder", "dagsorden"),
    ),
)

# For each code: said in the codebook's words, and in words that it lacks.
_SAID = {
    POLITI: (
        ["politiet ringede til os", "lokalbetjenten kom forbi", "der blev skrevet en anmeldelse", "politigården svarede"],
        ["patruljevognen holdt udenfor", "de optog en afhøring", "stationen sendte en uniform", "efterforskeren spurgte os"],
    ),
    SKOLE: (
        ["skolen skrev til os", "lærerne så det først", "skolelederen tog telefonen", "klasselæreren var i tvivl"],
        ["frikvartererne var svære", "eleven sad alene i timerne", "sfo'en lagde mærke til det", "pedellen hørte noget"],
    ),
    PSYKIATRI: (
        ["psykiatrien afviste henvisningen", "psykiateren så hende", "distriktspsykiatrien ventede", "psykiatrisk skadestue"],
        ["hun blev indlagt på afsnittet", "medicinen blev sat op", "diagnosen kom sent", "overlægen udskrev hende"],
    ),
    TAVSHED: (
        ["tavshedspligten stod i vejen", "vi manglede et samtykke", "reglerne om tavshed er snævre", "samtykket var udløbet"],
        ["de måtte intet sige", "juristen satte en stopper", "oplysningerne blev holdt tilbage", "det er fortroligt, sagde de"],
    ),
    TRAVL: (
        ["vi har for travlt", "der mangler tid", "sagspresset er stort", "der er ingen hænder"],
        ["kalenderen er fyldt til juni", "bunken vokser hver uge", "folk går ned med stress", "ventelisten er lang"],
    ),
    SYSTEM: (
        ["fagsystemerne taler ikke sammen", "programmet gik ned", "vores system er lukket for dem", "to fagsystemer i brug"],
        ["vi taster alting to gange", "skærmen var sort", "filen kunne ikke åbnes", "login virker kun hos dem"],
    ),
    KENDSKAB: (
        ["vi kender hinanden", "der er ansigt på", "det personlige kendskab bærer", "man kender dem personligt"],
        ["jeg ved hvem jeg skal have fat i", "vi er på fornavn", "man tør ringe op", "vi drikker kaffe sammen"],
    ),
    MOEDER: (
        ["de faste møder holder", "der er en dagsorden", "mødeforaet samles", "faste møder hver måned"],
        ["den første torsdag sidder alle der", "referatet kommer bagefter", "vi ses rundt om bordet", "kvartalet slutter samlet"],
    ),
}  # fmt: skip
_SHARES = (6, 5, 2, 3, 4, 2, 3, 3)
_GOES_ON = 0.4
"""How often an answer stays with what the one before was about."""

_OPEN = [
    "Altså",
    "Ja",
    "Jeg tænker at",
    "Nogle gange",
    "I den sag",
    "Sidste år",
    "Det er jo sådan at",
    "Hos os",
]
_CLOSE = [
    "og så var det det",
    "synes jeg",
    "ikke også",
    "i hvert fald her",
    "det var min oplevelse",
    "sådan var det",
]
_SMALL_TALK = [
    "det ved jeg ikke rigtig",
    "ja, præcis",
    "vejret var godt den dag",
    "vi tager den senere",
    "mm",
]


@dataclass
class Made:
    """Documents as a suggester reads them, and what people coded."""

    segments: list[SegmentText] = field(default_factory=list)
    codings: list[Coding] = field(default_factory=list)

    def __add__(self, other):
        return Made(self.segments + other.segments, self.codings + other.codings)

    @property
    def plain(self):
        """The segments without their words."""
        return [item.segment for item in self.segments]

    @property
    def informants(self):
        """The informants' segments."""
        return [segment for segment in self.plain if segment.is_informant]

    def of(self, *documents):
        """Return some of the documents, in the order that they are named in."""
        return Made(
            [item for name in documents for item in self.segments if item.segment.document == name],
            [coding for name in documents for coding in self.codings if coding.document == name],
        )


def asked(text):
    """Return an interviewer's turn."""
    return "interviewer", text, ()


def said(text, *codes):
    """Return an informant's turn with its codes."""
    return "informant", text, codes


def talk(document, *turns, site=""):
    """Return a document of turns made by :func:`asked` and :func:`said`."""
    made, start, before, question = Made(), 0, (), ""
    for number, (role, text, codes) in enumerate(turns, start=1):
        span = Span(start, start + len(text))
        segment = Segment(document, VERSION, number, span, number, f"{document}-{role}", role, "", site)
        heard = question if role == "informant" else ""
        made.segments.append(SegmentText(segment, text, before, heard))
        made.codings += [coding(segment, code) for code in codes]
        start, before = span.end + 1, (text, *before[:2])
        question = text if role == "interviewer" else question
    return made


def turns_of(made):
    """Return the turns of a document, to make another one of them."""
    codes = {}
    for one in made.codings:
        codes.setdefault(one.span, []).append(one.code)
    return [(item.segment.role, item.text, tuple(codes.get(item.segment.span, ()))) for item in made.segments]


def coding(segment, code, *, coder="anna"):
    """Return a coding of a whole segment."""
    where = f"{segment.document}-{segment.number}-{code}-{coder}"
    return Coding(where, segment.document, segment.version, segment.span, code, coder)


def rejected(segment, code, *, answer="reject"):
    """Return a person's answer to the suggestion of a code for a segment."""
    made = suggestion_id(segment.document, segment.version, segment.span, code, "m")
    place = (segment.document, segment.version, segment.number, segment.span)
    return Decision(f"d-{made}", Suggestion(made, *place, code, 0.5, 1, True, "m"), answer, "anna")


def shuffled(made, *, seed=1):
    """Return a study in which every segment has the codes of another one, dealt by chance."""
    dealt = random.Random(seed).sample(made.informants, len(made.informants))
    other = dict(zip(made.informants, dealt, strict=True))
    by_place = {(segment.document, segment.span): segment for segment in made.informants}
    codings = [coding(other[by_place[one.document, one.span]], one.code) for one in made.codings]
    return Made(made.segments, codings)


def study(*, seed=1, documents=6, sites=3, turns=25):
    """Return a study by chance; the same for the same seed."""
    chance = random.Random(seed)
    made = Made()
    for at in range(documents):
        made += talk(f"doc-{at + 1}", *_turns(chance, turns), site=f"k{at % sites + 1}")
    return made


def fingerprint(model, made):
    """Return a hash of all that a fitted model says of a study."""
    found = model.suggest(made.segments, explain=True)
    said_of = [
        (each.branch, each.branch_score, [(one.id, one.score, one.evidence) for one in each.suggestions])
        for each in found
    ]
    told = repr((said_of, model.version_, model.threshold_)).encode()
    return hashlib.sha256(model.predict_proba(made.segments).tobytes() + told).hexdigest()


def _turns(chance, turns):
    made, codes = [], []
    while len(made) < turns:
        if not codes or chance.random() > _GOES_ON:
            codes = sorted(set(chance.choices(CODES, _SHARES, k=chance.choice([0, 1, 1, 2]))))
        if chance.random() < 0.2:
            made.append(
                asked(f"Hvad med {CODEBOOK[codes[0]].name.lower()}?" if codes else "Kan du sige mere?")
            )
        phrases = [chance.choice(chance.choice(_SAID[code])) for code in codes] or [
            chance.choice(_SMALL_TALK)
        ]
        text = f"{chance.choice(_OPEN)} {' og '.join(phrases)}, {chance.choice(_CLOSE)}."
        made.append(said(text, *codes))
    return made[:turns]
