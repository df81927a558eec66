"""What leaves a study: what waits, what a tick and a reply do, and what stands behind a printed thing."""

import csv
import shutil

import docx
import pytest

from qualcode.errors import CodingError, InterchangeError, PrivacyError
from qualcode.interchange import CLEARANCE_COLUMNS, read_clearances, write_csv
from qualcode.matrices.anchors import cell_anchor
from qualcode.reporting import read_back
from qualcode.study import Study
from qualcode.study.clearing import finding_sentences
from qualcode.study.counting import Counting


@pytest.fixture(scope="module")
def answered(tmp_path_factory):
    """The example after a run; its made-up people have answered and somebody has ticked."""
    folder = tmp_path_factory.mktemp("answered") / "example"
    with Study.create_example(folder) as study:
        study.run()
    return folder


@pytest.fixture
def copy(answered, tmp_path):
    """Open a copy of it, without the answers or ticks that a test does not want."""
    made = []

    def opened(*without):
        folder = tmp_path / f"copy{len(made)}"
        shutil.copytree(answered, folder)
        for name in without:
            shutil.rmtree(folder / "data" / name)
        study = Study.open(folder)
        made.append(study)
        if without:
            (folder / "data" / "study.db").unlink()
            study.run()
        return study

    yield opened
    for study in made:
        study.close()


def printed(study):
    return {
        (row.partner, row.code, row.area)
        for row in read_back(study.layout.reports / "report.docx", study.codebook, study.config)
    }


def found(study):
    return {(row.partner, row.code, row.area) for row in study.findings()}


def alone(study):
    """The rows of findings with a word that stands for one site."""
    sentences = finding_sentences(study, Counting.of(study).findings())
    return {(row.partner, row.code, row.area) for one in sentences if one.documents for row in one.rows}


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("missing", ["factcheck", "clearance"])
def test_a_finding_of_one_site_waits_for_the_reply_and_for_the_tick(copy, missing):
    """It is a finding, too: but it shows whose it is to those who know the place."""
    study = copy(missing)
    assert alone(study)
    assert printed(study) == found(study) - alone(study)
    tables = (study.layout.reports / "tables" / "findings.csv").read_text(encoding="utf-8")
    assert len(tables.splitlines()) - 1 == len(found(study) - alone(study))


def test_answered_and_ticked_everything_prints(copy):
    study = copy()
    assert printed(study) == found(study)


def test_a_tick_holds_for_the_words_that_were_seen(copy):
    study = copy()
    path = study.layout.data / "clearance" / "redaktionen.csv"
    rows = rows_of(path)
    rows[0]["seal"] = "000000000000"
    write_csv(path, list(CLEARANCE_COLUMNS), [[row[name] for name in CLEARANCE_COLUMNS] for row in rows])
    study.run()
    [entry] = [one for one in study.clearing.report().entries if one.id == rows[0]["target"]]
    assert [reason.code for reason in entry.reasons] == ["old tick"]


def test_what_waits_is_written_for_the_person_who_ticks_and_comes_back(copy, tmp_path):
    study = copy("clearance")
    path = tmp_path / "ticks.csv"
    n = study.clearing.export(path)
    rows = rows_of(path)
    assert n == len(rows) > 0
    assert all(row["words"] for row in rows)
    assert study.clearing.import_ticks([path]).counts == {"ticks": 0, "changed": 0}
    for row in rows:
        row.update(decision="ja", by="clara")
    write_csv(path, list(CLEARANCE_COLUMNS), [[row[name] for name in CLEARANCE_COLUMNS] for row in rows])
    assert study.clearing.import_ticks([path]).counts["changed"] == n
    assert study.clearing.import_ticks([path]).counts["changed"] == 0
    study.run()
    assert printed(study) == found(study)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"decision": "måske"}, "no such decision"),
        ({"by": ""}, "nobody is named"),
        ({"decision": "override"}, "without a reason"),
        ({"seal": ""}, "seal is empty"),
    ],
)
def test_a_tick_that_cannot_be_used_is_refused_with_its_row(tmp_path, changes, said):
    row = {"target": "f_1", "seal": "abc", "decision": "print", "by": "clara", **changes}
    path = tmp_path / "ticks.csv"
    write_csv(path, list(CLEARANCE_COLUMNS), [[row.get(name, "") for name in CLEARANCE_COLUMNS]])
    with pytest.raises(InterchangeError, match="QC-CL01") as refused:
        read_clearances(path)
    assert said in str(refused.value)
    assert "row 2" in str(refused.value)


def test_a_name_in_a_sentence_stops_the_report(copy):
    """The codebook is written by people; one of them may have put a name into it."""
    study = copy()
    path = study.layout.codebook
    name = next(
        row.found for row in study.plan_pseudonyms() if row.label == "PERSON" and row.decision == "replace"
    )
    path.write_text(
        path.read_text(encoding="utf-8").replace("name: Ventetid", f"name: Ventetid hos {name}"),
        encoding="utf-8",
    )
    study.reload()
    with pytest.raises(PrivacyError, match="QC-DC01") as refused:
        study.report()
    assert name not in str(refused.value)
    assert refused.value.exit_status == 3


def test_a_finding_is_explained_by_its_segments_coders_and_codebook(copy):
    study = copy()
    row = next(iter(study.findings()))
    anchor = next(one.anchor for one in finding_sentences(study, study.findings()) if row in one.rows)
    made = study.explain(anchor)
    segments = {
        (one.document, one.number) for one in study.findings().segments(row.partner, row.code, row.area)
    }
    assert {(line[0], line[1]) for line in made.rows} == segments
    said = " ".join(made.lines("da"))
    assert "consensus" in said
    assert study.codebook.version in said


def test_a_cell_and_a_coding_are_explained_too(copy):
    study = copy()
    matrix = study.matrix()
    (row, column), cell = next(iter(matrix.cells.items()))
    made = study.explain(cell_anchor(row, column))
    assert {(line[0], line[1]) for line in made.rows} == {(one.document, one.number) for one in cell.segments}
    coding = study.coding_set().codings[0]
    [line] = study.explain(coding.id).rows[:1]
    assert line[7] == coding.id


def test_a_name_in_the_header_of_the_template_stops_the_report(copy):
    """It would stand on every page."""
    study = copy()
    template = docx.Document()
    template.sections[0].header.paragraphs[0].text = "Lindevig Kommune"
    template.save(str(study.layout.root / "ours.docx"))
    settings = study.layout.root / "study.yaml"
    written = settings.read_text(encoding="utf-8")
    settings.write_text(
        written.replace("\nreport:\n", "\nreport:\n  template: ours.docx\n"), encoding="utf-8"
    )
    study.reload()
    with pytest.raises(PrivacyError, match="QC-DC01") as refused:
        study.report()
    assert "report.template.1" in str(refused.value)
    assert "Lindevig" not in str(refused.value)


def test_a_quote_is_explained_in_the_words_of_the_study(copy):
    study = copy()
    quote = next(one for one in study.store.quotes() if one.status == "waiting")
    said = " ".join(study.explain(quote.id).lines("da"))
    assert "Faktuel høring: venter" in said
    assert "waiting" not in said


def test_nothing_of_an_unknown_id_is_shown(copy):
    with pytest.raises(CodingError, match="QC-EX01"):
        copy().explain("f_0000000000")


def test_a_name_that_the_plan_replaced_is_found_in_a_report_edited_in_word(copy, tmp_path):
    """Not of a municipality only: whoever edits knows the people, and writes where no gate looks."""
    study = copy()
    edited = docx.Document(str(study.layout.reports / "report.docx"))
    edited.add_paragraph("Det fortalte Flemming fra Pilehegnsskolen.")
    edited.save(str(tmp_path / "edited.docx"))
    found = study.verify(tmp_path / "edited.docx")
    assert list(found["kind"]) == ["left_over", "left_over"]
    assert not found["found"].str.contains("Flemming|Pilehegnsskolen").any()


def test_a_report_as_it_was_written_agrees_with_the_data_and_a_changed_word_does_not(copy, tmp_path):
    study = copy()
    report = study.layout.reports / "report.docx"
    assert study.verify(report).empty
    edited = docx.Document(str(report))
    changed = False
    for paragraph in edited.paragraphs:
        for run in paragraph.runs:
            if (
                not changed
                and run.text.strip().lower() == "begge"
                and paragraph.style.name.startswith("Body")
            ):
                run.text = run.text.replace("egge", "lle") if run.text.startswith("b") else "Flere"
                changed = True
    assert changed
    edited.save(str(tmp_path / "edited.docx"))
    assert "quantifier" in set(study.verify(tmp_path / "edited.docx")["kind"])
