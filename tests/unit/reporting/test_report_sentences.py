"""Sentences in Danish and English for every word of quantity, area and stance: what a reader of the report reads."""

import pytest

from qualcode.reporting.content import Run
from qualcode.reporting.names import (
    AreaWord,
    areas_together,
    clause,
    in_areas,
    in_sentence,
    is_phrase,
    listed,
)
from qualcode.reporting.nouns import Amount, SiteNoun, who
from qualcode.reporting.patterns import forms
from qualcode.reporting.sentences import Said, follow_up, list_of, pair, sentence

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
    ("børneområdet", "voksenområdet"): " (børne- og voksenområdet)",
    ("børneområdet", "voksenområdet", "ungeområdet"): " (børne-, voksen- og ungeområdet)",
}
# The plainest form of each; {0} who, {1} the examples, {2} the areas.
DANISH = {
    ("helps", "experience"): "{0} peger på faste kontaktpersoner{2}.",
    ("helps", "wish"): "{0} ønsker faste kontaktpersoner{2}.",
    ("helps", "counterexample"): "{0} giver {1} på, at faste kontaktpersoner ikke gavner samarbejdet{2}.",
    ("hinders", "experience"): "{0} oplever faste kontaktpersoner som en barriere{2}.",
    ("hinders", "wish"): "{0} ønsker, at der bliver gjort noget ved faste kontaktpersoner{2}.",
    ("hinders", "counterexample"): "{0} giver {1} på, at faste kontaktpersoner ikke hæmmer samarbejdet{2}.",
    ("use", "experience"): "{0} bruger samarbejdet til faste kontaktpersoner{2}.",
    ("use", "wish"): "{0} ønsker at bruge samarbejdet til faste kontaktpersoner{2}.",
    ("use", "counterexample"): "{0} giver {1} på, at samarbejdet ikke bliver brugt til faste kontaktpersoner{2}.",
    ("timing", "experience"): "{0} inddrager samarbejdspartneren faste kontaktpersoner{2}.",
    ("timing", "wish"): "{0} ønsker at inddrage samarbejdspartneren faste kontaktpersoner{2}.",
    ("source", "experience"): "{0} får viden gennem faste kontaktpersoner{2}.",
    ("source", "wish"): "{0} ønsker faste kontaktpersoner{2}.",
    ("other", "experience"): "{0} fortæller om faste kontaktpersoner{2}.",
    ("other", "wish"): "{0} ønsker faste kontaktpersoner{2}.",
    ("other", "counterexample"): "{0} giver {1} på, at faste kontaktpersoner ikke indgår{2}.",
}  # fmt: skip
# {3} ends the verb.
ENGLISH = {
    ("helps", "experience"): "{0} point{3} to named contacts{2}.",
    ("helps", "wish"): "{0} would like named contacts{2}.",
    ("helps", "counterexample"): "{0} give{3} {1} where named contacts did not support the cooperation{2}.",
    ("hinders", "experience"): "{0} experience{3} named contacts as a barrier{2}.",
    ("hinders", "wish"): "{0} would like something to be done about named contacts{2}.",
    ("use", "experience"): "{0} use{3} the cooperation for named contacts{2}.",
    ("use", "counterexample"): "{0} give{3} {1} where the cooperation was not used for named contacts{2}.",
    ("timing", "experience"): "{0} involve{3} the partner at this time: Named contacts{2}.",
    ("source", "experience"): "{0} learn{3} of cases through named contacts{2}.",
    ("other", "experience"): "{0} mention{3} named contacts{2}.",
    ("other", "counterexample"): "{0} give{3} {1} without named contacts{2}.",
}  # fmt: skip
CHILDREN, ADULTS = AreaWord("børneområdet"), AreaWord("voksenområdet")


def text(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)


def danish(role, kind, word, name="Faste kontaktpersoner", areas=(), variant=0, **more):
    said = Said(role, kind, Amount(word, word == "en enkelt"), name, tuple(areas), **more)
    return text(sentence(said, variant=variant))


@pytest.mark.parametrize("word", DANISH_WORDS)
@pytest.mark.parametrize("areas", AREAS)
@pytest.mark.parametrize(("role", "kind"), DANISH)
def test_danish_sentences(word, areas, role, kind):
    examples = "et eksempel" if word == "en enkelt" else "eksempler"
    expected = DANISH[role, kind].format(DANISH_WORDS[word], examples, AREAS[areas])
    assert danish(role, kind, word, areas=map(AreaWord, areas)) == expected


@pytest.mark.parametrize("word", ENGLISH_WORDS)
@pytest.mark.parametrize("areas", [(), ("children's area",), ("children's area", "adults' area")])
@pytest.mark.parametrize(("role", "kind"), ENGLISH)
def test_english_sentences(word, areas, role, kind):
    single = word == "one"
    shown = f" ({' and '.join(areas)})" if areas else ""
    said = Said(role, kind, Amount(word, single), "Named contacts", tuple(map(AreaWord, areas)))
    examples = "an example" if single else "examples"
    expected = ENGLISH[role, kind].format(ENGLISH_WORDS[word], examples, shown, "s" if single else "")
    assert text(sentence(said, language="en")) == expected


VARIED = [
    # role, kind, word, areas, variant, sentence
    ("helps", "experience", "flere", [CHILDREN], 1, "Flere kommuner fremhæver faste kontaktpersoner på børneområdet."),
    ("helps", "experience", "flere", [CHILDREN], 2, "På børneområdet oplever flere kommuner faste kontaktpersoner som en fordel."),
    ("helps", "experience", "en enkelt", [CHILDREN, ADULTS], 4,
     "På både børne- og voksenområdet nævner en enkelt kommune faste kontaktpersoner som noget, der gavner samarbejdet."),
    ("hinders", "experience", "et par", [ADULTS], 2, "På voksenområdet oplever et par kommuner, at faste kontaktpersoner hæmmer samarbejdet."),
    ("use", "experience", "alle", [ADULTS], 2, "På voksenområdet gør alle kommuner brug af samarbejdet til faste kontaktpersoner."),
    ("helps", "wish", "nogle", [ADULTS], 1, "Nogle kommuner udtrykker ønske om faste kontaktpersoner på voksenområdet."),
    ("other", "experience", "nogle", [], 1, "Nogle kommuner beskriver faste kontaktpersoner."),
]  # fmt: skip


@pytest.mark.parametrize(("role", "kind", "word", "areas", "variant", "expected"), VARIED)
def test_the_same_is_said_in_other_words(role, kind, word, areas, variant, expected):
    """Twenty sentences that begin alike are not read."""
    assert danish(role, kind, word, areas=areas, variant=variant) == expected


@pytest.mark.parametrize(
    ("variant", "expected"),
    [
        (0, "De fleste kommuner peger på nem adgang (nogle på børneområdet og en enkelt på voksenområdet)."),
        (1, "De fleste kommuner fremhæver nem adgang, heraf nogle på børneområdet og en enkelt på voksenområdet."),
        (2, "De fleste kommuner oplever nem adgang som en fordel. Det gælder nogle kommuner på børneområdet og en "
            "enkelt på voksenområdet."),
    ],
)  # fmt: skip
def test_areas_that_differ_each_have_their_word(variant, expected):
    areas = (AreaWord("børneområdet", "nogle"), AreaWord("voksenområdet", "en enkelt", single=True))
    assert danish("helps", "experience", "de fleste", "Nem adgang", areas, variant) == expected


def test_one_site_is_singular_where_it_comes_first():
    areas = (AreaWord("børneområdet", "en enkelt", single=True), AreaWord("voksenområdet", "alle"))
    shown = danish("helps", "experience", "alle", "Tillid", areas, 2)
    assert shown.endswith("Det gælder en enkelt kommune på børneområdet og alle på voksenområdet.")


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("variant", range(7))
@pytest.mark.parametrize("role", ["helps", "hinders", "use", "timing", "source", "other"])
@pytest.mark.parametrize("kind", ["experience", "wish", "counterexample"])
def test_every_form_is_a_whole_sentence_that_says_the_word_once(language, variant, role, kind):
    word = "flere" if language == "da" else "several"
    areas = (AreaWord("børneområdet" if language == "da" else "children's area"),)
    said = Said(role, kind, Amount(word, False), "Nem {adgang}", areas, anchors=("f_1",))
    runs = sentence(said, variant=variant, language=language)
    shown = text(runs)
    assert shown[0].isupper()
    assert shown.endswith(".")
    assert not shown.endswith("..")
    assert "  " not in shown
    assert "{adgang}" in shown  # a name is never taken for a pattern
    assert [run.text.lower() for run in runs if run.counts] == [word]
    assert areas[0].name.removesuffix("området") in shown


def test_every_wish_says_that_it_is_one():
    """Rule of the printed report: a wish is reported as a wish, not as an experience."""
    for role in ("helps", "hinders", "use", "timing", "source", "other"):
        for variant in range(6):
            assert "ønske" in danish(role, "wish", "flere", variant=variant)


CLAUSES = {
    ("helps", "experience"): "Flere kommuner peger på, at ordningen ikke er udbredt.",
    ("helps", "wish"): "Flere kommuner ønsker, at ordningen ikke er udbredt.",
    ("hinders", "experience"): "Flere kommuner oplever det som en barriere, at ordningen ikke er udbredt.",
    ("hinders", "counterexample"): "Flere kommuner giver eksempler på det modsatte af, at ordningen ikke er udbredt.",
    ("source", "experience"): "Flere kommuner får viden ved, at ordningen ikke er udbredt.",
    ("other", "experience"): "Flere kommuner fortæller, at ordningen ikke er udbredt.",
}  # fmt: skip


@pytest.mark.parametrize(("role", "kind"), CLAUSES)
def test_a_name_that_is_a_sentence_becomes_a_clause(role, kind):
    """»peger på ordningen er ikke udbredt« is no Danish; *ikke* moves before the verb."""
    assert danish(role, kind, "flere", "Ordningen er ikke udbredt") == CLAUSES[role, kind]


def test_a_name_that_can_be_nothing_else_stands_whole_after_a_colon():
    assert (
        danish("helps", "experience", "flere", "Hvem gør hvad?")
        == "Flere kommuner peger på følgende: Hvem gør hvad?"
    )


@pytest.mark.parametrize(
    ("name", "language", "expected"),
    [
        ("Borgeren henvender sig selv", "da", "at borgeren henvender sig selv"),
        ("Uklart hvornår og hvordan partneren inddrages", "da", "at det er uklart, hvornår og hvordan partneren inddrages"),
        ("Samtykke er svært at sikre", "da", "at samtykke er svært at sikre"),
        ("at de kender os", "da", "at de kender os"),
        ("Partner lacks knowledge", "en", "that partner lacks knowledge"),
        ("Faste kontaktpersoner", "da", ""),
    ],
)  # fmt: skip
def test_clauses(name, language, expected):
    assert clause(name, language) == expected


def test_an_area_never_seems_to_belong_to_a_clause():
    """»… at partneren mangler viden på børneområdet« would say something else."""
    for variant in range(1, 5):
        shown = danish("hinders", "experience", "flere", "Partneren mangler viden", [CHILDREN], variant)
        assert shown.startswith("På børneområdet")
        assert shown.endswith("at partneren mangler viden.")


def test_a_relative_clause_ends_in_a_comma():
    shown = danish("helps", "experience", "flere", "Sparring, der giver tryghed", variant=4)
    assert shown == "Flere kommuner nævner sparring, der giver tryghed, som noget, der gavner samarbejdet."


def test_the_partner_is_named_where_the_study_says_how():
    assert (
        danish("timing", "experience", "nogle", "Akut", partner="politiet")
        == "Nogle kommuner inddrager politiet akut."
    )
    assert danish("timing", "experience", "nogle", "Akut", of_partner=False) == (
        "Nogle kommuner inddrager samarbejdspartnere akut."
    )


def many(word, *names, areas=(), role="hinders", kind="experience"):
    amount = Amount(word, word in {"en enkelt", "one"})
    return [Said(role, kind, amount, name, tuple(areas), anchors=(f"f_{n}",)) for n, name in enumerate(names)]


def test_two_findings_of_the_same_extent_are_one_sentence_in_which_each_has_its_word():
    runs = pair(*many("flere", "Krydspres", "Få sager", areas=[ADULTS]), variant=2)
    assert text(runs) == (
        "På voksenområdet oplever flere kommuner, at krydspres hæmmer samarbejdet, og flere nævner få sager som en "
        "hindring."
    )
    assert [(run.text, run.counts) for run in runs if run.counts] == [
        ("flere", ("f_0",)),
        ("flere", ("f_1",)),
    ]


def test_more_findings_of_the_same_extent_are_a_list():
    """»En enkelt kommune oplever a, b og c« would say that it is the same one."""
    several = many("en enkelt", "Krydspres", "Brud på tillid", "Travlhed og logistik", areas=[ADULTS])
    runs = list_of(several, ["a", "b", "c"])
    assert text(runs) == (
        "Hver af følgende barrierer bliver oplevet af en enkelt kommune på voksenområdet: krydspres, brud på tillid samt "
        "travlhed og logistik."
    )
    assert [run.counts for run in runs if run.counts] == [("f_0", "f_1", "f_2")]
    assert [run.text for run in runs if run.anchor] == ["krydspres", "brud på tillid", "travlhed og logistik"]


def test_a_list_in_english():
    several = many("several", "Lack of time", "Long distances", "Secrecy", areas=[AreaWord("adults' area")])
    assert text(list_of(several, ["a", "b", "c"], language="en")) == (
        "Each of the following barriers is experienced by several municipalities in the adults' area: lack of time, long "
        "distances and secrecy."
    )


def test_a_list_of_wishes_says_so():
    several = many("flere", "Faste møder", "Tillid", "Nem adgang", kind="wish", role="helps")
    assert text(list_of(several, ["a", "b", "c"])) == (
        "Hvert af følgende er et ønske hos flere kommuner: faste møder, tillid og nem adgang."
    )


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
    assert text(follow_up(kind, Amount(word, word in {"en enkelt", "one"}), language=language)) == expected


def test_a_neuter_noun_changes_the_word_for_one():
    """A study of hospitals says »et enkelt hospital«."""
    noun = SiteNoun("hospital", "hospitaler", "hospitalerne", neuter=True)
    assert who("en enkelt", noun, "da", single=True) == "et enkelt hospital"
    assert who("et par", noun, "da", single=False) == "et par hospitaler"
    said = Said("helps", "experience", Amount("en enkelt", True), "Tillid")
    assert text(sentence(said, noun=noun)) == "Et enkelt hospital peger på tillid."


@pytest.mark.parametrize(
    ("names", "language", "expected"),
    [
        (["børneområdet", "voksenområdet"], "da", "på både børne- og voksenområdet"),
        (["børneafdelingen"], "da", "i børneafdelingen"),
        (["børneområdet", "familieafdelingen"], "da", ""),
        (["skole"], "da", ""),
        (["children's area"], "en", "in the children's area"),
        (["children's services", "youth services"], "en", "in both children's services and youth services"),
    ],
)
def test_where_it_was_said(names, language, expected):
    assert in_areas(names, language) == expected


@pytest.mark.parametrize("variant", range(4))
def test_areas_of_any_name_stand_in_brackets(variant):
    """Which preposition goes with a name is only known of some endings."""
    areas = (AreaWord("skole", "flere"), AreaWord("hjem", "et par"))
    shown = danish("helps", "experience", "alle", "Tillid", areas, variant)
    assert shown.endswith("(skole: flere og hjem: et par).")


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


def test_a_list_whose_items_hold_an_and_says_so_in_another_word():
    assert listed(["a og b", "c"], "da") == "a og b samt c"
    assert listed(["a and b", "c", "d"], "en") == "a and b, c, and d"


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


def test_no_language_has_a_pattern_that_others_cannot_fill():
    for language in ("da", "en"):
        for role in ("helps", "hinders", "use", "timing", "source", "other"):
            for kind in ("experience", "wish", "counterexample"):
                known = forms(role, kind, language)
                assert all("{what}" in one and "|" in one for one in known.what)
                assert all("{clause}" in one and "|" in one for one in known.clause)
                assert all("{whole}" in one and "|" in one for one in known.whole)
