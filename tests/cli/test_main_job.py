"""`qualcode run`: everything that needs nobody, and a stop where somebody is needed."""

import json
import re
import zipfile

import pytest

from qualcode.study import Study


def files(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_from_transcripts_to_reports(example, qualcode):
    status, out, err = qualcode("run")
    assert (status, err) == (0, "")
    left_out, material, *others = out.strip().splitlines()
    # All three were agreed to: two sites are too few for a quote, so nobody is told that they wait.
    assert left_out.startswith("Udeladt, fordi en regel, en person eller de interviewede siger nej: ")
    assert "sætninger 0, citater 3" in left_out
    assert material.startswith("Materiale: 2 interview")
    assert len(others) == 4
    reports = example / "reports"
    wanted = {"report.docx", "report.html"}
    wanted |= {
        f"figures/partner-{name}.{kind}" for name in ("fremmer", "barriere") for kind in ("png", "svg")
    }
    wanted |= {f"team/partner-{name}.{kind}" for name in ("fremmer", "barriere") for kind in ("csv", "xlsx")}
    wanted |= {"team/findings.csv", "tables/findings.csv"}
    there = {str(path.relative_to(reports).as_posix()) for path in reports.rglob("*") if path.is_file()}
    assert wanted <= there


def test_a_second_run_changes_nothing(finished, qualcode):
    before, log = files(finished / "reports"), qualcode("log", "--json")[1]
    times = {path: path.stat().st_mtime_ns for path in (finished / "reports").rglob("*") if path.is_file()}
    status, out, _ = qualcode("run")
    assert status == 0
    assert "Intet er ændret" in out
    assert files(finished / "reports") == before
    assert {path: path.stat().st_mtime_ns for path in times} == times
    assert qualcode("log", "--json")[1] == log


def test_two_studies_made_alike_give_the_same_bytes(finished, tmp_path, qualcode):
    with Study.create_example(tmp_path / "again") as study:
        study.run()
    assert files(tmp_path / "again" / "reports") == files(finished / "reports")


def test_json_tells_what_was_done(finished, qualcode):
    told = json.loads(qualcode("run", "--json")[1])
    assert told["documents"] == 2
    assert told["changed"] is False
    assert {step["step"] for step in told["steps"]} >= {"import", "pseudonymise", "segment", "codings"}


def test_without_transcripts_it_says_what_to_do(empty, qualcode):
    status, _, err = qualcode("run")
    assert status == 1
    assert "data/transcripts" in err.replace("\\", "/")


@pytest.fixture
def one_interview(empty):
    text = "I: Hvem ringer I til?\n\nB: Jeg ringer til skolen.\n\nI: Og så?\n\nB: Så taler jeg med Fatima Rahmani.\n"
    (empty / "data/transcripts/a.txt").write_text(text, encoding="utf-8")
    return empty


def test_it_stops_where_nobody_has_said_who_interviews(one_interview, qualcode):
    status, _, err = qualcode("run")
    assert status == 1
    assert "speakers.csv" in err
    rows = (one_interview / "data/speakers.csv").read_text(encoding="utf-8").splitlines()
    assert len(rows) == 3, "import proposes a row per label"
    assert qualcode("status")[0] == 0, "what is done is kept"


def fill_in(folder):
    (folder / "data/speakers.csv").write_text(
        "document,label,speaker_id,role,area,notes\na,I,i,interviewer,,\na,B,b,informant,boern,\n",
        encoding="utf-8",
    )


def test_it_stops_where_an_interview_has_no_site(one_interview, qualcode):
    fill_in(one_interview)
    status, _, err = qualcode("run")
    assert status == 1
    assert "interviews.csv" in err


def test_it_stops_before_a_plan_that_nobody_has_reviewed(one_interview, qualcode):
    fill_in(one_interview)
    (one_interview / "data/interviews.csv").write_text(
        "document,site,date,mode,notes\na,k1,,,\n", encoding="utf-8"
    )
    status, _, err = qualcode("run")
    assert status == 1
    assert "plan.csv" in err
    assert not list((one_interview / "reports").rglob("*.*"))
    status, _, err = qualcode("quotes", "-o", "quotes.csv")
    assert status == 3
    assert not (one_interview / "quotes.csv").exists()


SECRET_SITES = re.compile(rb"\bk[12]\b|Lindevig|Torns\xc3\xb8")


def printed_bytes(path):
    if path.suffix in {".docx", ".xlsx"}:
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if not name.endswith(".png")]
            return b"\n".join(archive.read(name) for name in names)
    return path.read_bytes()


def test_no_site_can_be_told_from_what_is_printed(finished):
    printed = [p for p in (finished / "reports").rglob("*") if p.is_file() and "team" not in p.parts]
    assert printed
    # The words of a picture stand in its .svg; the pixels of a .png are not words.
    words = [path for path in printed if path.suffix != ".png"]
    leaks = [path.name for path in words if SECRET_SITES.search(printed_bytes(path))]
    assert not leaks


def test_what_is_printed_carries_no_path_and_no_user(finished, monkeypatch):
    import getpass

    user = getpass.getuser().encode()
    for path in (p for p in (finished / "reports").rglob("*") if p.is_file()):
        data = printed_bytes(path)
        assert str(finished).encode() not in data
        assert b"<dc:creator>" + user not in data


def test_the_steps_one_by_one_come_to_the_same_as_run(example, finished_example, qualcode):
    plan = example / "data/private/plan.csv"
    for words in (
        ["import", "data/transcripts"],
        ["pseudonymise", "--apply", plan],
        ["segment"],
        ["codings", "import", "data/codings/anna.csv"],
        ["codings", "import", "data/codings/bo.csv"],
        ["codings", "import", "data/codings/consensus.csv"],
    ):
        status, _, err = qualcode(*words)
        assert (status, err) == (0, ""), words
    alone = qualcode("findings", "--json")[1]
    assert alone == qualcode("findings", "--json", "--study", finished_example)[1]


def test_a_column_of_the_teams_own_survives_an_import(one_interview, qualcode):
    """Import adds rows to the two tables; whatever else people keep there is theirs."""
    table = one_interview / "data/interviews.csv"
    table.write_text("document,site,date,mode,notes,room\nold,k1,,,,12\n", encoding="utf-8")
    assert qualcode("import", "data/transcripts", "--site", "k2")[0] == 0
    assert table.read_text(encoding="utf-8").splitlines() == [
        "document,site,date,mode,notes,room",
        "old,k1,,,,12",
        "a,k2,,,,",
    ]


def test_the_site_in_the_table_beats_the_one_on_the_command_line(one_interview, qualcode):
    table = one_interview / "data/interviews.csv"
    table.write_text("document,site,date,mode,notes\na.txt,k1,,,\n", encoding="utf-8")
    assert qualcode("import", "data/transcripts", "--site", "k2")[0] == 0
    assert "k2" not in table.read_text(encoding="utf-8")
