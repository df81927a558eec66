"""Persons: lists, forms, neighbours, capitals, lower case. All people here are made up."""

import pytest

from qualcode.pseudonymise.forms import form_of
from qualcode.pseudonymise.likeness import likeness


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Jeg mødte Samira Haddad på biblioteket.", ["Samira Haddad"]),
        ("Det er Nour El-Masri, der ringer.", ["Nour El-Masri"]),
        ("Han er søn af Khalid bin Rashid, siger de.", ["Khalid bin Rashid"]),
        ("Vi talte med Anne-Sofie Krogh-Vestergaard.", ["Anne-Sofie Krogh-Vestergaard"]),
        ("Så kom Gülşah Yıldız ind.", ["Gülşah Yıldız"]),
        ("Så kom Farxiya og Cawo ind.", ["Farxiya", "Cawo"]),
        ("Mette K. Hansen tog den.", ["Mette K. Hansen"]),
    ],
)
def test_a_name_is_taken_whole(words_of, text, names):
    """Half a name left over tells who is meant as well as the whole."""
    assert words_of("PERSON", text) == names


@pytest.mark.parametrize(
    ("text", "name", "entity"),
    [
        ("Det var Samiras telefon.", "Samiras", "samira"),
        ("Det var Samira's telefon.", "Samira's", "samira"),
        ("Det stod i Lars' notat.", "Lars'", "lars"),
        ("Så kom Aziz' kone.", "Aziz'", "aziz"),
        ("Vi talte om Karim-sagen bagefter.", "Karim", "karim"),
        ("Vi har tre Yusuf'er lige nu.", "Yusuf", "yusuf"),
        ("Der stod Fa\u200btima i listen.", "Fa\u200btima", "fatima"),
        ("Det var FATIMA, der skrev.", "FATIMA", "fatima"),
    ],
)
def test_forms_of_a_name_mean_the_same_person(text, name, entity):
    """Genitives, compounds, plurals and invisible characters are where word lists leak."""
    from qualcode.pseudonymise import detect

    (one,) = detect(text)
    assert (one.span.of(text), one.entity) == (name, entity)


@pytest.mark.parametrize(
    "text",
    [
        "vi mødte samira haddad på biblioteket",
        "pigen hedder qwanto, siger hun",
        "min kollega henrik var med",
        "søsteren deeqa kom også",
        "jeg talte med hosniya i går",
    ],
)
def test_lower_cased_speech_still_has_names(words_of, text):
    """Speech recognition writes no capitals; a model of capitals finds nothing there."""
    assert len(words_of("PERSON", text)) == 1


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Så sagde Ægidur, at det var nok.", ["Ægidur"]),  # a capital inside a sentence
        ("Zubinka Tolari kom selv.", ["Zubinka Tolari"]),  # two capitals at its start
        ("Zubinka og jeg tog derud.", ["Zubinka"]),  # joined with a person
        ("Lærer Zubin ringede.", ["Zubin"]),  # a role before it
        ("Vi kalder ham bare Bamsen.", ["Bamsen"]),  # a nickname
        ("Referent: Zubin", ["Zubin"]),  # a field
    ],
)
def test_a_name_that_no_list_holds_is_found_by_what_stands_around_it(words_of, text, names):
    """Recall on names that nobody thought of decides whether the rest is worth anything."""
    assert words_of("PERSON", text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Vores chef Sten var imod.",
        "Bo og jeg tog den sammen.",
        "Liv kom grædende ind.",
        "Hans ringede i aftes.",
        "Per er min kollega.",
        "bo ringede til mig",
        "så spurgte jeg mark, om han ville med",
        "hende i receptionen, signe, tog imod dem",
        "siri på elleve år svarede for dem",
        "det var bjørn fra varmeværket",
        "svend og else havde hende i et år",
        "storm er fire år",
        "Siri på elleve år svarede for dem.",
    ],
)
def test_a_name_that_is_a_word_too_is_found_where_a_person_acts(words_of, text):
    """Bo, Sten and Liv are people; without this every second Danish name slips through at a sentence's start."""
    assert words_of("PERSON", text)


@pytest.mark.parametrize(
    "text",
    [
        "Hans kone ringede, og hans børn sad og ventede.",
        "Per barn får de ti timer per måned.",
        "De vil gerne bo tæt på, men ingen kan bo der.",
        "Der lå en sten på en mark.",
        "Hele hendes liv har handlet om det.",
        "Præsten ville signe huset.",
        "Hun er blevet svend i sommer.",
        "Det blæste op til storm.",
        "Vi ses i august eller i maj.",
        "SIRI svarede efter en uge, og viso ringede.",
    ],
)
def test_the_word_itself_stays(words_of, text):
    """A transcript in which "liv" and "hans" are hidden cannot be read."""
    assert words_of("PERSON", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Selvfølgelig skal vi det. Derfor spørger vi. Måske.",
        "Så siger hun: Hvorfor kommer I? Det ved jeg ikke.",
        "Vi brugte Trekantsmodellen, KRAP og PATRIARK-vurderinger.",
        "Familieretshuset og Etnisk Konsulentteam var med.",
        "Hun er på Facebook og TikTok hver dag.",
        "Borgmesteren og Socialministeren kom.",
        "De er somaliere og kurdere, og hun er dansker.",
        "Det står i Barnets Lov og i serviceloven.",
        "SOSU'erne og SSP'en var der.",
    ],
)
def test_capitals_on_ordinary_words_and_public_names_stay(found, text):
    """Agencies, laws, peoples and sentence starts point to nobody."""
    assert found(text) == []


def test_begun_and_broken_names_are_found_too(words_of):
    """Transcripts hold false starts and line breaks inside words."""
    assert words_of("PERSON", "Så kom Ha- Hassan med en besked.") == ["Ha-", "Hassan"]
    assert words_of("PERSON", "Vi har set Has-\nsan i dag.") == ["Has-\nsan"]


def test_initials_and_spelled_names(words_of):
    """What somebody spells out is a name."""
    assert words_of("PERSON", "Der stod kun N.T. på døren.") == ["N.T."]
    assert words_of("PERSON", "Det staves F-A-T-I-M-A, sagde hun.") == ["F-A-T-I-M-A"]
    assert words_of("PERSON", "Det er f.eks. bl.a. i dag m.m. og o.l.") == []


def test_other_scripts_are_found_in_a_danish_interview(found):
    """Nothing but a name or an address is written in another script there; in an Arabic one it is the language."""
    text = "Der stod ليلى حداد i bogen."
    assert found(text) == [("PERSON", "ليلى حداد")]
    assert ("PERSON", "ليلى حداد") not in found(text, language="ar")


def test_nouns_with_capitals_are_no_names_in_german(words_of):
    """German writes every noun with a capital."""
    assert words_of("PERSON", "Und dann kam die Kollegin mit dem Fahrrad.", language="de") == []


def test_the_same_name_in_another_spelling():
    """Muhammed has dozens of spellings; the lists need not hold all."""
    assert form_of("muhamadd") is not None
    assert form_of("kommunerne") is None


def test_a_very_long_word_is_no_name_and_costs_nothing():
    """A damaged file can hold a word of a million letters."""
    assert form_of("fatima-" * 10_000) is None


def test_likeness_tells_names_from_words_that_neither_list_holds():
    """The letters of a name give it away: none of these words was counted."""
    names = ["hosniya", "qutaiba", "tsegaye", "rabnawaz", "kirushanthi"]
    words = [
        "sagsbehandlingstid",
        "underretningspligt",
        "tværfagligheden",
        "husstandsindkomst",
        "mellemkommunal",
    ]
    assert min(map(likeness, names)) > max(map(likeness, words))
