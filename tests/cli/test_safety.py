"""Nothing is lost, nothing leaks: bad input is refused in plain words and stores nothing."""

import json
import os
import stat
import subprocess
import sys

import pytest

MARK = "HEMMELIGMARKOER7Q"


def state(folder, qualcode):
    return qualcode("log", "--json")[1], qualcode("codings", "list", "--json")[1]


BAD_CODINGS = {
    "unknown code": "document,segment,code,coder,memo\ninterview-01,2,partner.skoel,anna,{mark}\n",
    "unknown document": "document,segment,code,coder,memo\ninterview-99,2,partner.skole,anna,{mark}\n",
    "beyond the document": "document,segment,code,coder,memo\ninterview-01,999,partner.skole,anna,{mark}\n",
    "not codable": "document,segment,code,coder,memo\ninterview-01,2,partner,anna,{mark}\n",
    "no coder": "document,segment,code,coder,memo\ninterview-01,2,partner.skole,,{mark}\n",
    "another version": "document,version,start,end,code,coder,memo\ninterview-01,000000000000,0,5,partner.skole,anna,{mark}\n",
    "ragged": "document,segment,code,coder,memo\ninterview-01,2,partner.skole,anna,a,b,{mark}\n",
    "open quote": 'document,segment,code,coder,memo\ninterview-01,2,partner.skole,anna,"{mark}\n',
    "other columns": "a,b\n1,{mark}\n",
    "empty": "",
}


@pytest.mark.parametrize("case", BAD_CODINGS)
def test_codings_that_do_not_fit_are_refused_whole(case, finished, qualcode):
    good = "interview-01,2,fremmer.tillid,cecilie,\n"
    text = BAD_CODINGS[case].format(mark=MARK)
    if text.startswith("document,segment"):
        text = text.replace("memo\n", "memo\n" + good, 1)
    (finished / "bad.csv").write_text(text, encoding="utf-8")
    before = state(finished, qualcode)
    status, out, err = qualcode("codings", "import", "bad.csv")
    assert status == 1
    assert "bad.csv" in err
    assert "[QC-" in err
    assert MARK not in out + err
    assert "Traceback" not in err
    assert state(finished, qualcode) == before


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("nul.txt", f"I: {MARK}\x00\nB: ja\n".encode()),
        ("mixed.txt", f"I: {MARK} æ\nB: ".encode() + "ærø".encode("cp1252") + b"\n"),
        ("zip.txt", b"PK\x03\x04" + MARK.encode()),
        ("broken.docx", b"PK\x03\x04" + MARK.encode()),
        ("broken.json", b'{"segments": [{"text": "' + MARK.encode()),
        ("unknown.xyz", MARK.encode()),
    ],
)
def test_an_import_is_all_or_nothing(name, data, empty, qualcode):
    folder = empty / "data/transcripts"
    (folder / "good.txt").write_text("I: Hej?\n\nB: Hej.\n", encoding="utf-8")
    (folder / name).write_bytes(data)
    tables = (empty / "data/speakers.csv").read_bytes()
    status, out, err = qualcode("import", folder)
    assert status == 1
    assert name in err
    assert MARK not in out + err
    assert not (empty / "data/study.db").exists()
    assert (empty / "data/speakers.csv").read_bytes() == tables


@pytest.mark.parametrize("dry", [(), ("--dry-run",)], ids=["real", "dry run"])
def test_one_name_twice_and_one_file_twice_are_refused(dry, empty, qualcode):
    folder = empty / "data/transcripts"
    (folder / "a.txt").write_text("I: Hej?\n\nB: Hej.\n", encoding="utf-8")
    (folder / "A.md").write_text("I: Noget andet?\n\nB: Ja.\n", encoding="utf-8")
    (folder / "b.txt").write_text("I: Hej?\n\nB: Hej.\n", encoding="utf-8")
    status, _, err = qualcode("import", folder, *dry)
    assert status == 1
    assert "the same file as" in err
    assert "of that name" in err
    assert not (empty / "data/study.db").exists()


def test_a_dry_run_stores_nothing(example, qualcode):
    before = sorted(example.rglob("*"))
    status, out, _ = qualcode("import", "data/transcripts", "--dry-run")
    assert status == 0
    assert "interview-01" in out
    assert sorted(example.rglob("*")) == before


def test_the_same_codings_again_change_nothing_and_withdrawn_ones_stay_withdrawn(finished, qualcode):
    listed = json.loads(qualcode("codings", "list", "--coder", "consensus", "--json")[1])
    assert qualcode("codings", "withdraw", listed[0]["id"])[0] == 0
    told = json.loads(qualcode("codings", "import", "data/codings/consensus.csv", "--json")[1])
    assert (told["added"], told["withdrawn"], told["unchanged"]) == (0, 1, len(listed) - 1)
    assert (
        len(json.loads(qualcode("codings", "list", "--coder", "consensus", "--json")[1])) == len(listed) - 1
    )


def test_exported_codings_come_back_as_they_were(finished, qualcode):
    qualcode("codings", "export", "all.csv")
    told = json.loads(qualcode("codings", "import", "all.csv", "--json")[1])
    assert told["added"] == 0
    assert told["memo_changed"] == 0
    assert told["unchanged"] > 100


def test_undo_works_in_another_process(finished):
    def call(*words):
        command = [sys.executable, "-m", "qualcode", *words]
        return subprocess.run(
            command, cwd=finished, capture_output=True, text=True, check=True, encoding="utf-8"
        ).stdout

    def count():
        return len(json.loads(call("codings", "list", "--json")))

    before = count()
    call("codings", "withdraw", json.loads(call("codings", "list", "--json"))[0]["id"])
    assert count() < before
    call("undo")
    assert count() == before
    call("redo")
    assert count() < before


def test_several_coders_but_no_consensus_is_a_question(finished, qualcode):
    settings = finished / "study.yaml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("coding_set: consensus\n", ""), encoding="utf-8"
    )
    ids = [row["id"] for row in json.loads(qualcode("codings", "list", "--coder", "consensus", "--json")[1])]
    qualcode("codings", "withdraw", *ids)
    status, _, err = qualcode("findings")
    assert status == 1
    assert "anna" in err
    assert "coding_set" in err


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's")
def test_only_the_owner_can_read_what_points_to_a_person(tmp_path):
    """Whatever the umask says."""
    folder = tmp_path / "study"
    code = "import os,sys;os.umask(0);from qualcode.study import Study\nwith Study.create_example(sys.argv[1]) as s: s.run()"
    subprocess.run([sys.executable, "-c", code, folder], check=True, capture_output=True)
    secret = [folder / "data", folder / "data/study.db", folder / "data/private", folder / "reports/team"]
    secret += list((folder / "data").rglob("*")) + list((folder / "reports/team").iterdir())
    secret = [p for p in secret if p.name not in {"guide.csv"}]
    open_to_others = [str(p.relative_to(folder)) for p in secret if stat.S_IMODE(p.stat().st_mode) & 0o077]
    assert not open_to_others


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's")
def test_transcripts_that_came_open_to_all_are_closed_at_import(empty, qualcode):
    """People copy transcripts in with whatever permissions their system gives."""
    transcript = empty / "data/transcripts/a.txt"
    transcript.write_text("I: Hej?\n\nB: Hej.\n", encoding="utf-8")
    transcript.chmod(0o644)
    assert qualcode("import", transcript, "--dry-run")[0] == 0
    assert stat.S_IMODE(transcript.stat().st_mode) == 0o644
    assert qualcode("import", transcript)[0] == 0
    assert stat.S_IMODE(transcript.stat().st_mode) == 0o600


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root writes everywhere")
def test_reports_that_cannot_be_written_are_said_plainly(finished, qualcode):
    (finished / "reports").chmod(0o500)
    status, _, err = qualcode("report", "-o", finished / "reports/x.docx")
    (finished / "reports").chmod(0o700)
    assert status == 1
    assert "Traceback" not in err


def test_a_report_into_a_folder_that_is_not_there_is_said_plainly(finished, qualcode):
    (finished / "file").write_text("", encoding="utf-8")
    status, _, err = qualcode("findings", "-o", finished / "file" / "x.csv")
    assert status == 1
    assert "[QC-SF" in err


def test_no_temporary_file_is_left(finished, qualcode):
    qualcode("run")
    assert not [p for p in finished.rglob("*") if p.name.endswith(".tmp") or p.name.startswith(".qualcode-")]


def test_import_is_light():
    """Opening a notebook or asking for help must not wait for spaCy."""
    code = "import sys, qualcode; print([m for m in ('spacy','bertopic','sklearn','matplotlib','pandas') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_nothing_of_the_interviews_in_the_repr(finished):
    from qualcode.study import Study

    with Study.open(finished) as study:
        version = study.version("interview-01")
        shown = repr([study, version, study.segments(), study.codings(), study.passages(), study.speakers])
        shown += study.matrix(rows="partner", columns="fremmer")._repr_html_()
    words = [line for line in version.text.splitlines() if len(line) > 30]
    assert not [line for line in words if line[:30] in shown]
    assert "Lene" not in shown


def test_a_study_that_is_not_there_is_said_plainly(tmp_path, monkeypatch, qualcode):
    monkeypatch.chdir(tmp_path)
    status, _, err = qualcode("status")
    assert status == 1
    assert "study.yaml" in err
    assert "qualcode init" in err


def test_init_never_writes_into_a_folder_in_use(tmp_path, qualcode):
    (tmp_path / "mine.txt").write_text("x", encoding="utf-8")
    status, _, err = qualcode("init", tmp_path)
    assert status == 1
    assert "not empty" in err
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]
