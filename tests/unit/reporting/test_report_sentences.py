"""Every sentence a report can hold, spelled out: it is read by people who never see the code."""

import pytest

from qualcode.reporting.content import Run
from qualcode.reporting.names import area_note, areas_together, in_sentence, is_phrase
from qualcode.reporting.sentences import Amount, SiteNoun, follow_up, sentence, who

DANISH_WORDS = {
    "alle": "Alle kommuner",
    "begge": "Begge kommuner",
    "de fleste": "De fleste kommuner",
    "flere": "Flere kommuner",
    "nogle": "Nogle kommuner",
    "et par": "Et par kommuner",
    "en enkelt": "En enkelt kommune",
}
ENGLISH_WORDS = {
    "all": "All municipalities",
    "both": "Both municipalities",
    "most": "Most municipalities",
    "several": "Several municipalities",
    "some": "Some municipalities",
    "a couple": "A couple of municipalities",
    "one": "One municipality",
}
AREAS = {
    (): "",
    ("børneområdet",): " (børneområdet)",
    ("voksenområdet",): " (voksenområdet)",
    ("ungeområdet",): " (ungeområdet)",
    ("børneområdet", "voksenområdet"): " (børne- og voksenområdet)",
    ("børneområdet", "voksenområdet", "ungeområdet"): " (børne-, voksen- og ungeområdet)",
}
DANISH = {
    ("helps", "experience"): "{} peger på faste kontaktpersoner{}.",
    ("helps", "wish"): "{} ønsker faste kontaktpersoner{}.",
    ("helps", "counterexample"): "{} giver {} på, at faste kontaktpersoner ikke fremmer samarbejdet{}.",
    ("hinders", "experience"): "{} oplever faste kontaktpersoner som en barriere{}.",
    ("hinders", "wish"): "{} ønsker, at der bliver gjort noget ved faste kontaktpersoner{}.",
    ("hinders", "counterexample"): "{} giver {} på, at faste kontaktpersoner ikke hæmmer samarbejdet{}.",
    ("use", "experience"): "{} bruger samarbejdet til faste kontaktpersoner{}.",
    ("use", "wish"): "{} ønsker at bruge samarbejdet til faste kontaktpersoner{}.",
    ("use", "counterexample"): "{} giver {} på, at samarbejdet ikke bliver brugt til faste kontaktpersoner{}.",
    ("timing", "experience"): "{} inddrager samarbejdspartneren faste kontaktpersoner{}.",
    ("timing", "wish"): "{} ønsker at inddrage samarbejdspartneren faste kontaktpersoner{}.",
    ("timing", "counterexample"): "{} giver {} på, at samarbejdspartneren ikke bliver inddraget faste kontaktpersoner{}.",
    ("other", "experience"): "{} nævner faste kontaktpersoner{}.",
    ("other", "wish"): "{} ønsker faste kontaktpersoner{}.",
    ("other", "counterexample"): "{} giver {} på, at faste kontaktpersoner ikke indgår{}.",
}  # fmt: skip
# {0} who, {1} the end of the verb, {2} the examples, {3} the areas.
ENGLISH = {
    ("helps", "experience"): "{0} point{1} to named contacts{3}.",
    ("helps", "wish"): "{0} would like named contacts{3}.",
    ("helps", "counterexample"): "{0} give{1} {2} where named contacts did not support the cooperation{3}.",
    ("hinders", "experience"): "{0} experience{1} named contacts as a barrier{3}.",
    ("hinders", "wish"): "{0} would like something to be done about named contacts{3}.",
    ("hinders", "counterexample"): "{0} give{1} {2} where named contacts did not hinder the cooperation{3}.",
    ("use", "experience"): "{0} use{1} the cooperation for named contacts{3}.",
    ("use", "wish"): "{0} would like to use the cooperation for named contacts{3}.",
    ("use", "counterexample"): "{0} give{1} {2} where the cooperation was not used for named contacts{3}.",
    ("timing", "experience"): "{0} involve{1} the partner at this time: Named contacts{3}.",
    ("timing", "wish"): "{0} would like to involve the partner at this time: Named contacts{3}.",
    ("timing", "counterexample"): "{0} give{1} {2} without involving the partner at this time: Named contacts{3}.",
    ("other", "experience"): "{0} mention{1} named contacts{3}.",
    ("other", "wish"): "{0} would like named contacts{3}.",
    ("other", "counterexample"): "{0} give{1} {2} without named contacts{3}.",
}  # fmt: skip


def said(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)


@pytest.mark.parametrize("word", DANISH_WORDS)
@pytest.mark.parametrize("areas", AREAS)
@pytest.mark.parametrize(("role", "kind"), DANISH)
def test_danish_sentences(word, areas, role, kind):
    single = word == "en enkelt"
    shown = [DANISH_WORDS[word]]
    if kind == "counterexample":
        shown.append("et eksempel" if single else "eksempler")
    note = area_note(areas, (), "da")
    runs = sentence(role, kind, Amount(word, single), "Faste kontaktpersoner", note=note, language="da")
    assert said(runs) == DANISH[role, kind].format(*shown, AREAS[areas])


@pytest.mark.parametrize("word", ENGLISH_WORDS)
@pytest.mark.parametrize("areas", [(), ("children's area",), ("children's area", "adults' area")])
@pytest.mark.parametrize(("role", "kind"), ENGLISH)
def test_english_sentences(word, areas, role, kind):
    single = word == "one"
    examples = "an example" if single else "examples"
    shown = f" ({' and '.join(areas)})" if areas else ""
    note = area_note(areas, (), "en")
    runs = sentence(role, kind, Amount(word, single), "Named contacts", note=note, language="en")
    expected = ENGLISH[role, kind].format(ENGLISH_WORDS[word], "s" if single else "", examples, shown)
    assert said(runs) == expected


CLAUSES = {
    ("helps", "experience"): "Flere kommuner peger på følgende: Ordningen er ikke udbredt.",
    ("helps", "wish"): "Flere kommuner ønsker følgende: Ordningen er ikke udbredt.",
    ("hinders", "experience"): "Flere kommuner oplever følgende barriere: Ordningen er ikke udbredt.",
    ("hinders", "wish"): "Flere kommuner ønsker, at der bliver gjort noget ved følgende: Ordningen er ikke udbredt.",
    ("hinders", "counterexample"): "Flere kommuner giver eksempler på det modsatte af følgende: Ordningen er ikke udbredt.",
    ("use", "experience"): "Flere kommuner bruger samarbejdet sådan: Ordningen er ikke udbredt.",
    ("timing", "wish"): "Flere kommuner ønsker at inddrage samarbejdspartneren sådan: Ordningen er ikke udbredt.",
    ("other", "experience"): "Flere kommuner nævner følgende: Ordningen er ikke udbredt.",
}  # fmt: skip


@pytest.mark.parametrize(("role", "kind"), CLAUSES)
def test_a_name_that_is_a_sentence_stands_whole_after_a_colon(role, kind):
    """»peger på ordningen er ikke udbredt« is no Danish."""
    runs = sentence(role, kind, Amount("flere", False), "Ordningen er ikke udbredt")
    assert said(runs) == CLAUSES[role, kind]


def test_the_name_of_the_code_stands_out_and_nothing_else():
    runs = sentence("helps", "experience", Amount("alle", False), "Nem adgang")
    assert [run.text for run in runs if run.strong] == ["nem adgang"]


def test_findings_of_no_partner_speak_of_partners_in_general():
    runs = sentence("timing", "experience", Amount("nogle", False), "Akut", of_partner=False)
    assert said(runs) == "Nogle kommuner inddrager samarbejdspartnere akut."


@pytest.mark.parametrize(
    ("kind", "word", "language", "expected"),
    [
        ("wish", "et par", "da", " Et par kommuner nævner det som et ønske."),
        ("wish", "en enkelt", "da", " En enkelt kommune nævner det som et ønske."),
        ("counterexample", "nogle", "da", " Nogle kommuner giver eksempler på det modsatte."),
        ("counterexample", "en enkelt", "da", " En enkelt kommune giver et eksempel på det modsatte."),
        ("wish", "one", "en", " One municipality mentions it as a wish."),
        ("wish", "a couple", "en", " A couple of municipalities mention it as a wish."),
        ("counterexample", "one", "en", " One municipality gives an example of the opposite."),
        ("counterexample", "some", "en", " Some municipalities give examples of the opposite."),
    ],
)
def test_what_follows_a_finding(kind, word, language, expected):
    amount = Amount(word, word in {"en enkelt", "one"})
    assert said(follow_up(kind, amount, language=language)) == expected


def test_a_neuter_noun_changes_the_word_for_one():
    """A study of hospitals says »et enkelt hospital«."""
    noun = SiteNoun("hospital", "hospitaler", "hospitalerne", neuter=True)
    assert who("en enkelt", noun, "da", single=True) == "et enkelt hospital"
    assert who("et par", noun, "da", single=False) == "et par hospitaler"


@pytest.mark.parametrize(
    ("names", "words", "language", "expected"),
    [
        (["børneområdet", "voksenområdet"], ["flere", "en enkelt"], "da", " (flere på børneområdet og en enkelt på voksenområdet)"),
        (["børneafdelingen", "familieafdelingen"], ["flere", "et par"], "da", " (flere i børneafdelingen og et par i familieafdelingen)"),
        (["skole", "hjem"], ["flere", "et par"], "da", " (skole: flere, hjem: et par)"),
        (["adults' area", "children's area"], ["some", "one"], "en", " (adults' area: some, children's area: one)"),
        (["", ""], [], "da", ""),
        ([], [], "da", ""),
    ],
)  # fmt: skip
def test_areas_in_brackets(names, words, language, expected):
    assert said(area_note(names, words, language)) == expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["børneområdet", "ungeområdet"], "børne- og ungeområdet"),
        (["området", "voksenområdet"], "området og voksenområdet"),
        (["børneområdet", "familieafdelingen"], "børneområdet og familieafdelingen"),
        (["børneteamet", "ungeteamet"], "børne- og ungeteamet"),
    ],
)
def test_areas_share_only_an_ending_that_is_a_word(names, expected):
    """The letters that two names share are not always a word: »børn- og ungeområdet« would be wrong."""
    assert areas_together(names, "da") == expected


@pytest.mark.parametrize(
    "name",
    ["Faste kontaktpersoner", "Sparring der giver tryghed", "Mangel på gode tilbud", "Mangler i aftalen",
     "Få sager og lidt erfaring", "Tillid til borgeren", "Ad hoc-arbejde", "Samtykke og lovlig deling"],
)  # fmt: skip
def test_noun_phrases_stand_inside_the_sentence(name):
    assert is_phrase(name, "da")


@pytest.mark.parametrize(
    "name",
    ["Partneren bringer viden ind i sagen", "Samtykke er svært at sikre", "Ordningen er ikke udbredt",
     "Uklart hvornår og hvordan partneren inddrages", "Partneren mangler viden om området",
     "Borgeren henvender sig selv", "Hvem gør hvad?", ""],
)  # fmt: skip
def test_sentences_do_not(name):
    assert not is_phrase(name, "da")


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Nem adgang", "nem adgang"), ("VISO", "VISO"), ("RED Rådgivning", "RED Rådgivning"), ("É", "É"), ("", ""), ("»Ny«", "»Ny«")],
)  # fmt: skip
def test_abbreviations_keep_their_capitals(name, expected):
    assert in_sentence(name) == expected
