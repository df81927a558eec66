"""Sentences as people speak them, and names where a model is installed. All sentences are made up."""

import subprocess
import sys

import pytest

from qualcode import nlp as nlp_module
from qualcode.errors import StudyLayoutError
from qualcode.nlp import load


@pytest.fixture(scope="module")
def danish():
    return load("da", "none")


@pytest.fixture(scope="module")
def english():
    return load("en", "none")


def cut(nlp, text):
    return [span.of(text) for span in nlp.sentences(text)]


def check(nlp, marked):
    """Join the sentences by blanks; each must come back as it was."""
    assert cut(nlp, " ".join(marked)) == marked


@pytest.mark.parametrize(
    "sentences",
    [
        pytest.param(["Vi går.", "Så kom de!", "Hvad nu?", "Ja."], id="plain"),
        pytest.param(["Jeg ved det ikke...", "Men så ringede hun."], id="three dots"),
        pytest.param(["Jeg ved det ikke…", "Men så ringede hun."], id="one-character ellipsis"),
        pytest.param(["Altså... vi gik… og kom igen."], id="hesitating goes on in lower case"),
        pytest.param(["Det var . . . svært."], id="spaced dots"),
        pytest.param(["Der var vel... 5 møder."], id="hesitating before a number"),
        pytest.param(["Vi mødes kl. 8.", "Vi går kl. 9."], id="an hour is no ordinal"),
        pytest.param(["Vi mødes klokken 8.", "så går vi."], id="an hour before lower case"),
        pytest.param(["Det er kl. 8.30.", "Så spiser vi."], id="hour and minutes"),
        pytest.param(["Det er 3. gang i 9. klasse."], id="ordinals"),
        pytest.param(["Det var d. 5. maj."], id="date"),
        pytest.param(["Det var d. 5. Maj."], id="date with a capital"),
        pytest.param(["Den 2. Verdenskrig kom."], id="ordinal before a name"),
        pytest.param(["Hun kom den 5.", "Vi gik."], id="day at the end"),
        pytest.param(["Den 5.5. om aftenen kom de."], id="numeric date"),
        pytest.param(
            ["Det kostede 15.000.", "Vi betalte 3,5 pct.", "Det gik."], id="thousands, decimals, percent"
        ),
        pytest.param(["Det var i 2019.", "så kom planen."], id="a year is no ordinal"),
        pytest.param(["1. Vi begynder.", "2. Vi slutter."], id="numbered items"),
        pytest.param(["1. 2. og 3. gang gik det."], id="ordinals in a row"),
        pytest.param(["Vi har f.eks. Politiet, bl.a. Skolen og ca. 5 andre."], id="something follows always"),
        pytest.param(
            ["Ring til dr. Holm, jf. § 5 ift. reglerne, pga. det, mht. alt, evt. inkl. moms."], id="more"
        ),
        pytest.param(["Vi har f. eks. Skolen, bl. a. Aarhus."], id="abbreviations in two parts"),
        pytest.param(["De kommer osv.", "Vi har mv. og m.fl. med."], id="may end before a capital"),
        pytest.param(["Det var stk. 3 og nr. 4 i d.d. brev."], id="numbers after abbreviations"),
        pytest.param(["Her kom J. Holm og H.C. Lind."], id="initials"),
        pytest.param(["Vi bor i kommune B.", "Vi har en plan."], id="a letter at the end"),
        pytest.param(
            ["Det gør man.", "så går vi."], id="an ordinary word that spaCy takes for an abbreviation"
        ),
        pytest.param(["Der går jeg i.", "Vi kom."], id="the preposition i"),
        pytest.param(["Hvad?!", "Nej!!", "Jo."], id="marks in a row"),
        pytest.param(['"Hvad nu?" spurgte hun.', "Ja."], id="quoted question before lower case"),
        pytest.param(['Hun sagde: "Gå hjem!" og gik.'], id="quoted call before lower case"),
        pytest.param(['"Hvad nu?", spurgte hun.'], id="quoted question before a comma"),
        pytest.param(['Han sagde "nej."', '"Ja," sagde hun.'], id="closing quote back, opening quote on"),
        pytest.param(["Vi gik.", "(Det var sent.)", "Så kom de."], id="brackets"),
        pytest.param(["Ja.", "[griner] Det var det."], id="note of the transcriber"),
        pytest.param(["»Nej.«", "»Hvorfor?« spurgte de."], id="Danish quotation marks"),
        pytest.param(["“Nej.”", "‘Jo.’", "Vi gik."], id="curly quotation marks"),
        pytest.param(["Nej.", "– Jo.", "- Nej."], id="dashes of a dialogue"),
        pytest.param(["Se www.Sted.dk i dag.", "Skriv a.b@sted.dk."], id="addresses"),
        pytest.param(["Ja. )"], id="what has no letter stays with the sentence before"),
        pytest.param(["... men vi gik."], id="dots at the start"),
    ],
)
def test_danish_sentences(danish, sentences):
    check(danish, sentences)


@pytest.mark.parametrize(
    "sentences",
    [
        ["Mr. Holm met Dr. Lind at 8 p.m. yesterday.", "We left."],
        ["We use e.g. Police, i.e. Those people."],
        ["1. We begin.", "2. We end."],
        ["We had schools, etc.", "They left."],
        ["So do I.", "We left in room 8.", "the end."],
        ["John F. Holm was there."],
    ],
)
def test_english_sentences(english, sentences):
    check(english, sentences)


def test_a_language_without_lists_trusts_spacys_abbreviations():
    """Any language that spaCy knows works: Swedish has no list of ours."""
    check(load("sv", "none"), ["Vi har t.ex. Polisen.", "Ja."])


def test_chinese_needs_no_blanks():
    assert cut(load("zh", "none"), "他来了。你好吗？好") == ["他来了。", "你好吗？", "好"]


def test_a_line_feed_is_a_blank_unless_doubled(danish):
    """Soft line breaks in a transcript do not end a sentence; an empty line does."""
    assert cut(danish, "Vi gik\nhjem. Så\n\nkom de") == ["Vi gik\nhjem.", "Så", "kom de"]
    assert cut(danish, "Vi gik\n \t\nhjem") == ["Vi gik", "hjem"]


def test_typing_slips_without_a_blank(danish):
    assert cut(danish, "Det gik.Vi kom.(griner) Ja") == ["Det gik.", "Vi kom.", "(griner) Ja"]


@pytest.mark.parametrize("text", ["", "  ", "\n\n\t", "\u2028"])
def test_nothing_gives_nothing(danish, text):
    assert danish.sentences(text) == []


@pytest.mark.parametrize("text", ["?", "...", "😀", "***"])
def test_marks_alone_are_kept(danish, text):
    """Nothing that is not blank may fall out, or a coding on it would lose its segment."""
    assert cut(danish, text) == [text]


def test_positions_are_code_points(danish):
    """An emoji is one position, not two as in JavaScript."""
    text = "😀 Ja. Nej."
    assert [(span.start, span.end) for span in danish.sentences(text)] == [(0, 5), (6, 10)]


def test_a_text_that_spacy_would_refuse(danish):
    """SpaCy stops at 1,000,000 characters; a pasted recording may be longer."""
    text = "Vi gik bl.a. hjem. " * 60_000
    assert len(text) > 1_000_000
    assert len(danish.sentences(text)) == 60_000


def test_importing_nlp_loads_no_spacy():
    """Starting the tool must stay fast: spaCy takes a second."""
    script = "import sys, qualcode.nlp, qualcode.segmentation; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


# --- models -----------------------------------------------------------------------------------------------


@pytest.fixture
def model_folder(tmp_path):
    """Write a pipeline that finds one name to the disk: what a user's own trained model looks like."""
    import spacy

    made = spacy.blank("da")
    made.add_pipe("entity_ruler").add_patterns([{"label": "PER", "pattern": "Amira"}])
    made.meta.update(name="test_sm", version="1.2.3")
    made.to_disk(tmp_path / "model")
    return tmp_path / "model"


def test_without_a_model_there_are_no_entities(danish):
    assert not danish.has_entities
    assert list(danish.entities("Amira kom.")) == []
    assert danish.method.endswith("blank:da")


def test_a_folder_is_a_model(model_folder):
    nlp = load("da", str(model_folder))
    assert nlp.has_entities
    assert list(nlp.entities("Her kom Amira. 😀 Amira!")) == [(8, 13, "PER"), (17, 22, "PER")]
    assert nlp.method == f"{nlp.sentence_method} + da_test_sm 1.2.3"


def test_entities_of_a_text_longer_than_a_model_takes(model_folder):
    """Positions count from the start of the text, not of the portion."""
    nlp = load("da", str(model_folder))
    text = "hun gik hjem " * 20_000 + "Amira"
    assert list(nlp.entities(text)) == [(len(text) - 5, len(text), "PER")]
    assert list(nlp.entities("x" * 250_000)) == []


def test_auto_takes_the_best_installed_model_of_the_language(monkeypatch, model_folder):
    import spacy

    asked = []

    def remember(name, **_):
        asked.append(name)
        return spacy.blank("da")

    installed = ["da_core_news_sm", "da_core_news_lg", "en_core_web_trf"]
    monkeypatch.setattr("spacy.util.get_installed_models", lambda: installed)
    monkeypatch.setattr("spacy.load", remember)
    load("da", "auto")
    load("sv", "auto")
    load("da", "da_core_news_sm")
    load("da", "none")
    assert asked == ["da_core_news_lg", "da_core_news_sm"]


def test_an_unknown_model_names_what_is_installed(monkeypatch):
    monkeypatch.setattr("spacy.util.get_installed_models", lambda: ["da_core_news_sm"])
    with pytest.raises(StudyLayoutError, match="da_core_news_sm") as caught:
        load("da", "da_core_news_md")
    assert caught.value.code == "QC-NL01"


def test_an_importable_module_is_not_a_model():
    """A name in study.yaml must never import code that is no model."""
    with pytest.raises(StudyLayoutError):
        load("da", "json")


def test_a_broken_model_is_refused_without_a_traceback(tmp_path):
    (tmp_path / "config.cfg").write_text("[nlp]\nlang = 3", encoding="utf-8")
    with pytest.raises(StudyLayoutError) as caught:
        load("da", str(tmp_path))
    assert caught.value.code == "QC-NL03"


def test_an_unknown_language_is_refused():
    with pytest.raises(StudyLayoutError) as caught:
        load("qqq", "none")
    assert caught.value.code == "QC-NL02"


def test_repr_says_the_method_only(danish):
    danish.sentences("Hemmelig sætning.")
    assert repr(danish) == f"Nlp({danish.method})"
    assert nlp_module.__all__ == ["Nlp", "load"]
