"""Words, dictionary forms and compounds: what explains a suggestion, so places must be right."""

import pytest

from qualcode.nlp.lemmas import lemma, parts, tokens, words

FAMILY = "👩\u200d👩\u200d👧"


@pytest.mark.parametrize(
    ("form", "form_of"),
    [
        ("politiets", "politi"),
        ("konsulenterne", "konsulent"),
        ("skolerne", "skole"),
        ("betjentene", "betjent"),
        ("ringede", "ringe"),
        ("børnene", "barn"),
        ("myndighederne", "myndighed"),
    ],
)
def test_inflected_forms_have_one_dictionary_form(form, form_of):
    assert lemma(form, "da") == form_of


@pytest.mark.parametrize(
    ("compound", "two"),
    [
        ("lokalbetjenten", ("lokal", "betjent")),
        ("risikovurderinger", ("risiko", "vurdering")),
        ("tavshedspligten", ("tavshed", "pligt")),
        ("politianmeldelse", ("politi", "anmeldelse")),
        ("handlingsplaner", ("handling", "plan")),
    ],
)
def test_a_compound_has_its_two_parts_as_dictionary_forms(compound, two):
    assert parts(compound, "da") == two


def test_of_three_parts_the_longest_last_part_is_kept_whole():
    """A *mandekrisecenter* is a kind of *krisecenter*; what kind of center that is stands elsewhere."""
    assert parts("mandekrisecentret", "da")[-1] == "krisecenter"


@pytest.mark.parametrize(
    "word",
    [
        "samarbejde",
        "samarbejdet",
        "myndigheder",
        "myndighed",
        "muligheder",
        "samtale",
        "forældrene",
        "afdeling",
    ],
)
def test_words_that_only_look_like_compounds_are_left_whole(word):
    assert parts(word, "da") == ()


@pytest.mark.parametrize("word", ["børneområdet", "børneteamet", "børnehaver", "barnevogn"])
def test_what_is_of_children_is_not_of_grandchildren(word):
    """The dictionary calls *børne* a form of *barnebarn*; half of what these interviews are about begins with it."""
    assert parts(word, "da")[0] == "barn"


@pytest.mark.parametrize(
    ("compound", "two"),
    [("følelseskort", ("følelse", "kort")), ("sundhedskort", ("sundhed", "kort")), ("myndighedsleder", ())],
)
def test_an_s_that_links_does_not_begin_the_next_part(compound, two):
    """Not *sundhed* and *skorte*, and not *myndighed* and *slide*."""
    assert parts(compound, "da") == two


def test_compounds_are_sought_in_languages_that_have_them_only():
    assert parts("lokalbetjenten", "en") == ()


def test_a_language_without_a_dictionary_keeps_its_word_forms():
    assert lemma("konsulenterne", "xx") == "konsulenterne"
    assert parts("lokalbetjenten", "xx") == ()


def test_pseudonyms_and_numbers_are_no_words():
    text = "[person 12] og [Sted 3] havde 3 møder i 2019, kl. 10.30"
    assert words(text) == ["og", "havde", "møder", "i", "kl"]


def test_only_a_bracket_with_a_number_is_a_pseudonym():
    assert words("[utydeligt] [by 1]") == ["utydeligt"]


@pytest.mark.parametrize("joined", ["sfo'en", "sfo’en", "politi-agtigt"])
def test_an_apostrophe_or_a_hyphen_inside_joins(joined):
    assert words(f"- '{joined}' -") == [joined]


@pytest.mark.parametrize(
    "text",
    [
        "Politiet kom, altså!",
        "👮🏽‍♀️ Politiet 👮 kom",
        f"{FAMILY}Skolen{FAMILY}ringede{FAMILY}",
        "Cafe\u0301en lukkede; ringede de? [person 2] gjorde",
        "ÅRHUS og Ærø, IÑTËRNÂTIÔNÀL",
        "før\u00a0efter\u2028ny\tlinje",
    ],
)
def test_places_count_code_points_whatever_stands_between(text):
    found = tokens(text)
    assert found
    assert all(text[token.start : token.end].lower() == token.word for token in found)
    assert [token.word for token in found] == words(text)


@pytest.mark.parametrize("text", ["", "   ", "12 34", "👍👍", "[person 1]", "…—!"])
def test_a_text_without_words_has_none(text):
    assert tokens(text) == []
    assert words(text) == []
