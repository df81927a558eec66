"""From a finished study to the next, as a user types it: freeze, replicate, import, suggest, trust, sample."""

import json
import os
import stat

import docx
import pytest

from qualcode.interchange import read_table
from qualcode.study import Study
from qualcode.study.replication import read_frozen, replicate

TALK = """\
I: Hvem ringer I til, når et barn bliver væk fra skolen?
A: Jeg ringer altid først til klasselæreren, for hun kender barnet og ved, hvornår det begyndte.
B: Hos os går det gennem sundhedsplejersken, som kommer hjemme hos familien.
I: Hvad er svært?
A: Det er tavshedspligten. Psykiatrien må ikke sige noget uden samtykke, og så venter vi.
B: Og der er skiftet medarbejder tre gange, så ingen aner, hvem der har sagen.
"""


@pytest.fixture(scope="module")
def frozen_file(finished_example):
    """The example study, frozen for the team."""
    with Study.open(finished_example) as study:
        return study.freeze("2024")


@pytest.fixture
def new(frozen_file, tmp_path, monkeypatch, qualcode):
    """A new study from the frozen one; the working folder is in it."""
    folder = tmp_path / "ny"
    status, out, err = qualcode(
        "replicate", folder, "--from", frozen_file, "--title", "Skolefravær i en ny kommune"
    )
    assert (status, err) == (0, "")
    assert str(folder) in out
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def spoken(new, qualcode):
    """The new study with one transcript, its speakers known."""
    (new / "data/transcripts/interview-ny.txt").write_text(TALK, encoding="utf-8")
    assert qualcode("import", "data/transcripts", "--site", "x1")[0] == 0
    table = new / "data/speakers.csv"
    text = table.read_text(encoding="utf-8")
    for label, role in (
        ("I,p01,,", "I,p01,interviewer,"),
        ("A,p02,,", "A,p02,informant,boern"),
        ("B,p03,,", "B,p03,informant,voksen"),
    ):
        assert label in text
        text = text.replace(label, role)
    table.write_text(text, encoding="utf-8")
    assert qualcode("segment")[0] == 0
    return new


def test_freeze_says_what_it_made_and_for_whom(finished, qualcode):
    status, out, err = qualcode("freeze", "2024")
    assert (status, err) == (0, "")
    assert "frozen/2024.zip" in out
    assert "ikke til tryk" in out
    assert "fremmer.klare-aftaler: definition" in out
    if os.name == "posix":
        assert stat.S_IMODE((finished / "frozen/2024.zip").stat().st_mode) == 0o600
    told = json.loads(qualcode("freeze", "2024", "--json")[1])
    assert told["sha256"] == read_frozen(finished / "frozen/2024.zip").sha256
    assert told["holds"] == "no texts"


def test_freeze_refuses_text_without_a_reason_and_a_name_in_the_codebook(finished, qualcode):
    status, out, err = qualcode("freeze", "x", "--with-text")
    assert status == 2
    assert "QC-FZ03" in err
    book = finished / "codebook.yaml"
    book.write_text(
        book.read_text(encoding="utf-8").replace("name: Skoler\n", "name: Susannes skole\n"), encoding="utf-8"
    )
    status, out, err = qualcode("freeze", "x")
    assert (status, out) == (3, "")
    assert "QC-FZ05" in err
    assert "Susanne" not in err
    assert not (finished / "frozen").exists()


def test_the_new_study_has_everything_but_what_was_said(new, finished_example, frozen_file, qualcode):
    with Study.open(new) as study, Study.open(finished_example) as old:
        assert study.config.title == "Skolefravær i en ny kommune"
        assert study.config.study_id != old.config.study_id
        assert study.config.sites == ()
        assert study.config.report.chapters == old.config.report.chapters
        assert [code.id for code in study.codebook] == [code.id for code in old.codebook]
        assert [item.text for item in study.guide] == [item.text for item in old.guide]
        assert study.documents == []
        assert study.store.codebook().codebook.version == "1"
        assert study.check() == []
    lineage = json.loads((new / "data/lineage.json").read_text(encoding="utf-8"))["replicates"]
    assert lineage["sha256"] == read_frozen(frozen_file).sha256
    assert (lineage["name"], lineage["codebook_version"]) == ("2024", "1")
    assert "data/origin/" in (new / ".gitignore").read_text(encoding="utf-8")
    readme = (new / "README.md").read_text(encoding="utf-8")
    assert "Til den nye projektgruppe" in readme
    assert "For the new team" in readme
    assert "compare data/origin/findings.csv --changes --sites 2`" in readme
    assert qualcode("check")[0] == 0
    assert "data/transcripts/" in qualcode("status")[1]


def test_letters_name_what_the_law_asks_for_and_mark_their_blanks(new):
    danish = (new / "letters/da/informationsbrev.md").read_text(encoding="utf-8")
    for word in (
        "formålet",
        "Retsgrundlag",
        "Opbevaring",
        "rettigheder",
        "frivilligt",
        "trække dig",
        "pseudonymiseret",
        "Datatilsynet",
        "Dataansvarlig",
    ):
        assert word in danish
    english = (new / "letters/en/information-letter.md").read_text(encoding="utf-8")
    for word in (
        "Legal basis",
        "Retention",
        "Your rights",
        "voluntary",
        "withdraw",
        "pseudonymised",
        "Controller",
        "supervisory",
    ):
        assert word in english
    files = sorted((new / "letters").rglob("*.docx"))
    assert len(files) == 6
    for file in files:
        document = docx.Document(str(file))
        blanks = [
            run for paragraph in document.paragraphs for run in paragraph.runs if run.font.highlight_color
        ]
        mark = "[UDFYLD" if file.parent.name == "da" else "[FILL"
        assert len(blanks) >= 5
        assert all(run.text.startswith(mark) for run in blanks)
        words = "\n".join(paragraph.text for paragraph in document.paragraphs)
        assert words.count(mark) == len(blanks)
        assert "**" not in words
        assert "Skolefravær i en ny kommune" in words
        assert not document.core_properties.author


def test_the_model_that_came_along_suggests_until_something_is_coded(spoken, frozen_file, qualcode):
    with Study.open(spoken) as study:
        carried, chosen = study.assist.carried, study.assist.chosen()
        assert (chosen.is_carried, chosen.why) == (True, "too little coded")
        assert study.suggest().model == carried.version_ != study.assist.model().version_
    found = {
        (row["segment"], row["code"])
        for row in json.loads(qualcode("suggest", "--json")[1])
        if row["suggested"] == "yes"
    }
    assert (5, "barriere.tavshedspligt") in found
    assert (2, "partner.skole") in found
    assert "text/" in qualcode("suggest")[1]


def test_a_code_that_is_new_or_gone_here_does_not_stop_the_model(spoken, qualcode):
    book = spoken / "codebook.yaml"
    text = book.read_text(encoding="utf-8")
    assert "id: tavshedspligt" in text
    book.write_text(text.replace("id: tavshedspligt", "id: tys"), encoding="utf-8")
    rows = json.loads(qualcode("suggest", "--json")[1])
    codes = {row["code"] for row in rows}
    assert "partner.skole" in codes
    assert "barriere.tavshedspligt" not in codes
    assert {row["rank"] for row in rows if row["segment"] == 5} <= {1, 2, 3, 4, 5}


def test_trust_says_what_it_can_and_what_it_cannot(spoken, qualcode):
    status, out, err = qualcode("trust")
    assert (status, err) == (0, "")
    assert "kan ikke bedømmes" in out  # two interviews are no yardstick
    assert "Den medbragte model foreslår" in out
    assert "Kod alle 4 svar" in out
    told = json.loads(qualcode("trust", "--json")[1])
    assert told["likeness"] == "cannot be judged"
    assert told["model"]["suggests"] == "carried"
    assert {one["measure"] for one in told["measures"]} >= {
        "new_words",
        "words_per_answer",
        "confidence",
        "codes",
    }
    for word in ("klasselæreren", "interview-ny", "x1", "p02"):
        assert word not in out + json.dumps(told)
    assert qualcode("trust", "-o", "trust.csv")[0] == 0
    assert {row["code"] for row in read_table(spoken / "trust.csv")} == {one["code"] for one in told["codes"]}


def test_trust_needs_a_model_that_came_along_and_interviews(new, example, qualcode, monkeypatch):
    status, _, err = qualcode("trust", "--study", new)
    assert (status, "QC-FZ14" in err) == (1, True)
    status, _, err = qualcode("trust", "--study", example)
    assert (status, "QC-FZ13" in err) == (1, True)


def test_a_sample_of_nothing_is_refused(new, qualcode):
    status, out, err = qualcode("sample", "-n", 5)
    assert (status, out, "QC-SM02" in err) == (1, "", True)


def test_boxes_to_tick_have_no_bullet_beside_them(new):
    from docx import Document

    boxes = [p for p in Document(new / "letters/da/samtykke.docx").paragraphs if p.text.startswith("☐")]
    assert boxes
    assert not any("Bullet" in box.style.name for box in boxes)


def test_sample_is_the_same_for_the_same_seed(finished, qualcode):
    first = json.loads(qualcode("sample", "-n", 8, "--seed", 3, "--json")[1])
    assert first == json.loads(qualcode("sample", "-n", 8, "--seed", 3, "--json")[1])
    assert first != json.loads(qualcode("sample", "-n", 8, "--seed", 4, "--json")[1])
    assert list(first[0]) == ["document", "segment", "probability", "stratum", "weight"]
    with Study.open(finished) as study:
        spoken = {(s.document, s.number) for s in study.segments() if s.is_informant}
    assert {(row["document"], row["segment"]) for row in first} <= spoken
    assert sum(row["weight"] for row in first) == pytest.approx(len(spoken))


def test_replicate_is_whole_or_not_at_all(finished, tmp_path, frozen_file, qualcode, monkeypatch):
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "note.txt").write_text("mine", encoding="utf-8")
    status, _, err = qualcode("replicate", taken, "--from", frozen_file)
    assert (status, "QC-SY02" in err) == (1, True)
    assert [one.name for one in taken.iterdir()] == ["note.txt"]
    bad = tmp_path / "bad.zip"
    bad.write_bytes(frozen_file.read_bytes()[:-200])
    before = sorted(one.name for one in tmp_path.iterdir())
    assert qualcode("replicate", tmp_path / "n", "--from", bad)[0] == 1
    assert qualcode("replicate", finished / "inside")[0] == 1
    assert qualcode("replicate", tmp_path / "n", "--from", frozen_file, "--language", "fr")[0] == 2

    def broken(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("qualcode.study.replication.replicating._make_store", broken)
    status, _, err = qualcode("replicate", tmp_path / "n", "--from", frozen_file)
    assert status == 1
    assert sorted(one.name for one in tmp_path.iterdir()) == before


def test_replicate_from_the_study_here_and_into_an_empty_folder(finished, tmp_path, qualcode):
    notebooks = finished / "notebooks"
    notebooks.mkdir(exist_ok=True)
    cell = {
        "cell_type": "code",
        "source": 'study.coder("interview-01", coder="anna")',
        "outputs": [],
        "metadata": {},
    }
    (notebooks / "02-code.ipynb").write_text(json.dumps({"cells": [cell], "nbformat": 4}), encoding="utf-8")
    (tmp_path / "empty").mkdir()
    status, _, err = qualcode("replicate", tmp_path / "empty", "--language", "en")
    assert (status, err) == (0, "")
    with Study.open(tmp_path / "empty") as study:
        assert study.config.language == "en"
        assert study.codebook.language == "da"
        assert study.assist.carried is not None
    copied = (tmp_path / "empty/notebooks/02-code.ipynb").read_text(encoding="utf-8")
    assert 'study.coder(\\"INTERVIEW\\", coder=\\"CODER\\")' in copied


def test_a_study_for_print_carries_no_model_and_the_codebook_suggests(finished, tmp_path, qualcode):
    assert qualcode("freeze", "words", "--for", "print")[0] == 0
    with replicate(finished / "frozen/words.zip", tmp_path / "ny") as study:
        assert study.assist.carried is None
        assert not (study.layout.root / "data/origin/model.qcm").exists()
    assert "en model" not in (tmp_path / "ny/README.md").read_text(encoding="utf-8")
