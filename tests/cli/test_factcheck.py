"""The fact check as a user does it: packs out, filled in, back, and how far it has come."""

import csv
import io
import json
import shutil
import stat

import docx
import pytest

from qualcode.disclosure import inspect_bytes
from qualcode.study import Study
from qualcode.study.factchecking import import_replies_folder


@pytest.fixture(scope="module")
def unanswered(tmp_path_factory):
    """The example study after a run in which nobody had answered or ticked anything yet."""
    folder = tmp_path_factory.mktemp("unanswered") / "example"
    with Study.create_example(folder) as study:
        for name in ("factcheck", "clearance"):
            shutil.rmtree(folder / "data" / name)
        study.run()
    return folder


@pytest.fixture
def quoted(unanswered, tmp_path, monkeypatch):
    """A copy of it; the working folder is in it."""
    folder = tmp_path / "quoted"
    shutil.copytree(unanswered, folder)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def sent(quoted, qualcode):
    """The packs of the example, by interview."""
    assert qualcode("factcheck", "export", "out")[0] == 0
    return {row["document"]: row["file"] for row in rows_of(quoted / "out" / "packs.csv")}


def rows_of(path):
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def statuses(qualcode):
    return {row["document"]: row for row in json.loads(qualcode("factcheck", "status", "--json")[1])}


def fill_in(path, answers, *, by="R1", at="12-03-2026"):
    """Tick the answers of the first items in a pack: 0 approved, 1 with changes, 2 withdrawn."""
    document = docx.Document(path)
    once, table = document.tables
    for row, text in zip(once.rows, (by, at), strict=True):
        row.cells[1].text = text
    items = [row for row in table.rows if len(row._tr.tc_lst) > 1][1:]
    for row, answer in zip(items, answers, strict=False):
        run = row.cells[3].paragraphs[answer].runs[0]
        run.text = run.text.replace("☐", "☒")
        if answer == 1:
            row.cells[4].text = "Det sagde jeg på en anden måde."
    document.save(path)
    return path


def test_every_interview_with_something_to_check_gets_a_word_file_and_a_form(quoted, sent):
    files = {path.name for path in (quoted / "out").iterdir()}
    assert files == {f"{name}{end}" for name in sent.values() for end in (".docx", ".xlsx", ".csv")} | {
        "packs.csv"
    }
    assert len(sent) >= 2


def test_no_file_name_and_no_file_tells_which_interview_it_is(quoted, sent):
    """The file goes out by mail: neither the interview nor the site may stand in it, nor who made it."""
    with Study.open(quoted) as study:
        own = [*sent, *study.site_ids]
    for name in sent.values():
        for ending in (".docx", ".xlsx", ".csv"):
            path = quoted / "out" / f"{name}{ending}"
            assert not any(one in path.name for one in sent)
            assert not inspect_bytes(path.read_bytes(), path.name, own=[one for one in own if len(one) > 2])


def test_packs_are_for_their_owner_only(quoted, sent):
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in (quoted / "out").iterdir())


def test_two_exports_are_the_same_to_the_byte(quoted, sent, qualcode):
    before = {path.name: path.read_bytes() for path in (quoted / "out").iterdir()}
    assert qualcode("factcheck", "export", "again")[0] == 0
    assert {path.name: path.read_bytes() for path in (quoted / "again").iterdir()} == before


def test_replies_come_in_and_what_is_answered_is_not_asked_again(quoted, sent, qualcode):
    name, file = next(iter(sent.items()))
    before = statuses(qualcode)[name]
    filled = fill_in(quoted / "out" / f"{file}.docx", [0, 1, 2])
    assert qualcode("factcheck", "import", filled)[0] == 0
    after = statuses(qualcode)[name]
    assert [after[state] for state in ("approved", "changed", "withdrawn")] == [1, 1, 1]
    assert after["waiting"] == before["waiting"] - 3
    qualcode("factcheck", "export", "later", "--document", name)
    assert int(rows_of(quoted / "later" / "packs.csv")[0]["items"]) == after["waiting"]
    qualcode("factcheck", "export", "all", "--document", name, "--all")
    assert (
        int(rows_of(quoted / "all" / "packs.csv")[0]["items"]) == before["items"] - 1
    )  # withdrawn is withdrawn


def test_the_same_file_again_changes_nothing(quoted, sent, qualcode):
    filled = fill_in(quoted / "out" / f"{next(iter(sent.values()))}.docx", [0, 1, 2])
    assert json.loads(qualcode("factcheck", "import", filled, "--json")[1])["changed"] == 3
    before = statuses(qualcode)
    assert json.loads(qualcode("factcheck", "import", filled, "--json")[1])["changed"] == 0
    assert statuses(qualcode) == before


def test_an_import_can_be_taken_back(quoted, sent, qualcode):
    before = statuses(qualcode)
    qualcode("factcheck", "import", fill_in(quoted / "out" / f"{next(iter(sent.values()))}.docx", [0, 1, 2]))
    assert statuses(qualcode) != before
    assert qualcode("undo")[0] == 0
    assert statuses(qualcode) == before


def test_an_authority_s_own_template_dresses_the_packs(quoted, qualcode):
    docx.Document().save(quoted / "ours.docx")
    settings = quoted / "study.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("report:\n", "report:\n  template: ours.docx\n", 1), encoding="utf-8")
    assert "ours.docx" in settings.read_text(encoding="utf-8")
    assert qualcode("factcheck", "export", "out")[0] == 0
    name = rows_of(quoted / "out" / "packs.csv")[0]
    filled = fill_in(quoted / "out" / f"{name['file']}.docx", [0])
    assert qualcode("factcheck", "import", filled)[0] == 0
    assert statuses(qualcode)[name["document"]]["approved"] == 1


def test_a_form_comes_back_as_well(quoted, sent, qualcode):
    name, file = next(iter(sent.items()))
    path = quoted / "out" / f"{file}.csv"
    rows = rows_of(path)
    rows[0] |= {"svar": "godkendt", "initialer eller rolle": "R1", "dato": "12-03-2026"}
    made = io.StringIO()
    writer = csv.DictWriter(made, list(rows[0]), delimiter=";")  # as a Danish Excel saves it
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(made.getvalue(), encoding="utf-8-sig")
    assert qualcode("factcheck", "import", path)[0] == 0
    assert statuses(qualcode)[name]["approved"] == 1


def test_a_workbook_comes_back_as_well(quoted, sent, qualcode):
    import openpyxl

    name, file = next(iter(sent.items()))
    path = quoted / "out" / f"{file}.xlsx"
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["F2"], book.worksheets[0]["I2"], book.worksheets[0]["J2"] = (
        "trækkes tilbage",
        "R1",
        "12-03-2026",
    )
    book.save(path)
    assert qualcode("factcheck", "import", path)[0] == 0
    assert statuses(qualcode)[name]["withdrawn"] == 1


def test_one_bad_file_keeps_all_of_them_out_and_no_word_is_said(quoted, sent, qualcode):
    good, bad = list(sent.values())[:2]
    filled = fill_in(quoted / "out" / f"{good}.docx", [0])
    wrong = fill_in(quoted / "out" / f"{bad}.docx", [0], at="snart")
    status, out, err = qualcode("factcheck", "import", filled, wrong)
    assert status == 1
    assert f"{bad}.docx, no. 1" in err
    with Study.open(quoted) as study:
        words = {word for quote in study.store.quotes() for word in quote.text.split() if len(word) > 8}
    assert not any(word in out + err for word in words)
    assert all(row["approved"] == 0 for row in statuses(qualcode).values())


def test_what_is_no_pack_is_refused(quoted, qualcode):
    docx.Document().save("letter.docx")
    status, _, err = qualcode("factcheck", "import", "letter.docx")
    assert (status, "QC-FC02" in err) == (1, True)


def test_an_interview_that_is_not_there_is_a_slip_in_the_call(quoted, qualcode):
    status, _, err = qualcode("factcheck", "export", "out", "--document", "nobody")
    assert (status, "QC-US09" in err) == (2, True)


def test_a_run_reads_replies_from_files_and_reads_them_once(quoted):
    with Study.open(quoted) as study:
        quote = study.store.quotes()[0]
        folder = study.layout.data / "factcheck"
        folder.mkdir()
        text = f"document,item,answer,text,by,at,comment\n{quote.document},{quote.id},approved,,kontaktperson,2026-03-12,\n"
        (folder / "replies.csv").write_text(text, encoding="utf-8")
        assert import_replies_folder(study).counts["changed"] == 1
        assert import_replies_folder(study).counts["changed"] == 0
        assert study.store.quotes(document=quote.document)[0].status == "approved"


def test_without_files_of_replies_a_run_does_nothing(quoted):
    with Study.open(quoted) as study:
        assert not import_replies_folder(study).changed
