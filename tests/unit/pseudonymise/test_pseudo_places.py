"""Municipalities, towns, schools, addresses."""

import pytest


@pytest.mark.parametrize(
    ("text", "label", "words"),
    [
        ("Jeg arbejder i Kolding Kommune.", "MUNICIPALITY", "Kolding Kommune"),
        ("Jeg så Holstebro Kommunes plan.", "MUNICIPALITY", "Holstebro Kommunes"),
        ("Vi var i Tovslev Kommune.", "MUNICIPALITY", "Tovslev Kommune"),
        ("Ringkøbing-Skjern Kommune har en plan.", "MUNICIPALITY", "Ringkøbing-Skjern Kommune"),
        ("Greve har sagt nej.", "MUNICIPALITY", "Greve"),
        ("Han er esbjergenser ligesom mig.", "MUNICIPALITY", "esbjergenser"),
        ("Hun er randrusianer ligesom mig.", "MUNICIPALITY", "randrusianer"),
        ("Hun bor i Ringe nu.", "PLACE", "Ringe"),
        ("Det er en af Tingbjergs skoler.", "PLACE", "Tingbjergs"),
        ("De har hus i Qamishli.", "PLACE", "Qamishli"),
        ("De flyttede til Nørre Tovslev.", "PLACE", "Nørre Tovslev"),
        ("De bor i Tovslev nu.", "PLACE", "Tovslev"),
        ("hun er rejst fra slagelse til skive fordi", "MUNICIPALITY", "skive"),
        ("hun er ansat i horsens kommune nu", "MUNICIPALITY", "horsens kommune"),
    ],
)
def test_places_are_found(words_of, text, label, words):
    """A municipality points to the staff who work there; a town to the family."""
    assert words in words_of(label, text)


@pytest.mark.parametrize(
    "text",
    [
        "Kommunen betaler. Vores kommune gør det, regionen gør ikke.",
        "Det er i ringe grad noget, der er i vejen for.",
        "Hun spiste en skive kage, og han lignede en greve.",
        "Danmark og Norge har underskrevet Istanbul-konventionen.",
        "Vi læste Horsens-dommen sammen.",
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
        ("Han er begyndt på Kornblomstskolen.", "SCHOOL", "Kornblomstskolen"),
        ("han er begyndt på kornblomstskolen", "SCHOOL", "kornblomstskolen"),
        ("Han går på Tovslev Friskole.", "SCHOOL", "Tovslev Friskole"),
        ("Hun går i børnehaven Solstrålen.", "SCHOOL", "børnehaven Solstrålen"),
        ("Hun spiller i Tovslev IF.", "WORKPLACE", "Tovslev IF"),
        ("Hun bor på Krisecenter Pilen.", "WORKPLACE", "Krisecenter Pilen"),
        ("Han er ansat på Tovslev Sygehus.", "WORKPLACE", "Tovslev Sygehus"),
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
        ("De bor på Lyngspurvevej 7B nu.", "Lyngspurvevej 7B"),
        ("Adressen er Rødkælkevej 14, 2. tv, tror jeg.", "Rødkælkevej 14, 2. tv"),
        ("Enebær Allé 22, 5999 Tovslev", "Enebær Allé 22"),
        ("Hun bor på Gl. Landevej 104.", "Gl. Landevej 104"),
        ("Hun bor på Lyngspurvevej nummer syv.", "Lyngspurvevej nummer syv"),
        ("På Vestergade lå der en kiosk.", "Vestergade"),
        ("Det er Ved Kirken 4, 5999 Tovslev.", "Ved Kirken 4"),
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
    assert found("De bor i 5999 Tovslev.") == [("POSTCODE", "5999"), ("PLACE", "Tovslev")]
    assert found("Skriv postnummer 2770 der.") == [("POSTCODE", "2770")]
    assert found("Der kom omkring 1200 sager i 2014, og 3000 året efter.") == []
