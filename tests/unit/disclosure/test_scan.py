"""What the scan finds in words that are about to be printed, and what it leaves alone."""

import json
import unicodedata
from pathlib import Path

import pytest

from qualcode.disclosure import ScanLists, lone_roles, refused, scan
from qualcode.model import Span

LISTS = ScanLists(
    places=["Tranborg", "Pilehuset", "Gamle Havn"],
    hidden=["Projekt Morgenrøde"],
    ids=["s1", "interview-a", "a-1"],
    known_places=["Aarhus", "Holbæk", "Esbjerg"],
    roles=["SSP-konsulent", "sikkerhedskonsulent"],
    dialect=["mojn", "træls"],
    keep=["PET", "Etnisk Konsulentteam", "Aarhus-konventionen"],
)


def found(text, lists=LISTS):
    """Return what was found as words, kinds and whether they are refused."""
    text = unicodedata.normalize("NFC", text)
    return [(one.span.of(text), one.kind, one.severity == "refuse") for one in scan(text, lists)]


# -- what points to somebody by itself ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hendes cpr er 010190-1234.", "cpr er 010190-1234"),
        ("Hun skrev 0101901234 på sedlen", "0101901234"),
        ("Det er 01 01 90 12 34, sagde hun", "01 01 90 12 34"),
        ("født 010190 – 1234", "010190 – 1234"),
        ("010190\u00a01234", "010190\u00a01234"),
        ("01.01.90.1234", "01.01.90.1234"),
        ("010190-xxxx stod der", "010190-xxxx"),
        ("de sidste fire cifre er 1234", "sidste fire cifre er 1234"),
        ("sag 2019-123456 er lukket", "sag 2019-123456"),
        ("sagsnummer 12345", "sagsnummer 12345"),
        ("konto 1234 1234567890", "1234 1234567890"),
        ("Bilen hed AB 12 345.", "AB 12 345"),
        ("Bilen hed AB12345 og var rød", "AB12345"),
    ],
)
def test_long_numbers_are_refused_however_they_are_written(text, words):
    assert [(w, refuse) for w, kind, refuse in found(text) if kind == "number"] == [(words, True)]


@pytest.mark.parametrize(
    "text",
    [
        "Ring 22 31 40 55.", "Ring 22314055", "ring 2231 4055 i morgen", "ring +45 22 31 40 55", "tlf. 4055",
        "ring to to tre en fire nul fem fem", "ring toogtyve enogtredive fyrre femoghalvtreds",
    ],
)  # fmt: skip
def test_telephone_numbers_are_refused_also_when_read_aloud(text):
    assert [kind for _, kind, refuse in found(text) if refuse] == ["phone"]


def test_number_words_in_a_row_that_make_a_number():
    assert [kind for _, kind, _ in found("nul seks to to tre en fire nul, sagde hun")] == ["phone"]
    assert found("Vi var to, tre eller fire, og så kom der fem til.") == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("skriv til anna@kommune.dk i dag", "e-mail"),
        ("anna snabel-a kommune punktum dk", "e-mail"),
        ("anna (at) kommune.dk", "e-mail"),
        ("hun hed @sofie.b på Instagram", "id"),
        ("De bor Rosenvej 12, 2. th.", "address"),
        ("de bor i nørregade 7", "address"),
        ("De bor Gamle Plads 3", "address"),
        ("oppe på Ny Østergade 14 B", "address"),
        ("4300 Holbæk", "address"),
        ("postnummeret er 2635", "address"),
    ],
)
def test_addresses_of_all_kinds_are_refused(text, kind):
    assert kind in [k for _, k, refuse in found(text) if refuse]


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Det er i Tranborg.", "Tranborg", "place"),
        ("Det er i tranborg", "tranborg", "place"),
        ("Tranborgs rådhus", "Tranborgs", "place"),
        ("TRANBORG KOMMUNE", "TRANBORG", "place"),
        ("i Tran\u00adborg", "Tran\u00adborg", "place"),
        ("i T\u200branborg", "T\u200branborg", "place"),
        ("Tranborg-sagen", "Tranborg", "place"),
        ("nede ved gamle\u00a0havn", "gamle\u00a0havn", "place"),
        ("i projekt morgenrøde", "projekt morgenrøde", "hidden word"),
        ("Det var i S1 og s2", "S1", "id"),
        ("se interview-A", "interview-A", "id"),
        ("(A-1)", "A-1", "id"),
    ],
)
def test_places_of_the_plan_hidden_words_and_ids_are_refused_in_any_form(text, words, kind):
    assert (words, kind, True) in found(text)


def test_letters_that_are_composed_otherwise_are_the_same_letters():
    """A file from a Mac: å as a with a ring of its own."""
    decomposed = unicodedata.normalize("NFD", "Det er på Gåsebjerg.")
    assert [k for _, k, refuse in found(decomposed, ScanLists(places=["Gåsebjerg"])) if refuse] == ["place"]


def test_a_place_inside_another_word_is_for_a_person():
    assert ("Tranborgmodellen", "place", False) in found("Vi bruger Tranborgmodellen.")


class Spotted:
    def __init__(self, start, end, label):
        self.span, self.label = Span(start, end), label


def test_what_the_plan_replaced_is_refused_and_what_a_detector_guesses_is_looked_at():
    lists = ScanLists(
        residual=lambda text: [Spotted(0, 6, "PERSON")] if text.startswith("Fatima") else [],
        detect=lambda text: [Spotted(12, 17, "PERSON"), Spotted(18, 26, "PHONE"), Spotted(27, 30, "QUASI")],
    )
    text = "Fatima og så Sofie 22314055 imam."
    kinds = {(w, k, refuse) for w, k, refuse in found(text, lists)}
    assert ("Fatima", "name", True) in kinds
    assert any(k == "name" and not refuse for _, k, refuse in kinds)
    assert any(k == "phone" and refuse for _, k, refuse in kinds)
    assert any(k == "detail" and not refuse for _, k, refuse in kinds)


# -- what tells together with other things -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("en sag den 3. maj 2019 om natten", "den 3. maj 2019", "date"),
        ("det var den tredje maj", "den tredje maj", "date"),
        ("det var i februar", "i februar", "date"),
        ("det skete 12/5", "12/5", "date"),
        ("det skete 12.05.2019 om natten", "12.05.2019", "date"),
        ("siden 2015 har vi", "2015", "date"),
        ("on May 3rd, 2019 she", "may 3rd, 2019", "date"),
        ("en syttenårig pige", "syttenårig", "age"),
        ("en 17-årig pige", "17-årig", "age"),
        ("hun er seksten år", "er seksten år", "age"),
        ("en pige på 15 kom", "pige på 15", "age"),
        ("hun var kun femten, da hun kom", "hun var kun femten", "age"),
        ("moren er 47, og faren", "moren er 47", "age"),
        ("hun er i trediverne", "i trediverne", "age"),
        ("a 15-year-old girl", "15-year-old", "age"),
        ("hun har fem søstre", "fem søstre", "family"),
        ("der er tre små børn", "tre små børn", "family"),
        ("hun er ældste af seks", "ældste af seks", "family"),
        ("en sekbarnsfamilie eller syvbørnsmor", "syvbørnsmor", "family"),
        ("de er tvillinger", "tvillinger", "family"),
        ("she has four brothers", "four brothers", "family"),
        ("jeg har arbejdet her i tyve år", "arbejdet her i tyve år", "years"),
        ("hun er leder af Familiehuset", "leder af Familiehuset", "title"),
        ("en lærer på [skole 3] ringede", "lærer på [skole 3]", "title"),
        ("the head of Riverside said", "head of Riverside", "title"),
        ("en sikkerhedskonsulent ringede", "sikkerhedskonsulent", "role"),
        ("jeg er ssp-konsulent", "ssp-konsulent", "role"),
        ("borgmesteren ringede", "borgmesteren", "role"),
        ("hun er den eneste, der kan", "den eneste", "only one"),
        ("en syrisk familie", "syrisk", "people"),
        ("de kommer fra Somalia", "Somalia", "people"),
        ("en kurder og en iraker", "kurder", "people"),
        ("the Iraqi family", "Iraqi", "people"),
        ("det er da træls", "træls", "dialect"),
        ("det stod i avisen", "i avisen", "detail"),
        ("ovre i Holbæk har de", "Holbæk", "known place"),
        ("vi esbjergensere siger", "esbjergensere", "known place"),
        ("så ringede jeg til Sofie igen", "Sofie", "capital"),
        ("[person 3] kom", "[person 3]", "pseudonym"),
    ],
)
def test_details_are_for_a_person_to_look_at(text, words, kind):
    assert (words.casefold(), kind, False) in [(w.casefold(), k, refuse) for w, k, refuse in found(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Flere kommuner peger på, at faste kontaktpersoner hos politiet gør det let at ringe.",
        "De fleste rådgivere på børneområdet ønsker en fast aftale.",
        "Jeg ringer bare. Og så svarer de. De er gode, og I kender dem jo.",
        "Vi bruger PET og Etnisk Konsulentteam, og Aarhus-konventionen.",
        "Det koster 12.500 kroner, og der er 1.250.000 borgere.",
        "Mellem klokken 10.30-11.15 sidder vi der.",
        "Der er 40 procent, og 3,5 procent bliver væk.",
        "Når man er over 18 år, kan man selv bestemme.",
        "Under 15 år ringer vi til forældrene.",
        "Det er tit sådan, at man skal ringe tre gange.",
        "Det er den eneste måde.",
        "Det gør ondt i armen, og det er inderst inde.",
        "Loven siger § 155, og stk. 2 siger noget andet.",
        "Vi er to rådgivere om hver sag.",
        "Several advisers say that we call the police when we have to.",
        "",
        "   ",
    ],
)
def test_ordinary_sentences_are_left_alone(text):
    assert found(text) == []


def test_english_words_that_always_have_a_capital_are_left_alone_in_english():
    text = "On Monday a Muslim girl called, and I said that we meet in December."
    assert [k for _, k, _ in found(text, ScanLists(language="en"))] == ["date"]
    assert ("Monday", "capital", False) in found(text, ScanLists(language="da"))


def test_the_number_of_a_helpline_can_be_kept():
    text = "Ring til 70 27 76 66."
    assert refused(scan(text))
    assert not refused(scan(text, ScanLists(keep=["70 27 76 66"])))


def test_a_word_that_is_kept_does_not_hide_an_age_or_a_country_in_it():
    assert [k for _, k, _ in found("et 17-årigt barn fra Irak", ScanLists(keep=["17-årigt barn", "Irak"]))] == [
        "age", "people"
    ]  # fmt: skip


def test_what_is_refused_wins_over_what_is_only_looked_at():
    assert found("ring i Tranborg", ScanLists(places=["Tranborg"], known_places=["Tranborg"])) == [
        ("Tranborg", "place", True)
    ]


def test_roles_that_one_person_has():
    roles = [
        ("p1", "Rådgiver"),
        ("p2", "rådgiver "),
        ("p3", "SSP-konsulent"),
        ("p3", "SSP-konsulent"),
        ("p4", ""),
    ]
    assert lone_roles(roles) == {"ssp-konsulent"}


@pytest.mark.parametrize("language", ["da", "en"])
def test_messages_say_what_and_where_without_the_words(language):
    text = "Ring til Fatima i Tranborg på 22 31 40 55, hun er sytten år og fra Irak."
    for one in scan(text, LISTS):
        message = one.message(language)
        assert str(one.span.start + 1) in message
        assert not any(word in message for word in ("Fatima", "Tranborg", "22 31", "sytten", "Irak"))
        assert "Tranborg" not in repr(one)


def test_the_lists_of_the_study_are_never_shown():
    assert "Tranborg" not in repr(LISTS)
    assert "Morgenrøde" not in repr(LISTS)


# -- the gold of the pseudonymiser -------------------------------------------------------------------------------------

GOLD = Path(__file__).parents[1] / "pseudonymise" / "gold.jsonl"
DIRECT = {"CPR", "PHONE", "EMAIL", "PLATE", "CASE_NO", "OTHER_ID", "STREET", "POSTCODE", "HANDLE"}
INDIRECT = {"AGE", "DOB", "NATIONALITY_RARE", "QUASI"}


def test_no_number_of_the_gold_passes_and_no_detail_is_overlooked():
    """Without any list of the study: made-up utterances that were written for the pseudonymiser's tests."""
    passed = []
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        utterance = json.loads(line)
        clues = scan(utterance["text"])
        for one in utterance["spans"]:
            over = [c for c in clues if c.span.overlaps(Span(one["start"], one["end"]))]
            missed = not refused(over) if one["label"] in DIRECT else not over
            if missed and one["label"] in DIRECT | INDIRECT:
                passed.append((utterance["id"], one["label"]))
    assert passed == []
