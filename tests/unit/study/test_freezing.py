"""What a frozen study holds, and above all what it does not: interview text, names, ids, coders."""

import io
import json
import re
import zipfile
from dataclasses import replace
from hashlib import sha256

import pytest

from qualcode.errors import (
    InterchangeError,
    PrivacyError,
    StudyLayoutError,
    UnreadableFileError,
    UnsafeFileError,
    UsageError,
)
from qualcode.interchange import read_table
from qualcode.interchange.study_yaml import parse_study_config
from qualcode.study import Study
from qualcode.study.freezing import frozen_bytes
from qualcode.study.replication.archive import MANIFEST, packed
from qualcode.study.replication.frozen import parse_frozen
from qualcode.study.replication.notebooks import cleaned, without_names
from qualcode.study.replication.settings import settings_to_pass_on, write_settings


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    with Study.create_example(tmp_path_factory.mktemp("freezing") / "example") as made:
        made.run()
        yield made


@pytest.fixture(scope="module")
def frozen(study):
    return parse_frozen(frozen_bytes(study, "2024"), where="2024.zip")


@pytest.fixture
def own(tmp_path, study):
    """A copy that a test may change."""
    import shutil

    shutil.copytree(study.layout.root, tmp_path / "own")
    with Study.open(tmp_path / "own") as made:
        yield made


def texts(frozen):
    """Every part as text; of the model the line of JSON that its numbers follow."""
    told = {MANIFEST: json.dumps(dict(frozen.about), ensure_ascii=False)}
    for name, data in frozen.parts.items():
        told[name] = data[:20_000].decode("latin-1") if name == "model.qcm" else data.decode()
    return told


def runs(text, n=5):
    words = [word.casefold() for word in re.findall(r"\w+", text)]
    return {tuple(words[at : at + n]) for at in range(len(words) - n + 1)}


def test_no_five_words_in_a_row_of_an_interview(study, frozen):
    said = set()
    for document in study.documents:
        for version in (study.version(document.name), study.store.version(document.name, kind="imported")):
            speakers = {s.label: s.role for s in study.speakers} | {
                s.speaker_id: s.role for s in study.speakers
            }
            for turn in version.turns:
                if speakers[turn.speaker] == "informant":
                    said |= runs(turn.span.of(version.text))
    assert len(said) > 1000
    shared = {name: runs(text) & said for name, text in texts(frozen).items()}
    # One definition says "hvem der gør hvad og hvornår", as everybody does; the manifest names the place.
    places = frozen.about["own_words_that_also_stand_in_a_transcript"]["places"]
    assert places == ["codebook.yaml, fremmer.klare-aftaler: definition"]
    definition = runs(frozen.codebook["fremmer.klare-aftaler"].definition)
    assert {name: found - definition for name, found in shared.items() if found - definition} == {}


def test_a_cue_or_example_that_quotes_an_interview_stays_behind(study, frozen):
    code = "inddragelse.hjemmebesoeg"
    assert set(study.codebook[code].cues) - set(frozen.codebook[code].cues) == {"tog ud til dem sammen"}
    assert frozen.codebook[code].examples == study.codebook[code].examples
    assert frozen.about["codebook"]["examples_left_out"] == 1
    assert [one.id for one in frozen.codebook] == [one.id for one in study.codebook]


def test_no_name_of_the_plan_no_id_and_no_coder(study, frozen):
    rows = read_table(study.plan_path)
    names = {row["found"].lstrip("'") for row in rows if row["decision"] == "replace"}
    labels = {one.label for one in study.speakers if len(one.label) > 1}
    ids = (
        {one.speaker_id for one in study.speakers}
        | {one.name for one in study.documents}
        | set(study.site_ids)
    )
    assert len(names) > 20
    assert "Søren Toft" in labels
    for name, text in texts(frozen).items():
        for word in names | labels | ids | {"anna", "Anna", "redaktionen"}:
            assert not re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text), (name, word)
        assert not re.search(r"[\"']bo[\"']|\bBo\b", text), name


def test_two_times_gives_the_same_bytes_and_a_name_is_not_reused(own):
    path = own.freeze("one")
    assert path == own.layout.root / "frozen" / "one.zip"
    first = path.read_bytes()
    assert own.freeze("one").read_bytes() == first
    book = own.layout.codebook
    book.write_text(book.read_text(encoding="utf-8").replace("Skoler", "Skolerne"), encoding="utf-8")
    own.reload()
    with pytest.raises(StudyLayoutError) as caught:
        own.freeze("one")
    assert caught.value.code == "QC-FZ02"
    assert path.read_bytes() == first
    assert [row["name"] for row in read_table(path.with_name("log.csv"))] == ["one", "one"]


def test_the_parts_are_there_and_their_checksums_hold(study, frozen):
    assert {
        "codebook.yaml",
        "study.yaml",
        "guide.csv",
        "model.qcm",
        "evaluation.json",
        "findings.csv",
    } <= set(frozen.parts)
    assert frozen.about["parts"] == {name: sha256(data).hexdigest() for name, data in frozen.parts.items()}
    assert frozen.about["for"] == "team"
    assert frozen.basis["sites"] == 2
    rows, own = frozen.findings, study.findings()
    assert [(r["partner"], r["code"], r["area"], int(r["sites"])) for r in rows] == [
        (f.partner, f.code, f.area, f.count.sites) for f in own
    ]
    assert [item.text for item in frozen.guide] == [item.text for item in study.guide]
    assert all(item.asked_in is None for item in frozen.guide)
    codes = json.loads(frozen.parts["evaluation.json"])["codes"]
    assert set(codes) == {code.id for code in study.codebook if code.usable}


def test_for_print_there_are_words_and_no_numbers_and_no_model(study):
    frozen = parse_frozen(frozen_bytes(study, "2024", audience="print"), where="x")
    assert not {"model.qcm", "evaluation.json", "portrait.json"} & set(frozen.parts)
    assert frozen.for_print
    for name, data in frozen.parts.items():
        if name.startswith("matrices/") or name == "findings.csv":
            head, *rows = data.decode().splitlines()
            assert not {"sites", "speakers", "segments", "wishes", "anchor"} & set(head.split(","))
            assert rows
            assert not any(re.search(r"\d", row) for row in rows)
    assert set(json.loads(frozen.parts["verdicts.json"])) == {
        "reliable", "doubtful", "not to be relied on", "too little data"
    }  # fmt: skip
    assert "n_speakers" not in frozen.basis
    assert "transcript" not in json.dumps(dict(frozen.about))  # where to look for an interview's words
    assert "places_replaced_in" not in frozen.about


@pytest.mark.parametrize(
    ("where", "old", "new", "kind"),
    [
        ("codebook.yaml", "name: Skoler", "name: Skoler som Pilehegnsskolen", "name"),
        ("codebook.yaml", "name: Skoler", "name: Skoler, ring 22 31 40 55", "phone"),
        ("codebook.yaml", "name: Skoler", "name: Skoler, siger Anna", "coder"),
        ("codebook.yaml", "name: Skoler", "name: Skoler i interview-01", "id"),
        ("data/guide.csv", "Bruger I frivillige?", "Bruger I Flemming?", "name"),
        ("study.yaml", "title: Når børn", "subtitle: x\n  title: Når børn", None),
    ],
)
def test_what_points_to_somebody_is_refused_and_nothing_is_written(own, where, old, new, kind):
    file = own.layout.root / where
    text = file.read_text(encoding="utf-8")
    assert old in text
    if kind is None:  # the old title page stays behind, whatever stands on it
        assert "Når børn" not in write_settings(settings_to_pass_on(own.config))
        return
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    own.reload()
    with pytest.raises(PrivacyError) as caught:
        own.freeze("x")
    assert caught.value.code == "QC-FZ05"
    assert caught.value.exit_status == 3
    assert kind in str(caught.value)
    assert new not in str(caught.value)
    assert not (own.layout.root / "frozen").exists()


@pytest.mark.parametrize("id_", ["lindevig", "pilehegnsskolen", "i-lindevig"])
def test_a_place_in_a_codes_id_is_refused(own, id_):
    """An id is in small letters, as names in a text are not."""
    own.codes.rename("partner.skole", id=id_)
    with pytest.raises(PrivacyError, match="id") as caught:
        own.freeze("x")
    assert caught.value.code == "QC-FZ05"


@pytest.mark.parametrize("name", ["lindevig", "Lindevig-2024"])
def test_a_place_in_the_name_of_the_file_is_refused(own, name):
    with pytest.raises(PrivacyError, match="the name of the frozen study") as caught:
        own.freeze(name)
    assert caught.value.code == "QC-FZ05"
    assert not (own.layout.root / "frozen").exists()


def test_a_place_in_the_earlier_id_of_a_code_stays_behind(own):
    """What a code was called stays in codebook.yaml for good: in the study, and not in what leaves it."""
    own.codes.rename("partner.skole", id="lindevig")
    own.codes.rename("partner.lindevig", id="skoler")
    own.codes.rename("partner.psykiatri", id="socialpsykiatri")
    assert "partner.lindevig" in own.codebook["partner.skoler"].was
    frozen = parse_frozen(frozen_bytes(own, "x"), where="x")
    assert frozen.codebook["partner.skoler"].was == ("partner.skole",)
    assert frozen.codebook["partner.socialpsykiatri"].was == ("partner.psykiatri",)
    assert "lindevig" not in frozen.parts["codebook.yaml"].decode().casefold()


def test_a_place_that_was_left_out_is_no_other_definition(own):
    from qualcode.model.succession import changes_between

    book = own.layout.codebook
    text = book.read_text(encoding="utf-8")
    old = "Skolen som part i samarbejdet"
    book.write_text(text.replace(old, f"I Lindevig og omegn, {old}"), encoding="utf-8")
    own.reload()
    frozen = parse_frozen(frozen_bytes(own, "x"), where="x")
    assert changes_between(frozen.codebook, own.codebook).redefined == ()
    assert changes_between(own.codebook, frozen.codebook).redefined == ()
    book.write_text(text.replace(old, "I Lindevig er alt"), encoding="utf-8")
    own.reload()
    assert changes_between(frozen.codebook, own.codebook).redefined == ("partner.skole",)


def test_eight_words_of_an_interview_in_a_definition_are_refused(own):
    version = own.version("interview-01")
    spoken = next(t for t in version.turns if t.speaker == "p02").span.of(version.text)
    words = re.findall(r"[^\W\d_]+", spoken)[:9]
    book = own.layout.codebook
    text = book.read_text(encoding="utf-8").replace("name: Skoler\n", f"name: {' '.join(words)}\n", 1)
    book.write_text(text, encoding="utf-8")
    own.reload()
    with pytest.raises(PrivacyError, match="in a row from a transcript"):
        own.freeze("x")


def test_a_town_in_a_definition_is_replaced_and_stays_where_the_study_keeps_it(own):
    book = own.layout.codebook
    text = book.read_text(encoding="utf-8")
    old = "Skolen som part i samarbejdet"
    book.write_text(text.replace(old, f"I Lindevig og den lindevigske egn, {old}"), encoding="utf-8")
    own.reload()
    frozen = parse_frozen(frozen_bytes(own, "x"), where="x")
    assert frozen.codebook["partner.skole"].definition.startswith("I […] og den […] egn, Skolen")
    assert frozen.about["places_replaced_in"] == ["codebook.yaml, partner.skole: definition"]
    settings = own.layout.study_yaml
    kept = settings.read_text(encoding="utf-8") + "pseudonymise:\n  keep: [Lindevig]\n"
    settings.write_text(kept, encoding="utf-8")
    own.reload()
    frozen = parse_frozen(frozen_bytes(own, "x"), where="x")
    assert frozen.codebook["partner.skole"].definition.startswith("I Lindevig")


def test_texts_go_along_only_with_a_reason_never_for_print_and_it_is_logged(own):
    for options, code in (({}, "QC-FZ03"), ({"reason": "x", "audience": "print"}, "QC-FZ04")):
        with pytest.raises(UsageError) as caught:
            own.freeze("all", with_text=True, **options)
        assert caught.value.code == code
    path = own.freeze("all", with_text=True, reason="Gruppens eget arkiv")
    frozen = parse_frozen(path.read_bytes(), where="x")
    assert frozen.about["holds"] == "texts"
    assert b"[person 1]" in frozen.parts["texts/segments.csv"]
    assert b"Susanne" not in frozen.parts["texts/segments.csv"]
    (row,) = read_table(path.with_name("log.csv"))
    assert (row["with_text"], row["reason"]) == ("yes", "Gruppens eget arkiv")


@pytest.mark.parametrize("name", ["", "../x", "a b", "a/b", ".x", "x" * 41, "æ"])
def test_a_name_is_a_plain_word(study, name):
    with pytest.raises(UsageError) as caught:
        study.freeze(name)
    assert caught.value.code == "QC-FZ01"


def test_unreviewed_texts_are_not_frozen(tmp_path):
    with Study.create_example(tmp_path / "new") as study:
        study.import_documents(study.layout.transcripts)
        with pytest.raises(PrivacyError) as caught:
            study.freeze("x")
    assert caught.value.code == "QC-PV01"


def test_settings_come_back_as_they_were_written(study):
    kept = settings_to_pass_on(study.config)
    assert parse_study_config(write_settings(kept, head="En linje\n\nog en til")) == kept
    assert kept.report.chapters == study.config.report.chapters
    assert kept.report.boxes == study.config.report.boxes
    assert set(kept.report.texts) == {"background", "aim", "questions"}
    tricky = replace(
        kept,
        title='no: "x" # y',
        quantifiers={6: "alle", 1: "en"},
        areas={"no": "ja", "on": "1"},
        both_areas=("no", "on"),
    )
    assert parse_study_config(write_settings(tricky)) == tricky


def test_notebooks_lose_outputs_ids_and_coders():
    made = {
        "cells": [
            {"cell_type": "code", "source": ['study.coder("interview-01", coder="bo")'], "outputs": [1], "metadata": {"a": 1}},
            {"cell_type": "markdown", "source": "Anna og Bo bor i interview-012."},
            {"cell_type": "raw", "source": "x"},
        ],
        "metadata": {"secret": "x"},
    }  # fmt: skip
    data = cleaned(json.dumps(made).encode(), where="n", ids=["interview-01"], coders=["anna", "bo"])
    read = json.loads(data)
    assert [cell["source"] for cell in read["cells"]] == [
        'study.coder("INTERVIEW", coder="CODER")',
        "CODER og CODER bor i interview-012.",
    ]
    assert read["cells"][0]["outputs"] == []
    assert b"secret" not in data
    assert without_names("bo her", ids=[], coders=["bo"]) == "bo her"


# -- files from strangers ----------------------------------------------------------------------------------------------


def changed(frozen, **parts):
    """The same file with some parts changed, and a manifest that fits."""
    about = {name: value for name, value in frozen.about.items() if name not in ("parts", "format")}
    return packed({**frozen.parts, **{name.replace("__", "."): data for name, data in parts.items()}}, about)


def rezipped(data, change):
    """The members of a zip file after a change of their list."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        members = {name: file.read(name) for name in file.namelist()}
    change(members)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, part in members.items():
            file.writestr(name, part)
    return made.getvalue()


@pytest.mark.parametrize(
    ("change", "kind", "code"),
    [
        (lambda m: m.update({"../../evil.py": b"x"}), UnsafeFileError, "QC-SF37"),
        (lambda m: m.update({"/etc/x": b"x"}), UnsafeFileError, "QC-SF37"),
        (lambda m: m.update({"evil.py": b"x"}), UnsafeFileError, "QC-FZ09"),
        (lambda m: m.update({"notebooks/evil/x.ipynb": b"x"}), UnsafeFileError, "QC-FZ09"),
        (lambda m: m.update({"bomb.csv": b"0" * 60_000_000}), UnsafeFileError, "QC-SF35"),
        (lambda m: m.update({"guide.csv": m["guide.csv"] + b"x"}), UnreadableFileError, "QC-FZ08"),
        (lambda m: m.update({"matrices/more.csv": b"x"}), UnreadableFileError, "QC-FZ08"),
        (lambda m: m.pop("findings.csv"), UnreadableFileError, "QC-FZ08"),
        (lambda m: m.pop("manifest.json"), UnreadableFileError, "QC-FZ06"),
        (lambda m: m.update({"manifest.json": b"[]"}), UnreadableFileError, "QC-FZ06"),
        (lambda m: m.update({"manifest.json": b"\xff"}), UnreadableFileError, "QC-FZ06"),
        (
            lambda m: m.update({"manifest.json": b'{"format": 99, "parts": {}}'}),
            UnreadableFileError,
            "QC-FZ07",
        ),
    ],
)
def test_a_file_that_was_tampered_with_is_refused(frozen, change, kind, code):
    with pytest.raises(kind) as caught:
        parse_frozen(rezipped(changed(frozen), change), where="x.zip")
    assert caught.value.code == code


def test_findings_of_another_kind_are_refused(frozen):
    data = changed(frozen, findings__csv=b"a,b\n1,2\n")
    with pytest.raises(InterchangeError) as caught:
        parse_frozen(data, where="x.zip")
    assert caught.value.code == "QC-TB01"


def test_numbers_of_sites_that_are_none_are_not_believed(frozen):
    about = {name: value for name, value in frozen.about.items() if name not in ("parts", "format")}
    told = packed(frozen.parts, {**about, "basis": {"sites": "mange"}})
    assert parse_frozen(told, where="x.zip").sites == 0


def test_no_zip_file_at_all():
    with pytest.raises(UnreadableFileError):
        parse_frozen(b"not a zip file", where="x.zip")
