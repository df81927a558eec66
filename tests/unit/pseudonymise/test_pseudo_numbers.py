"""Numbers, contacts, dates of birth: what a machine can read must never slip through."""

import pytest

from qualcode.pseudonymise import detect

CPR = [
    "010190-1234",
    "0101901234",
    "010190 1234",
    "010190\xa01234",
    "010190–1234",
    "010190 - 1234",
    "010190.1234",
    "010190/1234",
    "01.01.90-1234",
    "01-01-90-1234",
    "01 01 90 1234",
    "01 01 90 12 34",
    "0101 90 1234",
    "320199-1234",
    "19900101-1234",
    "0 1 0 1 9 0 1 2 3 4",
    "1. januar 1990-1234",
    "010190-xxxx",
]


@pytest.mark.parametrize("number", CPR)
def test_cpr_in_every_written_form(found, number):
    """People write it in any of these ways; a day that does not exist was typed wrongly and is still somebody's."""
    assert found(f"Det var {number}, sagde hun.") == [("CPR", number)]
    assert found(number) == [("CPR", number)]


def test_two_numbers_in_a_row_are_two(found):
    """A list of numbers is not one long number."""
    assert found("010190-1234, 020290-2345") == [("CPR", "010190-1234"), ("CPR", "020290-2345")]


def test_the_same_number_in_two_forms_is_one_entity():
    """So the same pseudonym stands for both, and a residual scan finds either."""
    first, second = detect("010190-1234 eller 01.01.90-1234")
    assert first.entity == second.entity == "0101901234"


PHONES = [
    "12345678",
    "12 34 56 78",
    "1234 5678",
    "12-34-56-78",
    "12.34.56.78",
    "12 345 678",
    "2 2 3 1 4 0 5 5",
    "+4512345678",
    "+45 12 34 56 78",
    "(+45) 12 34 56 78",
    "0045 1234 5678",
    "+45 12-34-56-78",
    "(+46) 70-123 45 67",
    "+964 750 123 4567",
]


@pytest.mark.parametrize("number", PHONES)
def test_phone_in_every_written_form(found, number):
    """All Danish groupings, with and without country code, and the neighbours'."""
    assert found(f"Ring på {number}, når du kan.") == [("PHONE", number)]


@pytest.mark.parametrize(
    "text",
    [
        "Den nationale linje 70 27 76 66 hænger på tavlen.",
        "Ring 112, 114 eller 1813, eller 116 111.",
        "Det koster 12.500 kroner, ja 150000 kr. om året.",
        "Fra 2007-2010 og i 2019 2020 var det sådan.",
        "Mødet er kl. 12.30-14.15 og i uge 40-42.",
        "Efter § 76, stk. 2, nr. 3 i loven, side 12-14.",
        "Der bor 12 345 678 mennesker.",
        "Vi har 12 medarbejdere og 37 timer.",
        "Det var den 3. maj 2019.",
    ],
)
def test_numbers_of_nobody_stay(found, text):
    """Helplines, amounts, years, times and paragraphs are what an interview is about."""
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "label", "words"),
    [
        (
            "Hun sagde to en, fire fire, nul nul, treogtres stille.",
            "PHONE",
            "to en, fire fire, nul nul, treogtres",
        ),
        (
            "Det er nul en nul en halvfems tolv fireogtredive.",
            "CPR",
            "nul en nul en halvfems tolv fireogtredive",
        ),
        (
            "Det er toogtyve enogtredive fyrre femoghalvtreds.",
            "PHONE",
            "toogtyve enogtredive fyrre femoghalvtreds",
        ),
        ("Det er 22 31 fyrre femoghalvtreds.", "PHONE", "22 31 fyrre femoghalvtreds"),
        ("Det er toogtyve enogtredive 40 55, tror jeg.", "PHONE", "toogtyve enogtredive 40 55"),
    ],
)
def test_numbers_read_aloud(words_of, text, label, words):
    """A recorder hears numbers as words."""
    assert words_of(label, text) == [words]


def test_counting_is_no_number(found):
    """Three or four, five or six: nobody is called by that."""
    assert found("Der var en, to, tre eller fire, måske fem.") == []


@pytest.mark.parametrize(
    ("text", "label", "words"),
    [
        ("En sort bil, XQ 12 345.", "PLATE", "XQ 12 345"),
        ("Bilen QX98765 holdt der.", "PLATE", "QX98765"),
        ("bilen hed qx 98 765 tror jeg", "PLATE", "qx 98 765"),
        ("Det er sag 2023-014587.", "CASE_NO", "2023-014587"),
        ("Det er sag SB-0931.", "CASE_NO", "SB-0931"),
        ("Journalnummeret er 22/018834.", "CASE_NO", "22/018834"),
        ("På konto 0000 0001234567.", "OTHER_ID", "0000 0001234567"),
        ("Overfør til DK50 0040 0440 1162 43.", "OTHER_ID", "DK50 0040 0440 1162 43"),
        ("Passet har nummer P2084417.", "OTHER_ID", "P2084417"),
        ("Beskeden kom fra 203.0.113.77 i nat.", "OTHER_ID", "203.0.113.77"),
        ("Brug zahra+hemmelig@mail.example.org nu.", "EMAIL", "zahra+hemmelig@mail.example.org"),
        ("Den er søren.kjærby@fiktiv.example nu.", "EMAIL", "søren.kjærby@fiktiv.example"),
        ("Skriv til anna(at)fiktiv.example nu.", "EMAIL", "anna(at)fiktiv.example"),
        ("Skriv til anna [at] fiktiv [dot] example nu.", "EMAIL", "anna [at] fiktiv [dot] example"),
        ("Hendes cpr ender på 1234.", "CPR", "1234"),
        ("anna snabel-a fiktiv punktum dk", "EMAIL", "anna snabel-a fiktiv punktum dk"),
        ("Se http://avis.example/a?id=4711.", "URL", "http://avis.example/a?id=4711"),
        ("Se www.avis.example/sag i dag", "URL", "www.avis.example/sag"),
        ("Profilen @rojin_dk skrev.", "HANDLE", "@rojin_dk"),
        ("På nettet hedder hun rojin_07.", "HANDLE", "rojin_07"),
        ("Hun er født den 17. juni 2006.", "DOB", "17. juni 2006"),
        ("Fødselsdato 17.06.2006 står der.", "DOB", "17.06.2006"),
        ("Hun er årgang 2006, ligesom min.", "DOB", "2006"),
        ("Født syttende i sjette nul seks, sagde hun.", "DOB", "syttende i sjette nul seks"),
    ],
)
def test_other_numbers_and_addresses(words_of, text, label, words):
    """One form of each that must not slip through."""
    assert words_of(label, text) == [words]


@pytest.mark.parametrize(
    "text", ["Se mere på borger.dk.", "Vi bruger Facebook.com hver dag.", "sådan.De gik"]
)
def test_public_front_pages_and_missing_blanks_stay(words_of, text):
    """A front page that everybody uses points to nobody; a full stop without its blank is no address."""
    assert words_of("URL", text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Den 17-årige søn tog over.", "17-årige"),
        ("Hun var kun femten og skulle giftes.", "femten"),
        ("Datteren var ni måneder gammel.", "ni måneder gammel"),
        ("Moren er 47, siger hun.", "47"),
        ("Pigen på 15 år ville ikke.", "15 år"),
        ("Hun var lige fyldt nitten, da det skete.", "nitten"),
    ],
)
def test_an_age_is_asked_about(found, text, words):
    """An age points to somebody only together with other things: a person decides."""
    assert found(text) == [("AGE?", words)]


@pytest.mark.parametrize(
    "text",
    [
        "Grænsen går ved 18 år, efter loven.",
        "Unge mellem 15 og 17 år er sværest.",
        "Man skal være over 18 for at gøre det.",
        "Når de fylder 18 år, er de voksne.",
    ],
)
def test_limits_of_age_stay(found, text):
    """The law's ages are nobody's."""
    assert found(text) == []


def test_rare_peoples_and_positions_are_asked_about(found):
    """Few hazara families live in one municipality, and one imam."""
    assert found("De er hazaraer, sagde hun.") == [("NATIONALITY_RARE?", "hazaraer")]
    assert found("De kommer fra Bhutan nu.") == [("NATIONALITY_RARE?", "fra Bhutan")]
    assert found("Faren sidder i byrådet nu.") == [("QUASI?", "sidder i byrådet")]
