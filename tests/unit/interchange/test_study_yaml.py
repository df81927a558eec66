"""study.yaml: what it leaves out has its default, and a slip is found before anything runs."""

import pytest

from qualcode.errors import PrivacyError, StudyLayoutError
from qualcode.interchange import default_study_yaml, parse_study_config, read_study_config
from qualcode.model import ChapterSpec, MatrixSpec, ReportSettings, StudyConfig
from qualcode.model.config import AssistSettings, LocalModelSettings

FULL = """\
title: Samarbejde
language: da
study_id: nsk-2
sites:
  - id: k1
  - k2
roles: {interviewer: Spørger}
areas:
  boern: børneområdet
  aeldre: ældreområdet
both_areas: [boern, aeldre]
partner_branch: partner.ekstern
matrices:
  - {name: m1, rows: partner, columns: fremmer, title: 'Hvem: hvad'}
quantifiers:
  6: alle
  5: de fleste
coding_set: consensus
segmentation: turns
private: ../privat
spacy_model: none
pseudonymise:
  keep: [RED]
  hide: [Nordby]
report:
  title: Rapport
  year: 2024
  notice: |
    Linje et.
    Linje to.
assist:
  read: segments
  suggestions: off
  encoder: ../modeller/dansk
  local_model:
    url: http://127.0.0.1:8080/v1
    name: lille-model
  seed: 7
"""


def problems_of(text):
    with pytest.raises(StudyLayoutError) as caught:
        parse_study_config(text)
    assert caught.value.code == "QC-SY01"
    return [str(problem) for problem in caught.value.problems]


def test_every_setting_is_read():
    assert parse_study_config(FULL) == StudyConfig(
        title="Samarbejde",
        language="da",
        study_id="nsk-2",
        sites=("k1", "k2"),
        roles={"interviewer": "Spørger", "informant": "informant"},
        areas={"boern": "børneområdet", "aeldre": "ældreområdet"},
        both_areas=("boern", "aeldre"),
        partner_branch="partner.ekstern",
        matrices=(MatrixSpec("m1", "partner", "fremmer", "Hvem: hvad"),),
        quantifiers={6: "alle", 5: "de fleste"},
        coding_set="consensus",
        segmentation="turns",
        private="../privat",
        spacy_model="none",
        keep_words=("RED",),
        hide_words=("Nordby",),
        report=ReportSettings(title="Rapport", year="2024", notice="Linje et.\nLinje to."),
        assist=AssistSettings(
            suggestions=False,
            encoder="../modeller/dansk",
            local_model=LocalModelSettings("http://127.0.0.1:8080/v1", "lille-model"),
            seed=7,
            read="segments",
        ),
    )


def test_a_title_is_enough():
    assert parse_study_config("title: T\n") == StudyConfig("T")


@pytest.mark.parametrize(
    "title", ["Titel", "Skole: hjem # og mere", "no", '"citat"', "{a}", "to\nlinjer", "ÆØÅ – 1"]
)
def test_the_file_of_a_new_study_reads_as_the_defaults(title, tmp_path):
    file = tmp_path / "study.yaml"
    file.write_text(default_study_yaml(title=title, language="da", study_id="s-1"), encoding="utf-8")
    assert read_study_config(file) == StudyConfig(" ".join(title.split()), "da", "s-1")


def test_a_new_study_in_english_is_explained_in_english_and_has_english_areas():
    text = default_study_yaml("T", "en", "s1")
    assert "# Neutral ids of the sites" in text
    config = parse_study_config(text)
    assert list(config.areas) == list(StudyConfig("T").areas)
    assert config.areas["voksen"] == "adults' services"
    assert config == parse_study_config("title: T\nlanguage: en\nstudy_id: s1\n")


def test_the_danish_and_the_english_file_have_the_same_settings():
    def settings(language):
        lines = default_study_yaml("T", language, "s1").splitlines()
        return [line.split(":")[0] for line in lines if line.strip() and not line.startswith("#")]

    assert settings("da") == settings("en")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("titel: T\n", "unknown field 'titel'"),
        ("titel: T\n", "Did you mean 'title'?"),
        ("titel: T\n", "'title' is missing"),
        ("title: T\nlanguage: dansk\n", "'language' is 'dansk'"),
        ("title: T\nsites: k1\n", "'sites' is a text"),
        ("title: T\nsites: [k1, K1]\n", "the site 'K1' stands twice"),
        ("title: T\nsites: [Nordby Kommune]\n", "a text of 14 characters cannot be a site's id"),
        ("title: T\nsites: [{id: k1, name: Nordby}]\n", "sites: unknown field 'name'"),
        ("title: T\nsites: [[k1]]\n", "a list cannot be a site's id"),
        ("title: T\nroles: {observer: x}\n", "'observer' is no role"),
        ("title: T\nareas: {a b: x}\n", "cannot be an id"),
        ("title: T\nareas: {a: ''}\n", "areas: 'a' is empty"),
        ("title: T\nboth_areas: [boern, gamle]\n", "'gamle' is no area. Areas: boern, voksen, ung"),
        ("title: T\npartner_branch: a..b\n", "A branch of the codebook"),
        ("title: T\nmatrices: [{name: a/b, rows: x, columns: y}]\n", "It names a file"),
        ("title: T\nmatrices: [{name: a, rows: x}]\n", "matrices: 'columns' is missing"),
        ("title: T\nmatrices: [{name: a, rows: x, column: y}]\n", "Did you mean 'columns'?"),
        ("title: T\nmatrices: [a]\n", "a matrix is a text"),
        (
            "title: T\nmatrices: [{name: a, rows: x, columns: y}, {name: A, rows: x, columns: y}]\n",
            "the matrix 'A' stands twice",
        ),
        ("title: T\nquantifiers: {alle: 6}\n", "'alle' is no number of sites"),
        ("title: T\nquantifiers: {0: ingen}\n", "A whole number from 1"),
        ("title: T\npseudonymise: {keeps: []}\n", "pseudonymise: unknown field 'keeps'"),
        ("title: T\npseudonymise: [a]\n", "'pseudonymise' is a list"),
        ("title: T\nreport: {titel: x}\n", "report: unknown field 'titel'"),
        ("title: T\nreport: {year: [2024]}\n", "report: 'year' is a list"),
        ("title: T\nassist: on\n", "'assist' is a text"),
        ("title: T\nassist: {encoders: x}\n", "Did you mean 'encoder'?"),
        ("title: T\nassist: {suggestions: true}\n", "'suggestions' is 'true'. It is on or off"),
        ("title: T\nassist: {read: turns}\n", "'read' is 'turns'. It is documents or segments"),
        ("title: T\nassist: {seed: -1}\n", "A whole number from 0"),
        ("title: T\nassist: {seed: 1.5}\n", "A whole number from 0"),
        (
            "title: T\nassist:\n  local_model:\n    name: m\n",
            "study.yaml:4:5: assist.local_model: 'url' is empty",
        ),
        ("title: T\nassist: {local_model: {url: 'http://127.0.0.1/v1'}}\n", "local_model: 'name' is empty"),
        ("title: T\nassist: {local_model: {address: x}}\n", "local_model: unknown field 'address'"),
        ("title: T\nassist: {local_model: [x]}\n", "'local_model' is a list"),
        ("", "the file is empty"),
        ("title: [\n", "study.yaml:2:1"),
    ],
)
def test_a_slip_is_named_with_what_is_allowed(text, words):
    assert any(words in problem for problem in problems_of(text)), problems_of(text)


def test_all_problems_come_at_once():
    assert len(problems_of("titel: T\nlanguage: 1\nsites: x\nreport: 1\n")) == 5


def test_a_study_with_its_own_areas_has_no_pair_of_areas_unless_it_says_so():
    assert parse_study_config("title: T\nareas: {nord: Nord}\n").both_areas == ()


def test_words_to_hide_stand_neither_in_errors_nor_in_a_repr():
    with pytest.raises(StudyLayoutError) as caught:
        parse_study_config("title: T\npseudonymise:\n  hide:\n    - HEMMELIG: x\n    - [HEMMELIG]\n")
    assert "HEMMELIG" not in str(caught.value)
    assert "HEMMELIG" not in repr(parse_study_config("title: T\npseudonymise: {hide: [HEMMELIG]}\n"))


def test_the_reports_chapters():
    config = parse_study_config(
        "title: S\nlanguage: da\nreport:\n  chapters:\n    - title: Politiet\n      question: Hvornår?\n      partners: [p.politi]\n"
        "    - title: På tværs\n      across: [fremmer]\n"
    )
    assert config.report.chapters == (
        ChapterSpec("Politiet", "Hvornår?", partners=("p.politi",)),
        ChapterSpec("På tværs", across=("fremmer",)),
    )


def test_a_chapter_needs_a_title_and_knows_its_fields():
    with pytest.raises(StudyLayoutError) as error:
        parse_study_config("title: S\nreport:\n  chapters:\n    - partner: [p]\n")
    assert "unknown field 'partner'" in str(error.value)
    assert "'title' is missing" in str(error.value)


def test_suggestions_are_on_and_no_model_is_used_unless_the_study_says_so():
    for text in (
        "title: T\n",
        "title: T\nassist:\n",
        "title: T\nassist: {encoder: '', local_model: {url: '', name: ''}}\n",
    ):
        assert parse_study_config(text).assist == AssistSettings(True, "none", LocalModelSettings("", ""), 0)


@pytest.mark.parametrize(
    "url", ["http://10.0.0.1:80/v1", "https://anna:kode@example.org", "http://0.0.0.0/v1", "127.1:80/v1"]
)
def test_a_language_model_elsewhere_is_refused_when_the_settings_are_read(url):
    with pytest.raises(PrivacyError) as caught:
        parse_study_config(f"titel: T\nassist:\n  local_model:\n    name: m\n    url: {url}\n")
    assert caught.value.exit_status == 3
    assert caught.value.code == "QC-LM01"
    problems = [str(problem) for problem in caught.value.problems]
    assert any(
        problem.startswith("study.yaml:5:5: assist.local_model: 'url' is not an address")
        for problem in problems
    )
    assert len(problems) == 3  # the title's two come with it
    assert url not in str(caught.value)
