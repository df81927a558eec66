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
    "450288-1234",
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
    "(+46) 73-555 01 02",
    "+964 750 123 4567",
]


@pytest.mark.parametrize("number", PHONES)
def test_phone_in_every_written_form(found, number):
    """All Danish groupings, with and without country code, and the neighbours'."""
    assert found(f"Ring på {number}, når du kan.") == [("PHONE", number)]


@pytest.mark.parametrize(
    "text",
    [
        "Hotline 70 20 30 82 er åben hele natten.",
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
            "Skriv tre to, en en, fem nul, otteoghalvtreds.",
            "PHONE",
            "tre to, en en, fem nul, otteoghalvtreds",
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
        ("En hvid bil, VB 24 680.", "PLATE", "VB 24 680"),
        ("Bilen VB13579 holdt der.", "PLATE", "VB13579"),
        ("bilen hed vb 24 680 tror jeg", "PLATE", "vb 24 680"),
        ("Se sag 2021-330018.", "CASE_NO", "2021-330018"),
        ("Se sag KR-4410.", "CASE_NO", "KR-4410"),
        ("Journalnummeret er 22/018834.", "CASE_NO", "22/018834"),
        ("Sæt det ind på konto 1551 0004455667.", "OTHER_ID", "1551 0004455667"),
        ("Overfør til DK50 0040 0440 1162 43.", "OTHER_ID", "DK50 0040 0440 1162 43"),
        ("Passet har nummer P2084417.", "OTHER_ID", "P2084417"),
        ("De fandt adressen 198.51.100.23 på den.", "OTHER_ID", "198.51.100.23"),
        ("Mit er nadia+to@post.example.net nu.", "EMAIL", "nadia+to@post.example.net"),
        ("Prøv bjørn.åkær@fiktiv.example igen.", "EMAIL", "bjørn.åkær@fiktiv.example"),
        ("Skriv til anna(at)fiktiv.example nu.", "EMAIL", "anna(at)fiktiv.example"),
        ("Skriv til anna [at] fiktiv [dot] example nu.", "EMAIL", "anna [at] fiktiv [dot] example"),
        ("Hendes cpr ender på 1234.", "CPR", "1234"),
        ("anna snabel-a fiktiv punktum dk", "EMAIL", "anna snabel-a fiktiv punktum dk"),
        ("Se https://nyt.example/b?nr=12.", "URL", "https://nyt.example/b?nr=12"),
        ("Se www.avis.example/sag i dag", "URL", "www.avis.example/sag"),
        ("Han følger @berfin_x på nettet.", "HANDLE", "@berfin_x"),
        ("På nettet hedder hun berfin_07.", "HANDLE", "berfin_07"),
        ("Han blev født den 9. oktober 1999.", "DOB", "9. oktober 1999"),
        ("Fødselsdato 09.10.1999 på kortet.", "DOB", "09.10.1999"),
        ("De er begge årgang 1999, siger hun.", "DOB", "1999"),
        ("Født niende oktober nioghalvfems, siger han.", "DOB", "niende oktober nioghalvfems"),
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
        ("En 16-årig pige ringede.", "16-årig"),
        ("Han var bare tretten dengang.", "tretten"),
        ("Lillebroren er to år gammel.", "to år gammel"),
        ("Faren er 51, siger hun.", "51"),
        ("Pigen på 15 år ville ikke.", "15 år"),
        ("Han er netop fyldt tyve, siger han.", "tyve"),
    ],
)
def test_an_age_is_asked_about(found, text, words):
    """An age points to somebody only together with other things: a person decides."""
    assert found(text) == [("AGE?", words)]


@pytest.mark.parametrize(
    "text",
    [
        "Alle under 18 år skal spørges.",
        "Unge mellem 15 og 17 år er sværest.",
        "Man skal være over 18 for at gøre det.",
        "Når de fylder 18 år, er de voksne.",
    ],
)
def test_limits_of_age_stay(found, text):
    """The law's ages are nobody's."""
    assert found(text) == []


def test_rare_peoples_and_positions_are_asked_about(found):
    """Few Druze families live in one municipality, and one imam."""
    assert found("Familien er druser, tror jeg.") == [("NATIONALITY_RARE?", "druser")]
    assert found("Hun er fra Togo, tror jeg.") == [("NATIONALITY_RARE?", "fra Togo")]
    assert found("Faren sidder i byrådet nu.") == [("QUASI?", "sidder i byrådet")]
