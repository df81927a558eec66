"""Municipalities, towns, schools, addresses."""

import pytest


@pytest.mark.parametrize(
    ("text", "label", "words"),
    [
        ("Jeg arbejder i Kolding Kommune.", "MUNICIPALITY", "Kolding Kommune"),
        ("Det er Holstebro Kommunes egne tal.", "MUNICIPALITY", "Holstebro Kommunes"),
        ("Vi var i Opdigtet Kommune.", "MUNICIPALITY", "Opdigtet Kommune"),
        ("Ringkøbing-Skjern Kommune har en plan.", "MUNICIPALITY", "Ringkøbing-Skjern Kommune"),
        ("Greve ville ikke betale.", "MUNICIPALITY", "Greve"),
        ("Vi esbjergensere siger ikke så meget.", "MUNICIPALITY", "esbjergensere"),
        ("Vi randrusianere siger ikke så meget.", "MUNICIPALITY", "randrusianere"),
        ("Hun bor i Ringe nu.", "PLACE", "Ringe"),
        ("Tingbjergs unge kender hende.", "PLACE", "Tingbjergs"),
        ("Hun blev sendt til Qamishli.", "PLACE", "Qamishli"),
        ("De flyttede til Sønder Opdigt.", "PLACE", "Sønder Opdigt"),
        ("De bor i Hammerby nu.", "PLACE", "Hammerby"),
        ("så flyttede de fra slagelse til skive fordi", "MUNICIPALITY", "skive"),
        ("hun er ansat i horsens kommune nu", "MUNICIPALITY", "horsens kommune"),
    ],
)
def test_places_are_found(words_of, text, label, words):
    """A municipality points to the staff who work there; a town to the family."""
    assert words in words_of(label, text)


@pytest.mark.parametrize(
    "text",
    [
        "Kommunen har ansvaret, ikke regionen. Vores kommune gør det.",
        "Det er i ringe grad noget, der er i vejen for.",
        "De skar en skive brød, og han er greve.",
        "Danmark og Norge har underskrevet Istanbul-konventionen.",
        "Horsens-dommen ændrede vores praksis.",
        "Det kan man give dem. Vejen er lang.",
        "Hun kommer fra en storby, ikke fra en landsby.",
        "Det gælder både flygtninge til Danmark og udlændinge i arbejde.",
    ],
)
def test_words_that_only_look_like_places_stay(found, text):
    """Countries, treaties and ordinary words point to no municipality."""
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "label", "words"),
    [
        ("Hun gik på Ellemoseskolen før jul.", "SCHOOL", "Ellemoseskolen"),
        ("hun gik på ellemoseskolen før jul", "SCHOOL", "ellemoseskolen"),
        ("Han går på Hammerby Friskole.", "SCHOOL", "Hammerby Friskole"),
        ("Hun går i børnehaven Solstrålen.", "SCHOOL", "børnehaven Solstrålen"),
        ("Hun spiller i Hammerby IF.", "WORKPLACE", "Hammerby IF"),
        ("Hun bor på Krisecenter Pilen.", "WORKPLACE", "Krisecenter Pilen"),
        ("Han er ansat på Hammerby Sygehus.", "WORKPLACE", "Hammerby Sygehus"),
    ],
)
def test_schools_and_workplaces_with_a_name(words_of, text, label, words):
    """One school in one town is a place, too."""
    assert words_of(label, text) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "Hun går i folkeskolen, før gik hun på efterskole.",
        "Sprogskolen, koranskolen og ungdomsskolen var med.",
        "Hun var på krisecenter i tre måneder.",
        "De kom fra jobcentret og fra sygehuset.",
        "Hendes skole vidste det godt. Skolen ringede.",
    ],
)
def test_kinds_of_schools_stay(found, text):
    """A kind of institution points to none."""
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "street"),
    [
        ("De bor på Fiktivvej 7B nu.", "Fiktivvej 7B"),
        ("Adressen er Rødkælkevej 14, 2. tv, tror jeg.", "Rødkælkevej 14, 2. tv"),
        ("Opdigtet Allé 14, 8999 Hammerby", "Opdigtet Allé 14"),
        ("Hun bor på Gl. Landevej 104.", "Gl. Landevej 104"),
        ("Hun bor på Fiktivvej nummer syv.", "Fiktivvej nummer syv"),
        ("På Vestergade lå der en kiosk.", "Vestergade"),
        ("Det er Ved Kirken 4, 8999 Hammerby.", "Ved Kirken 4"),
        ("hun bor på rødkælkevej 14 nu", "rødkælkevej 14"),
        ("de boede på rødkælkevej dengang", "rødkælkevej"),
    ],
)
def test_streets(words_of, text, street):
    """An address is found with and without its number, in any case."""
    assert words_of("STREET", text) == [street]


@pytest.mark.parametrize(
    "text",
    ["Vi var omkring 700 på vej 10 gange.", "Der er en anden udvej og en omvej.", "Målstyring 67 og side 12"],
)
def test_numbers_behind_ordinary_words_are_no_addresses(words_of, text):
    """The word "omkring" ends like a street and is none."""
    assert words_of("STREET", text) == []


def test_postcode_and_town(found):
    """A postcode stands in front of a town or behind its word; a year and a count are none."""
    assert found("De bor i 8999 Hammerby.") == [("POSTCODE", "8999"), ("PLACE", "Hammerby")]
    assert found("Postnummer 2635, det er nok.") == [("POSTCODE", "2635")]
    assert found("Vi har cirka 1500 underretninger, siden 2007 er det mange.") == []
