"""Made-up interviews in a few readable lines."""

from qualcode.model import Code, Codebook, Coding, CodingSet, Segment, Span

BOOK = Codebook(
    "1.0",
    "da",
    "Eksempel",
    (
        Code("partner", "Partnere", codable=False),
        Code("partner.intern", "Interne partnere"),
        Code("partner.intern.ssp", "SSP"),
        Code("partner.intern.ledelse", "Ledelse"),
        Code("partner.ekstern", "Eksterne partnere", codable=False),
        Code("partner.ekstern.politi", "Politiet"),
        Code("partner.ekstern.skole", "Skolen"),
        Code("fremmer", "Fremmer", codable=False),
        Code("fremmer.tillid", "Tillid"),
        Code("fremmer.moeder", "Faste møder"),
        Code("barriere", "Barrierer", codable=False),
        Code("barriere.travlhed", "Travlhed"),
    ),
)
POLITI, SKOLE, SSP = "partner.ekstern.politi", "partner.ekstern.skole", "partner.intern.ssp"
TILLID, MOEDER, TRAVLHED = "fremmer.tillid", "fremmer.moeder", "barriere.travlhed"

SETTINGS = {
    "areas": {"boern": "børneområdet", "voksen": "voksenområdet", "ung": "ungeområdet"},
    "both_areas": ("boern", "voksen"),
    "sites_total": 6,
    "language": "da",
}


class Talk:
    """Interviews that grow turn by turn; each turn is 10 code points and a line feed."""

    def __init__(self):
        self.segments = []
        self.codings = []
        self._length = {}

    def turn(self, document, speaker, *codes, area="boern", site=None, role="informant", stance="experience"):
        """Say something; the codes hold the whole turn. The site is the document's first letter."""
        start = self._length.get(document, 0)
        self._length[document] = start + 11
        number = start // 11 + 1
        span = Span(start, start + 10)
        self.segments.append(
            Segment(
                document,
                "v1",
                number,
                span,
                number,
                speaker,
                role,
                area,
                document[0] if site is None else site,
            )
        )
        for code in codes:
            self.code(document, span.start, span.end, code, stance=stance)
        return self.segments[-1]

    def code(self, document, start, end, code, *, stance="experience", version="v1"):
        """Code any stretch."""
        self.codings.append(
            Coding(str(len(self.codings)), document, version, Span(start, end), code, "anna", stance)
        )

    @property
    def coded(self):
        """The codings as a set."""
        return CodingSet("consensus", tuple(self.codings), "1.0")
