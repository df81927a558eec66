"""A made-up study whose findings are counted by the real thing: say what was said, and where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qualcode.matrices import Findings, findings
from qualcode.model import Code, Codebook, Coding, CodingSet, Segment, Span, Stance, StudyConfig

SITES = 6


@dataclass(frozen=True)
class Said:
    """One thing said at the first ``sites`` sites, by one informant of an area at each."""

    partner: str
    code: str
    area: str = "boern"
    sites: int = 3
    stance: Stance = "experience"


BOOK = Codebook(
    "1.0",
    "da",
    "Samarbejde",
    (
        Code("partner", "Samarbejdspartnere", codable=False),
        Code("partner.intern", "Interne samarbejdspartnere", codable=False),
        Code("partner.intern.ledelse", "Ledelse"),
        Code("partner.ekstern", "Eksterne samarbejdspartnere", codable=False),
        Code("partner.ekstern.krisecenter", "Krisecentre"),
        Code("partner.ekstern.politi", "Politiet"),
        Code("kilde", "Kilder til viden", codable=False),
        Code("kilde.borger", "Borgeren henvender sig selv"),
        Code("inddragelse", "Inddragelse", codable=False),
        Code("inddragelse.sparring", "Sparring og afklaring"),
        Code("tidspunkt", "Tidspunkt", codable=False),
        Code("tidspunkt.akut", "Akut"),
        Code("fremmer", "Fremmende forhold", codable=False),
        Code("fremmer.fast-kontaktperson", "Faste kontaktpersoner"),
        Code("fremmer.ny-viden", "Partneren bringer viden ind i sagen"),
        Code("barriere", "Barrierer", codable=False),
        Code("barriere.travlhed", "Travlhed og logistik"),
        Code("barriere.ikke-udbredt", "Ordningen er ikke udbredt"),
    ),
)


def counted(
    said: Iterable[Said],
    *,
    book: Codebook = BOOK,
    config: StudyConfig | None = None,
    sites: int = SITES,
    coding_set: str = "consensus",
) -> Findings:
    """Make an informant's turn for every site of every thing said, code it, and count."""
    config = config or StudyConfig("Samarbejde")
    segments: list[Segment] = []
    codings: list[Coding] = []
    for thing in said:
        for site in range(1, thing.sites + 1):
            _turn(thing, f"interview-{site}", segments, codings)
    return findings(
        CodingSet(coding_set, tuple(codings), book.version),
        segments,
        book,
        partner_branch=config.partner_branch,
        areas=list(config.areas),
        both_areas=config.both_areas,
        sites_total=sites,
        language=config.language,
        words=config.quantifiers,
        segmentation=config.segmentation,
    )


def _turn(thing: Said, document: str, segments: list[Segment], codings: list[Coding]) -> None:
    number = sum(segment.document == document for segment in segments) + 1
    span = Span(number * 100, number * 100 + 50)
    speaker = f"{document}-{thing.area}"
    segments.append(
        Segment(document, "v1", number, span, number, speaker, "informant", thing.area, f"site-{document}")
    )
    codes: Sequence[tuple[str, Stance]] = [(thing.code, thing.stance)]
    if thing.partner:
        codes = [*codes, (thing.partner, "experience")]
    for code, stance in codes:
        codings.append(Coding(f"{document}-{number}-{code}", document, "v1", span, code, "consensus", stance))
