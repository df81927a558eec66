"""Chosen quotes are fit to print, spread over people and places, and the same in every run."""

from dataclasses import replace

import pytest

from qualcode.errors import UsageError
from qualcode.model import (
    Code,
    Codebook,
    Coding,
    CodingSet,
    DocumentVersion,
    Segment,
    Span,
    StudyConfig,
    Utterance,
)
from qualcode.quotes import Cell, attribution, check_verbatim, choose, passages

BOOK = Codebook(
    "1",
    "da",
    "t",
    (
        Code("partner", "Partnere", codable=False),
        Code("partner.skole", "Skolen", cues=("skolen", "læreren")),
        Code("partner.politi", "Politiet", cues=("politiet", "betjenten")),
        Code("fremmer", "Fremmer", codable=False),
        Code("fremmer.tillid", "Tillid", cues=("stoler på", "tillid")),
        Code("barriere", "Barrierer", codable=False),
        Code("barriere.travlhed", "Travlhed", cues=("travlt", "tid")),
    ),
)
SKOLE, POLITI, TILLID, TRAVLHED = "partner.skole", "partner.politi", "fremmer.tillid", "barriere.travlhed"
CLEAR = (
    "Skolen stoler på os, og læreren skriver altid, inden klokken bliver ti, når der er noget galt med {}."
)
POOR = "Øh, altså, hun sådan, sådan stoler (utydeligt) ligesom på det der også."


class Study:
    """Interviews turn by turn: words, then the codes on all of them or on a part."""

    def __init__(self):
        self.said = {}

    def turn(self, document, speaker, words, *codes, area="boern", stance="experience"):
        self.said.setdefault(document, []).append((speaker, words, codes, area, stance))
        return self

    def __call__(self, **options):
        return choose(self.passages(), self.versions, **options)

    @property
    def versions(self):
        return {
            name: DocumentVersion.from_utterances(name, [Utterance(s, words) for s, words, *_ in turns])
            for name, turns in self.said.items()
        }

    def passages(self):
        segments, codings = [], []
        for name, version in self.versions.items():
            for turn, (speaker, words, codes, area, stance) in zip(
                version.turns, self.said[name], strict=True
            ):
                sha = version.short_sha
                segments.append(
                    Segment(
                        name, sha, turn.number, turn.span, turn.number, speaker, "informant", area, name[0]
                    )
                )
                for code in codes:
                    code, part = code if isinstance(code, tuple) else (code, words)
                    start = turn.span.start + words.index(part)
                    span = Span(start, start + len(part))
                    id_ = f"{name}-{turn.number}-{code}-{span.start}"
                    codings.append(Coding(id_, name, sha, span, code, "k", stance))
        return passages(CodingSet("k", tuple(codings)), segments, self.versions, BOOK)


@pytest.fixture
def many():
    study = Study()
    for number in range(8):
        for site in "abc":
            name = f"{site}{number % 2}"
            study.turn(name, f"{name}-1", CLEAR.format(f"pige nummer {number}"), SKOLE, TILLID)
    return study


def test_a_clear_passage_is_preferred_and_a_poor_one_is_not_proposed():
    study = Study().turn("a", "a1", POOR, SKOLE, TILLID).turn("b", "b1", CLEAR.format("pigen"), SKOLE, TILLID)
    chosen = study()
    assert [quote.document for quote in chosen.quotes] == ["b"]
    poor_alone = Study().turn("a", "a1", POOR, SKOLE, TILLID)()
    assert not poor_alone.quotes
    assert [short.cell for short in poor_alone.short] == [Cell(SKOLE, TILLID, "boern", "experience")]
    assert poor_alone.short[0].why == "ingen passage er klar nok"


def test_a_quote_says_what_it_is_for_and_passes_the_check(many):
    quote = many().quotes[0]
    version = many.versions[quote.document]
    assert set(quote.codes) == {SKOLE, TILLID}
    assert set(quote.codings) == {c for c in quote.codings if SKOLE in c or TILLID in c}
    assert quote.version == version.short_sha
    assert quote.area == "boern"
    assert check_verbatim(quote.text, version.turn_at(quote.span.start).span.of(version.text)).ok


def test_quotes_of_a_finding_come_from_different_sites(many):
    assert len({quote.document[0] for quote in many(per_code=2).quotes}) == 2


def test_a_second_run_changes_nothing(many):
    first = many(per_code=4)
    assert many(per_code=4) == first
    assert many(per_code=4, keep=first.quotes).quotes == first.quotes
    assert many(per_code=4, keep=first.quotes[::-1]).quotes == first.quotes


def test_what_the_interviewed_approved_stays_even_where_another_would_be_better(many):
    first = many(per_code=1)
    kept = replace(many(per_code=9).quotes[-1], status="approved")
    assert kept.id != first.quotes[0].id
    assert many(per_code=1, keep=[kept]).quotes == (kept,)


def test_a_withdrawn_quote_is_gone_and_its_turn_is_not_quoted_again():
    study = Study().turn("a", "a1", CLEAR.format("pigen"), SKOLE, TILLID)
    withdrawn = replace(study().quotes[0], status="withdrawn")
    again = study(keep=[withdrawn])
    assert not again.quotes
    assert again.short[0].why == "de egnede ytringer er brugt"


def test_a_quote_of_an_older_text_is_to_be_chosen_anew(many):
    old = replace(many().quotes[0], version="0" * 12)
    found = many(keep=[old])
    assert found.outdated == (old,)
    assert old not in found.quotes


def test_what_is_printed_elsewhere_is_not_chosen(many):
    first = many(per_code=1).quotes[0]
    for used in ([first.id], first.codings[:1]):
        assert first.id not in {quote.id for quote in many(per_code=1, used=used).quotes}


def test_a_turn_is_quoted_once_and_counts_for_all_that_it_holds():
    words = "Skolen stoler på os, men læreren har så travlt, at hun kun skriver til os om fredagen."
    study = Study().turn("a", "a1", words, SKOLE, TILLID, TRAVLHED)
    chosen = study()
    assert len(chosen) == 1
    assert not chosen.short


@pytest.mark.parametrize("share", [0.05, 0.15, 0.4])
def test_nobody_is_quoted_beyond_the_share(share):
    study = Study()
    for speaker in range(20):
        for number in range(12 if speaker == 0 else 2):
            study.turn("a", f"a{speaker}", CLEAR.format(f"pige {speaker} {number}"), SKOLE, TILLID)
    quotes = study(per_code=30, max_share=share).quotes
    most = max(sum(q.speaker_id == who for q in quotes) for who in {q.speaker_id for q in quotes})
    assert quotes
    assert most <= max(1, share * len(quotes))


def test_a_study_with_two_speakers_is_quoted_evenly():
    study = Study()
    for number in range(5):
        for speaker in ("a1", "b1"):
            study.turn(speaker[0], speaker, CLEAR.format(f"pige {number}"), SKOLE, TILLID)
    speakers = [quote.speaker_id for quote in study(per_code=6).quotes]
    assert speakers.count("a1") == speakers.count("b1") == 3


def test_wishes_and_counterexamples_are_chosen_as_such():
    study = (
        Study()
        .turn("a", "a1", CLEAR.format("pigen"), SKOLE, TILLID)
        .turn("b", "b1", "Jeg ville ønske, at skolen skrev til os i god tid, inden pigen rejste.", SKOLE, TILLID, stance="wish")
    )  # fmt: skip
    stances = {choice.quote.document: choice.cell.stance for choice in study(per_code=1).choices}
    assert stances == {"a": "experience", "b": "wish"}


def test_a_quote_on_a_partner_holds_words_of_both_codings():
    words = (
        "Skolen ringer til os om morgenen, og læreren er med til mødet. "
        + "Vi drikker kaffe i kantinen om tirsdagen. " * 8
        + "Vi har travlt om fredagen, og det kan læreren godt mærke på os alle sammen."
    )
    study = Study().turn(
        "a",
        "a1",
        words,
        (POLITI, "Skolen ringer til os om morgenen, og læreren er med til mødet."),
        (TRAVLHED, words),
    )
    quote = study(max_words=30).quotes
    assert all("morgenen" in q.text for q in quote)


def test_a_theme_beside_a_partner_is_cross_cutting():
    study = Study().turn(
        "a",
        "a1",
        "Skolen ringer om morgenen. Tillid er noget, der tager lang tid at bygge op her hos os i huset.",
        (SKOLE, "Skolen ringer om morgenen."),
        (TILLID, "Tillid er noget, der tager lang tid at bygge op her hos os i huset."),
    )
    assert [choice.cell.partner for choice in study().choices] == [""]


def test_the_table_has_no_words_of_the_interview_unless_they_are_asked_for(many):
    chosen = many()
    assert "læreren" not in chosen.to_frame().to_string()
    assert "læreren" in chosen.to_frame(text=True).to_string()
    assert "læreren" not in repr(chosen) + repr(chosen.choices[0])
    assert "hele sætninger" in chosen.to_frame()["reasons"][0]
    assert "whole sentences" in many(language="en").to_frame()["reasons"][0]


def test_the_attribution_names_the_area_and_nothing_else():
    config = StudyConfig("t", sites=("k1",), roles={"informant": "rådgiver"})
    assert attribution("voksen", config) == "Rådgiver på voksenområdet"
    assert attribution("k1", config) == "Rådgiver"
    english = StudyConfig("t", language="en", roles={"informant": "adviser"}, areas={"x": "the youth area"})
    assert attribution("x", english) == "Adviser in the youth area"


def test_a_codebook_without_cues_still_gets_its_quotes(monkeypatch):
    plain = Codebook("1", "da", "t", tuple(replace(code, cues=()) for code in BOOK))
    monkeypatch.setitem(globals(), "BOOK", plain)
    assert len(Study().turn("a", "a1", CLEAR.format("pigen"), SKOLE, TILLID)()) == 1


@pytest.mark.parametrize(
    "limits", [{"per_code": 0}, {"min_words": 61}, {"min_words": 0}, {"max_share": 0}, {"max_share": 1.5}]
)
def test_limits_that_nothing_can_meet_are_refused(many, limits):
    with pytest.raises(UsageError, match="QC-QT01"):
        many(**limits)
