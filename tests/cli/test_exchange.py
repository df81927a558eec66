"""Other programs' projects in and out, as a user types it."""

import json
import sqlite3
import zipfile
from pathlib import Path

import pytest

from qualcode.study import Study
from unit.interchange.foreign.foreign_files import commented, qualcoder, run, taguette, word
from unit.interchange.refi.samples import archive, coded_file, g, qde

REFI = Path(__file__).parents[1] / "data" / "refi"


@pytest.fixture
def fresh(tmp_path, monkeypatch):
    """A new study, as `qualcode init` makes it; the working folder is in it."""
    folder = tmp_path / "ny"
    Study.create(folder, title="Ny", language="en").close()
    monkeypatch.chdir(folder)
    return folder


def files_of(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("name", "documents", "codes", "codings"),
    [
        ("qualcoder4git_dansk_synthetic.qdpx", 1, 2, 2),
        ("qualcoder4git_dansk_synthetic_maxqda-endings.qdpx", 1, 2, 2),
        ("skyloom_TestProject.qdpx", 0, 14, 0),
        ("qualcoder4git_dansk_synthetic.qdc", 0, 2, 0),
        ("taguette152_codebook.qdc", 0, 2, 0),
    ],
)
def test_each_sample_comes_in_and_the_second_time_nothing_is_new(
    qualcode, fresh, name, documents, codes, codings
):
    """What other programs wrote: a dry run says it and writes nothing; the same file again adds nothing."""
    before = files_of(fresh)
    status, out, _ = qualcode("import", REFI / name, "--dry-run", "--json")
    told = json.loads(out)
    assert status == 0
    assert (told["planned"]["documents"], told["planned"]["codes"], told["planned"]["codings"]) == (
        documents,
        codes,
        codings,
    )
    assert told["stored"] is None
    assert files_of(fresh) == before
    assert qualcode("import", REFI / name)[0] == 0
    again = json.loads(qualcode("import", REFI / name, "--json")[1])
    assert (again["stored"]["documents"], again["stored"]["added"], again["planned"]["proposed"]) == (0, 0, 0)
    with Study.open(fresh) as study:
        assert len(study.codebook) == codes
        assert (len(study.codings()) if study.documents else 0) == codings
    assert qualcode("check")[0] == 0


def test_the_losses_are_said_before_and_strict_refuses(qualcode, fresh):
    """The report comes first, with counts; with --strict nothing is written."""
    before = files_of(fresh)
    status, out, err = qualcode("import", REFI / "skyloom_TestProject.qdpx", "--strict")
    assert status == 1
    assert "16 sets of codes, sources and notes: left out" in out
    assert "QC-EX02" in err
    assert files_of(fresh) == before
    assert qualcode("import", REFI / "taguette152_codebook.qdc", "--strict")[0] == 0


def test_how_positions_were_counted_is_shown_and_a_tie_asks(qualcode, fresh, tmp_path):
    """Where the data do not tell, the person does: --dialect."""
    status, out, _ = qualcode("import", REFI / "qualcoder4git_dansk_synthetic.qdpx", "--dry-run")
    assert "Positions: codepoints+crlf1 (by the words that the file gives; 2 passages)" in out
    assert "2 of 2 passages have the words given" in out
    file = tmp_path / "uafgjort.qdpx"
    file.write_bytes(coded_file("Det går fint.\nSlut.\n", [(8, 13)], inclusive=True))
    before = files_of(fresh)
    status, out, err = qualcode("import", file)
    assert (status, "QC-RQ20" in err, "--dialect" in err) == (1, True, True)
    assert files_of(fresh) == before
    status, out, _ = qualcode("import", file, "--dialect", "codepoints+inclusive")
    assert (status, "as named" in out) == (0, True)
    with Study.open(fresh) as study:
        version = study.version("a")
        assert [one.span.of(version.text) for one in study.codings()] == ["fint."]
    assert qualcode("import", REFI / "taguette152_codebook.qdc", "--dialect", "nvivo")[0] == 2


@pytest.mark.parametrize(
    "members",
    [
        {
            "project.qde": f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e "HEMMELIG7Q">]>{qde("").split("?>", 1)[1]}'
        },
        {"project.qde": qde(""), "../../ude.txt": "HEMMELIG7Q"},
        {"project.qde": qde("", codes=f'<Code guid="{g(1)}" name="HEMMELIG7Q" isCodable="true"/>' * 2)},
    ],
    ids=["dtd", "zip-slip", "guid twice"],
)
def test_hostile_files_leave_nothing_behind(qualcode, fresh, tmp_path, members):
    """Refused with a code and without a word of theirs; nothing is stored or unpacked."""
    (tmp_path / "ond.qdpx").write_bytes(archive(members))
    before = files_of(tmp_path)
    status, out, err = qualcode("import", tmp_path / "ond.qdpx")
    assert status == 1
    assert "QC-" in err
    assert "HEMMELIG7Q" not in out + err
    assert files_of(tmp_path) == before


def test_other_programs_databases_come_in_by_what_they_hold(qualcode, fresh, tmp_path):
    """QualCoder's folder and Taguette's file, the latter under a name that says nothing."""
    other = tmp_path / "noget.bin"
    other.write_bytes(taguette(tmp_path / "t.sqlite3").read_bytes())
    told = json.loads(qualcode("import", other, "--dry-run", "--json")[1])
    assert told["kind"] == "taguette"
    made = qualcoder(tmp_path)
    told = json.loads(qualcode("import", made, "--json")[1])
    assert (told["kind"], told["stored"]["documents"] > 0, told["stored"]["added"] > 0) == (
        "qualcoder",
        True,
        True,
    )
    empty = sqlite3.connect(tmp_path / "tom.sqlite3")
    empty.execute("create table a (b)")
    empty.close()
    status, _, err = qualcode("import", tmp_path / "tom.sqlite3")
    assert (status, "QC-FX01" in err) == (1, True)


def test_a_word_document_is_a_transcript_unless_its_comments_are_said_to_be_codes(qualcode, fresh, tmp_path):
    """Comments are often remarks; only a person knows."""
    body = f"<w:p>{run('Vi ')}{commented(0, run('mangler tid'))}{run(' her.')}</w:p>"
    file = tmp_path / "samtale.docx"
    word(file, body, [(0, "anna", ["Tid"])])
    status, out, _ = qualcode("import", file, "--comments-as-codes")
    assert (status, "1 codings by 1 coders" in out) == (0, True)
    with Study.open(fresh) as study:
        (coding,) = study.codings()
        assert (coding.span.of(study.version("samtale").text), coding.code, coding.coder) == (
            "mangler tid",
            "tid",
            "anna",
        )
    status, _, err = qualcode("import", file, "--strict")
    assert (status, "QC-EX10" in err) == (2, True)


def test_tables_are_told_apart(qualcode, fresh, tmp_path):
    """A list of codes, codings by segment, and a transcript: all of them .csv."""
    (tmp_path / "koder.csv").write_text(
        "Kode,Overkode,Definition\nTid,Hæmmer,For lidt tid\n", encoding="utf-8"
    )
    assert "Read as code-table" in qualcode("import", tmp_path / "koder.csv")[1]
    (tmp_path / "tale.csv").write_text("Taler,Tekst\nI,Hvad så?\nB,Vi mangler tid.\n", encoding="utf-8")
    assert qualcode("import", tmp_path / "tale.csv")[0] == 0
    with Study.open(fresh) as study:
        assert [code.id for code in study.codebook] == ["hæmmer", "hæmmer.tid"]
        assert [document.format for document in study.documents] == ["csv"]
    (tmp_path / "kodninger.csv").write_text(
        "document,segment,code,coder\ntale,2,hæmmer.tid,anna\n", encoding="utf-8"
    )
    status, _, err = qualcode("import", tmp_path / "kodninger.csv")
    assert (status, "qualcode codings import" in err) == (1, True)
    (tmp_path / "citater.csv").write_text(
        "Document,Quote,Code,Coder\ntale,mangler tid,Hæmmer > Tid,bo\n", encoding="utf-8"
    )
    status, out, _ = qualcode("import", tmp_path / "citater.csv", "--strict")
    assert (status, "2 codes are the study's own" in out) == (0, True)
    with Study.open(fresh) as study:
        assert [(one.code, one.coder) for one in study.codings()] == [("hæmmer.tid", "bo")]


@pytest.mark.parametrize("name", ["a.nvp", "a.nvpx", "a.mx24", "a.atlproj"])
def test_files_whose_inside_only_their_maker_knows_say_what_to_export(qualcode, fresh, tmp_path, name):
    """Whatever is in them: they are no damaged databases and no transcripts."""
    for data in (b"abc", b"SQLite format 3\0" + bytes(2_000), b""):
        (tmp_path / name).write_bytes(data)
        status, _, err = qualcode("import", tmp_path / name)
        assert (status, "QC-FX02" in err, ".qdpx" in err) == (1, True, True)


def test_one_project_at_a_time(qualcode, fresh):
    """The loss report is for one file."""
    status, _, err = qualcode("import", REFI / "taguette152_codebook.qdc", REFI / "skyloom_TestProject.qdpx")
    assert (status, "QC-EX06" in err) == (1, True)


def test_a_study_goes_out_and_comes_into_a_new_one(qualcode, finished, tmp_path, monkeypatch):
    """The whole way on the command line: the same codings, tree and tables, and in the new study they follow a plan."""
    file = tmp_path / "ud.qdpx"
    status, out, _ = qualcode("export", file, "--dry-run")
    assert (status, file.exists(), "Prøve" in out) == (0, False, True)
    status, _, err = qualcode("export", file, "--strict")
    assert (status, file.exists(), "QC-EX02" in err) == (1, False, True)
    status, out, _ = qualcode("export", file, "--attributes", "all")
    assert (status, "Filen er til gruppen" in out, "nævne personer" in out) == (0, True, True)
    assert file.stat().st_mode & 0o077 == 0
    new = tmp_path / "ny"
    Study.create(new, title="Ny").close()
    monkeypatch.chdir(new)
    status, out, _ = qualcode("import", file, "--strict")
    assert (status, "Alt kommer med." in out) == (0, True)
    with Study.open(finished) as old, Study.open(new) as study:
        assert [(*a.key, a.memo, a.id) for a in study.codings()] == [
            (*b.key, b.memo, b.id) for b in old.codings()
        ]
        assert study.codebook == old.codebook
        assert (study.speakers, study.interviews) == (old.speakers, old.interviews)
        count = len(study.codings())
    status, _, err = qualcode("export", tmp_path / "igen.qdpx")
    assert (status, "QC-PV01" in err) == (3, True)
    qualcode("pseudonymise", "--plan", "plan.csv")
    plan = Path("plan.csv")
    plan.write_text(plan.read_text(encoding="utf-8").replace(",?,", ",keep,"), encoding="utf-8")
    assert qualcode("pseudonymise", "--apply", "plan.csv", "--reviewer", "anna")[0] == 0
    with Study.open(new) as study:
        assert len(study.codings()) == count
        assert all(study.store.versions(d.name)[-1].kind == "pseudonymised" for d in study.documents)
    assert qualcode("export", tmp_path / "igen.qdpx")[0] == 0


def test_tables_for_statistics(qualcode, finished, tmp_path):
    """Wide, documents and long; with a codebook of the columns; without words unless asked for."""
    status, out, _ = qualcode("export", tmp_path / "bred.csv")
    assert (status, "Tabellen er til gruppen" in out) == (0, True)
    head, *rows = (tmp_path / "bred.csv").read_text(encoding="utf-8").splitlines()
    assert head.startswith("document,version,segment,speaker_id,role,area,site,code_")
    assert (
        (tmp_path / "bred.columns.csv")
        .read_text(encoding="utf-8")
        .startswith("name,meaning,type,allowed,code\n")
    )
    with Study.open(finished) as study:
        assert len(rows) == len(study.segments())
        words = study.segments()[1].span.of(study.version(study.segments()[1].document).text)
    assert words not in (tmp_path / "bred.csv").read_text(encoding="utf-8")
    assert qualcode("export", tmp_path / "ord.csv", "--words")[0] == 0
    assert words in (tmp_path / "ord.csv").read_text(encoding="utf-8")
    assert qualcode("export", tmp_path / "lang.xlsx", "--kind", "long", "--attributes", "none")[0] == 0
    with zipfile.ZipFile(tmp_path / "lang.xlsx") as book:
        assert "speaker_id" not in "".join(book.read(name).decode() for name in book.namelist())
    told = json.loads(qualcode("export", tmp_path / "dok.csv", "--kind", "documents", "--json")[1])
    assert told["counts"]["rows"] == 2
    assert qualcode("export", tmp_path / "a.csv", "--kind", "project")[0] == 2
    assert qualcode("export", tmp_path / "a.docx")[0] == 2
    assert qualcode("export", tmp_path / "a.qdpx", "--words")[0] == 2
    assert qualcode("export", tmp_path / "a.csv", "--attributes", "alt")[0] == 2


def test_a_codebook_goes_out_and_in(qualcode, finished, tmp_path, monkeypatch):
    """The tree alone, with every field."""
    assert qualcode("export", tmp_path / "koder.qdc", "--strict")[0] == 0
    new = tmp_path / "ny"
    Study.create(new, title="Ny").close()
    monkeypatch.chdir(new)
    assert qualcode("import", tmp_path / "koder.qdc", "--strict")[0] == 0
    with Study.open(finished) as old, Study.open(new) as study:
        assert study.codebook == old.codebook
